import { dayAt, type Day } from '#lib/calendar/days.ts';
import { isThanks } from '#lib/catalogue/thanks.ts';
import { readTicket } from '#lib/codes/tickets.ts';
import { daysToKeep, isKeepingOpen } from '#lib/loans/keeping.ts';
import { DAYS_OF_TICKET_AFTER_END, HOURS_TO_ANSWER } from '#lib/loans/steps.ts';
import type { ChosenDays } from '#lib/loans/turn.ts';
import type { Database } from './db/database.ts';
import { isConstraintError } from './db/errors.ts';
import { sql, type Statement } from './db/statement.ts';
import { rememberingThanks } from './history.ts';
import { sha256 } from './keys.ts';
import { takeStep, type Taken } from './loans.ts';
import { noticeOfRequest } from './notices.ts';
import { isStillOffered } from './offers.ts';

const HOUR = 3_600_000;
const TICKET_LIFE = DAYS_OF_TICKET_AFTER_END * 24 * HOUR;

/** The borrower marks the request that the ticket belongs to, or agrees to another moment while that is not past. */
export async function stepOfBorrower(
	db: Database,
	ticket: string,
	name: string,
	now: number
): Promise<Taken> {
	if (name === 'choose-day') return { refusal: 'too-late' };
	if (name === 'cancel') return cancel(db, ticket, now);
	const telling = (request: string) => [noticeOfRequest(request, 'agreed', now)];
	const along = name === 'agree' ? { writing: telling } : {};
	return takeStep(db, sql`ticket_hash = ${hashOf(ticket)}`, name, 'borrower', now, along);
}

/** The lender may be standing in the hall. */
function cancel(db: Database, ticket: string, now: number): Promise<Taken> {
	return takeStep(db, sql`ticket_hash = ${hashOf(ticket)}`, 'cancel', 'borrower', now, {
		writing: (request) => [noticeOfRequest(request, 'cancelled', now)]
	});
}

/** What the table knows a ticket by; of something that is no ticket, nobody's. */
function hashOf(ticket: string): string {
	return sha256(readTicket(ticket) ?? '');
}

/** The building's civil day; '' when there is no such ticket. */
async function todayOf(db: Database, ticket: string, now: number): Promise<Day> {
	const [row] = await db.read<{ zone: string }>(sql`
		SELECT h.zone FROM request r JOIN household hh ON hh.id = r.household_id JOIN mailbox m ON m.id = hh.mailbox_id
			JOIN hall h ON h.id = m.hall_id
		WHERE r.ticket_hash = ${hashOf(ticket)}`);
	return row ? dayAt(now, row.zone) : '';
}

/**
 * Whose turn it is in the queue says when: it is then a request like any other, asked now. Refused while the thing is not lent
 * any more.
 */
export async function chooseDay(
	db: Database,
	ticket: string,
	{ fromDay, untilDay, part }: ChosenDays,
	now: number
): Promise<Taken | { refusal: 'not-offered' }> {
	const which = sql`ticket_hash = ${hashOf(ticket)}`;
	const taken = await takeStep(db, which, 'choose-day', 'borrower', now, {
		provided: isStillOffered,
		setting: sql`from_day = ${fromDay}, until_day = ${untilDay}, part = ${part}, asked_at = ${now}`,
		writing: (request) => [noticeOfRequest(request, 'asked', now)]
	});
	if ('done' in taken) return taken;
	const inTime = await db.read(
		sql`SELECT 1 FROM request WHERE ${which} AND state = 'called' AND ends_at > ${now}`
	);
	return inTime.length === 1 ? { refusal: 'not-offered' } : taken;
}

/**
 * Asks to keep the thing until a later day (`daysToKeep`): one question at a time, none after a no. Whether the days are
 * free is the lender's to learn. The same question again is the same question.
 */
export async function askToKeep(db: Database, ticket: string, day: string, now: number): Promise<Taken> {
	const today = await todayOf(db, ticket, now);
	const [row] = await db.read<Kept>(
		sql`SELECT id, until_day, extension_day, extension_asked_at FROM request WHERE ticket_hash = ${hashOf(ticket)} AND state = 'handed-over'`
	);
	if (!row) return { refusal: 'too-late' };
	const isSame = row.extension_day === day && isKeepingOpen(row.extension_asked_at ?? 0, now);
	if (!isSame && !daysToKeep(row.until_day, today).includes(day)) return { refusal: 'too-late' };
	try {
		await db.write([keeping(row.id, row.until_day, day, now), noticeOfRequest(row.id, 'extension', now)]);
		return { done: true };
	} catch (error) {
		if (!isConstraintError(error, 'request.state')) throw error;
		return (await asksToKeep(db, row.id, day)) ? { done: true } : { refusal: 'too-late' };
	}
}

interface Kept {
	readonly id: string;
	readonly until_day: Day;
	readonly extension_day: Day | null;
	readonly extension_asked_at: number | null;
}

/** When the rule does not hold, the state is taken away, which the table refuses: then nothing of the batch is written. */
function keeping(request: string, untilDay: Day, day: Day, now: number): Statement {
	const may = sql`state = 'handed-over' AND until_day = ${untilDay} AND extension_declined_at IS NULL
		AND (extension_day IS NULL OR extension_asked_at <= ${now - HOURS_TO_ANSWER * HOUR})`;
	return sql`
		UPDATE request SET extension_day = ${day}, extension_asked_at = ${now}, state = iif(${may}, state, NULL) WHERE id = ${request}`;
}

async function asksToKeep(db: Database, request: string, day: Day): Promise<boolean> {
	const asked = sql`SELECT 1 FROM request r WHERE r.id = ${request} AND r.state = 'handed-over' AND r.extension_day = ${day}`;
	return (await db.read(asked)).length === 1;
}

/** A borrower who thanked may think again for a day. */
const TO_THINK_AGAIN = 24 * HOUR;

/** Thanks with a drawing of `catalogue/thanks.ts`, once the thing is back; it takes the place of one of the first day. */
export async function thank(db: Database, ticket: string, drawing: string, now: number): Promise<Taken> {
	if (!isThanks(drawing)) return { refusal: 'too-late' };
	const [thanked] = await db.write([
		sql`UPDATE request SET thanks = ${drawing}
			WHERE ticket_hash = ${hashOf(ticket)} AND state = 'given-back' AND ends_at > ${now}
				AND (thanks IS NULL OR thanks = ${drawing} OR ends_at > ${now + TICKET_LIFE - TO_THINK_AGAIN}) RETURNING id`,
		rememberingThanks(sql`ticket_hash = ${hashOf(ticket)}`)
	]);
	return thanked!.rows.length === 1 ? { done: true } : { refusal: 'too-late' };
}

/** Whether a thanks may still take the place of another, by when its ticket dies. */
export function mayThankAnew(endsAt: number, now: number): boolean {
	return endsAt > now + TICKET_LIFE - TO_THINK_AGAIN;
}

/** What the borrower did not get is looked for in the hall. Of who looks nothing is kept. */
export async function wishFor(db: Database, ticket: string, now: number): Promise<Taken> {
	// Replaced, not updated: that alone tells the hall's page, which shows the latest ones.
	const [wished] = await db.write([
		sql`INSERT OR REPLACE INTO wish (hall_id, pictogram, at)
			SELECT m.hall_id, r.pictogram, ${now} FROM request r JOIN household hh ON hh.id = r.household_id JOIN mailbox m ON m.id = hh.mailbox_id
			WHERE r.ticket_hash = ${hashOf(ticket)} AND (
				r.state IN ('declined', 'withdrawn', 'expired', 'cancelled') AND r.ends_at > ${now}
				OR r.state IN ('waiting', 'called', 'asked', 'proposed') AND r.ends_at BETWEEN ${now - TICKET_LIFE + 1} AND ${now})
			RETURNING hall_id`
	]);
	return wished!.rows.length === 1 ? { done: true } : { refusal: 'too-late' };
}

/** Whether the hall of a ticket's mailbox already says that the thing is looked for. */
export async function isWishedFor(db: Database, ticket: string): Promise<boolean> {
	const rows = await db.read(sql`
		SELECT 1 FROM request r JOIN household hh ON hh.id = r.household_id JOIN mailbox m ON m.id = hh.mailbox_id
			JOIN wish w ON w.hall_id = m.hall_id AND w.pictogram = r.pictogram
		WHERE r.ticket_hash = ${hashOf(ticket)}`);
	return rows.length === 1;
}
