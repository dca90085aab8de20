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
	/** Requests from one address range. */
	askFromHere: { most: 120, everyMs: MINUTE },
	/** Wrong passwords of one member of staff from one address range: a stranger cannot lock them out. */
	signInOfStaffFromHere: { most: 10, everyMs: 90_000 },
	/** Wrong passwords of one member of staff. */
	signInOfStaff: { most: 100, everyMs: 90_000 },
	/** Wrong passwords from one address range. */
	signInFromHere: { most: 100, everyMs: MINUTE },
	/** Files of the studio made for one address range: a class of thirty makes theirs at once. */
	studioFromHere: { most: 300, everyMs: 2_000 },
	/** Letters to one address that has not been confirmed. */
	confirmationOf: { most: 3, everyMs: DAY }
} satisfies Record<string, Limit>;

export type LimitName = keyof typeof limits;

export interface Use {
	readonly limit: LimitName;
	readonly of: string;
}

/** Takes one use of each limit, in order; false when one has none left. The buckets are rows: a restart forgets nothing. */
export async function spend(db: Database, uses: readonly Use[], now: number): Promise<boolean> {
	for (const use of uses) {
		const [taken] = await db.write([spending(use, now)]);
		if (taken!.rows.length === 0) return false;
	}
	return true;
}

/** Whether a use of each limit is left, without taking it: for what is only counted when it was wrong. */
export async function hasLeft(db: Database, uses: readonly Use[], now: number): Promise<boolean> {
	for (const use of uses) {
		const { most, everyMs } = limits[use.limit];
		const [latest, impossible] = [now + (most - 1) * everyMs, now + most * everyMs];
		const rows = await db.read(
			sql`SELECT 1 FROM limit_bucket WHERE key = ${keyOf(use)} AND full_at > ${latest} AND full_at <= ${impossible}`
		);
		if (rows.length > 0) return false;
	}
	return true;
}

const keyOf = ({ limit, of }: Use) => `${limit}:${of}`;

/** A bucket that seems emptier than it can be was filled under a clock that ran ahead: it begins again. */
function spending(use: Use, now: number): Statement {
	const { most, everyMs } = limits[use.limit];
	return sql`
		INSERT INTO limit_bucket (key, full_at) VALUES (${keyOf(use)}, ${now + everyMs})
		ON CONFLICT (key) DO UPDATE SET full_at = iif(full_at > ${now + most * everyMs}, ${now}, max(full_at, ${now})) + ${everyMs}
		WHERE full_at <= ${now + (most - 1) * everyMs} OR full_at > ${now + most * everyMs}
		RETURNING key`;
}

/** Buckets that are full again say nothing: they go. */
export function sweepLimits(now: number): Statement {
	return sql`DELETE FROM limit_bucket WHERE full_at < ${now}`;
}
