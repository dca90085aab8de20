import type { Page, Shape } from '#lib/paper/drawing.ts';
import { A4, type Area } from '#lib/paper/lengths.ts';
import { locale } from '#lib/text/languages.ts';
import type { PrintKey } from '#lib/text/print.fr.ts';
import { across, area, figureAt, RULE, SIDE_MM, THICK, TO_FILL } from './look.ts';
import type { Piece } from './pieces.ts';
import type { PrintShopOrder, ShopSticker } from './printShop.ts';
import { write, writeName } from './writing.ts';
import type { Voice } from './words.ts';

const WIDTH_MM = A4.widthMm - 2 * SIDE_MM;
const FACTS_TOP = 34;
const FACT_MM = 13;
const ROW_MM = 9;
const LIST_BOTTOM = A4.heightMm - SIDE_MM;

/** The last page of a file for a print shop: how many of each, how large, on what, and whom to ask; more pages for a long list. */
export function jobTicket(voice: Voice, order: PrintShopOrder, stickers: readonly ShopSticker[]): Page[] {
	const facts = factsOf(voice, order, stickers);
	const first = FACTS_TOP + (facts.length + 1) * FACT_MM + 6;
	const [onFirst, onOthers] = [rowsFrom(first), rowsFrom(SIDE_MM)];
	const pages: Page[] = [];
	for (let at = 0; at < stickers.length || pages.length === 0;) {
		const [top, count] = pages.length === 0 ? [first, onFirst] : [SIDE_MM, onOthers];
		const head = pages.length === 0 ? ticketHead(voice, order, facts) : [];
		const shapes = [...head, ...list(voice, order, stickers.slice(at, at + count), at, top)];
		pages.push({ ...A4, shapes, label: voice.words('pageOfTicket') });
		at += count;
	}
	return pages;
}

/** Under the row of titles. */
function rowsFrom(top: number): number {
	return Math.floor((LIST_BOTTOM - top) / ROW_MM) - 1;
}

type Fact = readonly [what: PrintKey, says: string];

function factsOf(voice: Voice, order: PrintShopOrder, stickers: readonly ShopSticker[]): Fact[] {
	const { size, bleedMm, material } = order;
	const total = stickers.reduce((sum, { copies }) => sum + copies, 0);
	const mm = (length: number) => inNumbers(voice, length);
	return [
		['ticketTotal', inNumbers(voice, total)],
		[
			'ticketSize',
			size.shape === 'round'
				? voice.words('ticketRound', { w: mm(size.w) })
				: voice.words('ticketRect', { w: mm(size.w), h: mm(size.h), r: mm(size.corner) })
		],
		['ticketBleed', voice.words('ticketBleedMm', { mm: bleedMm })],
		['ticketColours', voice.words('ticketColoursAre')],
		['ticketMaterial', voice.words(material === 'hall' ? 'ticketHall' : 'ticketOutside')],
		['ticketGlue', voice.words('ticketGlueIs')],
		['ticketProof', voice.words('ticketProofIs')]
	];
}

function inNumbers(voice: Voice, value: number): string {
	return new Intl.NumberFormat(locale(voice.language), { maximumFractionDigits: 2 }).format(value);
}

function ticketHead(voice: Voice, { imposed, contact }: PrintShopOrder, facts: readonly Fact[]): Shape[] {
	const kind = voice.words(imposed ? 'ticketImposed' : 'ticketOnePage');
	return [
		...write(voice, voice.words('ticketTitle'), area(SIDE_MM, 8, WIDTH_MM, 14), { sizePt: 24, face: 'bold' })
			.shapes,
		...write(voice, kind, area(SIDE_MM, 22, WIDTH_MM, 8), { sizePt: 12 }).shapes,
		...facts.flatMap(([what, says], i) => fact(voice, what, says, factPlace(i))),
		...ask(voice, contact, factPlace(facts.length))
	];
}

function factPlace(i: number): Area {
	return area(SIDE_MM, FACTS_TOP + i * FACT_MM, WIDTH_MM, FACT_MM);
}

/** What stands where the language begins, and what follows it. */
function columns(voice: Voice, { x, y, w, h }: Area, first: number): [Area, Area] {
	return voice.direction === 'rtl'
		? [area(x + w - first, y, first, h), area(x, y, w - first - 4, h)]
		: [area(x, y, first, h), area(x + first + 4, y, w - first - 4, h)];
}

function fact(voice: Voice, what: PrintKey, says: string, place: Area): Shape[] {
	const [title, room] = columns(voice, place, 40);
	const manner = { sizePt: 11, minPt: 8, stand: 'middle' } as const;
	return [
		across(place.x, place.x + place.w, place.y, RULE),
		...write(voice, voice.words(what), title, { ...manner, face: 'bold' }).shapes,
		...write(voice, says, room, manner).shapes
	];
}

function ask(voice: Voice, contact: string, place: Area): Shape[] {
	const [title, room] = columns(voice, place, 40);
	const bold = { sizePt: 11, minPt: 8, face: 'bold', stand: 'middle' } as const;
	return [
		across(place.x, place.x + place.w, place.y, RULE),
		...write(voice, voice.words('ticketAsk'), title, bold).shapes,
		...(contact.trim() === ''
			? [across(room.x, room.x + room.w, place.y + place.h - 2, TO_FILL)]
			: writeName(voice, contact, room, { sizePt: 11, minPt: 7, stand: 'middle' }).shapes)
	];
}

/** One line a sticker: its page when it has one, its drawing, its name, how many. */
function list(
	voice: Voice,
	{ imposed }: PrintShopOrder,
	stickers: readonly ShopSticker[],
	from: number,
	top: number
): Shape[] {
	const bold = { sizePt: 10, minPt: 7, face: 'bold', stand: 'middle' } as const;
	const titles = cells(voice, top);
	return [
		...(imposed ? [] : write(voice, voice.words('ticketPage'), titles.page, bold).shapes),
		...write(voice, voice.words('ticketSticker'), titles.name, bold).shapes,
		...write(voice, voice.words('ticketQuantity'), titles.count, { ...bold, align: 'end' }).shapes,
		across(SIDE_MM, SIDE_MM + WIDTH_MM, top + ROW_MM, THICK),
		...stickers.flatMap((sticker, i) => {
			const page = imposed ? '' : String(from + i + 1);
			return listed(voice, sticker, page, top + (i + 1) * ROW_MM);
		})
	];
}

function listed(voice: Voice, { piece, copies }: ShopSticker, page: string, top: number): Shape[] {
	const manner = { sizePt: 11, minPt: 7, stand: 'middle' } as const;
	const { page: first, drawing, name, count } = cells(voice, top);
	const { x, y, w, h } = drawing;
	return [
		...writeName(voice, page, first, manner).shapes,
		...(piece.piece === 'object' ? [figureAt(piece.thing, x + w / 2, y + h / 2, 7)] : []),
		...writeName(voice, nameOf(voice, piece), name, manner).shapes,
		...write(voice, inNumbers(voice, copies), count, { ...manner, align: 'end' }).shapes,
		across(SIDE_MM, SIDE_MM + WIDTH_MM, top + ROW_MM, RULE)
	];
}

function cells(voice: Voice, top: number) {
	const at = (from: number, w: number) =>
		area(voice.direction === 'rtl' ? SIDE_MM + WIDTH_MM - from - w : SIDE_MM + from, top, w, ROW_MM);
	return { page: at(0, 16), drawing: at(18, 9), name: at(31, 120), count: at(153, WIDTH_MM - 153) };
}

const NAMES = {
	joker: 'pieceJoker',
	qr: 'pieceQr',
	nameplate: 'pieceNameplate',
	badge: 'pieceBadge',
	windscreen: 'pieceWindscreen',
	cling: 'pieceCling'
} as const satisfies Record<Exclude<Piece['piece'], 'object'>, PrintKey>;

/** What a piece is called; a typed joker by its text. */
function nameOf(voice: Voice, piece: Piece): string {
	if (piece.piece === 'object') return piece.thing.label;
	if (piece.piece === 'joker' && piece.text.trim() !== '') return piece.text;
	return voice.words(NAMES[piece.piece]);
}
