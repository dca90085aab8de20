import type { Values } from './fill.ts';
import type { Language } from './languages.ts';
import { sayIn, type Plural, type Words } from './sayIn.ts';
import { home as homeAr } from './home.ar.ts';
import { home as homeEn } from './home.en.ts';
import { home as homeFr } from './home.fr.ts';
import { landlord as landlordAr } from './landlord.ar.ts';
import { landlord as landlordEn } from './landlord.en.ts';
import { landlord as landlordFr } from './landlord.fr.ts';
import { pages as pagesAr } from './pages.ar.ts';
import { pages as pagesEn } from './pages.en.ts';
import { pages as pagesFr } from './pages.fr.ts';
import { studio as studioAr } from './studio.ar.ts';
import { studio as studioEn } from './studio.en.ts';
import { studio as studioFr } from './studio.fr.ts';

export type { Plural, Words };

export const dictionaries = {
	fr: { ...pagesFr, ...homeFr, ...landlordFr, ...studioFr },
	en: { ...pagesEn, ...homeEn, ...landlordEn, ...studioEn },
	ar: { ...pagesAr, ...homeAr, ...landlordAr, ...studioAr }
} satisfies Record<Language, Words<string>>;

export type Key = keyof (typeof dictionaries)['fr'];
export type Say = (key: Key, values?: Values) => string;

const voices = new Map<Language, Say>();

/** Says a sentence in a language; `{name}` is replaced by its value, and `n` chooses the plural form. */
export function speak(language: Language): Say {
	const voice = voices.get(language) ?? sayIn<Key>(language, dictionaries[language]);
	voices.set(language, voice);
	return voice;
}
