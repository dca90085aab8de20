import { addDays, type Day } from '#lib/calendar/days.ts';

/** A pause ends on a day of the next so many, or when its household says so. */
export const LONGEST_PAUSE_DAYS = 60;

export const usualPauses = [
	{ name: 'tomorrow', days: 1 },
	{ name: 'week', days: 7 },
	{ name: 'month', days: 30 }
] as const;

/** The days on which somebody may lend again, tomorrow first; `today` is the building's civil day. */
export function daysToLendAgain(today: Day): Day[] {
	return Array.from({ length: LONGEST_PAUSE_DAYS }, (_, i) => addDays(today, i + 1));
}

/** The first day of lending again; null: until its household says so. */
export function readPause(
	typed: string | undefined,
	today: Day
): { untilDay: Day | null } | { problem: 'missing' | 'wrong' } {
	if (typed === 'open') return { untilDay: null };
	if (!typed) return { problem: 'missing' };
	return daysToLendAgain(today).includes(typed) ? { untilDay: typed } : { problem: 'wrong' };
}
