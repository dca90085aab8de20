import type { Decision } from '#lib/households/reporting.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { newId, random, sha256 } from './keys.ts';
import {
	mayObject,
	object,
	REPORT,
	viewOf,
	type ObjectRefusal,
	type ReportRow,
	type ReportView
} from './reports.ts';
import { PAGE_SNAPSHOT, readSnapshot, SAID, VERDICT, type Snapshot } from './snapshots.ts';

const DAY = 24 * 3_600_000;
/** How long a decision that is over stays on the household's first page. */
const DAYS_OF_NEWS = 30;

/** A household is told of what was done to its page, and not that somebody found nothing: that would only set neighbours at odds. */
const CONCERNS = sql`r.about <> 'request' AND (r.hidden_at IS NOT NULL OR r.reason = 'mended' OR r.decision IN ('hidden', 'erased')
	OR EXISTS (SELECT 1 FROM objection o WHERE o.report_id = r.id AND o.decision IN ('hidden', 'erased')))`;

export interface News {
	readonly key: string;
	/** What was decided; null while somebody looks. */
	readonly verdict: Decision | null;
	/** The page is hidden now. */
	readonly isHidden: boolean;
}

/** What moderation last did to the page of a household, for its first page; null when there is nothing to tell. */
export async function moderationNews(db: Database, household: string, now: number): Promise<News | null> {
	const [row] = await db.read<{ key: string; verdict: Decision | null; hidden: number }>(sql`
		SELECT r.key, ${VERDICT} AS verdict, hh.hidden_at IS NOT NULL AS hidden FROM report r JOIN household hh ON hh.id = r.household_id
		WHERE hh.id = ${household} AND ${CONCERNS} AND (r.decided_at IS NULL OR hh.hidden_at IS NOT NULL OR r.decided_at > ${now - DAYS_OF_NEWS * DAY}
			OR EXISTS (SELECT 1 FROM objection o WHERE o.report_id = r.id AND coalesce(o.decided_at, ${now}) > ${now - DAYS_OF_NEWS * DAY}))
		ORDER BY r.id DESC LIMIT 1`);
	return row ? { key: row.key, verdict: row.verdict, isHidden: row.hidden === 1 } : null;
}

export interface DecisionView extends ReportView {
	/** What was there; null once it was erased. */
	readonly snapshot: Snapshot | null;
	readonly isHidden: boolean;
	readonly zone: string;
	readonly objectUntil: number | null;
	/** The page is hidden by this decision, and its words are others now. */
	readonly mayAskAgain: boolean;
}

type DecisionRow = ReportRow & {
	snapshot: string;
	zone: string;
	hidden: number;
	changed: number;
	asked: number;
};

/** A decision about a household's own page; null for what is not its own, or was not about it. */
export async function decisionAbout(
	db: Database,
	household: string,
	key: string,
	now: number
): Promise<DecisionView | null> {
	const [row] = await db.read<DecisionRow>(sql`
		SELECT ${REPORT}, r.snapshot, h.zone, hh.hidden_at IS NOT NULL AS hidden, ${HAS_CHANGED} AS changed, ${ASKS_AGAIN} AS asked
		FROM report r JOIN household hh ON hh.id = r.household_id JOIN mailbox m ON m.id = hh.mailbox_id JOIN hall h ON h.id = m.hall_id
		WHERE r.key = ${key} AND r.household_id = ${household} AND ${CONCERNS}`);
	if (!row) return null;
	const view = viewOf(row);
	const isHidden = row.hidden === 1;
	return {
		...view,
		snapshot: readSnapshot(row.snapshot),
		isHidden,
		zone: row.zone,
		objectUntil: mayObject(view, 'household', now),
		mayAskAgain: isHidden && view.verdict === 'hidden' && row.changed === 1 && row.asked === 0
	};
}

const HAS_CHANGED = sql`(r.snapshot = '' OR json_extract(r.snapshot, '$.said') IS NOT ${SAID})`;
const ASKS_AGAIN = sql`EXISTS (SELECT 1 FROM report a WHERE a.household_id = hh.id AND a.reason = 'mended' AND a.decided_at IS NULL)`;

/** A household objects to what was decided against its page. The same form twice is one objection; null for what is not its own. */
export async function objectAsHousehold(
	db: Database,
	household: string,
	key: string,
	words: string,
	now: number
): Promise<{ done: true } | { refusal: ObjectRefusal } | null> {
	const view = await decisionAbout(db, household, key, now);
	const which = sql`r.key = ${key} AND r.household_id = ${household}`;
	return view && object(db, which, 'household', view, words, now);
}

/**
 * A household whose page is hidden has changed its words, and asks to be shown again: a new row of the register, decided
 * like any other. One at a time, and false when nothing has changed.
 */
export async function askAgain(db: Database, household: string, key: string, now: number): Promise<boolean> {
	const [, asked] = await db.write([
		sql`INSERT INTO report (key, receipt_hash, code, about, reason, words, at, household_id, snapshot)
			SELECT ${newId()}, ${sha256(random(16).toString('hex'))}, m.code, 'page', 'mended', '', ${now}, hh.id, ${PAGE_SNAPSHOT}
			FROM report r JOIN household hh ON hh.id = r.household_id JOIN mailbox m ON m.id = hh.mailbox_id
			WHERE r.key = ${key} AND r.household_id = ${household} AND hh.hidden_at IS NOT NULL AND ${VERDICT} = 'hidden'
				AND ${HAS_CHANGED} AND NOT ${ASKS_AGAIN}`,
		sql`SELECT 1 FROM report WHERE household_id = ${household} AND reason = 'mended' AND decided_at IS NULL`
	]);
	return asked!.rows.length > 0;
}
