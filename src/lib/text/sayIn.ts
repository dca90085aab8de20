import { fill, type Values } from './fill.ts';
import { locale, type Language } from './languages.ts';

/** A sentence whose form depends on a number, by the language's plural rules. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };
export type Words<Key extends string> = Readonly<Record<Key, string | Plural>>;

/** Says the sentences of one dictionary; `{name}` is replaced by its value, and `n` chooses the plural form. */
export function sayIn<Key extends string>(
	language: Language,
	words: Words<Key>
): (key: Key, values?: Values) => string {
	const rules = new Intl.PluralRules(locale(language));
	const numbers = new Intl.NumberFormat(locale(language));
	return (key, values = {}) => {
		const said = words[key];
		return fill(typeof said === 'string' ? said : pluralForm(said, rules, Number(values.n)), values, numbers);
	};
}

function pluralForm(words: Plural, rules: Intl.PluralRules, n: number): string {
	return words[rules.select(n)] ?? words.other;
}
