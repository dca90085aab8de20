import { readOwnWords, type OwnWordsProblem } from '#lib/text/ownWords.ts';

/** Graphemes of a nickname. */
export const NICKNAME_LENGTH = 24;

/** A household offers no more than this many different things. */
export const MOST_ITEMS = 120;

/** `asleep`: somebody lives there, who may still refuse the new letter. `gone`: the mailbox is no longer on the wall. */
export const claimRefusals = [
	'wrong-code',
	'already-claimed',
	'asleep',
	'gone',
	'too-late',
	'too-many-tries'
] as const;
export type ClaimRefusal = (typeof claimRefusals)[number];

/** A nickname as it will be shown; null for none. No line breaks, direction marks, links or phone numbers. */
export function readNickname(typed: string): { nickname: string | null } | { problem: OwnWordsProblem } {
	const read = readOwnWords(typed, NICKNAME_LENGTH);
	return 'problem' in read ? read : { nickname: read.words };
}
