/** The only place where millimetres become points and back. 1 inch = 25.4 mm = 72 pt (PDF 1.7, 8.3.2.3). */
const POINTS_PER_MM = 72 / 25.4;

export const mmToPt = (mm: number): number => mm * POINTS_PER_MM;
export const ptToMm = (pt: number): number => pt / POINTS_PER_MM;

export interface PaperSize {
	readonly widthMm: number;
	readonly heightMm: number;
}

/** ISO 216. */
export const A4: PaperSize = { widthMm: 210, heightMm: 297 };
export const A3: PaperSize = { widthMm: 297, heightMm: 420 };

/** No ink nearer to the paper's edge: page printers leave about 5 mm blank. */
export const INK_MARGIN_MM = 5;
/** ANSI A. */
export const LETTER: PaperSize = { widthMm: 215.9, heightMm: 279.4 };

/** A rectangle on the page, in mm from its top left corner. */
export interface Area {
	readonly x: number;
	readonly y: number;
	readonly w: number;
	readonly h: number;
}
