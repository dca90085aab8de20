import fc from 'fast-check';
import { expect, test } from 'vitest';
import { typesetter } from '#lib/server/fonts.ts';
import { inkBoxMm } from '#lib/paper/text.ts';
import { SCRIPT_LINES } from '../../../tests/support/scripts.ts';
import {
	isPrintedWhole,
	shortName,
	write,
	writeAddress,
	writeDown,
	writeName,
	writeTyped,
	type Written
} from './writing.ts';
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

test('a name in a sentence keeps its marks, and those that stand too high are left out', () => {
	for (const name of ['Đường Nguyễn', 'ปู่ ที่ กุ้ง', 'প্রতিবেশী', 'مُدِير'])
		expect(shortName(french, name, 60, 10)).toBe(name);
	expect(shortName(french, 'Ế́̂̃ Habitat', 60, 10)).toBe('E Habitat');
});

/** Where the ink of each line is, from its top to its bottom. */
const inkOf = ({ shapes }: Written) =>
	shapes.map(({ line, y }) => {
		const { aboveMm, belowMm } = inkBoxMm(french.typesetter, line);
		return { top: y - aboveMm, bottom: y + belowMm };
	});

test.each(SCRIPT_LINES.map(({ name, text }) => [name, text] as const))(
	'what is typed in any script is neither cut nor touching its neighbours: %s',
	(_, text) => {
		for (const speaking of [french, arabic])
			for (const [w, h] of [
				[27, 27],
				[60, 9],
				[40, 40]
			] as const) {
				const place = { x: 5, y: 7, w, h };
				const typed = { sizePt: 40, minPt: 4, face: 'bold', align: 'middle', stand: 'middle' } as const;
				const written = writeTyped(speaking, text, place, typed);
				if ('refusal' in written) throw new Error(`${written.refusal} in ${w} x ${h} mm`);
				const ink = inkOf(written);
				expect(ink[0]!.top).toBeGreaterThanOrEqual(place.y - 0.01);
				expect(ink.at(-1)!.bottom).toBeLessThanOrEqual(place.y + h + 0.01);
				ink.slice(1).forEach(({ top }, i) => expect(top).toBeGreaterThan(ink[i]!.bottom));
				const steps = written.shapes.slice(1).map(({ y }, i) => y - written.shapes[i]!.y);
				for (const step of steps) expect(step).toBeCloseTo(steps[0]!, 9);
			}
	}
);

test('what no font has is refused in the face in which it would be written', () => {
	const typed = writeTyped(french, 'Tour \u{1F3E0}', box, { ...manner, face: 'bold' });
	expect(typed).toEqual({ refusal: 'unknown-character', characters: ['\u{1F3E0}'] });
});

test('each paragraph is told from the next one, though they look the same', () => {
	const texts = ['Un mot ici, et un autre là, puis encore un.', 'Un mot là.', 'Un mot ici.'];
	const { paragraphs, shapes, height } = writeDown(
		texts.map((text) => ({ voice: french, text, manner: { sizePt: 9 } })),
		{ ...box, h: 30 }
	);
	expect(paragraphs.map((one) => said(one.shapes).join(' '))).toEqual(texts);
	expect(paragraphs.flatMap((one) => one.shapes)).toEqual(shapes);
	expect(height).toBeCloseTo(paragraphs.reduce((sum, one) => sum + one.height, 0));
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
