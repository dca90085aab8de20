import { pictograms, type Family } from '#lib/catalogue/pictograms.ts';
import type { Language } from '#lib/text/languages.ts';
import { pictogramName, searchWords } from '#lib/text/pictogramName.ts';
import { findThings } from './choices.ts';
import { inAllLanguages } from './inAllLanguages.ts';

/** A thing to lend, as the studio's page knows it: everything but its drawing. */
export interface Thing {
	readonly id: string;
	readonly family: Family;
	readonly name: string;
	/** What else one may call it, in the reader's language. */
	readonly words: string;
	/** Only shown to whoever looks for it. */
	readonly isHidden: boolean;
}

/** Everything in the catalogue, family by family. */
export function thingsIn(language: Language): Thing[] {
	return pictograms.map(({ id, family, caution }) => ({
		id,
		family,
		name: pictogramName(language, id),
		words: searchWords(language)[id][1],
		isHidden: caution === 'hidden'
	}));
}

/** What somebody without script looked for. */
export function foundFor({ query }: { readonly query: string }, language: Language): string[] {
	return query.trim() === '' ? [] : findThings(query, searchWords(language), inAllLanguages);
}
