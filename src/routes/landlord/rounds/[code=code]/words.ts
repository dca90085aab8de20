import type { Language } from '#lib/text/languages.ts';
import { dictionaries, type Words } from '#lib/text/speak.ts';

/** How the keys begin that the page of a round says, with its frame. */
const PARTS = ['rounds.', 'layout.', 'error.', 'problems.inTitle', 'start.resident'];

/** The words of this page, which has a script, in one language. */
export function wordsOfRound(language: Language): Words<string> {
	const all = Object.entries<Words<string>[string]>(dictionaries[language]);
	return Object.fromEntries(all.filter(([key]) => PARTS.some((part) => key.startsWith(part))));
}
