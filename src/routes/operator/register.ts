import { officeDay, type Day } from '#lib/calendar/days.ts';
import type { RegisterPart } from '#lib/server/register.ts';

export const parts: readonly RegisterPart[] = ['open', 'decided', 'objected', 'all'];

/** Whoever decides has an office's days: no building's. */
export const day = (at: number): Day => officeDay(at);

/** Civil days between, 0 for the same day. */
export function daysSince(at: number, now: number): number {
	return Math.round((Date.parse(day(now)) - Date.parse(day(at))) / 86_400_000);
}
