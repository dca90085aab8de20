import { expect, test } from 'vitest';
import { roundedUp, stepPath } from './steps.ts';

const frame = { from: '2026-01-05', until: '2026-02-02', most: 100, width: 280, height: 100 };

test('a line keeps its height until the figure moves, and goes on until the end', () => {
	const points = [
		{ weekDay: '2026-01-05', value: 20 },
		{ weekDay: '2026-01-19', value: 60 }
	];
	expect(stepPath(points, frame)).toBe('M0 80H140V40H280');
});

test('where a figure is hidden there is no line', () => {
	const points = [
		{ weekDay: '2026-01-05', value: null },
		{ weekDay: '2026-01-12', value: 50 },
		{ weekDay: '2026-01-19', value: null },
		{ weekDay: '2026-01-26', value: 100 }
	];
	expect(stepPath(points, frame)).toBe('M70 50H140M210 0H280');
	expect(stepPath([], frame)).toBe('');
});

test('an axis ends at a round number', () => {
	expect(roundedUp([null, 3])).toBe(10);
	expect(roundedUp([502, 436])).toBe(600);
	expect(roundedUp([10_000])).toBe(10_000);
});
