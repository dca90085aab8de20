import { forbiddenBy, type Forbidden } from '#lib/catalogue/forbidden.ts';
import { findPictograms } from '#lib/catalogue/search.ts';
import type { Language } from '#lib/text/languages.ts';
import { pictogramNames as ar } from '#lib/text/names.ar.ts';
import { pictogramNames as en } from '#lib/text/names.en.ts';
import { pictogramNames as fr } from '#lib/text/names.fr.ts';

const names = { fr, en, ar } satisfies Record<Language, object>;

/**
 * The things that somebody means by a word of their language, the best first, hidden ones too; or why what they mean is
 * never lent.
 */
export function findThings(
	query: string,
	language: Language
): { found: string[]; forbidden: Forbidden | null } {
	const forbidden = forbiddenBy(query);
	return { found: forbidden ? [] : findPictograms(query, names[language]), forbidden };
}
