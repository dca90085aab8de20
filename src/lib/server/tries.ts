import { sql, type Statement } from './db/statement.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How long a letter waits after being tried so many times before: 1 minute, 2, 4 ... at most a day. */
export function waitAfter(tries: number): number {
	return Math.min(DAY, MINUTE * 2 ** tries);
}

/** From 2 ** 11 minutes on it is a day. */
const DOUBLINGS = 11;

/** For a query: households of which a message was taken for sending under a minute ago; it may be leaving now (`server/mail.ts`: 45 s). */
export function beingTold(now: number): Statement {
	const takenAt = sql`o.next_try_at - min(${DAY}, ${MINUTE} << min(o.tries - 1, ${DOUBLINGS}))`;
	return sql`SELECT o.household_id FROM outbox o
		WHERE o.next_try_at > ${now} AND o.kind = 'message' AND o.tries > 0 AND o.household_id IS NOT NULL AND ${takenAt} > ${now - MINUTE}`;
}
