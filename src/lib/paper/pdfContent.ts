import type { Cut, Ink, Shape, Stroke, Tagged } from './drawing.ts';
import type { Picture } from './picture.ts';
import type { QrSymbol } from './qr.ts';
import { inReadingOrder, type SetLine } from './text.ts';
import type { Watermark } from './watermark.ts';
import { ptToMm } from './lengths.ts';
import { circleOutline, readPath, roundedRectOutline, type Segment } from './outline.ts';
import { decimal, showRun, showSpace, type UsedFont } from './pdfFonts.ts';
import { eachDarkRun } from './qr.ts';

/** What a content stream refers to, by the names that its resources give them. */
export interface Resources {
	readonly inks: Inks;
	font(name: string): { readonly name: string; readonly used: UsedFont };
	figure(name: string, path: string): string;
	/** `read` when the stamp stands in a tagged group. */
	stamp(name: string, shapes: readonly Shape[], read: boolean): string;
	picture(name: string, picture: Picture): string;
	/** The names of the cutter's colour space and of the graphics state that overprints. */
	cut(): { readonly colour: string; readonly overprint: string };
	/** For letters without a font: a glyph's outline, in the units of its font, y upwards; nothing for a space. */
	readonly outline?: (font: string, glyph: number) => { readonly path: string; readonly unitsPerEm: number };
}

/** The operators that choose an ink, for what is filled and for lines. */
export interface Inks {
	readonly fill: (ink: Ink) => string;
	readonly stroke: (ink: Ink) => string;
	/** For what is filled with `#rrggbb`; a plate alone has no colours. */
	readonly colour?: (color: string) => string;
}

/** DeviceGray, which counts light; we count ink. */
export const GREYS: Inks = {
	fill: (ink) => `${decimal(1 - within(ink), 3)} g `,
	stroke: (ink) => `${decimal(1 - within(ink), 3)} G `,
	colour: (color) => {
		const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
		return `${parts.map((part) => decimal(part, 3)).join(' ')} rg `;
	}
};

/** DeviceCMYK without any cyan, magenta or yellow: what a press prints with its black plate alone. */
export const BLACK_PLATE: Inks = {
	fill: (ink) => `0 0 0 ${decimal(within(ink), 3)} k `,
	stroke: (ink) => `0 0 0 ${decimal(within(ink), 3)} K `
};

function within(ink: Ink): number {
	return Math.min(1, Math.max(0, ink));
}

/** What the graphics state holds now; unset when it is not known. */
interface Pen {
	fill?: string;
	stroke?: string;
	width?: string;
	dash?: string;
	/** Whether it is in a tagged group: then a space parts the lines of a text, which stand apart for the eye alone. */
	read?: boolean;
}

/**
 * The operators (ISO 32000-1, annex A) that paint a page's shapes, in millimetres from the top left corner, y down:
 * whoever uses them sets the page's matrix first. The nth tagged group is the marked content of number n (14.7.4.2);
 * what is in none is marked as an artifact, which is not read (14.8.2.2). `under` is painted first. A page without a
 * tagged group has no marks.
 */
export function pageContent(shapes: readonly Shape[], resources: Resources, under = ''): string {
	if (!shapes.some(isTagged)) return under + shapesContent(shapes, resources);
	const pen: Pen = {};
	let [content, decoration, number] = ['', under, 0];
	const endDecoration = () => {
		if (decoration !== '') content += `/Artifact BMC\n${decoration}EMC\n`;
		decoration = '';
	};
	for (const shape of shapes) {
		if (!isTagged(shape)) {
			decoration += shapeContent(shape, pen, resources);
			continue;
		}
		endDecoration();
		pen.read = true;
		content += `/${shape.role} <</MCID ${number++}>> BDC\n${allContent(shape.shapes, pen, resources)}EMC\n`;
		pen.read = false;
	}
	endDecoration();
	return content;
}

export function isTagged(shape: Shape): shape is Tagged {
	return shape.kind === 'tagged';
}

/** As pageContent, for a stamp, which holds no tagged group; `read` when it stands in one. */
export function shapesContent(shapes: readonly Shape[], resources: Resources, read = false): string {
	return allContent(shapes, { read }, resources);
}

function allContent(shapes: readonly Shape[], pen: Pen, resources: Resources): string {
	let content = '';
	shapes.forEach((shape, i) => {
		const goesOn = pen.read === true && shapes[i + 1]?.kind === 'text';
		content += shapeContent(shape, pen, resources, goesOn);
	});
	return content;
}

function shapeContent(shape: Shape, pen: Pen, resources: Resources, goesOn = false): string {
	const { inks } = resources;
	switch (shape.kind) {
		case 'rect':
			return painted(pen, inks, rectPath(shape), shape.fill, shape.stroke, shape.color);
		case 'circle':
			return painted(pen, inks, circlePath(shape), shape.fill, shape.stroke);
		case 'line':
			return painted(
				pen,
				inks,
				`${mm(shape.x1)} ${mm(shape.y1)} m ${mm(shape.x2)} ${mm(shape.y2)} l `,
				undefined,
				shape.stroke
			);
		case 'figure': {
			const scale = decimal(shape.size / FIGURE_GRID, 6);
			const name = resources.figure(shape.name, shape.path);
			return (
				fill(pen, inks, shape.ink) +
				`q ${scale} 0 0 ${scale} ${mm(shape.x)} ${mm(shape.y)} cm /${name} Do Q\n`
			);
		}
		case 'code':
			return fill(pen, inks, 1) + codeContent(shape.symbol, shape.x, shape.y, shape.size);
		case 'text':
			return fill(pen, inks, shape.ink) + lineContent(shape.line, shape.x, shape.y, resources, goesOn);
		case 'image': {
			const { x, y, w, h } = shape;
			const name = resources.picture(shape.name, shape.picture);
			return `q ${mm(w)} 0 0 ${mm(-h)} ${mm(x)} ${mm(y + h)} cm /${name} Do Q\n`;
		}
		case 'stamp': {
			const name = resources.stamp(shape.name, shape.shapes, pen.read === true);
			if (shape.x === 0 && shape.y === 0) return `/${name} Do\n`;
			return `q 1 0 0 1 ${mm(shape.x)} ${mm(shape.y)} cm /${name} Do Q\n`;
		}
		case 'tagged':
			throw new Error('a tagged group stands in a stamp or in another group');
		case 'cut':
			return cutContent(shape, resources);
	}
}

/** Pictograms and emblems are drawn on a square of 24. */
export const FIGURE_GRID = 24;

/** A figure's path alone, from its SVG path: its ink and place are set where it is used. */
export function figureContent(path: string): string {
	let content = figureContents.get(path);
	if (content !== undefined) return content;
	content = outlineContent(readPath(path)) + 'f\n';
	if (figureContents.size === MOST_FIGURES) figureContents.clear();
	figureContents.set(path, content);
	return content;
}

/** The same figures come in document after document. */
const figureContents = new Map<string, string>();
const MOST_FIGURES = 1_000;

/** A glyph's path alone, from the SVG path that its font gives. */
export function glyphContent(outline: string): string {
	return outline === '' ? '' : outlineContent(readPath(outline));
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
		fill({}, resources.inks, ink) +
		lineContent(line, x, y, resources) +
		'Q\n'
	);
}

/** Thin enough to follow, thick enough to be seen on a proof. */
export const CUT_WIDTH_MM = 0.25;

/** Overprinted, so that the line leaves no white gap where a machine prints it all the same. */
function cutContent({ outline }: Cut, resources: Resources): string {
	const { colour, overprint } = resources.cut();
	const path = outline.kind === 'rect' ? rectPath(outline) : circlePath(outline);
	return `q /${overprint} gs /${colour} CS 1 SCN ${mm(CUT_WIDTH_MM)} w [] 0 d ${path}S Q\n`;
}

function painted(
	pen: Pen,
	inks: Inks,
	path: string,
	inside: Ink | undefined,
	edge: Stroke | undefined,
	color?: string
): string {
	if (inside === undefined && edge === undefined) return '';
	const operator = inside === undefined ? 'S' : edge === undefined ? 'f' : 'B';
	return (
		(inside === undefined ? '' : fill(pen, inks, inside, color)) +
		(edge ? stroke(pen, inks, edge) : '') +
		path +
		operator +
		'\n'
	);
}

function circlePath({ cx, cy, r }: { cx: number; cy: number; r: number }): string {
	return outlineContent(circleOutline(cx, cy, r));
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
function codeContent(symbol: QrSymbol, left: number, top: number, size: number): string {
	const scale = decimal(size / symbol.size, 6);
	const path = [`q ${scale} 0 0 ${scale} ${mm(left)} ${mm(top)} cm\n`];
	eachDarkRun(symbol, (x, y, length) => void path.push(runRect(x, y, length)));
	path.push('f Q\n');
	return path.join('');
}

/** Remembered, because the symbols of a kit have the same runs over and over. */
function runRect(x: number, y: number, length: number): string {
	if (y >= REMEMBERED_MODULES || x + length > REMEMBERED_MODULES) return `${x} ${y} ${length} 1 re\n`;
	return (runRects[(y * REMEMBERED_MODULES + x) * REMEMBERED_MODULES + length] ??=
		`${x} ${y} ${length} 1 re\n`);
}

const REMEMBERED_MODULES = 48;
const runRects: (string | undefined)[] = new Array(REMEMBERED_MODULES ** 3).fill(undefined);

function lineContent(line: SetLine, x: number, y: number, resources: Resources, goesOn = false): string {
	if (line.runs.length === 0) return '';
	if (resources.outline) return outlinedLine(line, x, y, resources.outline);
	const sizeMm = ptToMm(line.style.sizePt);
	const isRightToLeft = line.direction === 'rtl';
	const placed = inReadingOrder(line);
	let content = 'BT ';
	placed.forEach(({ run, at, follows }, i) => {
		const { name, used } = resources.font(run.font);
		const space = goesOn && i === placed.length - 1 ? showSpace(used) : '';
		const shown = showRun(used, run, sizeMm);
		if (!follows) content += `1 0 0 -1 ${mm(x + (at / 1000) * sizeMm)} ${mm(y)} Tm `;
		content += `/${name} ${decimal(sizeMm, 4)} Tf ${isRightToLeft ? space + shown : shown + space}\n`;
	});
	return content + 'ET\n';
}

function outlinedLine(
	line: SetLine,
	x: number,
	y: number,
	outline: NonNullable<Resources['outline']>
): string {
	const sizeMm = ptToMm(line.style.sizePt);
	let content = '';
	for (const { run, at } of inReadingOrder(line)) {
		let pen = x + (at / 1000) * sizeMm;
		for (const { id, advance, dx, dy } of run.glyphs) {
			const { path, unitsPerEm } = outline(run.font, id);
			const scale = decimal(sizeMm / unitsPerEm, 8);
			const [left, baseline] = [pen + (dx / 1000) * sizeMm, y - (dy / 1000) * sizeMm];
			if (path !== '') content += `q ${scale} 0 0 -${scale} ${mm(left)} ${mm(baseline)} cm ${path}f Q\n`;
			pen += (advance / 1000) * sizeMm;
		}
	}
	return content;
}

function fill(pen: Pen, inks: Inks, ink: Ink, color?: string): string {
	const chosen = (color && inks.colour?.(color)) ?? inks.fill(ink);
	return pen.fill === chosen ? '' : (pen.fill = chosen);
}

function stroke(pen: Pen, inks: Inks, { ink, widthMm, dashMm }: Stroke): string {
	const [chosen, width, dash] = [inks.stroke(ink), mm(widthMm), (dashMm ?? []).map(mm).join(' ')];
	return (
		(pen.stroke === chosen ? '' : (pen.stroke = chosen)) +
		(pen.width === width ? '' : `${(pen.width = width)} w `) +
		(pen.dash === dash ? '' : `[${(pen.dash = dash)}] 0 d `)
	);
}

/** A micrometre is fine enough. */
function mm(length: number): string {
	return decimal(length, 3);
}
