import type { PartOfDay } from '#lib/loans/asking.ts';
import { readTicket } from '#lib/codes/tickets.ts';
import { addDays, daysFrom } from '#lib/calendar/days.ts';
import {
	endOf,
	isEnd,
	stepFrom,
	steps,
	type Party,
	type State,
	type Step,
	type StepName
} from '#lib/loans/steps.ts';
import { isConstraintError } from './db/errors.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { dayThere } from './hallDays.ts';
import { rememberingLoans } from './history.ts';
import { sha256 } from './keys.ts';

export interface RequestView {
	readonly id: string;
	readonly pictogram: string;
	readonly state: State;
	readonly fromDay: string;
	readonly untilDay: string;
	readonly part: PartOfDay;
	readonly knownBy: string | null;
	/** A ready sentence of `loans/asking.ts`. */
	readonly sentence: string | null;
	readonly ownWords: string | null;
	readonly askedAt: number;
	/** When this state ends by itself (not that of a loan under way), or when the page of an ended one goes. */
	readonly endsAt: number;
	/** Another moment that the lender proposes; only while `proposed`. */
	readonly proposedDay: string | null;
	readonly proposedPart: PartOfDay | null;
	/** The borrower asks to keep the thing until this day, since; a question without an answer ends after two days. */
	readonly extensionDay: string | null;
	readonly extensionAskedAt: number | null;
	readonly extensionDeclinedAt: number | null;
	/** A drawing of `catalogue/thanks.ts`. */
	readonly thanks: string | null;
	/** Who took the last step. */
	readonly lastBy: Party;
}

/** A borrower's own request: no more of the household than its page says, and after the yes how to meet. */
export interface TicketView extends RequestView {
	readonly mailbox: string;
	readonly emblem: string;
	readonly nickname: string | null;
	readonly zone: string;
	/** In the queue, from 1; only while `waiting`. */
	readonly place: number | null;
	/** Only once it is lent: how it changes hands, between which hours of the building, and what the lender says of the thing. */
	readonly manner: 'hall' | 'ring' | 'note' | null;
	readonly ringFrom: number | null;
	readonly ringUntil: number | null;
	readonly note: string | null;
	/** The instant of the last tap, which the lender took back; null again once there is another step. */
	readonly undoneTap: number | null;
}

const REQUEST = sql`
	r.id, r.pictogram, r.from_day AS fromDay, r.until_day AS untilDay, r.part, r.known_by AS knownBy, r.asked_at AS askedAt, r.ends_at AS endsAt,
	r.sentence, r.own_words AS ownWords, r.proposed_day AS proposedDay, r.proposed_part AS proposedPart,
	r.extension_day AS extensionDay, r.extension_asked_at AS extensionAskedAt, r.extension_declined_at AS extensionDeclinedAt, r.thanks,
	r.state, (SELECT by FROM request_step s WHERE s.request_id = r.id AND s.state = r.state) AS lastBy`;

/** What a ticket leads to; null when there is no such ticket or it is dead. */
export async function followTicket(db: Database, typed: string, now: number): Promise<TicketView | null> {
	const ticket = readTicket(typed);
	if (!ticket) return null;
	const [row] = await db.read<TicketView>(sql`
		SELECT ${REQUEST}, m.code AS mailbox, m.emblem, h.zone, iif(hh.hidden_at IS NULL, hh.nickname, NULL) AS nickname,
			${placeInQueue(now)} AS place, iif(${LENT}, hh.manner, NULL) AS manner,
			iif(${LENT}, hh.ring_from, NULL) AS ringFrom, iif(${LENT}, hh.ring_until, NULL) AS ringUntil, iif(${LENT} AND hh.hidden_at IS NULL, i.note, NULL) AS note,
			(SELECT iif(s.state = 'undone', s.at, NULL) FROM request_step s WHERE s.request_id = r.id ORDER BY s.rowid DESC LIMIT 1) AS undoneTap
		FROM request r JOIN household hh ON hh.id = r.household_id JOIN mailbox m ON m.id = hh.mailbox_id JOIN hall h ON h.id = m.hall_id
			LEFT JOIN item i ON i.household_id = hh.id AND i.pictogram = r.pictogram
		WHERE r.ticket_hash = ${sha256(ticket)}`);
	const view = row && inTime(row, now);
	return view && !(isEnd(view.state) && view.endsAt <= now) ? view : null;
}

const LENT = sql`r.state IN ('accepted', 'handed-over')`;

/** How many of those who wait for the thing came before, and oneself. */
function placeInQueue(now: number): Statement {
	return sql`iif(r.state = 'waiting', 1 + (
		SELECT count(*) FROM request w
		WHERE w.household_id = r.household_id AND w.pictogram = r.pictogram AND w.state = 'waiting' AND w.muted_at IS NULL
			AND w.ends_at > ${now} AND (w.asked_at, w.id) < (r.asked_at, r.id)), NULL)`;
}

/** A household's requests that are not over a week ago, those that wait for an answer first. */
export async function requestsOf(db: Database, household: string, now: number): Promise<RequestView[]> {
	const rows = await db.read<RequestView>(sql`
		SELECT ${REQUEST} FROM request r
		WHERE r.household_id = ${household} AND r.muted_at IS NULL
			AND (r.ends_at > ${now} OR r.state IN ('waiting', 'called', 'asked', 'proposed', 'accepted', 'handed-over'))
		ORDER BY r.state = 'asked' DESC, r.from_day, r.asked_at LIMIT 200`);
	return rows.map((row) => inTime(row, now));
}

/** A request past its hour is over, whether or not the clock's step was already written. */
function inTime<View extends RequestView>(view: View, now: number): View {
	if (view.endsAt > now || endOf(view.state, now) === null || isEnd(view.state)) return view;
	return { ...view, state: 'expired', lastBy: 'clock', endsAt: endOf('expired', view.endsAt)! };
}

export type StepRefusal = 'too-late' | 'lent-that-day' | 'day-passed' | 'still-out';
export type Taken = { done: true } | { refusal: StepRefusal };

/**
 * What else a step writes: columns that it sets on the request, and rows; all of it or, when the step is not taken, none.
 * It is not taken when a condition on `request` does not hold.
 */
export interface Along {
	readonly provided?: Statement;
	readonly setting?: Statement;
	readonly writing?: (request: string) => readonly Statement[];
}

/** Takes a step if the request is still where the step begins; sent twice it acts once. `which` is a condition on `request`. */
export async function takeStep(
	db: Database,
	which: Statement,
	name: string,
	by: Party,
	now: number,
	along: Along = {}
): Promise<Taken> {
	const [row] = await db.read<Stepping>(
		sql`SELECT id, state, from_day, until_day, proposed_day FROM request WHERE ${which}`
	);
	if (!row) return { refusal: 'too-late' };
	const step = stepFrom(row.state, name, by);
	if (!step) return didBefore(row.state, name, by) ? { done: true } : { refusal: 'too-late' };
	const rule = ruleOf(step.name, now);
	try {
		await db.write([...stepping(row, step, by, now, along, rule), ...(along.writing?.(row.id) ?? [])]);
		return { done: true };
	} catch (error) {
		if (isConstraintError(error, 'loan_day')) return { refusal: 'lent-that-day' };
		if (!isConstraintError(error, 'request_step')) throw error;
		if (await isSo(db, row.id, sql`state = ${step.to}`)) return { done: true };
		const isAgainst = rule && (await isSo(db, row.id, sql`${isAt(step.from, now)} AND NOT ${rule.holds}`));
		return { refusal: isAgainst ? rule.refusal : 'too-late' };
	}
}

/** What must be so for a step, besides the state of the request. */
interface Rule {
	readonly holds: Statement;
	readonly refusal: StepRefusal;
}

/** Nobody says yes to a day that is over, and a thing is at one borrower's at most. */
function ruleOf(name: StepName, now: number): Rule | undefined {
	const today = dayThere(sql`request.household_id`, now);
	if (name === 'accept') return { holds: sql`(request.from_day >= ${today})`, refusal: 'day-passed' };
	if (name === 'agree') return { holds: sql`(request.proposed_day >= ${today})`, refusal: 'day-passed' };
	if (name !== 'hand-over') return undefined;
	const other = sql`SELECT 1 FROM request o WHERE o.household_id = request.household_id AND o.pictogram = request.pictogram
		AND o.state = 'handed-over' AND o.id <> request.id`;
	return { holds: sql`NOT EXISTS (${other})`, refusal: 'still-out' };
}

interface Stepping {
	readonly id: string;
	readonly state: State;
	readonly from_day: string;
	readonly until_day: string;
	readonly proposed_day: string | null;
}

function didBefore(state: State, name: string, by: Party): boolean {
	return steps.some((step) => step.name === name && step.to === state && step.by.includes(by));
}

async function isSo(db: Database, request: string, what: Statement): Promise<boolean> {
	return (await db.read(sql`SELECT 1 FROM request WHERE id = ${request} AND ${what}`)).length === 1;
}

/** A loan under way has no hour at which it is too late. */
const isAt = (state: State, now: number) =>
	sql`state = ${state} AND (state IN ('accepted', 'handed-over') OR ends_at > ${now})`;

/** Whoever comes second moves nothing: then the step's row has no state, and the whole batch is refused. */
function stepping(
	row: Stepping,
	step: Step,
	by: Party,
	now: number,
	along: Along,
	rule: Rule | undefined
): Statement[] {
	const days = daysAfter(row, step);
	const moving = sql`
		UPDATE request SET state = ${step.to}, ends_at = coalesce(${endOf(step.to, now)}, ends_at)${alsoSetting(along.setting, days, step)}
		WHERE id = ${row.id} AND ${isAt(step.from, now)} AND ${along.provided ?? sql`true`} AND ${rule?.holds ?? sql`true`}`;
	const noting = sql`
		INSERT INTO request_step (request_id, state, by, at)
		SELECT id, iif(changes() = 1, ${step.to}, NULL), ${by}, ${now} FROM request WHERE id = ${row.id}`;
	const remembering = step.to === 'given-back' ? [rememberingLoans(sql`request.id = ${row.id}`)] : [];
	return [moving, noting, ...remembering, ...keepingDays(row.id, days, step)];
}

interface Days {
	readonly from: string;
	readonly until: string;
}

/** The loan's days; those of another moment that was agreed are as many. */
function daysAfter({ from_day: from, until_day: until, proposed_day: proposed }: Stepping, step: Step): Days {
	if (step.name !== 'agree' || proposed === null) return { from, until };
	return { from: proposed, until: addDays(proposed, daysFrom(from, until).length - 1) };
}

function alsoSetting(setting: Statement | undefined, { from, until }: Days, step: Step): Statement {
	if (step.name === 'agree') return sql`, from_day = ${from}, until_day = ${until}, part = proposed_part`;
	return setting ? sql`, ${setting}` : sql``;
}

/** An accepted loan takes its days, which the database gives only once; an ended one frees them. */
function keepingDays(request: string, { from, until }: Days, step: Step): Statement[] {
	if (step.to === 'accepted') return [takingDays(request, from, until)];
	return isEnd(step.to) ? [freeingDays(request)] : [];
}

export function takingDays(request: string, from: string, until: string): Statement {
	return sql`
		INSERT INTO loan_day (household_id, pictogram, day, request_id)
		SELECT r.household_id, r.pictogram, d.value, r.id FROM request r, json_each(${JSON.stringify(daysFrom(from, until))}) d
		WHERE r.id = ${request}`;
}

export function freeingDays(request: string): Statement {
	return sql`DELETE FROM loan_day WHERE request_id = ${request}`;
}
