import { BLACK, type Shape, type Stamp } from '#lib/paper/drawing.ts';
import { INK_MARGIN_MM, type Area, type PaperSize } from '#lib/paper/lengths.ts';
import { offCentre, type Sheet } from '#lib/paper/sheets.ts';
import type { Slot } from '#lib/paper/slots.ts';
import { lineHeightMm } from '#lib/paper/text.ts';
import { across, area, CUT, down, SIDE_MM } from './look.ts';
import type { Voice } from './words.ts';
import { write } from './writing.ts';

/**
 * What a page has beside these labels of its sheet: a ruler across and one down where a margin has room, so that each print can be
 * checked, and on plain paper where scissors go. One stamp, or none.
 */
export function besideLabels(voice: Voice, sheet: Sheet, slots: readonly Slot[]): Stamp[] {
	const shapes = [
		...rulerAcross(voice, sheet),
		...rulerDown(sheet),
		...(sheet.known === 'cut' ? cutLines(sheet, slots) : [])
	];
	const name = `around ${voice.language} ${sheet.id} ${slots.map(({ index }) => index).join()}`;
	return shapes.length > 0 ? [{ kind: 'stamp', name, shapes, x: 0, y: 0 }] : [];
}

const RULER_LINE = { ink: BLACK, widthMm: 0.2 } as const;
/** From the labels and from what stands beside the ruler. */
const CLEAR_MM = 0.4;
const TICK_MM = 2;
const LEAST_BAND_MM = 1.2;

/** The longest of these that the side has room for. */
const RULERS_MM = [100, 50, 20] as const;

function rulerOn(sideMm: number): { readonly from: number; readonly length: number } | undefined {
	const length = RULERS_MM.find((mm) => mm <= sideMm - 2 * SIDE_MM);
	return length && { from: (sideMm - length) / 2, length };
}

/** The strip of a margin in which ink may be: from `from`, `wide` mm; the first margin unless the second is wider. */
function band(
	first: number,
	second: number,
	sideMm: number
): { readonly from: number; readonly wide: number } {
	const [before, after] = [first, second].map((margin) => margin - INK_MARGIN_MM - CLEAR_MM) as [
		number,
		number
	];
	return before >= after - 0.05
		? { from: INK_MARGIN_MM, wide: before }
		: { from: sideMm - second + CLEAR_MM, wide: after };
}

function rulerAcross(voice: Voice, sheet: Sheet): Shape[] {
	const { widthMm, heightMm } = sheet.paper;
	const ruler = rulerOn(widthMm);
	const { from: y, wide } = band(sheet.top, sheet.top + offCentre(sheet).down, heightMm);
	if (!ruler || wide < LEAST_BAND_MM) return [];
	const tick = Math.min(TICK_MM, wide);
	const { from: x, length } = ruler;
	const end = x + length;
	return [
		across(x, end, y + tick / 2, RULER_LINE),
		...[x, x + length / 2, end].map((at) => down(at, y, y + tick, RULER_LINE)),
		...rulerLength(voice, length, area(end + 1.5, y, 16, Math.min(wide, 4)))
	];
}

function rulerDown(sheet: Sheet): Shape[] {
	const { widthMm, heightMm } = sheet.paper;
	const ruler = rulerOn(heightMm);
	const { from: x, wide } = band(sheet.left, sheet.left + offCentre(sheet).across, widthMm);
	if (!ruler || wide < LEAST_BAND_MM) return [];
	const tick = Math.min(TICK_MM, wide);
	const { from: y, length } = ruler;
	return [
		down(x + tick / 2, y, y + length, RULER_LINE),
		...[y, y + length / 2, y + length].map((at) => across(x, x + tick, at, RULER_LINE))
	];
}

const LENGTH = { sizePt: 7, minPt: 5.5 } as const;

function rulerLength(voice: Voice, mm: number, place: Area): Shape[] {
	const least = lineHeightMm({ face: 'regular', sizePt: LENGTH.minPt, language: voice.language });
	return place.h < least ? [] : [...write(voice, voice.words('rulerLength', { mm }), place, LENGTH).shapes];
}

/** The outlines of these labels; a line that two of them share is drawn once. */
function cutLines({ paper }: Sheet, slots: readonly Slot[]): Shape[] {
	const lines = new Map(
		slots.flatMap((slot) => outlineOf(slot, paper)).map((shape) => [JSON.stringify(shape), shape])
	);
	return [...lines.values()];
}

function outlineOf({ edge: { x, y, w, h }, shape }: Slot, paper: PaperSize): Shape[] {
	if (shape === 'round')
		return [
			{
				kind: 'circle',
				cx: rounded(x + w / 2),
				cy: rounded(y + h / 2),
				r: w / 2 - CUT.widthMm / 2,
				stroke: CUT
			}
		];
	const [left, right] = [x, x + w].map((mm) => inInk(mm, paper.widthMm)) as [number, number];
	const [top, bottom] = [y, y + h].map((mm) => inInk(mm, paper.heightMm)) as [number, number];
	return [
		across(left, right, top, CUT),
		across(left, right, bottom, CUT),
		down(left, top, bottom, CUT),
		down(right, top, bottom, CUT)
	];
}

/** A line on the ink margin lies wholly inside it. */
function inInk(mm: number, sideMm: number): number {
	const margin = INK_MARGIN_MM + CUT.widthMm / 2;
	return rounded(Math.min(Math.max(mm, margin), sideMm - margin));
}

function rounded(mm: number): number {
	return Math.round(mm * 10_000) / 10_000;
}
