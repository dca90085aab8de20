import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayAt, daysFrom, isDay, mondayOf } from './days.ts';
import { zoneOfPostcode } from './zones.ts';

const zones = ['93200', '97110', '97200', '97300', '97400', '97500', '97600', '98600', '98700', '98800'].map(
	zoneOfPostcode
);
const instants = fc.date({
	min: new Date('2020-01-01T12:00:00Z'),
	max: new Date('2035-12-30T12:00:00Z'),
	noInvalidDate: true
});

test('an hour later is the same day or the next one, in every French zone, on change nights too', () => {
	expect(new Set(zones).size).toBe(zones.length);
	fc.assert(
		fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
			const [day, later] = [dayAt(instant.getTime(), zone), dayAt(instant.getTime() + 3_600_000, zone)];
			expect(isDay(day)).toBe(true);
			expect([day, addDays(day, 1)]).toContain(later);
		})
	);
	expect(dayAt(Date.parse('2026-10-25T00:30:00+02:00'), 'Europe/Paris')).toBe('2026-10-25');
	expect(dayAt(Date.parse('2026-11-23T23:30:00Z'), 'Pacific/Noumea')).toBe('2026-11-24');
});

test('a loan of n days has n days, whatever the clocks do', () => {
	fc.assert(
		fc.property(instants, fc.integer({ min: 1, max: 30 }), (instant, count) => {
			const first = dayAt(instant.getTime(), 'Europe/Paris');
			const days = daysFrom(first, addDays(first, count - 1));
			expect(new Set(days).size).toBe(count);
			expect(days).toEqual(days.toSorted());
			expect(addDays(addDays(first, count), -count)).toBe(first);
		})
	);
});

test('a week begins on Monday', () => {
	for (const day of daysFrom('2026-11-23', '2026-11-29')) expect(mondayOf(day)).toBe('2026-11-23');
	expect(mondayOf('2026-11-22')).toBe('2026-11-16');
	expect(mondayOf('2027-01-01')).toBe('2026-12-28');
});

test.each(['2026-02-29', '2026-13-01', '26-1-1', '', '2026-11-23T00:00', '٢٠٢٦-١١-٢٣'])(
	'%j is no day',
	(text) => {
		expect(isDay(text)).toBe(false);
	}
);
