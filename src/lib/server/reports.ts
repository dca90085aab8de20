import { readTicket, ticketOf } from '#lib/codes/tickets.ts';
import {
	aboutOf,
	DAYS_OF_TEXTS,
	decideUntil,
	hidesAtOnce,
	isAgainst,
	LEFT,
	objectUntil,
	reviewUntil,
	type About,
	type Complaint,
	type Decision,
	type RegisterReason,
	type Reported,
	type ReportRefusal,
	type Side
} from '#lib/households/reporting.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { derive, newId, sha256 } from './keys.ts';
import { haveLeft, spend, spendingWhen, type Use } from './limits.ts';
import { noticeOf } from './notices.ts';
import { isOffered } from './offers.ts';
import { HALL_SNAPSHOT, PAGE_SNAPSHOT, readSnapshot, REQUEST_SNAPSHOT, SAID, VERDICT } from './snapshots.ts';

const DAY = 24 * 3_600_000;

/** What a public code leads to, for whoever reports it. It says nothing of a household. */
export type PlaceReported =
	{ readonly kind: 'mailbox'; readonly emblem: string } | { readonly kind: 'hall'; readonly emblem: null };

/** Null when no such code was ever given. */
export async function placeReported(db: Database, code: string): Promise<PlaceReported | null> {
	const [row] = await db.read<{ kind: string; emblem: string | null }>(sql`
		SELECT 'mailbox' AS kind, emblem FROM mailbox WHERE code = ${code}
		UNION ALL SELECT 'hall', NULL FROM hall WHERE code = ${code}`);
	return (row as PlaceReported | undefined) ?? null;
}

export interface RequestReported {
	readonly pictogram: string;
	readonly knownBy: string | null;
	readonly ownWords: string | null;
}

/** A request that this household received, on the page of its own mailbox; null for anybody else's. */
export async function requestReported(
	db: Database,
	household: string,
	code: string,
	request: string
): Promise<RequestReported | null> {
	const [row] = await db.read<RequestReported>(sql`
		SELECT r.pictogram, r.known_by AS knownBy, r.own_words AS ownWords
		FROM request r JOIN household hh ON hh.id = r.household_id JOIN mailbox m ON m.id = hh.mailbox_id
		WHERE r.id = ${request} AND r.household_id = ${household} AND m.code = ${code} AND r.muted_at IS NULL`);
	return row ?? null;
}

export interface Report {
	/** The public code of the page. */
	readonly code: string;
	readonly reported: Reported;
	/** Only for a request: who received it, and its id. */
	readonly received?: { readonly household: string; readonly request: string } | undefined;
	readonly complaint: Complaint;
	/** Random, from the form: the same form sent again is the same report. */
	readonly once: string;
	readonly from: string;
	readonly now: number;
}

/**
 * Writes a report down with what was there, and gives the receipt. Words about a person are hidden in the same batch, unless
 * somebody has looked at these very words before and kept them, or too much was hidden from here.
 */
export async function report(
	db: Database,
	made: Report
): Promise<{ receipt: string } | { refusal: ReportRefusal }> {
	const receipt = receiptFor(made);
	if (await isReported(db, receipt)) return { receipt };
	const { code, from, now } = made;
	const uses = [
		{ limit: 'reportFromHere', of: from },
		{ limit: 'reportOfPageFromHere', of: `${code} ${from}` },
		{ limit: 'reportOfPage', of: code }
	] as const;
	if (!(await spend(db, uses, now))) return { refusal: 'too-many' };
	await db.write(writingDown(made, receipt));
	return (await isReported(db, receipt)) ? { receipt } : { refusal: 'not-there' };
}

/** What was said on the form decides the receipt, so that a lost answer or a double tap leads to the same page. */
function receiptFor({ once, code, reported, received, complaint }: Report): string {
	const said = [once, code, reported, received?.request ?? '', complaint.reason, complaint.words];
	return ticketOf(derive('receipt')(JSON.stringify(said)).slice(0, 16));
}

async function isReported(db: Database, receipt: string): Promise<boolean> {
	return (await db.read(sql`SELECT 1 FROM report WHERE receipt_hash = ${sha256(receipt)}`)).length === 1;
}

function writingDown(made: Report, receipt: string): Statement[] {
	const { code, reported, received, complaint, from, now } = made;
	const key = newId();
	const first = sql`${key}, ${sha256(receipt)}, ${code}`;
	const rest = sql`${aboutOf(reported, complaint.reason)}, ${complaint.reason}, ${complaint.words}`;
	const into = sql`INSERT INTO report (key, receipt_hash, code, about, reason, words, at, household_id, request_id, snapshot, hidden_at)`;
	if (reported === 'hall')
		return [
			sql`${into} SELECT ${first}, ${rest}, ${now}, NULL, NULL, ${HALL_SNAPSHOT}, NULL FROM hall h WHERE h.code = ${code}
				ON CONFLICT DO NOTHING`
		];
	if (reported === 'request')
		return [
			sql`${into} SELECT ${first}, ${rest}, ${now}, r.household_id, r.id, ${REQUEST_SNAPSHOT}, NULL
				FROM request r JOIN household hh ON hh.id = r.household_id JOIN mailbox m ON m.id = hh.mailbox_id
				WHERE r.id = ${received?.request ?? ''} AND r.household_id = ${received?.household ?? ''} AND m.code = ${code}
				ON CONFLICT DO NOTHING`
		];
	const use = { limit: 'hidingFromHere', of: from } as const;
	const mayHide = hidesAtOnce(complaint.reason, reported) ? 1 : 0;
	return [
		sql`${into} SELECT ${first}, ${rest}, ${now}, hh.id, NULL, ${PAGE_SNAPSHOT},
				iif(${mayHide} AND ${MAY_BE_HIDDEN} AND ${haveLeft([use], now)}, ${now}, NULL)
			FROM mailbox m LEFT JOIN household hh ON hh.mailbox_id = m.id AND ${SHOWS_SOMETHING} WHERE m.code = ${code}
			ON CONFLICT DO NOTHING`,
		...hiding(key, use, now)
	];
}

/** A page that shows nothing is reported as if nobody lived there: else what becomes of the report would say that somebody does. */
const SHOWS_SOMETHING = sql`EXISTS (SELECT 1 FROM item i WHERE i.household_id = hh.id AND ${isOffered})`;

/** It has words of its own, and nobody who decides has kept them. */
const MAY_BE_HIDDEN = sql`hh.id IS NOT NULL
	AND (hh.nickname IS NOT NULL OR EXISTS (SELECT 1 FROM item i WHERE i.household_id = hh.id AND i.note IS NOT NULL))
	AND NOT EXISTS (SELECT 1 FROM report r WHERE r.household_id = hh.id AND r.about = 'page' AND r.snapshot <> ''
		AND json_extract(r.snapshot, '$.said') = ${SAID} AND ${VERDICT} = 'kept')`;

function hiding(key: string, use: Use, now: number): Statement[] {
	const household = sql`(SELECT household_id FROM report WHERE key = ${key} AND hidden_at IS NOT NULL)`;
	return [
		sql`UPDATE household SET hidden_at = ${now} WHERE id = ${household} AND hidden_at IS NULL`,
		noticeOf(household, 'moderation', now),
		spendingWhen(sql`EXISTS ${household}`, [use], now)
	];
}

/** A decision as each side reads it. */
export interface Decided {
	readonly decision: Decision;
	readonly at: number;
	/** Null for the ready reasons, in the reader's language. */
	readonly statement: string | null;
}

export interface Objected {
	readonly by: Side;
	readonly at: number;
	/** Null while somebody looks at it. */
	readonly decided: Decided | null;
}

export interface ReportView {
	readonly key: string;
	readonly code: string;
	readonly about: About;
	readonly reason: RegisterReason;
	readonly at: number;
	/** When it will be decided, at the latest. */
	readonly dueAt: number;
	/** Hidden by the report itself. */
	readonly hiddenAt: number | null;
	readonly decided: Decided | null;
	readonly ground: string | null;
	readonly objections: readonly Objected[];
	/** What holds now; null while nothing is decided. */
	readonly verdict: Decision | null;
}

/** What followReceipt and the household's page read of a report. */
export interface ReportRow {
	id: number;
	key: string;
	code: string;
	about: About;
	reason: RegisterReason;
	at: number;
	hidden_at: number | null;
	decided_at: number | null;
	decision: Decision | null;
	ground: string | null;
	statement: string | null;
	verdict: Decision | null;
	objections: string;
}

/** The columns of a ReportRow, of the report `r`. */
export const REPORT = sql`r.id, r.key, r.code, r.about, r.reason, r.at, r.hidden_at, r.decided_at, r.decision, r.ground, r.statement,
	${VERDICT} AS verdict, (SELECT json_group_array(json_object('by', o.by, 'at', o.at, 'decision', o.decision, 'decidedAt', o.decided_at,
		'statement', o.statement, 'words', o.words)) FROM (SELECT * FROM objection WHERE report_id = r.id ORDER BY at) o) AS objections`;

interface ObjectionRow {
	by: Side;
	at: number;
	decision: Decision | null;
	decidedAt: number | null;
	statement: string | null;
	words: string;
}

export function viewOf(row: ReportRow): ReportView {
	const { key, code, about, reason, at, hidden_at: hiddenAt, ground, verdict } = row;
	const decided = decidedOf(row.decision, row.decided_at, row.statement);
	const objections = objectionsOf(row).map((one) => ({
		by: one.by,
		at: one.at,
		decided: decidedOf(one.decision, one.decidedAt, one.statement)
	}));
	const open = objections.find((one) => one.decided === null);
	const dueAt = open ? reviewUntil(open.at) : decideUntil(at);
	return { key, code, about, reason, at, dueAt, hiddenAt, decided, ground, objections, verdict };
}

export const objectionsOf = (row: Pick<ReportRow, 'objections'>) =>
	JSON.parse(row.objections) as ObjectionRow[];

function decidedOf(decision: Decision | null, at: number | null, statement: string | null): Decided | null {
	return decision === null || at === null ? null : { decision, at, statement };
}

/** Until when this side may still object; null when it may not. */
export function mayObject(view: ReportView, side: Side, now: number): number | null {
	const { verdict, decided, objections } = view;
	if (!decided || verdict === null || view.ground === LEFT || !isAgainst(side, verdict)) return null;
	if (objections.some((one) => one.by === side || one.decided === null)) return null;
	const until = objectUntil(Math.max(decided.at, ...objections.map((one) => one.decided?.at ?? 0)));
	return until > now ? until : null;
}

export interface Receipt extends ReportView {
	readonly emblem: string | null;
	/** The reporter's own words. */
	readonly words: string;
	/** The page showed nothing when it was reported. */
	readonly showedNothing: boolean;
	readonly objectUntil: number | null;
}

/** What a receipt leads to; null when there is no such receipt, or its time is over. */
export async function followReceipt(db: Database, typed: string, now: number): Promise<Receipt | null> {
	const [row] = await db.read<ReportRow & { words: string; emblem: string | null; snapshot: string }>(sql`
		SELECT ${REPORT}, r.words, r.snapshot, (SELECT m.emblem FROM mailbox m WHERE m.code = r.code) AS emblem
		FROM report r WHERE ${ofReceipt(typed)}`);
	if (!row || isForgotten(row, now)) return null;
	const view = viewOf(row);
	return {
		...view,
		ground: isJustErased(view) ? null : view.ground,
		emblem: row.emblem,
		words: row.words,
		showedNothing: row.about === 'page' && readSnapshot(row.snapshot)?.of === 'mailbox',
		objectUntil: mayObject(view, 'reporter', now)
	};
}

/** Words may go by a decision, or because their household left. Nobody reads on a receipt which, unless whoever decided wrote why. */
function isJustErased({ about, decided, objections }: ReportView): boolean {
	if (about === 'request') return false;
	const all = [decided, ...objections.map((one) => one.decided)].filter((one) => one !== null);
	const last = all.sort((a, b) => a.at - b.at).at(-1);
	return last?.decision === 'erased' && last.statement === null;
}

function isForgotten(row: ReportRow, now: number): boolean {
	const last = Math.max(row.decided_at ?? now, ...objectionsOf(row).map((one) => one.decidedAt ?? now));
	return last <= now - DAYS_OF_TEXTS * DAY;
}

const ofReceipt = (typed: string) => sql`r.receipt_hash = ${sha256(readTicket(typed) ?? '')}`;

export type ObjectRefusal = 'too-late';

/** The reporter objects to what stays. The same form twice is one objection; null for a dead receipt. */
export async function objectAsReporter(
	db: Database,
	typed: string,
	words: string,
	now: number
): Promise<{ done: true } | { refusal: ObjectRefusal } | null> {
	const receipt = await followReceipt(db, typed, now);
	return receipt && object(db, ofReceipt(typed), 'reporter', receipt, words, now);
}

/** Writes an objection down, if this side still may. */
export async function object(
	db: Database,
	which: Statement,
	by: Side,
	view: ReportView,
	words: string,
	now: number
): Promise<{ done: true } | { refusal: ObjectRefusal }> {
	if (view.objections.some((one) => one.by === by)) return { done: true };
	if (mayObject(view, by, now) === null) return { refusal: 'too-late' };
	await db.write([
		sql`INSERT INTO objection (report_id, by, words, at)
			SELECT r.id, ${by}, ${words}, ${now} FROM report r WHERE ${which} AND r.decided_at IS NOT NULL AND ${VERDICT} = ${view.verdict}
				AND NOT EXISTS (SELECT 1 FROM objection o WHERE o.report_id = r.id AND o.decided_at IS NULL)
			ON CONFLICT DO NOTHING`
	]);
	return { done: true };
}

/** For the batch in which households leave: what they had written goes at once from the register too. */
export function forgetWhatWasThere(households: Statement): Statement {
	return sql`UPDATE report SET snapshot = json_object('of', 'household') WHERE household_id IN (${households}) AND about <> 'request'`;
}

/**
 * What time does. A household that left before anybody decided has erased its page: its report is over, and what was there
 * goes too. Texts go a year after the last decision; the row, its reason and its decision stay in the register.
 */
export function forgetReports(now: number): Statement[] {
	const old = sql`decided_at <= ${now - DAYS_OF_TEXTS * DAY}
		AND NOT EXISTS (SELECT 1 FROM objection o WHERE o.report_id = report.id AND coalesce(o.decided_at, ${now}) > ${now - DAYS_OF_TEXTS * DAY})`;
	const isOfGone = sql`household_id IS NULL AND about <> 'request' AND snapshot LIKE '{"of":"household"%'`;
	return [
		sql`UPDATE report SET decided_at = ${now}, decision = 'erased', ground = ${LEFT} WHERE decided_at IS NULL AND ${isOfGone}`,
		sql`UPDATE objection SET decided_at = ${now}, decision = 'erased'
			WHERE decided_at IS NULL AND report_id IN (SELECT id FROM report WHERE ${isOfGone})`,
		sql`UPDATE report SET snapshot = '' WHERE ${isOfGone}`,
		sql`UPDATE objection SET words = '', statement = NULL WHERE words <> '' AND report_id IN (SELECT id FROM report WHERE ${old})`,
		sql`UPDATE report SET words = '', snapshot = '', statement = NULL
			WHERE (words <> '' OR snapshot <> '' OR statement IS NOT NULL) AND ${old}`
	];
}
