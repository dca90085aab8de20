import type { MailboxList } from '#lib/buildings/mailboxList.ts';
import type { Day } from '#lib/calendar/days.ts';
import type { Database } from './db/database.ts';
import { isConstraintError } from './db/errors.ts';
import { sql, type Statement } from './db/statement.ts';
import {
	changeKinds,
	findChanges,
	type ChangeKind,
	type ChangeSink,
	type ImportReport
} from './listChanges.ts';
import { writing, type ChangeRows } from './listWriting.ts';

export type { ImportReport };

const ROWS_AT_ONCE = 5_000;

interface Importing {
	readonly today: Day;
	/** From when on the new letters of mailboxes that come back count; without it, from the beginning of the day. */
	readonly now?: number;
	readonly dryRun?: boolean;
	readonly also?: (report: ImportReport) => readonly Statement[];
}

/**
 * Puts a list's places into the database, all or nothing, without anybody looking at it first: for the command, the demo and
 * tests. A place that is there already keeps its code and its emblem; one that is missing from the list stays. The same list
 * twice changes nothing. With `dryRun` it only tells what it would do. `also` is written with it, if it changes anything. It holds all of the list; see listDrafts.ts for large ones.
 */
export async function importMailboxes(
	db: Database,
	landlordId: number,
	list: MailboxList,
	{ today, now = Date.parse(today), dryRun = false, also = () => [] }: Importing
): Promise<ImportReport> {
	for (let tries = 1; ; tries++) {
		const found = new Map<ChangeKind, object[]>();
		const report = await findChanges(db, landlordId, list.halls, { today, sink: gathering(found) });
		const statements = statementsOf(found, landlordId, { today, at: now });
		if (dryRun || statements.length === 0) return report;
		try {
			await db.write([...statements, ...also(report)]);
			return report;
		} catch (error) {
			// Another import of the same landlord came between: look again at what is there.
			if (!isConstraintError(error) || tries === 3) throw error;
		}
	}
}

/** What is missing from the list stays. */
const STAYING: readonly ChangeKind[] = ['mailbox-gone', 'hall-gone'];

const gathering = (found: Map<ChangeKind, object[]>): ChangeSink => ({
	async change(kind, row) {
		const rows = found.get(kind) ?? [];
		if (rows.push(row) === 1) found.set(kind, rows);
	},
	async difference() {},
	async compared() {}
});

/** One statement for each 5,000 rows, which go as one JSON text. */
function statementsOf(
	found: Map<ChangeKind, object[]>,
	landlordId: number,
	when: Pick<ChangeRows, 'today' | 'at'>
) {
	return changeKinds
		.filter((kind) => !STAYING.includes(kind))
		.flatMap((kind) => inParts(found.get(kind) ?? []).map((part) => [kind, part] as const))
		.flatMap(([kind, part]) =>
			writing[kind]({
				landlordId,
				rows: sql`(SELECT value FROM json_each(${JSON.stringify(part)}))`,
				...when
			})
		);
}

const inParts = (rows: readonly object[]) =>
	Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, i) =>
		rows.slice(i * ROWS_AT_ONCE, (i + 1) * ROWS_AT_ONCE)
	);
