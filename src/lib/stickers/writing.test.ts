import fc from 'fast-check';
import { expect, test } from 'vitest';
import { typesetter } from '#lib/server/fonts.ts';
import { isPrintedWhole, shortName, write, writeAddress, writeDown, writeName } from './writing.ts';
import { voice } from './words.ts';

const french = voice(typesetter(), 'fr');
const arabic = voice(typesetter(), 'ar');
const box = { x: 20, y: 30, w: 40, h: 12 };
const manner = { sizePt: 12, minPt: 6 };
const said = (shapes: readonly { line: { text: string } }[]) => shapes.map(({ line }) => line.text);

test('a short text keeps its size, a longer one shrinks or goes on in a second line', () => {
	const [short] = write(french, 'Boîte 014', box, manner).shapes;
	expect(short!.line.style.sizePt).toBe(12);
	const long = write(french, 'Résidence des Tilleuls et des Marronniers en fleurs', box, manner).shapes;
	expect(long.length).toBeGreaterThan(1);
	expect(said(long).join(' ')).toBe('Résidence des Tilleuls et des Marronniers en fleurs');
});

test('a sentence of ours that does not fit is a fault of the layout, and is said', () => {
	expect(() => write(french, 'mot '.repeat(100), box, manner)).toThrow('does not fit in 40.0 x 12.0 mm');
	expect(() => writeDown([{ voice: french, text: 'mot '.repeat(200), manner }], box)).toThrow('does not fit');
});

test('French starts at the left, Arabic at the right, and what is in the middle is in the middle', () => {
	expect(write(french, 'Nom', box, manner).shapes[0]!.x).toBe(20);
	const [name] = write(arabic, 'الاسم', box, manner).shapes;
	expect(name!.x + name!.line.widthMm).toBeCloseTo(60);
	const [middle] = write(french, 'Nom', box, { ...manner, align: 'middle' }).shapes;
	expect(middle!.x + middle!.line.widthMm / 2).toBeCloseTo(40);
});

test('a name of any length and script is written inside its area', () => {
	fc.assert(
		fc.property(hostileNames(), (name) => {
			for (const voice of [french, arabic])
				for (const { line, x, y } of writeName(voice, name, box, manner).shapes) {
					expect(x).toBeGreaterThanOrEqual(box.x - 0.01);
					expect(x + line.widthMm).toBeLessThanOrEqual(box.x + box.w + 0.01);
					expect(y).toBeGreaterThan(box.y);
					expect(y).toBeLessThan(box.y + box.h);
				}
		}),
		{ numRuns: 60 }
	);
});

test('what is cut ends in an ellipsis, what no font has becomes a question mark', () => {
	const cut = said(writeName(french, 'Anticonstitutionnellement '.repeat(400), box, manner).shapes).join(' ');
	expect(cut).toMatch(/^Anticonstitutionnellement .*…$/);
	expect(said(writeName(french, 'Tour \u{1F3E0} A', box, manner).shapes)).toEqual(['Tour ? A']);
	expect(isPrintedWhole(french, 'Tour \u{1F3E0} A', box, manner)).toBe(false);
	expect(isPrintedWhole(french, 'Tour A', box, manner)).toBe(true);
});

test('a long internet address goes on after a mark, whole', () => {
	const address = 'palier.offices-reunis.example/a/HEMX-BFRJ-HRMXV';
	const lines = said(writeAddress(french, address, box, { sizePt: 9, minPt: 7 }).shapes);
	expect(lines.length).toBe(2);
	expect(lines[0]).toMatch(/[-./]$/);
	expect(lines.join('')).toBe(address);
	expect(said(writeAddress(french, 'palier.example', box, { sizePt: 9 }).shapes)).toEqual(['palier.example']);
});

test('a name in a sentence takes no more than its width', () => {
	expect(shortName(french, 'Plaine Habitat', 60, 10)).toBe('Plaine Habitat');
	expect(shortName(french, 'Plaine Habitat '.repeat(50), 60, 10)).toMatch(/^Plaine Habitat .{5,40}…$/);
});

function hostileNames() {
	return fc.oneof(
		fc.string({ unit: 'grapheme', maxLength: 120 }),
		fc.string({ unit: 'binary', maxLength: 80 }),
		fc.constantFrom(
			'W'.repeat(10_000),
			'é\u0301\u0302\u0303'.repeat(900),
			'\u202eetrevnI',
			'ب'.repeat(3_000),
			'﷽﷽﷽﷽'
		)
	);
}
