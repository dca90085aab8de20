import { addDays, type Day } from '#lib/calendar/days.ts';

/**
 * When the lender of a thing that is out is reminded, in days after the last one of the loan, and for how many days that is
 * of use; then nobody says any more.
 */
export const reminders = [
	{ kind: 'due-tomorrow', daysAfter: -1, usefulDays: 1 },
	{ kind: 'due-today', daysAfter: 0, usefulDays: 1 },
	{ kind: 'late', daysAfter: 2, usefulDays: 3 }
] as const;
export type ReminderKind = (typeof reminders)[number]['kind'];

export interface Reminder {
	readonly kind: ReminderKind;
	/** The last day of the loans that it is for: an extension moves that day, and so the reminders. */
	readonly untilDay: Day;
	/** The first day on which it is of no more use. */
	readonly uselessDay: Day;
}

/** The reminders of a day. */
export function remindersOn(today: Day): Reminder[] {
	return reminders.map(({ kind, daysAfter, usefulDays }) => ({
		kind,
		untilDay: addDays(today, -daysAfter),
		uselessDay: addDays(today, usefulDays)
	}));
}
