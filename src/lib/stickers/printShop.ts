import { isSpecimen } from '#lib/codes/codes.ts';
import { PAPER, type Cut, type DocumentInfo, type Page, type Shape, type Stamp } from '#lib/paper/drawing.ts';
import { A4, type Area, type PaperSize } from '#lib/paper/lengths.ts';
import { jobTicket } from './jobTicket.ts';
import { isDrawn, type Label } from './label.ts';
import { area, inset } from './look.ts';
import { drawPiece, type Piece, type PieceRefusal, type PieceSize } from './pieces.ts';
import type { Voice } from './words.ts';

/** What a print shop makes: stickers of one size, cut to their form. */
export interface PrintShopOrder {
	readonly stickers: readonly { readonly piece: Piece; readonly copies: number }[];
	readonly size: PieceSize;
	/** How far the ground reaches beyond the cut. */
	readonly bleedMm: 2 | 3;
	/** Null for one page a sticker; otherwise all copies, on sheets of this paper. */
	readonly imposed: ShopPaper | null;
	/** For a dry hall, or for rain and sun. */
	readonly material: 'hall' | 'outside';
	/** Whom the shop asks: a line to write on when it is ''. */
	readonly contact: string;
}

/** The papers of imposed sheets. SRA3 is ISO 217. */
export const shopPapers = { A4, SRA3: { widthMm: 320, heightMm: 450 } } as const satisfies Record<
	string,
	PaperSize
>;
export type ShopPaper = keyof typeof shopPapers;

export interface PrintShopPages {
	/** The stickers' pages and, last, the job ticket; none when every sticker was refused. */
	readonly pages: readonly Page[];
	/** Stickers that cannot be drawn in this size, by their place in the order. */
	readonly refused: readonly { readonly index: number; readonly refusal: PieceRefusal }[];
}

/** The size does not go on the paper even once; `needs` is the least paper, in mm. */
export interface SheetTooSmall {
	readonly refusal: 'sheet-too-small';
	readonly needs: { readonly w: number; readonly h: number };
}

/** A sticker that can be drawn in the order's size. */
export interface ShopSticker {
	readonly piece: Piece;
	readonly copies: number;
	/** With the finished sticker's corner at 0, 0. */
	readonly shapes: readonly Shape[];
}

/** Nothing that matters is nearer to the cut: knives are up to a millimetre off (docs/printing.md, "Print shop"). */
export const SAFE_MM = 2;
/** What a shop's machine needs to hold a sheet. */
const GRIP_MM = 5;

/**
 * The file for a print shop: one page a sticker, or imposed sheets with all copies, and the job ticket. The ground is the
 * white of the material and reaches `bleedMm` beyond the cut; each sticker has its Cut. Paint it with `printShopDocument`.
 */
export function printShopPages(voice: Voice, order: PrintShopOrder): PrintShopPages | SheetTooSmall {
	const { imposed, size, bleedMm } = order;
	if (imposed && columnsAndRows(order, imposed).includes(0)) return sheetTooSmall(size, bleedMm);
	const drawn = order.stickers.map(({ piece }) => drawPiece(voice, piece, finished(size)));
	const refused = drawn.flatMap((refusal, index) => (isDrawn(refusal) ? [] : [{ index, refusal }]));
	const stickers = order.stickers.flatMap((sticker, i): ShopSticker[] => {
		const shapes = drawn[i]!;
		return isDrawn(shapes) && sticker.copies > 0 ? [{ ...sticker, shapes }] : [];
	});
	if (stickers.length === 0) return { pages: [], refused };
	const pages = imposed
		? imposedPages(voice, order, stickers, imposed)
		: stickers.map((sticker, i) => stickerPage(order, sticker, i));
	return { pages: [...pages, ...jobTicket(voice, order, stickers)], refused };
}

/** The document's name, and that it is for a print shop; SPECIMEN when a code leads to nobody's server. */
export function printShopDocument(
	voice: Voice,
	{ stickers }: Pick<PrintShopOrder, 'stickers'>
): DocumentInfo {
	const leadsNowhere = stickers.some(({ piece }) => 'sign' in piece && isSpecimen(piece.sign.origin));
	return {
		title: voice.words('ticketTitle'),
		language: voice.language,
		forPrintShop: true,
		...(leadsNowhere ? { watermark: voice.words('specimen') } : {})
	};
}

/** The finished sticker with its corner at 0, 0. */
function finished({ w, h, shape, corner }: PieceSize): Label {
	const edge = area(0, 0, w, h);
	return { edge, safe: inset(edge, SAFE_MM), shape, corner };
}

function stickerPage({ size, bleedMm }: PrintShopOrder, { shapes }: ShopSticker, index: number): Page {
	const trim = area(bleedMm, bleedMm, size.w, size.h);
	return {
		widthMm: size.w + 2 * bleedMm,
		heightMm: size.h + 2 * bleedMm,
		trim: { area: trim, bleedMm },
		shapes: [ground(trim, bleedMm), stamp(index, shapes, trim), cut(size, trim)],
		label: String(index + 1)
	};
}

/** White, as far as the bleed reaches, so that nothing of the page is left to chance. */
function ground(trim: Area, bleedMm: number): Shape {
	return { kind: 'rect', ...inset(trim, -bleedMm), fill: PAPER };
}

function stamp(index: number, shapes: readonly Shape[], { x, y }: Area): Stamp {
	return { kind: 'stamp', name: `sticker ${index}`, shapes, x, y };
}

function cut({ shape, corner }: PieceSize, { x, y, w, h }: Area): Cut {
	if (shape === 'rect') return { kind: 'cut', outline: { kind: 'rect', x, y, w, h, r: corner } };
	return { kind: 'cut', outline: { kind: 'circle', cx: x + w / 2, cy: y + h / 2, r: w / 2 } };
}

function imposedPages(
	voice: Voice,
	order: PrintShopOrder,
	stickers: readonly ShopSticker[],
	paper: ShopPaper
): Page[] {
	const [columns, rows] = columnsAndRows(order, paper);
	const all = stickers.flatMap(({ copies }, index) => Array.from({ length: copies }, () => index));
	const places = placesOn(order, shopPapers[paper], columns, rows);
	return Array.from({ length: Math.ceil(all.length / places.length) }, (_, page) => {
		const here = all.slice(page * places.length, (page + 1) * places.length);
		const shapes = here.flatMap((index, i): Shape[] => {
			const place = places[i]!;
			return [
				ground(place, order.bleedMm),
				stamp(index, stickers[index]!.shapes, place),
				cut(order.size, place)
			];
		});
		return { ...shopPapers[paper], shapes, label: voice.words('pageOfImposed', { page: page + 1 }) };
	});
}

function columnsAndRows(
	{ size, bleedMm }: PrintShopOrder,
	paper: ShopPaper
): [columns: number, rows: number] {
	const { widthMm, heightMm } = shopPapers[paper];
	const times = (room: number, each: number) =>
		Math.max(0, Math.floor((room - 2 * GRIP_MM) / (each + 2 * bleedMm)));
	return [times(widthMm, size.w), times(heightMm, size.h)];
}

/** In the paper's middle, twice the bleed between neighbours: each has its own. */
function placesOn(
	{ size, bleedMm }: PrintShopOrder,
	{ widthMm, heightMm }: PaperSize,
	columns: number,
	rows: number
): Area[] {
	const [stepX, stepY] = [size.w + 2 * bleedMm, size.h + 2 * bleedMm];
	const [left, top] = [(widthMm - columns * stepX) / 2 + bleedMm, (heightMm - rows * stepY) / 2 + bleedMm];
	return Array.from({ length: columns * rows }, (_, i) =>
		area(left + (i % columns) * stepX, top + Math.floor(i / columns) * stepY, size.w, size.h)
	);
}

function sheetTooSmall({ w, h }: PieceSize, bleedMm: number): SheetTooSmall {
	const around = 2 * (bleedMm + GRIP_MM);
	return { refusal: 'sheet-too-small', needs: { w: w + around, h: h + around } };
}
