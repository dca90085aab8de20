import { isLongerThan, oneLine } from '#lib/text/line.ts';

/** Graphemes of a nickname. */
export const NICKNAME_LENGTH = 24;

/** A household offers no more than this many different things. */
export const MOST_ITEMS = 120;

export const claimRefusals = ['wrong-code', 'already-claimed', 'too-late', 'too-many-tries'] as const;
export type ClaimRefusal = (typeof claimRefusals)[number];

export const nicknameProblems = ['too-long', 'link-or-number'] as const;
export type NicknameProblem = (typeof nicknameProblems)[number];

/** A nickname as it will be shown; null for none. No line breaks, direction marks, links or phone numbers. */
export function readNickname(typed: string): { nickname: string | null } | { problem: NicknameProblem } {
	const nickname = oneLine(typed);
	if (isLongerThan(nickname, NICKNAME_LENGTH)) return { problem: 'too-long' };
	if (/https?:|www\.|@|\p{Nd}{5}|(\p{Nd}[ .-]?){8}/iu.test(nickname)) return { problem: 'link-or-number' };
	return { nickname: nickname || null };
}
