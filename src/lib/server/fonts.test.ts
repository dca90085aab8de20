import { expect, test } from 'vitest';
import { checkFonts, pdfTools, typesetter } from './fonts.ts';

test('the fonts that we ship can be read', () => {
	expect(checkFonts()).toEqual([]);
	expect(typesetter().fonts.map(({ name, face }) => `${name} ${face}`)).toEqual([
		'Atkinson regular',
		'AtkinsonBold bold',
		'NotoSans regular',
		'NotoSansBold bold',
		'NotoArabic regular',
		'NotoArabicBold bold'
	]);
});

test('they are opened once', () => {
	expect(typesetter()).toBe(typesetter());
	expect(pdfTools()).toBe(pdfTools());
});
