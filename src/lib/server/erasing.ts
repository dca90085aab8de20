import { DAYS_OF_THREAD_AFTER_END, DAYS_OF_TICKET_AFTER_END, isEnd, states } from '#lib/loans/steps.ts';
import { keptFor } from '#lib/protection/keptFor.ts';
import { forgetUnconfirmed } from './contacts.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { forgetOperators } from './operators.ts';
import { forgetReports } from './reports.ts';

const DAY = 24 * 3_600_000;
const { noticeDays, wishDays, outboxDays } = keptFor;

/** Requests that one batch changes: others write in between. */
const AT_ONCE = 500;

/** How long a request is there after its ticket died. */
const KEPT_WITHOUT_TICKET = (DAYS_OF_THREAD_AFTER_END - DAYS_OF_TICKET_AFTER_END) * DAY;
/** The plus keeps the database from going through all ended requests by their state. */
const IS_OVER = sql`+state IN (SELECT value FROM json_each(${JSON.stringify(states.filter(isEnd))}))`;

/** Erases what is not kept any longer. What belongs to a household goes with it at once; this is the rest. Twice is once. */
export async function eraseOld(db: Database, now: number): Promise<void> {
	await inPieces(db, erasingThreads(now));
	await inPieces(db, killingTickets(now));
	await db.write([
		sql`DELETE FROM notice WHERE told_at <= ${now - noticeDays * DAY}`,
		sql`DELETE FROM notice WHERE told_at IS NULL AND useless_at <= ${now - noticeDays * DAY}`,
		sql`DELETE FROM outbox WHERE created_at <= ${now - outboxDays * DAY}`,
		sql`DELETE FROM transfer WHERE expires_at <= ${now}`,
		sql`DELETE FROM sign_in_link WHERE expires_at <= ${now}`,
		sql`DELETE FROM wish WHERE at <= ${now - wishDays * DAY}`,
		sql`DELETE FROM history WHERE NOT EXISTS
			(SELECT 1 FROM household hh WHERE hh.id = history.household_id AND hh.history_since IS NOT NULL)`,
		forgetUnconfirmed(now),
		forgetOperators(now),
		...forgetReports(now)
	]);
	await db.emptyLog();
}

async function inPieces(db: Database, statement: Statement): Promise<void> {
	for (;;) {
		const [done] = await db.write([statement]);
		if (done!.changes < AT_ONCE) return;
		await new Promise(setImmediate);
	}
}

/** A ticket whose time is over opens nothing, whoever asks: no ticket has such a hash. The last that died comes first. */
function killingTickets(now: number): Statement {
	return sql`UPDATE request SET ticket_hash = 'dead ' || id WHERE id IN (
		SELECT id FROM request WHERE ends_at <= ${now} AND ${IS_OVER} AND ticket_hash NOT LIKE 'dead %' ORDER BY ends_at DESC LIMIT ${AT_ONCE})`;
}

function erasingThreads(now: number): Statement {
	return sql`DELETE FROM request WHERE id IN (
		SELECT id FROM request WHERE ends_at <= ${now - KEPT_WITHOUT_TICKET} AND ${IS_OVER} LIMIT ${AT_ONCE})`;
}
