import { isLongerThan, oneLine } from '#lib/text/line.ts';
import { addDays, isDay, type Day } from '#lib/calendar/days.ts';

export const parts = ['morning', 'afternoon', 'evening'] as const;
export type PartOfDay = (typeof parts)[number];

/** A loan begins within two weeks and lasts a month at most. */
export const DAYS_AHEAD = 14;
export const LOAN_DAYS = [1, 2, 3, 7, 14, 30] as const;
/** Graphemes of what a borrower says to be known by. */
export const KNOWN_BY_LENGTH = 40;

export interface Wish {
	readonly fromDay: Day;
	readonly untilDay: Day;
	readonly part: PartOfDay;
	readonly knownBy: string | null;
}

export type AskProblem = {
	readonly field: 'day' | 'part' | 'days' | 'knownBy';
	readonly problem: 'missing' | 'wrong' | 'too-long';
};

/** Why a request cannot be made although its form is right. Days already lent are no reason: a passer-by learns no dates. */
export const askRefusals = [
	'not-offered',
	'out-now',
	'too-many-for-this-household',
	'too-many-from-here'
] as const;
export type AskRefusal = (typeof askRefusals)[number];

export interface AskForm {
	readonly day?: string;
	readonly part?: string;
	readonly days?: string;
	readonly knownBy?: string;
}

/** The days on which a loan can begin, today first. */
export function daysToChoose(today: Day): Day[] {
	return Array.from({ length: DAYS_AHEAD }, (_, i) => addDays(today, i));
}

/** Reads the ask form; `today` is the building's civil day. */
export function readWish(form: AskForm, today: Day): { wish: Wish } | { problems: AskProblem[] } {
	const problems: AskProblem[] = [];
	const day = form.day ?? '';
	if (day === '') problems.push({ field: 'day', problem: 'missing' });
	else if (!isDay(day) || !daysToChoose(today).includes(day))
		problems.push({ field: 'day', problem: 'wrong' });

	const part = parts.find((p) => p === form.part);
	if (!part) problems.push({ field: 'part', problem: form.part ? 'wrong' : 'missing' });

	const days = LOAN_DAYS.find((n) => String(n) === form.days);
	if (!days) problems.push({ field: 'days', problem: form.days ? 'wrong' : 'missing' });

	const knownBy = oneLine(form.knownBy ?? '');
	if (isLongerThan(knownBy, KNOWN_BY_LENGTH)) problems.push({ field: 'knownBy', problem: 'too-long' });

	if (problems.length > 0 || !part || !days) return { problems };
	return { wish: { fromDay: day, untilDay: addDays(day, days - 1), part, knownBy: knownBy || null } };
}
