import { fill, type Values } from './fill.ts';
import { locale, type Language } from './languages.ts';
import { home as homeAr } from './home.ar.ts';
import { home as homeEn } from './home.en.ts';
import { home as homeFr } from './home.fr.ts';
import { landlord as landlordAr } from './landlord.ar.ts';
import { landlord as landlordEn } from './landlord.en.ts';
import { landlord as landlordFr } from './landlord.fr.ts';
import { pages as pagesAr } from './pages.ar.ts';
import { pages as pagesEn } from './pages.en.ts';
import { pages as pagesFr } from './pages.fr.ts';

/** A sentence whose form depends on a number, by the language's plural rules. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };
export type Words<Key extends string> = Readonly<Record<Key, string | Plural>>;

export const dictionaries = {
	fr: { ...pagesFr, ...homeFr, ...landlordFr },
	en: { ...pagesEn, ...homeEn, ...landlordEn },
	ar: { ...pagesAr, ...homeAr, ...landlordAr }
} satisfies Record<Language, Words<string>>;

export type Key = keyof (typeof dictionaries)['fr'];
export type Say = (key: Key, values?: Values) => string;

const voices = new Map<Language, Say>();

/** Says a sentence in a language; `{name}` is replaced by its value, and `n` chooses the plural form. */
export function speak(language: Language): Say {
	const voice = voices.get(language) ?? newVoice(language);
	voices.set(language, voice);
	return voice;
}

function newVoice(language: Language): Say {
	const rules = new Intl.PluralRules(locale(language));
	const numbers = new Intl.NumberFormat(locale(language));
	return (key, values = {}) => {
		const words: string | Plural = dictionaries[language][key];
		return fill(
			typeof words === 'string' ? words : pluralForm(words, rules, Number(values.n)),
			values,
			numbers
		);
	};
}

function pluralForm(words: Plural, rules: Intl.PluralRules, n: number): string {
	return words[rules.select(n)] ?? words.other;
}
