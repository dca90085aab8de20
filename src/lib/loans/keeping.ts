import { addDays, type Day } from '#lib/calendar/days.ts';
import { HOURS_TO_ANSWER } from './steps.ts';

/** For how many more days a borrower may ask to keep a thing. */
export const MORE_DAYS = [1, 3, 7, 14] as const;

/** The days until which one may ask to keep a thing: counted from its last day, or from today when that is past. */
export function daysToKeep(untilDay: Day, today: Day): Day[] {
	const from = untilDay < today ? today : untilDay;
	return MORE_DAYS.map((count) => addDays(from, count));
}

/** When the question to keep a thing, asked at that instant, ends without an answer. */
export function keepingEndsAt(askedAt: number): number {
	return askedAt + HOURS_TO_ANSWER * 3_600_000;
}

export function isKeepingOpen(askedAt: number, now: number): boolean {
	return keepingEndsAt(askedAt) > now;
}
