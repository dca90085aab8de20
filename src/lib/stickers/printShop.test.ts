import { describe, expect, test } from 'vitest';
import { pictogram } from '#lib/catalogue/pictograms.ts';
import type { Page, Shape, Stamp } from '#lib/paper/drawing.ts';
import { A4, type Area } from '#lib/paper/lengths.ts';
import { typesetter } from '#lib/server/fonts.ts';
import { languages } from '#lib/text/languages.ts';
import { inkOf, touch, within } from '../../../tests/support/inkOfShapes.ts';
import { emblemOf } from './emblem.ts';
import { isDrawn } from './label.ts';
import { inset } from './look.ts';
import type { Piece, PieceSize } from './pieces.ts';
import { printShopDocument, printShopPages, SAFE_MM, shopPapers, type PrintShopOrder } from './printShop.ts';
import { voice } from './words.ts';

const french = voice(typesetter(), 'fr');
const drill: Piece = {
	piece: 'object',
	thing: { name: 'drill', path: pictogram('drill')!.path, label: 'Perceuse' }
};
const qr = (origin = 'https://palier.example'): Piece => {
	return { piece: 'qr', sign: { origin, code: '7K3M9PQXD2F41', emblem: emblemOf('owl') } };
};
const square: PieceSize = { w: 40, h: 40, shape: 'rect', corner: 3 };
const order: PrintShopOrder = {
	stickers: [
		{ piece: drill, copies: 1200 },
		{ piece: qr(), copies: 30 }
	],
	size: square,
	bleedMm: 2,
	imposed: null,
	material: 'hall',
	contact: ''
};

function pagesOf(chosen: Partial<PrintShopOrder>, speaking = french): readonly Page[] {
	const made = printShopPages(speaking, { ...order, ...chosen });
	if ('refusal' in made) throw new Error(made.refusal);
	expect(made.refused).toEqual([]);
	return made.pages;
}

const stampsOf = ({ shapes }: Page) => shapes.filter((shape) => shape.kind === 'stamp');
const cutsOf = ({ shapes }: Page) => shapes.flatMap((shape) => (shape.kind === 'cut' ? [shape.outline] : []));
const wordsOf = ({ shapes }: Page) =>
	shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.line.text] : []));
const moved = ({ x, y, w, h }: Area, by: Stamp): Area => ({ x: x + by.x, y: y + by.y, w, h });

/** The field of an outline. */
function fieldOf(outline: ReturnType<typeof cutsOf>[number]): Area {
	if (outline.kind === 'rect') return outline;
	return { x: outline.cx - outline.r, y: outline.cy - outline.r, w: 2 * outline.r, h: 2 * outline.r };
}

describe('one page a sticker', () => {
	test.each([2, 3] as const)('has its trim, its cut and %i mm of ground around', (bleedMm) => {
		const [page, second, ticket] = pagesOf({ bleedMm });
		const trim = { x: bleedMm, y: bleedMm, w: 40, h: 40 };
		for (const one of [page!, second!]) {
			expect(one).toMatchObject({ widthMm: 40 + 2 * bleedMm, heightMm: 40 + 2 * bleedMm });
			expect(one.trim).toEqual({ area: trim, bleedMm });
			expect(cutsOf(one)).toEqual([{ kind: 'rect', ...trim, r: 3 }]);
			expect(one.shapes[0]).toMatchObject({
				kind: 'rect',
				fill: 0,
				x: 0,
				y: 0,
				w: one.widthMm,
				h: one.heightMm
			});
		}
		expect(ticket).toMatchObject(A4);
		expect(ticket!.trim).toBeUndefined();
	});

	test('keeps its ink 2 mm inside the cut', () => {
		for (const page of pagesOf({}).slice(0, 2))
			for (const stamp of stampsOf(page))
				for (const shape of stamp.shapes)
					expect(within(moved(inkOf(shape), stamp), inset(page.trim!.area, SAFE_MM))).toBe(true);
	});

	test('is cut round when it is round', () => {
		const [page] = pagesOf({ size: { w: 50, h: 50, shape: 'round', corner: 25 } });
		expect(cutsOf(page!)).toEqual([{ kind: 'circle', cx: 27, cy: 27, r: 25 }]);
	});
});

describe('imposed sheets', () => {
	test.each(['A4', 'SRA3'] as const)('of %s hold every copy once, twice the bleed apart', (imposed) => {
		const sheets = pagesOf({
			imposed,
			stickers: [
				{ piece: drill, copies: 70 },
				{ piece: qr(), copies: 9 }
			]
		});
		const printed = sheets.filter((page) => stampsOf(page).length > 0);
		expect(printed.every(({ widthMm }) => widthMm === shopPapers[imposed].widthMm)).toBe(true);
		const names = printed.flatMap(stampsOf).map(({ name }) => name);
		expect(names.filter((name) => name === names[0])).toHaveLength(70);
		expect(names).toHaveLength(79);
		for (const page of printed) {
			const fields = cutsOf(page).map(fieldOf);
			expect(fields).toHaveLength(stampsOf(page).length);
			const paper = { x: 0, y: 0, w: page.widthMm, h: page.heightMm };
			fields.forEach((field, i) => {
				expect(within(inset(field, -2), inset(paper, 5))).toBe(true);
				for (const other of fields.slice(i + 1))
					expect(touch(inset(field, -2), inset(other, -2))).toBe(false);
			});
			const [first, next] = fields;
			if (next && next.y === first!.y) expect(next.x - first!.x - first!.w).toBeCloseTo(4);
		}
	});

	test('are refused with the paper that a sticker needs', () => {
		const size: PieceSize = { w: 199, h: 144, shape: 'rect', corner: 5 };
		const made = printShopPages(french, { ...order, size, imposed: 'A4' });
		expect(made).toEqual({ refusal: 'sheet-too-small', needs: { w: 213, h: 158 } });
		expect(
			pagesOf({ size, imposed: 'SRA3', stickers: [{ piece: { piece: 'cling' }, copies: 1 }] })
		).toHaveLength(2);
	});
});

describe('the job ticket', () => {
	test('says how many of each, how large, on what and how it is cut', () => {
		const words = wordsOf(pagesOf({}).at(-1)!).join(' ');
		for (const said of [
			'1\u202f230',
			'1\u202f200',
			'Perceuse',
			'40 × 40 mm',
			'CutContour',
			'0/0/0/100',
			'Enlevable'
		])
			expect(words.replaceAll('\u00a0', ' ')).toContain(said);
	});

	test('writes whom to ask, whatever that is, or leaves a line for it', () => {
		const lines = (contact: string) =>
			pagesOf({ contact })
				.at(-1)!
				.shapes.filter((shape) => shape.kind === 'line' && shape.stroke.dashMm).length;
		expect([lines(''), lines('Élise, 01 23 45 67 89'), lines('W'.repeat(5000))]).toEqual([1, 0, 0]);
	});

	test.each(languages)(
		'lists 300 stickers on as many pages as it needs, nothing over another, in %s',
		(language) => {
			const stickers = Array.from({ length: 300 }, (_, i) => ({
				piece: i % 2 ? drill : qr(),
				copies: i + 1
			}));
			const made = pagesOf({ imposed: null, stickers }, voice(typesetter(), language));
			const tickets = made.filter(({ widthMm }) => widthMm === A4.widthMm);
			expect(made.length - tickets.length).toBe(300);
			expect(tickets.length).toBeGreaterThan(5);
			const inside = { x: 5, y: 5, w: A4.widthMm - 10, h: A4.heightMm - 10 };
			for (const { shapes } of tickets) {
				expect(shapes.map(inkOf).every((ink) => within(ink, inside))).toBe(true);
				const texts = shapes.filter((shape) => shape.kind === 'text' || shape.kind === 'figure').map(inkOf);
				texts.forEach((one, i) => {
					for (const other of texts.slice(i + 1)) expect(touch(one, other)).toBe(false);
				});
			}
			const counts = tickets.flatMap(wordsOf);
			for (const count of ['1', '150', '300']) expect(counts).toContain(count);
		}
	);
});

test('what cannot be drawn in this size is named, and the rest is made', () => {
	const stickers = [
		{ piece: qr(), copies: 5 },
		{ piece: drill, copies: 5 }
	];
	const size: PieceSize = { w: 18, h: 18, shape: 'rect', corner: 2 };
	const made = printShopPages(french, { ...order, stickers, size });
	if ('refusal' in made) throw new Error(made.refusal);
	expect(made.refused).toEqual([
		{ index: 0, refusal: { refusal: 'too-small', needs: { w: 18.5, h: 18.5 } } }
	]);
	expect(made.pages).toHaveLength(2);
	expect(printShopPages(french, { ...order, stickers: [stickers[0]!], size })).toMatchObject({ pages: [] });
});

test('the document is for a print shop, and says SPECIMEN when its codes lead to nobody', () => {
	expect(printShopDocument(french, order)).toEqual({
		title: 'Bon de fabrication',
		language: 'fr',
		forPrintShop: true
	});
	const local = { stickers: [{ piece: qr('http://localhost:3000'), copies: 1 }] };
	expect(printShopDocument(french, local).watermark).toBe('SPECIMEN');
});

test('a drawn piece is told from a refusal', () => {
	expect([isDrawn<object>([] as Shape[]), isDrawn<object>({ refusal: 'too-long' })]).toEqual([true, false]);
});
