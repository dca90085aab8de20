/** An outline in absolute coordinates, y down: what both painters can draw. */
export type Segment =
	| readonly ['M' | 'L', x: number, y: number]
	| readonly ['C', x1: number, y1: number, x2: number, y2: number, x: number, y: number]
	| readonly ['Z'];

/** Length of the handles of a quarter of a circle of radius 1 drawn as a cubic curve: 4/3 (sqrt 2 - 1). */
export const QUARTER = 0.5522847498;

const TOKENS = /([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)/g;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/giy;
const ARGUMENTS: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };

/**
 * Reads SVG path data (SVG 1.1, 8.3), arcs and quadratic curves made cubic. Throws on what is not a path, with the
 * place where reading stopped.
 */
export function readPath(path: string): Segment[] {
	const segments: Segment[] = [];
	let [x, y, startX, startY, handleX, handleY] = [0, 0, 0, 0, 0, 0];
	let before = '';
	for (const { letter, numbers } of commandsOf(path)) {
		const command = letter.toUpperCase();
		const [ox, oy] = letter === command ? [0, 0] : [x, y];
		const n = (i: number) => numbers[i]!;
		const reflected = (family: string): [number, number] =>
			family.includes(before) ? [2 * x - handleX, 2 * y - handleY] : [x, y];
		const cubic = (x1: number, y1: number, x2: number, y2: number, toX: number, toY: number) => {
			segments.push(['C', x1, y1, x2, y2, toX, toY]);
			[handleX, handleY, x, y] = [x2, y2, toX, toY];
		};
		const quadratic = (qx: number, qy: number, toX: number, toY: number) => {
			const third = (from: number, to: number) => from + (2 / 3) * (to - from);
			cubic(third(x, qx), third(y, qy), third(toX, qx), third(toY, qy), toX, toY);
			[handleX, handleY] = [qx, qy];
		};
		const lineTo = (toX: number, toY: number) => {
			segments.push(['L', toX, toY]);
			[x, y] = [toX, toY];
		};
		if (before === '' && command !== 'M') throw new Error('a path starts with M');
		switch (command) {
			case 'M':
				[x, y, startX, startY] = [ox + n(0), oy + n(1), ox + n(0), oy + n(1)];
				segments.push(['M', x, y]);
				break;
			case 'L':
				lineTo(ox + n(0), oy + n(1));
				break;
			case 'H':
				lineTo(ox + n(0), y);
				break;
			case 'V':
				lineTo(x, oy + n(0));
				break;
			case 'C':
				cubic(ox + n(0), oy + n(1), ox + n(2), oy + n(3), ox + n(4), oy + n(5));
				break;
			case 'S':
				cubic(...reflected('CS'), ox + n(0), oy + n(1), ox + n(2), oy + n(3));
				break;
			case 'Q':
				quadratic(ox + n(0), oy + n(1), ox + n(2), oy + n(3));
				break;
			case 'T':
				quadratic(...reflected('QT'), ox + n(0), oy + n(1));
				break;
			case 'A':
				for (const [x1, y1, x2, y2, toX, toY] of arcCurves(x, y, numbers, ox + n(5), oy + n(6)))
					cubic(x1, y1, x2, y2, toX, toY);
				[x, y] = [ox + n(5), oy + n(6)];
				break;
			case 'Z':
				segments.push(['Z']);
				[x, y] = [startX, startY];
		}
		before = command;
	}
	return segments;
}

function* commandsOf(path: string): Generator<{ letter: string; numbers: number[] }> {
	let read = 0;
	for (const { 0: whole, 1: letter, 2: rest, index } of path.matchAll(TOKENS)) {
		if (path.slice(read, index).trim() !== '') break;
		const count = ARGUMENTS[letter!.toUpperCase()]!;
		const numbers = readNumbers(rest!, letter!.toUpperCase() === 'A');
		if (count === 0 ? numbers.length > 0 : numbers.length === 0 || numbers.length % count !== 0)
			throw new Error(`${letter} with ${numbers.length} numbers at ${index} of a path`);
		if (count === 0) yield { letter: letter!, numbers };
		for (let i = 0; i < numbers.length; i += count || 1) {
			// The pairs that follow a first M are lines.
			const next = i > 0 && letter === 'M' ? 'L' : i > 0 && letter === 'm' ? 'l' : letter!;
			yield { letter: next, numbers: numbers.slice(i, i + count) };
		}
		read = index + whole.length;
	}
	if (path.slice(read).trim() !== '') throw new Error(`cannot read a path from ${read} on`);
}

/** Numbers may touch, as in `1-2.5.5`; the two flags of an arc are one digit each and may touch what follows. */
function readNumbers(text: string, arcs: boolean): number[] {
	const numbers: number[] = [];
	for (let at = 0; ;) {
		while (/[\s,]/.test(text.charAt(at))) at++;
		if (at >= text.length) return numbers;
		if (arcs && (numbers.length % 7 === 3 || numbers.length % 7 === 4)) {
			if (!/[01]/.test(text.charAt(at))) throw new Error('an arc whose flag is neither 0 nor 1');
			numbers.push(Number(text.charAt(at++)));
			continue;
		}
		NUMBER.lastIndex = at;
		const found = NUMBER.exec(text);
		if (!found) throw new Error(`not a number in a path: ${text.slice(at, at + 10)}`);
		numbers.push(Number(found[0]));
		at += found[0].length;
	}
}

type Point = readonly [x: number, y: number];
type Curve = readonly [x1: number, y1: number, x2: number, y2: number, x: number, y: number];

/** An arc as curves of at most a quarter turn (SVG 1.1, F.6.5 and F.6.6). */
function arcCurves(x: number, y: number, arc: readonly number[], toX: number, toY: number): Curve[] {
	let [rx, ry] = [Math.abs(arc[0]!), Math.abs(arc[1]!)];
	const [turn, large, sweep] = [(arc[2]! * Math.PI) / 180, arc[3] === 1, arc[4] === 1];
	if (x === toX && y === toY) return [];
	if (rx === 0 || ry === 0) return [[x, y, toX, toY, toX, toY]];
	const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
	const [halfX, halfY] = [(x - toX) / 2, (y - toY) / 2];
	const [px, py] = [cos * halfX + sin * halfY, cos * halfY - sin * halfX];
	const grow = Math.max(1, Math.sqrt((px / rx) ** 2 + (py / ry) ** 2));
	[rx, ry] = [rx * grow, ry * grow];
	const away = (rx * py) ** 2 + (ry * px) ** 2;
	const far = (large === sweep ? -1 : 1) * Math.sqrt(Math.max(0, (rx * ry) ** 2 / away - 1));
	const [ux, uy] = [(far * rx * py) / ry, (-far * ry * px) / rx];
	const [cx, cy] = [cos * ux - sin * uy + (x + toX) / 2, sin * ux + cos * uy + (y + toY) / 2];
	const from = Math.atan2((py - uy) / ry, (px - ux) / rx);
	let span = Math.atan2((-py - uy) / ry, (-px - ux) / rx) - from;
	if (sweep && span < 0) span += 2 * Math.PI;
	if (!sweep && span > 0) span -= 2 * Math.PI;
	const parts = Math.max(1, Math.ceil(Math.abs(span) / (Math.PI / 2) - 1e-9));
	const step = span / parts;
	const handle = (4 / 3) * Math.tan(step / 4);
	const place = (u: number, v: number): Point => [
		cx + cos * rx * u - sin * ry * v,
		cy + sin * rx * u + cos * ry * v
	];
	return Array.from({ length: parts }, (_, i): Curve => {
		const [a, b] = [from + i * step, from + (i + 1) * step];
		const end: Point = i === parts - 1 ? [toX, toY] : place(Math.cos(b), Math.sin(b));
		return [
			...place(Math.cos(a) - handle * Math.sin(a), Math.sin(a) + handle * Math.cos(a)),
			...place(Math.cos(b) + handle * Math.sin(b), Math.sin(b) - handle * Math.cos(b)),
			...end
		];
	});
}

/** A circle, clockwise from its top on. */
export function circleOutline(cx: number, cy: number, r: number): Segment[] {
	return roundedRectOutline(cx - r, cy - r, 2 * r, 2 * r, r);
}

/** A rectangle whose corners are quarters of circles of radius r, which is kept within half of its sides. */
export function roundedRectOutline(x: number, y: number, w: number, h: number, r: number): Segment[] {
	const radius = Math.min(r, w / 2, h / 2);
	const k = radius * (1 - QUARTER);
	const [right, bottom] = [x + w, y + h];
	return [
		['M', x + radius, y],
		['L', right - radius, y],
		['C', right - k, y, right, y + k, right, y + radius],
		['L', right, bottom - radius],
		['C', right, bottom - k, right - k, bottom, right - radius, bottom],
		['L', x + radius, bottom],
		['C', x + k, bottom, x, bottom - k, x, bottom - radius],
		['L', x, y + radius],
		['C', x, y + k, x + k, y, x + radius, y],
		['Z']
	];
}
