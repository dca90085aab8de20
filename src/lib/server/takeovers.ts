import { HOURS_TO_REFUSE, type NewLetterReason } from '#lib/buildings/newLetter.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { erasing } from './leaving.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TO_REFUSE = HOURS_TO_REFUSE * HOUR;
/** Between being told and being erased, if the notice was late. */
const AFTER_NOTICE = DAY;

/** Letters that are older were told of long ago. */
const DAYS_LOOKED_BACK = 14;
/** How long a household reads on its page whose its building is now. */
const DAYS_OF_NEWS = 30;
/** Households that one batch erases. */
const AT_ONCE = 100;

/** Of a household `hh` in the mailbox `m`: nobody used or refused the code of the last letter. */
const IS_UNUSED = sql`NOT EXISTS (SELECT 1 FROM claim c WHERE c.mailbox_id = m.id AND c.epoch = m.epoch)`;
const IS_GONE = sql`m.gone_at IS NOT NULL`;
/** It was said that they moved out, and they have not said no to this or a later letter. */
const IS_FREED = sql`(m.gone_at IS NULL AND m.freed_at > hh.claimed_at
	AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.mailbox_id = m.id AND c.epoch = hh.refused_epoch AND c.at >= m.freed_at))`;
/** The letter of a box that left the wall and came back: nobody counted it, so it takes nobody's place. */
const CAME_BACK = sql`EXISTS (SELECT 1 FROM new_letter x WHERE x.mailbox_id = m.id AND x.epoch = m.epoch AND x.reason = 'back')`;
const IS_RENEWED = sql`(m.gone_at IS NULL AND m.reissued_at > hh.claimed_at AND ${IS_UNUSED} AND NOT ${CAME_BACK})`;
/** What became of its mailbox since it came: null for nothing. */
const WHY = sql`CASE WHEN ${IS_GONE} THEN 'gone' WHEN ${IS_FREED} THEN 'moved-out' WHEN ${IS_RENEWED} THEN 'lost' END`;
const SINCE = sql`CASE WHEN ${IS_GONE} THEN m.gone_at WHEN ${IS_FREED} THEN m.freed_at ELSE m.reissued_at END`;
const KIND = sql`CASE WHEN ${IS_GONE} THEN 'gone' WHEN ${IS_FREED} THEN 'moved-out' ELSE 'new-letter' END`;
const TOLD_AT = sql`(SELECT max(n.created_at) FROM notice n WHERE n.household_id = hh.id AND n.kind = ${KIND} AND n.created_at >= ${SINCE})`;
/** The new code does not open before it, and nothing is erased before it. */
const UNTIL = sql`max(${SINCE} + ${TO_REFUSE}, coalesce(${TOLD_AT} + ${AFTER_NOTICE}, 0))`;
/** The same of the last letter, where an older one freed the box. */
const OPENS_AT = sql`max(${UNTIL}, m.reissued_at + ${TO_REFUSE})`;

/** The household, if there is one, that the letter of this epoch takes over: its code has slept long enough, and nobody refused. */
export function takenOver(
	mailbox: number,
	epoch: number,
	{ own, now }: { own: string | null; now: number }
): Statement {
	return sql`SELECT hh.id FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id
		WHERE hh.mailbox_id = ${mailbox} AND m.epoch = ${epoch} AND ${IS_RENEWED} AND ${OPENS_AT} <= ${now} AND hh.id IS NOT ${own}`;
}

/** Until when the code of a mailbox's letter sleeps, because somebody lives there who may refuse; null when it does not. */
export async function asleepUntil(db: Database, mailbox: number, now: number): Promise<number | null> {
	const [row] = await db.read<{ until: number }>(sql`
		SELECT ${OPENS_AT} AS until FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id
		WHERE hh.mailbox_id = ${mailbox} AND ${IS_RENEWED} AND ${OPENS_AT} > ${now}`);
	return row?.until ?? null;
}

export interface NewLetterNews {
	readonly reason: NewLetterReason;
	readonly epoch: number;
	/** From then on whoever holds the letter may take the mailbox over, or everything is erased. */
	readonly until: number;
}

/** What was lately said of a household's mailbox, for its first page; null when there is nothing to tell. */
export async function newLetterOf(
	db: Database,
	household: string,
	now: number
): Promise<NewLetterNews | null> {
	const [row] = await db.read<NewLetterNews>(sql`
		SELECT ${WHY} AS reason, m.epoch, ${UNTIL} AS until FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id
		WHERE hh.id = ${household} AND ${WHY} IS NOT NULL
			AND (${WHY} <> 'lost' OR m.letter_until_day >= date(${now} / 1000, 'unixepoch', '-1 day'))`);
	return row ?? null;
}

/**
 * The household is still there: the code of this letter works for nobody any more, and nothing is erased. False when it is too
 * late, or the box is gone; the same tap again is true.
 */
export async function refuseNewLetter(
	db: Database,
	household: string,
	epoch: number,
	now: number
): Promise<boolean> {
	const [, , refused] = await db.write([
		sql`INSERT INTO claim (mailbox_id, epoch, at, once_hash)
			SELECT m.id, m.epoch, ${now}, 'refused' FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id
			WHERE hh.id = ${household} AND m.epoch = ${epoch} AND m.gone_at IS NULL AND m.reissued_at > hh.claimed_at ON CONFLICT DO NOTHING`,
		sql`UPDATE household SET refused_epoch = ${epoch}, told_epoch = ${epoch} WHERE changes() > 0 AND id = ${household}`,
		sql`SELECT 1 FROM household WHERE id = ${household} AND refused_epoch >= ${epoch}`
	]);
	return refused!.rows.length > 0;
}

/** What people wait for: households are told of the new letters of their mailboxes. */
export function tellingOfNewLetters(now: number): Statement[] {
	const those = sql`landlord l CROSS JOIN new_letter w ON w.landlord_id = l.id AND w.at > ${now - DAYS_LOOKED_BACK * DAY}
		CROSS JOIN mailbox m ON m.id = w.mailbox_id AND m.epoch = w.epoch CROSS JOIN household hh ON hh.mailbox_id = m.id
		AND hh.told_epoch IS NOT m.epoch AND ${WHY} IS NOT NULL`;
	return [
		telling(those, now),
		sql`UPDATE household SET told_epoch = (SELECT epoch FROM mailbox WHERE id = household.mailbox_id)
			WHERE household.id IN (SELECT hh.id FROM ${those})`
	];
}

function telling(those: Statement, now: number): Statement {
	return sql`INSERT INTO notice (household_id, kind, created_at, useless_at)
		SELECT hh.id, ${KIND}, ${now}, max(${SINCE} + ${TO_REFUSE}, ${now + AFTER_NOTICE}) FROM ${those}
		WHERE NOT EXISTS (SELECT 1 FROM notice n WHERE n.household_id = hh.id AND n.kind = ${KIND} AND n.created_at >= ${SINCE})`;
}

/** The same for what changed mailboxes without a row of `new_letter`: lists that take boxes off the wall. */
export function tellingOfTheRest(now: number): Statement {
	return telling(
		sql`household hh CROSS JOIN mailbox m ON m.id = hh.mailbox_id
			AND (${IS_GONE} OR ${IS_FREED} OR (${IS_RENEWED} AND m.reissued_at > ${now - DAYS_LOOKED_BACK * DAY}))`,
		now
	);
}

/**
 * Erases the households whose mailbox was freed or is gone, once they had their time and a notice. After that a freed box is
 * as one that was never opened, whether somebody lived there or not.
 */
export async function eraseWhoMovedOut(db: Database, now: number): Promise<void> {
	const those = sql`household hh CROSS JOIN mailbox m ON m.id = hh.mailbox_id
		WHERE (${IS_GONE} OR ${IS_FREED}) AND ${TOLD_AT} IS NOT NULL AND ${UNTIL} <= ${now}`;
	for (;;) {
		const found = await db.read<{ id: string }>(sql`SELECT hh.id FROM ${those} LIMIT ${AT_ONCE}`);
		const ids = JSON.stringify(found.map(({ id }) => id));
		const still = sql`SELECT hh.id FROM ${those} AND hh.id IN (SELECT value FROM json_each(${ids}))`;
		if (found.length > 0) await db.write(erasing(still));
		if (found.length < AT_ONCE) break;
	}
	await db.write(becomingReady(now));
}

/** Codes of older letters are dead anyway: without their rows, the page of a freed box says that it is ready. */
function becomingReady(now: number): Statement[] {
	const those = sql`SELECT m.id FROM landlord l CROSS JOIN new_letter w ON w.landlord_id = l.id AND w.reason = 'moved-out'
			AND w.at > ${now - DAYS_LOOKED_BACK * DAY} AND w.at <= ${now - TO_REFUSE}
		CROSS JOIN mailbox m ON m.id = w.mailbox_id WHERE m.freed_at <= ${now - TO_REFUSE}
			AND NOT EXISTS (SELECT 1 FROM household hh WHERE hh.mailbox_id = m.id)
			AND EXISTS (SELECT 1 FROM claim c WHERE c.mailbox_id = m.id AND c.epoch < m.epoch)
			AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.mailbox_id = m.id AND c.epoch = m.epoch)`;
	return [
		sql`INSERT INTO page_change (code) SELECT m.code FROM mailbox m WHERE m.id IN (${those})`,
		sql`DELETE FROM claim WHERE mailbox_id IN (${those})`
	];
}

/** Households of a building that has a new landlord are told so, once. */
export function tellingOfHandovers(now: number): Statement[] {
	const untold = sql`o.decision = 'taken' AND o.told_at IS NULL`;
	return [
		sql`INSERT INTO notice (household_id, kind, created_at, useless_at)
			SELECT hh.id, 'handover', ${now}, ${now + DAYS_OF_NEWS * DAY}
			FROM handover o CROSS JOIN hall h ON h.building_id = o.building_id CROSS JOIN mailbox m ON m.hall_id = h.id
				CROSS JOIN household hh ON hh.mailbox_id = m.id AND hh.claimed_at < o.decided_at WHERE ${untold}`,
		sql`UPDATE handover AS o SET told_at = ${now} WHERE ${untold}`
	];
}

/** The name of the landlord whose the building is since lately; null when it has not changed while this household was there. */
export async function newLandlordOf(db: Database, household: string, now: number): Promise<string | null> {
	const [row] = await db.read<{ name: string }>(sql`
		SELECT l.name FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id JOIN hall h ON h.id = m.hall_id
			JOIN handover o ON o.building_id = h.building_id AND o.decision = 'taken' JOIN landlord l ON l.id = o.to_landlord_id
		WHERE hh.id = ${household} AND o.decided_at > hh.claimed_at AND o.decided_at > ${now - DAYS_OF_NEWS * DAY} ORDER BY o.decided_at DESC LIMIT 1`);
	return row?.name ?? null;
}
