import { expect, test } from 'vitest';
import { makeTypesetter, setLine } from '#lib/paper/text.ts';
import { checkFonts, pdfTools, typesetter } from './fonts.ts';

test('the fonts that we ship can be read', () => {
	expect(checkFonts()).toEqual([]);
	expect(typesetter().fonts.map(({ name, face }) => `${name} ${face}`)).toEqual([
		'Atkinson regular',
		'AtkinsonBold bold',
		'NotoSans regular',
		'NotoSansBold bold',
		'NotoArabic regular',
		'NotoArabicBold bold',
		'NotoHebrew regular',
		'NotoHebrewBold bold',
		'NotoTamil regular',
		'NotoTamilBold bold',
		'NotoBengali regular',
		'NotoBengaliBold bold',
		'NotoThai regular',
		'NotoThaiBold bold',
		'NotoChinese regular',
		'NotoChineseBold bold'
	]);
});

test('they are opened once', () => {
	expect(typesetter()).toBe(typesetter());
	expect(pdfTools()).toBe(pdfTools());
});

test.each([
	['Où est la pompe à vélo ? — « Chez Zoë », dit-il…', ['Atkinson']],
	['chez Nguyễn', ['Atkinson', 'NotoSans']],
	['Ζωή, Жук; नमस्ते', ['Atkinson', 'NotoSans']],
	['(السلام عليكم) 12/05', ['Atkinson', 'NotoArabic']],
	['סלאם 7K3M', ['Atkinson', 'NotoHebrew']],
	['வணக்கம்!', ['Atkinson', 'NotoTamil']],
	['বাংলা!', ['Atkinson', 'NotoBengali']],
	['ที่สูบลม 2', ['Atkinson', 'NotoThai']],
	['您好，3号楼。', ['Atkinson', 'NotoChinese']],
	['😀', ['Atkinson', 'AtkinsonBold', 'NotoSans', 'NotoSansBold']]
])('%s reads the files that it needs, no other', (text, needed) => {
	const read: string[] = [];
	const watched = typesetter().fonts.map((font) => ({
		...font,
		read: () => {
			read.push(font.name);
			return font.read();
		}
	}));
	const own = makeTypesetter(watched);
	expect(read).toEqual([]);
	setLine(own, text, { face: 'regular', sizePt: 12, language: 'fr' });
	expect(read.sort()).toEqual(needed);
});
