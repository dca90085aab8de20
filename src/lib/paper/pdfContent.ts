import type { Ink, Shape, Stroke } from './drawing.ts';
import type { QrSymbol } from './qr.ts';
import type { SetLine } from './text.ts';
import type { Watermark } from './watermark.ts';
import { ptToMm } from './lengths.ts';
import { circleOutline, roundedRectOutline, type Segment } from './outline.ts';
import { decimal, showRun, type UsedFont } from './pdfFonts.ts';
import { darkRuns } from './qr.ts';

/** What a content stream refers to, by the names that its resources give them. */
export interface Resources {
	font(name: string): { readonly name: string; readonly used: UsedFont };
	figure(name: string, path: string): string;
	stamp(name: string, shapes: readonly Shape[]): string;
}

/** What the graphics state holds now; unset when it is not known. */
interface Pen {
	fill?: string;
	stroke?: string;
	width?: string;
	dash?: string;
}

/**
 * The operators (ISO 32000-1, annex A) that paint the shapes, in millimetres from the top left corner, y down: whoever
 * uses them sets the page's matrix first. Greys only, of black alone.
 */
export function shapesContent(shapes: readonly Shape[], resources: Resources): string {
	const pen: Pen = {};
	let content = '';
	for (const shape of shapes) content += shapeContent(shape, pen, resources);
	return content;
}

function shapeContent(shape: Shape, pen: Pen, resources: Resources): string {
	switch (shape.kind) {
		case 'rect':
			return painted(pen, rectPath(shape), shape.fill, shape.stroke);
		case 'circle':
			return painted(
				pen,
				outlineContent(circleOutline(shape.cx, shape.cy, shape.r)),
				shape.fill,
				shape.stroke
			);
		case 'line':
			return painted(
				pen,
				`${mm(shape.x1)} ${mm(shape.y1)} m ${mm(shape.x2)} ${mm(shape.y2)} l `,
				undefined,
				shape.stroke
			);
		case 'figure': {
			const scale = decimal(shape.size / FIGURE_GRID, 6);
			const name = resources.figure(shape.name, shape.path);
			return (
				fill(pen, shape.ink) + `q ${scale} 0 0 ${scale} ${mm(shape.x)} ${mm(shape.y)} cm /${name} Do Q\n`
			);
		}
		case 'code':
			return fill(pen, 1) + codeContent(shape.symbol, shape.x, shape.y, shape.size);
		case 'text':
			return fill(pen, shape.ink) + lineContent(shape.line, shape.x, shape.y, resources);
		case 'stamp':
			return `q 1 0 0 1 ${mm(shape.x)} ${mm(shape.y)} cm /${resources.stamp(shape.name, shape.shapes)} Do Q\n`;
	}
}

/** Pictograms and emblems are drawn on a square of 24. */
export const FIGURE_GRID = 24;

/** A figure's path alone: its ink and place are set where it is used. */
export function figureContent(segments: readonly Segment[]): string {
	return outlineContent(segments) + 'f\n';
}

export function watermarkContent(
	{ line, x, y, turn: [cos, sin], ink }: Watermark,
	widthMm: number,
	heightMm: number,
	resources: Resources
): string {
	const [c, s] = [decimal(cos, 6), decimal(sin, 6)];
	return (
		`q ${c} ${s} ${decimal(-sin, 6)} ${c} ${mm(widthMm / 2)} ${mm(heightMm / 2)} cm\n` +
		fill({}, ink) +
		lineContent(line, x, y, resources) +
		'Q\n'
	);
}

function painted(pen: Pen, path: string, inside: Ink | undefined, edge: Stroke | undefined): string {
	if (inside === undefined && edge === undefined) return '';
	const operator = inside === undefined ? 'S' : edge === undefined ? 'f' : 'B';
	return (
		(inside === undefined ? '' : fill(pen, inside)) + (edge ? stroke(pen, edge) : '') + path + operator + '\n'
	);
}

function rectPath({ x, y, w, h, r = 0 }: { x: number; y: number; w: number; h: number; r?: number }): string {
	return r > 0
		? outlineContent(roundedRectOutline(x, y, w, h, r))
		: `${mm(x)} ${mm(y)} ${mm(w)} ${mm(h)} re `;
}

function outlineContent(segments: readonly Segment[]): string {
	let path = '';
	for (const [letter, ...numbers] of segments)
		path += numbers.map((number) => mm(number) + ' ').join('') + PATH_OPERATORS[letter] + ' ';
	return path;
}

const PATH_OPERATORS = { M: 'm', L: 'l', C: 'c', Z: 'h' };

/** One path of all the dark modules: squares painted one by one would show white seams. */
function codeContent(symbol: QrSymbol, x: number, y: number, size: number): string {
	const scale = decimal(size / symbol.size, 6);
	let path = `q ${scale} 0 0 ${scale} ${mm(x)} ${mm(y)} cm\n`;
	for (const run of darkRuns(symbol)) path += `${run.x} ${run.y} ${run.length} 1 re\n`;
	return path + 'f Q\n';
}

function lineContent(line: SetLine, x: number, y: number, resources: Resources): string {
	if (line.runs.length === 0) return '';
	const sizeMm = ptToMm(line.style.sizePt);
	let content = `BT 1 0 0 -1 ${mm(x)} ${mm(y)} Tm `;
	for (const run of line.runs) {
		const { name, used } = resources.font(run.font);
		content += `/${name} ${decimal(sizeMm, 4)} Tf ${showRun(used, run, sizeMm)}\n`;
	}
	return content + 'ET\n';
}

function fill(pen: Pen, ink: Ink): string {
	const grey = greyOf(ink);
	return pen.fill === grey ? '' : `${(pen.fill = grey)} g `;
}

function stroke(pen: Pen, { ink, widthMm, dashMm }: Stroke): string {
	const [grey, width, dash] = [greyOf(ink), mm(widthMm), (dashMm ?? []).map(mm).join(' ')];
	return (
		(pen.stroke === grey ? '' : `${(pen.stroke = grey)} G `) +
		(pen.width === width ? '' : `${(pen.width = width)} w `) +
		(pen.dash === dash ? '' : `[${(pen.dash = dash)}] 0 d `)
	);
}

/** DeviceGray counts light, we count ink. */
function greyOf(ink: Ink): string {
	return decimal(1 - Math.min(1, Math.max(0, ink)), 3);
}

/** A micrometre is fine enough. */
function mm(length: number): string {
	return decimal(length, 3);
}
