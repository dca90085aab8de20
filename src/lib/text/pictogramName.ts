import type { PictogramId } from '#lib/catalogue/pictograms.ts';
import type { Language } from './languages.ts';
import { pictogramNames as ar } from './names.ar.ts';
import { pictogramNames as en } from './names.en.ts';
import { pictogramNames as fr } from './names.fr.ts';

const names = { fr, en, ar } satisfies Record<
	Language,
	Readonly<Record<PictogramId, readonly [name: string, searchWords: string]>>
>;

/** The name of a thing to lend, as it stands under its drawing: "Perceuse". */
export function pictogramName(language: Language, id: string): string {
	return names[language][id as PictogramId]?.[0] ?? id;
}

/** Names and search words by id, for `findPictograms`. */
export function searchWords(
	language: Language
): Readonly<Record<PictogramId, readonly [name: string, searchWords: string]>> {
	return names[language];
}
