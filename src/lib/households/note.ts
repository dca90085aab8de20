import { readOwnWords, type OwnWordsProblem } from '#lib/text/ownWords.ts';

/** Graphemes of what a household says of a thing: known defects (Code civil art. 1891), what goes with it. */
export const NOTE_LENGTH = 140;

/** A note as a borrower will read it after the yes; null for none. */
export function readNote(typed: string): { note: string | null } | { problem: OwnWordsProblem } {
	const read = readOwnWords(typed, NOTE_LENGTH);
	return 'problem' in read ? read : { note: read.words };
}
