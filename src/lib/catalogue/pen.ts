/**
 * A pen for drawings on the 24 x 24 grid of Material Design Icons (x to the right, y down).
 * Each function gives a closed SVG path, clockwise; `hole` turns one round, so that with the non-zero rule
 * it cuts the ONE solid that it lies in. Solids may overlap each other, but not under a hole, and a hole must not reach out of its solid (it would print there).
 */
export type Point = readonly [x: number, y: number];

const n = (value: number) => String(Math.round(value * 100) / 100);
const at = ([x, y]: Point) => `${n(x)} ${n(y)}`;

/** A filled polygon through the points, which are turned clockwise if they are not. */
export function poly(...points: Point[]): string {
	return trace(clockwise(points));
}

/** A rectangle with its top left corner at x, y and corners of radius r. */
export function box(x: number, y: number, w: number, h: number, r = 0): string {
	if (r === 0) return poly([x, y], [x + w, y], [x + w, y + h], [x, y + h]);
	const arc = (dx: number, dy: number) => `a${n(r)} ${n(r)} 0 0 1 ${n(dx)} ${n(dy)}`;
	return `M${at([x + r, y])}h${n(w - 2 * r)}${arc(r, r)}v${n(h - 2 * r)}${arc(-r, r)}h${n(2 * r - w)}${arc(-r, -r)}v${n(2 * r - h)}${arc(r, -r)}z`;
}

/** A disc, or an ellipse when ry is given. */
export function disc(cx: number, cy: number, r: number, ry = r): string {
	const half = (dx: number) => `a${n(r)} ${n(ry)} 0 0 1 ${n(dx)} 0`;
	return `M${at([cx - r, cy])}${half(2 * r)}${half(-2 * r)}z`;
}

/** A line from a to b, `width` thick, with round ends. */
export function bar(a: Point, b: Point, width: number): string {
	const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
	if (length === 0) return disc(a[0], a[1], width / 2);
	const [px, py] = [((b[1] - a[1]) / length) * (width / 2), ((a[0] - b[0]) / length) * (width / 2)];
	const cap = (to: Point) => `A${n(width / 2)} ${n(width / 2)} 0 0 1 ${at(to)}`;
	return `M${at([a[0] + px, a[1] + py])}L${at([b[0] + px, b[1] + py])}${cap([b[0] - px, b[1] - py])}L${at([a[0] - px, a[1] - py])}${cap([a[0] + px, a[1] + py])}z`;
}

/** A line through the points, `width` thick, with round ends and corners. */
export function line(width: number, ...points: Point[]): string {
	return tube(width, 0, ...points);
}

/**
 * A line through the points, `width` thick, with round ends, that bends at each point on a circle of radius
 * `bend` (measured on the line's middle). One outline, so that `hole` may turn it; pieces must be longer than
 * their bends.
 */
export function tube(width: number, bend: number, ...points: Point[]): string {
	const [half, ends] = [width / 2, points.toReversed()];
	const cap = (to: Point) => `A${n(half)} ${n(half)} 0 0 1 ${at(to)}`;
	const there = side(points, half, bend);
	const back = side(ends, half, bend);
	return `M${there.path}${cap(back.start)}${back.path.slice(at(back.start).length)}${cap(there.start)}z`;
}

/** A ring: a disc of radius r with a hole that leaves `width`. */
export function ring(cx: number, cy: number, r: number, width: number): string {
	return disc(cx, cy, r) + hole(disc(cx, cy, r - width));
}

/** A part of a circle's line, `width` thick, with round ends; degrees run clockwise from three o'clock. */
export function arc(cx: number, cy: number, r: number, from: number, to: number, width: number): string {
	const on = (degrees: number, radius: number): Point => [cx + radius * Math.cos((degrees * Math.PI) / 180), cy + radius * Math.sin((degrees * Math.PI) / 180)];
	const [outer, inner, large] = [r + width / 2, r - width / 2, to - from > 180 ? 1 : 0];
	const sweep = (radius: number, turn: 0 | 1, end: Point) => `A${n(radius)} ${n(radius)} 0 ${large} ${turn} ${at(end)}`;
	const cap = (end: Point) => `A${n(width / 2)} ${n(width / 2)} 0 0 1 ${at(end)}`;
	return `M${at(on(from, outer))}${sweep(outer, 1, on(to, outer))}${cap(on(to, inner))}${sweep(inner, 0, on(from, inner))}${cap(on(from, outer))}z`;
}

/** A line from a to b, `width` thick, with flat ends. */
export function plank(a: Point, b: Point, width: number): string {
	const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
	const [px, py] = [((b[1] - a[1]) / length) * (width / 2), ((a[0] - b[0]) / length) * (width / 2)];
	return poly([a[0] + px, a[1] + py], [b[0] + px, b[1] + py], [b[0] - px, b[1] - py], [a[0] - px, a[1] - py]);
}

/** A filled polygon with each corner rounded by a circle of radius r; sides must have room for it. */
export function rounded(r: number, ...points: Point[]): string {
	const turned = clockwise(points);
	const corners = turned.map((point, i) => corner(turned.at(i - 1)!, point, turned[(i + 1) % turned.length]!, r));
	return `M${corners.map(({ from, to, right }) => `${at(from)}A${n(r)} ${n(r)} 0 0 ${right ? 1 : 0} ${at(to)}`).join('L')}z`;
}

/** The same path turned by degrees, clockwise, about a point (the middle of the grid when not given). */
export function turned(degrees: number, path: string, [cx, cy]: Point = [12, 12]): string {
	const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
	const move = ([x, y]: Point): Point => [cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos];
	return moved(path, move, degrees);
}

/** The same path seen in a mirror that stands upright at x (the middle of the grid when not given). */
export function mirrored(path: string, x = 12): string {
	return hole(moved(path, ([px, py]) => [2 * x - px, py], 0, true));
}

/** The same path put dx to the right and dy down. */
export function shifted(dx: number, dy: number, path: string): string {
	return moved(path, ([x, y]) => [x + dx, y + dy], 0);
}

/** The same path turned round, to cut a hole. Like `turned`, `mirrored` and `shifted` it takes any path of M L H V C S A and z in which each M is a capital. */
export function hole(path: string): string {
	return pieces(path).map(reverse).map(trail).join('');
}

function clockwise(points: Point[]): Point[] {
	const area = points.reduce((sum, [x, y], i) => {
		const [x2, y2] = points[(i + 1) % points.length]!;
		return sum + x * y2 - x2 * y;
	}, 0);
	return area < 0 ? points.toReversed() : points;
}

function trace(points: Point[]): string {
	return `M${points.map(at).join('L')}z`;
}

interface Corner {
	from: Point;
	to: Point;
	right: boolean;
}

/** Where a circle of radius r that rounds the corner at b touches its two sides. */
function corner(a: Point, b: Point, c: Point, r: number): Corner {
	const [into, out] = [direction(a, b), direction(b, c)];
	const cross = into[0] * out[1] - into[1] * out[0];
	const dot = into[0] * out[0] + into[1] * out[1];
	const reach = r * Math.tan(Math.abs(Math.atan2(cross, dot)) / 2);
	return {
		from: [b[0] - into[0] * reach, b[1] - into[1] * reach],
		to: [b[0] + out[0] * reach, b[1] + out[1] * reach],
		right: cross > 0
	};
}

function direction(a: Point, b: Point): Point {
	const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
	return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
}

/** The left side of a line (as one walks along it), `half` away from its middle. */
function side(points: Point[], half: number, bend: number): { start: Point; path: string } {
	const left = ([x, y]: Point, [dx, dy]: Point): Point => [x + dy * half, y - dx * half];
	const start = left(points[0]!, direction(points[0]!, points[1]!));
	const bends = points.slice(1, -1).map((b, i) => {
		const [a, c] = [points[i]!, points[i + 2]!];
		const [into, out] = [direction(a, b), direction(b, c)];
		const { from, to, right } = corner(a, b, c, turnsRight(into, out) ? bend : Math.max(bend, half));
		const radius = right ? bend + half : Math.max(bend - half, 0);
		const arc = radius > 0 ? `A${n(radius)} ${n(radius)} 0 0 ${right ? 1 : 0} ${at(left(to, out))}` : '';
		return `L${at(left(from, into))}${arc}`;
	});
	const [last, end] = [points.at(-2)!, points.at(-1)!];
	return { start, path: `${at(start)}${bends.join('')}L${at(left(end, direction(last, end)))}` };
}

function turnsRight(into: Point, out: Point): boolean {
	return into[0] * out[1] - into[1] * out[0] > 0;
}

interface Step {
	to: Point;
	curve?: readonly [Point, Point];
	arc?: { radii: Point; tilt: number; large: number; clockwise: boolean };
}

/** The closed outlines of a path, each as its steps, the first of which is its start. */
function pieces(path: string): Step[][] {
	const found: Step[][] = [];
	let at: Point = [0, 0];
	let control = at;
	for (const { letter, v } of commands(path)) {
		const kind = letter.toUpperCase();
		const [fx, fy]: Point = letter === kind ? [0, 0] : at;
		const point = (i: number): Point => [fx + v[i]!, fy + v[i + 1]!];
		const to: Point = kind === 'H' ? [fx + v[0]!, at[1]] : kind === 'V' ? [at[0], fy + v[0]!] : point(v.length - 2);
		const smooth: Point = [2 * at[0] - control[0], 2 * at[1] - control[1]];
		const curve: Step['curve'] = kind === 'C' ? [point(0), point(2)] : kind === 'S' ? [smooth, point(0)] : undefined;
		const arc: Step['arc'] = kind === 'A' ? { radii: [v[0]!, v[1]!], tilt: v[2]!, large: v[3]!, clockwise: v[4] === 1 } : undefined;
		if (kind === 'M') found.push([]);
		found.at(-1)!.push({ to, ...(curve && { curve }), ...(arc && { arc }) });
		control = curve ? curve[1] : to;
		at = to;
	}
	return found;
}

const sizes: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, A: 7 };

/** The commands of a path one by one, each with the numbers of one step. */
function commands(path: string): { letter: string; v: number[] }[] {
	return [...path.matchAll(/([MLHVCSAlhvcsa])([^A-Za-z]*)/g)].flatMap(([, letter = '', rest = '']) => {
		const size = sizes[letter.toUpperCase()]!;
		const v = numbers(rest, size);
		return Array.from({ length: v.length / size }, (_, i) => ({ letter, v: v.slice(i * size, (i + 1) * size) }));
	});
}

/** The two flags of an arc (its seven numbers are known by their count) may touch what follows them: "a1 1 0 012 2". */
function numbers(text: string, size: number): number[] {
	const found: number[] = [];
	const any = /[\s,]*(-?(?:\d+\.?\d*|\.\d+))/y;
	const flag = /[\s,]*([01])/y;
	for (let end = 0; ;) {
		const next = size === 7 && [3, 4].includes(found.length % 7) ? flag : any;
		next.lastIndex = end;
		const match = next.exec(text);
		if (!match) return found;
		found.push(Number(match[1]));
		end = next.lastIndex;
	}
}

function reverse(steps: Step[]): Step[] {
	const back = steps.slice(1).map(({ curve, arc }, i): Step => {
		const to = steps[i]!.to;
		if (curve) return { to, curve: [curve[1], curve[0]] };
		return arc ? { to, arc: { ...arc, clockwise: !arc.clockwise } } : { to };
	});
	return [{ to: steps.at(-1)!.to }, ...back.toReversed()];
}

function moved(path: string, move: (point: Point) => Point, degrees: number, flips = false): string {
	const step = ({ to, curve, arc }: Step): Step => ({
		to: move(to),
		curve: curve && [move(curve[0]), move(curve[1])],
		arc: arc && {
			...arc,
			tilt: arc.radii[0] === arc.radii[1] ? 0 : (flips ? -arc.tilt : arc.tilt) + degrees,
			clockwise: arc.clockwise !== flips
		}
	});
	return pieces(path)
		.map((steps) => trail(steps.map(step)))
		.join('');
}

function trail([first, ...steps]: Step[]): string {
	return `M${at(first!.to)}${steps.map(draw).join('')}z`;
}

function draw({ to, curve, arc }: Step): string {
	if (curve) return `C${at(curve[0])} ${at(curve[1])} ${at(to)}`;
	if (!arc) return `L${at(to)}`;
	return `A${arc.radii.map(n).join(' ')} ${n(arc.tilt)} ${arc.large} ${arc.clockwise ? 1 : 0} ${at(to)}`;
}
