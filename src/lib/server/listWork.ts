import { readListHeader, type Meaning } from '#lib/buildings/listColumns.ts';
import type { ListProblem } from '#lib/buildings/listProblems.ts';
import type { ListRow } from '#lib/buildings/listRow.ts';
import { readMailboxList } from '#lib/buildings/mailboxList.ts';
import { officeDay } from '#lib/calendar/days.ts';
import { auditing, type Actor } from './audit.ts';
import type { Database, Written } from './db/database.ts';
import { DatabaseBusy, isConstraintError } from './db/errors.ts';
import { sql, type Statement } from './db/statement.ts';
import { logFault } from './log.ts';
import {
	changeKinds,
	findChanges,
	type ChangeKind,
	type ChangeSink,
	type ImportReport
} from './listChanges.ts';
import { GONE_PAGES, type DraftColumn, type DraftReport, type DraftState } from './listDrafts.ts';
import { takingBack, writing } from './listWriting.ts';
import { makeNewLetters } from './newLetters.ts';
import { ifPlacesAreOf, placeVersion } from './placeVersion.ts';

/** How often work says that it goes on. */
const BEAT_MS = 400;

/** After this long without a sign of life the process that worked is gone; a large import says nothing while it is written. */
const STALE_MS = 60_000;

/** Work that was begun so often and never ended brings its process down: it is not begun again. */
const MOST_ATTEMPTS = 5;

const PROBLEMS_OF_PAGE = 50;
const HALLS_OF_PAGE = 25;
const MOST_PROBLEMS = 10_000;

/** Rows of a part of changes: what one statement writes. A hall that is gone takes its mailboxes along. */
const ROWS_OF_PART = 1_000;
const GONE_HALLS_OF_PART = 50;

/** The clock, and what tells that this process ends. */
export interface Working {
	readonly now: () => number;
	readonly stop?: AbortSignal;
}

interface Taken {
	readonly id: number;
	readonly landlordId: number;
	readonly staffId: string | null;
	readonly who: string;
	readonly fileName: string;
	readonly state: DraftState;
	readonly titles: string;
	readonly meanings: string;
	readonly rows: number;
	readonly attempts: number;
	readonly isWhole: number;
	readonly report: string | null;
	readonly importedAt: number | null;
}

/** Checks, imports and undoes lists, one after the other, until nothing is left or the process ends; `key` is for one alone. */
export async function workLists(db: Database, working: Working, key?: string): Promise<void> {
	while (!working.stop?.aborted) {
		const taken = await takeList(db, working.now(), key);
		if (!taken) return;
		await workOn(db, taken, working);
	}
}

/** Takes the list that has waited longest; it is this process's alone from then on, until it gives no sign of life. */
async function takeList(db: Database, now: number, key?: string): Promise<Taken | null> {
	const free = sql`d.state IN ('checking', 'importing', 'freeing', 'undoing') AND (d.beat_at IS NULL OR d.beat_at <= ${now - STALE_MS})`;
	const [next] = await db.read<Taken>(sql`
		SELECT d.id, d.landlord_id AS landlordId, d.staff_id AS staffId, coalesce(s.email, 'palier') AS who, d.file_name AS fileName, d.state, d.titles,
			d.meanings, d.rows, d.attempts + 1 AS attempts, d.is_whole AS isWhole, d.report, d.imported_at AS importedAt
		FROM list_draft d LEFT JOIN staff s ON s.id = d.staff_id WHERE ${free} AND (${key ?? ''} = '' OR d.key = ${key ?? ''}) ORDER BY d.created_at, d.id LIMIT 1`);
	if (!next) return null;
	const { id, attempts } = next;
	const [taken] = await db.write([
		sql`UPDATE list_draft AS d SET attempts = ${attempts}, beat_at = ${now}, rows_done = 0 WHERE id = ${id} AND attempts = ${attempts - 1} AND ${free}`
	]);
	return taken!.changes === 1 ? next : takeList(db, now, key);
}

/** It is not ours any more: thrown away, taken by somebody else, or this process ends. */
class Left extends Error {}

async function workOn(db: Database, taken: Taken, working: Working): Promise<void> {
	try {
		if (taken.attempts % 10 > MOST_ATTEMPTS)
			throw new Error('Work on a list was begun too often and never ended');
		if (taken.state === 'checking') await check(db, taken, working);
		else if (taken.state === 'undoing') await undo(db, taken, working);
		else if (taken.state === 'importing') await write(db, taken, working);
		else await free(db, taken, working);
	} catch (error) {
		if (working.stop?.aborted) await leave(db, taken);
		else if (!(error instanceof Left)) await fail(db, taken, error);
	}
}

const ours = ({ id, attempts }: Pick<Taken, 'id' | 'attempts'>) => sql`id = ${id} AND attempts = ${attempts}`;

async function leave(db: Database, taken: Taken): Promise<void> {
	await db.write([
		sql`UPDATE list_draft SET beat_at = NULL WHERE ${ours(taken)} AND state = ${taken.state} AND landlord_id = ${taken.landlordId}`
	]);
}

const BEFORE: Partial<Record<DraftState, DraftState>> = {
	checking: 'columns',
	importing: 'checked',
	freeing: 'imported',
	undoing: 'imported'
};

/** Back to where somebody can decide. Places that changed under an import are compared anew, and looked at once more. */
async function fail(db: Database, taken: Taken, error: unknown): Promise<void> {
	const changed = taken.state === 'importing' && isConstraintError(error);
	if (!changed) logFault(error, { route: 'job lists' });
	const state = changed ? 'checking' : BEFORE[taken.state]!;
	await db.write([
		sql`UPDATE list_draft SET state = ${state}, failure = ${changed ? 'places-changed' : 'fault'}, beat_at = NULL,
				attempts = attempts - attempts % 10 + 10, rows_done = 0
			WHERE ${ours(taken)} AND state = ${taken.state} AND landlord_id = ${taken.landlordId}`
	]);
}

/** Writes down how far it is, now and then. Throws Left. */
function beating(db: Database, taken: Taken, { now, stop }: Working) {
	let last = now();
	return async (rowsDone: number) => {
		if (stop?.aborted) throw new Left();
		const at = now();
		if (Math.abs(at - last) < BEAT_MS) return;
		last = at;
		const beat = sql`UPDATE list_draft SET rows_done = ${rowsDone}, beat_at = ${at} WHERE ${ours(taken)} AND landlord_id = ${taken.landlordId}`;
		const [beaten] = await db.write([beat]).catch(forgiveBusy);
		if (beaten?.changes === 0) throw new Left();
	};
}

function forgiveBusy(error: unknown): [] {
	if (error instanceof DatabaseBusy) return [];
	throw error;
}

const turn = () => new Promise<void>((done) => setImmediate(done));

async function check(db: Database, taken: Taken, working: Working): Promise<void> {
	const told = beating(db, taken, working);
	const parts = new Parts(db, taken);
	await parts.clear();
	const header = readListHeader(titlesOf(taken), JSON.parse(taken.meanings) as Meaning[]);
	const list = await readMailboxList(rowsOf(db, taken, told), turn, {
		header,
		most: MOST_PROBLEMS,
		mergedCells: true
	});
	const problems = list.problems.length + list.moreProblems;
	for (let n = 0; n * PROBLEMS_OF_PAGE < list.problems.length; n++)
		await parts.write('problems', n, list.problems.slice(n * PROBLEMS_OF_PAGE, (n + 1) * PROBLEMS_OF_PAGE));
	let compared = 0;
	const sink = parts.sink(async (mailboxes) =>
		told(taken.rows + Math.min(taken.rows, (compared += mailboxes)))
	);
	const today = officeDay(working.now());
	const places = await placeVersion(db, taken.landlordId);
	const changes = problems > 0 ? null : await findChanges(db, taken.landlordId, list.halls, { today, sink });
	await parts.flush();
	const report: DraftReport = {
		problems,
		counts: list.problemCounts,
		problemPages: Math.ceil(list.problems.length / PROBLEMS_OF_PAGE),
		list: changes,
		places,
		parts: parts.written,
		pages: parts.pages
	};
	await db.write([
		sql`UPDATE list_draft SET state = 'checked', report = ${JSON.stringify(report)}, beat_at = ${working.now()}, rows_done = 2 * rows
			WHERE ${ours(taken)} AND state = 'checking' AND landlord_id = ${taken.landlordId}`
	]);
}

const titlesOf = ({ titles }: Taken) => (JSON.parse(titles) as DraftColumn[]).map(({ title }) => title);

/** The rows of the draft, a part at a time. What is in a column that is not read is let go of here. */
async function* rowsOf(
	db: Database,
	taken: Taken,
	told: (rowsDone: number) => Promise<void>
): AsyncGenerator<ListRow | ListProblem> {
	const unread = (JSON.parse(taken.meanings) as Meaning[]).flatMap((meaning, at) =>
		meaning === '' ? [at + 1] : []
	);
	let done = 0;
	for (let after = 0; ;) {
		const [part] = await db.read<{ n: number; json: string }>(
			sql`SELECT n, json FROM list_draft_part WHERE draft_id = ${taken.id} AND kind = 'rows' AND n > ${after} ORDER BY n LIMIT 1`
		);
		if (!part) return;
		after = part.n;
		const rows = JSON.parse(part.json) as [number, ...string[]][];
		if (emptied(rows, unread)) await keepPart(db, taken, part.n, rows);
		for (const [line, ...cells] of rows) yield { line, cells };
		await told((done += rows.length));
		await turn();
	}
}

function emptied(rows: [number, ...string[]][], unread: readonly number[]): boolean {
	let any = false;
	for (const row of rows) {
		for (const at of unread) {
			if (row[at] === '' || row[at] === undefined) continue;
			row[at] = '';
			any = true;
		}
	}
	return any;
}

async function keepPart(db: Database, taken: Taken, n: number, rows: readonly unknown[]): Promise<void> {
	await db.write([
		sql`UPDATE list_draft_part SET json = ${JSON.stringify(rows)} WHERE draft_id = ${taken.id} AND kind = 'rows' AND n = ${n} AND ${stillOurs(taken)}`
	]);
}

const stillOurs = (taken: Taken) =>
	sql`EXISTS (SELECT 1 FROM list_draft WHERE ${ours(taken)} AND state = ${taken.state} AND landlord_id = ${taken.landlordId})`;

/** Problems, differences and changes, written as they are found: what is held is one part of each. */
class Parts {
	readonly written: [ChangeKind, number, number][] = [];
	readonly pages = { changed: 0, gone: 0 };
	#rows = new Map<ChangeKind, object[]>();
	#differences = { changed: [] as object[], gone: [] as object[] };

	constructor(
		private readonly db: Database,
		private readonly taken: Taken
	) {}

	async clear(): Promise<void> {
		await this.db.write([
			sql`DELETE FROM list_draft_part WHERE draft_id = ${this.taken.id} AND kind <> 'rows' AND ${stillOurs(this.taken)}`
		]);
	}

	async write(kind: 'problems' | 'changes' | 'undo', n: number, rows: readonly unknown[]): Promise<void> {
		const [made] = await this.db.write([
			sql`INSERT INTO list_draft_part (draft_id, kind, n, json) SELECT ${this.taken.id}, ${kind}, ${n}, ${JSON.stringify(rows)}
				WHERE ${stillOurs(this.taken)}`
		]);
		if (made!.changes === 0) throw new Left();
	}

	sink(compared: ChangeSink['compared']): ChangeSink {
		return {
			compared,
			change: async (kind, row) => {
				const rows = this.#rows.get(kind) ?? [];
				if (rows.push(row) === 1) this.#rows.set(kind, rows);
				if (rows.length === (kind === 'hall-gone' ? GONE_HALLS_OF_PART : ROWS_OF_PART))
					await this.#flushChanges(kind);
			},
			difference: async (of) => {
				const which = of.what === 'gone' ? 'gone' : 'changed';
				if (this.#differences[which].push(of) === HALLS_OF_PAGE) await this.#flushDifferences(which);
			}
		};
	}

	async flush(): Promise<void> {
		for (const kind of changeKinds) await this.#flushChanges(kind);
		for (const which of ['changed', 'gone'] as const) await this.#flushDifferences(which);
	}

	async #flushChanges(kind: ChangeKind): Promise<void> {
		const rows = this.#rows.get(kind) ?? [];
		if (rows.length === 0) return;
		this.#rows.delete(kind);
		const n = this.written.push([kind, this.written.length, rows.length]) - 1;
		await this.write('undo', n, rows);
	}

	async #flushDifferences(which: 'changed' | 'gone'): Promise<void> {
		const halls = this.#differences[which];
		if (halls.length === 0) return;
		this.#differences[which] = [];
		await this.write('changes', this.pages[which]++ + (which === 'gone' ? GONE_PAGES : 0), halls);
	}
}

/** The parts of a kind after the parts of the kinds before it. */
function inOrder(parts: DraftReport['parts'], kinds: readonly ChangeKind[]): DraftReport['parts'] {
	return parts.toSorted(([one], [other]) => kinds.indexOf(one) - kinds.indexOf(other));
}

/** The rows of a part, while the draft is in this worker's hands. LIMIT keeps SQLite from reading the part again for each place. */
const rowsOfPart = (taken: Taken, n: number): Statement =>
	sql`(SELECT e.value FROM list_draft d JOIN list_draft_part p ON p.draft_id = d.id AND p.kind = 'undo' AND p.n = ${n} JOIN json_each(p.json) e
		WHERE d.id = ${taken.id} AND d.landlord_id = ${taken.landlordId} AND d.attempts = ${taken.attempts} AND d.state = ${taken.state} LIMIT -1)`;

const actorOfList = ({ landlordId, staffId, who }: Taken): Actor => ({ landlordId, staffId, who });

/** All that was compared or nothing of it, in one batch: the changes are in the database already, a statement a part. */
async function write(db: Database, taken: Taken, { now }: Working): Promise<void> {
	const report = JSON.parse(taken.report!) as DraftReport & { list: ImportReport };
	const at = now();
	const [today, isWhole] = [officeDay(at), taken.isWhole === 1];
	const parts = report.parts.filter(([kind]) => isWhole || !STAYING.has(kind));
	const { halls, mailboxes } = report.list;
	const about = {
		file: taken.fileName,
		added: mailboxes.added,
		changed: mailboxes.changed + halls.changed,
		gone: isWhole ? mailboxes.missing : 0
	};
	const next: DraftState = mailboxes.freed > 0 ? 'freeing' : 'imported';
	const when = { today, at, now: at };
	const results = await db.write([
		ifPlacesAreOf(taken.landlordId, report.places ?? null),
		...inOrder(parts, changeKinds).flatMap(([kind, n, count]) =>
			writing[kind]({ landlordId: taken.landlordId, rows: rowsOfPart(taken, n), count, ...when })
		),
		sql`DELETE FROM list_draft_part WHERE draft_id = ${taken.id} AND kind IN ('rows', 'problems') AND ${stillOurs(taken)}`,
		sql`UPDATE list_draft SET state = ${next}, imported_at = ${at}, beat_at = NULL, failure = NULL
			WHERE ${ours(taken)} AND state = 'importing' AND landlord_id = ${taken.landlordId}`,
		auditing(actorOfList(taken), 'list-imported', about, at, { ifChanged: true })
	]);
	if (results.at(-2)!.changes === 0) throw new Left();
}

/** What is missing from a list that is not whole. */
const STAYING: ReadonlySet<ChangeKind> = new Set<ChangeKind>(['mailbox-gone', 'hall-gone']);

/** New letters for the mailboxes that the list frees. Begun again, however late, it makes no second one. */
async function free(db: Database, taken: Taken, { now }: Working): Promise<void> {
	const report = JSON.parse(taken.report!) as DraftReport;
	const codes: string[] = [];
	let done = 0;
	for (const [kind, n] of report.parts) {
		if (kind !== 'freed') continue;
		const rows = await db.read<{ code: string; isDone: number }>(
			sql`SELECT m.code, coalesce(m.freed_at, 0) >= ${taken.importedAt} AS isDone
				FROM ${rowsOfPart(taken, n)} j CROSS JOIN mailbox m ON m.code = j.value ->> 'code' AND m.landlord_id = ${taken.landlordId}`
		);
		const left = rows.filter(({ isDone }) => isDone === 0);
		done += rows.length - left.length;
		codes.push(...left.map(({ code }) => code));
	}
	const at = now();
	const scope = { landlordId: taken.landlordId, residenceIds: null };
	const renewing = { reason: 'moved-out', today: officeDay(at), now: at } as const;
	const letters = await makeNewLetters(db, actorOfList(taken), scope, codes, renewing);
	const told = 'approval' in letters ? letters : { made: done + ('made' in letters ? letters.made : 0) };
	await db.write([
		sql`UPDATE list_draft SET state = 'imported', beat_at = NULL, report = json_set(report, '$.letters', json(${JSON.stringify(told)}))
			WHERE ${ours(taken)} AND state = 'freeing' AND landlord_id = ${taken.landlordId}`
	]);
}

/** The other way round, and only where what was imported still stands. */
async function undo(db: Database, taken: Taken, { now }: Working): Promise<void> {
	const report = JSON.parse(taken.report!) as DraftReport;
	const at = now();
	const all = { landlordId: taken.landlordId, today: officeDay(at), at: taken.importedAt!, now: at };
	const parts = inOrder(report.parts, changeKinds.toReversed()).filter(
		([kind]) => taken.isWhole === 1 || !STAYING.has(kind)
	);
	const statements = parts.flatMap(([kind, n, count]) =>
		takingBack[kind]({ ...all, rows: rowsOfPart(taken, n), count }).map((statement) => ({ kind, statement }))
	);
	const results = await db.write([
		...statements.map(({ statement }) => statement),
		sql`UPDATE list_draft SET state = 'undone', undone_at = ${at}, beat_at = NULL, failure = NULL
			WHERE ${ours(taken)} AND state = 'undoing' AND landlord_id = ${taken.landlordId}`,
		auditing(actorOfList(taken), 'list-undone', { file: taken.fileName }, at, { ifChanged: true })
	]);
	if (results.at(-2)!.changes === 0) throw new Left();
	const left = (report.list?.mailboxes.added ?? 0) - deleted(statements, results);
	await db.write([
		sql`UPDATE list_draft SET report = json_set(report, '$.left', ${left}) WHERE id = ${taken.id} AND landlord_id = ${taken.landlordId} AND state = 'undone'`
	]);
}

function deleted(statements: readonly { kind: ChangeKind }[], results: readonly Written[]): number {
	return statements.reduce((sum, { kind }, i) => sum + (kind === 'mailbox' ? results[i]!.changes : 0), 0);
}
