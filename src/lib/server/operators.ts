import { timingSafeEqual } from 'node:crypto';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { derive, random, sha256 } from './keys.ts';

/** How long a sign-in link works. */
export const LINK_MINUTES = 15;

const [TIME_BYTES, CHANCE_BYTES, MAC_BYTES] = [6, 10, 16];
const TOKEN = /^[\w-]{43}$/;

/**
 * A sign-in link's token: when it ends, chance, and a mark made with the kit key. Whoever can read that key on the server's
 * machine can make one, while the server runs and without its database.
 */
export function newOperatorToken(now: number): string {
	const ends = Buffer.alloc(TIME_BYTES);
	ends.writeUIntBE(now + LINK_MINUTES * 60_000, 0, TIME_BYTES);
	const said = Buffer.concat([ends, random(CHANCE_BYTES)]);
	return Buffer.concat([said, markOf(said)]).toString('base64url');
}

function markOf(said: Buffer): Uint8Array {
	return derive('operator link')(said.toString('hex')).subarray(0, MAC_BYTES);
}

/** Whether a token was made here and has not ended. */
function isInTime(token: string, now: number): boolean {
	if (!TOKEN.test(token)) return false;
	const bytes = Buffer.from(token, 'base64url');
	const said = bytes.subarray(0, TIME_BYTES + CHANCE_BYTES);
	if (!timingSafeEqual(bytes.subarray(said.length), markOf(said))) return false;
	return bytes.readUIntBE(0, TIME_BYTES) > now;
}

/** Whether a link still opens, without using it. */
export async function opensForOperator(db: Database, token: string, now: number): Promise<boolean> {
	if (!isInTime(token, now)) return false;
	return (await db.read(sql`SELECT 1 FROM operator WHERE id = ${sha256(token)}`)).length === 0;
}

/** Uses a link up. Gives the operator to start a session for; null for a link that is wrong, used or too old. */
export async function enterAsOperator(db: Database, token: string, now: number): Promise<string | null> {
	if (!isInTime(token, now)) return null;
	const id = sha256(token);
	const [entered] = await db.write([
		sql`INSERT INTO operator (id, created_at) VALUES (${id}, ${now}) ON CONFLICT DO NOTHING RETURNING id`
	]);
	return entered!.rows.length === 1 ? id : null;
}

/** Who came in by a link is forgotten with their session, a day later: the link is dead by then. */
export function forgetOperators(now: number): Statement {
	return sql`DELETE FROM operator WHERE created_at <= ${now - 24 * 3_600_000}`;
}
