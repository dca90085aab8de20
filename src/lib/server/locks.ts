import { newCode } from '#lib/codes/codes.ts';
import { sessionStatementsToEndAll } from './auth/sessions.ts';
import type { Database } from './db/database.ts';
import { isConstraintError } from './db/errors.ts';
import { sql, type Statement } from './db/statement.ts';
import { derive, random, sha256 } from './keys.ts';
import { hasLeft, spend } from './limits.ts';

/** How long the same form may be sent again, after an answer that got lost. */
export const FORM_LIVES_MS = 15 * 60_000;

/** The spare key that a form gives: the same form gives the same key. */
export function spareKeyOf(once: string, household: string): string {
	let draw = 0;
	return newCode('key', (count) =>
		derive('spare key of a form')(`${once}|${household}|${draw++}`).subarray(0, count)
	);
}

export const spareKeyHash = (key: string) => Buffer.from(derive('spare key')(key)).toString('hex');

/**
 * For the statement of what opens a household: the phone that asks for it, by its session, is not shut out. A phone whose lock
 * is changed while its form is under way gets nothing by it.
 */
export const isOpenOn = (session: string, household: string) =>
	sql`EXISTS (SELECT 1 FROM session s WHERE s.id = ${session} AND s.household_id = ${household})`;

/**
 * A new spare key; the old one is dead. Null when the phone that asks for it was shut out. No phone: whoever runs the server asks.
 */
export async function renewSpareKey(
	db: Database,
	household: string,
	session: string | null
): Promise<string | null> {
	const spareKey = newCode('key', random);
	const may = session === null ? sql`1` : isOpenOn(session, household);
	const [renewed] = await db.write([
		sql`UPDATE household SET spare_key_hash = ${spareKeyHash(spareKey)} WHERE id = ${household} AND ${may} RETURNING id`
	]);
	return renewed!.rows.length === 1 ? spareKey : null;
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
 * "Changer la serrure": every other session with its pushes, every ticket, the spare key, the open pictures for another
 * phone, the forms that could be sent again and the address for letters end at once, whoever had them. The session that
 * asks for it stays, so that a lost answer locks nobody out. Gives the new spare key; null when that session had ended: of two
 * phones that change it at once, one shuts the other out.
 */
export async function changeLock(
	db: Database,
	household: string,
	keptSession: string
): Promise<string | null> {
	const spareKey = newCode('key', random);
	try {
		await db.write(newLock(household, keptSession, spareKeyHash(spareKey)));
		return spareKey;
	} catch (error) {
		if (isConstraintError(error, 'household.spare_key_hash')) return null;
		throw error;
	}
}

/** Without the session the key would be none, which the table refuses: then nothing of the batch is written. */
function newLock(household: string, keptSession: string, keyHash: string): Statement[] {
	return [
		sql`UPDATE household SET spare_key_hash = iif(${isOpenOn(keptSession, household)}, ${keyHash}, NULL) WHERE id = ${household}`,
		...forgetForms(household),
		...sessionStatementsToEndAll({ kind: 'household', id: household }, keptSession),
		sql`DELETE FROM push_subscription WHERE household_id = ${household} AND session_id <> ${keptSession}`,
		sql`DELETE FROM transfer WHERE household_id = ${household}`,
		sql`UPDATE request SET ticket_hash = lower(hex(randomblob(32))) WHERE household_id = ${household}`,
		sql`DELETE FROM contact WHERE household_id = ${household}`,
		sql`DELETE FROM outbox WHERE household_id = ${household}`
	];
}

/** For the batch of whatever shuts a phone out: the form that let it in does not open again. */
export function forgetForms(household: string): Statement[] {
	return [
		sql`UPDATE household SET used_key_hash = NULL, used_once_hash = NULL WHERE id = ${household}`,
		sql`UPDATE claim SET once_hash = '' WHERE mailbox_id = (SELECT hh.mailbox_id FROM household hh WHERE hh.id = ${household})`
	];
}
