import type { Deciding, Decision, Side } from '#lib/households/reporting.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { noticeOf } from './notices.ts';
import { VERDICT } from './snapshots.ts';

export type DecideRefusal = 'decided-already';
type Done = { done: true } | { refusal: DecideRefusal };

/**
 * Decides a report, does what was decided, and tells the household what concerns it, in one batch. Of two operators one
 * decides; the same form sent again is done. Reporters read it on their receipt.
 */
export async function decide(
	db: Database,
	key: string,
	{ decision, ground, statement }: Deciding,
	now: number
): Promise<Done> {
	const won = sql`SELECT r.id FROM report r WHERE r.key = ${key} AND r.decided_at = ${now} AND r.decision = ${decision}`;
	const [decided] = await db.write([
		sql`UPDATE report SET decided_at = ${now}, decision = ${decision}, ground = ${ground}, statement = ${statement}
			WHERE key = ${key} AND decided_at IS NULL RETURNING id`,
		...doing(decision, won, now),
		telling(won, now)
	]);
	if (decided!.rows.length === 1) return { done: true };
	const same =
		await db.read(sql`SELECT 1 FROM report WHERE key = ${key} AND decision = ${decision} AND ground = ${ground}
		AND statement IS ${statement}`);
	return same.length === 1 ? { done: true } : { refusal: 'decided-already' };
}

/** Decides once more, after an objection. That is the last word on what this side said. */
export async function decideAgain(
	db: Database,
	key: string,
	by: Side,
	{ decision, ground, statement }: Deciding,
	now: number
): Promise<Done> {
	const of = sql`SELECT id FROM report WHERE key = ${key}`;
	const won = sql`SELECT o.report_id FROM objection o
		WHERE o.report_id = (${of}) AND o.by = ${by} AND o.decided_at = ${now} AND o.decision = ${decision}`;
	const [decided] = await db.write([
		sql`UPDATE objection SET decided_at = ${now}, decision = ${decision}, statement = ${statement}
			WHERE report_id = (${of}) AND by = ${by} AND decided_at IS NULL RETURNING report_id`,
		sql`UPDATE report SET ground = ${ground} WHERE id IN (${won})`,
		...doing(decision, won, now),
		telling(won, now)
	]);
	if (decided!.rows.length === 1) return { done: true };
	const same =
		await db.read(sql`SELECT 1 FROM objection WHERE report_id = (${of}) AND by = ${by} AND decision = ${decision}
		AND statement IS ${statement}`);
	return same.length === 1 ? { done: true } : { refusal: 'decided-already' };
}

/** What a decision does, for the reports that `won` gives: none, when another operator was first. */
function doing(decision: Decision, won: Statement, now: number): Statement[] {
	const household = sql`(SELECT household_id FROM report WHERE about <> 'request' AND id IN (${won}))`;
	if (decision === 'hidden')
		return [sql`UPDATE household SET hidden_at = ${now} WHERE id = ${household} AND hidden_at IS NULL`];
	const erasing = decision === 'erased' ? erasingWords(won, household) : [];
	return [...erasing, showing(won, household)];
}

/** Only what was reported goes: words that were changed since stay. */
function erasingWords(won: Statement, household: Statement): Statement[] {
	return [
		sql`UPDATE household SET nickname = NULL WHERE id = ${household}
			AND nickname = (SELECT json_extract(r.snapshot, '$.said.nickname') FROM report r WHERE r.id IN (${won}) AND r.snapshot <> '')`,
		sql`UPDATE item SET note = NULL WHERE household_id = ${household} AND note IN (
			SELECT json_extract(n.value, '$[1]') FROM report r, json_each(r.snapshot, '$.said.notes') n WHERE r.id IN (${won}) AND r.snapshot <> '')`,
		sql`UPDATE request SET known_by = NULL, own_words = NULL
			WHERE id = (SELECT request_id FROM report WHERE about = 'request' AND id IN (${won}))`
	];
}

/** The page is shown again, unless another report hides it: an open one, or a decision that nothing has mended since. */
function showing(won: Statement, household: Statement): Statement {
	return sql`UPDATE household SET hidden_at = NULL WHERE id = ${household} AND hidden_at IS NOT NULL AND NOT EXISTS (
		SELECT 1 FROM report r WHERE r.household_id = household.id AND r.about <> 'request' AND r.id NOT IN (${won}) AND (
			(r.decided_at IS NULL AND r.hidden_at IS NOT NULL)
			OR (${VERDICT} = 'hidden' AND NOT EXISTS (
				SELECT 1 FROM report m WHERE m.household_id = r.household_id AND m.decided_at > r.decided_at
					AND (m.decision = 'erased' OR (m.reason = 'mended' AND m.decision = 'kept'))))))`;
}

/** A household that nothing was done to is not told that somebody complained. */
function telling(won: Statement, now: number): Statement {
	return noticeOf(
		sql`(SELECT r.household_id FROM report r WHERE r.id IN (${won}) AND r.about <> 'request'
			AND (r.hidden_at IS NOT NULL OR r.reason = 'mended' OR r.decision <> 'kept' OR ${VERDICT} <> 'kept'))`,
		'moderation',
		now
	);
}
