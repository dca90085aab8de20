import type { MailboxList } from '#lib/buildings/mailboxList.ts';
import { officeDay } from '#lib/calendar/days.ts';
import { residencesIn, type Scope } from '#lib/server/buildings.ts';
import type { Database } from '#lib/server/db/database.ts';
import { readListFile } from '#lib/server/listFile.ts';
import { importMailboxes, type ImportReport } from '#lib/server/mailboxImport.ts';
import type { Language } from '#lib/text/languages.ts';
import { sayListProblem } from '#lib/text/listProblem.ts';

const MOST_ROWS_SHOWN = 50;

type Bytes = AsyncIterable<Uint8Array>;

const today = () => officeDay(Date.now());

/** What a list would do, or what is wrong with it; nothing is written. */
export async function reviewList(db: Database, { landlordId }: Scope, bytes: Bytes, language: Language) {
	const list = await readListFile(bytes);
	const ignored = { people: list.ignoredPeopleColumns, others: list.ignoredColumns };
	if (list.problems.length > 0) return { problems: problemsOf(list, language), ignored };
	const report = await importMailboxes(db, landlordId, list, { today: today(), dryRun: true });
	return { report, changesNothing: changesNothing(report), rows: firstRows(list), ignored };
}

function problemsOf({ problems, moreProblems }: MailboxList, language: Language) {
	return {
		count: problems.length + moreProblems,
		more: moreProblems,
		rows: problems.map((problem) => ({
			line: String(problem.line),
			column: problem.column ?? '',
			value: problem.value ?? '',
			toDo: sayListProblem(language, problem)
		}))
	};
}

function changesNothing({ residences, buildings, halls, mailboxes }: ImportReport): boolean {
	return residences + buildings + halls.added + halls.changed + mailboxes.added + mailboxes.changed === 0;
}

function firstRows({ halls }: MailboxList) {
	const rows: { place: string; building: string; entrance: string; address: string; mailbox: string }[] = [];
	for (const { residence, building, entrance, mailboxes, ...at } of halls) {
		const address = [at.address, `${at.postcode} ${at.city}`.trim()].filter((part) => part !== '').join(', ');
		for (const { label } of mailboxes) {
			if (rows.length === MOST_ROWS_SHOWN) return rows;
			rows.push({ place: residence, building, entrance, address, mailbox: label });
		}
	}
	return rows;
}

export interface Receipt {
	readonly report: ImportReport;
	/** The key of the list's residence, when it has one only. */
	readonly residence: string | null;
}

/** Imports a list that was reviewed. Throws when it has problems: such a list is never kept. */
export async function importReviewed(db: Database, scope: Scope, bytes: Bytes): Promise<Receipt> {
	const list = await readListFile(bytes);
	if (list.problems.length > 0) throw new Error('A list with problems was kept to be imported');
	const report = await importMailboxes(db, scope.landlordId, list, { today: today() });
	const names = new Set(list.halls.map(({ residence }) => residence));
	const keys = (await residencesIn(db, scope)).filter(({ name }) => names.has(name)).map(({ key }) => key);
	return { report, residence: keys.length === 1 ? keys[0]! : null };
}
