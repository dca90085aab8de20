import type { ListProblem } from '#lib/buildings/listProblems.ts';
import type { ListRow } from '#lib/buildings/listRow.ts';
import { readMailboxList } from '#lib/buildings/mailboxList.ts';
import { officeDay } from '#lib/calendar/days.ts';
import type { placesBrought, placesReport, PlaceRow } from '#lib/exchange/shapes.ts';
import type { InferOutput } from 'valibot';
import { auditing, type Actor } from './audit.ts';
import type { Database } from './db/database.ts';
import { importMailboxes, type ImportReport } from './mailboxImport.ts';

/** What a list calls these columns, too. */
const FIELDS = [
	'residence',
	'building',
	'entrance',
	'address',
	'postcode',
	'city',
	'mailbox',
	'mailboxes',
	'language',
	'reference'
] as const satisfies readonly (keyof PlaceRow)[];

/** A problem of a row (from 0; null: of all of them) and of one of its fields. */
export interface RowProblem {
	readonly row: number | null;
	readonly field: string | null;
	readonly problem: ListProblem;
}

/** Puts places there that software brings: read as a list is, by the same rules, all or nothing. */
export async function bringPlaces(
	db: Database,
	actor: Actor,
	{ rows, dryRun = false }: InferOutput<typeof placesBrought>,
	now: number
): Promise<InferOutput<typeof placesReport> | { problems: RowProblem[]; moreProblems: number }> {
	const list = await readMailboxList(asList(rows));
	if (list.problems.length > 0)
		return { problems: list.problems.map(rowProblem), moreProblems: list.moreProblems };
	let written = false;
	const writingDown = ({ halls, mailboxes }: ImportReport) => {
		written = true;
		const about = { halls: halls.added + halls.back, mailboxes: mailboxes.added + mailboxes.back };
		return [auditing(actor, 'places-brought', about, now)];
	};
	const how = { today: officeDay(now), now, dryRun, also: writingDown };
	const report = await importMailboxes(db, actor.landlordId, list, how);
	const { residences, buildings, halls, mailboxes } = report;
	const { added, changed, same } = mailboxes;
	return {
		written,
		residences,
		buildings,
		halls: { added: halls.added, changed: halls.changed },
		mailboxes: { added, changed, same }
	};
}

/** Only columns that some row fills: a list without residences names them by their address. */
function asList(rows: readonly PlaceRow[]): ListRow[] {
	const fields = FIELDS.filter((field) => rows.some((row) => row[field]));
	const cells = (row: PlaceRow) => fields.map((field) => row[field] ?? '');
	return [{ line: 1, cells: [...fields] }, ...rows.map((row, i) => ({ line: i + 2, cells: cells(row) }))];
}

function rowProblem(problem: ListProblem): RowProblem {
	return { row: problem.line >= 2 ? problem.line - 2 : null, field: problem.column, problem };
}
