import { describe, expect, test } from 'vitest';
import { typesetter } from '#lib/server/fonts.ts';
import { print as ar } from '#lib/text/print.ar.ts';
import { print as en } from '#lib/text/print.en.ts';
import { print as fr, type PrintKey } from '#lib/text/print.fr.ts';
import { unknownCharacters } from '#lib/paper/text.ts';
import { voice } from './words.ts';

const keys = Object.keys(fr) as PrintKey[];
/** More than a number and its unit. */
const hasWords = (words: string) => /\p{L}{3}.* /u.test(words.replace(/\{\w+\}/g, ''));
const values = (words: string) => (words.match(/\{\w+\}/g) ?? []).toSorted();

describe.each([
	['en', en],
	['ar', ar]
] as const)('what is printed in %s', (language, print: Readonly<Record<PrintKey, string>>) => {
	test('has the sentences and the values of the reference, and our fonts print them', () => {
		expect(Object.keys(print).toSorted()).toEqual(keys.toSorted());
		for (const key of keys) {
			expect(print[key].trim(), key).not.toBe('');
			expect(values(print[key]), key).toEqual(values(fr[key]));
			expect(unknownCharacters(typesetter(), print[key]), key).toEqual([]);
		}
	});

	test('is not the reference by mistake', () => {
		for (const key of keys)
			if (language === 'ar' && key !== 'specimen') expect(print[key], key).toMatch(/[\u0600-\u06ff]/);
			else if (hasWords(fr[key]) && language === 'en') expect(print[key], key).not.toBe(fr[key]);
	});
});

test('French keeps its marks, and every language its numbers, on one line with their words', () => {
	const say = (language: 'fr' | 'en', key: PrintKey) => voice(typesetter(), language).words(key);
	expect(say('fr', 'slipWish')).toBe('Je voudrais emprunter\u00a0:');
	expect(say('fr', 'askTitle')).toBe('Une question\u202f?');
	expect(say('fr', 'poster3')).toContain('48\u00a0heures');
	expect(say('en', 'poster3')).toContain('48\u00a0hours');
});

test('a value stands where the sentence has its name, and a name in braces of its own stays', () => {
	const french = voice(typesetter(), 'fr');
	expect(french.words('mailbox', { value: '014' })).toBe('Boîte 014');
	expect(french.words('letterFrom', { landlord: '{value} $& Habitat' })).toBe(
		'De la part de {value} $& Habitat'
	);
});
