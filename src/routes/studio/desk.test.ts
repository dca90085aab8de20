import { pictograms } from '#lib/catalogue/pictograms.ts';
import { emptyOrder, isPictogram, tidyOrder, type OrderLine } from '#lib/stickers/order.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deskOf, emptyDesk, readDesk as readFields, readSize, writeDesk, type Desk } from './desk.ts';

const readDesk = (fields: Iterable<readonly [string, unknown]>) => readFields(fields, isPictogram);
const line = (what: string, more: Partial<OrderLine> = {}): OrderLine => ({
	...{ what, text: '', copies: 1, isPrinted: true },
	...more
});
const deskWith = (lines: OrderLine[], more: Partial<Desk['order']> = {}): Desk =>
	deskOf(tidyOrder({ ...emptyOrder, lines, ...more }, isPictogram));
/** The form, with some fields changed and a button pressed. */
const sent = (desk: Desk, changes: Record<string, string[]> = {}) =>
	readDesk([
		...writeDesk(desk).filter(([name]) => !(name in changes)),
		...Object.entries(changes).flatMap(([name, values]) => values.map((value) => [name, value] as const))
	]);

const anyDesk = fc
	.record({
		things: fc.uniqueArray(fc.constantFrom(...pictograms.map(({ id }) => id)), { maxLength: 12 }),
		jokers: fc.array(fc.string({ unit: 'grapheme', maxLength: 70 }), { maxLength: 5 }),
		copies: fc.integer({ min: 1, max: 40 }),
		used: fc.array(fc.integer({ min: 1, max: 25 })),
		fill: fc.boolean(),
		typed: fc.string({ maxLength: 15 }),
		page: fc.integer({ min: 1, max: 9 })
	})
	.map(({ things, jokers, copies, used, fill, typed, page }): Desk => {
		const lines = [
			...things.map((what, i) => line(what, { copies: copies + i, isPrinted: i % 3 > 0 })),
			...jokers.map((text) => line('joker', { text }))
		];
		const desk = deskWith(lines, { used, fill });
		return { ...desk, page, query: typed, box: typed, own: { ...sent(desk).own, width: typed } };
	});

describe('the form', () => {
	test('gives back every desk, with what is typed on it', () => {
		fc.assert(
			fc.property(anyDesk, (desk) => {
				expect(readDesk(writeDesk(desk))).toEqual(desk);
			})
		);
	});

	test('of a stranger breaks nothing', () => {
		const name = fc.constantFrom(
			...[
				'line',
				'copies',
				'text',
				'now',
				'thing',
				'used',
				'start',
				'startWas',
				'sheet',
				'page',
				'do',
				'own-rows'
			],
			'__proto__'
		);
		const value = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.constantFrom(
				'-1',
				'1e400',
				'NaN',
				'more:0',
				'remove:x',
				'sheet:',
				'own',
				'page:-5',
				'joker',
				'drill'
			)
		);
		fc.assert(
			fc.property(fc.array(fc.tuple(name, value), { maxLength: 40 }), (fields) => {
				const { order, page } = readDesk(fields);
				expect(tidyOrder(order, isPictogram)).toEqual(order);
				expect(page).toBeGreaterThanOrEqual(1);
			})
		);
		expect(
			readDesk(Array.from({ length: 50_000 }, () => ['line', 'joker'] as const)).order.lines
		).toHaveLength(80);
	});

	test('adds what is ticked at the end, and takes away what is unticked', () => {
		const desk = deskWith([line('drill', { copies: 3 }), line('joker', { text: 'Vis' }), line('saw')]);
		expect(sent(desk, { thing: ['ladder', 'saw'] }).order.lines).toEqual([
			line('joker', { text: 'Vis' }),
			line('saw'),
			line('ladder')
		]);
	});

	test('leaves out for now what is not ticked to print', () => {
		const { lines } = sent(deskWith([line('drill'), line('saw')]), { now: ['1'] }).order;
		expect(lines.map(({ isPrinted }) => isPrinted)).toEqual([false, true]);
	});
});

describe('the labels that are gone', () => {
	const desk = deskWith([line('drill')], { used: [1, 2, 3, 10] });

	test('a typed start takes those before it, and leaves later ones as they are', () => {
		expect(sent(desk, { start: ['8'] }).order.used).toEqual([1, 2, 3, 4, 5, 6, 7, 10]);
		expect(sent(desk, { start: ['12'] }).order.used).toEqual(Array.from({ length: 11 }, (_, i) => i + 1));
	});

	test('an earlier start frees what was before the old one', () => {
		expect(sent(desk, { start: ['2'] }).order.used).toEqual([1, 10]);
	});

	test('a start that nobody touched leaves the boxes alone', () => {
		expect(sent(desk, { used: ['2', '5'] }).order.used).toEqual([2, 5]);
	});

	test.each(['', '0', '-4', 'x', '1.5', '1e300'])('a start of "%s" makes no harm', (start) => {
		expect(sent(desk, { start: [start] }).order.used.every((n) => n >= 1 && n <= 21)).toBe(true);
	});

	test('another sheet begins whole', () => {
		expect(sent(desk, { sheet: ['avery-L7163'], sheetWas: ['avery-L7160'] }).order.used).toEqual([]);
	});
});

describe('the buttons', () => {
	const desk = deskWith([line('drill', { copies: 2 }), line('saw')], { used: [1] });
	const pressed = (button: string) => sent(desk, { do: [button] }).order;

	test.each([
		['more:0', [3, 1]],
		['less:0', [1, 1]],
		['less:1', [2, 1]],
		['remove:0', [1]],
		['clear', []],
		['joker', [2, 1, 1]],
		['more:9', [2, 1]]
	])('%s', (button, copies) => expect(pressed(button).lines.map((one) => one.copies)).toEqual(copies));

	test('all free, all used, another sheet', () => {
		expect(pressed('all-free').used).toEqual([]);
		expect(pressed('all-used').used).toHaveLength(21);
		expect(pressed('sheet:avery-3415')).toMatchObject({ sheet: 'avery-3415', used: [] });
	});

	test('a sheet of one’s own is taken, or its problems are told and what was typed is kept', () => {
		const own = { columns: '1', rows: '4', width: '100', height: '50', left: '0', top: '0', pitchY: '60' };
		const typed = Object.fromEntries(
			Object.entries({ ...own, paper: 'A4' }).map(([field, value]) => [`own-${field}`, [value]])
		);
		expect(sent(emptyDesk, { ...typed, do: ['own'] }).order.sheet).toMatch(/^A4 1x4 100x50 0,0/);
		const wrong = sent(emptyDesk, { ...typed, 'own-width': ['dix'], do: ['own'] });
		expect(wrong.ownProblems.map(({ field }) => field)).toContain('width');
		expect(wrong.own.width).toBe('dix');
		expect(wrong.order.sheet).toBe(emptyOrder.sheet);
	});
});

test.each([
	['50x50', { w: 50, h: 50, shape: 'rect' }],
	['o40', { w: 40, h: 40, shape: 'round' }],
	['0x0', null],
	['9999x1', null],
	['', null]
])('a size of "%s"', (written, size) => expect(readSize(written)).toEqual(size));
