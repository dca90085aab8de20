import { sql } from './db/statement.ts';

/** What was there when somebody reported it. Nothing else of a household ever gets to whoever decides. */
export interface Snapshot {
	readonly of: 'household' | 'mailbox' | 'hall' | 'request';
	readonly emblem?: string;
	/** All that a household has written itself: its nickname, and the notes of its things. */
	readonly said?: {
		readonly nickname: string | null;
		readonly notes: readonly [thing: string, note: string][];
	};
	readonly things?: readonly string[];
	readonly request?: {
		readonly pictogram: string;
		readonly knownBy: string | null;
		readonly ownWords: string | null;
	};
}

/** Null once it was erased. */
export function readSnapshot(text: string): Snapshot | null {
	return text === '' ? null : (JSON.parse(text) as Snapshot);
}

/** What the household `hh` of a query says, as JSON: two that are the same text are the same words. */
export const SAID = sql`json_object('nickname', hh.nickname, 'notes', json((
	SELECT json_group_array(json_array(pictogram, note)) FROM (
		SELECT pictogram, note FROM item WHERE household_id = hh.id AND note IS NOT NULL ORDER BY pictogram))))`;

/** The page of the mailbox `m` and of its household `hh`, if there is one. */
export const PAGE_SNAPSHOT = sql`iif(hh.id IS NULL, json_object('of', 'mailbox', 'emblem', m.emblem), json_object(
	'of', 'household', 'emblem', m.emblem, 'said', json(${SAID}), 'things', json((
		SELECT json_group_array(pictogram) FROM (SELECT pictogram FROM item WHERE household_id = hh.id ORDER BY added_at, rowid)))))`;

export const HALL_SNAPSHOT = sql`json_object('of', 'hall')`;

/** The words of the request `r`; a ready sentence is ours. */
export const REQUEST_SNAPSHOT = sql`json_object('of', 'request', 'emblem', m.emblem, 'request', json_object(
	'pictogram', r.pictogram, 'knownBy', r.known_by, 'ownWords', r.own_words))`;

/** What holds of the report `r` now: the decision about it, or the one about an objection since. */
export const VERDICT = sql`coalesce((
	SELECT o.decision FROM objection o WHERE o.report_id = r.id AND o.decided_at IS NOT NULL ORDER BY o.decided_at DESC LIMIT 1
), r.decision)`;
