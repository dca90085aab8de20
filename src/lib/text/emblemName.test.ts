import { emblemCode, emblems } from '#lib/catalogue/emblems.ts';
import { describe, expect, test } from 'vitest';
import { boxName, boxNameFirst, emblemName } from './emblemName.ts';
import { languages } from './languages.ts';

describe('the name of a mailbox', () => {
	test.each([
		['fr', 'owl', 'la boîte au hibou', 'La boîte au hibou'],
		['fr', 'owl+cat', 'la boîte au hibou et au chat', 'La boîte au hibou et au chat'],
		['en', 'owl+cat', 'the owl and cat mailbox', 'The owl and cat mailbox'],
		['ar', 'owl', 'صندوق البومة', 'صندوق البومة'],
		['ar', 'owl+fox', 'صندوق البومة والثعلب', 'صندوق البومة والثعلب']
	] as const)('%s %s', (language, code, name, first) => {
		expect(boxName(language, code)).toBe(name);
		expect(boxNameFirst(language, code)).toBe(first);
	});

	test('is another for every emblem and pair of a hall, in every language', () => {
		const codes = Array.from({ length: 300 }, (_, n) => emblemCode(n));
		for (const language of languages)
			expect(new Set(codes.map((code) => boxName(language, code))).size, language).toBe(codes.length);
	});
});

test('the name of an emblem says what is drawn', () => {
	expect(emblemName('fr', 'owl+cat')).toBe('hibou et chat');
	expect(emblemName('ar', 'owl+fox')).toBe('بومة وثعلب');
	for (const { id } of emblems) expect(emblemName('en', id)).toMatch(/^[a-z]/);
});

test('a code that is no emblem is a fault', () => {
	expect(() => boxName('fr', 'dragon')).toThrow(RangeError);
});
