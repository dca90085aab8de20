import type { PhoneKind } from '#lib/access/phoneKind.ts';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession } from 'lucia';
import type { Database } from '../db/database.ts';
import { sql, type Statement } from '../db/statement.ts';
import { random, sha256 } from '../keys.ts';

export interface SessionPerson {
	kind: 'staff' | 'household' | 'operator';
	id: string;
}

export interface StartedSession {
	/** For the cookie; the database never sees it. */
	token: string;
	expiresAt: Date;
}

export interface ReadSession extends SessionPerson {
	sessionId: string;
	expiresAt: Date;
	/** When a member of staff gave the second factor in this session. */
	secondFactorAt: number | null;
	/** The expiry moved: the cookie must say so. */
	isRenewed: boolean;
}

/**
 * Staff and operators sign in once a day, and no use makes it longer. A household's phone is its key: 400 days (the most that
 * browsers keep a cookie), and from the 200th day on each change that it makes starts them again.
 */
const PERIODS = {
	staff: { lasts: new TimeSpan(12, 'h'), slides: false },
	household: { lasts: new TimeSpan(400, 'd'), slides: true },
	operator: { lasts: new TimeSpan(12, 'h'), slides: false }
};

const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;

interface SessionRow {
	id: string;
	kind: SessionPerson['kind'];
	personId: string;
	expiresAt: number;
	secondFactorAt: number | null;
}

/** What is written with the session of somebody who signs in. */
export interface Arriving {
	readonly device?: PhoneKind;
	/** More statements for its batch, after its row. */
	readonly also?: readonly Statement[];
}

/** Always a new token: one that was there before the sign-in is worth nothing after it. */
export async function startSession(
	db: Database,
	person: SessionPerson,
	arriving: Arriving = {}
): Promise<StartedSession> {
	const token = random(TOKEN_BYTES).toString('base64url');
	const session = await luciaOver(db, person.kind, { mayWrite: true, arriving }).createSession(
		person.id,
		{},
		{ sessionId: sha256(token) }
	);
	return { token, expiresAt: session.expiresAt };
}

/** How a household's phone comes in. */
export interface Entry {
	/** Of the form that opened, so that the same form sent again is the same session: 32 bytes in base64url. */
	readonly token: string;
	/** The batch that writes the session's row, if its conditions hold. */
	readonly batch: (id: string, expiresAt: number) => Statement[];
}

/** Starts the session of a household's phone, or gives it again; null when its batch wrote none. */
export async function startPhoneSession(
	db: Database,
	household: string,
	entry: Entry
): Promise<StartedSession | null> {
	const id = sha256(entry.token);
	await luciaOver(db, 'household', { mayWrite: true, entry }).createSession(household, {}, { sessionId: id });
	const row = await findSession(db, id);
	return row?.personId === household ? { token: entry.token, expiresAt: new Date(row.expiresAt) } : null;
}

/**
 * Whose session this is; null for a token that is unknown, foreign or expired, or whose person is gone.
 * A GET comes with `mayWrite: false`, and changes nothing: neither is the expiry moved nor a dead row taken away.
 */
export async function readSession(
	db: Database,
	token: string | undefined,
	{ mayWrite }: { mayWrite: boolean }
): Promise<ReadSession | null> {
	if (token === undefined || !TOKEN.test(token)) return null;
	const found = await findSession(db, sha256(token));
	if (!found) return null;
	const { session } = await luciaOver(db, found.kind, { mayWrite, found }).validateSession(found.id);
	if (!session) return null;
	const isRenewed = session.fresh && mayWrite && PERIODS[found.kind].slides;
	return {
		kind: found.kind,
		id: session.userId,
		sessionId: session.id,
		expiresAt: isRenewed ? session.expiresAt : new Date(found.expiresAt),
		secondFactorAt: found.secondFactorAt,
		isRenewed
	};
}

export async function endSession(db: Database, { sessionId }: Pick<ReadSession, 'sessionId'>): Promise<void> {
	await db.write([sql`delete from session where id = ${sessionId}`]);
}

/** For the batch of whatever ends them, such as a changed lock; `kept` is the id of one session that stays. */
export function sessionStatementsToEndAll({ kind, id }: SessionPerson, kept = ''): Statement[] {
	return [sql`delete from session where ${columnOf(kind)} = ${id} and id <> ${kept}`];
}

/** Takes away what has expired. */
export async function sweepSessions(db: Database, now = Date.now()): Promise<void> {
	await db.write([sql`delete from session where expires_at <= ${now}`]);
}

function luciaOver(db: Database, kind: SessionPerson['kind'], how: AdapterOptions): Lucia {
	return new Lucia(adapterOver(db, kind, how), { sessionExpiresIn: PERIODS[kind].lasts });
}

const COLUMNS = { staff: sql`staff_id`, household: sql`household_id`, operator: sql`operator_id` };
const columnOf = (kind: SessionPerson['kind']) => COLUMNS[kind];

const ROW = sql`id, case when staff_id is not null then 'staff' when household_id is not null then 'household' else 'operator' end as kind,
	coalesce(staff_id, household_id, operator_id) as "personId", expires_at as "expiresAt", second_factor_at as "secondFactorAt"`;

/** A session goes with its person: the row's reference sees to that. */
async function findSession(db: Database, id: string): Promise<SessionRow | null> {
	const rows = await db.read<SessionRow>(sql`select ${ROW} from session where id = ${id}`);
	return rows[0] ?? null;
}

interface AdapterOptions {
	mayWrite: boolean;
	/** The row that lucia will ask for, when it was read already. */
	found?: SessionRow;
	/** How the new session's phone comes in, when it is a household's. */
	entry?: Entry;
	/** The new session's device, and what is written with it. */
	arriving?: Arriving;
}

/** What lucia asks of a database. Sessions of staff keep their expiry; without `mayWrite` nothing is written at all. */
function adapterOver(
	db: Database,
	kind: SessionPerson['kind'],
	{ mayWrite, found, entry, arriving = {} }: AdapterOptions
): Adapter {
	const write = async (statements: Statement[]) => void (mayWrite && (await db.write(statements)));
	return {
		async getSessionAndUser(id) {
			const row = found?.id === id ? found : await findSession(db, id);
			if (!row) return [null, null];
			return [forLucia(row), { id: row.personId, attributes: {} }];
		},
		async getUserSessions(personId) {
			const rows = await db.read<SessionRow>(
				sql`select ${ROW} from session where ${columnOf(kind)} = ${personId}`
			);
			return rows.map(forLucia);
		},
		setSession: ({ id, userId, expiresAt }) =>
			write(
				entry?.batch(id, expiresAt.getTime()) ?? [
					sql`insert into session (id, ${columnOf(kind)}, device, created_at, expires_at)
					values (${id}, ${userId}, ${arriving.device ?? null}, ${Date.now()}, ${expiresAt.getTime()})`,
					...(arriving.also ?? [])
				]
			),
		async updateSessionExpiration(id, expiresAt) {
			if (!PERIODS[kind].slides) return;
			await write([sql`update session set expires_at = ${expiresAt.getTime()} where id = ${id}`]);
		},
		deleteSession: (id) => write([sql`delete from session where id = ${id}`]),
		deleteUserSessions: (id) => write(sessionStatementsToEndAll({ kind, id })),
		deleteExpiredSessions: () => (mayWrite ? sweepSessions(db) : Promise.resolve())
	};
}

function forLucia({ id, personId, expiresAt }: SessionRow): DatabaseSession {
	return { id, userId: personId, expiresAt: new Date(expiresAt), attributes: {} };
}
