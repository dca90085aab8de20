import type { Shape } from '#lib/paper/drawing.ts';
import type { Area } from '#lib/paper/lengths.ts';
import { discOf, rim, tooSmall, type Disc, type Label, type TooSmall } from './label.ts';
import { area, figureAt, MEDIUM, type Drawing } from './look.ts';
import { writeIfItFits, type Manner } from './writing.ts';
import type { Voice } from './words.ts';

/** An object to lend: its pictogram, and the name under it. */
export interface ObjectDrawing extends Drawing {
	readonly label: string;
}

/** Smaller drawings are not told apart from a step away; from 15 mm on they are read across a hall. */
const LEAST_DRAWING_MM = 8;
const LEAST_NAME_PT = 6.5;
/** The size of names on the kit's sheet, whose measures the others are in proportion to. */
const NAME_PT = 8.5;
const NAME_MM = 8;

/**
 * A sticker that says "this you may borrow here": a solid drawing in a frame, its name below it, or beside it on a wide
 * label. Where the name cannot stand in at least 6.5 pt with its words whole, the drawing stands alone, larger.
 */
export function objectSticker(voice: Voice, thing: ObjectDrawing, label: Label): Shape[] | TooSmall {
	const drawn =
		label.shape === 'round'
			? (inDisc(voice, thing, label) ?? aloneInDisc(thing, label))
			: (named(voice, thing, label.safe) ?? alone(thing, label.safe));
	return Array.isArray(drawn) ? [objectRim(label), ...drawn] : drawn;
}

/** The line that object stickers and jokers share: thick on round ones, where it is the sticker's form. */
export function objectRim(label: Label): Shape {
	return rim(label, label.shape === 'round' ? { ...MEDIUM, widthMm: ringMm(label.safe) } : MEDIUM);
}

/** Width in mm of a round sticker's ring. */
export function ringMm({ w, h }: Area): number {
	return Math.max(0.8, 0.03 * Math.min(w, h));
}

/** Whether a label's writing stands beside its drawing. */
export function isWide({ w, h }: Area): boolean {
	return w > 1.25 * h;
}

function named(voice: Voice, thing: ObjectDrawing, place: Area): Shape[] | null {
	return isWide(place) ? nameBeside(voice, thing, place) : nameBelow(voice, thing, place);
}

function nameBelow(voice: Voice, thing: ObjectDrawing, place: Area): Shape[] | null {
	const sizePt = Math.max(LEAST_NAME_PT, Math.round((Math.min(place.w, place.h) * 2) / 3) / 2);
	const unit = sizePt / NAME_PT;
	const high = NAME_MM * unit;
	const size = Math.min(place.w - 5 * unit, place.h - high - 3.4 * unit);
	const middle = place.y + (place.h - high + 0.4 * unit) / 2;
	const name = area(place.x + 1.2 * unit, place.y + place.h - high - 1.3 * unit, place.w - 2.4 * unit, high);
	if (size < LEAST_DRAWING_MM) return null;
	const written = writeIfItFits(voice, thing.label, name, { ...nameManner(sizePt), align: 'middle' });
	return written && [figureAt(thing, place.x + place.w / 2, middle, size), ...written.shapes];
}

function nameBeside(voice: Voice, thing: ObjectDrawing, place: Area): Shape[] | null {
	const { x, y, w, h } = place;
	const around = besideMm(place);
	const size = Math.min(h - 2 * around, 0.38 * w);
	const width = w - size - 3 * around;
	const toLeft = voice.direction === 'rtl';
	const name = area(toLeft ? x + around : x + size + 2 * around, y + around, width, h - 2 * around);
	const written = writeIfItFits(voice, thing.label, name, nameManner(besidePt(place)));
	if (size < LEAST_DRAWING_MM || !written) return null;
	const middle = toLeft ? x + w - around - size / 2 : x + around + size / 2;
	return [figureAt(thing, middle, y + h / 2, size), ...written.shapes];
}

/** Space in mm between a drawing, the writing beside it and the frame. */
export function besideMm({ h }: Area): number {
	return Math.max(1.5, 0.09 * h);
}

/** Size to begin with: on a strip there is one line, elsewhere two or three. */
function besidePt({ w, h }: Area): number {
	return Math.min(48, Math.max(9, (w > 2.6 * h ? 0.8 : 0.5) * h));
}

function nameManner(sizePt: number): Manner {
	return { sizePt, minPt: LEAST_NAME_PT, face: 'bold', stand: 'middle', wholeWords: true };
}

function alone(thing: ObjectDrawing, place: Area): Shape[] | TooSmall {
	const around = 1.5;
	const size = Math.min(place.w, place.h) - 2 * Math.max(around, 0.07 * Math.min(place.w, place.h));
	const least = LEAST_DRAWING_MM + 2 * around;
	if (size < LEAST_DRAWING_MM) return tooSmall(least, least);
	return [figureAt(thing, place.x + place.w / 2, place.y + place.h / 2, size)];
}

/** The drawing above the middle, as large as the circle lets it be; the name below it, between two sides of the circle. */
function inDisc(voice: Voice, thing: ObjectDrawing, { safe }: Label): Shape[] | null {
	const room = insideRing(safe);
	const sizePt = Math.max(LEAST_NAME_PT, Math.round(0.92 * room.r) / 2);
	const high = (NAME_MM * sizePt) / NAME_PT;
	const bottom = room.cy + 0.8 * room.r;
	const name = area(room.cx - 0.6 * room.r, bottom - high, 1.2 * room.r, high);
	const { size, middle } = squareAbove({ ...room, r: 0.96 * room.r }, name.y - 0.4);
	if (size < LEAST_DRAWING_MM) return null;
	const written = writeIfItFits(voice, thing.label, name, { ...nameManner(sizePt), align: 'middle' });
	return written && [figureAt(thing, room.cx, middle, size), ...written.shapes];
}

/** The largest square in a circle whose lower side is at `bottom`. */
export function squareAbove({ cy, r }: Disc, bottom: number): { size: number; middle: number } {
	const below = bottom - cy;
	const size = (2 * below + Math.sqrt(Math.max(0, 5 * r * r - below * below))) / 2.5;
	return { size, middle: bottom - size / 2 };
}

/** Where there is room inside a round sticker's ring. */
export function insideRing(safe: Area): Disc {
	return discOf(safe, ringMm(safe) + 0.5);
}

function aloneInDisc(thing: ObjectDrawing, { safe }: Label): Shape[] | TooSmall {
	const room = insideRing(safe);
	const size = room.r * Math.SQRT2 * 0.96;
	const least = LEAST_DRAWING_MM / (Math.SQRT2 * 0.96) + 1.3;
	if (size < LEAST_DRAWING_MM) return tooSmall(2 * least, 2 * least);
	return [figureAt(thing, room.cx, room.cy, size)];
}
