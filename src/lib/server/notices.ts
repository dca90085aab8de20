import { sql, type Statement } from './db/statement.ts';

const DAY = 24 * 3_600_000;

/** What a household is told of, and how long that is of use. */
const LIFETIMES = {
	/** The mailbox is no longer on the wall, or it was said that its people moved out: everything of it will be erased. */
	gone: 3 * DAY,
	'moved-out': 3 * DAY,
	/** A new letter was made for the mailbox: whoever holds it may take it over after that, unless the household refuses. */
	'new-letter': 3 * DAY,
	/** A neighbour asks. */
	asked: 2 * DAY,
	/** A neighbour cancels a loan that was agreed on; of no use once its first day is past. */
	cancelled: 2 * DAY,
	/** A neighbour agrees to the other moment that was proposed. */
	agreed: 2 * DAY,
	/** A neighbour asks to keep a thing for longer; the question ends by itself, as any other. */
	extension: 2 * DAY,
	late: 3 * DAY,
	'due-today': DAY,
	'due-tomorrow': DAY,
	/** Another phone opens the mailbox now. */
	'new-device': 14 * DAY,
	/** Moderation decided something about the page. */
	moderation: 30 * DAY,
	'still-willing': 30 * DAY,
	/** The building has a new landlord. */
	handover: 30 * DAY
} as const;
export type NoticeKind = keyof typeof LIFETIMES;

/** What is most pressing first. */
export const noticeKinds = Object.keys(LIFETIMES) as NoticeKind[];

/** For the batch of what happened: the household of a request is to be told. One that it must not see tells nothing. */
export function noticeOfRequest(request: string, kind: NoticeKind, now: number): Statement {
	return sql`
		INSERT INTO notice (household_id, kind, request_id, created_at, useless_at)
		SELECT r.household_id, ${kind}, r.id, ${now}, ${now + LIFETIMES[kind]} FROM request r WHERE r.id = ${request} AND r.muted_at IS NULL`;
}

/** For the batch of what happened: the household is to be told. */
export function noticeOf(household: string | Statement, kind: NoticeKind, now: number): Statement {
	return sql`
		INSERT INTO notice (household_id, kind, created_at, useless_at)
		SELECT hh.id, ${kind}, ${now}, ${now + LIFETIMES[kind]} FROM household hh WHERE hh.id = ${household}`;
}

/**
 * For a query: whether a notice `n` of the household `hh`, about the request `r` if about one, still says what is so.
 * What was answered or came back meanwhile is not told. `day` is what day it is there.
 */
export function isStillSo(day: Statement, now: number): Statement {
	return sql`n.useless_at > ${now} AND r.muted_at IS NULL AND CASE n.kind
		WHEN 'asked' THEN r.state = 'asked' AND r.ends_at > ${now}
		WHEN 'cancelled' THEN r.state = 'cancelled' AND r.from_day >= ${day}
		WHEN 'agreed' THEN r.state = 'accepted'
		WHEN 'extension' THEN r.state = 'handed-over' AND r.extension_day IS NOT NULL
		WHEN 'due-tomorrow' THEN r.state = 'handed-over' AND r.until_day = date(${day}, '+1 day')
		WHEN 'due-today' THEN r.state = 'handed-over' AND r.until_day = ${day}
		WHEN 'late' THEN r.state = 'handed-over' AND r.until_day < ${day}
		WHEN 'new-letter' THEN NOT EXISTS (SELECT 1 FROM mailbox box JOIN claim c ON c.mailbox_id = box.id AND c.epoch = box.epoch WHERE box.id = hh.mailbox_id)
		WHEN 'moved-out' THEN NOT EXISTS (SELECT 1 FROM mailbox box JOIN claim c ON c.mailbox_id = box.id AND c.epoch = box.epoch WHERE box.id = hh.mailbox_id)
		WHEN 'gone' THEN EXISTS (SELECT 1 FROM mailbox box WHERE box.id = hh.mailbox_id AND box.gone_at IS NOT NULL)
		WHEN 'still-willing' THEN hh.willing_asked_at IS NOT NULL AND hh.asleep_at IS NULL
		ELSE 1 END`;
}
