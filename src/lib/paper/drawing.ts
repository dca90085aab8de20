import type { SetLine } from './text.ts';
import type { QrSymbol } from './qr.ts';
import type { PaperSize } from './lengths.ts';

/**
 * What is on a page, as data, before anything is painted. Lengths are millimetres from the top left corner,
 * x to the right, y down. Shapes are painted in order. paintSvg and paintPdf give the same marks from them.
 */
export type Shape = Rect | Circle | Line | Figure | Code | Text | Stamp;

/** Amount of black: 0 is paper, 1 is full black. Everything prints on a black-only laser. */
export type Ink = number;
export const PAPER: Ink = 0;
export const BLACK: Ink = 1;

export interface Stroke {
	readonly ink: Ink;
	readonly widthMm: number;
	/** Lengths in mm of mark and gap; none for a full line. */
	readonly dashMm?: readonly [mark: number, gap: number];
}

export interface Rect {
	readonly kind: 'rect';
	readonly x: number;
	readonly y: number;
	readonly w: number;
	readonly h: number;
	/** Radius of the corners. */
	readonly r?: number;
	readonly fill?: Ink;
	readonly stroke?: Stroke;
}

export interface Circle {
	readonly kind: 'circle';
	readonly cx: number;
	readonly cy: number;
	readonly r: number;
	readonly fill?: Ink;
	readonly stroke?: Stroke;
}

export interface Line {
	readonly kind: 'line';
	readonly x1: number;
	readonly y1: number;
	readonly x2: number;
	readonly y2: number;
	readonly stroke: Stroke;
}

/** A pictogram or an emblem: a solid path on a square grid of 24, fitted to `size` mm. One `name`, one path: painted once, then reused. */
export interface Figure {
	readonly kind: 'figure';
	readonly name: string;
	readonly path: string;
	readonly x: number;
	readonly y: number;
	readonly size: number;
	readonly ink: Ink;
}

/** A QR symbol, `size` mm wide without its quiet zone, which the layout must leave (QUIET_ZONE modules). */
export interface Code {
	readonly kind: 'code';
	readonly symbol: QrSymbol;
	readonly x: number;
	readonly y: number;
	readonly size: number;
}

/** One set line; x is its left edge, y its baseline. */
export interface Text {
	readonly kind: 'text';
	readonly line: SetLine;
	readonly x: number;
	readonly y: number;
	readonly ink: Ink;
}

/** Shapes that stand on many pages: painted once for the whole document, then placed with their origin at x, y. One `name`, one content. */
export interface Stamp {
	readonly kind: 'stamp';
	readonly name: string;
	readonly shapes: readonly Shape[];
	readonly x: number;
	readonly y: number;
}

export interface Page extends PaperSize {
	readonly shapes: readonly Shape[];
	/** What a viewer shows as this page's number, "B3" for instance. */
	readonly label?: string;
}

export interface DocumentInfo {
	readonly title: string;
	/** BCP 47 tag of the main language. */
	readonly language: string;
	/** Printed in grey across each page, for codes that must not be used. */
	readonly watermark?: string;
}
