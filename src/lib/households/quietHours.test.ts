import { addDays, dayAt, instantAt } from '#lib/calendar/days.ts';
import { zones } from '#lib/calendar/zones.ts';
import { HOURS_TO_ANSWER } from '#lib/loans/steps.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isQuiet, mayBeToldFrom } from './quietHours.ts';

const HOUR = 3_600_000;
const PARIS = 'Europe/Paris';
const at = (text: string) => Date.parse(text);

test('nobody is told anything from 20:00 to 8:00 of the building’s clock', () => {
	for (const zone of zones)
		for (const day of ['2026-11-23', '2026-03-29', '2026-10-25'])
			for (let hour = 0; hour < 24; hour++)
				expect(isQuiet(instantAt(day, hour, zone), zone), `${zone} ${hour}`).toBe(hour < 8 || hour >= 20);
	expect(isQuiet(at('2026-11-23T19:59:59.999+01:00'), PARIS)).toBe(false);
	expect(isQuiet(at('2026-11-23T07:59:59.999+01:00'), PARIS)).toBe(true);
});

test.each([
	['at 21:00', '2026-11-23T21:00:00+01:00', null, '2026-11-24T08:00:00+01:00'],
	['at 21:00, told that day', '2026-11-23T21:00:00+01:00', '2026-11-23', '2026-11-24T08:00:00+01:00'],
	['at 3:00', '2026-11-23T03:00:00+01:00', '2026-11-22', '2026-11-23T08:00:00+01:00'],
	['at 9:00', '2026-11-23T09:00:00+01:00', '2026-11-22', '2026-11-23T09:00:00+01:00'],
	['at 10:00, told that day', '2026-11-23T10:00:00+01:00', '2026-11-23', '2026-11-24T08:00:00+01:00'],
	['on the eve of summer time', '2026-03-28T20:00:00+01:00', null, '2026-03-29T08:00:00+02:00']
])('what comes %s is told when it may be', (_, comes, toldDay, told) => {
	expect(mayBeToldFrom(at(comes), PARIS, toldDay)).toBe(at(told));
});

test('a request of any hour, in every French zone, is told in time: 12 hours before its end and more', () => {
	const instants = fc.integer({ min: at('2020-01-02T00:00:00Z'), max: at('2035-12-30T00:00:00Z') });
	const nearChange = fc.record({
		year: fc.integer({ min: 2020, max: 2035 }),
		hour: fc.integer({ min: 0, max: 400 })
	});
	const near = nearChange.chain(({ year, hour }) =>
		fc.constantFrom(`${year}-03-20`, `${year}-10-22`).map((day) => at(day) + hour * HOUR)
	);
	fc.assert(
		fc.property(
			fc.oneof(instants, near),
			fc.constantFrom(...zones),
			fc.boolean(),
			(asked, zone, toldToday) => {
				const today = dayAt(asked, zone);
				const told = mayBeToldFrom(asked, zone, toldToday ? today : addDays(today, -1));
				expect(told).toBeGreaterThanOrEqual(asked);
				expect(isQuiet(told, zone)).toBe(false);
				expect(asked + HOURS_TO_ANSWER * HOUR - told).toBeGreaterThanOrEqual(12 * HOUR);
				if (toldToday) expect(dayAt(told, zone)).not.toBe(today);
			}
		),
		{ numRuns: 3_000 }
	);
});
