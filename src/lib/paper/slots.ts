import { correctionFits } from './calibration.ts';
import type { Correction } from './drawing.ts';
import { INK_MARGIN_MM, type Area, type PaperSize } from './lengths.ts';
import type { Sheet } from './sheets.ts';

/** One label of a sheet, counted from 0 along the rows, as people read its number less one. */
export interface Slot {
	readonly index: number;
	/** The label itself, to its edge; of a round one the square around it. */
	readonly edge: Area;
	/**
	 * Where ink may be: inside the label's edge and away from the paper's. Of a round label it is the square around the circle
	 * in which ink may be, which has the label's own middle.
	 */
	readonly safe: Area;
	readonly shape: Sheet['shape'];
	readonly corner: number;
}

/** Die-cut sheets are cut a millimetre off now and then. On labels of one inch and less each half millimetre counts. */
const SAFE_MM = 1.5;
const SAFE_ON_TINY_MM = 0.8;
const TINY_MM = 26;

export function slotsOf(sheet: Sheet): Slot[] {
	const { columns, rows, shape, corner } = sheet;
	return Array.from({ length: columns * rows }, (_, index) => {
		const edge = edgeOf(sheet, index % columns, Math.floor(index / columns));
		const inset = Math.min(edge.w, edge.h) < TINY_MM ? SAFE_ON_TINY_MM : SAFE_MM;
		const safe = shape === 'round' ? roundSafe(edge, inset, sheet.paper) : rectSafe(edge, inset, sheet.paper);
		return { index, edge, safe, shape, corner };
	});
}

function edgeOf({ left, top, pitchX, pitchY, label }: Sheet, column: number, row: number): Area {
	return { x: left + column * pitchX, y: top + row * pitchY, ...label };
}

function rectSafe({ x, y, w, h }: Area, inset: number, { widthMm, heightMm }: PaperSize): Area {
	const [left, top] = [Math.max(x + inset, INK_MARGIN_MM), Math.max(y + inset, INK_MARGIN_MM)];
	const right = Math.min(x + w - inset, widthMm - INK_MARGIN_MM);
	const bottom = Math.min(y + h - inset, heightMm - INK_MARGIN_MM);
	return { x: left, y: top, w: Math.max(0, right - left), h: Math.max(0, bottom - top) };
}

function roundSafe({ x, y, w, h }: Area, inset: number, { widthMm, heightMm }: PaperSize): Area {
	const [cx, cy] = [x + w / 2, y + h / 2];
	const toPaperEdge = Math.min(cx, cy, widthMm - cx, heightMm - cy);
	const r = Math.max(0, Math.min(w / 2 - inset, toPaperEdge - INK_MARGIN_MM));
	return { x: cx - r, y: cy - r, w: 2 * r, h: 2 * r };
}

/** Labels are numbered from 1 here, as on the drawing that people tap. */
export interface Filling {
	/** The label of the first sheet to begin with. */
	readonly start?: number;
	/** Labels of the first sheet that are gone. Other sheets are whole. */
	readonly used?: readonly number[];
	/** How often all the stickers come. */
	readonly repeat?: number;
	/** Whether the last sheet is filled up, from the first sticker on. */
	readonly fill?: boolean;
}

/** A sticker, counted from 0, on the slot of that index. */
export interface Placement {
	readonly sticker: number;
	readonly slot: number;
}

/**
 * Which of `count` stickers stands on which slot, sheet by sheet. None is lost and no sheet is empty: where the first has no
 * label left, a whole one is begun.
 */
export function fillSlots(
	{ columns, rows }: Pick<Sheet, 'columns' | 'rows'>,
	count: number,
	{ start = 1, used = [], repeat = 1, fill = false }: Filling = {}
): Placement[][] {
	const all = Array.from({ length: columns * rows }, (_, slot) => slot);
	const gone = new Set(used);
	const free = all.filter((slot) => slot + 1 >= start && !gone.has(slot + 1));
	const pages: Placement[][] = [];
	let left = count * repeat;
	for (let next = 0; left > 0 && all.length > 0;) {
		const slots = pages.length === 0 && free.length > 0 ? free : all;
		const here = fill ? slots : slots.slice(0, left);
		pages.push(here.map((slot, i) => ({ sticker: (next + i) % count, slot })));
		next += here.length;
		left -= here.length;
	}
	return pages;
}

/** Labels, numbered from 1, of which a corrected printer would print a part beside the paper. */
export function slotsOutOfReach(sheet: Sheet, correction: Correction): number[] {
	return slotsOf(sheet)
		.filter(({ safe }) => !correctionFits(sheet.paper, safe, correction))
		.map(({ index }) => index + 1);
}
