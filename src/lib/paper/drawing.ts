import type { SetLine } from './text.ts';
import type { QrSymbol } from './qr.ts';
import type { Area, PaperSize } from './lengths.ts';
import type { Picture } from './picture.ts';

/**
 * What is on a page, as data, before anything is painted. Lengths are millimetres from the top left corner,
 * x to the right, y down. Shapes are painted in order. paintSvg and paintPdf give the same marks from them.
 */
export type Shape = Rect | Circle | Line | Figure | Code | Text | Image | Stamp | Tagged | Cut;

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
	/** What the fill is where colours are printed: `#rrggbb`. A black plate prints the fill's ink. */
	readonly color?: string;
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

/** A picture that somebody brought, as wide and as high as told: `fitted` keeps its proportions. One `name`, one picture: written once. */
export interface Image {
	readonly kind: 'image';
	readonly name: string;
	readonly picture: Picture;
	readonly x: number;
	readonly y: number;
	readonly w: number;
	readonly h: number;
}

/** Shapes that stand on many pages: painted once for the whole document, then placed with their origin at x, y. One `name`, one content. */
export interface Stamp {
	readonly kind: 'stamp';
	readonly name: string;
	readonly shapes: readonly Shape[];
	readonly x: number;
	readonly y: number;
}

/**
 * Shapes that are one thing for somebody to whom the page is read aloud (ISO 32000-1, 14.7 and 14.8). What stands in no
 * such group is decoration and is not read. Groups do not nest, and none stands inside a stamp; a stamp may stand in one.
 */
export interface Tagged {
	readonly kind: 'tagged';
	readonly role: 'H1' | 'H2' | 'P' | 'Figure';
	readonly shapes: readonly Shape[];
	/** What a picture or a code shows, in words. A Figure needs it; of text it is what is read in its place. */
	readonly alt?: string;
	/** BCP 47 tag; without it, the document's. */
	readonly language?: string;
}

/** The lines of text among the shapes, in their order. */
export function wordsOf(shapes: readonly Shape[]): string[] {
	return shapes.flatMap((shape) => {
		if (shape.kind === 'stamp' || shape.kind === 'tagged') return wordsOf(shape.shapes);
		return shape.kind === 'text' ? [shape.line.text] : [];
	});
}

/** Where a knife cuts, in a file for a print shop: no ink, but a spot colour that the cutter knows by its name. */
export interface Cut {
	readonly kind: 'cut';
	readonly outline:
		Pick<Rect, 'kind' | 'x' | 'y' | 'w' | 'h' | 'r'> | Pick<Circle, 'kind' | 'cx' | 'cy' | 'r'>;
}

/**
 * What a printer does wrong, turned round: each point at x lands at x * scaleX + offsetXMm of the paper, so that
 * it comes out at x. It moves ink, never the page's boxes.
 */
export interface Correction {
	readonly offsetXMm: number;
	readonly offsetYMm: number;
	readonly scaleX: number;
	readonly scaleY: number;
}

export interface Page extends PaperSize {
	/** The finished piece on a page for a print shop, and how far its ground must reach beyond (ISO 32000-1, 14.11.2). */
	readonly trim?: { readonly area: Area; readonly bleedMm: number };
	readonly correction?: Correction;
	readonly shapes: readonly Shape[];
	/** What a viewer shows as this page's number, "B3" for instance. */
	readonly label?: string;
	/** Printed in grey across this page alone; without it, what the document's says. */
	readonly watermark?: string;
}

export interface DocumentInfo {
	readonly title: string;
	/** BCP 47 tag of the main language. */
	readonly language: string;
	/** Printed in grey across each page, for codes that must not be used. */
	readonly watermark?: string;
	/** For a print shop: black and greys of the black plate alone (DeviceCMYK), and letters as outlines without a font. */
	readonly forPrintShop?: boolean;
}
