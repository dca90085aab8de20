/** Civil days, `YYYY-MM-DD`: a loan is counted in days of the building's calendar, never in instants. */
export type Day = string;

const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 24 * MS_PER_HOUR;

/** The civil day of an instant (ms since 1970) in an IANA zone. */
export function dayAt(instant: number, zone: string): Day {
	return new Date(instant + offsetAt(instant, zone)).toISOString().slice(0, 10);
}

/**
 * The first instant at which the building's clock shows that hour (0 to 24) of that day. An hour that the clocks leave
 * out begins when they jump over it; of an hour that comes twice it is the first.
 */
export function instantAt(day: Day, hour: number, zone: string): number {
	const shown = Date.parse(day) + hour * MS_PER_HOUR;
	const [before, after] = [offsetAt(shown - MS_PER_DAY, zone), offsetAt(shown + MS_PER_DAY, zone)];
	const early = shown - Math.max(before, after);
	return early + offsetAt(early, zone) === shown ? early : shown - Math.min(before, after);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How far the building's clock is ahead of UTC, in ms. */
function offsetAt(instant: number, zone: string): number {
	const clock = clocks.get(zone) ?? newClock(zone);
	clocks.set(zone, clock);
	const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
	for (const { type, value } of clock.formatToParts(instant)) shown[type] = Number(value);
	const { year, month, day, hour, minute, second } = shown;
	return Date.UTC(year!, month! - 1, day, hour, minute, second) - Math.floor(instant / 1_000) * 1_000;
}

/** A clock is dear to make. */
function newClock(timeZone: string): Intl.DateTimeFormat {
	const two = '2-digit';
	return new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: two,
		day: two,
		hour: two,
		minute: two,
		second: two
	});
}

/** The hour of the clock, 0 to 23, of an instant (ms since 1970) in an IANA zone. */
export function hourAt(instant: number, zone: string): number {
	return new Date(instant + offsetAt(instant, zone)).getUTCHours();
}

/** The landlord's day, where no building says its zone. */
export function officeDay(instant: number): Day {
	return dayAt(instant, 'Europe/Paris');
}

/** The day `count` days later, or earlier when negative. */
export function addDays(day: Day, count: number): Day {
	return new Date(Date.parse(day) + count * MS_PER_DAY).toISOString().slice(0, 10);
}

/** All days from the first to the last, both included. */
export function daysFrom(first: Day, last: Day): Day[] {
	const count = (Date.parse(last) - Date.parse(first)) / MS_PER_DAY + 1;
	return Array.from({ length: Math.max(0, count) }, (_, i) => addDays(first, i));
}

export function isDay(text: string): boolean {
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}

/** The Monday of a day's week. */
export function mondayOf(day: Day): Day {
	return addDays(day, -((new Date(Date.parse(day)).getUTCDay() + 6) % 7));
}
