import { MOST_ITEMS } from '#lib/households/claiming.ts';
import type { HowOneLends, Manner } from '#lib/households/manner.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';

/** A thing as its household sees it. */
export interface ThingView {
	readonly pictogram: string;
	readonly note: string | null;
	readonly paused: boolean;
	/** The first day on which it is shown again; null: when the household says so. */
	readonly untilDay: string | null;
	/** At a neighbour's now. */
	readonly out: boolean;
}

/** What a household offers, the oldest first. */
export async function thingsOf(db: Database, household: string): Promise<ThingView[]> {
	const rows = await db.read<ThingRow>(
		sql`SELECT ${THING} FROM item i WHERE i.household_id = ${household} ORDER BY i.added_at, i.rowid`
	);
	return rows.map(readThing);
}

/** One thing of a household; null when it does not offer it. */
export async function thingOf(db: Database, household: string, pictogram: string): Promise<ThingView | null> {
	const [row] = await db.read<ThingRow>(
		sql`SELECT ${THING} FROM item i WHERE i.household_id = ${household} AND i.pictogram = ${pictogram}`
	);
	return row ? readThing(row) : null;
}

const THING = sql`i.pictogram, i.note, i.paused_at IS NOT NULL AS paused, i.paused_until_day AS untilDay,
	EXISTS (SELECT 1 FROM request r WHERE r.household_id = i.household_id AND r.state = 'handed-over' AND r.pictogram = i.pictogram) AS out`;

type ThingRow = Omit<ThingView, 'paused' | 'out'> & { paused: number; out: number };

function readThing(row: ThingRow): ThingView {
	return { ...row, paused: row.paused === 1, out: row.out === 1 };
}

/** For a query: whether a thing `i` of the household `hh` is lent to whoever asks, at hand or not. */
export const isOffered = sql`i.paused_at IS NULL AND hh.asleep_at IS NULL AND hh.hidden_at IS NULL
	AND NOT EXISTS (SELECT 1 FROM pause p WHERE p.household_id = hh.id)
	AND NOT EXISTS (SELECT 1 FROM mailbox wall WHERE wall.id = hh.mailbox_id AND wall.gone_at IS NOT NULL)`;

/** For a query: whether what a `request` is about is still lent so. */
export const isStillOffered = sql`EXISTS (SELECT 1 FROM item i JOIN household hh ON hh.id = i.household_id
	WHERE i.household_id = request.household_id AND i.pictogram = request.pictogram AND ${isOffered})`;

/** How a household lends, and where it is. */
export interface LendingView extends HowOneLends {
	readonly emblem: string;
	readonly zone: string;
	/** The code of its hall. */
	readonly hall: string;
	readonly paused: boolean;
	/** The first day of lending again; null: when the household says so. */
	readonly untilDay: string | null;
}

/** Null once the household is gone. */
export async function lendingOf(db: Database, household: string): Promise<LendingView | null> {
	const [row] = await db.read<LendingRow>(sql`
		SELECT m.emblem, h.zone, h.code AS hall, hh.manner, hh.ring_from AS ringFrom, hh.ring_until AS ringUntil,
			hh.own_words_at IS NOT NULL AS ownWords, hh.listed_at IS NOT NULL AS listed,
			p.household_id IS NOT NULL AS paused, p.until_day AS untilDay
		FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id JOIN hall h ON h.id = m.hall_id
			LEFT JOIN pause p ON p.household_id = hh.id
		WHERE hh.id = ${household}`);
	if (!row) return null;
	return { ...row, ownWords: row.ownWords === 1, listed: row.listed === 1, paused: row.paused === 1 };
}

type LendingRow = Omit<LendingView, 'ownWords' | 'listed' | 'paused'> & {
	manner: Manner;
	ownWords: number;
	listed: number;
	paused: number;
};

/** Offers exactly these pictograms: new ones are added, the others taken away. A loan under way goes on. */
export async function offer(
	db: Database,
	household: string,
	pictograms: readonly string[],
	now: number
): Promise<void> {
	const chosen = JSON.stringify(pictograms);
	await db.write([
		sql`DELETE FROM item WHERE household_id = ${household} AND pictogram NOT IN (SELECT value FROM json_each(${chosen}))`,
		sql`INSERT INTO item (id, household_id, pictogram, added_at)
			SELECT lower(hex(randomblob(8))), hh.id, value, ${now} FROM household hh, json_each(${chosen}) WHERE hh.id = ${household}
			ON CONFLICT DO NOTHING`,
		...saysYes(household, now)
	]);
}

/** Offers one more thing, or shows a paused one again; twice is once. False when there is no room for another. */
export async function lendThing(
	db: Database,
	household: string,
	pictogram: string,
	now: number
): Promise<boolean> {
	const [added] = await db.write([
		sql`INSERT INTO item (id, household_id, pictogram, added_at)
			SELECT lower(hex(randomblob(8))), hh.id, ${pictogram}, ${now} FROM household hh WHERE hh.id = ${household}
				AND (SELECT count(*) FROM item o WHERE o.household_id = hh.id AND o.pictogram <> ${pictogram}) < ${MOST_ITEMS}
			ON CONFLICT (household_id, pictogram) DO UPDATE SET paused_at = NULL, paused_until_day = NULL RETURNING id`,
		...saysYes(household, now)
	]);
	return added!.rows.length === 1;
}

/** Lends a thing no more. A loan under way goes on. */
export async function stopLending(db: Database, household: string, pictogram: string): Promise<void> {
	await db.write([sql`DELETE FROM item WHERE household_id = ${household} AND pictogram = ${pictogram}`]);
}

/** What a borrower of a thing is told after the yes. False when the household does not offer it. */
export async function setItem(
	db: Database,
	household: string,
	pictogram: string,
	{ note }: { readonly note: string | null },
	now: number
): Promise<boolean> {
	const [set] = await db.write([
		sql`UPDATE item SET note = ${note} WHERE household_id = ${household} AND pictogram = ${pictogram} RETURNING id`,
		...saysYes(household, now)
	]);
	return set!.rows.length === 1;
}

/** Shows a thing to nobody until a day, or until `lendThing`. False when the household does not offer it. */
export async function pauseItem(
	db: Database,
	household: string,
	pictogram: string,
	now: number,
	untilDay: string | null
): Promise<boolean> {
	const [paused] = await db.write([
		sql`UPDATE item SET paused_at = coalesce(paused_at, ${now}), paused_until_day = ${untilDay}
			WHERE household_id = ${household} AND pictogram = ${pictogram} RETURNING id`
	]);
	return paused!.rows.length === 1;
}

/**
 * Lends nothing until a day, or until `resumeLending`; the last day said counts. Whoever names a day is willing to lend again
 * from then on: that answers "still willing?" too. A pause without one answers nothing.
 */
export async function pauseLending(
	db: Database,
	household: string,
	now: number,
	untilDay: string | null = null
): Promise<void> {
	await db.write([
		sql`INSERT INTO pause (household_id, at, until_day) SELECT hh.id, ${now}, ${untilDay} FROM household hh WHERE hh.id = ${household}
			ON CONFLICT (household_id) DO UPDATE SET until_day = excluded.until_day`,
		...(untilDay === null ? [] : saysYes(household, now))
	]);
}

/** Lends again, at once: a yes to "still willing?" as well. */
export async function resumeLending(db: Database, household: string, now: number): Promise<void> {
	await db.write([sql`DELETE FROM pause WHERE household_id = ${household}`, ...saysYes(household, now)]);
}

/** The yes to "still willing?": the question is closed, and a page that slept is awake. */
export async function stillWilling(db: Database, household: string, now: number): Promise<void> {
	await db.write(saysYes(household, now));
}

export async function setManner(
	db: Database,
	household: string,
	how: HowOneLends,
	now: number
): Promise<void> {
	await db.write([
		sql`UPDATE household SET manner = ${how.manner}, ring_from = ${how.ringFrom}, ring_until = ${how.ringUntil},
				own_words_at = iif(${how.ownWords ? 1 : 0}, coalesce(own_words_at, ${now}), NULL),
				listed_at = iif(${how.listed ? 1 : 0}, coalesce(listed_at, ${now}), NULL)
			WHERE id = ${household}`
	]);
}

export async function callOneself(db: Database, household: string, nickname: string | null): Promise<void> {
	await db.write([sql`UPDATE household SET nickname = ${nickname} WHERE id = ${household}`]);
}

/** Whoever changes what they lend is willing to lend. */
function saysYes(household: string, now: number): Statement[] {
	return [
		sql`UPDATE household SET willing_at = ${now}, willing_asked_at = NULL, asleep_at = NULL WHERE id = ${household}`,
		sql`DELETE FROM notice WHERE household_id = ${household} AND kind = 'still-willing' AND told_at IS NULL`
	];
}
