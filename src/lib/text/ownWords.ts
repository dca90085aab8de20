import { leadsAway } from './leadsAway.ts';
import { isLongerThan, oneLine } from './line.ts';

export const ownWordsProblems = ['too-long', 'link-or-number'] as const;
export type OwnWordsProblem = (typeof ownWordsProblems)[number];

/**
 * What somebody wrote for a stranger to read, as one plain line of at most `most` graphemes; null for nothing. No line breaks, direction
 * marks, links, mail addresses or phone numbers.
 */
export function readOwnWords(
	typed: string,
	most: number
): { words: string | null } | { problem: OwnWordsProblem } {
	const words = oneLine(typed);
	if (isLongerThan(words, most)) return { problem: 'too-long' };
	return leadsAway(words) ? { problem: 'link-or-number' } : { words: words || null };
}
