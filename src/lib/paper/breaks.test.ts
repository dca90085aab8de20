import { describe, expect, test } from 'vitest';
import { cutsOf, lineText, partsOf } from './breaks.ts';

const parts = (text: string) => partsOf(text).map((part) => part.text);

describe('a text may be broken', () => {
	test.each([
		['at spaces', 'la pompe à vélo', ['la', 'pompe', 'à', 'vélo']],
		['not at spaces that must not break', 'voilà\u202f! 12\u00a0€', ['voilà\u202f!', '12\u00a0€']],
		['between Thai words', 'ที่สูบลม', ['ที่', 'สูบ', 'ลม']],
		['not before the Thai sign of repetition', 'เด็กๆมา', ['เด็กๆ', 'มา']],
		['not between Thai and digits', 'ชั้น3', ['ชั้น3']],
		['between ideographs', '打气筒', ['打', '气', '筒']],
		['not before a closing mark', '您好，邻居。', ['您', '好，', '邻', '居。']],
		['not after an opening mark', '借「电钻」（免费）！', ['借', '「电', '钻」', '（免', '费）！']],
		['not inside dashes and dots of two', '好——吧……', ['好——', '吧……']],
		['beside a Latin word among ideographs, not in it', '欢迎Palier邻居', ['欢', '迎', 'Palier', '邻', '居']],
		['not before a small kana or a long sound', 'ちょっとデータ', ['ちょっ', 'と', 'デー', 'タ']],
		['at a zero-width space', 'www.\u200bpalier', ['www.', 'palier']],
		['not inside Tamil or Bengali words', 'தமிழ்நாடு বাংলাদেশ', ['தமிழ்நாடு', 'বাংলাদেশ']]
	])('%s', (_, text, expected) => expect(parts(text)).toEqual(expected));

	test('nowhere in nothing', () => expect(parts('\u00ad \u200b ')).toEqual([]));
	test('and a mark never begins a part', () =>
		expect(parts('e\u00ad\u0301x 字\u200b\u0301')).toEqual(['e', 'x', '字']));
});

test('a line joins its parts with the spaces that stood between them, none at its end', () => {
	expect(lineText(partsOf('la 打气筒 du hall'))).toBe('la 打气筒 du hall');
	expect(lineText(partsOf('ที่สูบลม ครับ').slice(0, 3))).toBe('ที่สูบลม');
});

test('a soft hyphen is seen at the end of a line, and only there', () => {
	const soft = partsOf('auto\u00adcollant');
	expect(lineText(soft)).toBe('autocollant');
	expect(lineText(soft.slice(0, 1))).toBe('auto-');
});

test.each([
	['a conjunct', 'ক্ষমা', [3]],
	['a conjunct of Tamil', 'பக்ஷி', [1]],
	['the space before a mark', 'ab\u00a0!', [1]],
	['a letter and its marks', 'x\u0302y', [2]]
])('a word too wide is not cut inside %s', (_, word, cuts) => expect([...cutsOf(word)]).toEqual(cuts));
