import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';

/** A limit: `most` uses at once, then one more each `everyMs`. */
export interface Limit {
	readonly most: number;
	readonly everyMs: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Strict by mailbox, generous by address: sixty phones at a party are behind one.
 * NIST SP 800-63B allows 100 consecutive failures.
 */
export const limits = {
	/** Wrong claim codes for one mailbox from one address range: a passer-by cannot close it for the others. */
	claimOfMailboxFromHere: { most: 10, everyMs: DAY / 10 },
	/** Wrong claim codes for one mailbox. */
	claimOfMailbox: { most: 100, everyMs: DAY / 100 },
	/** Wrong spare keys from one address range. */
	keyFromHere: { most: 200, everyMs: MINUTE / 6 },
	/** Requests to one household from one address range: one phone does not use them all up. */
	askOfHouseholdFromHere: { most: 8, everyMs: 3 * HOUR },
	/** Requests to one household. */
	askOfHousehold: { most: 12, everyMs: 2 * HOUR },
	/** Requests from one device: twenty a day, and at a party all phones of one model are one "device". */
	askFromDevice: { most: 60, everyMs: DAY / 20 },
	/** Requests to the households of one building. */
	askOfBuilding: { most: 60, everyMs: MINUTE },
	/** Requests from one address range. */
	askFromHere: { most: 120, everyMs: MINUTE },
	/** Wrong passwords of one member of staff from one address range: a stranger cannot lock them out. */
	signInOfStaffFromHere: { most: 10, everyMs: 90_000 },
	/** Wrong passwords of one member of staff. */
	signInOfStaff: { most: 100, everyMs: 90_000 },
	/** Wrong passwords from one address range. */
	signInFromHere: { most: 100, everyMs: MINUTE },
	/** Codes of the second factor of one member of staff from one address range. */
	secondFactorFromHere: { most: 10, everyMs: 90_000 },
	/** Codes of the second factor of one member of staff: 130 of 333,333 in the first day. */
	secondFactorOfStaff: { most: 30, everyMs: 15 * MINUTE },
	/** Files of the studio made for one address range: a class of thirty makes theirs at once. */
	studioFromHere: { most: 300, everyMs: 2_000 },
	/** An `Idempotency-Key` of the API: remembered for a day. */
	apiOnce: { most: 1, everyMs: DAY },
	/** A tick of a caretaker's round: remembered for as long as a phone may keep it. */
	tickOfRound: { most: 1, everyMs: 90 * DAY },
	/** Reports from one address range. */
	reportFromHere: { most: 30, everyMs: 20 * MINUTE },
	/** Reports of one page from one address range: nobody buries whoever decides. */
	reportOfPageFromHere: { most: 4, everyMs: 6 * HOUR },
	/** Reports of one page. */
	reportOfPage: { most: 40, everyMs: HOUR / 2 },
	/** Pages that reports from one address range hide before anybody has looked. */
	hidingFromHere: { most: 3, everyMs: 8 * HOUR },
	/** Letters to one address that has not been confirmed. */
	confirmationOf: { most: 3, everyMs: DAY }
} satisfies Record<string, Limit>;

export type LimitName = keyof typeof limits;

export interface Use {
	readonly limit: LimitName;
	readonly of: string;
}

/** Takes one use of each limit, or none and false when one has none left. The buckets are rows: a restart forgets nothing. */
export async function spend(db: Database, uses: readonly Use[], now: number): Promise<boolean> {
	const [taken] = await db.write([spendingWhen(haveLeft(uses, now), uses, now)]);
	return taken!.rows.length > 0;
}

/** Whether a use of each limit is left, without taking it: for what is only counted when it was wrong. */
export async function hasLeft(db: Database, uses: readonly Use[], now: number): Promise<boolean> {
	return (await db.read(sql`SELECT 1 WHERE ${haveLeft(uses, now)}`)).length === 1;
}

/** When a use of each limit is left again: an instant, now if there is one. */
export async function leftAgainAt(db: Database, uses: readonly Use[], now: number): Promise<number> {
	const [row] = await db.read<{ at: number | null }>(
		sql`SELECT max(b.full_at - json_extract(u.value, '$.most') * json_extract(u.value, '$.everyMs') + json_extract(u.value, '$.everyMs')) AS at
			FROM ${emptyBuckets(uses, now)}`
	);
	return Math.max(now, row?.at ?? now);
}

/** The condition that a use of each limit is left, for the statement of what they allow. */
export function haveLeft(uses: readonly Use[], now: number): Statement {
	return sql`NOT EXISTS (SELECT 1 FROM ${emptyBuckets(uses, now)})`;
}

/** A bucket that seems emptier than it can be was filled under a clock that ran ahead: it is not one of them. */
function emptyBuckets(uses: readonly Use[], now: number): Statement {
	return sql`json_each(${rowsOf(uses)}) u CROSS JOIN limit_bucket b ON b.key = json_extract(u.value, '$.key')
		WHERE b.full_at > ${now} + (json_extract(u.value, '$.most') - 1) * json_extract(u.value, '$.everyMs')
			AND b.full_at <= ${now} + json_extract(u.value, '$.most') * json_extract(u.value, '$.everyMs')`;
}

/**
 * Takes a use of each limit when a condition holds, in the batch of what they allow. Gives a row for each. A bucket filled under a
 * clock that ran ahead begins again.
 */
export function spendingWhen(condition: Statement, uses: readonly Use[], now: number): Statement {
	return sql`
		INSERT INTO limit_bucket (key, full_at)
		SELECT json_extract(u.value, '$.key'), json_extract(u.value, '$.everyMs') +
			iif(b.full_at > ${now} + json_extract(u.value, '$.most') * json_extract(u.value, '$.everyMs'), ${now}, max(coalesce(b.full_at, ${now}), ${now}))
		FROM json_each(${rowsOf(uses)}) u LEFT JOIN limit_bucket b ON b.key = json_extract(u.value, '$.key')
		WHERE ${condition}
		ON CONFLICT (key) DO UPDATE SET full_at = excluded.full_at
		RETURNING key`;
}

function rowsOf(uses: readonly Use[]): string {
	return JSON.stringify(uses.map(({ limit, of }) => ({ key: `${limit}:${of}`, ...limits[limit] })));
}

/** For a use that came to nothing: its bucket is full again. */
export function forgetUse({ limit, of }: Use): Statement {
	return sql`DELETE FROM limit_bucket WHERE key = ${`${limit}:${of}`}`;
}

/** Buckets that are full again say nothing: they go. */
export function sweepLimits(now: number): Statement {
	return sql`DELETE FROM limit_bucket WHERE full_at < ${now}`;
}

/** For the batch in which households leave: buckets that name them would outlive them by a day. `households` gives their ids. */
export function forgetBucketsOf(households: Statement): Statement {
	const fromSomewhere = sql`'askOfHouseholdFromHere:' || gone.id`;
	return sql`DELETE FROM limit_bucket WHERE key IN (
		SELECT b.key FROM (${households}) gone CROSS JOIN limit_bucket b
			ON b.key IN ('askOfHousehold:' || gone.id, 'confirmationOf:household ' || gone.id)
		UNION ALL
		SELECT b.key FROM (${households}) gone CROSS JOIN limit_bucket b
			ON b.key > ${fromSomewhere} || ' ' AND b.key < ${fromSomewhere} || '!')`;
}
