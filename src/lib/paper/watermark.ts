import { capHeightMm, setLine, type SetLine, type Typesetter } from './text.ts';
import type { Ink } from './drawing.ts';
import { type PaperSize, mmToPt } from './lengths.ts';

/** A word across the page, from the lower left to the upper right corner, under everything else. */
export interface Watermark {
	readonly line: SetLine;
	/** Where the line's left edge and baseline are once the page is turned by `turn` about its centre. */
	readonly x: number;
	readonly y: number;
	/** Cosine and sine of the turn; y runs down, so rising text has a negative sine. */
	readonly turn: readonly [cos: number, sin: number];
	readonly ink: Ink;
}

const PART_OF_DIAGONAL = 0.72;
/** Light enough for a QR code over it to be read. */
const LIGHT: Ink = 0.14;

export function watermark(
	typesetter: Typesetter,
	paper: PaperSize,
	text: string,
	language: string
): Watermark {
	const diagonal = Math.hypot(paper.widthMm, paper.heightMm);
	const style = { face: 'bold', language, sizePt: 10 } as const;
	const width = setLine(typesetter, text, style).widthMm || 1;
	// No higher than wide words allow: one letter would else cover the page.
	const sizePt = Math.min((10 * PART_OF_DIAGONAL * diagonal) / width, mmToPt(diagonal / 5));
	const line = setLine(typesetter, text, { ...style, sizePt });
	return {
		line,
		x: -line.widthMm / 2,
		y: capHeightMm(typesetter, line.style) / 2,
		turn: [paper.widthMm / diagonal, -paper.heightMm / diagonal],
		ink: LIGHT
	};
}
