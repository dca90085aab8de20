import { describe, expect, test } from 'vitest';
import { readCalibration } from '#lib/paper/calibration.ts';
import type { Page, Shape } from '#lib/paper/drawing.ts';
import { A4, INK_MARGIN_MM, type Area } from '#lib/paper/lengths.ts';
import { ownSheet, sheetNamed, sheets, type Sheet } from '#lib/paper/sheets.ts';
import { slotsOf } from '#lib/paper/slots.ts';
import { typesetter } from '#lib/server/fonts.ts';
import { languages } from '#lib/text/languages.ts';
import { calibrationPage } from './calibrationPage.ts';
import { voice } from './words.ts';

const french = voice(typesetter(), 'fr');
const L7160 = sheetNamed('avery-L7160')!;
const page = (sheet: Sheet = L7160) => calibrationPage(french, sheet);
const wordsOf = ({ shapes }: Page) =>
	shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.line.text] : []));

type Line = Extract<Shape, { kind: 'line' }>;
const linesOf = ({ shapes }: Page) => shapes.filter((shape): shape is Line => shape.kind === 'line');

/** Where a line of each direction crosses another in its run, not at the end of both. */
function crossesOf(from: Page): string[] {
	const lines = linesOf(from);
	const flat = lines.filter(
		({ y1, y2, x1, x2 }) => y1 === y2 && Math.abs(x2 - x1) >= 8 && Math.abs(x2 - x1) <= 10
	);
	const upright = lines.filter(
		({ x1, x2, y1, y2 }) => x1 === x2 && Math.abs(y2 - y1) >= 8 && Math.abs(y2 - y1) <= 10
	);
	const found = flat.flatMap((h) =>
		upright
			.filter((v) => h.x1 < v.x1 && v.x1 < h.x2 && v.y1 < h.y1 && h.y1 < v.y2)
			.map((v) => `${v.x1.toFixed(2)},${h.y1.toFixed(2)}`)
	);
	return [...new Set(found)].toSorted();
}

/** Where the ink of a shape is, at most. */
function inkOf(shape: Shape): Area {
	const half = 'stroke' in shape && shape.stroke ? shape.stroke.widthMm / 2 : 0;
	switch (shape.kind) {
		case 'line': {
			const [x, y] = [Math.min(shape.x1, shape.x2), Math.min(shape.y1, shape.y2)];
			const [w, h] = [Math.abs(shape.x2 - shape.x1), Math.abs(shape.y2 - shape.y1)];
			return h === 0 ? { x, y: y - half, w, h: 2 * half } : { x: x - half, y, w: 2 * half, h };
		}
		case 'circle':
			return { x: shape.cx - shape.r, y: shape.cy - shape.r, w: 2 * shape.r, h: 2 * shape.r };
		case 'rect':
			return { x: shape.x - half, y: shape.y - half, w: shape.w + 2 * half, h: shape.h + 2 * half };
		case 'figure':
			return { x: shape.x, y: shape.y, w: shape.size, h: shape.size };
		case 'text':
			return { x: shape.x, y: shape.y - 2.5, w: shape.line.widthMm, h: 3 };
		default:
			throw new Error(`a ${shape.kind} on the test page`);
	}
}

describe('the test page', () => {
	test('has a cross 20 mm from both edges in each corner, and one 100 mm across and down from the first', () => {
		expect(crossesOf(page())).toEqual(
			[
				'20.00,20.00',
				'120.00,20.00',
				'20.00,120.00',
				'190.00,20.00',
				'20.00,277.00',
				'190.00,277.00'
			].toSorted()
		);
	});

	test('has a mark at each of 100 mm both ways, numbered by tens', () => {
		const ticks = (along: 'x1' | 'y1', start: 'y1' | 'x1', longer: 'y2' | 'x2') =>
			linesOf(page())
				.filter(
					(line) =>
						line.stroke.widthMm === 0.2 && line[start] === 20 && line[longer] > 20 && line[longer] < 24
				)
				.map((line) => line[along] - 20)
				.filter((mm) => mm >= 0);
		const hundred = Array.from({ length: 101 }, (_, mm) => mm);
		expect(ticks('x1', 'y1', 'y2')).toEqual(expect.arrayContaining(hundred));
		expect(ticks('y1', 'x1', 'x2')).toEqual(expect.arrayContaining(hundred));
		for (const mm of [10, 50, 100])
			expect(wordsOf(page()).filter((word) => word === String(mm))).toHaveLength(2);
	});

	test('read with a ruler, a right print needs no correction', () => {
		const [a, b] = crossesOf(page())
			.filter((at) => at.endsWith(',20.00'))
			.map((at) => parseFloat(at))
			.toSorted((x, y) => x - y);
		expect(readCalibration({ a: String(a), b: String(b! - a!) }, A4)).toMatchObject({ cause: 'fine' });
	});

	test('marks A, B, C and D, on the rulers and to write down', () => {
		for (const name of ['A', 'B', 'C', 'D'])
			expect(wordsOf(page()).filter((word) => word === name)).toHaveLength(2);
	});

	test.each(sheets.map((sheet) => [sheet.id, sheet] as const))(
		'%s: all ink is where printers print, in every language',
		(_, sheet) => {
			for (const language of languages) {
				const { widthMm, heightMm, shapes } = calibrationPage(voice(typesetter(), language), sheet);
				expect({ widthMm, heightMm }).toEqual(sheet.paper);
				for (const { x, y, w, h } of shapes.map(inkOf)) {
					expect(Math.min(x, y)).toBeGreaterThanOrEqual(INK_MARGIN_MM - 0.11);
					expect(x + w).toBeLessThanOrEqual(widthMm - INK_MARGIN_MM + 0.11);
					expect(y + h).toBeLessThanOrEqual(heightMm - INK_MARGIN_MM + 0.11);
				}
			}
		}
	);

	test("has the sheet's outlines with their numbers, and says whose they are", () => {
		const outlines = page().shapes.filter((shape) => shape.kind === 'rect' && shape.w === 63.5);
		expect(outlines).toMatchObject(slotsOf(L7160).map(({ edge: { x, y } }) => ({ x, y })));
		expect(wordsOf(page())).toContain('21');
		expect(wordsOf(page()).join(' ')).toContain('Avery L7160');
	});

	test('is on A4 without outlines when the sheet is too small for the rulers', () => {
		const card = { paper: 'own', paperWidth: '100', paperHeight: '150', columns: '1', rows: '1' };
		const read = ownSheet({ ...card, width: '80', height: '63.5', left: '10', top: '10' });
		if (!('sheet' in read)) throw new Error('no sheet');
		const small = page(read.sheet);
		expect(small).toMatchObject({ widthMm: 210, heightMm: 297 });
		expect(small.shapes.some((shape) => shape.kind === 'rect' && shape.w === 80)).toBe(false);
	});

	test('printed again with the correction shows whether it is right', () => {
		const correction = { offsetXMm: 1, offsetYMm: 0, scaleX: 1, scaleY: 1 };
		expect(calibrationPage(french, L7160, correction)).toMatchObject({ correction });
		expect(page()).not.toHaveProperty('correction');
	});
});
