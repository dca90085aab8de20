import type { Erased } from '#lib/households/leaving.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { forgetBucketsOf } from './limits.ts';
import { forgetWhatWasThere } from './reports.ts';

/**
 * Erases the household and all that hangs on it, from the disk too, and says what that was; null when it was gone before. The
 * used claim code stays used, and says nothing.
 */
export async function leave(db: Database, household: string): Promise<Erased | null> {
	const [was] = await db.write([
		sql`SELECT m.emblem, h.zone,
				(SELECT count(*) FROM item WHERE household_id = hh.id) AS items,
				(SELECT count(*) FROM request WHERE household_id = hh.id AND muted_at IS NULL) AS requests,
				(SELECT count(*) FROM session WHERE household_id = hh.id) AS phones,
				(SELECT count(*) FROM contact WHERE household_id = hh.id) AS addresses,
				(SELECT count(*) FROM block WHERE household_id = hh.id) AS blocked,
				(SELECT count(*) FROM history WHERE household_id = hh.id) AS history,
				(SELECT count(*) FROM report WHERE household_id = hh.id) AS reports
			FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id JOIN hall h ON h.id = m.hall_id WHERE hh.id = ${household}`,
		...erasing(sql`SELECT id FROM household WHERE id = ${household}`)
	]);
	// What stands in the way of this does not in the night.
	await db.emptyLog().catch(() => {});
	return (was!.rows[0] as unknown as Erased | undefined) ?? null;
}

/** For a batch: these households, by their ids, are erased with all that hangs on them. The last statement deletes them. */
export function erasing(households: Statement): Statement[] {
	return [
		forgetWhatWasThere(households),
		forgetBucketsOf(households),
		sql`DELETE FROM household AS hh WHERE hh.id IN (${households})`
	];
}
