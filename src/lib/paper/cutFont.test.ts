import * as harfbuzz from 'harfbuzzjs';
import { describe, expect, test } from 'vitest';
import { typesetter } from '#lib/server/fonts.ts';
import { cutFont } from './cutFont.ts';
import { setLine } from './text.ts';

const sample = 'Prêté à Noël, Ế, ŵ, ȟ, ǻ — Ἀγορά, їжа, السَّلَامُ, گچپژ, שָׁלוֹם, தமிழ், বাংলা ক্ষ, ปั๊มน้ำ, 梯子电钻';
const used = (face: 'regular' | 'bold') => {
	const { runs } = setLine(typesetter(), sample, { face, sizePt: 10, language: 'fr' });
	const glyphs = new Map<string, Set<number>>();
	for (const run of runs)
		for (const { id } of run.glyphs) glyphs.set(run.font, (glyphs.get(run.font) ?? new Set()).add(id));
	return [...glyphs].map(([name, ids]) => ({
		font: typesetter().fonts.find((font) => font.name === name)!,
		ids: [...ids]
	}));
};
const fonts = [...used('regular'), ...used('bold')];

const opened = (bytes: Uint8Array) => new harfbuzz.Font(new harfbuzz.Face(new harfbuzz.Blob(bytes)));

test('every font of the house is there to be cut', () => {
	expect(fonts.length).toBeGreaterThan(12);
});

describe.each(fonts)('$font.name', ({ font, ids }) => {
	const { program, numbers } = cutFont(font.bytes, ids);
	const file = new DataView(program.buffer);

	test('has the outlines and the widths that it had', () => {
		const cut = opened(program);
		for (const id of ids) {
			expect(cut.glyphToPath(numbers.get(id)!), `glyph ${id}`).toBe(font.outline(id));
			expect(cut.glyphHAdvance(numbers.get(id)!) * (1000 / font.unitsPerEm)).toBeCloseTo(font.advance(id));
		}
	});

	test('holds nothing else', () => {
		const asked = new Set([0, ...ids]).size;
		expect(numbers.size).toBeGreaterThanOrEqual(asked);
		// Letters that are put together out of others bring those with them.
		expect(numbers.size).toBeLessThanOrEqual(3 * asked);
		expect(program.length).toBeLessThan(font.bytes.length / 3);
	});

	test('has sums that are right', () => {
		let sum = 0;
		for (let at = 0; at < program.length; at += 4) sum = (sum + file.getUint32(at)) >>> 0;
		expect(sum).toBe(0xb1b0afba);
	});
});

test('what is not a font is refused', () => {
	expect(() => cutFont(new Uint8Array(5), [1])).toThrow('not a TrueType font');
	expect(() => cutFont(new TextEncoder().encode('OTTO and some more'), [1])).toThrow('not a TrueType font');
});
