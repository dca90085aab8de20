import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INK_MARGIN_MM, type Area } from './lengths.ts';
import { blankSheet, doubtsOf, ownSheet, sheetNamed, sheets, type Sheet } from './sheets.ts';
import { fillSlots, slotsOf, slotsOutOfReach, type Filling } from './slots.ts';

const NEAR = 1e-6;
/** Half a hundredth more than what `ownSheet` lets a rounded grid be too wide. */
const ROUNDED_MM = 0.105;

const within = (inner: Area, outer: Area, by = NEAR) =>
	inner.x >= outer.x - by &&
	inner.y >= outer.y - by &&
	inner.x + inner.w <= outer.x + outer.w + by &&
	inner.y + inner.h <= outer.y + outer.h + by;

const overlap = (a: Area, b: Area) =>
	a.x < b.x + b.w - NEAR && b.x < a.x + a.w - NEAR && a.y < b.y + b.h - NEAR && b.y < a.y + a.h - NEAR;

const middle = ({ x, y, w, h }: Area) => [x + w / 2, y + h / 2] as const;

/** What is wrong with a sheet's labels as things on paper, in words. */
function faultsOf(sheet: Sheet): string[] {
	const slots = slotsOf(sheet);
	const { widthMm, heightMm } = sheet.paper;
	const paper = { x: 0, y: 0, w: widthMm, h: heightMm };
	const m = INK_MARGIN_MM;
	const printable = { x: m, y: m, w: widthMm - 2 * m, h: heightMm - 2 * m };
	const faults = slots.length === sheet.columns * sheet.rows ? [] : ['labels are missing'];
	for (const [i, { index, edge, safe, shape }] of slots.entries()) {
		const inset = Math.min(edge.w, edge.h) < 26 ? 0.8 : 1.5;
		const cut = { x: edge.x + inset, y: edge.y + inset, w: edge.w - 2 * inset, h: edge.h - 2 * inset };
		if (index !== i) faults.push(`label ${i} says ${index}`);
		if (!within(edge, paper, ROUNDED_MM)) faults.push(`label ${i} is not on the paper`);
		if (!within(safe, cut)) faults.push(`label ${i}: ink too near its edge`);
		if (!within(safe, printable)) faults.push(`label ${i}: ink too near the paper's edge`);
		if (safe.w <= 0 && edge.w > 2 * m) faults.push(`label ${i} has no room`);
		if (shape === 'round' && Math.abs(safe.w - safe.h) > NEAR) faults.push(`label ${i} is no circle`);
		if (
			shape === 'round' &&
			Math.hypot(middle(edge)[0] - middle(safe)[0], middle(edge)[1] - middle(safe)[1]) > NEAR
		)
			faults.push(`label ${i} has its drawing beside its middle`);
		const clash = slots.slice(0, i).find((other) => overlap(edge, other.edge));
		if (clash) faults.push(`labels ${clash.index} and ${i} overlap`);
	}
	return faults;
}

describe('the labels of a sheet', () => {
	test.each(sheets.map((sheet) => [sheet.id, sheet] as const))('%s lies right on its paper', (_, sheet) => {
		expect(faultsOf(sheet)).toEqual([]);
	});

	const tenths = (min: number, max: number) => fc.integer({ min, max }).map((n) => n / 10);
	const ownSheets = fc
		.record({
			paper: fc.constantFrom('A4', 'letter', 'own'),
			paperWidth: tenths(500, 4_000).map(String),
			paperHeight: tenths(500, 4_000).map(String),
			columns: fc.integer({ min: 1, max: 6 }).map(String),
			rows: fc.integer({ min: 1, max: 9 }).map(String),
			shape: fc.constantFrom('rect', 'round'),
			width: tenths(100, 1_000).map(String),
			height: tenths(100, 1_000).map(String),
			left: tenths(0, 300).map(String),
			top: tenths(0, 300).map(String),
			gapX: tenths(0, 100).map(String),
			gapY: tenths(0, 100).map(String)
		})
		.map((fields) => ownSheet(fields.shape === 'round' ? { ...fields, height: '' } : fields))
		.filter((read) => 'sheet' in read)
		.map(({ sheet }) => sheet);

	test("of one's own too, when it is taken at all", () => {
		fc.assert(
			fc.property(ownSheets, (sheet) => {
				expect(faultsOf(sheet)).toEqual([]);
			}),
			{ numRuns: 150 }
		);
	});

	test('of plain paper too', () => {
		for (const [w, h] of [
			[25, 25],
			[64, 38],
			[100, 25],
			[200, 287]
		] as const)
			for (const shape of ['rect', 'round'] as const) {
				const sheet = blankSheet('A4', { w, h }, shape);
				if (!('refusal' in sheet)) expect(faultsOf(sheet)).toEqual([]);
			}
	});

	test('a wrong grid is found out by these rules', () => {
		const sheet = sheetNamed('avery-L7160')!;
		expect(faultsOf({ ...sheet, pitchX: 63 })).toContain('labels 0 and 1 overlap');
		expect(faultsOf({ ...sheet, left: 15 })).toContain('label 2 is not on the paper');
		expect(doubtsOf({ ...sheet, top: 16 })).toEqual(['off-centre-down']);
	});

	test('are numbered along the rows', () => {
		const slots = slotsOf(sheetNamed('avery-L7160')!);
		expect(slots[7]!.edge).toEqual({ x: 7.2 + 66.04, y: 15.15 + 2 * 38.1, w: 63.5, h: 38.1 });
	});

	test('keep ink from the paper edge on a sheet that is cut to the edge', () => {
		const [first, second] = slotsOf(sheetNamed('zweckform-3474')!);
		expect(first!.safe).toEqual({ x: 5, y: 5, w: 63.5, h: 30.6 });
		expect(second!.safe).toEqual({ x: 71.5, y: 5, w: 67, h: 30.6 });
	});
});

describe('filling labels', () => {
	const six = { columns: 3, rows: 2 };
	const slots = (count: number, filling?: Filling) =>
		fillSlots(six, count, filling).map((page) => page.map(({ slot }) => slot + 1));
	const stickers = (count: number, filling?: Filling) =>
		fillSlots(six, count, filling).map((page) => page.map(({ sticker }) => sticker));

	test('begins where it is told, and skips used labels on the first sheet only', () => {
		expect(slots(4, { start: 4 })).toEqual([[4, 5, 6], [1]]);
		expect(slots(6, { start: 2, used: [3, 5] })).toEqual([
			[2, 4, 6],
			[1, 2, 3]
		]);
	});

	test('repeats all, and fills the last sheet from the first sticker on', () => {
		expect(stickers(2, { repeat: 2 })).toEqual([[0, 1, 0, 1]]);
		expect(stickers(4, { fill: true })).toEqual([[0, 1, 2, 3, 0, 1]]);
		expect(stickers(4, { fill: true, start: 4 })).toEqual([
			[0, 1, 2],
			[3, 0, 1, 2, 3, 0]
		]);
	});

	test('begins a whole sheet when the first has none left, and prints no empty one', () => {
		expect(slots(1, { used: [1, 2, 3, 4, 5, 6] })).toEqual([[1]]);
		expect(slots(1, { start: 99 })).toEqual([[1]]);
		expect(slots(0, { fill: true })).toEqual([]);
	});

	const fillings = fc.record({
		start: fc.integer({ min: 1, max: 40 }),
		used: fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 40 }),
		repeat: fc.integer({ min: 1, max: 4 }),
		fill: fc.boolean()
	});
	const grids = fc.record({ columns: fc.integer({ min: 1, max: 6 }), rows: fc.integer({ min: 1, max: 6 }) });

	test('loses none, puts no two on one label and none on a used one', () => {
		fc.assert(
			fc.property(grids, fc.integer({ min: 0, max: 120 }), fillings, (grid, count, filling) => {
				const pages = fillSlots(grid, count, filling);
				const all = pages.flat().map(({ sticker }) => sticker);
				expect(all.slice(0, count * filling.repeat)).toEqual(
					Array.from({ length: count * filling.repeat }, (_, i) => i % count)
				);
				expect(all.every((sticker, i) => sticker === i % count)).toBe(true);
				const labels = grid.columns * grid.rows;
				for (const [i, page] of pages.entries()) {
					const taken = page.map(({ slot }) => slot);
					expect(taken.length).toBeGreaterThan(0);
					expect(taken).toEqual([...new Set(taken)].toSorted((a, b) => a - b));
					expect(taken.every((slot) => slot >= 0 && slot < labels)).toBe(true);
					if (i > 0 && (filling.fill || i < pages.length - 1)) expect(taken).toHaveLength(labels);
				}
				const first = pages[0]?.map(({ slot }) => slot + 1) ?? [];
				const free = Array.from({ length: labels }, (_, slot) => slot + 1).filter(
					(label) => label >= filling.start && !filling.used.includes(label)
				);
				if (free.length > 0 && pages.length > 0) expect(free.slice(0, first.length)).toEqual(first);
				if (!filling.fill) expect(all).toHaveLength(count * filling.repeat);
			})
		);
	});
});

test('labels that a corrected printer cannot reach are told', () => {
	const sheet = sheetNamed('avery-L7160')!;
	const shifted = (mm: number) => ({ offsetXMm: mm, offsetYMm: 0, scaleX: 1, scaleY: 1 });
	expect(slotsOutOfReach(sheet, shifted(-8))).toEqual([]);
	expect(slotsOutOfReach(sheet, shifted(-9))).toEqual([1, 4, 7, 10, 13, 16, 19]);
	expect(slotsOutOfReach(sheet, shifted(9))).toEqual([3, 6, 9, 12, 15, 18, 21]);
});
