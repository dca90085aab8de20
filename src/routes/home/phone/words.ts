import type { Language } from '#lib/text/languages.ts';
import { dictionaries, type Words } from '#lib/text/speak.ts';

/** How the keys begin that this page says, with its frame. */
const PARTS = ['phone.', 'layout.', 'error.', 'problems.inTitle', 'home.settings', 'start.resident'];

/** The words of this page, which has a script, in one language. */
export function wordsOfPhone(language: Language): Words<string> {
	const all = Object.entries<Words<string>[string]>(dictionaries[language]);
	return Object.fromEntries(all.filter(([key]) => PARTS.some((part) => key.startsWith(part))));
}
