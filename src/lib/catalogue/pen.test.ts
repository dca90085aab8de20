import { describe, expect, it } from 'vitest';
import type { Point } from './pen.ts';
import { arc, bar, box, disc, hole, line, mirrored, plank, poly, ring, rounded, shifted, tube, turned } from './pen.ts';

const shapes: Record<string, { path: string; inside: Point; outside: Point }> = {
	poly: { path: poly([4, 4], [20, 4], [4, 20]), inside: [6, 6], outside: [18, 18] },
	'poly, points the other way round': { path: poly([4, 20], [20, 4], [4, 4]), inside: [6, 6], outside: [18, 18] },
	box: { path: box(4, 6, 10, 4), inside: [13.8, 9.8], outside: [14.2, 9.8] },
	'box with round corners': { path: box(4, 6, 10, 4, 2), inside: [5, 7], outside: [4.2, 6.2] },
	disc: { path: disc(12, 12, 6), inside: [16, 16], outside: [17, 17] },
	ellipse: { path: disc(12, 12, 6, 2), inside: [17.5, 12], outside: [12, 14.5] },
	bar: { path: bar([6, 6], [18, 18], 2), inside: [18.6, 18.6], outside: [18.8, 18.8] },
	'bar of no length': { path: bar([6, 6], [6, 6], 2), inside: [6.9, 6], outside: [7.1, 6] },
	plank: { path: plank([6, 6], [18, 6], 2), inside: [17.9, 6.9], outside: [18.1, 6] },
	'line that turns right': { path: line(2, [4, 4], [12, 4], [12, 12]), inside: [12, 4], outside: [12.8, 3.2] },
	'line that turns left': { path: line(2, [4, 12], [12, 12], [12, 4]), inside: [11.2, 9], outside: [12.8, 12.8] },
	'tube that turns right': { path: tube(2, 4, [4, 4], [16, 4], [16, 16]), inside: [14.8, 5.2], outside: [16, 4] },
	'tube that turns left': { path: tube(2, 4, [4, 16], [16, 16], [16, 4]), inside: [14.8, 14.8], outside: [16, 16] },
	arc: { path: arc(12, 12, 6, 0, 90, 2), inside: [16.2, 16.2], outside: [12, 12] },
	'arc of more than half a circle': { path: arc(12, 12, 6, 0, 270, 2), inside: [6, 12], outside: [16.2, 7.8] },
	rounded: { path: rounded(2, [4, 4], [16, 4], [16, 16], [4, 16]), inside: [5, 5], outside: [4.2, 4.2] },
	'rounded in a corner that looks in': {
		path: rounded(2, [4, 4], [10, 4], [10, 10], [16, 10], [16, 16], [4, 16]),
		inside: [10.2, 9.8],
		outside: [11.5, 8.5]
	},
	turned: { path: turned(90, box(11, 2, 2, 4)), inside: [20, 12], outside: [12, 4] },
	'turned ellipse': { path: turned(45, disc(12, 12, 8, 2)), inside: [16, 16], outside: [16, 8] },
	mirrored: { path: mirrored(tube(2, 4, [2, 20], [2, 8], [8, 8])), inside: [22, 18], outside: [2, 18] },
	'mirrored turned ellipse': { path: mirrored(turned(45, disc(12, 12, 8, 2))), inside: [16, 8], outside: [16, 16] },
	shifted: { path: shifted(3, -2, box(4, 6, 10, 4, 2)), inside: [16, 5], outside: [5, 6] },
	curve: { path: shifted(0, 1, 'M4 11C4 -1 20 9 20 11V15H4z'), inside: [7, 7.4], outside: [17, 7.4] },
	'curve in small letters': { path: shifted(0, 1, 'M4 11c0-12 16-2 16 0v4h-16z'), inside: [7, 7.4], outside: [17, 7.4] },
	'smooth curve': { path: shifted(0, 0, 'M4 12C4 4 10 4 12 8S20 4 20 12z'), inside: [16, 10], outside: [16, 7.8] },
	'flags that touch their numbers': { path: shifted(0, 0, 'M6 12a6 6 0 0112 0z'), inside: [12, 7], outside: [12, 13] },
	'two steps of one letter': { path: shifted(0, 0, 'M4 4L20 4 4 20z'), inside: [6, 6], outside: [18, 18] }
};

describe.each(Object.entries(shapes))('%s', (_, { path, inside, outside }) => {
	it('inks what it should, once and clockwise, and nothing else', () => {
		expect(turns(path, inside)).toBe(1);
		expect(turns(path, outside)).toBe(0);
	});

	it('cuts a hole of its own form, without leaving a spot of ink in it', () => {
		const cut = box(-5, -5, 34, 34) + hole(path);
		expect(turns(cut, inside)).toBe(0);
		expect(turns(cut, outside)).toBe(1);
	});
});

it('leaves the inside of a ring open, also when the ring is mirrored and turned', () => {
	for (const path of [ring(12, 12, 6, 2), mirrored(ring(12, 12, 6, 2)), turned(30, ring(12, 12, 6, 2))]) {
		expect(turns(path, [12, 7])).toBe(1);
		expect(turns(path, [12, 12])).toBe(0);
	}
});

it('writes lengths with two decimals at most', () => {
	expect(bar([1 / 3, 1], [7, 2 / 3], 1)).not.toMatch(/\.\d{3}/);
});

/** How often a path goes clockwise round a point: 0 is paper, anything else is ink. */
function turns(path: string, [x, y]: Point): number {
	return path
		.split('z')
		.filter(Boolean)
		.map(outline)
		.reduce((sum, points) => sum + windings(points, x, y), 0);
}

function windings(points: Point[], x: number, y: number): number {
	return points.reduce((sum, [ax, ay], i) => {
		const [bx, by] = points[(i + 1) % points.length]!;
		if (ay <= y === by <= y) return sum;
		return ax + ((y - ay) / (by - ay)) * (bx - ax) > x ? sum + Math.sign(by - ay) : sum;
	}, 0);
}

function outline(piece: string): Point[] {
	const points: Point[] = [];
	for (const [, letter = '', rest = ''] of piece.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
		const v = rest.trim().split(/[ ,]+/).map(Number);
		const [x, y] = points.at(-1) ?? [0, 0];
		if (letter === 'h') points.push([x + v[0]!, y]);
		else if (letter === 'H') points.push([v[0]!, y]);
		else if (letter === 'V') points.push([x, v[0]!]);
		else if (letter === 'v') points.push([x, y + v[0]!]);
		else if (letter === 'A') points.push(...along([x, y], v, [v[5]!, v[6]!]));
		else if (letter === 'a') points.push(...along([x, y], v, [x + v[5]!, y + v[6]!]));
		else if (letter === 'C') points.push(...bezier([x, y], v));
		else if (letter === 'M' || letter === 'L') points.push([v[0]!, v[1]!]);
		else throw new Error(`This test cannot read ${letter}`);
	}
	return points;
}

function bezier([x, y]: Point, [ax = 0, ay = 0, bx = 0, by = 0, ex = 0, ey = 0]: number[]): Point[] {
	const on = (t: number, p: number, a: number, b: number, e: number) => (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * a + 3 * (1 - t) * t ** 2 * b + t ** 3 * e;
	return parts().map((t) => [on(t, x, ax, bx, ex), on(t, y, ay, by, ey)]);
}

/** An elliptic arc as points: the conversion of the SVG specification, appendix B.2.4. */
function along(from: Point, [rx0 = 0, ry0 = 0, tilt = 0, large = 0, sweep = 0]: number[], to: Point): Point[] {
	const [cos, sin] = [Math.cos((tilt * Math.PI) / 180), Math.sin((tilt * Math.PI) / 180)];
	const [dx, dy] = [(from[0] - to[0]) / 2, (from[1] - to[1]) / 2];
	const [px, py] = [cos * dx + sin * dy, cos * dy - sin * dx];
	const grow = Math.max(1, Math.hypot(px / rx0, py / ry0));
	const [rx, ry] = [rx0 * grow, ry0 * grow];
	const below = (rx * py) ** 2 + (ry * px) ** 2;
	if (below === 0) return [to];
	const k = Math.sqrt(Math.max(0, (rx * ry) ** 2 / below - 1)) * (large === sweep ? -1 : 1);
	const [qx, qy] = [(k * rx * py) / ry, (-k * ry * px) / rx];
	const [cx, cy] = [cos * qx - sin * qy + (from[0] + to[0]) / 2, sin * qx + cos * qy + (from[1] + to[1]) / 2];
	const start = Math.atan2((py - qy) / ry, (px - qx) / rx);
	const bare = Math.atan2((-py - qy) / ry, (-px - qx) / rx) - start;
	const span = sweep === 1 ? (bare + 4 * Math.PI) % (2 * Math.PI) : -((4 * Math.PI - bare) % (2 * Math.PI));
	return parts().map((t) => {
		const [u, w] = [rx * Math.cos(start + t * span), ry * Math.sin(start + t * span)];
		return [cx + cos * u - sin * w, cy + sin * u + cos * w];
	});
}

function parts(): number[] {
	return Array.from({ length: 32 }, (_, i) => (i + 1) / 32);
}
