import type { AskRefusal, PartOfDay, Wish } from '#lib/loans/asking.ts';
import { readTicket, ticketOf } from '#lib/codes/tickets.ts';
import { officeDay, daysFrom } from '#lib/calendar/days.ts';
import {
	DAYS_OF_TICKET_AFTER_END,
	HOURS_TO_ANSWER,
	isEnd,
	stepNamed,
	type Party,
	type State,
	type Step
} from '#lib/loans/steps.ts';
import { isConstraintError } from './db/errors.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { derive, newId, sha256 } from './keys.ts';
import { spend } from './limits.ts';
import { sharedWork } from './sharedWork.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface Asking {
	/** The mailbox's public code. */
	readonly mailbox: string;
	readonly pictogram: string;
	readonly wish: Wish;
	/** Random, from the form: the same form sent again is the same request. */
	readonly once: string;
	readonly from: string;
	readonly now: number;
}

type Asked = { ticket: string } | { refusal: AskRefusal };

/** By ticket: a form that comes twice at once gets one answer. */
const answerOnce = sharedWork<Asked>();

/** Asks to borrow: the request and the letter to the lender leave in one batch. Gives the ticket. */
export async function askToBorrow(db: Database, asking: Asking): Promise<Asked> {
	const ticket = ticketFor(asking);
	return answerOnce(ticket, () => askOnce(db, ticket, asking));
}

async function askOnce(db: Database, ticket: string, asking: Asking): Promise<Asked> {
	if (await isAsked(db, ticket)) return { ticket };
	const [row] = await db.read<{ household: string; offered: number; out: number }>(sql`
		SELECT hh.id AS household,
			EXISTS (SELECT 1 FROM item i WHERE i.household_id = hh.id AND i.pictogram = ${asking.pictogram})
				AND NOT EXISTS (SELECT 1 FROM pause p WHERE p.household_id = hh.id) AS offered,
			EXISTS (SELECT 1 FROM request r WHERE r.household_id = hh.id AND r.state = 'handed-over' AND r.pictogram = ${asking.pictogram}) AS out
		FROM mailbox m JOIN household hh ON hh.mailbox_id = m.id WHERE m.code = ${asking.mailbox}`);
	if (!row || row.offered !== 1) return { refusal: 'not-offered' };
	if (row.out === 1) return { refusal: 'out-now' };
	if (!(await spend(db, [{ limit: 'askFromHere', of: asking.from }], asking.now)))
		return { refusal: 'too-many-from-here' };
	const ofHousehold = [
		{ limit: 'askOfHouseholdFromHere', of: `${row.household} ${asking.from}` },
		{ limit: 'askOfHousehold', of: row.household }
	] as const;
	if (!(await spend(db, ofHousehold, asking.now))) return { refusal: 'too-many-for-this-household' };

	await db.write(requesting(row.household, ticket, asking));
	return (await isAsked(db, ticket)) ? { ticket } : { refusal: 'not-offered' };
}

/** What was answered on the form decides the ticket, so that a lost answer or a double tap leads to the same page. */
function ticketFor({ mailbox, pictogram, wish, once }: Asking): string {
	const said = JSON.stringify([
		once,
		mailbox,
		pictogram,
		wish.fromDay,
		wish.untilDay,
		wish.part,
		wish.knownBy
	]);
	return ticketOf(derive('ticket')(said).slice(0, 16));
}

async function isAsked(db: Database, ticket: string): Promise<boolean> {
	return (await db.read(sql`SELECT 1 FROM request WHERE ticket_hash = ${sha256(ticket)}`)).length === 1;
}

function requesting(household: string, ticket: string, { pictogram, wish, now }: Asking): Statement[] {
	const id = newId();
	return [
		sql`INSERT INTO request (id, household_id, pictogram, ticket_hash, from_day, until_day, part, known_by, state, asked_at, ends_at)
			SELECT ${id}, i.household_id, i.pictogram, ${sha256(ticket)}, ${wish.fromDay}, ${wish.untilDay}, ${wish.part}, ${wish.knownBy},
				'asked', ${now}, ${now + HOURS_TO_ANSWER * HOUR}
			FROM item i WHERE i.household_id = ${household} AND i.pictogram = ${pictogram}
				AND NOT EXISTS (SELECT 1 FROM pause p WHERE p.household_id = i.household_id)
			ON CONFLICT DO NOTHING`,
		sql`INSERT INTO request_step (request_id, state, by, at) SELECT id, 'asked', 'borrower', asked_at FROM request WHERE id = ${id}`,
		sql`INSERT INTO outbox (household_id, kind, recipient, language, data, created_at, next_try_at)
			SELECT c.household_id, 'asked', c.email, hh.language, json_object('pictogram', r.pictogram), ${now}, ${now}
			FROM request r JOIN contact c ON c.household_id = r.household_id JOIN household hh ON hh.id = r.household_id
			WHERE r.id = ${id} AND c.confirmed_at IS NOT NULL`
	];
}

export interface RequestView {
	readonly id: string;
	readonly pictogram: string;
	readonly state: State;
	readonly fromDay: string;
	readonly untilDay: string;
	readonly part: PartOfDay;
	readonly knownBy: string | null;
	readonly askedAt: number;
	/** When an unanswered request ends by itself, or when the page of an ended one goes. */
	readonly endsAt: number;
	/** Who took the last step. */
	readonly lastBy: Party;
}

/** A borrower's own request: no more of the household than its page says. */
export interface TicketView extends RequestView {
	readonly mailbox: string;
	readonly emblem: string;
	readonly nickname: string | null;
	readonly zone: string;
}

const REQUEST = sql`
	r.id, r.pictogram, r.from_day AS fromDay, r.until_day AS untilDay, r.part, r.known_by AS knownBy, r.asked_at AS askedAt, r.ends_at AS endsAt,
	r.state, (SELECT by FROM request_step s WHERE s.request_id = r.id AND s.state = r.state) AS lastBy`;

/** What a ticket leads to; null when there is no such ticket or it is dead. */
export async function followTicket(db: Database, typed: string, now: number): Promise<TicketView | null> {
	const ticket = readTicket(typed);
	if (!ticket) return null;
	const [row] = await db.read<TicketView>(sql`
		SELECT ${REQUEST}, m.code AS mailbox, m.emblem, hh.nickname, h.zone
		FROM request r JOIN household hh ON hh.id = r.household_id JOIN mailbox m ON m.id = hh.mailbox_id JOIN hall h ON h.id = m.hall_id
		WHERE r.ticket_hash = ${sha256(ticket)}`);
	const view = row && inTime(row, now);
	return view && !(isEnd(view.state) && view.endsAt <= now) ? view : null;
}

/** A household's requests that are not over a week ago, those that wait for an answer first. */
export async function requestsOf(db: Database, household: string, now: number): Promise<RequestView[]> {
	const rows = await db.read<RequestView>(sql`
		SELECT ${REQUEST} FROM request r
		WHERE r.household_id = ${household} AND (r.ends_at > ${now} OR r.state IN ('asked', 'accepted', 'handed-over'))
		ORDER BY r.state = 'asked' DESC, r.from_day, r.asked_at LIMIT 200`);
	return rows.map((row) => inTime(row, now));
}

/** A request past its hour is over, whether or not the clock's step was already written. */
function inTime<View extends RequestView>(view: View, now: number): View {
	if (view.state !== 'asked' || view.endsAt > now) return view;
	return { ...view, state: 'expired', lastBy: 'clock', endsAt: view.endsAt + DAYS_OF_TICKET_AFTER_END * DAY };
}

export type StepRefusal = 'too-late' | 'lent-that-day';

/** The household answers or marks one of its own requests. */
export function stepOfLender(db: Database, household: string, request: string, name: string, now: number) {
	return takeStep(
		db,
		sql`id = ${request} AND household_id = ${household}`,
		stepNamed(name, 'lender'),
		'lender',
		now
	);
}

/** The borrower marks the request that the ticket belongs to. */
export function stepOfBorrower(db: Database, ticket: string, name: string, now: number) {
	return takeStep(
		db,
		sql`ticket_hash = ${sha256(readTicket(ticket) ?? '')}`,
		stepNamed(name, 'borrower'),
		'borrower',
		now
	);
}

/** Takes a step if the request is still where the step begins; sent twice it acts once. */
async function takeStep(
	db: Database,
	which: Statement,
	step: Step | undefined,
	by: Party,
	now: number
): Promise<{ done: true } | { refusal: StepRefusal }> {
	if (!step) return { refusal: 'too-late' };
	const [row] = await db.read<{ id: string; state: State; from_day: string; until_day: string }>(
		sql`SELECT id, state, from_day, until_day FROM request WHERE ${which}`
	);
	if (!row) return { refusal: 'too-late' };
	if (row.state === step.to) return { done: true };
	try {
		const [moved] = await db.write(stepping(row, step, by, now));
		if (moved!.rows.length === 1 || (await isIn(db, row.id, step.to))) return { done: true };
		return { refusal: 'too-late' };
	} catch (error) {
		if (step.to === 'accepted' && isConstraintError(error)) return { refusal: 'lent-that-day' };
		throw error;
	}
}

/** The same tap a moment before did it. */
async function isIn(db: Database, request: string, state: State): Promise<boolean> {
	return (
		(await db.read(sql`SELECT 1 FROM request r WHERE r.id = ${request} AND r.state = ${state}`)).length === 1
	);
}

function stepping(
	row: { id: string; from_day: string; until_day: string },
	step: Step,
	by: Party,
	now: number
): Statement[] {
	const endsAt = isEnd(step.to) ? sql`${now + DAYS_OF_TICKET_AFTER_END * DAY}` : sql`ends_at`;
	const moving = sql`
		UPDATE request SET state = ${step.to}, ends_at = ${endsAt}
		WHERE id = ${row.id} AND state = ${step.from} AND (state <> 'asked' OR ends_at > ${now}) RETURNING id`;
	const noting = sql`
		INSERT INTO request_step (request_id, state, by, at)
		SELECT id, state, ${by}, ${now} FROM request WHERE id = ${row.id} AND state = ${step.to} ON CONFLICT DO NOTHING`;
	return [moving, noting, ...keepingDays(row, step)];
}

/** An accepted loan takes its days, which the database gives only once; an ended one frees them. */
function keepingDays(row: { id: string; from_day: string; until_day: string }, step: Step): Statement[] {
	if (step.to === 'accepted')
		return [
			sql`INSERT INTO loan_day (household_id, pictogram, day, request_id)
				SELECT r.household_id, r.pictogram, d.value, r.id FROM request r, json_each(${JSON.stringify(daysFrom(row.from_day, row.until_day))}) d
				WHERE r.id = ${row.id} AND r.state = 'accepted' AND NOT EXISTS (SELECT 1 FROM loan_day WHERE request_id = r.id)`
		];
	if (!isEnd(step.to)) return [];
	return [
		sql`DELETE FROM loan_day WHERE request_id = ${row.id}
			AND EXISTS (SELECT 1 FROM request r WHERE r.id = ${row.id} AND r.state = ${step.to})`
	];
}

/** Loans that nobody closed end by themselves, these many days after their last one. */
const DAYS_TO_HAND_OVER = 14;
const DAYS_TO_GIVE_BACK = 60;

/** What time does: unanswered requests and forgotten loans end, and old ones are erased 90 days after their end. */
export function passTime(now: number): Statement[] {
	const ticketLife = DAYS_OF_TICKET_AFTER_END * DAY;
	const dayBefore = (days: number) => officeDay(now - days * DAY);
	return [
		...ending(sql`state = 'asked' AND ends_at <= ${now}`, 'expired', sql`ends_at`),
		...ending(
			sql`state = 'accepted' AND until_day < ${dayBefore(DAYS_TO_HAND_OVER)}`,
			'cancelled',
			sql`${now}`
		),
		...ending(
			sql`state = 'handed-over' AND until_day < ${dayBefore(DAYS_TO_GIVE_BACK)}`,
			'given-back',
			sql`${now}`
		),
		sql`DELETE FROM loan_day WHERE request_id IN (SELECT id FROM request WHERE state IN ('cancelled', 'given-back'))`,
		sql`DELETE FROM request WHERE state IN ('declined', 'withdrawn', 'expired', 'cancelled', 'given-back')
			AND ends_at <= ${now + ticketLife - 90 * DAY}`
	];
}

/** The clock takes a step for all requests of a condition; `at` is when it counts from. */
function ending(which: Statement, to: State, at: Statement): Statement[] {
	return [
		sql`INSERT INTO request_step (request_id, state, by, at) SELECT id, ${to}, 'clock', ${at} FROM request WHERE ${which} ON CONFLICT DO NOTHING`,
		sql`UPDATE request SET state = ${to}, ends_at = ${at} + ${DAYS_OF_TICKET_AFTER_END * DAY} WHERE ${which}`
	];
}
