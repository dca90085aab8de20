import { languages, locale, type Language } from '#lib/text/languages.ts';
import { dictionaries, type Plural } from '#lib/text/speak.ts';
import { describe, expect, test } from 'vitest';
import { sourcesIn } from './code.ts';

type Entry = string | Plural;

const entries = (language: Language) => dictionaries[language] as Readonly<Record<string, Entry>>;
const keys = Object.keys(dictionaries.fr);
const placeholders = (words: string) => [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).toSorted();
const forms = (entry: Entry) => (typeof entry === 'string' ? [entry] : Object.values(entry));

describe.each(languages)('the dictionary of %s', (language) => {
	test('has every key and no other', () => {
		expect(Object.keys(entries(language)).toSorted()).toEqual(keys.toSorted());
	});

	test('has every plural form of the language where the reference has one', () => {
		const wanted = new Intl.PluralRules(locale(language)).resolvedOptions().pluralCategories;
		for (const key of keys) {
			const [entry, reference] = [entries(language)[key]!, entries('fr')[key]!];
			expect(typeof entry, key).toBe(typeof reference);
			if (typeof entry !== 'string')
				expect(Object.keys(entry).toSorted(), key).toEqual(
					expect.arrayContaining(sensible(wanted, language))
				);
		}
	});

	test('puts the same values into its sentences as the reference', () => {
		for (const key of keys) {
			const reference = new Set(forms(entries('fr')[key]!).flatMap(placeholders));
			for (const words of forms(entries(language)[key]!))
				for (const name of placeholders(words)) expect(reference.has(name), `${key}: {${name}}`).toBe(true);
			const own = new Set(forms(entries(language)[key]!).flatMap(placeholders));
			expect([...own].toSorted(), key).toEqual([...reference].toSorted());
		}
	});

	test('leaves nothing empty and nothing untranslated by mistake', () => {
		for (const key of keys)
			for (const words of forms(entries(language)[key]!)) expect(words.trim(), key).not.toBe('');
		if (language !== 'ar') return;
		for (const key of keys)
			expect(
				forms(entries('ar')[key]!)
					.join('')
					.replace(/\{\w+\}/g, ''),
				key
			).toMatch(/[\u0600-\u06ff]|^[^\p{L}]*$|^Palier$/u);
	});
});

test('French marks stay on the line of their word', () => {
	const loose = keys.filter((key) => forms(entries('fr')[key]!).some((words) => / [?!;:»%]|« /.test(words)));
	expect(loose, 'put a no-break space (U+00A0) there').toEqual([]);
});

test('Arabic speaks to people in the plural of politeness', () => {
	const doing =
		'اختر اكتب انظر افتح المس اطبع انسخ احفظ حاول جرب جرّب اترك خذ أضف امسح اضغط اطلب انتظر أغلق تأكد';
	const having =
		'يمكنك لديك عندك عليك صندوقك رسالتك هاتفك رمزك رسمك اسمك كلماتك اختيارك ورقتك طابعتك قوائمك أماكنك مرجعك موافقتك';
	const singular = `${doing} ${having}`.split(' ').join('|');
	const toOne = new RegExp(`(?<![\\p{L}\\p{M}])[وف]?(?:${singular})(?![\\p{L}\\p{M}])`, 'u');
	const said = keys.flatMap((key) => forms(entries('ar')[key]!).filter((words) => toOne.test(words)));
	expect(said, 'write اختاروا, never اختر; صندوقكم, never صندوقك').toEqual([]);
});

test('every sentence is said somewhere', () => {
	const text = sourcesIn('src')
		.filter(({ path }) => !path.startsWith('src/lib/text/'))
		.map((source) => source.text)
		.join('\n');
	const beginnings = [...text.matchAll(/`([a-zA-Z.-]+\.)\$\{/g)].map(([, beginning]) => beginning!);
	const unsaid = keys.filter(
		(key) => !text.includes(`'${key}'`) && !beginnings.some((beginning) => key.startsWith(beginning))
	);
	expect(unsaid).toEqual([]);
});

/** French "many" is for millions only; nothing here is counted so far. */
const sensible = (categories: readonly string[], language: Language) =>
	categories.filter((c) => language !== 'fr' || c !== 'many');
