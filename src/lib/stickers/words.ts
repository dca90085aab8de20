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
		words: (key, values = {}) => fill(typography(language, dictionaries[language][key]), values)
	};
}

/** No line breaks after a number, nor in French before ? ! : ; and inside quotes. */
function typography(language: Language, words: string): string {
	const together = words.replace(/(?<=\d) /g, '\u00a0');
	if (language !== 'fr') return together;
	return together.replace(/ (?=[:»])|(?<=«) /g, '\u00a0').replace(/ (?=[?!;])/g, '\u202f');
}

function fill(words: string, values: Readonly<Record<string, string | number>>): string {
	return words.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
