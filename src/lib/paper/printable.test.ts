import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printable } from './printable.ts';

test.each([
	['e\u0301te\u0301', 'été', 'NFD becomes NFC'],
	['a\u0000b\u0007c\u001b[31m', 'abc[31m', 'control characters go'],
	['un\ndeux\ttrois\r\nquatre\u2028cinq', 'un deux trois quatre cinq', 'line ends are spaces'],
	['  deux   mots  ', 'deux mots', 'spaces are one space'],
	['12\u202f€\u00a0!', '12\u202f€\u00a0!', 'French spaces stay'],
	['abc\u202edef\u202c', 'abcdef', 'bidi overrides go'],
	['\u2066abc\u2069\u200e\u200f', 'abc', 'bidi isolates and marks go'],
	['ab\u200bcd\ufeffef\u00adgh', 'abcdefgh', 'zero-width characters go'],
	['ab\u200dcd\u200c', 'abcd', 'joiners go between Latin letters'],
	['می\u200cخواهم', 'می\u200cخواهم', 'a joiner stays inside a Persian word'],
	['क्\u200dष', 'क्\u200dष', 'a joiner stays inside an Indic word'],
	['\ud800abc\udfff', 'abc', 'lone surrogates go'],
	['❤\ufe0f', '❤', 'variation selectors go'],
	['\u0301abc', 'abc', 'a mark without a letter goes'],
	['', '', 'nothing stays nothing']
])('%j gives %j: %s', (typed, clean) => expect(printable(typed)).toBe(clean));

test.each([
	['auto\u00adcollant', 'auto\u00adcollant', 'soft hyphens stay'],
	['www.\u200bpalier\ufeff', 'www.\u200bpalier', 'zero-width spaces stay, other unseen characters go'],
	['e\u00ad\u0301x', 'e\u00adx', 'a mark after a chance to break goes'],
	['a\u00ad\u202e\u200b', 'a\u00ad\u200b', 'overrides go']
])('%j gives %j with chances to break: %s', (typed, clean) =>
	expect(printable(typed, 'with chances to break')).toBe(clean)
);

test.each([
	'« Où\u00a0? »',
	'L’œuf\u202f! — 12\u202f€…',
	'fin\u00a0',
	'\u202fdébut',
	'a \u00a0b',
	'a\u00a0\u202fb'
])('%j is cleaned the same alone and beside an Arabic letter', (text) =>
	expect(printable(`${text}|ب`)).toBe(`${printable(`${text}|`)}ب`)
);

test('a letter keeps at most three marks', () => {
	expect(printable('x' + '\u0334\u0335\u0336\u0337\u0338'.repeat(2000))).toBe('x\u0334\u0335\u0336');
});

describe('whatever is typed', () => {
	const hostile = fc.string({
		unit: fc.oneof(
			fc.constantFrom(
				'\u202e',
				'\u2066',
				'\u200d',
				'\u200c',
				'\u0301',
				'\u064e',
				'\u0338',
				' ',
				'\u00a0',
				'ا',
				'क',
				'e',
				'\ud800'
			),
			fc.constantFrom('\u0085', '\n', '\ufeff', '\u0344', '\u1100', '\u1161', 'Å', '\u0f73', '\u{1d15e}'),
			fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })
		)
	});
	test('cleaning twice is cleaning once', () => {
		fc.assert(
			fc.property(hostile, (text) => {
				expect(printable(printable(text))).toBe(printable(text));
				const withBreaks = printable(text, 'with chances to break');
				expect(printable(withBreaks, 'with chances to break')).toBe(withBreaks);
				expect(printable(withBreaks)).toBe(printable(withBreaks.replace(/[\u00ad\u200b]/g, '')));
			}),
			{ numRuns: 3000 }
		);
	});
	test('no control, override, surrogate or fourth mark is left', () => {
		fc.assert(
			fc.property(hostile, (text) => {
				expect(printable(text)).not.toMatch(
					/[\p{Cc}\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{M}{4}/u
				);
			}),
			{ numRuns: 3000 }
		);
	});
});
