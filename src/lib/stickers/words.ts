import { direction, type Language } from '#lib/text/languages.ts';
import { print as ar } from '#lib/text/print.ar.ts';
import { print as en } from '#lib/text/print.en.ts';
import { print as fr, type PrintKey } from '#lib/text/print.fr.ts';
import type { Typesetter } from '#lib/paper/text.ts';

const dictionaries: Readonly<Record<Language, Readonly<Record<PrintKey, string>>>> = { fr, en, ar };

/** The language that a piece speaks, and the typesetter that sets its words. */
export interface Voice {
	readonly typesetter: Typesetter;
	readonly language: Language;
	readonly direction: 'ltr' | 'rtl';
	/** A sentence of the dictionary, `{name}` replaced by its value. */
	words(key: PrintKey, values?: Readonly<Record<string, string | number>>): string;
}

export function voice(typesetter: Typesetter, language: Language): Voice {
	return {
		typesetter,
		language,
		direction: direction(language),
		words: (key, values = {}) => filled(sentence(language, key), values)
	};
}

/** The words before, between and after the names of values: every second part is a name. */
type Sentence = readonly string[];

const sentences: Readonly<Record<Language, Map<PrintKey, Sentence>>> = {
	fr: new Map(),
	en: new Map(),
	ar: new Map()
};

/** As it is printed; its typography is seen to once. */
function sentence(language: Language, key: PrintKey): Sentence {
	const known = sentences[language].get(key);
	if (known) return known;
	const words = typography(language, dictionaries[language][key]).split(/\{(\w+)\}/);
	sentences[language].set(key, words);
	return words;
}

/** No line breaks after a number, nor in French before ? ! : ; and inside quotes. */
function typography(language: Language, words: string): string {
	const together = words.replace(/(?<=\d) /g, '\u00a0');
	if (language !== 'fr') return together;
	return together.replace(/ (?=[:»])|(?<=«) /g, '\u00a0').replace(/ (?=[?!;])/g, '\u202f');
}

function filled(parts: Sentence, values: Readonly<Record<string, string | number>>): string {
	let words = '';
	parts.forEach((part, i) => (words += i % 2 === 0 ? part : (values[part] ?? `{${part}}`)));
	return words;
}
