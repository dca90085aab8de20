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
	/** Wrong claim codes for one mailbox. */
	claimOfMailbox: { most: 10, everyMs: DAY / 10 },
	/** Wrong codes and spare keys from one address range. */
	claimFromHere: { most: 60, everyMs: MINUTE },
	/** Requests to one household. */
	askOfHousehold: { most: 12, everyMs: 2 * HOUR },
	/** Requests from one address range. */
	askFromHere: { most: 120, everyMs: MINUTE },
	/** Wrong passwords of one member of staff. */
	signInOfStaff: { most: 10, everyMs: 90_000 },
	/** Wrong passwords from one address range. */
	signInFromHere: { most: 30, everyMs: 2 * MINUTE },
	/** Letters to one address that has not been confirmed. */
	confirmationOf: { most: 3, everyMs: DAY }
} satisfies Record<string, Limit>;

export type LimitName = keyof typeof limits;

/** Takes one use of a limit; false when none is left. The buckets are rows: a restart forgets nothing. */
export async function spend(db: Database, name: LimitName, of: string, now: number): Promise<boolean> {
	const [taken] = await db.write([spending(name, of, now)]);
	return taken!.rows.length === 1;
}

/** Whether a use is left, without taking it. */
export async function hasLeft(db: Database, name: LimitName, of: string, now: number): Promise<boolean> {
	const { most, everyMs } = limits[name];
	const rows = await db.read(
		sql`SELECT 1 FROM limit_bucket WHERE key = ${`${name}:${of}`} AND full_at > ${now + (most - 1) * everyMs}`
	);
	return rows.length === 0;
}

function spending(name: LimitName, of: string, now: number): Statement {
	const { most, everyMs } = limits[name];
	return sql`
		INSERT INTO limit_bucket (key, full_at) VALUES (${`${name}:${of}`}, ${now + everyMs})
		ON CONFLICT (key) DO UPDATE SET full_at = max(full_at, ${now}) + ${everyMs}
		WHERE full_at <= ${now + (most - 1) * everyMs}
		RETURNING key`;
}

/** Buckets that are full again say nothing: they go. */
export function sweepLimits(now: number): Statement {
	return sql`DELETE FROM limit_bucket WHERE full_at < ${now}`;
}
