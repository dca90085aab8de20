import { tokenScopes, type TokenScope } from '#lib/access/tokenScopes.ts';
import { officeDay } from '#lib/calendar/days.ts';
import { auditing, type Actor } from './audit.ts';
import type { Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { derive, sha256 } from './keys.ts';

/** How long a key may work, in days; the longest is a year. */
export const TOKEN_DAYS = [30, 90, 365] as const;
export type TokenDays = (typeof TOKEN_DAYS)[number];

/** Keys of one landlord that work at once. */
export const MOST_TOKENS = 20;

const DAY = 24 * 3_600_000;
const BEGIN = 'palier_';
const SHAPE = /^palier_[\w-]{43}$/;

export interface WantedToken {
	readonly name: string;
	readonly scopes: readonly TokenScope[];
	readonly days: TokenDays;
	/** The form's random value: the same form sent again gives the same key. */
	readonly once: string;
}

/** Makes a key for a landlord's software. It is given here and nowhere again: the database has its SHA-256. */
export async function makeToken(
	db: Database,
	actor: Actor,
	{ name, scopes, days, once }: WantedToken,
	now: number
): Promise<{ token: string } | { refusal: 'too-many' }> {
	const token = BEGIN + derived('api token', actor, once).toString('base64url');
	const key = derived('api token key', actor, once).toString('hex').slice(0, 32);
	const living = sql`SELECT count(*) FROM api_token WHERE landlord_id = ${actor.landlordId} AND ended_at IS NULL AND expires_at > ${now}`;
	const [, , made] = await db.write([
		sql`INSERT INTO api_token (landlord_id, key, name, token_hash, scopes, staff_id, made_at, expires_at)
			SELECT ${actor.landlordId}, ${key}, ${name}, ${sha256(token)}, ${JSON.stringify(scopes)}, ${actor.staffId}, ${now}, ${now + days * DAY}
			WHERE (${living}) < ${MOST_TOKENS} ON CONFLICT DO NOTHING`,
		auditing(actor, 'api-token-made', { name }, now, { ifChanged: true }),
		sql`SELECT 1 FROM api_token WHERE landlord_id = ${actor.landlordId} AND token_hash = ${sha256(token)}`
	]);
	return made!.rows.length === 1 ? { token } : { refusal: 'too-many' };
}

const derived = (label: string, { landlordId, staffId }: Actor, once: string) =>
	Buffer.from(derive(label)(JSON.stringify([landlordId, staffId, once])));

export interface TokenView {
	readonly key: string;
	readonly name: string;
	readonly scopes: readonly TokenScope[];
	readonly madeBy: string | null;
	readonly madeAt: number;
	readonly expiresAt: number;
	readonly usedDay: string | null;
	/** Works until it expires; ended by somebody; or too old. */
	readonly state: 'works' | 'ended' | 'expired';
}

/** The keys of a landlord, those that work first. */
export async function tokensOf(db: Database, landlordId: number, now: number): Promise<TokenView[]> {
	const rows = await db.read<
		Omit<TokenView, 'scopes' | 'state'> & { scopes: string; endedAt: number | null }
	>(sql`
		SELECT t.key, t.name, t.scopes, s.email AS madeBy, t.made_at AS madeAt, t.expires_at AS expiresAt, t.used_day AS usedDay, t.ended_at AS endedAt
		FROM api_token t LEFT JOIN staff s ON s.id = t.staff_id WHERE t.landlord_id = ${landlordId}
		ORDER BY t.ended_at IS NOT NULL OR t.expires_at <= ${now}, t.made_at DESC, t.id DESC LIMIT 100`);
	return rows.map(({ scopes, endedAt, ...row }) => ({
		...row,
		scopes: knownScopes(scopes),
		state: endedAt !== null ? 'ended' : row.expiresAt <= now ? 'expired' : 'works'
	}));
}

const knownScopes = (json: string) => {
	const written = JSON.parse(json) as string[];
	return tokenScopes.filter((scope) => written.includes(scope));
};

/** Ends a key: its next request is refused. False when it is not found, or has ended before. */
export async function endToken(db: Database, actor: Actor, key: string, now: number): Promise<boolean> {
	const [row] = await db.read<{ name: string }>(
		sql`SELECT name FROM api_token WHERE landlord_id = ${actor.landlordId} AND key = ${key}`
	);
	const [ended] = await db.write([
		sql`UPDATE api_token SET ended_at = ${now} WHERE landlord_id = ${actor.landlordId} AND key = ${key} AND ended_at IS NULL`,
		auditing(actor, 'api-token-ended', { name: row?.name ?? '' }, now, { ifChanged: true })
	]);
	return ended!.changes === 1;
}

/** For a batch: the keys that somebody made end with what they may do, since they may have kept them. */
export function endingTokensOf(
	actor: Actor,
	staffId: string,
	condition: Statement,
	now: number
): Statement[] {
	const theirs = sql`t.staff_id = ${staffId} AND t.ended_at IS NULL AND ${condition}`;
	return [
		sql`INSERT INTO audit (landlord_id, at, staff_id, who, act, about)
			SELECT t.landlord_id, ${now}, ${actor.staffId}, ${actor.who}, 'api-token-ended', json_object('name', t.name) FROM api_token t
			WHERE t.landlord_id = ${actor.landlordId} AND ${theirs} AND t.expires_at > ${now}`,
		sql`UPDATE api_token AS t SET ended_at = ${now} WHERE t.landlord_id = ${actor.landlordId} AND ${theirs}`
	];
}

/** The software of a landlord, behind its key. */
export interface ApiCaller {
	readonly key: string;
	readonly scope: Scope;
	readonly actor: Actor;
	readonly scopes: readonly TokenScope[];
	readonly landlord: { readonly name: string; readonly slug: string };
}

/** Whose key this is; null when it is unknown, ended or too old. That it was used is written once a day. */
export async function callerOf(db: Database, token: string, now: number): Promise<ApiCaller | null> {
	if (!SHAPE.test(token)) return null;
	const hash = sha256(token);
	const [row] = await db.read<{
		key: string;
		landlordId: number;
		name: string;
		scopes: string;
		usedDay: string | null;
		landlordName: string;
		slug: string;
	}>(sql`
		SELECT t.key, t.landlord_id AS landlordId, t.name, t.scopes, t.used_day AS usedDay, l.name AS landlordName, l.slug
		FROM api_token t JOIN landlord l ON l.id = t.landlord_id WHERE t.token_hash = ${hash} AND t.ended_at IS NULL AND t.expires_at > ${now}`);
	if (!row) return null;
	const today = officeDay(now);
	if (row.usedDay !== today)
		await db.write([sql`UPDATE api_token SET used_day = ${today} WHERE token_hash = ${hash}`]);
	return {
		key: row.key,
		scope: { landlordId: row.landlordId, residenceIds: null },
		actor: { landlordId: row.landlordId, staffId: null, who: `api ${row.name}` },
		scopes: knownScopes(row.scopes),
		landlord: { name: row.landlordName, slug: row.slug }
	};
}
