import {
	DAYS_TO_APPROVE,
	MOST_NEW_LETTERS_A_DAY,
	type MadeLetterReason,
	type NewLetterReason
} from '#lib/buildings/newLetter.ts';
import { addDays, type Day } from '#lib/calendar/days.ts';
import { LETTER_DAYS } from '#lib/codes/codes.ts';
import { auditing, type Actor } from './audit.ts';
import { inScope, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { newId } from './keys.ts';
import { recountKits } from './kitLife.ts';

const DAY = 24 * 3_600_000;

/** A new letter asked for again within this time is the same letter: a double tap prints no dead one. */
const SAME_LETTER_MS = 10 * 60_000;

/** How long the office shows what was made and what was answered. */
const DAYS_SHOWN = 30;

/** Residences that one line of the audit log names. */
const MOST_NAMES = 5;

export interface Renewing {
	readonly reason: NewLetterReason;
	readonly today: Day;
	readonly now: number;
}

export type NewLetters = { made: number } | { approval: string } | { refusal: 'no-mailbox' };

/**
 * A new letter for each of these mailboxes (their codes): the next epoch, with the full time; every older letter of them is
 * dead. `moved-out` frees the box too, `gone` takes it off the wall. It is the same whether a mailbox is claimed or not: what
 * becomes of a household is the business of `takeovers.ts`. Beyond so many in a day it becomes a question to somebody else.
 */
export async function makeNewLetters(
	db: Database,
	actor: Actor,
	scope: Scope,
	mailboxCodes: readonly string[],
	renewing: Renewing
): Promise<NewLetters> {
	const { reason, now } = renewing;
	const { landlordId } = scope;
	const named = sql`m.code IN (SELECT value FROM json_each(${JSON.stringify(mailboxCodes)}))`;
	const there = mailboxesThat(scope, sql`${named} AND ${isThere(now)}`);
	const wanted = mailboxesThat(scope, sql`${named} AND m.gone_at IS NULL AND ${wasNotJustDone(renewing)}`);
	const about = await placesOf(db, landlordId, there);
	if (about.n === 0) return { refusal: 'no-mailbox' };
	const [, , , , , , asked, made] = await db.write([
		givingLetters(landlordId, sql`id IN (${wanted}) AND ${areFewEnough(landlordId, wanted, now)}`, renewing),
		writingLetters(landlordId, sql`${named}`, actor, renewing),
		auditing(actor, `letters-${reason}`, about, now, { ifChanged: true }),
		askingForYes(actor, landlordId, wanted, renewing),
		auditing(actor, 'approval-asked', about, now, { ifChanged: true }),
		recountKits(landlordId, hallsOf(landlordId, there)),
		sql`SELECT key FROM approval WHERE landlord_id = ${landlordId} AND ${isOpen(now)} AND reason = ${reason} AND mailboxes = (${idsOf(wanted)})`,
		sql`SELECT count(*) AS n FROM mailbox m WHERE m.landlord_id = ${landlordId} AND m.id IN (${there}) AND m.reissued_at > ${now - SAME_LETTER_MS}`
	]);
	const [approval] = asked!.rows as { key: string }[];
	return approval ? { approval: approval.key } : { made: made!.rows[0]!.n as number };
}

function mailboxesThat(scope: Scope, which: Statement): Statement {
	return sql`SELECT m.id FROM mailbox m JOIN hall h ON h.id = m.hall_id JOIN building b ON b.id = h.building_id
		WHERE ${inScope(scope, sql`m`, sql`b.residence_id`, sql`h.id`)} AND ${which}`;
}

const hallsOf = (landlordId: number, mailboxes: Statement) =>
	sql`SELECT m.hall_id FROM mailbox m WHERE m.landlord_id = ${landlordId} AND m.id IN (${mailboxes})`;

const isThere = (now: number) => sql`coalesce(m.gone_at, ${now}) > ${now - SAME_LETTER_MS}`;

function wasNotJustDone({ reason, now }: Renewing): Statement {
	const done = reason === 'moved-out' ? sql`m.freed_at` : sql`m.reissued_at`;
	return reason === 'gone' ? sql`m.gone_at IS NULL` : sql`coalesce(${done}, 0) <= ${now - SAME_LETTER_MS}`;
}

/** What the audit log says of them: how many they are, and of which residences. */
async function placesOf(
	db: Database,
	landlordId: number,
	mailboxes: Statement
): Promise<{ n: number; residence: string }> {
	const rows = await db.read<{ name: string; n: number }>(sql`
		SELECT r.name, count(*) AS n FROM mailbox m JOIN hall h ON h.id = m.hall_id JOIN building b ON b.id = h.building_id
			JOIN residence r ON r.id = b.residence_id WHERE m.landlord_id = ${landlordId} AND m.id IN (${mailboxes}) GROUP BY r.id ORDER BY r.name`);
	const names = rows.slice(0, MOST_NAMES).map(({ name }) => name);
	if (rows.length > MOST_NAMES) names.push('…');
	return { n: rows.reduce((sum, { n }) => sum + n, 0), residence: names.join(', ') };
}

function givingLetters(landlordId: number, which: Statement, { reason, today, now }: Renewing): Statement {
	return sql`UPDATE mailbox SET epoch = epoch + 1, letter_until_day = ${addDays(today, LETTER_DAYS)}, reissued_at = ${now},
			freed_at = iif(${reason} = 'moved-out', ${now}, freed_at), gone_at = iif(${reason} = 'gone', ${now}, gone_at)
		WHERE landlord_id = ${landlordId} AND gone_at IS NULL AND ${which}`;
}

function areFewEnough(landlordId: number, wanted: Statement, now: number): Statement {
	return sql`${MOST_NEW_LETTERS_A_DAY} >= (SELECT count(*) FROM (${wanted})) + ${doneAlone(landlordId, now)}`;
}

/**
 * How many mailboxes of a landlord got a new letter or left the wall in a day, by forms, lists and software, without a second
 * person. What came back to the wall takes nobody's place (takeovers.ts) and is not counted; what is of a building that was
 * handed over since still is.
 */
export function doneAlone(landlordId: number, now: number): Statement {
	const unasked = sql`n.at > ${now - DAY} AND n.reason <> 'back'
		AND NOT EXISTS (SELECT 1 FROM approval a WHERE a.landlord_id = ${landlordId} AND a.decision = 'yes' AND a.decided_at = n.at)`;
	return sql`((SELECT count(*) FROM new_letter n WHERE n.landlord_id = ${landlordId} AND ${unasked}) +
		(SELECT count(*) FROM handover o CROSS JOIN hall h ON h.building_id = o.building_id CROSS JOIN mailbox m ON m.hall_id = h.id
			CROSS JOIN new_letter n ON n.mailbox_id = m.id AND n.at <= o.decided_at AND n.landlord_id <> o.landlord_id
			WHERE o.landlord_id = ${landlordId} AND o.decision = 'taken' AND o.decided_at > ${now - DAY} AND ${unasked}) +
		(SELECT coalesce(sum(d.report -> 'list' -> 'mailboxes' ->> 'missing'), 0) FROM list_draft d
			WHERE d.landlord_id = ${landlordId} AND d.is_whole = 1 AND d.undone_at IS NULL AND d.report ->> 'byTwo' IS NULL
				AND (d.state = 'importing' OR d.imported_at > ${now - DAY})))`;
}

/** The rows of the letters that the statement before it gave. */
export function writingLetters(
	landlordId: number,
	which: Statement,
	{ staffId }: Pick<Actor, 'staffId'>,
	{ reason, now }: { reason: MadeLetterReason; now: number }
): Statement {
	return sql`INSERT INTO new_letter (landlord_id, mailbox_id, epoch, reason, staff_id, at)
		SELECT m.landlord_id, m.id, m.epoch, ${reason}, ${staffId}, ${now} FROM mailbox m
		WHERE changes() > 0 AND m.landlord_id = ${landlordId} AND m.reissued_at = ${now} AND ${which} ON CONFLICT DO NOTHING`;
}

const isOpen = (now: number) => sql`decision IS NULL AND asked_at > ${now - DAYS_TO_APPROVE * DAY}`;

const idsOf = (mailboxes: Statement) => sql`SELECT json_group_array(id) FROM (${mailboxes} ORDER BY 1)`;

/** What is still wanted after the letters were given was too much for one person. The same question is asked once. */
function askingForYes(
	{ staffId }: Actor,
	landlordId: number,
	wanted: Statement,
	{ reason, now }: Renewing
): Statement {
	return sql`INSERT INTO approval (landlord_id, key, asked_by, asked_at, reason, mailboxes, count)
		SELECT ${landlordId}, ${newId()}, ${staffId}, ${now}, ${reason}, (${idsOf(wanted)}), (SELECT count(*) FROM (${wanted}))
		WHERE EXISTS (${wanted}) AND NOT EXISTS (SELECT 1 FROM approval WHERE landlord_id = ${landlordId} AND ${isOpen(now)}
			AND reason = ${reason} AND mailboxes = (${idsOf(wanted)}))`;
}

/** New letters that were made for mailboxes of a hall at one instant, and that still count. */
export interface LettersMade {
	readonly at: number;
	readonly reason: MadeLetterReason;
	/** What stands on the mailboxes, in walking order. */
	readonly labels: readonly string[];
}

/** The new letters of a hall in the last days, the last ones first. */
export async function lettersMadeIn(
	db: Database,
	scope: Scope,
	hallCode: string,
	now: number
): Promise<LettersMade[]> {
	const rows = await db.read<{ at: number; reason: MadeLetterReason; labels: string }>(sql`
		SELECT at, reason, json_group_array(label) AS labels FROM (
			SELECT n.at, n.reason, m.label FROM new_letter n JOIN mailbox m ON m.id = n.mailbox_id AND m.epoch = n.epoch AND m.gone_at IS NULL
				JOIN hall h ON h.id = m.hall_id JOIN building b ON b.id = h.building_id
			WHERE ${inScope(scope, sql`n`, sql`b.residence_id`, sql`h.id`)} AND h.code = ${hallCode} AND n.at > ${now - DAYS_SHOWN * DAY}
			ORDER BY m.position, m.id)
		GROUP BY at, reason ORDER BY at DESC`);
	return rows.map((row) => ({ ...row, labels: JSON.parse(row.labels) as string[] }));
}

/** How many boxes of a hall wait for somebody's yes. */
export async function boxesThatWait(
	db: Database,
	scope: Scope,
	hallCode: string,
	now: number
): Promise<number> {
	const [row] = await db.read<{ n: number }>(sql`
		SELECT count(DISTINCT m.id) AS n FROM approval a CROSS JOIN json_each(a.mailboxes) j CROSS JOIN mailbox m ON m.id = j.value
			CROSS JOIN hall h ON h.id = m.hall_id CROSS JOIN building b ON b.id = h.building_id
		WHERE a.landlord_id = ${scope.landlordId} AND ${isOpen(now)} AND h.code = ${hallCode} AND ${inScope(scope, sql`m`, sql`b.residence_id`, sql`h.id`)}`);
	return row!.n;
}

export type ApprovalState = 'open' | 'yes' | 'no' | 'expired';

/** New letters that somebody asked for, and that somebody else decides about. */
export interface ApprovalView {
	readonly key: string;
	readonly state: ApprovalState;
	readonly reason: NewLetterReason;
	readonly count: number;
	readonly askedAt: number;
	/** The mail address of who asked; null for software and for who is gone. */
	readonly askedBy: string | null;
	/** Asked by who reads this: it is not theirs to decide. */
	readonly isMine: boolean;
	readonly decidedBy: string | null;
	/** When the question ends, or ended. */
	readonly until: number;
	/** Where these mailboxes are, in walking order, with how many of each hall. */
	readonly places: readonly ApprovalPlace[];
}

export interface ApprovalPlace {
	readonly residence: string;
	readonly address: string;
	readonly entrance: string;
	readonly n: number;
}

type ApprovalRow = Omit<ApprovalView, 'state' | 'isMine' | 'places' | 'until'> & {
	decision: 'yes' | 'no' | 'expired' | null;
	decidedAt: number | null;
	asker: string | null;
	places: string;
};

/** How many questions of a landlord somebody else asked, and nobody answered yet. */
export async function approvalsThatWait(
	db: Database,
	{ landlordId, staffId }: Actor,
	now: number
): Promise<number> {
	const [row] = await db.read<{ n: number }>(
		sql`SELECT count(*) AS n FROM approval WHERE landlord_id = ${landlordId} AND ${isOpen(now)} AND (asked_by IS NULL OR asked_by IS NOT ${staffId})`
	);
	return row!.n;
}

/** The questions of a landlord that are open, and those that were lately answered; the last one first. */
export async function approvalsOf(db: Database, actor: Actor, now: number): Promise<ApprovalView[]> {
	const rows = await db.read<ApprovalRow>(sql`
		SELECT a.key, a.decision, a.reason, a.count, a.asked_at AS askedAt, a.decided_at AS decidedAt, a.asked_by AS asker,
			asking.email AS askedBy, deciding.email AS decidedBy,
			(SELECT json_group_array(json_object('residence', residence, 'address', address, 'entrance', entrance, 'n', n)) FROM (
				SELECT r.name AS residence, h.address, h.name AS entrance, count(*) AS n FROM json_each(a.mailboxes) j CROSS JOIN mailbox m ON m.id = j.value
					JOIN hall h ON h.id = m.hall_id JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id
				WHERE m.landlord_id = a.landlord_id GROUP BY h.id ORDER BY h.position)) AS places
		FROM approval a LEFT JOIN staff asking ON asking.id = a.asked_by LEFT JOIN staff deciding ON deciding.id = a.decided_by
		WHERE a.landlord_id = ${actor.landlordId} AND coalesce(a.decided_at, a.asked_at) > ${now - DAYS_SHOWN * DAY}
		ORDER BY a.decision IS NOT NULL, a.asked_at DESC`);
	return rows.map((row) => viewOf(row, actor, now));
}

function viewOf(
	{ decision, decidedAt, asker, places, ...row }: ApprovalRow,
	{ staffId }: Actor,
	now: number
): ApprovalView {
	const endsAt = row.askedAt + DAYS_TO_APPROVE * DAY;
	return {
		...row,
		state: decision ?? (endsAt > now ? 'open' : 'expired'),
		isMine: asker !== null && asker === staffId,
		until: decidedAt ?? endsAt,
		places: JSON.parse(places) as ApprovalPlace[]
	};
}

export const approvalRefusals = ['own', 'over'] as const;
export type ApprovalRefusal = (typeof approvalRefusals)[number];

/**
 * Somebody who did not ask says yes or no. Yes makes the letters in the same batch, once. The same answer again is one
 * answer; null when there is no such question, or it is another landlord's.
 */
export async function decideApproval(
	db: Database,
	actor: Actor,
	key: string,
	decision: 'yes' | 'no',
	{ today, now }: Pick<Renewing, 'today' | 'now'>
): Promise<{ done: true } | { refusal: ApprovalRefusal } | null> {
	const { landlordId, staffId } = actor;
	const [row] = await db.read<{ reason: NewLetterReason; askedBy: string | null }>(
		sql`SELECT reason, asked_by AS askedBy FROM approval WHERE landlord_id = ${landlordId} AND key = ${key}`
	);
	if (!row) return null;
	if (row.askedBy !== null && row.askedBy === staffId) return { refusal: 'own' };
	const meant = sql`SELECT j.value FROM approval a, json_each(a.mailboxes) j WHERE a.landlord_id = ${landlordId} AND a.key = ${key}`;
	const about = await placesOf(db, landlordId, meant);
	const renewing = { reason: row.reason, today, now };
	const said = { ...about, ...(await whoAsked(db, landlordId, row.askedBy)) };
	const [, , , , , decided] = await db.write([
		sql`UPDATE approval SET decision = ${decision}, decided_by = ${staffId}, decided_at = ${now}
			WHERE landlord_id = ${landlordId} AND key = ${key} AND ${isOpen(now)} AND (asked_by IS NULL OR asked_by IS NOT ${staffId})`,
		auditing(actor, `approval-${decision}`, said, now, { ifChanged: true }),
		givingLetters(landlordId, sql`changes() > 0 AND ${decision} = 'yes' AND id IN (${meant})`, renewing),
		writingLetters(landlordId, sql`m.id IN (${meant})`, actor, renewing),
		recountKits(landlordId, hallsOf(landlordId, meant)),
		sql`SELECT 1 FROM approval WHERE landlord_id = ${landlordId} AND key = ${key} AND decision = ${decision} AND decided_by IS ${staffId}`
	]);
	return decided!.rows.length > 0 ? { done: true } : { refusal: 'over' };
}

async function whoAsked(db: Database, landlordId: number, id: string | null): Promise<{ asked: string }> {
	const [row] = await db.read<{ email: string }>(
		sql`SELECT email FROM staff WHERE landlord_id = ${landlordId} AND id = ${id}`
	);
	return { asked: row?.email ?? '' };
}

/** What time does: questions that nobody answered in a week are over. */
export function expireApprovals(now: number): Statement {
	const until = now - DAYS_TO_APPROVE * DAY;
	return sql`UPDATE approval SET decision = 'expired', decided_at = asked_at + ${DAYS_TO_APPROVE * DAY} WHERE decision IS NULL AND asked_at <= ${until}`;
}
