import { endOf, type Step, type StepName } from '#lib/loans/steps.ts';
import { MINUTES_TO_UNDO, undoOf, type LastStep } from '#lib/loans/undo.ts';
import type { Database } from './db/database.ts';
import { isConstraintError } from './db/errors.ts';
import { sql, type Statement } from './db/statement.ts';
import { forgettingLoan } from './history.ts';
import { OF_BLOCKED } from './lending.ts';
import { freeingDays, takingDays, type Taken } from './loans.ts';

const MINUTE = 60_000;

/** A tap of the household's that can still be taken back. */
export interface Tap {
	readonly request: string;
	readonly pictogram: string;
	readonly name: StepName;
	/** When it was made: which tap it is. */
	readonly at: number;
	readonly until: number;
}

/** What a household may take back now, the last tap first. */
export async function tapsToUndo(db: Database, household: string, now: number): Promise<Tap[]> {
	const rows = await db.read<Tapped>(tapped(household, sql`s.at > ${now - MINUTES_TO_UNDO * MINUTE}`));
	return rows.flatMap((row) => {
		const undo = undoOf(row, now);
		if (!undo) return [];
		const { request, pictogram, at } = row;
		return [{ request, pictogram, name: undo.step.name, at, until: undo.until }];
	});
}

/**
 * Takes a tap back, once: the request stands where it stood before. Refused after some minutes, and when the world moved on.
 * The same form again is done, as long as nothing came after it.
 */
export async function undoTap(
	db: Database,
	household: string,
	request: string,
	at: number,
	now: number
): Promise<Taken> {
	const [row] = await db.read<Tapped>(tapped(household, sql`r.id = ${request} AND s.at = ${at}`));
	const undo = row && undoOf(row, now);
	if (!undo) return wasUndone(db, household, request, at);
	try {
		await db.write(undoing(row, undo.step));
		return { done: true };
	} catch (error) {
		if (isConstraintError(error, 'loan_day')) return { refusal: 'lent-that-day' };
		if (!isConstraintError(error, 'request_step')) throw error;
		return wasUndone(db, household, request, at);
	}
}

interface Tapped extends LastStep {
	readonly request: string;
	readonly pictogram: string;
	readonly fromDay: string;
	readonly untilDay: string;
}

function tapped(household: string, which: Statement): Statement {
	return sql`
		SELECT r.id AS request, r.pictogram, r.from_day AS fromDay, r.until_day AS untilDay, r.state, s.by, s.at,
			b.state AS "before", b.at AS beforeAt
		FROM request r CROSS JOIN request_step s ON s.request_id = r.id AND s.state = r.state
			LEFT JOIN request_step b ON b.request_id = r.id AND b.rowid = (
				SELECT max(p.rowid) FROM request_step p WHERE p.request_id = r.id AND p.state NOT IN (r.state, 'undone'))
		WHERE r.household_id = ${household} AND s.by = 'lender' AND ${which} AND ${NOTHING_CAME_SINCE}
		ORDER BY s.at DESC, s.rowid DESC LIMIT 20`;
}

/**
 * Of a request `r`: nobody relies on its last step yet. Somebody who is not heard any more asks nothing anew; who asks to keep
 * a thing, or thanks for it, had it; and what was lent on, or promised to whom it was kept for, is not at the borrower's.
 */
const NOTHING_CAME_SINCE = sql`r.muted_at IS NULL AND CASE r.state
	WHEN 'handed-over' THEN r.extension_asked_at IS NULL AND r.extension_declined_at IS NULL
	WHEN 'given-back' THEN r.thanks IS NULL AND NOT EXISTS (SELECT 1 FROM request o
		WHERE o.household_id = r.household_id AND o.pictogram = r.pictogram
			AND (o.state = 'handed-over' OR o.state = 'called' AND o.muted_at IS NULL))
	ELSE NOT ${OF_BLOCKED} END`;

/**
 * The tap leaves no step of its own, only that it was taken back. Whoever comes second moves nothing: then that
 * row has no state, and the whole batch is refused.
 */
function undoing({ request, at, beforeAt, fromDay, untilDay }: Tapped, step: Step): Statement[] {
	const proposing = step.name === 'propose' ? sql`, proposed_day = NULL, proposed_part = NULL` : sql``;
	return [
		sql`UPDATE request AS r SET state = ${step.from}, ends_at = coalesce(${endOf(step.from, beforeAt ?? at)}, r.ends_at)${proposing}
			WHERE r.id = ${request} AND r.state = ${step.to} AND ${NOTHING_CAME_SINCE}
				AND EXISTS (SELECT 1 FROM request_step s WHERE s.request_id = r.id AND s.state = r.state AND s.by = 'lender' AND s.at = ${at})`,
		sql`INSERT OR REPLACE INTO request_step (request_id, state, by, at)
			SELECT r.id, iif(changes() = 1, 'undone', NULL), 'lender', ${at} FROM request r WHERE r.id = ${request}`,
		sql`DELETE FROM request_step WHERE request_id = ${request} AND state = ${step.to}`,
		...(step.to === 'accepted' ? [freeingDays(request)] : []),
		...(step.to === 'given-back' ? [takingDays(request, fromDay, untilDay), forgettingLoan(request, at)] : [])
	];
}

/** The same form did it before. */
async function wasUndone(db: Database, household: string, request: string, at: number): Promise<Taken> {
	const rows = await db.read(sql`
		SELECT 1 FROM request r CROSS JOIN request_step u ON u.request_id = r.id AND u.state = 'undone' AND u.at = ${at}
		WHERE r.id = ${request} AND r.household_id = ${household}
			AND NOT EXISTS (SELECT 1 FROM request_step s WHERE s.request_id = r.id AND s.rowid > u.rowid)`);
	return rows.length === 1 ? { done: true } : { refusal: 'too-late' };
}
