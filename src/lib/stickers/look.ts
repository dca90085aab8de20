import {
	BLACK,
	PAPER,
	type Code,
	type Figure,
	type Line,
	type Rect,
	type Shape
} from '#lib/paper/drawing.ts';
import { qrSymbol, QUIET_ZONE, type QrLevel, type QrSymbol } from '#lib/paper/qr.ts';
import type { Area } from '#lib/paper/lengths.ts';

/** Our look: black on paper, thick lines, round corners. Lengths in mm. */
export const THICK = { ink: BLACK, widthMm: 0.8 } as const;
export const MEDIUM = { ink: BLACK, widthMm: 0.5 } as const;
/** Where scissors go: thin, so that a crooked cut does not show. */
export const CUT = { ink: 0.45, widthMm: 0.2, dashMm: [1.6, 1.2] } as const;
/** Dashed is yours to fill in. */
export const TO_FILL = { ink: BLACK, widthMm: 0.35, dashMm: [1, 1] } as const;
export const RULE = { ink: 0.35, widthMm: 0.25 } as const;

/** Content of a full page stays inside this; nothing at all comes nearer to the edge than INK_MARGIN_MM. */
export const SIDE_MM = 10;

export function area(x: number, y: number, w: number, h: number): Area {
	return { x, y, w, h };
}

/** The area without `by` mm on each side, or with other amounts above and below. */
export function inset({ x, y, w, h }: Area, by: number, above = by, below = above): Area {
	return { x: x + by, y: y + above, w: w - 2 * by, h: h - above - below };
}

/** Two columns with `gap` mm between them: one for each language. */
export function halves({ x, y, w, h }: Area, gap: number): [left: Area, right: Area] {
	const half = (w - gap) / 2;
	return [area(x, y, half, h), area(x + half + gap, y, half, h)];
}

export function frame({ x, y, w, h }: Area, r: number, stroke: Rect['stroke'] = THICK): Rect {
	return { kind: 'rect', x, y, w, h, r, stroke };
}

export function across(x1: number, x2: number, y: number, stroke: Line['stroke']): Line {
	return { kind: 'line', x1, y1: y, x2, y2: y, stroke };
}

export function down(x: number, y1: number, y2: number, stroke: Line['stroke']): Line {
	return { kind: 'line', x1: x, y1, x2: x, y2, stroke };
}

/** A drawing of the 24 x 24 grid; one name, one path. */
export interface Drawing {
	readonly name: string;
	readonly path: string;
}

export function figure({ name, path }: Drawing, x: number, y: number, size: number, ink = BLACK): Figure {
	return { kind: 'figure', name, path, x, y, size, ink };
}

/** A figure with its middle at cx, cy. */
export function figureAt(drawing: Drawing, cx: number, cy: number, size: number, ink = BLACK): Figure {
	return figure(drawing, cx - size / 2, cy - size / 2, size, ink);
}

/** A QR code that fills a square patch of `side` mm together with its quiet zone. */
export function codeInPatch(text: string, level: QrLevel, x: number, y: number, side: number): Code {
	return symbolInPatch(qrSymbol(text, level), x, y, side);
}

export function symbolInPatch(symbol: QrSymbol, x: number, y: number, side: number): Code {
	const module = side / (symbol.size + 2 * QUIET_ZONE);
	return {
		kind: 'code',
		symbol,
		x: x + QUIET_ZONE * module,
		y: y + QUIET_ZONE * module,
		size: symbol.size * module
	};
}

/** A black disc with a white number in it: the step of a way. */
export function disc(cx: number, cy: number, r: number, fill = BLACK): Shape {
	return { kind: 'circle', cx, cy, r, fill };
}

export { BLACK, PAPER };
