import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { typesetter as openTypesetter } from '#lib/server/fonts.ts';
import {
	capHeightMm,
	characterName,
	fitLine,
	fontNamed,
	lineHeightMm,
	makeTypesetter,
	setLine,
	unknownCharacters,
	wrapText,
	type SetLine,
	type TextRefusal,
	type TextStyle
} from './text.ts';
import { ptToMm } from './lengths.ts';

const typesetter = openTypesetter();
const french: TextStyle = { face: 'regular', sizePt: 12, language: 'fr' };
const arabic: TextStyle = { ...french, language: 'ar' };
const set = (text: string, style = french) => setLine(typesetter, text, style);
/** What the eye meets from left to right; words written from right to left appear backwards. */
const seen = (line: SetLine) => line.runs.flatMap((run) => run.glyphs.map((glyph) => glyph.text)).join('');
const fontsOf = (line: SetLine) => [...new Set(line.runs.map((run) => run.font))];
const glyphIds = (line: SetLine) => line.runs.flatMap((run) => run.glyphs.map((glyph) => glyph.id));
const isRefusal = (answer: object): answer is TextRefusal => 'refusal' in answer;

describe('Latin letters', () => {
	test('are kerned', () => {
		expect(set('AV').widthMm).toBeLessThan(set('A').widthMm + set('V').widthMm - 0.1);
	});
	test('grow with the size', () => {
		expect(set('Palier', { ...french, sizePt: 24 }).widthMm).toBeCloseTo(2 * set('Palier').widthMm, 9);
	});
	test('are as wide as their advances', () => {
		const line = set('Bonjour à vous');
		const advances = line.runs.flatMap((run) => run.glyphs).reduce((sum, glyph) => sum + glyph.advance, 0);
		expect(line.widthMm).toBeCloseTo((advances / 1000) * ptToMm(12), 9);
	});
	test('are set in the house font, bold in its bold', () => {
		expect(fontsOf(set('Bonjour'))).toEqual(['Atkinson']);
		expect(fontsOf(set('Bonjour', { ...french, face: 'bold' }))).toEqual(['AtkinsonBold']);
	});
	test('give the same line in NFD and NFC', () => {
		expect(glyphIds(set('e\u0301te\u0301'))).toEqual(glyphIds(set('été')));
		expect(glyphIds(set('Nguye\u0302\u0303n'))).toEqual(glyphIds(set('Nguyễn')));
	});
});

test.each([
	['Tiếng Việt: Nguyễn Phượng', 'vi'],
	['İyi günler, ığdır şişe ÇĞÖŞÜ', 'tr'],
	['Ζωή και ΑΒΓ', 'el'],
	['Жук, Їжак, ґанок', 'uk'],
	['Łódź, Škoda, Ćma', 'pl'],
	['السَّلَامُ عَلَيْكُمْ؟', 'ar'],
	['سلام، می\u200cخواهم', 'fa'],
	['नमस्ते', 'hi'],
	['12 € — « oui » … n° 3', 'fr']
])('%s has a glyph for each letter and says what it was', (text, language) => {
	const line = set(text, { ...french, language });
	expect(unknownCharacters(typesetter, text)).toEqual([]);
	expect(glyphIds(line)).not.toContain(0);
	expect(
		line.runs
			.map((run) => run.text)
			.sort()
			.join('')
	).toHaveLength(text.length);
	expect([...seen(line)].sort()).toEqual([...text].sort());
});

test('a word that the house font lacks a letter of is set whole in another', () => {
	expect(set('chez Nguyễn ici').runs.map((run) => [run.font, run.text])).toEqual([
		['Atkinson', 'chez '],
		['NotoSans', 'Nguyễn '],
		['Atkinson', 'ici']
	]);
});

describe('Arabic', () => {
	test('is joined', () => {
		const together = glyphIds(set('بيت', arabic));
		const apart = ['ب', 'ي', 'ت'].flatMap((letter) => glyphIds(set(letter, arabic)));
		expect(together.filter((id) => !apart.includes(id)).length).toBeGreaterThanOrEqual(2);
	});
	test('runs from right to left', () => {
		const line = set('مرحبا', arabic);
		expect(line.direction).toBe('rtl');
		expect(seen(line)).toBe([...'مرحبا'].reverse().join(''));
	});
	test.each([
		['الرمز 7K3M-9PQX-D2F41 لكم', '7K3M-9PQX-D2F41'],
		['الرمز 1234-5678-9012 لكم', '1234-5678-9012'],
		['اتصل 01 23 45 67 89 الآن', '01 23 45 67 89'],
		['اتصل +33 6 12 34 56 78 الآن', '+33 6 12 34 56 78'],
		['يوم 12/05/2026 مساء', '12/05/2026'],
		['افتح https://palier.example/7K3M9PQXD2F41 ثم', 'https://palier.example/7K3M9PQXD2F41'],
		['اكتب amina.b@palier.example هنا', 'amina.b@palier.example'],
		['الباب ١٢٣ هنا', '١٢٣'],
		['البناية B12 هنا', 'B12']
	])('%s keeps %s in order', (text, code) => expect(seen(set(text, arabic))).toContain(code));
	test('puts words around a code at the right places', () => {
		const line = seen(set('قبل 7K3M بعد', arabic));
		expect(line).toBe('دعب 7K3M لبق');
	});
	test('takes brackets to the right side', () => {
		const line = set('(نعم)', arabic);
		const outlines = line.runs.flatMap((run) =>
			run.glyphs.map((glyph) => fontNamed(typesetter, run.font).outline(glyph.id))
		);
		const open = set('(ن', { ...arabic, direction: 'ltr' }).runs[0]!;
		expect(outlines[0]).toBe(fontNamed(typesetter, open.font).outline(open.glyphs[0]!.id));
	});
	test('leads when it is told to, though a Latin word comes first', () => {
		expect(set('Palier: مرحبا', arabic).direction).toBe('ltr');
		const line = set('Palier: مرحبا', { ...arabic, direction: 'rtl' });
		expect(line.direction).toBe('rtl');
		expect(seen(line).endsWith('Palier')).toBe(true);
	});
});

test('the language gives the direction when no letter does', () => {
	expect(set('123', arabic).direction).toBe('rtl');
	expect(set('123').direction).toBe('ltr');
	expect(set('Bonjour', arabic).direction).toBe('ltr');
});

test('a right-to-left override turns nothing round', () => {
	expect(seen(set('abc\u202edef'))).toBe('abcdef');
});

describe('characters that no font has', () => {
	test('are named once each', () => {
		expect(unknownCharacters(typesetter, 'Zoé 😀 አዲስ 😀')).toEqual(['😀', 'አ', 'ዲ', 'ስ']);
	});
	test('are refused when people typed them', () => {
		const refusal = { refusal: 'unknown-character', characters: ['ዲ'] };
		expect(fitLine(typesetter, 'aዲ', french, { maxWidthMm: 50, minPt: 6 })).toEqual(refusal);
		expect(wrapText(typesetter, 'aዲ', french, { widthMm: 50 })).toEqual(refusal);
	});
	test('never become empty boxes', () => {
		expect(set('aዲb').text).toBe('a?b');
		expect(glyphIds(set('😀'))).not.toContain(0);
	});
});

describe('fitting a line', () => {
	const fit = (text: string, maxWidthMm: number, minPt = 7) =>
		fitLine(typesetter, text, french, { maxWidthMm, minPt });

	test('leaves alone what fits', () => {
		expect(fit('Amina', 50)).toMatchObject({ text: 'Amina', style: { sizePt: 12 } });
	});
	test('makes smaller what does not, no smaller than needed', () => {
		const line = fit('Jean-Baptiste de la Tour', 45) as SetLine;
		expect(line.style.sizePt).toBeLessThan(12);
		expect(line.widthMm).toBeLessThanOrEqual(45);
		expect(set(line.text, { ...french, sizePt: line.style.sizePt + 0.2 }).widthMm).toBeGreaterThan(45);
	});
	test('refuses what would be too small, and clips nothing', () => {
		expect(fit('Jean-Baptiste de la Tour du Pin', 20)).toEqual({ refusal: 'too-long' });
	});
	test('never answers a line wider than the room or smaller than the least size', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 1, max: 120 }), (text, room) => {
				const answer = fit(text, room);
				if (isRefusal(answer)) return;
				expect(answer.widthMm).toBeLessThanOrEqual(room);
				expect(answer.style.sizePt).toBeGreaterThanOrEqual(7);
			})
		);
	});
});

describe('names of 10,000 characters', () => {
	const hostile: [string, string][] = [
		['one letter', 'a'.repeat(10_000)],
		['words', 'mot '.repeat(2_500)],
		['Arabic', 'ا'.repeat(10_000)],
		['joined Arabic', 'سلام'.repeat(2_500)],
		['mixed directions', 'aا'.repeat(5_000)],
		['Indic', 'क्ष'.repeat(3_334)],
		['thin letters', 'i.'.repeat(5_000)],
		['codes', '1-'.repeat(5_000)],
		['what looks like a code among Arabic', 'ا' + 'a'.repeat(9_999)],
		['plus signs among Arabic', 'ا' + '+'.repeat(9_999)],
		['a code and its hyphens among Arabic', 'ا ' + 'a-'.repeat(2_500) + '-'.repeat(4_998)]
	];
	test.each(hostile)('%s: refused on a line, on three lines, and broken over many', (_, text) => {
		expect(fitLine(typesetter, text, french, { maxWidthMm: 60, minPt: 6 })).toEqual({ refusal: 'too-long' });
		expect(wrapText(typesetter, text, french, { widthMm: 60, maxLines: 3, minPt: 6 })).toEqual({
			refusal: 'too-long'
		});
		const lines = wrapText(typesetter, text, french, { widthMm: 180 });
		expect(isRefusal(lines)).toBe(false);
	});
	test('are set whole when we ask for it', () => {
		for (const [, text] of hostile) expect(set(text).text).toHaveLength(text.trim().length);
	});
	test('marks upon marks leave one letter', () => {
		expect(
			fitLine(typesetter, 'Z' + '\u0301\u0327'.repeat(5_000), french, { maxWidthMm: 60, minPt: 6 })
		).toMatchObject({
			style: { sizePt: 12 }
		});
	});
	test('overrides and zero widths alone leave nothing', () => {
		expect(
			fitLine(typesetter, '\u202e\u200b'.repeat(5_000), french, { maxWidthMm: 60, minPt: 6 })
		).toMatchObject({
			text: '',
			widthMm: 0
		});
		expect(wrapText(typesetter, '\u202e\u200b'.repeat(5_000), french, { widthMm: 60 })).toEqual([]);
	});
	test('are not kept in memory', () => {
		const keys = typesetter.lately.keys();
		expect(keys.length).toBeGreaterThan(100);
		expect(keys.length).toBeLessThanOrEqual(2_000);
		expect(Math.max(...keys.map((key) => key.length))).toBeLessThan(200);
	});
});

describe('breaking into lines', () => {
	const letter =
		'Cher voisin, chère voisine, votre boîte aux lettres porte maintenant un autocollant. Scannez-le pour voir.';
	const word = fc.string({
		unit: fc.constantFrom(...'abcdefgéèçWMiıالسلام7-.'),
		minLength: 1,
		maxLength: 40
	});
	const words = fc.array(word, { maxLength: 30 }).map((all) => all.join(' '));

	test('loses and adds nothing', () => {
		const lines = wrapText(typesetter, letter, french, { widthMm: 60 }) as SetLine[];
		expect(lines.length).toBeGreaterThan(2);
		expect(lines.map((line) => line.text).join(' ')).toBe(letter);
	});
	test('fills each line as far as it goes', () => {
		const lines = wrapText(typesetter, letter, french, { widthMm: 60 }) as SetLine[];
		lines.slice(1).forEach((line, i) => {
			const longer = `${lines[i]!.text} ${line.text.split(' ')[0]}`;
			expect(set(longer).widthMm).toBeGreaterThan(60);
		});
	});
	test('never makes a line wider than the room, and keeps every letter', () => {
		fc.assert(
			fc.property(words, fc.integer({ min: 8, max: 150 }), (text, widthMm) => {
				const lines = wrapText(typesetter, text, french, { widthMm }) as SetLine[];
				expect(isRefusal(lines)).toBe(false);
				for (const line of lines) expect(line.widthMm).toBeLessThanOrEqual(widthMm);
				expect(
					lines
						.map((line) => line.text)
						.join('')
						.replaceAll(' ', '')
				).toBe(text.replaceAll(' ', '').normalize('NFC'));
			}),
			{ numRuns: 60 }
		);
	});
	test('counts the spaces of another font, which are wider', () => {
		const named = (name: string) => typesetter.fonts.find((font) => font.name === name)!;
		const arabicForAll = { ...named('NotoArabic'), letters: undefined };
		const odd = makeTypesetter([arabicForAll, named('Atkinson'), named('AtkinsonBold')]);
		const letters = Array.from({ length: 0x80 }, (_, i) => 0x100 + i);
		const lacking = letters.find((one) => named('Atkinson').covers(one) && !named('NotoArabic').covers(one))!;
		const foreign = String.fromCodePoint(lacking).repeat(4);
		const three = setLine(odd, `${foreign} ${foreign} ${foreign}`, french).widthMm;
		for (const widthMm of [three - 0.1, three, three + 0.1]) {
			const lines = wrapText(odd, `${foreign} `.repeat(12), french, { widthMm }) as SetLine[];
			expect(Math.max(...lines.map((line) => line.widthMm))).toBeLessThanOrEqual(widthMm);
			expect(lines).toHaveLength(widthMm < three ? 6 : 4);
		}
	});
	test('cuts a long word between graphemes', () => {
		const lines = wrapText(typesetter, 'e\u0301'.repeat(100) + 'x\u0302'.repeat(60), french, {
			widthMm: 30
		}) as SetLine[];
		expect(lines.length).toBeGreaterThan(4);
		for (const line of lines) expect(line.text).not.toMatch(/^\p{M}/u);
	});
	test('refuses more lines than allowed, after trying smaller sizes', () => {
		expect(wrapText(typesetter, letter, french, { widthMm: 60, maxLines: 2 })).toEqual({
			refusal: 'too-long'
		});
		const smaller = wrapText(typesetter, letter, french, { widthMm: 60, maxLines: 3, minPt: 8 }) as SetLine[];
		expect(smaller.length).toBeLessThanOrEqual(3);
		expect(new Set(smaller.map((line) => line.style.sizePt)).size).toBe(1);
		expect(smaller[0]!.style.sizePt).toBeGreaterThanOrEqual(8);
	});
	test('refuses a room narrower than a letter', () => {
		expect(wrapText(typesetter, 'WWW', french, { widthMm: 1 })).toEqual({ refusal: 'too-long' });
	});
	test('gives each line the direction of the paragraph', () => {
		const text = 'مرحبا بكم في بوابة الجيران ' + 'Palier Palier Palier Palier';
		const lines = wrapText(typesetter, text, arabic, { widthMm: 30 }) as SetLine[];
		expect(new Set(lines.map((line) => line.direction))).toEqual(new Set(['rtl']));
	});
	test('does not break at a space that must not break', () => {
		const lines = wrapText(typesetter, 'voilà 12\u00a0€', french, {
			widthMm: set('voilà 12').widthMm + 0.5
		}) as SetLine[];
		expect(lines.map((line) => line.text)).toEqual(['voilà', '12\u00a0€']);
	});
	test.each([
		['7K3M-9PQX-D2F41', '7K3M-9PQX-D2', ['7K3M-9PQX-', 'D2F41']],
		['a-bcdefghijklmnop', 'a-bcdefghij', ['a-bcdefghij', 'klmnop']],
		['hibou.example/d2f41', 'hibou.example/d2', ['hibou.example/', 'd2f41']]
	])('cuts %s after its marks, unless that leaves a short line', (word, fits, expected) => {
		const lines = wrapText(typesetter, word, french, { widthMm: set(fits).widthMm + 0.1 }) as SetLine[];
		expect(lines.map((line) => line.text)).toEqual(expected);
	});
	test('cuts a word too wide so that no mark stands alone with its space', () => {
		const lines = wrapText(typesetter, 'bonjour\u00a0!', french, {
			widthMm: set('bonjour').widthMm + 0.5
		}) as SetLine[];
		expect(lines.map((line) => line.text)).toEqual(['bonjou', 'r\u00a0!']);
	});
	test('of nothing are none', () => expect(wrapText(typesetter, '  ', french, { widthMm: 30 })).toEqual([]));
});

test('lines stand further apart than their letters are high', () => {
	expect(lineHeightMm(french)).toBeGreaterThan(ptToMm(12));
	expect(lineHeightMm(arabic)).toBeGreaterThan(lineHeightMm(french));
	expect(capHeightMm(typesetter, french)).toBeCloseTo(0.668 * ptToMm(12), 2);
});

test.each([
	['fr', 1.3],
	['vi', 1.418],
	['ar', 1.6],
	['fa', 1.6],
	['bn', 1.47],
	['th-TH', 1.53],
	['zh-Hant', 1.3]
])('a line of %s is %f times as high as its size', (language, times) =>
	expect(lineHeightMm({ ...french, language })).toBeCloseTo(times * ptToMm(12), 9)
);

test.each([
	['😀', '😀 (U+1F600)'],
	['ख', 'ख (U+0916)'],
	['\ue000', 'U+E000'],
	['\u0301', 'U+0301'],
	['\t', 'U+0009']
])('%j is named %s', (character, name) => expect(characterName(character)).toBe(name));

test('a line that is asked for again and again is remembered among thousands that are not', () => {
	const [label, once] = [set('رمزكم').runs, set('مرة واحدة').runs];
	for (let i = 0; i < 3_000; i++) {
		set(`رمز ${i}`);
		expect(set('رمزكم').runs).toBe(label);
	}
	expect(set('مرة واحدة').runs).not.toBe(once);
	expect(set('مرة واحدة').runs).toEqual(once);
});

test('a line that was set lately is set the same after it was forgotten', () => {
	const before = set('Bonjour la boîte au hibou');
	typesetter.lately.clear();
	expect(set('Bonjour la boîte au hibou')).toEqual(before);
});

test('what is not a font, and two fonts of one name, are refused', () => {
	const [regular, bold] = typesetter.fonts;
	const broken = { ...regular!, read: () => new Uint8Array(100) };
	expect(() => setLine(makeTypesetter([broken, bold!]), 'a', french)).toThrow('Atkinson is not a font');
	expect(() => makeTypesetter([regular!, { ...bold!, name: regular!.name }])).toThrow('one name');
	expect(() => makeTypesetter([regular!])).toThrow('no bold font');
});
