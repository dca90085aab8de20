import { describe, expect, test } from 'vitest';
import type { Page, Shape, Stamp } from '#lib/paper/drawing.ts';
import { INK_MARGIN_MM, type Area } from '#lib/paper/lengths.ts';
import { pdfBytes } from '#lib/paper/paintPdf.ts';
import { blankSheet, ownSheet, sheetNamed, sheets, type Sheet } from '#lib/paper/sheets.ts';
import { slotsOf } from '#lib/paper/slots.ts';
import { pdfTools, typesetter } from '#lib/server/fonts.ts';
import { labelSheets, type LabelOrder } from './labelSheets.ts';
import type { DrawPiece, Label, Piece } from './pieces.ts';
import { voice } from './words.ts';

const french = voice(typesetter(), 'fr');
const L7160 = sheetNamed('avery-L7160')!;

/** Pieces of this test: a joker is a filled safe area; the nameplate needs 100 x 25 mm. */
const draw: DrawPiece = (_, piece, { safe }) => {
	if (piece.piece === 'nameplate' && (safe.w < 100 || safe.h < 25))
		return { refusal: 'too-small', needs: { w: 100, h: 25 } };
	return [{ kind: 'rect', ...safe, fill: 1 }];
};
const joker = (text: string): Piece => ({ piece: 'joker', text });
const nameplate = { piece: 'nameplate', sign: { origin: '', code: '', emblem: [] } } as unknown as Piece;

const ordered = (order: Partial<LabelOrder>, drawing = draw) =>
	labelSheets(french, { sheet: L7160, stickers: [joker('a')], ...order }, drawing);

const isAround = ({ name }: Stamp) => name.startsWith('around');
const stampsOf = ({ shapes }: Page) => shapes.filter((shape) => shape.kind === 'stamp');
const labelsOf = (page: Page) => stampsOf(page).filter((stamp) => !isAround(stamp));
const aroundOf = (page: Page) =>
	stampsOf(page)
		.filter(isAround)
		.flatMap(({ shapes }) => shapes);

const moved = ({ x, y, w, h }: Area, by: Stamp): Area => ({ x: x + by.x, y: y + by.y, w, h });
const inkOf = (stamp: Stamp) =>
	stamp.shapes.flatMap((shape) => (shape.kind === 'rect' ? [moved(shape, stamp)] : []));
const closeTo = ({ x, y, w, h }: Area) => ({
	...{ x: expect.closeTo(x, 3), y: expect.closeTo(y, 3), w: expect.closeTo(w, 3), h: expect.closeTo(h, 3) }
});

describe('stickers on labels', () => {
	test('stand each in the safe area of its label, on every sheet', () => {
		for (const sheet of sheets) {
			const slots = slotsOf(sheet);
			const stickers = slots.map(({ index }) => joker(String(index)));
			const { pages, refused } = ordered({ sheet, stickers });
			expect(refused).toEqual([]);
			expect(pages).toHaveLength(1);
			expect(labelsOf(pages[0]!).flatMap(inkOf)).toEqual(
				slots.map(({ safe }) => expect.objectContaining(closeTo(safe)))
			);
		}
	});

	test('begin at label 8, without the used ones, and go on on the next sheet', () => {
		const stickers = Array.from({ length: 14 }, (_, i) => joker(String(i)));
		const { pages } = ordered({ stickers, start: 8, used: [9, 21] });
		const slots = slotsOf(L7160);
		const places = pages.map((page) =>
			labelsOf(page).map(
				(label) => slots.findIndex(({ edge }) => edge.x === label.x && edge.y === label.y) + 1
			)
		);
		expect(places).toEqual([
			[8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
			[1, 2]
		]);
		expect(pages.map(({ label }) => label)).toEqual(['Planche 1', 'Planche 2']);
	});

	test('that are alike are drawn once, and painted once', async () => {
		let drawn = 0;
		const counting: DrawPiece = (...asked) => {
			drawn += 1;
			return draw(...asked);
		};
		const order = (count: number) =>
			ordered({ stickers: Array.from({ length: count }, () => joker('a')) }, counting);
		const { pages } = order(500);
		expect(drawn).toBe(1);
		expect(new Set(pages.flatMap(labelsOf).map(({ name }) => name)).size).toBe(1);
		expect(pages).toHaveLength(Math.ceil(500 / 21));
		const size = async (many: readonly Page[]) =>
			(await pdfBytes(many, { title: 'x', language: 'fr' }, typesetter(), pdfTools())).length;
		const [one, all] = [await size(order(21).pages), await size(pages)];
		expect(all).toBeLessThan(one + 23 * 1_000);
	});

	test('that differ are never one stamp', () => {
		const { pages } = ordered({ stickers: [joker('a'), joker('b')], sheet: sheetNamed('zweckform-3474')! });
		expect(new Set(labelsOf(pages[0]!).map(({ name }) => name)).size).toBe(2);
		const edges = ordered({
			stickers: Array<Piece>(24).fill(joker('a')),
			sheet: sheetNamed('zweckform-3474')!
		});
		expect(new Set(labelsOf(edges.pages[0]!).map(({ name }) => name)).size).toBe(9);
	});

	test('that do not fit are told, take no label, and the others keep their order', () => {
		const { pages, refused } = ordered({ stickers: [joker('a'), nameplate, joker('b'), nameplate] });
		const refusal = { refusal: 'too-small', needs: { w: 100, h: 25 } };
		expect(refused).toEqual([
			{ index: 1, refusal },
			{ index: 3, refusal }
		]);
		expect(labelsOf(pages[0]!)).toHaveLength(2);
		expect(ordered({ stickers: [nameplate] }).pages).toEqual([]);
	});

	test('are drawn for the label, not for its place', () => {
		const seen: Label[] = [];
		ordered({}, (_, __, label) => {
			seen.push(label);
			return [];
		});
		expect(seen).toEqual([
			{
				edge: { x: 0, y: 0, w: 63.5, h: 38.1 },
				safe: { x: 1.5, y: 1.5, w: 60.5, h: 35.1 },
				shape: 'rect',
				corner: 1.8
			}
		]);
	});

	test('are printed with the correction of the printer', () => {
		const correction = { offsetXMm: 1, offsetYMm: -1, scaleX: 1.01, scaleY: 1 };
		expect(ordered({ correction }).pages[0]).toMatchObject({ correction });
		expect(ordered({}).pages[0]).not.toHaveProperty('correction');
	});
});

/** Lines and circles to their outer edge. */
function extentOf(shape: Shape): Area {
	if (shape.kind === 'line') {
		const half = shape.stroke.widthMm / 2;
		const [x, y] = [Math.min(shape.x1, shape.x2), Math.min(shape.y1, shape.y2)];
		const [w, h] = [Math.abs(shape.x2 - shape.x1), Math.abs(shape.y2 - shape.y1)];
		const across = h === 0;
		return {
			x: x - (across ? 0 : half),
			y: y - (across ? half : 0),
			w: w + (across ? 0 : 2 * half),
			h: h + (across ? 2 * half : 0)
		};
	}
	if (shape.kind === 'circle') {
		const r = shape.r + (shape.stroke?.widthMm ?? 0) / 2;
		return { x: shape.cx - r, y: shape.cy - r, w: 2 * r, h: 2 * r };
	}
	if (shape.kind === 'text') return { x: shape.x, y: shape.y - 2, w: shape.line.widthMm, h: 2.5 };
	throw new Error(`a ${shape.kind} stands beside the labels`);
}

const touches = (a: Area, b: Area) =>
	a.x < b.x + b.w - 1e-6 && b.x < a.x + a.w - 1e-6 && a.y < b.y + b.h - 1e-6 && b.y < a.y + a.h - 1e-6;

describe('beside the labels', () => {
	const beside = (sheet: Sheet) => aroundOf(ordered({ sheet }).pages[0]!);

	test.each(sheets.map((sheet) => [sheet.id, sheet] as const))(
		'%s: the rulers touch no label and stay on the paper',
		(_, sheet) => {
			const { widthMm, heightMm } = sheet.paper;
			for (const ink of beside(sheet).map(extentOf)) {
				expect(slotsOf(sheet).filter(({ edge }) => touches(ink, edge))).toEqual([]);
				expect(ink.x).toBeGreaterThanOrEqual(INK_MARGIN_MM - 0.11);
				expect(ink.y).toBeGreaterThanOrEqual(INK_MARGIN_MM - 0.11);
				expect(ink.x + ink.w).toBeLessThanOrEqual(widthMm - INK_MARGIN_MM + 0.11);
				expect(ink.y + ink.h).toBeLessThanOrEqual(heightMm - INK_MARGIN_MM + 0.11);
			}
		}
	);

	test('L7160 has 100 mm both ways, said in words; a sheet cut to the edge has none', () => {
		const shapes = beside(L7160);
		const lengths = shapes.flatMap((shape) =>
			shape.kind === 'line' ? [Math.hypot(shape.x2 - shape.x1, shape.y2 - shape.y1)] : []
		);
		expect(lengths.filter((mm) => Math.abs(mm - 100) < 1e-6)).toHaveLength(2);
		expect(shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.line.text] : []))).toEqual(['100 mm']);
		expect(beside(sheetNamed('zweckform-3474')!)).toEqual([]);
	});

	test('small paper has a shorter ruler', () => {
		const roll = { paper: 'own', paperWidth: '80', paperHeight: '90', columns: '1', rows: '1' };
		const read = ownSheet({ ...roll, width: '40', height: '40', left: '20', top: '25' });
		if (!('sheet' in read)) throw new Error('no sheet');
		expect(beside(read.sheet).flatMap((shape) => (shape.kind === 'text' ? [shape.line.text] : []))).toEqual([
			'50 mm'
		]);
	});

	test('plain paper has the lines to cut along, each once, around the stickers alone', () => {
		const sheet = blankSheet('A4', { w: 100, h: 25 });
		if ('refusal' in sheet) throw new Error(sheet.refusal);
		const dashed = (many: number) =>
			aroundOf(ordered({ sheet, stickers: Array<Piece>(many).fill(joker('a')) }).pages[0]!).filter(
				(shape) => shape.kind === 'line' && shape.stroke.dashMm
			);
		expect(dashed(1)).toHaveLength(4);
		expect(dashed(2)).toHaveLength(7);
		expect(dashed(4)).toHaveLength(12);
		const left = Math.min(...dashed(4).map((shape) => extentOf(shape).x));
		expect(left).toBeGreaterThanOrEqual(INK_MARGIN_MM - 1e-6);
	});

	test('round ones are circles', () => {
		const sheet = blankSheet('A4', { w: 40, h: 40 }, 'round', 2);
		if ('refusal' in sheet) throw new Error(sheet.refusal);
		const { pages } = ordered({ sheet });
		expect(aroundOf(pages[0]!).filter(({ kind }) => kind === 'circle')).toHaveLength(1);
	});
});
