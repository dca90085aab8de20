import {
	isMeaning,
	isPeopleColumn,
	guessed,
	readListHeader,
	type HeaderProblem,
	type Meaning
} from '#lib/buildings/listColumns.ts';
import { rowProblem, type ListProblem, type ListProblemReason } from '#lib/buildings/listProblems.ts';
import { cellsToKeep, isBlank, type ListRow } from '#lib/buildings/listRow.ts';
import { mostRows } from '#lib/buildings/mailboxList.ts';
import { MOST_NEW_LETTERS_A_DAY } from '#lib/buildings/newLetter.ts';
import { placeKey } from '#lib/buildings/placeName.ts';
import { oneLine } from '#lib/text/line.ts';
import type { Actor } from './audit.ts';
import type { Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { isDiskFull } from './disk.ts';
import { DatabaseFull } from './db/errors.ts';
import { sql, type Statement } from './db/statement.ts';
import { newId } from './keys.ts';
import type { ChangeKind, HallDifference, ImportReport } from './listChanges.ts';
import { readRows } from './listFile.ts';
import { doneAlone } from './newLetters.ts';

/** Bytes of a list that somebody may send with a form. */
export const MOST_LIST_BYTES = 200_000_000;

/** Lists of one landlord that wait at once. */
export const MOST_DRAFTS = 20;

/** How long a list waits that nobody imports; then it goes, with all that it said. */
export const DRAFT_DAYS = 30;

/** How long an import can be undone. */
export const UNDO_HOURS = 24;

/** How long it stands in the list of past imports. */
const HISTORY_DAYS = 365;

/** A difference is of places as they were: after so long they are compared again before they are imported. */
export const COMPARED_FOR_MS = 3_600_000;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Rows that stand together in the database. */
const ROWS_OF_PART = 1_000;

export type DraftState =
	| 'reading'
	| 'columns'
	| 'checking'
	| 'checked'
	| 'importing'
	| 'freeing'
	| 'imported'
	| 'undoing'
	| 'undone';

export interface DraftColumn {
	readonly title: string;
	/** About people: never read, and nothing of it is kept. */
	readonly isPeople: boolean;
}

/** What was found in a list; `list` is there when nothing is wrong with it. */
export interface DraftReport {
	readonly problems: number;
	readonly counts: Partial<Record<ListProblemReason, number>>;
	readonly problemPages: number;
	readonly list: ImportReport | null;
	/** Who had it imported was somebody else than who brought it or changed it last. */
	readonly byTwo?: true;
	/** The version of the places that it was compared with (placeVersion.ts). */
	readonly places?: number;
	/** Where the changes stand: kind, number of the part, how many. */
	readonly parts: readonly (readonly [ChangeKind, number, number])[];
	readonly pages: { readonly changed: number; readonly gone: number };
	/** New mailboxes that an undoing left: a kit was ordered or made. */
	readonly left?: number;
	/** Of mailboxes that were freed: how many letters were made, or whether somebody else is asked. */
	readonly letters?: { readonly made: number } | { readonly approval: string };
}

export interface DraftView {
	readonly key: string;
	readonly fileName: string;
	readonly state: DraftState;
	readonly columns: readonly DraftColumn[];
	readonly meanings: readonly Meaning[];
	readonly rows: number;
	/** From none to twice the rows: they are read, then compared. */
	readonly rowsDone: number;
	readonly isWhole: boolean;
	readonly by: string | null;
	readonly createdAt: number;
	readonly importedAt: number | null;
	readonly undoneAt: number | null;
	readonly report: DraftReport | null;
	readonly failure: DraftFailure | null;
}

export type DraftFailure = 'fault' | 'places-changed';

export interface SentList {
	/** Asked once the first bytes are there: before that a form has not told it. */
	readonly fileName: string;
	readonly bytes: AsyncIterable<Uint8Array>;
}

export type ListRefusal = 'nothing-sent' | 'too-many' | 'disk-full';
export type KeptList = { key: string } | { refusal: ListRefusal } | { problems: ListProblem[] };

/**
 * Keeps a list as a draft, row by row as it comes in; nothing of it is imported yet. Of columns about people, and of whoever
 * seems to stand in another column, nothing is kept. A file that can be read no further leaves no draft.
 */
export async function keepList(
	db: Database,
	actor: Actor,
	sent: SentList,
	{ now, most = MOST_LIST_BYTES }: { now: () => number; most?: number }
): Promise<KeptList> {
	const draft = new DraftBeingKept(db, actor, sent, now);
	const source = sent.bytes[Symbol.asyncIterator]();
	try {
		for await (const row of readRows(leftOpen(source), most)) await draft.take(row);
		return await draft.end();
	} catch (error) {
		await draft.drop();
		if (isDiskFull(error) || error instanceof DatabaseFull) return { refusal: 'disk-full' };
		throw error;
	} finally {
		// Who sends reads no answer before all is taken.
		while (!(await source.next()).done);
	}
}

/** The same bytes; whoever stops reading leaves the rest where it is. */
async function* leftOpen(source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
	for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
}

const MOST_FILE_NAME = 100;

const shownFileName = (name: string) => [...oneLine(name)].slice(-MOST_FILE_NAME).join('');

class DraftBeingKept {
	readonly #key = newId();
	#id: number | null = null;
	#rows = 0;
	#part: unknown[][] = [];
	#columns: ReturnType<typeof keptColumns> = [];
	#refused: KeptList | null = null;

	constructor(
		private readonly db: Database,
		private readonly actor: Actor,
		private readonly sent: SentList,
		private readonly now: () => number
	) {}

	async take(row: ListRow | ListProblem): Promise<void> {
		if (this.#refused) return;
		if ('reason' in row) this.#refused = { problems: [row] };
		else if (row.cells.every(isBlank)) return;
		else if (this.#id === null) await this.#begin(row);
		else if (this.#rows === mostRows)
			this.#refused = { problems: [rowProblem(row.line, 'too-many-rows', { max: mostRows })] };
		else await this.#keep(row);
	}

	async end(): Promise<KeptList> {
		if (!this.#refused && this.#rows === 0)
			this.#refused =
				this.#id === null ? { refusal: 'nothing-sent' } : { problems: [rowProblem(1, 'no-rows')] };
		if (this.#refused) {
			await this.drop();
			return this.#refused;
		}
		await this.#flush();
		await this.db.write([
			sql`UPDATE list_draft SET state = 'columns', rows = ${this.#rows}, beat_at = NULL WHERE id = ${this.#id} AND landlord_id = ${this.actor.landlordId}`
		]);
		return { key: this.#key };
	}

	async drop(): Promise<void> {
		if (this.#id === null) return;
		await this.db.write([
			sql`DELETE FROM list_draft WHERE id = ${this.#id} AND landlord_id = ${this.actor.landlordId}`
		]);
	}

	async #begin({ line, cells }: ListRow): Promise<void> {
		const { titles, problems } = readListHeader(cells);
		const hopeless = problems.filter(({ reason }) => HOPELESS.has(reason));
		if (hopeless.length > 0) {
			this.#refused = { problems: hopeless.map((found) => ({ line, value: null, ...found })) };
			return;
		}
		const remembered = await meaningsRemembered(this.db, this.actor, titles);
		this.#columns = keptColumns(titles, remembered);
		const { landlordId, staffId } = this.actor;
		const [made] = await this.db.write([
			sql`INSERT INTO list_draft (landlord_id, key, staff_id, file_name, titles, meanings, rows, state, created_at, beat_at)
				SELECT ${landlordId}, ${this.#key}, ${staffId}, ${shownFileName(this.sent.fileName)}, ${JSON.stringify(
					this.#columns.map(({ title, isPeople }) => ({ title, isPeople }))
				)}, ${JSON.stringify(this.#columns.map(({ meaning }) => meaning))}, 0, 'reading', ${this.now()}, ${this.now()}
				WHERE ${MOST_DRAFTS} > (SELECT count(*) FROM list_draft WHERE landlord_id = ${landlordId} AND imported_at IS NULL) RETURNING id`
		]);
		this.#id = (made!.rows[0]?.id as number | undefined) ?? null;
		if (this.#id === null) this.#refused = { refusal: 'too-many' };
	}

	async #keep({ line, cells }: ListRow): Promise<void> {
		this.#rows++;
		const kept = cellsToKeep(cells, this.#columns);
		while (kept.length < this.#columns.length) kept.push('');
		if (this.#part.push([line, ...kept]) === ROWS_OF_PART) await this.#flush();
	}

	/** A part is named by its first line: so the part of a line is found. */
	async #flush(): Promise<void> {
		const [first] = this.#part;
		if (!first) return;
		const json = JSON.stringify(this.#part);
		this.#part = [];
		await this.db.write([
			sql`INSERT INTO list_draft_part (draft_id, kind, n, json) VALUES (${this.#id}, 'rows', ${first[0] as number}, ${json})`,
			sql`UPDATE list_draft SET rows = ${this.#rows}, beat_at = ${this.now()} WHERE id = ${this.#id} AND landlord_id = ${this.actor.landlordId}`
		]);
	}
}

/** What no choice of columns can mend. */
const HOPELESS: ReadonlySet<HeaderProblem['reason']> = new Set(['too-many-columns', 'forbidden-column']);

/** Columns that say where something is: what looks like a person there is a place called after one. */
const PLACES: ReadonlySet<Meaning> = new Set<Meaning>([
	'residence',
	'building',
	'entrance',
	'address',
	'streetName',
	'city'
]);

function keptColumns(titles: readonly string[], meanings: readonly Meaning[]) {
	return titles.map((title, index) => {
		const meaning = meanings[index] ?? '';
		return { title, isPeople: isPeopleColumn(title), meaning, mayHoldPeople: !PLACES.has(meaning) };
	});
}

/** What each title means: as this landlord said before, else by its name; the second of two alike is not read. */
async function meaningsRemembered(
	db: Database,
	{ landlordId }: Actor,
	titles: readonly string[]
): Promise<Meaning[]> {
	const rows = await db.read<{ title: string; field: string }>(
		sql`SELECT title, field FROM column_meaning WHERE landlord_id = ${landlordId} AND title IN (SELECT value FROM json_each(${JSON.stringify(titles.map(placeKey))}))`
	);
	const said = new Map(rows.map(({ title, field }) => [title, field]));
	const keys = titles.map(placeKey);
	return titles.map((title, index) => {
		if (keys.indexOf(keys[index]!) < index) return '';
		const field = said.get(keys[index]!);
		return field !== undefined && isMeaning(field) ? field : guessed(title);
	});
}

const VIEW = sql`d.id, d.key, d.file_name AS fileName, d.state, d.titles, d.meanings, d.rows, d.rows_done AS rowsDone, d.is_whole AS isWhole,
	s.email AS "by", d.created_at AS createdAt, d.imported_at AS importedAt, d.undone_at AS undoneAt, d.report, d.failure, d.beat_at AS beatAt`;

interface DraftRow extends Omit<DraftView, 'columns' | 'meanings' | 'report' | 'isWhole'> {
	readonly id: number;
	readonly titles: string;
	readonly meanings: string;
	readonly report: string | null;
	readonly isWhole: number;
}

const viewOf = ({ id: _, titles, meanings, report, isWhole, ...row }: DraftRow): DraftView => ({
	...row,
	isWhole: isWhole === 1,
	columns: JSON.parse(titles) as DraftColumn[],
	meanings: JSON.parse(meanings) as Meaning[],
	report: report === null ? null : (JSON.parse(report) as DraftReport)
});

/** The lists of a landlord that wait or were imported, the last one first. */
export async function listsIn(db: Database, { landlordId }: Scope): Promise<DraftView[]> {
	const rows = await db.read<DraftRow>(
		sql`SELECT ${VIEW} FROM list_draft d LEFT JOIN staff s ON s.id = d.staff_id WHERE d.landlord_id = ${landlordId}
			ORDER BY d.created_at DESC, d.id DESC LIMIT 50`
	);
	return rows.map(viewOf);
}

/** One list; null when there is none, or it is another landlord's. */
export async function listDraft(db: Database, { landlordId }: Scope, key: string): Promise<DraftView | null> {
	const [row] = await db.read<DraftRow>(
		sql`SELECT ${VIEW} FROM list_draft d LEFT JOIN staff s ON s.id = d.staff_id WHERE d.landlord_id = ${landlordId} AND d.key = ${key}`
	);
	return row ? viewOf(row) : null;
}

const SAMPLES = 3;

/** The first values that stand in each column. */
export async function samplesOf(db: Database, { landlordId }: Scope, key: string): Promise<string[][]> {
	const [part] = await db.read<{ json: string }>(
		sql`SELECT p.json FROM list_draft d JOIN list_draft_part p ON p.draft_id = d.id AND p.kind = 'rows'
			WHERE d.landlord_id = ${landlordId} AND d.key = ${key} ORDER BY p.n LIMIT 1`
	);
	const rows = part ? (JSON.parse(part.json) as [number, ...string[]][]) : [];
	const width = rows[0]?.length ?? 1;
	return Array.from({ length: width - 1 }, (_, index) => {
		const values = new Set(rows.map((row) => oneLine(String(row[index + 1] ?? ''))));
		return [...values].filter((value) => value !== '' && value !== '@').slice(0, SAMPLES);
	});
}

export type ColumnProblem = HeaderProblem;

/** Says what each column means, and has the list read with that; it is remembered for the next list. */
export async function chooseColumns(
	db: Database,
	{ landlordId, staffId }: Pick<Actor, 'landlordId' | 'staffId'>,
	draft: DraftView,
	meanings: readonly Meaning[],
	now: number
): Promise<{ problems: ColumnProblem[] } | { checking: boolean }> {
	const titles = draft.columns.map(({ title }) => title);
	const { problems } = readListHeader(titles, meanings);
	if (problems.length > 0) return { problems };
	const said = draft.columns.flatMap(({ title, isPeople }, index) =>
		isPeople || title === '' ? [] : [{ title: placeKey(title), field: meanings[index] ?? '' }]
	);
	const [begun] = await db.write([
		sql`UPDATE list_draft SET meanings = ${JSON.stringify(meanings)}, staff_id = ${staffId}, ${CHECKING}
			WHERE landlord_id = ${landlordId} AND key = ${draft.key} AND state IN ('columns', 'checked') AND created_at <= ${now}`,
		sql`INSERT INTO column_meaning (landlord_id, title, field)
			SELECT ${landlordId}, value ->> 'title', value ->> 'field' FROM json_each(${JSON.stringify(said)}) WHERE changes() > 0
			ON CONFLICT (landlord_id, title) DO UPDATE SET field = excluded.field`
	]);
	return { checking: begun!.changes === 1 };
}

/** A new piece of work: attempts go on from the next ten, so that no earlier worker takes it for its own. */
const ANEW = sql`attempts = attempts - attempts % 10 + 10, rows_done = 0, beat_at = NULL, failure = NULL`;
const CHECKING = sql`state = 'checking', ${ANEW}`;

/** One thing to mend: another value for a cell, for all cells of its column that hold the same, or the row left out. */
export type Mend =
	| { readonly line: number; readonly column: number; readonly to: string; readonly everywhere: boolean }
	| { readonly line: number; readonly out: true };

/** Mends a list that was checked, and has it checked again. False when there is none to mend. */
export async function mendList(
	db: Database,
	{ landlordId, staffId }: Pick<Actor, 'landlordId' | 'staffId'>,
	key: string,
	mends: readonly Mend[]
): Promise<boolean> {
	const draft = sql`(SELECT id FROM list_draft WHERE landlord_id = ${landlordId} AND key = ${key} AND state = 'checked')`;
	const results = await db.write([
		...mends.map((mend) => mending(draft, mend)),
		sql`UPDATE list_draft SET staff_id = ${staffId}, ${CHECKING} WHERE landlord_id = ${landlordId} AND key = ${key} AND state = 'checked'`
	]);
	return results.at(-1)!.changes === 1;
}

function mending(draft: Statement, mend: Mend): Statement {
	const part = sql`(SELECT max(p.n) FROM list_draft_part p WHERE p.draft_id = ${draft} AND p.kind = 'rows' AND p.n <= ${mend.line})`;
	const here = sql`draft_id = ${draft} AND kind = 'rows' AND n = ${part}`;
	const isRow = sql`e.value ->> 0 = ${mend.line}`;
	if ('out' in mend)
		return sql`UPDATE list_draft_part SET json = (SELECT json_group_array(json(e.value)) FROM json_each(list_draft_part.json) e WHERE NOT ${isRow}) WHERE ${here}`;
	const [place, path] = [mend.column + 1, `$[${mend.column + 1}]`];
	const to = sql`json_set(e.value, ${path}, ${mend.to})`;
	if (!mend.everywhere)
		return sql`UPDATE list_draft_part SET json = (SELECT json_group_array(CASE WHEN ${isRow} THEN ${to} ELSE json(e.value) END)
			FROM json_each(list_draft_part.json) e) WHERE ${here}`;
	const from = sql`(SELECT e.value ->> ${place} FROM list_draft_part q, json_each(q.json) e
		WHERE q.draft_id = ${draft} AND q.kind = 'rows' AND q.n = ${part} AND ${isRow})`;
	return sql`UPDATE list_draft_part SET json = (SELECT json_group_array(CASE WHEN e.value ->> ${place} = ${from} THEN ${to} ELSE json(e.value) END)
		FROM json_each(list_draft_part.json) e)
		WHERE draft_id = ${draft} AND kind = 'rows' AND EXISTS (SELECT 1 FROM json_each(list_draft_part.json) e WHERE e.value ->> ${place} = ${from})`;
}

/** A problem beside the row in which it is; no cells when it is of the file or of the titles. */
export interface ProblemInRow {
	readonly problem: ListProblem;
	/** The index of the column; null when it is of the row. */
	readonly column: number | null;
	/** What a person seemed to stand in is shown empty. */
	readonly cells: readonly string[];
}

/** A page of problems, with their rows. */
export async function problemsOf(
	db: Database,
	{ landlordId }: Scope,
	draft: DraftView,
	page: number
): Promise<ProblemInRow[]> {
	const problems = await partOf<ListProblem>(db, landlordId, draft.key, 'problems', page);
	const rows = new Map<number, string[]>();
	for (const { line } of problems) {
		if (rows.has(line)) continue;
		const [row] = await db.read<{ json: string }>(
			sql`SELECT e.value AS json FROM list_draft d JOIN list_draft_part p ON p.draft_id = d.id AND p.kind = 'rows' JOIN json_each(p.json) e
				WHERE d.landlord_id = ${landlordId} AND d.key = ${draft.key} AND e.value ->> 0 = ${line}
					AND p.n = (SELECT max(q.n) FROM list_draft_part q WHERE q.draft_id = d.id AND q.kind = 'rows' AND q.n <= ${line})`
		);
		rows.set(line, row ? withoutMarks(JSON.parse(row.json) as [number, ...string[]]) : []);
	}
	return problems.map((problem) => ({
		problem,
		column: columnOf(draft, problem.column),
		cells: rows.get(problem.line) ?? []
	}));
}

const withoutMarks = ([, ...cells]: [number, ...string[]]) => cells.map((cell) => (cell === '@' ? '' : cell));

function columnOf({ columns, meanings }: DraftView, title: string | null): number | null {
	const index = columns.findIndex((column, at) => column.title === title && meanings[at] !== '');
	return title === null || index < 0 ? null : index;
}

/** Where pages of halls that are gone begin among the differences. */
export const GONE_PAGES = 1_000_000;

/** A page of the halls that a list changes, or of those that it lacks. */
export async function differencesOf(
	db: Database,
	{ landlordId }: Scope,
	key: string,
	{ page, gone }: { page: number; gone: boolean }
): Promise<HallDifference[]> {
	return partOf<HallDifference>(db, landlordId, key, 'changes', page + (gone ? GONE_PAGES : 0));
}

async function partOf<Row>(
	db: Database,
	landlordId: number,
	key: string,
	kind: 'problems' | 'changes',
	n: number
): Promise<Row[]> {
	const [part] = await db.read<{ json: string }>(
		sql`SELECT p.json FROM list_draft d JOIN list_draft_part p ON p.draft_id = d.id AND p.kind = ${kind} AND p.n = ${n}
			WHERE d.landlord_id = ${landlordId} AND d.key = ${key}`
	);
	return part ? (JSON.parse(part.json) as Row[]) : [];
}

export type ImportRefusal = 'gone-number' | 'somebody-else' | 'compare-again' | 'not-ready';

/**
 * Has a list imported that was checked and has no problem. A whole list takes off the wall what it lacks: then `typed` must be
 * the number of those mailboxes, and where they are more in a day than one person may take off, whoever brought the list or
 * changed it last is not enough: somebody else asks. A comparison that is an hour old is made again first. Who asks answers for it from here on,
 * whoever brought the list: the audit log names them, and they do not approve the letters that it asks for.
 */
export async function askToImport(
	db: Database,
	{ landlordId, staffId }: Pick<Actor, 'landlordId' | 'staffId'>,
	key: string,
	{ isWhole, typed, now }: { isWhole: boolean; typed: string; now: number }
): Promise<{ importing: true } | { refusal: ImportRefusal }> {
	const isReady = sql`key = ${key} AND state = 'checked' AND report ->> 'problems' = 0`;
	const missing = sql`CAST(report -> 'list' -> 'mailboxes' ->> 'missing' AS TEXT)`;
	const isFine = sql`(${isWhole ? 1 : 0} = 0 OR (${missing} = ${typed.replace(/\s/g, '')} AND (staff_id IS NOT ${staffId} OR ${areFewEnough(landlordId, now)})))`;
	const [begun, again] = await db.write([
		sql`UPDATE list_draft SET state = 'importing', staff_id = ${staffId}, is_whole = ${isWhole ? 1 : 0}, ${ANEW},
				report = iif(staff_id IS ${staffId}, json_remove(report, '$.byTwo'), json_set(report, '$.byTwo', json('true')))
			WHERE landlord_id = ${landlordId} AND ${isReady} AND beat_at > ${now - COMPARED_FOR_MS} AND ${isFine}`,
		sql`UPDATE list_draft SET ${CHECKING} WHERE landlord_id = ${landlordId} AND ${isReady} AND beat_at <= ${now - COMPARED_FOR_MS}`
	]);
	if (begun!.changes === 1) return { importing: true };
	if (again!.changes === 1) return { refusal: 'compare-again' };
	const draft = await listDraft(db, { landlordId, residenceIds: null }, key);
	if (draft?.state === 'importing' || draft?.state === 'freeing' || draft?.state === 'imported')
		return { importing: true };
	if (draft?.state !== 'checked' || draft.report?.problems !== 0) return { refusal: 'not-ready' };
	const isNumber = String(draft.report.list?.mailboxes.missing) === typed.replace(/\s/g, '');
	return { refusal: isNumber ? 'somebody-else' : 'gone-number' };
}

const areFewEnough = (landlordId: number, now: number) =>
	sql`${MOST_NEW_LETTERS_A_DAY} >= report -> 'list' -> 'mailboxes' ->> 'missing' + ${doneAlone(landlordId, now)}`;

/** Has an import undone, within a day. Asked twice it is undone once. */
export async function askToUndo(
	db: Database,
	{ landlordId, staffId }: Pick<Actor, 'landlordId' | 'staffId'>,
	key: string,
	now: number
): Promise<boolean> {
	const [begun] = await db.write([
		sql`UPDATE list_draft SET state = 'undoing', staff_id = ${staffId}, ${ANEW}
			WHERE landlord_id = ${landlordId} AND key = ${key} AND state = 'imported' AND imported_at > ${now - UNDO_HOURS * HOUR}`
	]);
	return begun!.changes === 1;
}

export function canUndo({ state, importedAt }: DraftView, now: number): boolean {
	return state === 'imported' && importedAt !== null && importedAt > now - UNDO_HOURS * HOUR;
}

/** Throws a list away that was not imported, with all that it said. */
export async function throwListAway(db: Database, { landlordId }: Scope, key: string): Promise<void> {
	await db.write([
		sql`DELETE FROM list_draft WHERE landlord_id = ${landlordId} AND key = ${key} AND state IN ('columns', 'checking', 'checked')`
	]);
}

/** Lists that nobody imported go, and what can no more be undone forgets how. */
export async function sweepLists(db: Database, now: number): Promise<void> {
	await db.write([
		sql`DELETE FROM list_draft WHERE imported_at IS NULL AND created_at <= ${now - DRAFT_DAYS * DAY}`,
		sql`DELETE FROM list_draft WHERE state = 'reading' AND beat_at <= ${now - HOUR}`,
		sql`DELETE FROM list_draft WHERE imported_at <= ${now - HISTORY_DAYS * DAY}`,
		sql`DELETE FROM list_draft_part WHERE draft_id IN (SELECT id FROM list_draft WHERE state IN ('imported', 'undone')
			AND imported_at <= ${now - DRAFT_DAYS * DAY})`,
		sql`DELETE FROM list_draft_part WHERE kind = 'undo' AND draft_id IN (SELECT id FROM list_draft WHERE state IN ('imported', 'undone')
			AND imported_at <= ${now - UNDO_HOURS * HOUR})`
	]);
}
