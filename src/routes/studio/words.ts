import type { Language } from '#lib/text/languages.ts';
import { dictionaries, type Words } from '#lib/text/speak.ts';

/** How the keys begin that the studio's page says, with its frame. */
const PARTS = ['studio.', 'layout.', 'error.', 'problems.', 'items.f', 'start.resident'];

/** The words of the one page with a script, in one language. */
export function wordsOfStudio(language: Language): Words<string> {
	const all = Object.entries<Words<string>[string]>(dictionaries[language]);
	return Object.fromEntries(all.filter(([key]) => PARTS.some((part) => key.startsWith(part))));
}
