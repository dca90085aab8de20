import { addDays, daysFrom, isDay } from '#lib/calendar/days.ts';
import type { Moment } from '#lib/loans/asking.ts';
import { endOf, HOURS_TO_ANSWER } from '#lib/loans/steps.ts';
import { isConstraintError } from './db/errors.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { newId } from './keys.ts';
import { takeStep, type Taken } from './loans.ts';

/** The household answers or marks one of its own requests. A proposal needs its moment: `proposeMoment`. */
export async function stepOfLender(
	db: Database,
	household: string,
	request: string,
	name: string,
	now: number
): Promise<Taken> {
	if (name === 'propose') return { refusal: 'too-late' };
	const which = sql`id = ${request} AND household_id = ${household} AND muted_at IS NULL`;
	return takeStep(db, which, name, 'lender', now);
}

/** Whether the household sees a request of that id. */
export async function hasRequest(db: Database, household: string, request: string): Promise<boolean> {
	const rows = await db.read(
		sql`SELECT 1 FROM request r WHERE r.id = ${request} AND r.household_id = ${household} AND r.muted_at IS NULL`
	);
	return rows.length === 1;
}

const HOUR = 3_600_000;

/**
 * Proposes another moment for the same length of time; the borrower has 48 hours to agree. Refused when the thing is lent on
 * one of those days. Of two different moments the first one counts.
 */
export async function proposeMoment(
	db: Database,
	household: string,
	request: string,
	{ day, part }: Moment,
	now: number
): Promise<Taken> {
	if (!isDay(day)) return { refusal: 'too-late' };
	const isLent = sql`EXISTS (SELECT 1 FROM loan_day d WHERE d.household_id = r.household_id AND d.pictogram = r.pictogram
		AND d.day BETWEEN ${day} AND date(${day}, '+' || CAST(julianday(r.until_day) - julianday(r.from_day) AS INTEGER) || ' days'))`;
	const which = sql`r.id = ${request} AND r.household_id = ${household} AND r.muted_at IS NULL`;
	const [, moved] = await db.write([
		sql`INSERT INTO request_step (request_id, state, by, at)
			SELECT r.id, 'proposed', 'lender', ${now} FROM request r
			WHERE ${which} AND r.state = 'asked' AND r.ends_at > ${now} AND NOT ${isLent} ON CONFLICT DO NOTHING`,
		sql`UPDATE request SET state = 'proposed', ends_at = ${endOf('proposed', now)}, proposed_day = ${day}, proposed_part = ${part}
			WHERE changes() = 1 AND id = ${request} AND household_id = ${household} RETURNING id`
	]);
	if (moved!.rows.length === 1) return { done: true };
	const [row] = await db.read<{ isSame: number; isOpen: number }>(sql`
		SELECT r.state = 'proposed' AND r.proposed_day = ${day} AND r.proposed_part = ${part} AS isSame,
			r.state = 'asked' AND r.ends_at > ${now} AS isOpen
		FROM request r WHERE ${which}`);
	if (row?.isSame === 1) return { done: true };
	return { refusal: row?.isOpen === 1 ? 'lent-that-day' : 'too-late' };
}

/**
 * Answers, within 48 hours, a borrower who asks to keep the thing for longer: a yes takes the new days, which the database gives only once.
 * The same answer twice acts once.
 */
export async function answerExtension(
	db: Database,
	household: string,
	request: string,
	answer: 'yes' | 'no',
	now: number
): Promise<Taken> {
	const [row] = await db.read<{ untilDay: string; wishedDay: string | null; declinedAt: number | null }>(sql`
		SELECT r.until_day AS untilDay, r.extension_day AS wishedDay, r.extension_declined_at AS declinedAt FROM request r
		WHERE r.id = ${request} AND r.household_id = ${household} AND r.state = 'handed-over' AND r.muted_at IS NULL
			AND coalesce(r.extension_asked_at, ${now}) > ${now - HOURS_TO_ANSWER * HOUR}`);
	if (!row) return { refusal: 'too-late' };
	const { untilDay, wishedDay, declinedAt } = row;
	if (wishedDay === null) return wasAnswered(answer, declinedAt);
	const which = sql`id = ${request} AND household_id = ${household} AND state = 'handed-over'
		AND until_day = ${untilDay} AND extension_day = ${wishedDay}`;
	try {
		const [answered] = await db.write(
			answer === 'no' ? [refusingDays(which, now)] : givingDays(which, request, untilDay, wishedDay)
		);
		if (answered!.rows.length === 1) return { done: true };
		return await answerExtension(db, household, request, answer, now);
	} catch (error) {
		if (isConstraintError(error, 'loan_day')) return { refusal: 'lent-that-day' };
		throw error;
	}
}

/** No question is open: the same answer came before, or the other one did. */
function wasAnswered(answer: 'yes' | 'no', declinedAt: number | null): Taken {
	return (declinedAt !== null) === (answer === 'no') ? { done: true } : { refusal: 'too-late' };
}

function refusingDays(which: Statement, now: number): Statement {
	return sql`UPDATE request SET extension_day = NULL, extension_asked_at = NULL, extension_declined_at = ${now} WHERE ${which} RETURNING id`;
}

function givingDays(which: Statement, request: string, untilDay: string, wishedDay: string): Statement[] {
	const days = JSON.stringify(daysFrom(addDays(untilDay, 1), wishedDay));
	return [
		sql`UPDATE request SET until_day = extension_day, extension_day = NULL, extension_asked_at = NULL, extension_declined_at = NULL
			WHERE ${which} RETURNING id`,
		sql`INSERT INTO loan_day (household_id, pictogram, day, request_id)
			SELECT r.household_id, r.pictogram, d.value, r.id FROM request r, json_each(${days}) d WHERE changes() = 1 AND r.id = ${request}`
	];
}

/** A request `r` of somebody whom its household blocked. */
export const OF_BLOCKED = sql`EXISTS (SELECT 1 FROM block b WHERE b.household_id = r.household_id
	AND (b.device_hash = r.device_hash OR b.name_hash = r.name_hash))`;

/**
 * Hears no more of whoever made this request, who learns nothing: the question at hand is declined as any other, further
 * ones are muted and end by themselves. A loan under way goes on. Twice is once.
 */
export async function blockBorrower(
	db: Database,
	household: string,
	request: string,
	now: number
): Promise<{ done: true } | { refusal: 'too-late' }> {
	await db.write([
		sql`INSERT INTO block (id, household_id, device_hash, name_hash, pictogram, at)
			SELECT ${newId()}, r.household_id, r.device_hash, r.name_hash, r.pictogram, ${now} FROM request r
			WHERE r.id = ${request} AND r.household_id = ${household} AND r.muted_at IS NULL AND coalesce(r.device_hash, r.name_hash) IS NOT NULL
				AND NOT EXISTS (SELECT 1 FROM block b WHERE b.household_id = r.household_id
					AND b.device_hash IS r.device_hash AND b.name_hash IS r.name_hash)`,
		...decliningBlocked(household, request, now),
		...mutingBlocked(household, now)
	]);
	const [blocked] = await db.read(
		sql`SELECT 1 FROM request r WHERE r.id = ${request} AND r.household_id = ${household} AND ${OF_BLOCKED}`
	);
	return blocked ? { done: true } : { refusal: 'too-late' };
}

/** Also what was proposed to them: an agreement must not come from somebody who is not heard. */
function decliningBlocked(household: string, request: string, now: number): Statement[] {
	return [
		sql`UPDATE request AS r SET state = 'declined', ends_at = ${endOf('declined', now)}
			WHERE r.household_id = ${household} AND (r.state = 'proposed' OR r.state = 'asked' AND r.id = ${request})
				AND r.ends_at > ${now} AND r.muted_at IS NULL AND ${OF_BLOCKED}`,
		sql`INSERT INTO request_step (request_id, state, by, at)
			SELECT r.id, r.state, 'lender', ${now} FROM request r WHERE r.household_id = ${household} AND r.state = 'declined' AND ${OF_BLOCKED}
			ON CONFLICT DO NOTHING`
	];
}

function mutingBlocked(household: string, now: number): Statement[] {
	return [
		sql`UPDATE request AS r SET muted_at = ${now}
			WHERE r.household_id = ${household} AND r.state IN ('waiting', 'called', 'asked') AND r.muted_at IS NULL AND ${OF_BLOCKED}`,
		sql`DELETE FROM notice WHERE household_id = ${household} AND told_at IS NULL
			AND request_id IN (SELECT r.id FROM request r WHERE r.household_id = ${household} AND r.muted_at IS NOT NULL)`
	];
}

export interface Blocked {
	readonly id: string;
	/** What they had asked for. */
	readonly pictogram: string;
	readonly at: number;
}

/** Whom a household hears no more, the last one first. */
export function blockedBy(db: Database, household: string): Promise<Blocked[]> {
	return db.read<Blocked>(
		sql`SELECT id, pictogram, at FROM block WHERE household_id = ${household} ORDER BY at DESC, rowid DESC LIMIT 200`
	);
}

/** Hears somebody again, from their next request on; twice is once. */
export async function unblock(db: Database, household: string, id: string): Promise<void> {
	await db.write([sql`DELETE FROM block WHERE id = ${id} AND household_id = ${household}`]);
}
