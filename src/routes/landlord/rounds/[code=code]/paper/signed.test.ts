import { expect, test } from 'vitest';
import { instantOf } from './signed.ts';

const NOW = Date.parse('2026-11-23T10:00:00+01:00');

test('a day is its noon, today is now', () => {
	expect(instantOf('2026-11-20', 'Europe/Paris', NOW)).toBe(Date.parse('2026-11-20T12:00:00+01:00'));
	expect(instantOf('2026-11-23', 'Europe/Paris', NOW)).toBe(NOW);
});

test.each(['', '2026-11-24', '2026-02-30', '2025-11-21', '20/11/2026', "2026-11-20'"])(
	'no day: %j',
	(day) => {
		expect(instantOf(day, 'Europe/Paris', NOW)).toBeNull();
	}
);
