import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayAt, daysFrom, instantAt, isDay, mondayOf } from './days.ts';
import { zoneOfPostcode, zones } from './zones.ts';

const HOUR = 3_600_000;
const postcodes = ['93200', '97110', '97200', '97300', '97400', '97500', '97600', '98600', '98700', '98800'];
const instants = fc.date({
	min: new Date('2020-01-01T12:00:00Z'),
	max: new Date('2035-12-30T12:00:00Z'),
	noInvalidDate: true
});

test('an hour later is the same day or the next one, in every French zone, on change nights too', () => {
	expect(postcodes.map(zoneOfPostcode).toSorted()).toEqual(zones.toSorted());
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
		fc.property(
			instants,
			fc.constantFrom(...zones),
			fc.integer({ min: 1, max: 30 }),
			(instant, zone, count) => {
				const first = dayAt(instant.getTime(), zone);
				const days = daysFrom(first, addDays(first, count - 1));
				expect(new Set(days).size).toBe(count);
				expect(days).toEqual(days.toSorted());
				expect(addDays(addDays(first, count), -count)).toBe(first);
			}
		)
	);
});

/** What a clock on the wall shows, by another way than `days.ts` goes. */
function clockAt(instant: number, zone: string): { day: string; hour: number; minute: number } {
	const shown = new Date(instant).toLocaleString('sv-SE', { timeZone: zone });
	const [day = '', time = ''] = shown.split(' ');
	const [hour, minute] = time.split(':').map(Number);
	return { day, hour: hour!, minute: minute! };
}

test('an hour of a day begins when the clock shows it and did not a minute before, in every French zone to 2035', () => {
	const hours = fc.integer({ min: 0, max: 23 });
	const anyDay = fc.integer({ min: 0, max: 5_842 }).map((count) => addDays('2020-01-01', count));
	fc.assert(
		fc.property(anyDay, hours, fc.constantFrom(...zones), (day, hour, zone) => {
			fc.pre(!(hour === 2 && isChangeOf(day, zone)));
			const instant = instantAt(day, hour, zone);
			expect(clockAt(instant, zone)).toEqual({ day, hour, minute: 0 });
			expect(clockAt(instant - 60_000, zone).hour).toBe((hour + 23) % 24);
			expect(dayAt(instant, zone)).toBe(day);
		}),
		{ numRuns: 2_000 }
	);
});

const isChangeOf = (day: string, zone: string) =>
	instantAt(addDays(day, 1), 0, zone) - instantAt(day, 0, zone) !== 24 * HOUR;

test('days follow each other without a gap, and have 24 hours but for two a year where clocks are changed', () => {
	for (const zone of zones) {
		const lengths = daysFrom('2020-01-01', '2035-12-31').map(
			(day) => (instantAt(addDays(day, 1), 0, zone) - instantAt(day, 0, zone)) / HOUR
		);
		const changing = ['Europe/Paris', 'America/Miquelon'].includes(zone);
		expect(
			[23, 24, 25].map((hours) => lengths.filter((length) => length === hours).length),
			zone
		).toEqual(changing ? [16, 5_812, 16] : [0, 5_844, 0]);
	}
});

test('on change nights: an hour left out begins at the jump, and of an hour that comes twice it is the first', () => {
	const paris = (day: string, hour: number) => new Date(instantAt(day, hour, 'Europe/Paris')).toISOString();
	expect(paris('2026-03-29', 1)).toBe('2026-03-29T00:00:00.000Z');
	expect(paris('2026-03-29', 2)).toBe('2026-03-29T01:00:00.000Z');
	expect(paris('2026-03-29', 3)).toBe('2026-03-29T01:00:00.000Z');
	expect(paris('2026-10-25', 2)).toBe('2026-10-25T00:00:00.000Z');
	expect(paris('2026-10-25', 3)).toBe('2026-10-25T02:00:00.000Z');
	expect(paris('2026-10-25', 24)).toBe('2026-10-25T23:00:00.000Z');
	for (let year = 2020; year <= 2035; year++)
		for (const zone of zones)
			for (const day of daysFrom(`${year}-03-01`, `${year}-03-31`).concat(
				daysFrom(`${year}-10-25`, `${year}-11-07`)
			))
				for (const hour of [7, 8, 20])
					expect(clockAt(instantAt(day, hour, zone), zone), zone).toEqual({ day, hour, minute: 0 });
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
