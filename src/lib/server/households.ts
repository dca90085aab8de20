import type { ClaimRefusal } from '#lib/households/claiming.ts';
import type { KnownMailbox } from '#lib/households/passerBy.ts';
import { claimCode, newCode } from '#lib/codes/codes.ts';
import { timingSafeEqual } from 'node:crypto';
import { sessionStatementsToEndAll } from './auth/sessions.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { derive, kitHmac, newId, random, sha256 } from './keys.ts';
import { hasLeft, spend } from './limits.ts';

/** The mailbox behind a public code, with what its household lends; null when no such code was ever given. */
export async function knownMailbox(
	db: Database,
	code: string
): Promise<(KnownMailbox & { zone: string }) | null> {
	const [row] = await db.read<MailboxRow>(sql`
		SELECT m.code, m.emblem, h.zone, hh.id AS household, hh.nickname,
			EXISTS (SELECT 1 FROM claim c WHERE c.mailbox_id = m.id) AS claimed_before,
			EXISTS (SELECT 1 FROM pause p WHERE p.household_id = hh.id) AS paused,
			(SELECT json_group_array(json_array(i.pictogram, EXISTS (
				SELECT 1 FROM request r WHERE r.household_id = i.household_id AND r.state = 'handed-over' AND r.pictogram = i.pictogram
			))) FROM (SELECT * FROM item WHERE household_id = hh.id ORDER BY added_at, rowid) i) AS items
		FROM mailbox m JOIN hall h ON h.id = m.hall_id LEFT JOIN household hh ON hh.mailbox_id = m.id
		WHERE m.code = ${code}`);
	if (!row) return null;
	const items = JSON.parse(row.items) as [pictogram: string, out: number][];
	return {
		code: row.code,
		emblem: row.emblem,
		zone: row.zone,
		claimedBefore: row.claimed_before === 1,
		household: row.household && {
			nickname: row.nickname,
			paused: row.paused === 1,
			items: items.map(([pictogram, out]) => ({ pictogram, out: out === 1 }))
		}
	} as KnownMailbox & { zone: string };
}

interface MailboxRow {
	code: string;
	emblem: string;
	zone: string;
	household: string | null;
	nickname: string | null;
	claimed_before: number;
	paused: number;
	items: string;
}

/** Whether a code is that of a hall's poster. */
export async function isHallCode(db: Database, code: string): Promise<boolean> {
	return (await db.read(sql`SELECT 1 FROM hall WHERE code = ${code}`)).length === 1;
}

/** How long the same form may be sent again, after an answer that got lost. */
const FORM_LIVES_MS = 15 * 60_000;

export interface Claim {
	/** The mailbox's public code, as read by `readCode`. */
	readonly mailbox: string;
	/** The claim code of the letter, as read by `readCode`. */
	readonly claim: string;
	/** Random, from the form: the same form sent again is the same claim. */
	readonly once: string;
	readonly language: string;
	/** Where it comes from, as `fromHere` says it. */
	readonly from: string;
	readonly now: number;
	/** The civil day of the mailbox's zone. */
	readonly today: string;
}

export type Claimed = { household: string; spareKey: string } | { refusal: ClaimRefusal };

interface ClaimedBox {
	readonly id: number;
	readonly epoch: number;
	readonly letter_until_day: string;
}

/**
 * Makes the mailbox the household of whoever holds its letter. Of many at once one wins. An unknown mailbox gets the
 * answer of a wrong code, after the same work.
 */
export async function claimMailbox(db: Database, claim: Claim): Promise<Claimed> {
	const { mailbox: code, from, now } = claim;
	const uses = [
		{ limit: 'claimOfMailboxFromHere', of: `${code} ${from}` },
		{ limit: 'claimOfMailbox', of: code }
	] as const;
	if (!(await hasLeft(db, uses, now))) return { refusal: 'too-many-tries' };
	const [box] = await db.read<ClaimedBox>(
		sql`SELECT id, epoch, letter_until_day FROM mailbox WHERE code = ${code}`
	);
	const isRight = sameCode(claimCode(kitHmac(), code, box?.epoch ?? 0), claim.claim);
	if (!box || !isRight) {
		await spend(db, uses, now);
		return { refusal: 'wrong-code' };
	}
	const again = await claimedBefore(db, box, claim);
	if (again) return again;
	if (box.letter_until_day < claim.today) return { refusal: 'too-late' };
	return moveIn(db, box, claim);
}

function sameCode(expected: string, typed: string): boolean {
	return timingSafeEqual(Buffer.from(sha256(expected), 'hex'), Buffer.from(sha256(typed), 'hex'));
}

/** The household of this very form, whose answer got lost, with the same spare key; null when there is none. */
async function claimedBefore(db: Database, box: ClaimedBox, { once, now }: Claim): Promise<Claimed | null> {
	const [row] = await db.read<{ id: string; spare_key_hash: string }>(sql`
		SELECT hh.id, hh.spare_key_hash FROM claim c JOIN household hh ON hh.mailbox_id = c.mailbox_id
		WHERE c.mailbox_id = ${box.id} AND c.epoch = ${box.epoch} AND c.once_hash = ${sha256(once)} AND c.at > ${now - FORM_LIVES_MS}`);
	const spareKey = row && spareKeyOf(once, row.id);
	return spareKey && row.spare_key_hash === spareKeyHash(spareKey) ? { household: row.id, spareKey } : null;
}

async function moveIn(db: Database, box: ClaimedBox, claim: Claim): Promise<Claimed> {
	const { language, once, now } = claim;
	const household = newId();
	const spareKey = spareKeyOf(once, household);
	const [won] = await db.write([
		sql`INSERT INTO claim (mailbox_id, epoch, at, once_hash)
			SELECT id, epoch, ${now}, ${sha256(once)} FROM mailbox WHERE id = ${box.id} AND epoch = ${box.epoch}
				AND NOT EXISTS (SELECT 1 FROM household WHERE mailbox_id = ${box.id})
			ON CONFLICT DO NOTHING RETURNING epoch`,
		sql`INSERT INTO household (id, mailbox_id, language, spare_key_hash, claimed_at)
			SELECT ${household}, mailbox_id, ${language}, ${spareKeyHash(spareKey)}, ${now} FROM claim
			WHERE changes() = 1 AND mailbox_id = ${box.id} AND epoch = ${box.epoch}`
	]);
	if (won!.rows.length === 1) return { household, spareKey };
	return (await claimedBefore(db, box, claim)) ?? { refusal: 'already-claimed' };
}

/** The spare key that a form gives: the same form gives the same key. */
function spareKeyOf(once: string, household: string): string {
	let draw = 0;
	return newCode('key', (count) =>
		derive('spare key of a form')(`${once}|${household}|${draw++}`).subarray(0, count)
	);
}

const spareKeyHash = (key: string) => Buffer.from(derive('spare key')(key)).toString('hex');

export interface HomeView {
	readonly code: string;
	readonly emblem: string;
	readonly zone: string;
	readonly nickname: string | null;
	readonly language: string;
	readonly paused: boolean;
	readonly pictograms: readonly string[];
	readonly email: { readonly address: string; readonly confirmed: boolean } | null;
}

/** What a household sees of itself; null once it is gone. */
export async function homeOf(db: Database, household: string): Promise<HomeView | null> {
	const [row] = await db.read<HomeRow>(sql`
		SELECT m.code, m.emblem, h.zone, hh.nickname, hh.language, c.email, c.confirmed_at,
			EXISTS (SELECT 1 FROM pause p WHERE p.household_id = hh.id) AS paused,
			(SELECT json_group_array(pictogram) FROM (SELECT pictogram FROM item WHERE household_id = hh.id ORDER BY added_at, rowid)) AS items
		FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id JOIN hall h ON h.id = m.hall_id
			LEFT JOIN contact c ON c.household_id = hh.id
		WHERE hh.id = ${household}`);
	return (
		(row && {
			code: row.code,
			emblem: row.emblem,
			zone: row.zone,
			nickname: row.nickname,
			language: row.language,
			paused: row.paused === 1,
			pictograms: JSON.parse(row.items) as string[],
			email: row.email === null ? null : { address: row.email, confirmed: row.confirmed_at !== null }
		}) ??
		null
	);
}

interface HomeRow {
	code: string;
	emblem: string;
	zone: string;
	nickname: string | null;
	language: string;
	email: string | null;
	confirmed_at: number | null;
	paused: number;
	items: string;
}

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
			ON CONFLICT DO NOTHING`
	]);
}

export async function callOneself(db: Database, household: string, nickname: string | null): Promise<void> {
	await db.write([sql`UPDATE household SET nickname = ${nickname} WHERE id = ${household}`]);
}

/** Lends nothing until `resume`; twice is once. */
export async function pauseLending(db: Database, household: string, now: number): Promise<void> {
	await db.write([
		sql`INSERT INTO pause (household_id, at) VALUES (${household}, ${now}) ON CONFLICT DO NOTHING`
	]);
}

export async function resumeLending(db: Database, household: string): Promise<void> {
	await db.write([sql`DELETE FROM pause WHERE household_id = ${household}`]);
}

/** A new spare key; the old one is dead. */
export async function renewSpareKey(db: Database, household: string): Promise<string> {
	const spareKey = newCode('key', random);
	await db.write([
		sql`UPDATE household SET spare_key_hash = ${spareKeyHash(spareKey)} WHERE id = ${household}`
	]);
	return spareKey;
}

export interface KeyTurn {
	/** Random, from the form: the same form sent again opens again. */
	readonly once: string;
	readonly from: string;
	readonly now: number;
}

/** Opens a household with its spare key, which is used up by it; gives the next one. */
export async function openWithSpareKey(
	db: Database,
	spareKey: string,
	{ once, from, now }: KeyTurn
): Promise<{ household: string; spareKey: string } | { refusal: 'wrong-key' | 'too-many-tries' }> {
	const uses = [{ limit: 'keyFromHere', of: from }] as const;
	if (!(await hasLeft(db, uses, now))) return { refusal: 'too-many-tries' };
	const used = spareKeyHash(spareKey);
	const [row] = await db.read<{ id: string }>(sql`
		SELECT id FROM household WHERE spare_key_hash = ${used}
			OR (used_key_hash = ${used} AND used_once_hash = ${sha256(once)} AND used_at > ${now - FORM_LIVES_MS})`);
	if (!row) {
		await spend(db, uses, now);
		return { refusal: 'wrong-key' };
	}
	const next = spareKeyOf(once, row.id);
	const [, opened] = await db.write([
		sql`UPDATE household SET spare_key_hash = ${spareKeyHash(next)}, used_key_hash = ${used}, used_once_hash = ${sha256(once)}, used_at = ${now}
			WHERE id = ${row.id} AND spare_key_hash = ${used}`,
		sql`SELECT id FROM household WHERE id = ${row.id} AND used_key_hash = ${used} AND used_once_hash = ${sha256(once)}`
	]);
	return opened!.rows.length === 1 ? { household: row.id, spareKey: next } : { refusal: 'wrong-key' };
}

/**
 * "Changer la serrure": every other session, every ticket, the spare key and the address for letters end at once,
 * whoever had them. The session that asks for it stays, so that a lost answer locks nobody out. Gives the new spare key.
 */
export async function changeLock(db: Database, household: string, keptSession: string): Promise<string> {
	const spareKey = newCode('key', random);
	await db.write([
		sql`UPDATE household SET spare_key_hash = ${spareKeyHash(spareKey)}, used_key_hash = NULL, used_once_hash = NULL WHERE id = ${household}`,
		...sessionStatementsToEndAll({ kind: 'household', id: household }, keptSession),
		sql`UPDATE request SET ticket_hash = lower(hex(randomblob(32))) WHERE household_id = ${household}`,
		sql`DELETE FROM contact WHERE household_id = ${household}`,
		sql`DELETE FROM outbox WHERE household_id = ${household}`
	]);
	return spareKey;
}

/** Erases the household and all that hangs on it. The used claim code stays used, and says nothing. */
export async function leave(db: Database, household: string): Promise<void> {
	await db.write([sql`DELETE FROM household WHERE id = ${household}`]);
}
