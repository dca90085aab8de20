import { addDays, isDay, type Day } from '#lib/calendar/days.ts';
import { LOAN_DAYS, parts, whyNotThen, type Clock, type PartOfDay } from './asking.ts';

/** What somebody whose turn it is in the queue answers: which day, which part of it, for how many days. */
export interface TurnForm {
	readonly day: string;
	readonly part: string;
	readonly days: string;
}

export interface ChosenDays {
	readonly fromDay: Day;
	readonly untilDay: Day;
	readonly part: PartOfDay;
}

export type TurnProblem = {
	readonly field: 'day' | 'part' | 'days';
	readonly problem: 'missing' | 'past';
};

/** Reads it at once, on the clock of the building: the days, or the first thing that is not right. */
export function readTurn(form: TurnForm, clock: Clock): { chosen: ChosenDays } | { problem: TurnProblem } {
	const part = parts.find((one) => one === form.part);
	const days = LOAN_DAYS.find((count) => String(count) === form.days);
	if (!isDay(form.day)) return { problem: { field: 'day', problem: 'missing' } };
	if (!part) return { problem: { field: 'part', problem: 'missing' } };
	if (!days) return { problem: { field: 'days', problem: 'missing' } };
	const why = whyNotThen({ day: form.day, part }, clock);
	if (why) return { problem: { field: 'day', problem: why === 'past' ? 'past' : 'missing' } };
	return { chosen: { fromDay: form.day, untilDay: addDays(form.day, days - 1), part } };
}
