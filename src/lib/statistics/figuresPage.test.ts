import { describe, expect, test } from 'vitest';
import type { Page, Shape } from '#lib/paper/drawing.ts';
import { A4, INK_MARGIN_MM } from '#lib/paper/lengths.ts';
import { typesetter } from '#lib/server/fonts.ts';
import { voice } from '#lib/stickers/words.ts';
import { languages } from '#lib/text/languages.ts';
import { inkOf, touch, within } from '../../../tests/support/inkOfShapes.ts';
import { funnelNames } from './disclosure.ts';
import { abatementPage, yearPage, type AbatementRow } from './figuresPage.ts';

const LONG = 'Résidence du Grand Pré aux Clercs de la Très Longue Avenue';
const heading = { landlord: `Office public de l’habitat, ${LONG}`, from: '2025-11-24', until: '2026-11-23' };
const allOf = (value: number | null) =>
	Object.fromEntries(funnelNames.map((name) => [name, value])) as AbatementRow['figures'] & object;
const values = [
	['hidden', null],
	['nothing', 0],
	['few', 10],
	['many', 1_234_565]
] as const;

describe.each(languages)('figures on paper in %s', (language) => {
	const speaking = voice(typesetter(), language);

	test.each(values)('a year: %s', (_, value) => {
		isTidy(yearPage(speaking, { ...heading, values: allOf(value) }));
	});

	test('names begin where reading begins, and numbers end where it ends', () => {
		const { shapes } = yearPage(speaking, { ...heading, values: allOf(10) });
		const lines = shapes
			.flatMap((shape) => (shape.kind === 'tagged' ? [shape.shapes.map(inkOf)] : []))
			.slice(-1 - funnelNames.length, -1);
		for (const [name, number] of lines) {
			const fromLeft = (one = name!) => one.x;
			const fromRight = (one = name!) => A4.widthMm - one.x - one.w;
			const [begin, end] = speaking.direction === 'rtl' ? [fromRight, fromLeft] : [fromLeft, fromRight];
			expect(begin(name)).toBeCloseTo(18, 1);
			expect(end(number)).toBeCloseTo(18, 1);
		}
	});

	test.each(values)('for the town: %s', (_, value) => {
		const rows = [LONG, 'Le Parc'].map((residence) => ({ residence, city: LONG, figures: allOf(value) }));
		isTidy(abatementPage(speaking, { ...heading, rows }));
	});
});

/** All ink is where a printer prints, and no words stand over others or on a bar. */
function isTidy({ shapes }: Page): void {
	const m = INK_MARGIN_MM;
	const printable = { x: m, y: m, w: A4.widthMm - 2 * m, h: A4.heightMm - 2 * m };
	const marks = shapes.flatMap((shape): readonly Shape[] =>
		shape.kind === 'tagged' ? shape.shapes : [shape]
	);
	expect(marks.map(inkOf).every((ink) => within(ink, printable))).toBe(true);
	marks.forEach((one, i) => {
		for (const other of marks.slice(i + 1))
			if (one.kind === 'text' || other.kind === 'text')
				expect(touch(inkOf(one), inkOf(other)), JSON.stringify([inkOf(one), inkOf(other)])).toBe(false);
	});
}
