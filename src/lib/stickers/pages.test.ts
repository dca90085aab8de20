import { describe, expect, test } from 'vitest';
import { pictogram } from '#lib/catalogue/pictograms.ts';
import type { Page, Shape } from '#lib/paper/drawing.ts';
import { A3, A4, INK_MARGIN_MM } from '#lib/paper/lengths.ts';
import { QUIET_ZONE } from '#lib/paper/qr.ts';
import { sheetNamed } from '#lib/paper/sheets.ts';
import { typesetter } from '#lib/server/fonts.ts';
import { languages } from '#lib/text/languages.ts';
import { inkOf, touch, within } from '../../../tests/support/inkOfShapes.ts';
import { marksOf } from '../../../tests/support/marks.ts';
import { calibrationPage } from './calibrationPage.ts';
import { emblemOf } from './emblem.ts';
import { enlarged } from './enlarged.ts';
import { kitPages } from './kit.ts';
import { loanSlip } from './loanSlip.ts';
import { poster, type PosterSize } from './poster.ts';
import { printShopPages, type PrintShopOrder } from './printShop.ts';
import { voice } from './words.ts';

const [french, arabic] = [voice(typesetter(), 'fr'), voice(typesetter(), 'ar')];
const origin = 'https://palier.example';
const drill = { name: 'drill', path: pictogram('drill')!.path, label: 'Perceuse' };

const hall = {
	...{ residence: 'Les Tilleuls', building: '2', entrance: 'B', address: '12 rue des Lilas' },
	...{ postcode: '93200', city: 'Saint-Denis', code: 'B4D2M8RSWX7T0' },
	mailboxes: [{ label: '014', code: '7K3M9PQXD2F41', claim: '4CDFZ4AWR', emblem: 'owl' }]
};
const sign = { origin, hall, code: hall.code };

const order: PrintShopOrder = {
	stickers: [
		{ piece: { piece: 'object', thing: drill }, copies: 200 },
		{ piece: { piece: 'qr', sign: { origin, code: '7K3M9PQXD2F41', emblem: emblemOf('owl') } }, copies: 2 }
	],
	size: { w: 64, h: 38, shape: 'rect', corner: 3 },
	...({ bleedMm: 2, imposed: null, material: 'hall', contact: 'Denis, 01 23 45 67 89' } as const)
};

/** One of each page that is not a sheet of labels. Look at what changed; then `npx vitest run -u` with this file. */
describe('what is on each page', () => {
	const settings = {
		origin,
		secondLanguage: 'ar',
		claimValidUntil: '2027-01-22',
		landlord: 'Plaine Habitat'
	} as const;
	const [caretaker, , letter, stickers] = [...kitPages(hall, settings, typesetter())];
	const shop = printShopPages(french, order);
	const pages: Record<string, Page | undefined> = {
		'caretaker-sheet': caretaker,
		'poster-A4': poster(french, arabic, sign),
		'poster-A3': poster(french, arabic, sign, 'A3'),
		letter,
		'sticker-sheet': stickers,
		'loan-slip': loanSlip(french, arabic, { thing: drill, from: '2026-11-23', until: '2026-11-30' }),
		'test-page': calibrationPage(french, sheetNamed('avery-L7160')!),
		'job-ticket': 'refusal' in shop ? undefined : shop.pages.at(-1)
	};
	test.each(Object.entries(pages))('%s', async (name, page) => {
		await expect(marksOf(page!)).toMatchFileSnapshot(`../../../tests/goldens/pages/${name}.txt`);
	});
});

const flat = (shapes: readonly Shape[]): Shape[] =>
	shapes.flatMap((shape) => (shape.kind === 'tagged' ? flat(shape.shapes) : [shape]));
const saying = (page: Page, words: string) =>
	flat(page.shapes).filter((shape) => shape.kind === 'text' && shape.line.text === words);
const codeOf = (page: Page) => flat(page.shapes).find((shape) => shape.kind === 'code')!;

const couples = languages.flatMap((first) =>
	[null, ...languages].filter((second) => second !== first).map((second) => [first, second] as const)
);

describe.each(['A4', 'A3'] as const)('the poster on %s', (size: PosterSize) => {
	const paper = { A4, A3 }[size];

	test.each(couples)(
		'has its ink where printers print, nothing over another, in %s and %s',
		(first, second) => {
			const spoken = second && voice(typesetter(), second);
			const page = poster(voice(typesetter(), first), spoken, sign, size);
			expect(page).toMatchObject(paper);
			const m = INK_MARGIN_MM;
			const printable = { x: m, y: m, w: paper.widthMm - 2 * m, h: paper.heightMm - 2 * m };
			const shapes = flat(page.shapes);
			for (const shape of shapes)
				expect(within(inkOf(shape), printable), JSON.stringify(inkOf(shape))).toBe(true);
			const texts = shapes.filter((shape) => shape.kind === 'text' && shape.ink === 1);
			for (const text of texts)
				for (const other of shapes)
					if (other !== text && other.kind !== 'figure')
						expect(touch(inkOf(text), inkOf(other)), JSON.stringify(text)).toBe(false);
		}
	);
});

test('the poster on A3 is that of A4 enlarged, one code, and eight slips in place of five', () => {
	const [small, large] = [poster(french, null, sign), poster(french, null, sign, 'A3')];
	expect(saying(small, 'Ma boîte\u00a0:')).toHaveLength(5);
	expect(saying(large, 'Ma boîte\u00a0:')).toHaveLength(8);
	const times = A3.widthMm / A4.widthMm;
	const [title] = saying(large, 'Ici, on se prête.');
	expect(title).toMatchObject({ line: { style: { sizePt: expect.closeTo(62 * times, 6) } } });
	const [code, larger] = [codeOf(small), codeOf(large)];
	expect(larger.size).toBeCloseTo(code.size * times, 6);
	expect(larger.symbol).toEqual(code.symbol);
	const quiet = (larger.size / larger.symbol.size) * QUIET_ZONE;
	const zone = {
		x: larger.x - quiet,
		y: larger.y - quiet,
		w: larger.size + 2 * quiet,
		h: larger.size + 2 * quiet
	};
	for (const shape of flat(large.shapes))
		if (shape !== larger) expect(touch(inkOf(shape), zone), shape.kind).toBe(false);
	const tags = (page: Page) =>
		page.shapes.flatMap((shape) => (shape.kind === 'tagged' ? [`${shape.role} ${shape.alt}`] : []));
	expect(tags(large)).toEqual(tags(small));
});

test('what is enlarged is as large as told, each kind of mark of it', () => {
	const stroke = { ink: 1, widthMm: 1, dashMm: [2, 3] as const };
	const shapes: Shape[] = [
		{ kind: 'rect', x: 1, y: 2, w: 3, h: 4, r: 1, fill: 0.5 },
		{ kind: 'circle', cx: 1, cy: 2, r: 3, stroke },
		{ kind: 'line', x1: 1, y1: 2, x2: 3, y2: 4, stroke },
		{
			kind: 'stamp',
			name: 'a',
			x: 1,
			y: 2,
			shapes: [{ kind: 'figure', name: 'b', path: '', x: 1, y: 2, size: 3, ink: 1 }]
		},
		{ kind: 'cut', outline: { kind: 'circle', cx: 1, cy: 2, r: 3 } }
	];
	const twice = { ink: 1, widthMm: 2, dashMm: [4, 6] };
	expect(enlarged(shapes, 2)).toEqual([
		{ kind: 'rect', x: 2, y: 4, w: 6, h: 8, r: 2, fill: 0.5 },
		{ kind: 'circle', cx: 2, cy: 4, r: 6, stroke: twice },
		{ kind: 'line', x1: 2, y1: 4, x2: 6, y2: 8, stroke: twice },
		{
			kind: 'stamp',
			name: 'a x 2',
			x: 2,
			y: 4,
			shapes: [{ kind: 'figure', name: 'b', path: '', x: 2, y: 4, size: 6, ink: 1 }]
		},
		{ kind: 'cut', outline: { kind: 'circle', cx: 2, cy: 4, r: 6 } }
	]);
});
