import { describe, expect, it } from 'vitest';
import { emblems } from './emblems.ts';
import { pictograms } from './pictograms.ts';

const drawings = [...pictograms, ...emblems].map(({ id, path }) => [id, path] as const);

describe.each(drawings)('%s', (_, path) => {
	it('fills the grid of 24, stays inside and stands in its middle', () => {
		const { left, right, top, bottom } = extent(path);
		expect(Math.min(left, top)).toBeGreaterThanOrEqual(-0.01);
		expect(Math.max(right, bottom)).toBeLessThanOrEqual(24.01);
		expect(Math.max(right - left, bottom - top)).toBeGreaterThanOrEqual(17);
		expect(Math.abs((left + right) / 2 - 12)).toBeLessThanOrEqual(0.7);
		expect(Math.abs((top + bottom) / 2 - 12)).toBeLessThanOrEqual(0.7);
	});

	it('has no hole that reaches out of its solid, where it would print', () => {
		expect(strayHoles(path)).toEqual([]);
	});
});

describe('the measures', () => {
	it('see corners and curves', () => {
		expect(outlines('M2 2h3v4H2z')[0]).toContainEqual([5, 6]);
		expect(extent('M2 12a10 10 0 0120 0').top).toBeCloseTo(2, 1);
		expect(extent('M0 0c0 8 8 8 8 0s8-8 8 0').bottom).toBeCloseTo(6, 1);
		expect(extent('M0 0c0 8 8 8 8 0s8-8 8 0').top).toBeCloseTo(-6, 1);
	});

	it('refuse what is not a path', () => {
		expect(() => outlines('M0 0 R3 3')).toThrow();
		expect(() => outlines('M0 0 L3')).toThrow();
	});

	it('find the hole that reaches out to a side or below, and the hole of a hole', () => {
		const solid = 'M4 4H12V12H4z';
		expect(strayHoles(`${solid}M10 6V8H14V6z`)).not.toEqual([]);
		expect(strayHoles(`${solid}M6 10V14H8V10z`)).not.toEqual([]);
		expect(strayHoles(`${solid}M5 5V9H9V5zM7 7V11H11V7z`)).not.toEqual([]);
	});

	it('let pass a hole, an island in it, solids that overlap, and neighbours drawn either way round', () => {
		const solid = 'M4 4H12V12H4z';
		expect(strayHoles(`${solid}M5 5V11H11V5z`)).toEqual([]);
		expect(strayHoles(`${solid}M5 5V11H11V5zM7 7H9V9H7z`)).toEqual([]);
		expect(strayHoles(`${solid}M10 6H14V8H10z`)).toEqual([]);
		expect(strayHoles(`${solid}M14 4V12H22V4z`)).toEqual([]);
	});
});

type Point = [x: number, y: number];

function extent(path: string) {
	const points = outlines(path).flat();
	const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
	return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/**
 * Where a path prints by turning the other way than the rest of what it lies on: outlines that cover one another
 * belong together, and all their ink must turn the same way. (Material Design Icons turn either way, we clockwise.)
 * Looks along lines 0.2 apart; spots narrower than 0.02 do not count.
 */
function strayHoles(path: string): string[] {
	const pieces = outlines(path);
	const groups = pieces.map((_, i) => i);
	const ink: { piece: number; turn: number; spot: string }[] = [];
	for (let y = 0.0371; y < 24; y += 0.2) {
		const crossings = pieces.flatMap((points, piece) => crossingsOf(points, y).map(([x, turn]) => ({ x, turn, piece }))).sort((a, b) => a.x - b.x);
		const turns = pieces.map(() => 0);
		for (const [i, { x, turn, piece }] of crossings.entries()) {
			turns[piece]! += turn;
			if ((crossings[i + 1]?.x ?? x) - x < 0.02) continue;
			const covering = turns.flatMap((of, j) => (of === 0 ? [] : [j]));
			covering.forEach((j) => join(groups, covering[0]!, j));
			const sum = turns.reduce((a, b) => a + b, 0);
			if (sum !== 0) ink.push({ piece: covering[0]!, turn: Math.sign(sum), spot: `${x.toFixed(1)} ${y.toFixed(1)}` });
		}
	}
	const ways = new Map<number, number>();
	return ink.flatMap(({ piece, turn, spot }) => {
		const group = groups[piece]!;
		if (!ways.has(group)) ways.set(group, turn);
		return ways.get(group) === turn ? [] : [spot];
	});
}

function crossingsOf(points: Point[], y: number): [x: number, turn: number][] {
	const found: [number, number][] = [];
	let [ax, ay] = points.at(-1)!;
	for (const [bx, by] of points) {
		if (ay <= y !== by <= y) found.push([ax + ((y - ay) / (by - ay)) * (bx - ax), by < ay ? 1 : -1]);
		[ax, ay] = [bx, by];
	}
	return found;
}

function join(groups: number[], a: number, b: number): void {
	const [keep, give] = [groups[a]!, groups[b]!];
	if (keep !== give) groups.forEach((of, i) => of === give && (groups[i] = keep));
}

const wants: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };

/** The closed outlines of a path as points: its corners, and 16 on each curve. Throws on what is not an SVG path. */
function outlines(path: string): Point[][] {
	const found: Point[][] = [];
	let [at, start, control]: Point[] = [
		[0, 0],
		[0, 0],
		[0, 0]
	];
	for (const { letter, v } of commands(path)) {
		if (letter.toUpperCase() === 'M' || !found.length) found.push([]);
		const points = found.at(-1)!;
		const kind = letter.toUpperCase();
		const from: Point = letter === kind ? [0, 0] : at!;
		const p = (i: number): Point => [from[0] + v[i]!, from[1] + v[i + 1]!];
		const mirror: Point = [2 * at![0] - control![0], 2 * at![1] - control![1]];
		const to: Point = kind === 'Z' ? start! : kind === 'H' ? [from[0] + v[0]!, at![1]] : kind === 'V' ? [at![0], from[1] + v[0]!] : p(v.length - 2);
		if (kind === 'C' || kind === 'S') points.push(...cubic(at!, kind === 'C' ? p(0) : mirror, p(kind === 'C' ? 2 : 0), to));
		if (kind === 'Q' || kind === 'T') points.push(...quadratic(at!, kind === 'Q' ? p(0) : mirror, to));
		if (kind === 'A') points.push(...ellipse(at!, v, to));
		control = kind === 'C' ? p(2) : kind === 'S' || kind === 'Q' ? p(0) : kind === 'T' ? mirror : to;
		if (kind === 'M') start = to;
		points.push((at = to));
	}
	return found;
}

function commands(path: string): { letter: string; v: number[] }[] {
	if (!/^M[\d\s.,MLHVCSQTAZmlhvcsqtaz-]+$/.test(path)) throw new Error(`not a path: ${path}`);
	return [...path.matchAll(/([A-Za-z])([^A-Za-z]*)/g)].flatMap(([, letter = '', rest = '']) => {
		const size = wants[letter.toUpperCase()]!;
		const v = numbers(rest, letter.toUpperCase() === 'A');
		if (size === 0 ? v.length > 0 : v.length === 0 || v.length % size > 0) throw new Error(`${letter}${rest} is not whole`);
		const next = letter === 'M' ? 'L' : letter === 'm' ? 'l' : letter;
		return Array.from({ length: Math.max(1, v.length / (size || 1)) }, (_, i) => ({ letter: i === 0 ? letter : next, v: v.slice(i * size, (i + 1) * size) }));
	});
}

/** The flags of an arc may touch what follows them: "a1 1 0 012 2". */
function numbers(text: string, ofArc: boolean): number[] {
	const found: number[] = [];
	let rest = text;
	for (;;) {
		const flag = ofArc && [3, 4].includes(found.length % 7);
		const match = /^[\s,]*$/.test(rest) ? null : rest.match(flag ? /^[\s,]*([01])/ : /^[\s,]*(-?(?:\d+\.?\d*|\.\d+))/);
		if (!match) break;
		found.push(Number(match[1]));
		rest = rest.slice(match[0].length);
	}
	if (rest.trim() !== '') throw new Error(`not a number: ${rest}`);
	return found;
}

const steps = Array.from({ length: 16 }, (_, i) => (i + 1) / 17);

function cubic(a: Point, b: Point, c: Point, d: Point): Point[] {
	const on = (t: number, i: 0 | 1) => (1 - t) ** 3 * a[i] + 3 * (1 - t) ** 2 * t * b[i] + 3 * (1 - t) * t * t * c[i] + t ** 3 * d[i];
	return steps.map((t) => [on(t, 0), on(t, 1)]);
}

function quadratic(a: Point, b: Point, c: Point): Point[] {
	const on = (t: number, i: 0 | 1) => (1 - t) ** 2 * a[i] + 2 * (1 - t) * t * b[i] + t * t * c[i];
	return steps.map((t) => [on(t, 0), on(t, 1)]);
}

/** SVG 2, appendix B.2.4: from end points to centre. */
function ellipse(a: Point, v: number[], b: Point): Point[] {
	const [large, turn] = [v[3], v[4]];
	const tilt = (v[2]! * Math.PI) / 180;
	const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
	const [hx, hy] = [(a[0] - b[0]) / 2, (a[1] - b[1]) / 2];
	const [x, y] = [cos * hx + sin * hy, cos * hy - sin * hx];
	const grow = Math.max(1, Math.sqrt((x / v[0]!) ** 2 + (y / v[1]!) ** 2));
	const [rx, ry] = [v[0]! * grow, v[1]! * grow];
	const far = Math.sqrt(Math.max(0, (rx * ry) ** 2 / ((rx * y) ** 2 + (ry * x) ** 2) - 1)) * (large === turn ? -1 : 1);
	const [cx, cy] = [(far * rx * y) / ry, (-far * ry * x) / rx];
	const first = Math.atan2((y - cy) / ry, (x - cx) / rx);
	const swept = Math.atan2((-y - cy) / ry, (-x - cx) / rx) - first;
	const whole = turn === 1 && swept < 0 ? swept + 2 * Math.PI : turn === 0 && swept > 0 ? swept - 2 * Math.PI : swept;
	return steps.map((t) => {
		const [ex, ey] = [rx * Math.cos(first + whole * t) + cx, ry * Math.sin(first + whole * t) + cy];
		return [cos * ex - sin * ey + (a[0] + b[0]) / 2, sin * ex + cos * ey + (a[1] + b[1]) / 2];
	});
}
