import { addDays, dayAt, instantAt, type Day } from '#lib/calendar/days.ts';

/** Nobody is told anything from 20:00 to 8:00 of the building's clock. */
const FIRST_HOUR = 8;
const LAST_HOUR = 20;

export function isQuiet(now: number, zone: string): boolean {
	const day = dayAt(now, zone);
	return now < instantAt(day, FIRST_HOUR, zone) || now >= instantAt(day, LAST_HOUR, zone);
}

/** When a household that was last told something on `toldDay` may next be: outside the quiet hours, once a civil day. */
export function mayBeToldFrom(now: number, zone: string, toldDay: Day | null): number {
	const day = dayAt(now, zone);
	const today = Math.max(now, instantAt(day, FIRST_HOUR, zone));
	if (day !== toldDay && !isQuiet(today, zone)) return today;
	return instantAt(addDays(day, 1), FIRST_HOUR, zone);
}
