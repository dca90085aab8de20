import { expect, test } from 'vitest';
import { daysToKeep, isKeepingOpen, keepingEndsAt } from './keeping.ts';

test('more days are counted from the last one, or from today when that is past', () => {
	expect(daysToKeep('2026-11-25', '2026-11-23')).toEqual([
		'2026-11-26',
		'2026-11-28',
		'2026-12-02',
		'2026-12-09'
	]);
	expect(daysToKeep('2026-11-20', '2026-11-23')[0]).toBe('2026-11-24');
	expect(daysToKeep('2026-11-23', '2026-11-23')[0]).toBe('2026-11-24');
});

test('the question waits for two days', () => {
	expect(isKeepingOpen(1_000, keepingEndsAt(1_000) - 1)).toBe(true);
	expect(isKeepingOpen(1_000, keepingEndsAt(1_000))).toBe(false);
});
