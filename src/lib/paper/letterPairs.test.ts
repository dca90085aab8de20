import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { typesetter as openTypesetter } from '#lib/server/fonts.ts';
import { glyphsByPairs, isPlain, learnPairs, makeLetterPairs, widthByPairs } from './letterPairs.ts';
import { runsOf } from './runs.ts';
import { setLine, unknownCharacters, type Face } from './text.ts';

const { faces } = openTypesetter();
const FACES: Face[] = ['regular', 'bold'];
const letters = Array.from({ length: 0x20b0 }, (_, code) => String.fromCharCode(code)).filter(isPlain);
const shaped = (face: Face, text: string, language = 'fr') =>
	runsOf(text, faces[face].fonts, 'ltr', language);
const house = letters.filter((letter) => faces.regular.fonts[0]!.covers(letter.charCodeAt(0)));

test('French and its neighbours are plain; marks, breaks and other scripts are not', () => {
	expect(isPlain('Où ça ? — « L’œuf d’Amélie », 12 €… Łódź, Kovač, Şükrü')).toBe(true);
	expect(house.length).toBeGreaterThan(200);
	expect(unknownCharacters(openTypesetter(), letters.join(''))).toEqual([]);
	for (const text of ['e\u0301', 'a\u00adb', 'a\u200bb', 'a\nb', 'Ế', 'Ζ', '1\u20442'])
		expect(isPlain(text)).toBe(false);
});

describe.each(FACES)('plain letters of the house in %s', (face) => {
	const pairs = makeLetterPairs();
	beforeAll(() => {
		for (const one of house) {
			const withAll = house.map((other) => one + other).join('');
			for (const text of [one, withAll]) learnPairs(pairs, text, shaped(face, text)[0]!.glyphs);
		}
	});

	test('put together from pairs are what HarfBuzz makes of the whole', () => {
		const text = fc.string({ unit: fc.constantFrom(...house), minLength: 1, maxLength: 40 });
		fc.assert(
			fc.property(text, (plain) => {
				const runs = shaped(face, plain);
				expect(runs).toHaveLength(1);
				expect(glyphsByPairs(pairs, plain)).toEqual(runs[0]!.glyphs);
				expect(widthByPairs(pairs, plain)).toBe(
					runs[0]!.glyphs.reduce((sum, glyph) => sum + glyph.advance, 0)
				);
			}),
			{ numRuns: 4_000 }
		);
	});

	test('kern: some pairs are narrower than their letters', () => {
		const width = (text: string) => widthByPairs(pairs, text)!;
		expect(width('AV')).toBeLessThan(width('A') + width('V') - 20);
	});
});

test('languages with forms of their own are those that the font says, and no other', () => {
	const probe = `fil·lIjº${house.join('')}`;
	const font = faces.regular.fonts[0]!;
	const set = (language: string) =>
		font
			.shape(probe, 0, probe.length, { rightToLeft: false, script: 'Latn', language })
			.map(({ id, advance }) => `${id} ${advance}`)
			.join();
	const usual = set('fr');
	const abc = [...'abcdefghijklmnopqrstuvwxyz'];
	const different = abc.flatMap((a) => abc.map((b) => a + b)).filter((tag) => set(tag) !== usual);
	expect(different).toEqual(font.kernedByPairs!.exceptIn);
});

test('a line whose pairs are known is the same line as before they were', () => {
	const style = { face: 'regular', sizePt: 12, language: 'fr' } as const;
	const typesetter = openTypesetter();
	for (const text of ['7K3M-9PQX-D2F41', 'Voilà l’échelle : « là » !']) {
		const lines = [0, 1, 2].map(() => {
			typesetter.lately.clear();
			return setLine(typesetter, text, style);
		});
		expect(lines[1]).toEqual(lines[0]);
		expect(lines[2]!.runs[0]!.glyphs).toEqual(shaped('regular', text)[0]!.glyphs);
	}
});

test('a pair that was never seen says nothing, and what has not a glyph a letter teaches nothing', () => {
	const pairs = makeLetterPairs();
	const [run] = shaped('regular', 'ab');
	learnPairs(pairs, 'abc', run!.glyphs);
	expect(glyphsByPairs(pairs, 'ab')).toBeUndefined();
	learnPairs(pairs, 'ab', run!.glyphs);
	expect(glyphsByPairs(pairs, 'ab')).toHaveLength(2);
	expect(glyphsByPairs(pairs, 'ba')).toBeUndefined();
	expect(widthByPairs(pairs, 'aλ')).toBeUndefined();
});
