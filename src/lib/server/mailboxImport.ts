import type { MailboxList } from '#lib/buildings/mailboxList.ts';
import type { Day } from '#lib/calendar/days.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import {
	changeKinds,
	findChanges,
	type ChangeKind,
	type ChangeSink,
	type ImportReport
} from './listChanges.ts';
import { writing, type ChangeRows } from './listWriting.ts';
import { withPlaces } from './placeVersion.ts';

export type { ImportReport };

const ROWS_AT_ONCE = 5_000;

interface Importing {
	readonly today: Day;
	/** From when on the new letters of mailboxes that come back count; without it, from the beginning of the day. */
	readonly now?: number;
	readonly dryRun?: boolean;
	readonly also?: (report: ImportReport) => readonly Statement[];
	/** What makes new letters for the mailboxes that the list frees (their codes), once its places are there. */
	readonly free?: (mailboxes: readonly string[]) => Promise<void>;
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
	{ today, now = Date.parse(today), dryRun = false, also = () => [], free = async () => {} }: Importing
): Promise<ImportReport> {
	const { report, freed } = await withPlaces(db, landlordId, async (still) => {
		const found = new Map<ChangeKind, object[]>();
		const report = await findChanges(db, landlordId, list.halls, { today, sink: gathering(found) });
		const statements = statementsOf(found, landlordId, { today, at: now, now });
		if (!dryRun && statements.length > 0) await db.write([still, ...statements, ...also(report)]);
		return { report, freed: (found.get('freed') ?? []) as { code: string }[] };
	});
	if (!dryRun && freed.length > 0) await free(freed.map(({ code }) => code));
	return report;
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
	when: Pick<ChangeRows, 'today' | 'at' | 'now'>
) {
	return changeKinds
		.filter((kind) => !STAYING.includes(kind))
		.flatMap((kind) => inParts(found.get(kind) ?? []).map((part) => [kind, part] as const))
		.flatMap(([kind, part]) =>
			writing[kind]({
				landlordId,
				rows: sql`(SELECT value FROM json_each(${JSON.stringify(part)}))`,
				count: part.length,
				...when
			})
		);
}

const inParts = (rows: readonly object[]) =>
	Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, i) =>
		rows.slice(i * ROWS_AT_ONCE, (i + 1) * ROWS_AT_ONCE)
	);
