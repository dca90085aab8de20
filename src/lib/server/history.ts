import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';

/** A loan that is over, as its lender remembers it: nothing of who had it. */
export interface PastLoan {
	readonly pictogram: string;
	readonly fromDay: string;
	readonly untilDay: string;
	/** A drawing of `catalogue/thanks.ts`. */
	readonly thanks: string | null;
}

/** The past loans of a household that keeps them, the last one first; null when it keeps none. */
export async function historyOf(db: Database, household: string): Promise<PastLoan[] | null> {
	const [row] = await db.read<{ since: number | null }>(
		sql`SELECT history_since AS since FROM household WHERE id = ${household}`
	);
	if (!row || row.since === null) return null;
	return db.read<PastLoan>(sql`
		SELECT pictogram, from_day AS fromDay, until_day AS untilDay, thanks FROM history
		WHERE household_id = ${household} ORDER BY id DESC LIMIT 1000`);
}

/** Past loans are kept from now on; twice is once. */
export async function keepHistory(db: Database, household: string, now: number): Promise<void> {
	await db.write([
		sql`UPDATE household SET history_since = ${now} WHERE id = ${household} AND history_since IS NULL`
	]);
}

/** None is kept any more, and what was kept is erased. */
export async function forgetHistory(db: Database, household: string): Promise<void> {
	await db.write([
		sql`UPDATE household SET history_since = NULL WHERE id = ${household}`,
		sql`DELETE FROM history WHERE household_id = ${household}`
	]);
}

/** For the batch of a give-back, which is written once or not at all; `which` is a condition on `request`. */
export function rememberingLoans(which: Statement): Statement {
	return sql`
		INSERT INTO history (household_id, pictogram, from_day, until_day, thanks)
		SELECT request.household_id, request.pictogram, request.from_day, request.until_day, request.thanks
		FROM request CROSS JOIN household hh ON hh.id = request.household_id
		WHERE ${which} AND hh.history_since IS NOT NULL`;
}

/** For the batch of a give-back that is taken back: what was remembered of it at its instant, if anything, is not remembered. */
export function forgettingLoan(request: string, givenBackAt: number): Statement {
	return sql`
		DELETE FROM history WHERE id = (
			SELECT max(h.id) FROM request r CROSS JOIN household hh ON hh.id = r.household_id AND hh.history_since <= ${givenBackAt}
				CROSS JOIN history h ON h.household_id = r.household_id AND h.pictogram = r.pictogram
					AND h.from_day = r.from_day AND h.until_day = r.until_day AND h.thanks IS r.thanks
			WHERE r.id = ${request})`;
}

/** For the batch of a thank-you, `which` a condition on its request: the remembered loan keeps the drawing. */
export function rememberingThanks(which: Statement): Statement {
	return sql`
		UPDATE history SET thanks = r.thanks FROM request r
		WHERE ${which} AND r.state = 'given-back' AND history.household_id = r.household_id
			AND history.pictogram = r.pictogram AND history.from_day = r.from_day AND history.until_day = r.until_day`;
}
