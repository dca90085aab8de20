import type { Ink, Shape } from '#lib/paper/drawing.ts';
import type { Area, PaperSize } from '#lib/paper/lengths.ts';
import type { Sheet } from '#lib/paper/sheets.ts';
import { slotsOf, type Slot } from '#lib/paper/slots.ts';
import { inset, PAPER } from './look.ts';

/** A sheet to draw on a screen, where labels are tapped: lengths in mm of the paper. */
export interface SheetDrawing extends PaperSize {
	readonly columns: number;
	readonly rows: number;
	readonly labels: readonly DrawnLabel[];
}

export interface DrawnLabel {
	/** As people count: the first is 1. */
	readonly number: number;
	/** Both from 1. */
	readonly column: number;
	readonly row: number;
	readonly area: Area;
	/** Radius of its corners: half its side when it is round. */
	readonly corner: number;
	readonly shape: Sheet['shape'];
}

export function sheetDrawing(sheet: Sheet): SheetDrawing {
	const labels = slotsOf(sheet).map(({ index, edge, corner, shape }): DrawnLabel => {
		const [column, row] = [1 + (index % sheet.columns), 1 + Math.floor(index / sheet.columns)];
		return { number: index + 1, column, row, area: edge, corner, shape };
	});
	return { ...sheet.paper, columns: sheet.columns, rows: sheet.rows, labels };
}

const PAPER_LINE = { ink: 0.55, widthMm: 1.2 } as const;
const LABEL_LINE = { ink: 1, widthMm: 1.2 } as const;
const LABEL_GROUND: Ink = 0.12;

/** A small picture of a sheet, to tell it from others in a list: its paper and its labels, at the paper's size. */
export function sheetThumbnail(sheet: Sheet): Shape[] {
	const { widthMm: w, heightMm: h } = sheet.paper;
	const paper = inset({ x: 0, y: 0, w, h }, PAPER_LINE.widthMm / 2);
	return [
		{ kind: 'rect', ...paper, r: 3, fill: PAPER, stroke: PAPER_LINE },
		...slotsOf(sheet).map((slot) =>
			labelShape(slot, LABEL_LINE.widthMm / 2, { fill: LABEL_GROUND, stroke: LABEL_LINE })
		)
	];
}

/** A label's outline, `by` mm inside its edge. */
export function labelShape(
	{ edge, shape, corner }: Pick<Slot, 'edge' | 'shape' | 'corner'>,
	by: number,
	paint: Pick<Extract<Shape, { kind: 'rect' }>, 'fill' | 'stroke'>
): Shape {
	const { x, y, w, h } = inset(edge, by);
	if (shape === 'round') return { kind: 'circle', cx: x + w / 2, cy: y + h / 2, r: w / 2, ...paint };
	return { kind: 'rect', x, y, w, h, r: Math.max(0, corner - by), ...paint };
}
