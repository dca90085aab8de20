import { pictogram, pictograms } from '#lib/catalogue/pictograms.ts';
import { sheetNamed, sheets } from '#lib/paper/sheets.ts';
import { languages } from '#lib/text/languages.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	emptyOrder,
	firstFree,
	isLink,
	isPictogram,
	LONGEST_TEXT,
	MOST_COPIES,
	MOST_LINES,
	orderedPieces,
	otherPieces,
	ownPieces,
	problemOf,
	readLink,
	stickersIn,
	tidyOrder,
	writeLink,
	type OrderLine,
	type StudioOrder
} from './order.ts';

const line = (what: string, more: Partial<OrderLine> = {}): OrderLine => ({
	...{ what, text: '', copies: 1, isPrinted: true },
	...more
});
const order = (more: Partial<StudioOrder>): StudioOrder => ({ ...emptyOrder, ...more });
const read = (query: string) => readLink(new URLSearchParams(query));
const sign = { origin: 'https://palier.example', code: '7K3M9PQXD2F41', emblem: [] };

const anyLine = fc.record({
	what: fc.constantFrom(...pictograms.map(({ id }) => id), ...otherPieces),
	text: fc.constant(''),
	copies: fc.integer({ min: 1, max: MOST_COPIES }),
	isPrinted: fc.boolean()
});
const anyOrder = fc
	.record({
		lines: fc.array(anyLine, { maxLength: MOST_LINES + 5 }),
		sheet: fc.constantFrom(
			...sheets.map(({ id }) => id),
			'blank-A4-o40-2',
			'A4 2x5 96x50.8 7.73,21.5 98.54,50.8 r2'
		),
		used: fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 60 }),
		fill: fc.boolean(),
		language: fc.constantFrom(...languages, null)
	})
	.map((order) => tidyOrder(order, isPictogram));

describe('a link', () => {
	test('says an order in few words', () => {
		const said = order({
			lines: [line('drill', { copies: 2 }), line('ladder', { isPrinted: false }), line('joker')],
			sheet: 'avery-L7163',
			used: [1, 2, 3, 5],
			fill: true,
			language: 'ar'
		});
		expect(writeLink(said)).toBe('t=drill*2,!ladder,joker&s=avery-L7163&u=1-3,5&f=1&g=ar');
		expect(writeLink(emptyOrder)).toBe('');
	});

	test('gives back every order that holds nothing typed', () => {
		fc.assert(
			fc.property(anyOrder, (any) => {
				expect(read(writeLink(any))).toEqual(any);
			})
		);
	});

	test('holds neither what somebody typed nor a piece of their mailbox', () => {
		const personal = order({
			lines: [
				line('joker', { text: 'Amina, 3e étage' }),
				...ownPieces.map((what) => line(what)),
				line('tent')
			]
		});
		expect(writeLink(personal)).toBe('t=tent');
		expect(read('t=qr,nameplate,tent').lines).toEqual([line('tent')]);
	});

	test('of a stranger breaks nothing, and nothing is out of bounds', () => {
		const hostile = fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 300 }));
		fc.assert(
			fc.property(hostile, hostile, hostile, hostile, (t, s, u, g) => {
				const got = readLink(new URLSearchParams({ t, s, u, g, f: t }));
				expect(tidyOrder(got, isPictogram)).toEqual(got);
				expect(sheetNamed(got.sheet)).toBeDefined();
			})
		);
	});

	test.each([
		['t=', []],
		['t=__proto__,constructor,toString', []],
		['t=drill,drill*4', [line('drill')]],
		['t=drill*0', [line('drill')]],
		['t=drill*999', [line('drill', { copies: MOST_COPIES })]],
		['t=drill*-3,drill*1e9,DRILL', []],
		[`t=${'joker,'.repeat(5_000)}`, Array.from({ length: MOST_LINES }, () => line('joker'))]
	])('of hostile words is read as far as it makes sense: %#', (query, lines) =>
		expect(read(query).lines).toEqual(lines)
	);

	test('marks labels of its own sheet only, whatever it says', () => {
		expect(read('u=1-999').used).toHaveLength(21);
		expect(read('u=9-3,0,22,21,x,-1,20-21').used).toEqual([20, 21]);
	});

	test('with a sheet that is none takes the commonest', () => {
		expect(read('s=nothing').sheet).toBe(emptyOrder.sheet);
		expect(read('s=A4+1x1+10x10+0,0+10,10').sheet).toBe('A4 1x1 10x10 0,0 10,10');
	});

	test('is one when it says something of an order', () => {
		expect(isLink(new URLSearchParams('l=ar'))).toBe(false);
		expect(isLink(new URLSearchParams('l=ar&t=drill'))).toBe(true);
	});
});

describe('an order', () => {
	test('begins at the first label that is left', () => {
		expect(firstFree(order({ used: [1, 2, 4] }))).toBe(3);
		expect(firstFree(order({ used: Array.from({ length: 21 }, (_, i) => i + 1) }))).toBe(1);
	});

	test('keeps a typed text as one line of bounded length, on jokers only', () => {
		const typed = [line('joker', { text: ` a\n\u202Eb${'é'.repeat(5_000)}` }), line('drill', { text: 'x' })];
		const { lines } = tidyOrder(order({ lines: typed }), isPictogram);
		expect(lines[0]!.text).toMatch(/^a bé+$/);
		expect(lines[0]!.text).toHaveLength(LONGEST_TEXT);
		expect(lines[1]!.text).toBe('');
	});

	test('says why it is not printed', () => {
		expect(problemOf(emptyOrder)).toBe('nothing-chosen');
		expect(problemOf(order({ lines: [line('drill', { isPrinted: false })] }))).toBe('nothing-now');
		expect(problemOf(order({ lines: [line('drill', { copies: 500 }), line('saw')] }))).toBe('too-many');
		expect(problemOf(order({ lines: [line('drill', { copies: 500 })] }))).toBeNull();
	});

	test('gives its stickers in order, each with its line, and leaves out what is not for now', () => {
		const asked = order({
			lines: [line('drill', { copies: 2 }), line('saw', { isPrinted: false }), line('joker', { text: 'Vis' })]
		});
		expect(orderedPieces(asked, 'fr', null).map((one) => [one.line, one.piece.piece])).toEqual([
			[0, 'object'],
			[0, 'object'],
			[2, 'joker']
		]);
		expect(stickersIn(asked)).toBe(3);
		const [drill] = orderedPieces(asked, 'en', null);
		expect(drill!.piece).toMatchObject({
			thing: { name: 'drill', label: 'Drill', path: pictogram('drill')!.path }
		});
	});

	test('has pieces of a mailbox for whoever has one', () => {
		const own = order({ lines: ownPieces.map((what) => line(what)) });
		expect(orderedPieces(own, 'fr', null)).toEqual([]);
		expect(orderedPieces(own, 'fr', sign).map(({ piece }) => piece)).toEqual([
			{ piece: 'qr', sign },
			{ piece: 'nameplate', sign }
		]);
	});

	test('no pictogram is called as another piece is', () => {
		for (const piece of [...otherPieces, ...ownPieces]) expect(pictogram(piece)).toBeUndefined();
	});
});
