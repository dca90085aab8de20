import {
	decideUntil,
	reviewUntil,
	type About,
	type Decision,
	type RegisterReason,
	type Side
} from '#lib/households/reporting.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { objectionsOf, REPORT, viewOf, type ReportRow, type ReportView } from './reports.ts';
import { readSnapshot, SAID, VERDICT, type Snapshot } from './snapshots.ts';

const DAY = 24 * 3_600_000;
/** Rows of the register on one page. */
const ROWS = 100;

export const registerParts = ['open', 'decided', 'objected', 'all'] as const;
export type RegisterPart = (typeof registerParts)[number];

/** A row of the register. It says nothing of who reported, nor of a household more than the code of its page. */
export interface Entry {
	readonly key: string;
	readonly code: string;
	readonly about: About;
	readonly reason: RegisterReason;
	readonly at: number;
	readonly dueAt: number;
	readonly hiddenAt: number | null;
	readonly decidedAt: number | null;
	readonly decision: Decision | null;
	readonly ground: string | null;
	/** Somebody objected, and waits. */
	readonly objectedBy: Side | null;
}

const IN_PART = {
	open: sql`(r.decided_at IS NULL OR EXISTS (SELECT 1 FROM objection o WHERE o.report_id = r.id AND o.decided_at IS NULL))`,
	decided: sql`r.decided_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM objection o WHERE o.report_id = r.id AND o.decided_at IS NULL)`,
	objected: sql`EXISTS (SELECT 1 FROM objection o WHERE o.report_id = r.id)`,
	all: sql`1`
};

/** The oldest of what waits first, else the newest; `next` is where the following page begins. */
export async function register(
	db: Database,
	part: RegisterPart,
	after: number | null = null,
	rows = ROWS
): Promise<{ entries: Entry[]; next: number | null }> {
	const isOldestFirst = part === 'open';
	const following = isOldestFirst
		? sql`r.id > ${after ?? 0}`
		: sql`r.id < ${after ?? Number.MAX_SAFE_INTEGER}`;
	const order = isOldestFirst ? sql`r.id` : sql`r.id DESC`;
	const found = await db.read<EntryRow>(sql`
		SELECT r.id, r.key, r.code, r.about, r.reason, r.at, r.hidden_at AS hiddenAt, r.decided_at AS decidedAt, ${VERDICT} AS decision, r.ground,
			o.by AS objectedBy, o.at AS objectedAt
		FROM report r LEFT JOIN objection o ON o.report_id = r.id AND o.decided_at IS NULL
		WHERE ${IN_PART[part]} AND ${following} ORDER BY ${order} LIMIT ${rows + 1}`);
	const shown = found.slice(0, rows);
	return { entries: shown.map(entryOf), next: found.length > rows ? shown.at(-1)!.id : null };
}

type EntryRow = Omit<Entry, 'dueAt'> & { id: number; objectedAt: number | null };

function entryOf({ id: _, objectedAt, ...row }: EntryRow): Entry {
	return { ...row, dueAt: objectedAt === null ? decideUntil(row.at) : reviewUntil(objectedAt) };
}

/** Of the reports of the last year, by reason: how many, what became of them, and how long it took. */
export interface Tally {
	readonly reason: RegisterReason;
	readonly made: number;
	readonly open: number;
	readonly kept: number;
	readonly hidden: number;
	readonly erased: number;
	/** From the report to the first decision, on average; null while none is decided. */
	readonly daysToDecide: number | null;
}

export async function tallies(db: Database, now: number): Promise<Tally[]> {
	return db.read<Tally>(sql`
		SELECT reason, count(*) AS made, count(*) FILTER (WHERE verdict IS NULL) AS open, count(*) FILTER (WHERE verdict = 'kept') AS kept,
			count(*) FILTER (WHERE verdict = 'hidden') AS hidden, count(*) FILTER (WHERE verdict = 'erased') AS erased,
			round(avg(decided_at - at) / ${DAY}, 1) AS "daysToDecide"
		FROM (SELECT r.reason, r.at, r.decided_at, ${VERDICT} AS verdict FROM report r WHERE r.at > ${now - 365 * DAY})
		GROUP BY reason ORDER BY made DESC, reason`);
}

export interface Case extends ReportView {
	/** The reporter's own words. */
	readonly words: string;
	/** What was there; null once it was erased. */
	readonly snapshot: Snapshot | null;
	/** The words were changed since. */
	readonly hasChanged: boolean;
	/** There still is a household, or a request, that a decision can touch. */
	readonly isThere: boolean;
	readonly isHidden: boolean;
	/** Who waits for a second look, and what they wrote. */
	readonly objection: { readonly by: Side; readonly at: number; readonly words: string } | null;
	/** What was decided about this household's page before. */
	readonly earlier: readonly { key: string; at: number; reason: RegisterReason; verdict: Decision | null }[];
}

type CaseRow = ReportRow & {
	words: string;
	snapshot: string;
	household_id: string | null;
	request_id: string | null;
	changed: number;
	hidden: number;
};

/** All that whoever decides sees of a report; null for an unknown one. */
export async function caseOf(db: Database, key: string): Promise<Case | null> {
	const [row] = await db.read<CaseRow>(sql`
		SELECT ${REPORT}, r.words, r.snapshot, r.household_id, r.request_id, coalesce(hh.hidden_at IS NOT NULL, 0) AS hidden,
			coalesce(r.about <> 'request' AND r.snapshot <> '' AND hh.id IS NOT NULL AND json_extract(r.snapshot, '$.said') IS NOT ${SAID}, 0) AS changed
		FROM report r LEFT JOIN household hh ON hh.id = r.household_id WHERE r.key = ${key}`);
	if (!row) return null;
	const waiting = objectionsOf(row).find((one) => one.decidedAt === null);
	return {
		...viewOf(row),
		words: row.words,
		snapshot: readSnapshot(row.snapshot),
		hasChanged: row.changed === 1,
		isThere: (row.about === 'request' ? row.request_id : row.household_id) !== null,
		isHidden: row.hidden === 1,
		objection: waiting ? { by: waiting.by, at: waiting.at, words: waiting.words } : null,
		earlier: row.household_id === null ? [] : await earlierOf(db, row.household_id, row.id)
	};
}

function earlierOf(db: Database, household: string, report: number): Promise<Case['earlier'][number][]> {
	return db.read(sql`SELECT r.key, r.at, r.reason, ${VERDICT} AS verdict FROM report r
		WHERE r.household_id = ${household} AND r.id <> ${report} AND r.about <> 'request' ORDER BY r.id DESC LIMIT 20`);
}
