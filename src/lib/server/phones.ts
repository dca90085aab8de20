import { readTicket, ticketOf } from '#lib/codes/tickets.ts';
import type { Arrival, PhoneKind } from '#lib/households/phones.ts';
import { readSession, startPhoneSession, type StartedSession } from './auth/sessions.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { derive, newId, random, sha256 } from './keys.ts';
import { forgetForms, FORM_LIVES_MS, isOpenOn } from './locks.ts';
import { noticeOf } from './notices.ts';
import { isPushEndpoint, sendPush, type PushTarget } from './push.ts';
import { seal, unseal } from './sealed.ts';

/** The form that lets a phone in. */
export interface Opening {
	/** Random, from the form: the same form sent again is the same phone. */
	readonly once: string;
	readonly device: PhoneKind;
	readonly now: number;
}

/**
 * Lets a phone in whose claim or spare key was right; the others are told of it. Null when the lock was changed since.
 */
export async function letIn(
	db: Database,
	household: string,
	{ once, device, now, cameBy }: Opening & { cameBy: Exclude<Arrival, 'transfer'> }
): Promise<StartedSession | null> {
	const form = sha256(once);
	return startPhoneSession(db, household, {
		token: tokenOf(once, household),
		batch: (id, expiresAt) => [
			sql`${insertion({ id, household, device, cameBy, now, expiresAt })} AND (hh.used_once_hash = ${form}
				OR EXISTS (SELECT 1 FROM claim c WHERE c.mailbox_id = hh.mailbox_id AND c.once_hash = ${form}))`,
			...(cameBy === 'claim' ? [] : [sql`${noticeOf(household, 'new-device', now)} AND changes() = 1`])
		]
	});
}

interface SessionRow {
	readonly id: string;
	readonly household: string;
	readonly device: PhoneKind;
	readonly cameBy: Arrival;
	readonly now: number;
	readonly expiresAt: number;
}

/** It ends in conditions, and more may follow with AND. */
function insertion({ id, household, device, cameBy, now, expiresAt }: SessionRow): Statement {
	return sql`
		INSERT INTO session (id, household_id, device, came_by, created_at, expires_at)
		SELECT ${id}, hh.id, ${device}, ${cameBy}, ${now}, ${expiresAt} FROM household hh
		WHERE hh.id = ${household} AND NOT EXISTS (SELECT 1 FROM session s WHERE s.id = ${id})`;
}

/** Nobody knows it who has the form alone: it takes the kit key too. */
function tokenOf(once: string, what: string): string {
	return Buffer.from(derive('session of a form')(`${once}|${what}`)).toString('base64url');
}

export interface Phone {
	/** For the form that closes it; it opens nothing. */
	readonly id: string;
	readonly device: PhoneKind | null;
	readonly cameBy: Arrival | null;
	readonly since: number;
	readonly isThis: boolean;
}

/** The phones that a household is open on, the newest first. Neither where they are, nor when they were last used. */
export async function phonesOf(db: Database, household: string, session: string): Promise<Phone[]> {
	return db
		.read<{ id: string; device: PhoneKind | null; came_by: Arrival | null; created_at: number }>(
			sql`SELECT id, device, came_by, created_at FROM session WHERE household_id = ${household} ORDER BY created_at DESC, id`
		)
		.then((rows) =>
			rows.map(({ id, device, came_by, created_at }) => ({
				...{ id, device, cameBy: came_by, since: created_at },
				isThis: id === session
			}))
		);
}

/** Shuts a phone out at once, with its pushes; what it was opened with does not open it again, nor what it showed to another. */
export async function closePhone(db: Database, household: string, phone: string): Promise<void> {
	await db.write([
		sql`DELETE FROM session WHERE id = ${phone} AND household_id = ${household}`,
		sql`DELETE FROM transfer WHERE household_id = ${household}`,
		...forgetForms(household)
	]);
}

const TRANSFER_LIVES_MS = 15 * 60_000;

/**
 * A way in for one more phone, for a quarter of an hour, once; the one before is dead. Null when the phone that shows it was
 * shut out.
 */
export async function makeTransfer(
	db: Database,
	household: string,
	session: string,
	now: number
): Promise<{ token: string; expiresAt: number } | null> {
	const [token, expiresAt] = [ticketOf(random(16)), now + TRANSFER_LIVES_MS];
	const [, made] = await db.write([
		sql`DELETE FROM transfer WHERE household_id = ${household} OR expires_at <= ${now}`,
		sql`INSERT INTO transfer (token_hash, household_id, expires_at)
			SELECT ${sha256(token)}, hh.id, ${expiresAt} FROM household hh WHERE hh.id = ${household} AND ${isOpenOn(session, household)}
			RETURNING token_hash`
	]);
	return made!.rows.length === 1 ? { token, expiresAt } : null;
}

/** The mailbox that a way in opens: its household and its emblem. Null for one that is used, too old or none. */
export async function transferBehind(
	db: Database,
	typed: string,
	now: number
): Promise<{ household: string; emblem: string } | null> {
	const [row] = await db.read<{ household: string; emblem: string }>(sql`
		SELECT hh.id AS household, m.emblem FROM transfer t JOIN household hh ON hh.id = t.household_id JOIN mailbox m ON m.id = hh.mailbox_id
		WHERE t.token_hash = ${hashOf(typed)} AND t.expires_at > ${now}`);
	return row ?? null;
}

const hashOf = (typed: string) => sha256(readTicket(typed) ?? '');

/** Lets the phone in that came with a way in, which is used up by it; the same form opens again for a short while. */
export async function openWithTransfer(
	db: Database,
	typed: string,
	{ once, device, now }: Opening
): Promise<StartedSession | null> {
	const token = tokenOf(once, hashOf(typed));
	const behind = await transferBehind(db, typed, now);
	if (!behind) return openedBefore(db, token, now);
	const { household } = behind;
	return startPhoneSession(db, household, {
		token,
		batch: (id, expiresAt) => [
			sql`DELETE FROM transfer WHERE token_hash = ${hashOf(typed)} AND household_id = ${household} AND expires_at > ${now}`,
			sql`${insertion({ id, household, device, cameBy: 'transfer', now, expiresAt })} AND changes() = 1`,
			sql`${noticeOf(household, 'new-device', now)} AND changes() = 1`
		]
	});
}

/** The session of this very form, whose answer got lost. */
async function openedBefore(db: Database, token: string, now: number): Promise<StartedSession | null> {
	const rows = await db.read(
		sql`SELECT 1 FROM session WHERE id = ${sha256(token)} AND came_by = 'transfer' AND created_at > ${now - FORM_LIVES_MS}`
	);
	const session = rows.length === 1 ? await readSession(db, token, { mayWrite: false }) : null;
	return session && { token, expiresAt: session.expiresAt };
}

/** A point of P-256, uncompressed, and 16 bytes (RFC 8291, 3.1 and 3.2). */
const [POINT_BYTES, SECRET_BYTES] = [65, 16];

/** What a browser said of its subscription; null when it is none, or of a push service that we do not know. */
export function readSubscription(said: Partial<Record<string, string>>): PushTarget | null {
	const { endpoint = '', p256dh = '', auth = '' } = said;
	const isOne =
		isPushEndpoint(endpoint) &&
		Buffer.from(p256dh, 'base64url').length === POINT_BYTES &&
		Buffer.from(auth, 'base64url').length === SECRET_BYTES;
	return isOne ? { endpoint, keys: { p256dh, auth } } : null;
}

/** Pushes go to this phone, in place of where they went before. */
export async function subscribe(
	db: Database,
	household: string,
	session: string,
	{ endpoint, keys }: PushTarget,
	now: number
): Promise<void> {
	const hash = sha256(endpoint);
	await db.write([
		sql`DELETE FROM push_subscription WHERE endpoint_hash = ${hash} OR (session_id = ${session} AND household_id = ${household})`,
		sql`INSERT INTO push_subscription (id, household_id, session_id, endpoint_hash, sealed, created_at)
			SELECT ${newId()}, s.household_id, s.id, ${hash}, ${seal('push', JSON.stringify({ endpoint, keys }))}, ${now}
			FROM session s WHERE s.id = ${session} AND s.household_id = ${household}`
	]);
}

/** No more pushes go to this phone. */
export async function unsubscribe(db: Database, household: string, session: string): Promise<void> {
	await db.write([
		sql`DELETE FROM push_subscription WHERE session_id = ${session} AND household_id = ${household}`
	]);
}

/** Whether pushes go to this phone. */
export async function isSubscribed(db: Database, household: string, session: string): Promise<boolean> {
	return (await targetOf(db, household, session)) !== null;
}

async function targetOf(db: Database, household: string, session: string): Promise<PushTarget | null> {
	const [row] = await db.read<{ sealed: string }>(
		sql`SELECT sealed FROM push_subscription WHERE session_id = ${session} AND household_id = ${household}`
	);
	const target = row && unseal('push', row.sealed);
	return target ? (JSON.parse(target) as PushTarget) : null;
}

/** Sends one push to this phone, to see that it comes. A phone that takes none any more is not subscribed any more. */
export async function testPush(
	db: Database,
	household: string,
	session: string,
	payload: string
): Promise<'sent' | 'gone' | 'failed'> {
	const target = await targetOf(db, household, session);
	if (!target) return 'gone';
	const outcome = await sendPush(target, { payload, seconds: 60 }).catch(() => 'failed' as const);
	if (outcome === 'gone') await unsubscribe(db, household, session);
	return outcome;
}
