import type { Circle, Rect, Shape, Stroke } from '#lib/paper/drawing.ts';
import type { Area } from '#lib/paper/lengths.ts';
import type { Slot } from '#lib/paper/slots.ts';
import { area, frame, inset } from './look.ts';

/** A label to draw on: a slot of a sheet, or a piece cut out alone. */
export type Label = Pick<Slot, 'edge' | 'safe' | 'shape' | 'corner'>;

/** The piece needs a safe area of at least this, in mm. */
export interface TooSmall {
	readonly refusal: 'too-small';
	readonly needs: { readonly w: number; readonly h: number };
}

/** To the next tenth of a millimetre, which is as fine as anybody measures. */
export function tooSmall(w: number, h: number): TooSmall {
	const tenths = (length: number) => Math.ceil(10 * length - 0.001) / 10;
	return { refusal: 'too-small', needs: { w: tenths(w), h: tenths(h) } };
}

/**
 * The least safe area of this label's proportions, a narrow one's of one to three, to half a millimetre, on which
 * something can be drawn. Throws when nothing can be, even on a wall.
 */
export function leastLike(label: Label, canBeDrawn: (label: Label) => boolean): TooSmall {
	const w = Math.max(1, label.safe.w, label.safe.h / 3);
	const h = Math.max(1, label.safe.h, label.safe.w / 3);
	const times = (grown: number) => area(0, 0, Math.ceil(2 * w * grown) / 2, Math.ceil(2 * h * grown) / 2);
	const isEnough = (grown: number) => canBeDrawn({ ...label, edge: times(grown), safe: times(grown) });
	let [little, enough] = [1, 1.2];
	for (; !isEnough(enough); enough *= 1.2) {
		if (enough > WALL) throw new Error('nothing can be drawn, however large the label is');
		little = enough;
	}
	for (let i = 0; i < HALVINGS; i++) {
		const between = (little + enough) / 2;
		if (isEnough(between)) enough = between;
		else little = between;
	}
	const least = times(enough);
	return tooSmall(least.w, least.h);
}

const HALVINGS = 5;
const WALL = 1000;

/** A piece that is cut out with scissors along its own line: ink may go to its edge. */
export function cutOut(edge: Area, corner: number): Label {
	return { edge, safe: edge, shape: 'rect', corner };
}

export interface Disc {
	readonly cx: number;
	readonly cy: number;
	readonly r: number;
}

/** The circle of a round label's area, which is its bounding square. */
export function discOf({ x, y, w, h }: Area, smaller = 0): Disc {
	return { cx: x + w / 2, cy: y + h / 2, r: Math.min(w, h) / 2 - smaller };
}

/** The widest rectangle of a circle between two heights; without width where they are outside. */
export function chord({ cx, cy, r }: Disc, top: number, bottom: number): Area {
	const farthest = Math.max(Math.abs(top - cy), Math.abs(bottom - cy));
	const half = Math.sqrt(Math.max(0, r * r - farthest * farthest));
	return area(cx - half, top, 2 * half, bottom - top);
}

/** Halfway from the safe area to the label's edge: white paper, for a code's quiet zone, which is no ink. */
export function whiteOf({ edge, safe }: Label): Area {
	const between = (a: number, b: number) => (a + b) / 2;
	return area(
		between(edge.x, safe.x),
		between(edge.y, safe.y),
		between(edge.w, safe.w),
		between(edge.h, safe.h)
	);
}

/** Radius in mm of the corners of a line along the safe area: as the label's, further inside, and never sharp. */
export function innerCorner({ edge, safe, corner }: Label): number {
	return Math.max(corner - (safe.x - edge.x), Math.min(3.4, 0.12 * Math.min(safe.w, safe.h)));
}

/** A line along the safe area, inside it. */
export function rim(label: Label, stroke: Stroke): Rect | Circle {
	const half = stroke.widthMm / 2;
	if (label.shape === 'round') return { kind: 'circle', ...discOf(label.safe, half), stroke };
	return frame(inset(label.safe, half), innerCorner(label), stroke);
}

/** Whether a piece was drawn. */
export function isDrawn<Refusal>(drawn: readonly Shape[] | Refusal): drawn is readonly Shape[] {
	return Array.isArray(drawn);
}
