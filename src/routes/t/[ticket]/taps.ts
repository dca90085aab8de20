import { dayAt, hourAt } from '#lib/calendar/days.ts';
import { readTurn, type TurnForm, type TurnProblem } from '#lib/loans/turn.ts';
import { askToKeep, chooseDay, stepOfBorrower, thank, wishFor } from '#lib/server/borrowing.ts';
import type { Database } from '#lib/server/db/database.ts';
import { followTicket, type Taken } from '#lib/server/loans.ts';

type Fields = Partial<Record<string, string>>;
type Tapped = Taken | { refusal: 'not-offered' } | { problem: TurnProblem; typed: TurnForm };

/** What a button of the ticket does: `step` is a step of the table, or something else that a borrower may wish. */
export async function takeTap(db: Database, ticket: string, fields: Fields, now: number): Promise<Tapped> {
	const { step = '', day = '', drawing = '' } = fields;
	if (step === 'choose-day') return choose(db, ticket, fields, now);
	if (step === 'keep') return askToKeep(db, ticket, day, now);
	if (step === 'thank') return thank(db, ticket, drawing, now);
	if (step === 'wish') return wishFor(db, ticket, now);
	return stepOfBorrower(db, ticket, step, now);
}

async function choose(db: Database, ticket: string, fields: Fields, now: number): Promise<Tapped> {
	const view = await followTicket(db, ticket, now);
	if (!view) return { refusal: 'too-late' };
	const { day = '', part = '', days = '' } = fields;
	const typed = { day, part, days };
	const read = readTurn(typed, { today: dayAt(now, view.zone), hour: hourAt(now, view.zone) });
	return 'problem' in read ? { ...read, typed } : chooseDay(db, ticket, read.chosen, now);
}
