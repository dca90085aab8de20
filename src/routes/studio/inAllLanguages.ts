import { languages } from '#lib/text/languages.ts';
import { pictogramNames } from '#lib/text/names.fr.ts';
import { searchWords } from '#lib/text/pictogramName.ts';
import type { SearchWords } from './choices.ts';

/** Names and search words of all languages together. */
export const inAllLanguages: SearchWords = Object.fromEntries(
	(Object.keys(pictogramNames) as (keyof typeof pictogramNames)[]).map((id) => {
		const words = languages.map((language) => searchWords(language)[id]);
		return [id, [words.map(([name]) => name).join(' '), words.map(([, more]) => more).join(' ')]] as const;
	})
);
