import { ownSheet, type OwnSheetFields, type OwnSheetProblem } from '#lib/paper/sheets.ts';
import {
	emptyOrder,
	firstFree,
	labelsOn,
	MOST_LINES,
	tidyOrder,
	type IsThing,
	type OrderLine,
	type StudioOrder
} from '#lib/stickers/order.ts';
import { sheetNamed } from '#lib/paper/sheets.ts';
import { isLanguage } from '#lib/text/languages.ts';

/** Everything that the studio's one form holds: the order, and what is typed on the way to it. The same with script and without. */
export interface Desk {
	readonly order: StudioOrder;
	/** Looking for a thing, and for a box of labels. */
	readonly query: string;
	readonly box: string;
	/** Of the picture, from 1. */
	readonly page: number;
	readonly own: OwnSheetFields;
	readonly ownProblems: readonly OwnSheetProblem[];
	/** What a ruler said of the test page, as typed; '' when nobody measured. */
	readonly readings: Readonly<Record<Reading, string>>;
	readonly shop: PrintShopWish;
}

export const readings = ['a', 'b', 'c', 'd'] as const;
export type Reading = (typeof readings)[number];

export const layouts = ['one', 'A4', 'SRA3'] as const;
export const materials = ['hall', 'outside'] as const;

export interface PrintShopWish {
	readonly bleed: 2 | 3;
	/** Each sticker on a page of its own, or many on a large sheet. */
	readonly layout: (typeof layouts)[number];
	readonly material: (typeof materials)[number];
	/** '50x50', or 'o50' for a round one. */
	readonly size: string;
}

export const ownFields = [
	...['paper', 'paperWidth', 'paperHeight', 'columns', 'rows', 'shape', 'width', 'height'],
	...['left', 'top', 'pitchX', 'pitchY', 'corner']
] as (keyof OwnSheetFields)[];

export function deskOf(order: StudioOrder): Desk {
	return {
		order,
		...{ query: '', box: '', page: 1, ownProblems: [] },
		own: { paper: 'A4', shape: 'rect' },
		readings: { a: '', b: '', c: '', d: '' },
		shop: { bleed: 2, layout: 'one', material: 'hall', size: '50x50' }
	};
}

export const emptyDesk = deskOf(emptyOrder);

type Field = readonly [name: string, value: string];

/** Far more than the form has. */
const MOST_FIELDS = 3_000;

/** Reads the form, then does what its pressed button (`do`) says. Never fails: what is wrong is left out, or is a problem. */
export function readDesk(sent: Iterable<readonly [string, unknown]>, isThing: IsThing): Desk {
	const fields = new Map<string, string[]>();
	let count = 0;
	for (const [name, value] of sent) {
		if (typeof value !== 'string' || ++count > MOST_FIELDS) continue;
		const before = fields.get(name);
		if (before) before.push(value.slice(0, 2_000));
		else fields.set(name, [value.slice(0, 2_000)]);
	}
	const all = (name: string) => fields.get(name) ?? [];
	const one = (name: string) => all(name)[0] ?? '';
	const written: StudioOrder = {
		lines: linesIn(all),
		sheet: one('sheet') || emptyOrder.sheet,
		used: usedIn(all, one),
		fill: one('fill') === '1',
		language: isLanguage(one('words')) ? (one('words') as StudioOrder['language']) : null
	};
	const desk: Desk = {
		order: tidyOrder(written, isThing),
		...{ query: one('query').slice(0, 100), box: one('box').slice(0, 80) },
		page: pageOf(one('page')),
		own: Object.fromEntries(ownFields.map((field) => [field, one(`own-${field}`).slice(0, 20)])),
		ownProblems: [],
		readings: readingsIn(one),
		shop: shopIn(one)
	};
	return done(desk, all('do').at(-1) ?? '', isThing);
}

function pageOf(written: string): number {
	return Math.min(Math.max(Math.trunc(Number(written)) || 1, 1), 999);
}

type All = (name: string) => readonly string[];
type One = (name: string) => string;

/** The lines of the tray, less the things that were unticked, and after them those that were ticked. */
function linesIn(all: All): OrderLine[] {
	const ticked = new Set(all('thing'));
	const texts = [...all('text')];
	const tray = all('line').map((what, i): OrderLine => {
		const text = what === 'joker' ? (texts.shift() ?? '') : '';
		return { what, text, copies: Number(all('copies')[i]), isPrinted: all('now').includes(String(i)) };
	});
	const kept = tray.filter(({ what }) => what === 'joker' || ticked.has(what));
	for (const { what } of tray) ticked.delete(what);
	return [...kept, ...[...ticked].map(newLine)];
}

function newLine(what: string): OrderLine {
	return { what, text: '', copies: 1, isPrinted: true };
}

/** Other labels on another sheet. A start that was typed makes those before it used, and leaves the ones from there on to their boxes. */
function usedIn(all: All, one: One): number[] {
	if (one('sheetWas') !== '' && one('sheetWas') !== one('sheet')) return [];
	const boxes = all('used').map(Number);
	const [start, was] = [Number(one('start')), Number(one('startWas'))];
	if (!Number.isInteger(start) || start < 1 || one('start') === one('startWas')) return boxes;
	return [...before(Math.min(start, 1_000)), ...boxes.filter((n) => n >= start && n > was)];
}

function before(start: number): number[] {
	return Array.from({ length: start - 1 }, (_, i) => i + 1);
}

function readingsIn(one: One): Record<Reading, string> {
	const [a, b, c, d] = readings.map((name) => one(name).slice(0, 20));
	return { a: a!, b: b!, c: c!, d: d! };
}

function shopIn(one: One): PrintShopWish {
	return {
		bleed: one('bleed') === '3' ? 3 : 2,
		layout: layouts.find((layout) => layout === one('layout')) ?? 'one',
		material: materials.find((material) => material === one('material')) ?? 'hall',
		size: readSize(one('size')) ? one('size') : emptyDesk.shop.size
	};
}

export interface FinishedSize {
	readonly w: number;
	readonly h: number;
	readonly shape: 'rect' | 'round';
}

/** '64x38', or 'o50' for a round one, in mm. */
export function readSize(written: string): FinishedSize | null {
	const [, round, w, h] = /^(?:o(\d{2,3})|(\d{2,3})x(\d{2,3}))$/.exec(written) ?? [];
	if (round) return { w: Number(round), h: Number(round), shape: 'round' };
	return w && h ? { w: Number(w), h: Number(h), shape: 'rect' } : null;
}

/** What a button of the form does. */
function done(desk: Desk, action: string, isThing: IsThing): Desk {
	const [verb = '', of = ''] = action.split(':', 2);
	const { order } = desk;
	const change = (more: Partial<StudioOrder>): Desk => ({
		...desk,
		order: tidyOrder({ ...order, ...more }, isThing)
	});
	const changeLine = (more: (line: OrderLine) => Partial<OrderLine>) =>
		change({ lines: order.lines.map((line, i) => (String(i) === of ? { ...line, ...more(line) } : line)) });
	switch (verb) {
		case 'more':
			return changeLine(({ copies }) => ({ copies: copies + 1 }));
		case 'less':
			return changeLine(({ copies }) => ({ copies: copies - 1 }));
		case 'remove':
			return change({ lines: order.lines.filter((_, i) => String(i) !== of) });
		case 'joker':
			return order.lines.length < MOST_LINES ? change({ lines: [...order.lines, newLine('joker')] }) : desk;
		case 'clear':
			return change({ lines: [] });
		case 'all-free':
			return change({ used: [] });
		case 'all-used':
			return change({ used: before(labelsOn(sheetNamed(order.sheet)!) + 1) });
		case 'sheet':
			return change({ sheet: action.slice('sheet:'.length), used: [] });
		case 'page':
			return { ...desk, page: pageOf(of) };
		case 'own':
			return withOwnSheet(desk, isThing);
	}
	return desk;
}

function withOwnSheet(desk: Desk, isThing: IsThing): Desk {
	const read = ownSheet(desk.own);
	if ('problems' in read) return { ...desk, ownProblems: read.problems };
	return { ...desk, order: tidyOrder({ ...desk.order, sheet: read.sheet.id, used: [] }, isThing) };
}

/** The desk as its form would send it: what the browser keeps, and what it asks a picture with. */
export function writeDesk({ order, query, box, page, own, readings: read, shop }: Desk): Field[] {
	const { lines } = order;
	const start = String(firstFree(order));
	return [
		...lines.flatMap((line, i): Field[] => [
			['line', line.what],
			...(line.what === 'joker' ? [['text', line.text] as const] : [['thing', line.what] as const]),
			['copies', String(line.copies)],
			...(line.isPrinted ? [['now', String(i)] as const] : [])
		]),
		['query', query],
		['box', box],
		['sheet', order.sheet],
		...order.used.map((n): Field => ['used', String(n)]),
		['start', start],
		['startWas', start],
		['fill', order.fill ? '1' : ''],
		['words', order.language ?? ''],
		['page', String(page)],
		...ownFields.map((field): Field => [`own-${field}`, own[field] ?? '']),
		...readings.map((name): Field => [name, read[name]]),
		...(['bleed', 'layout', 'material', 'size'] as const).map((name): Field => [name, String(shop[name])])
	];
}

/** The form as a browser sends it. */
export function sentForm(desk: Desk): URLSearchParams {
	return new URLSearchParams(writeDesk(desk).map(([name, value]) => [name, value]));
}
