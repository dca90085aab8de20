import { pictogram } from '#lib/catalogue/pictograms.ts';
import { MOST_LABELS, sheetNamed, type Sheet } from '#lib/paper/sheets.ts';
import { isLanguage, type Language } from '#lib/text/languages.ts';
import { isLongerThan, oneLine } from '#lib/text/line.ts';
import { pictogramName } from '#lib/text/pictogramName.ts';
import type { Piece } from './pieces.ts';
import type { MailboxSign } from './mailboxSign.ts';

/** What somebody chose in the studio: the stickers, the sheet, and which of its labels are gone. */
export interface StudioOrder {
	readonly lines: readonly OrderLine[];
	/** As `sheetNamed` finds it. */
	readonly sheet: string;
	/** Labels of the first sheet that are gone, numbered from 1, in order. */
	readonly used: readonly number[];
	/** Whether the last sheet is filled up, from the first sticker on. */
	readonly fill: boolean;
	/** Of the words on the stickers; null is that of whoever reads the page. */
	readonly language: Language | null;
}

export interface OrderLine {
	/** A pictogram's id, or one of `otherPieces` and `ownPieces`. Only jokers may come in several lines. */
	readonly what: string;
	/** On a joker: what somebody typed; '' to be written by hand. */
	readonly text: string;
	readonly copies: number;
	/** Not for now: kept, but left out of what is printed. */
	readonly isPrinted: boolean;
}

export const otherPieces = ['joker', 'badge', 'windscreen', 'cling'] as const;
/** Only for whoever is signed in: they carry the code of their mailbox. */
export const ownPieces = ['qr', 'nameplate'] as const;

/** Of all lines together: 24 sheets or so. */
export const MOST_COPIES = 500;
export const MOST_LINES = 80;
/** Characters, as a reader counts them, of a text that somebody typed. */
export const LONGEST_TEXT = 60;

export const emptyOrder: StudioOrder = {
	lines: [],
	sheet: 'avery-L7160',
	used: [],
	fill: false,
	language: null
};

/** Whether a thing is in the catalogue. It is asked for, because a browser knows the names and not the drawings. */
export type IsThing = (id: string) => boolean;

export const isPictogram: IsThing = (id) => pictogram(id) !== undefined;

/** Everything within its bounds: unknown things and sheets are left out, nothing fails. Idempotent. */
export function tidyOrder(order: StudioOrder, isThing: IsThing): StudioOrder {
	const sheet = sheetNamed(order.sheet) ? order.sheet : emptyOrder.sheet;
	const labels = labelsOn(sheetNamed(sheet)!);
	const used = order.used.filter((n) => Number.isInteger(n) && n >= 1 && n <= labels);
	return {
		...order,
		lines: tidyLines(order.lines, isThing),
		sheet,
		used: [...new Set(used)].toSorted((a, b) => a - b)
	};
}

function tidyLines(lines: readonly OrderLine[], isThing: IsThing): OrderLine[] {
	const seen = new Set<string>();
	return lines
		.filter(({ what }) => {
			const isNew = what === 'joker' || ((isThing(what) || isPiece(what)) && !seen.has(what));
			seen.add(what);
			return isNew;
		})
		.slice(0, MOST_LINES)
		.map((line) => ({
			...line,
			text: line.what === 'joker' ? shortText(line.text) : '',
			copies: Math.min(Math.max(Math.trunc(line.copies) || 1, 1), MOST_COPIES)
		}));
}

function isPiece(what: string): boolean {
	return [...otherPieces, ...ownPieces].some((piece) => piece === what);
}

function shortText(typed: string): string {
	const text = oneLine(typed);
	if (!isLongerThan(text, LONGEST_TEXT)) return text;
	const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
	return oneLine(letters.slice(0, LONGEST_TEXT).join(''));
}

export function labelsOn({ columns, rows }: Pick<Sheet, 'columns' | 'rows'>): number {
	return columns * rows;
}

/** The label that is printed first, numbered from 1; where all are gone, the first of a whole sheet. */
export function firstFree({ sheet, used }: StudioOrder): number {
	const labels = labelsOn(sheetNamed(sheet)!);
	const gone = new Set(used);
	for (let n = 1; n <= labels; n++) if (!gone.has(n)) return n;
	return 1;
}

/** How many stickers are printed, before a sheet is filled up. */
export function stickersIn({ lines }: Pick<StudioOrder, 'lines'>): number {
	return lines.reduce((sum, { copies, isPrinted }) => sum + (isPrinted ? copies : 0), 0);
}

/** Why an order is not printed. */
export const orderProblems = ['nothing-chosen', 'nothing-now', 'too-many'] as const;
export type OrderProblem = (typeof orderProblems)[number];

export function problemOf(order: StudioOrder): OrderProblem | null {
	if (order.lines.length === 0) return 'nothing-chosen';
	const stickers = stickersIn(order);
	if (stickers === 0) return 'nothing-now';
	return stickers > MOST_COPIES ? 'too-many' : null;
}

/**
 * The order as it stands in a link, `t=drill*2,!ladder&s=avery-L7163&u=1-7&f=1`: `!` is not for now, `u` are labels that are
 * gone. Texts that somebody typed and pieces of a mailbox are left out: a link holds nothing personal.
 */
export function writeLink({ lines, sheet, used, fill, language }: StudioOrder): string {
	const open = lines.filter(({ what, text }) => text === '' && !ownPieces.some((own) => own === what));
	const fields = {
		t: open.map(writeLine).join(','),
		s: sheet === emptyOrder.sheet ? '' : sheet,
		u: writeRanges(used),
		f: fill ? '1' : '',
		g: language ?? ''
	};
	const said = Object.entries(fields).filter(([, value]) => value !== '');
	return said.map(([name, value]) => `${name}=${plainly(value)}`).join('&');
}

/** What may stand in a query as it is (RFC 3986, 3.4) stays readable. */
function plainly(value: string): string {
	return encodeURIComponent(value).replace(/%2C/g, ',').replace(/%20/g, '+');
}

function writeLine({ what, copies, isPrinted }: OrderLine): string {
	return `${isPrinted ? '' : '!'}${what}${copies === 1 ? '' : `*${copies}`}`;
}

function writeRanges(numbers: readonly number[]): string {
	const ranges: [first: number, last: number][] = [];
	for (const n of numbers) {
		const range = ranges[ranges.length - 1];
		if (range && range[1] === n - 1) range[1] = n;
		else ranges.push([n, n]);
	}
	return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

/** Whether an address holds an order at all. */
export function isLink(params: URLSearchParams): boolean {
	return ['t', 's', 'u'].some((name) => params.has(name));
}

/** Reads a link, also one that somebody made up: what is not understood is left out. */
export function readLink(params: URLSearchParams): StudioOrder {
	const language = params.get('g');
	const order: StudioOrder = {
		lines: parts(params.get('t')).flatMap(readLine),
		sheet: (params.get('s') ?? emptyOrder.sheet).slice(0, 150),
		used: parts(params.get('u')).flatMap(readRange),
		fill: params.get('f') === '1',
		language: isLanguage(language) ? language : null
	};
	return tidyOrder(order, isPictogram);
}

function parts(list: string | null): string[] {
	return (list ?? '').slice(0, 4_000).split(',').slice(0, MOST_LABELS);
}

const LINE = /^(!?)([a-z][a-z0-9-]{1,40})(?:\*(\d{1,3}))?$/;

function readLine(written: string): OrderLine[] {
	const [, later, what, copies = '1'] = LINE.exec(written) ?? [];
	if (what === undefined || ownPieces.some((own) => own === what)) return [];
	return [{ what, text: '', copies: Number(copies), isPrinted: later === '' }];
}

function readRange(written: string): number[] {
	const [, first, last = first] = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(written) ?? [];
	if (first === undefined) return [];
	const count = Math.min(Number(last) - Number(first) + 1, MOST_LABELS);
	return Array.from({ length: Math.max(count, 0) }, (_, i) => Number(first) + i);
}

/** A sticker to print, and the line that asks for it. */
export interface OrderedPiece {
	readonly line: number;
	readonly piece: Piece;
}

/** The stickers to print, copies side by side. Pieces of a mailbox are left out for whoever has none. */
export function orderedPieces(
	{ lines }: StudioOrder,
	language: Language,
	sign: MailboxSign | null
): OrderedPiece[] {
	return lines.flatMap((line, index) => {
		const piece = line.isPrinted ? pieceOf(line, language, sign) : null;
		return piece ? Array.from({ length: line.copies }, () => ({ line: index, piece })) : [];
	});
}

function pieceOf({ what, text }: OrderLine, language: Language, sign: MailboxSign | null): Piece | null {
	switch (what) {
		case 'joker':
			return { piece: 'joker', text };
		case 'badge':
		case 'windscreen':
		case 'cling':
			return { piece: what };
		case 'qr':
		case 'nameplate':
			return sign && { piece: what, sign };
	}
	const known = pictogram(what);
	return (
		(known && {
			piece: 'object',
			thing: { name: what, path: known.path, label: pictogramName(language, what) }
		}) ??
		null
	);
}
