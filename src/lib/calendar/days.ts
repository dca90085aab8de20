/** Civil days, `YYYY-MM-DD`: a loan is counted in days of the building's calendar, never in instants. */
export type Day = string;

const MS_PER_DAY = 86_400_000;

/** The civil day of an instant (ms since 1970) in an IANA zone. */
export function dayAt(instant: number, zone: string): Day {
	const parts = new Intl.DateTimeFormat('en', {
		timeZone: zone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		calendar: 'iso8601'
	}).formatToParts(instant);
	const part = (type: string) => parts.find((p) => p.type === type)!.value;
	return `${part('year')}-${part('month')}-${part('day')}`;
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
