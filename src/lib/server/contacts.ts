import { keptFor } from '#lib/protection/keptFor.ts';
import { domainToASCII } from 'node:url';
import { readTicket, ticketOf } from '#lib/codes/tickets.ts';
import { oneLine } from '#lib/text/line.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { derive, sha256 } from './keys.ts';
import { spend } from './limits.ts';
import { isOpenOn } from './locks.ts';

export const addressProblems = ['missing', 'not-an-address'] as const;
export type AddressProblem = (typeof addressProblems)[number];

export const contactRefusals = ['too-many-letters'] as const;
export type ContactRefusal = (typeof contactRefusals)[number];

/** RFC 5321 4.5.3.1: 64 octets before the @, and 254 in all. */
const MOST_BEFORE_AT = 64;
const MOST = 254;
/** RFC 5322 3.2.3, dot-atom; no quoted texts. */
const BEFORE_AT = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
/** RFC 1035 2.3.4: labels of 63 octets at most; a name with a dot, that does not end like an IP address. */
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/;

/** An e-mail address as it will be stored and written to: the domain in lower case, in ASCII. */
export function readAddress(typed: string): { address: string } | { problem: AddressProblem } {
	const line = oneLine(typed);
	if (line === '') return { problem: 'missing' };
	const at = line.lastIndexOf('@');
	const before = line.slice(0, at);
	const domain = domainToASCII(line.slice(at + 1)).toLowerCase();
	const address = `${before}@${domain}`;
	return at > 0 &&
		BEFORE_AT.test(before) &&
		before.length <= MOST_BEFORE_AT &&
		DOMAIN.test(domain) &&
		address.length <= MOST
		? { address }
		: { problem: 'not-an-address' };
}

/**
 * Writes down where a household wants to be told, unconfirmed, and the letter that asks for the confirmation. The
 * address it had before is forgotten, with the letters that waited for it. Sent twice it acts once. `session`: the phone that
 * gives it; nothing is written for one that was shut out meanwhile.
 */
export async function setContact(
	db: Database,
	household: string,
	address: string,
	now: number,
	session?: string
): Promise<{ done: true } | { refusal: ContactRefusal }> {
	if (await isSettled(db, household, address)) return { done: true };
	const uses = [
		{ limit: 'confirmationOf', of: `household ${household}` },
		{ limit: 'confirmationOf', of: disguised(address) }
	] as const;
	if (!(await spend(db, uses, now))) return { refusal: 'too-many-letters' };
	const may = session === undefined ? sql`1` : isOpenOn(session, household);
	await db.write([
		sql`DELETE FROM outbox WHERE household_id = ${household} AND channel = 'mail' AND recipient <> ${address} AND ${may}`,
		sql`INSERT INTO contact (household_id, email, token_hash, given_at)
			SELECT id, ${address}, ${sha256(confirmationToken(household, address))}, ${now} FROM household WHERE id = ${household} AND ${may}
			ON CONFLICT (household_id) DO UPDATE SET email = excluded.email, token_hash = excluded.token_hash, given_at = excluded.given_at,
				confirmed_at = NULL
			WHERE email <> excluded.email`,
		sql`INSERT INTO outbox (household_id, kind, recipient, language, data, created_at, next_try_at)
			SELECT c.household_id, 'confirm', c.email, hh.language, '{}', ${now}, ${now}
			FROM contact c JOIN household hh ON hh.id = c.household_id
			WHERE c.household_id = ${household} AND c.confirmed_at IS NULL AND ${may}
				AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.household_id = c.household_id AND o.kind = 'confirm')`
	]);
	return { done: true };
}

/** The address is confirmed, or its letter has not left yet. */
async function isSettled(db: Database, household: string, address: string): Promise<boolean> {
	const rows = await db.read(sql`
		SELECT 1 FROM contact c WHERE c.household_id = ${household} AND c.email = ${address} AND (c.confirmed_at IS NOT NULL
			OR EXISTS (SELECT 1 FROM outbox o WHERE o.household_id = c.household_id AND o.kind = 'confirm'))`);
	return rows.length === 1;
}

/** Limits outlive what they count: they keep no address. */
function disguised(address: string): string {
	return Buffer.from(derive('mail address')(address.toLowerCase())).toString('base64url').slice(0, 22);
}

/** What the letter's link holds. It can be made again, so that neither the database nor the outbox holds it. */
export function confirmationToken(household: string, address: string): string {
	return ticketOf(derive('confirm')(`${household}|${address}`).slice(0, 16));
}

/** Whether a link is that of an address which waits for it, or of one that is confirmed; null for a dead link. */
export async function contactBehind(db: Database, typed: string): Promise<'waiting' | 'confirmed' | null> {
	const [row] = await db.read<{ confirmed_at: number | null }>(
		sql`SELECT confirmed_at FROM contact WHERE token_hash = ${hashOf(typed)}`
	);
	return row ? (row.confirmed_at === null ? 'waiting' : 'confirmed') : null;
}

/** Confirms the address that the link was sent to; false for a dead link. Twice is once. */
export async function confirmContact(db: Database, typed: string, now: number): Promise<boolean> {
	const [confirmed] = await db.write([
		sql`UPDATE contact SET confirmed_at = coalesce(confirmed_at, ${now}) WHERE token_hash = ${hashOf(typed)} RETURNING household_id`
	]);
	return confirmed!.rows.length === 1;
}

function hashOf(typed: string): string {
	return sha256(readTicket(typed) ?? '');
}

/** Forgets the address, and the letters that wait for it. */
export async function removeContact(db: Database, household: string): Promise<void> {
	await db.write([
		sql`DELETE FROM contact WHERE household_id = ${household}`,
		sql`DELETE FROM outbox WHERE household_id = ${household} AND channel = 'mail'`
	]);
}

/** Addresses that nobody confirmed within a week are forgotten. */
export function forgetUnconfirmed(now: number): Statement {
	return sql`DELETE FROM contact WHERE confirmed_at IS NULL AND given_at <= ${now - keptFor.unconfirmedDays * 86_400_000}`;
}
