import { poly } from '#lib/catalogue/pen.ts';
import { FIRST_CROSS_MM, RULER_MM } from '#lib/paper/calibration.ts';
import { BLACK, PAPER, type Correction, type Page, type Shape } from '#lib/paper/drawing.ts';
import { A4, INK_MARGIN_MM, type Area, type PaperSize } from '#lib/paper/lengths.ts';
import type { Sheet } from '#lib/paper/sheets.ts';
import { slotsOf, type Slot } from '#lib/paper/slots.ts';
import type { PrintKey } from '#lib/text/print.fr.ts';
import { numberDisc } from './howTo.ts';
import { across, area, disc, down, figureAt, frame, inset, MEDIUM, TO_FILL, type Drawing } from './look.ts';
import { labelShape } from './sheetDrawing.ts';
import type { Voice } from './words.ts';
import { write, type Manner } from './writing.ts';

/** Smaller paper has no room for the rulers and the words: the printer is then measured on A4. */
const LEAST_PAPER = { widthMm: 200, heightMm: 260 } as const;

/**
 * The test page of a printer, on the sheet's paper and with its labels' outlines: rulers of 100 mm across and down from a cross
 * at 20 mm from both edges, a cross in each corner, and what to do in three pictures. A and B are what `readCalibration` reads, and C
 * and D down the page. With a correction it shows whether that is right.
 */
export function calibrationPage(voice: Voice, sheet: Sheet, correction?: Correction): Page {
	const { widthMm, heightMm } = sheet.paper;
	const fits = widthMm >= LEAST_PAPER.widthMm && heightMm >= LEAST_PAPER.heightMm;
	const paper = fits ? sheet.paper : A4;
	const shapes = [
		...(fits ? slotsOf(sheet).flatMap((slot) => outline(voice, slot, paper)) : []),
		...ground(),
		...crosses(paper),
		...rulerAcross(voice),
		...rulerDown(voice),
		...measureMarks(voice),
		...instructions(voice, sheet, fits)
	];
	const { widthMm: w, heightMm: h } = paper;
	return {
		...{ widthMm: w, heightMm: h, shapes, label: voice.words('pageOfTest') },
		...(correction ? { correction } : {})
	};
}

/** Where the words stand. */
const BOX = area(38, 38, 152, 123);

/** Thin and grey: seen against a window, cheap in ink. */
const OUTLINE = { ink: 0.5, widthMm: 0.18 } as const;
const NUMBER_INK = 0.5;

/** A label's outline, and its number where nothing else stands. What would lie in the paper's margin is left out. */
function outline(voice: Voice, slot: Slot, paper: PaperSize): Shape[] {
	const { x, y, w, h } = slot.edge;
	const [cx, cy] = [x + w / 2, y + h / 2];
	if (taken(paper).some((other) => touch(area(cx - 4, cy - 2.5, 8, 5), other))) return edges(slot, paper);
	return [
		...edges(slot, paper),
		...numeral(voice, String(slot.index + 1), cx, cy, { sizePt: 9, ink: NUMBER_INK })
	];
}

/** Where rulers, letters, crosses and words stand. */
function taken({ widthMm, heightMm }: PaperSize): Area[] {
	const corner = FROM + ARM_MM;
	return [
		area(0, 0, TO + ARM_MM, FROM + 9),
		area(0, 0, FROM + 10, TO + ARM_MM),
		area(widthMm - corner, 0, corner, corner),
		area(0, heightMm - corner, corner, corner),
		area(widthMm - corner, heightMm - corner, corner, corner),
		BOX
	];
}

function touch(a: Area, b: Area): boolean {
	return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function edges(slot: Slot, { widthMm, heightMm }: PaperSize): Shape[] {
	const { x, y, w, h } = slot.edge;
	const [left, top] = [Math.max(x, INK_MARGIN_MM), Math.max(y, INK_MARGIN_MM)];
	const right = Math.min(x + w, widthMm - INK_MARGIN_MM);
	const bottom = Math.min(y + h, heightMm - INK_MARGIN_MM);
	if (left === x && top === y && right === x + w && bottom === y + h)
		return [labelShape(slot, 0, { stroke: OUTLINE })];
	if (slot.shape === 'round') return [];
	return [
		...(top === y ? [across(left, right, top, OUTLINE)] : []),
		...(bottom === y + h ? [across(left, right, bottom, OUTLINE)] : []),
		...(left === x ? [down(left, top, bottom, OUTLINE)] : []),
		...(right === x + w ? [down(right, top, bottom, OUTLINE)] : [])
	];
}

const FROM = FIRST_CROSS_MM;
const TO = FIRST_CROSS_MM + RULER_MM;
const FINE = { ink: BLACK, widthMm: 0.2 } as const;
const CROSS = { ink: BLACK, widthMm: 0.3 } as const;
const ARM_MM = 5;

/** White under the rulers, so that their marks stand alone. */
function ground(): Shape[] {
	const white = (place: Area): Shape => ({ kind: 'rect', ...place, fill: PAPER });
	return [white(area(FROM, FROM, RULER_MM, 7.6)), white(area(FROM, FROM, 9.2, RULER_MM))];
}

/** One in each corner, and the second one of each ruler, which ends where the ruler's number stands. */
function crosses({ widthMm, heightMm }: PaperSize): Shape[] {
	const corners = [FROM, widthMm - FROM].flatMap((x) => [FROM, heightMm - FROM].map((y) => [x, y] as const));
	return [
		...corners.flatMap(([x, y]) => cross(x, y, ARM_MM, ARM_MM)),
		...cross(TO, FROM, ARM_MM, LONGEST_TICK_MM),
		...cross(FROM, TO, LONGEST_TICK_MM, ARM_MM)
	];
}

/** Arms reach as far as told to the right and down, and 5 mm to the left and up. */
function cross(x: number, y: number, right: number, below: number): Shape[] {
	return [across(x - ARM_MM, x + right, y, CROSS), down(x, y - ARM_MM, y + below, CROSS)];
}

const LONGEST_TICK_MM = 3.6;

/** How long the mark of a millimetre is: longer at five, longest at ten. */
function tickMm(mm: number): number {
	if (mm % 10 === 0) return LONGEST_TICK_MM;
	return mm % 5 === 0 ? 2.6 : 1.6;
}

const marks = Array.from({ length: RULER_MM + 1 }, (_, mm) => mm);
const tens = marks.filter((mm) => mm > 0 && mm % 10 === 0);
const RULER_PT = 7;

function rulerAcross(voice: Voice): Shape[] {
	return [
		across(FROM, TO, FROM, CROSS),
		...marks.map((mm) => down(FROM + mm, FROM, FROM + tickMm(mm), FINE)),
		...tens.flatMap((mm) => numeral(voice, String(mm), FROM + mm, FROM + 5.6, { sizePt: RULER_PT }))
	];
}

function rulerDown(voice: Voice): Shape[] {
	return [
		down(FROM, FROM, TO, CROSS),
		...marks.map((mm) => across(FROM, FROM + tickMm(mm), FROM + mm, FINE)),
		...tens.flatMap((mm) => numeral(voice, String(mm), FROM + 6.6, FROM + mm, { sizePt: RULER_PT }))
	];
}

/** What to measure: A and C from the paper's edge to the cross, B and D from cross to cross. */
function measureMarks(voice: Voice): Shape[] {
	const edge = INK_MARGIN_MM + 0.2;
	return [
		across(edge, FROM, FROM, MEDIUM),
		figureAt(arrowLeft, edge + 1.5, FROM, 3),
		down(FROM, edge, FROM, MEDIUM),
		figureAt(arrowUp, FROM, edge + 1.5, 3),
		...letter(voice, 'A', 12, FROM + 5.4),
		...letter(voice, 'C', FROM + 5.4, 12),
		...letter(voice, 'B', FROM + RULER_MM / 2, FROM - 5.4),
		...letter(voice, 'D', FROM - 5.4, FROM + RULER_MM / 2)
	];
}

const arrowLeft: Drawing = { name: 'test-arrow-left', path: poly([0, 12], [24, 0], [24, 24]) };
const arrowUp: Drawing = { name: 'test-arrow-up', path: poly([12, 0], [24, 24], [0, 24]) };

const LETTER_MM = 3.2;

function letter(voice: Voice, name: Measure, cx: number, cy: number): Shape[] {
	return [disc(cx, cy, LETTER_MM), ...numeral(voice, name, cx, cy, { sizePt: 11, face: 'bold', ink: PAPER })];
}

/** A number or a letter with its middle at cx, cy: in every language the same. */
function numeral(voice: Voice, text: string, cx: number, cy: number, manner: Manner): Shape[] {
	const latin: Voice = { ...voice, language: 'fr', direction: 'ltr' };
	const place = area(cx - 6, cy - 4, 12, 8);
	return [...write(latin, text, place, { ...manner, align: 'middle', stand: 'middle' }).shapes];
}

type Measure = 'A' | 'B' | 'C' | 'D';
const measures: readonly (readonly [Measure, mm: number])[] = [
	['A', FIRST_CROSS_MM],
	['B', RULER_MM],
	['C', FIRST_CROSS_MM],
	['D', RULER_MM]
];

const ROOM = inset(BOX, 6, 5);
const STEP_MM = 25;
const PICTURE_MM = 30;

const steps: readonly (readonly [what: PrintKey, more: PrintKey, picture: (pen: Pencil) => Shape[]])[] = [
	['test1', 'test1More', printing],
	['test2', 'test2More', measuring],
	['test3', 'test3More', holding]
];

function instructions(voice: Voice, sheet: Sheet, outlined: boolean): Shape[] {
	const title = area(ROOM.x, ROOM.y, ROOM.w, 10);
	const top = ROOM.y + 13;
	return [
		{ ...frame(inset(BOX, MEDIUM.widthMm / 2), 4, MEDIUM), fill: PAPER },
		...write(voice, voice.words('testTitle'), title, { sizePt: 20, minPt: 14, face: 'bold' }).shapes,
		...steps.flatMap((step, i) => stepShapes(voice, i + 1, step, top + i * STEP_MM)),
		...measures.flatMap((measure, i) => toWrite(voice, measure, i, top + 3 * STEP_MM + 4)),
		...(outlined ? whichSheet(voice, sheet) : [])
	];
}

/** From the side where the language begins: `x` and `w` as if that were the left. */
function fromStart(voice: Voice, x: number, y: number, w: number, h: number): Area {
	return area(voice.direction === 'ltr' ? x : 2 * ROOM.x + ROOM.w - x - w, y, w, h);
}

function stepShapes(
	voice: Voice,
	number: number,
	[what, more, picture]: (typeof steps)[number],
	y: number
): Shape[] {
	const height = STEP_MM - 3;
	const scene = fromStart(voice, ROOM.x + 11, y, PICTURE_MM, height);
	const mark = fromStart(voice, ROOM.x, y, 8, height);
	const words = fromStart(voice, ROOM.x + PICTURE_MM + 16, y, ROOM.w - PICTURE_MM - 16, height);
	const half = height / 2;
	return [
		...numberDisc(voice, number, mark.x + mark.w / 2, y + half, 4),
		...picture(pencil(scene.x, y, PICTURE_MM / 30)),
		...write(
			voice,
			voice.words(what),
			{ ...words, h: half },
			{
				...{ sizePt: 13, minPt: 10, face: 'bold', stand: 'bottom' }
			}
		).shapes,
		...write(
			voice,
			voice.words(more),
			{ ...words, y: y + half + 0.6, h: half - 0.6 },
			{ sizePt: 10.5, minPt: 8.5 }
		).shapes
	];
}

/** Room to write down what the ruler reads, and what it should be. */
function toWrite(voice: Voice, [name, mm]: (typeof measures)[number], i: number, y: number): Shape[] {
	const each = ROOM.w / measures.length;
	const place = fromStart(voice, ROOM.x + i * each, y, each, 16);
	const mark = voice.direction === 'ltr' ? place.x + LETTER_MM : place.x + place.w - LETTER_MM;
	const line = fromStart(voice, ROOM.x + i * each + 2 * LETTER_MM + 2, y, each - 2 * LETTER_MM - 7, 6);
	return [
		...letter(voice, name, mark, y + 3.4),
		across(line.x, line.x + line.w, y + 6.4, TO_FILL),
		...write(voice, voice.words('testRight', { mm }), area(line.x, y + 7.2, line.w, 4.4), {
			sizePt: 8,
			minPt: 6.5
		}).shapes
	];
}

/** Under the box, where the outlines are seen: whose they are. */
function whichSheet(voice: Voice, { name, columns, rows, paper }: Sheet): Shape[] {
	const size = `${paper.widthMm} × ${paper.heightMm}`;
	const words = voice.words('testOutlines', { sheet: name || `${columns} × ${rows}`, size });
	const place = area(ROOM.x, BOX.y + BOX.h - 9.4, ROOM.w, 5);
	return [...write(voice, words, place, { sizePt: 8.5, minPt: 6.5, ink: 0.6 }).shapes];
}

type Pencil = ReturnType<typeof pencil>;

/** Draws in a field of 30 x 22 units. */
function pencil(x: number, y: number, scale: number) {
	const stroke = (widthMm: number) => ({ ink: BLACK, widthMm: widthMm * scale });
	return {
		solid: (sx: number, sy: number, w: number, h: number, r = 0, fill = BLACK): Shape => ({
			...{
				kind: 'rect',
				x: x + sx * scale,
				y: y + sy * scale,
				w: w * scale,
				h: h * scale,
				r: r * scale,
				fill
			}
		}),
		outline: (sx: number, sy: number, w: number, h: number, r = 0, width = 0.7, fill = PAPER): Shape => ({
			...{ kind: 'rect', x: x + sx * scale, y: y + sy * scale, w: w * scale, h: h * scale, r: r * scale },
			...{ fill, stroke: stroke(width) }
		}),
		across: (x1: number, x2: number, sy: number, width = 0.5): Shape =>
			across(x + x1 * scale, x + x2 * scale, y + sy * scale, stroke(width)),
		down: (sx: number, y1: number, y2: number, width = 0.5): Shape =>
			down(x + sx * scale, y + y1 * scale, y + y2 * scale, stroke(width))
	};
}

/** A printer, and a page that comes out as large as it went in: its frame touches no edge. */
function printing(pen: Pencil): Shape[] {
	return [
		pen.outline(8.5, 1, 13, 8, 0.6),
		pen.solid(3, 6.5, 24, 9.5, 2),
		pen.solid(22.2, 8.6, 2, 2, 1, PAPER),
		pen.outline(7.5, 12, 15, 9.6, 0.6),
		pen.across(9.6, 20.4, 16.8, 0.6),
		...[9.6, 15, 20.4].map((x) => pen.down(x, 15.2, 18.4, 0.6))
	];
}

/** A ruler from the page's edge over the cross. */
function measuring(pen: Pencil): Shape[] {
	return [
		pen.outline(4, 1.5, 26, 20, 0.6, 0.6),
		pen.solid(29.4, 1, 1, 21, 0, PAPER),
		pen.solid(3, 20.6, 27, 1.4, 0, PAPER),
		pen.across(9, 17, 6.4, 0.6),
		pen.down(13, 2.8, 10, 0.6),
		pen.outline(4, 9.4, 25, 6.6, 0.8, 0.7),
		...Array.from({ length: 12 }, (_, i) => pen.down(4 + (i + 1) * 1.8, 9.6, i % 5 === 4 ? 13 : 11.6, 0.45))
	];
}

/** Two sheets, one over the other, before a window's light. */
function holding(pen: Pencil): Shape[] {
	const labels = [0, 1].flatMap((column) =>
		[0, 1, 2].map((row) => pen.outline(10.6 + column * 4.6, 6.4 + row * 4.6, 3.8, 3.8, 0.5, 0.45))
	);
	return [
		pen.outline(2, 1, 26, 20, 0.8, 1.2),
		pen.down(15, 1, 21, 0.9),
		pen.across(2, 28, 11, 0.9),
		pen.outline(8.9, 4.7, 12.2, 16.6, 0.6, 0.5),
		pen.outline(8.2, 4, 12.2, 16.6, 0.6, 0.7),
		...labels
	];
}
