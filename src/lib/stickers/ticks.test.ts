import { expect, test } from 'vitest';
import { lastOfEach, MOST_TICKS, readTicks, type Tick } from './ticks.ts';

const tick = { id: 'abcd-1234', box: '014', kit: 1, isIn: true, at: 5 } satisfies Tick;

test('reads ticks and nothing else of them', () => {
	expect(readTicks({ ticks: [{ ...tick, more: 1 }] })).toEqual([tick]);
	expect(readTicks({ ticks: [] })).toEqual([]);
});

test.each([
	null,
	'ticks',
	[],
	{},
	{ ticks: {} },
	{ ticks: [null] },
	{ ticks: [{ ...tick, id: 'short' }] },
	{ ticks: [{ ...tick, id: "a'; DROP TABLE kit" }] },
	{ ticks: [{ ...tick, box: 14 }] },
	{ ticks: [{ ...tick, box: 'a\0b' }] },
	{ ticks: [{ ...tick, kit: 1.5 }] },
	{ ticks: [{ ...tick, isIn: 1 }] },
	{ ticks: [{ ...tick, at: Infinity }] },
	{ ticks: Array.from({ length: MOST_TICKS + 1 }, () => tick) }
])('refuses %j', (body) => {
	expect(readTicks(body)).toBeNull();
});

test('of two ticks of one kit the later stays, in whatever order they came', () => {
	const later = { ...tick, isIn: false, at: 6 };
	const ofNewKit = { ...tick, kit: 2, at: 1 };
	expect(lastOfEach([later, tick, ofNewKit])).toEqual([ofNewKit, later]);
	expect(lastOfEach([tick, ofNewKit, later])).toHaveLength(2);
});
