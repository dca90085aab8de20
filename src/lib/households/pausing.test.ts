import { addDays } from '#lib/calendar/days.ts';
import { describe, expect, test } from 'vitest';
import { daysToLendAgain, readPause, usualPauses } from './pausing.ts';

const TODAY = '2026-11-23';

describe('a pause', () => {
	test('ends tomorrow at the soonest, and in sixty days at the latest', () => {
		expect(daysToLendAgain(TODAY)).toHaveLength(60);
		expect(daysToLendAgain(TODAY).at(0)).toBe('2026-11-24');
		expect(daysToLendAgain(TODAY).at(-1)).toBe('2027-01-22');
	});

	test('may have any of these days, or none', () => {
		for (const day of daysToLendAgain(TODAY)) expect(readPause(day, TODAY)).toEqual({ untilDay: day });
		expect(readPause('open', TODAY)).toEqual({ untilDay: null });
		for (const { days } of usualPauses)
			expect(readPause(addDays(TODAY, days), TODAY)).not.toHaveProperty('problem');
	});

	test.each([undefined, ''])('%j is no answer', (typed) =>
		expect(readPause(typed, TODAY)).toEqual({ problem: 'missing' })
	);
	test.each([TODAY, '2026-11-22', '2027-01-23', '2026-11-31', 'tomorrow', '2026-11-24 '])(
		'%j is no day of it',
		(typed) => expect(readPause(typed, TODAY)).toEqual({ problem: 'wrong' })
	);
});
