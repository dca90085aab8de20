import { describe, expect, test } from 'vitest';
import { readOwnWords } from './ownWords.ts';

const read = (typed: string, most = 140) => readOwnWords(typed, most);

describe("somebody's own words", () => {
	test.each([
		['', null],
		[' \n\t ', null],
		['Le mandrin\nglisse  un peu', 'Le mandrin glisse un peu'],
		['‮abc‬', 'abc'],
		['مقبض مكسور قليلا', 'مقبض مكسور قليلا'],
		['Manque la mèche de 6. Merci', 'Manque la mèche de 6. Merci'],
		['Câble de 5 m, 230 V', 'Câble de 5 m, 230 V']
	])('%j', (typed, words) => expect(read(typed)).toEqual({ words }));

	test.each([
		'voir https://a.example',
		'www.a.example',
		'moi@a.example',
		'06 12 34 56 78',
		'06.12.34.56.78',
		'٠٦١٢٣٤٥٦٧٨',
		'bit.ly/abc',
		'palier.com',
		'htt\u200bps://a.example'
	])('%j leads away', (typed) => expect(read(typed)).toEqual({ problem: 'link-or-number' }));

	test('is counted as a reader counts', () => {
		expect(read('é'.repeat(140))).toEqual({ words: 'é'.repeat(140) });
		expect(read('e\u0301'.repeat(141))).toEqual({ problem: 'too-long' });
		expect(read('a'.repeat(1_000_000))).toEqual({ problem: 'too-long' });
	});
});
