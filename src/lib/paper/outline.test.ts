import { describe, expect, test } from 'vitest';
import { circleOutline, readPath, roundedRectOutline, type Segment } from './outline.ts';

const rounded = (segments: readonly Segment[]) =>
	segments.map(
		([letter, ...numbers]) => letter + numbers.map((n) => Math.round(n * 1000) / 1000 + 0).join(' ')
	);

test.each([
	['M1 2L3 4H5V6Z', ['M1 2', 'L3 4', 'L5 4', 'L5 6', 'Z']],
	['m1 2l2 2h2v2z', ['M1 2', 'L3 4', 'L5 4', 'L5 6', 'Z']],
	['M1,2 3,4 5,6', ['M1 2', 'L3 4', 'L5 6']],
	['m1 2 2 2', ['M1 2', 'L3 4']],
	['M1-2.5.5 1e1', ['M1 -2.5', 'L0.5 10']],
	['M0 0C1 2 3 4 5 6S9 10 11 12', ['M0 0', 'C1 2 3 4 5 6', 'C7 8 9 10 11 12']],
	['M1 1S2 2 3 3', ['M1 1', 'C1 1 2 2 3 3']],
	['M0 0Q3 3 6 0', ['M0 0', 'C2 2 4 2 6 0']],
	['M0 0Q3 3 6 0T12 0', ['M0 0', 'C2 2 4 2 6 0', 'C8 -2 10 -2 12 0']],
	['M0 0z m1 1h1', ['M0 0', 'Z', 'M1 1', 'L2 1']],
	['M5 5zl1 1', ['M5 5', 'Z', 'L6 6']],
	['M0 0A0 5 0 0 1 3 3', ['M0 0', 'C0 0 3 3 3 3']],
	['M3 3A5 5 0 0 1 3 3', ['M3 3']]
])('%s', (path, segments) => expect(rounded(readPath(path))).toEqual(segments));

describe('arcs', () => {
	test('a half circle is two quarters', () => {
		expect(rounded(readPath('M0 1A1 1 0 0 1 2 1'))).toEqual([
			'M0 1',
			'C0 0.448 0.448 0 1 0',
			'C1.552 0 2 0.448 2 1'
		]);
	});
	test('flags may touch what follows them', () => {
		expect(readPath('M12 2a10 10 0 00-10 10')).toEqual(readPath('M12 2A10 10 0 0 0 2 12'));
	});
	test('too small a radius grows to reach the end', () => {
		expect(rounded(readPath('M0 1A.1 .1 0 0 1 2 1'))).toEqual(rounded(readPath('M0 1A1 1 0 0 1 2 1')));
	});
	test.each([
		[0, 1, [0, 0], 1],
		[0, 0, [5, 3], 1],
		[1, 1, [5, 3], 3],
		[1, 0, [0, 0], 3]
	] as const)('large %i, sweep %i go round %j in %i quarters', (large, sweep, [cx, cy], quarters) => {
		const curves = readPath(`M5 0A5 3 0 ${large} ${sweep} 0 3`).slice(1);
		expect(curves).toHaveLength(quarters);
		for (const curve of curves) {
			const [x, y] = curve.slice(-2) as [number, number];
			expect(((x - cx) / 5) ** 2 + ((y - cy) / 3) ** 2).toBeCloseTo(1, 9);
		}
		expect(curves.at(-1)!.slice(-2)).toEqual([0, 3]);
	});
	test('a turned ellipse ends where it should and keeps to its line', () => {
		const [, curve] = readPath('M3 0A5 3 90 0 1 0 5');
		const [x1, y1] = curve!.slice(1) as [number, number];
		expect([x1, Math.abs(y1)]).toEqual([expect.closeTo(3, 9), expect.closeTo(5 * 0.5522847, 5)]);
	});
});

test.each(['L1 1', 'M1', 'M1 2 3', 'M0 0A1 1 0 2 1 3 3', 'M0 0X', 'x', 'M0 0C1 1', 'M0 0 Z1', 'M0 0Lnan 1'])(
	'%s is not a path',
	(path) => expect(() => readPath(path)).toThrow()
);

test('a circle passes through its four ends', () => {
	const ends = circleOutline(10, 20, 5)
		.filter((segment) => segment[0] === 'C')
		.map((segment) => segment.slice(-2));
	expect(ends).toEqual([
		[15, 20],
		[10, 25],
		[5, 20],
		[10, 15]
	]);
});

test('corners are never rounder than the rectangle', () => {
	expect(roundedRectOutline(0, 0, 10, 4, 99)).toEqual(roundedRectOutline(0, 0, 10, 4, 2));
});
