import type { Correction } from './drawing.ts';
import { A4, LETTER, type Area, type PaperSize } from './lengths.ts';
import { readMm } from './typedLength.ts';

/**
 * What is wrong with a printer, found with a ruler on the test page (stickers/calibrationPage.ts). A printer puts a point of the
 * page at x * scale + shift of the paper: a wrong start moves all labels alike, a wrong scale moves each a little more.
 */

/** On the test page, from the paper's edge to the first cross, and from there to the second, across and down. */
export const FIRST_CROSS_MM = 20;
export const RULER_MM = 100;

/** What someone's ruler reads, as typed, in mm. C and D, measured down the page, may be left out. */
export interface TypedMeasures {
	/** From the paper's left edge to the first cross: 20 when all is well. */
	readonly a: string;
	/** From the first cross to the second: 100. */
	readonly b: string;
	/** The same from the paper's top edge, and down. */
	readonly c?: string;
	readonly d?: string;
}

/** What a printer does to the page: how far it shifts it (mm, to the right and down) and its scale (1 is right). */
export interface PrinterFault {
	readonly shiftX: number;
	readonly shiftY: number;
	readonly scaleX: number;
	readonly scaleY: number;
}

/**
 * 'scaled': the print window fits the page to the paper; 'shifted': the paper lies a little aside; 'stretched': across and down
 * differ, which is the printer's own.
 */
export const calibrationCauses = ['fine', 'shifted', 'scaled', 'shifted-and-scaled', 'stretched'] as const;
export type CalibrationCause = (typeof calibrationCauses)[number];

export interface Calibration {
	readonly correction: Correction;
	readonly cause: CalibrationCause;
	readonly fault: PrinterFault;
}

export const measureProblems = ['missing', 'not-a-number', 'impossible'] as const;

export interface MeasureProblem {
	readonly field: keyof TypedMeasures;
	readonly problem: (typeof measureProblems)[number];
}

export type CalibrationRefusal =
	| { readonly refusal: 'unreadable'; readonly problems: readonly MeasureProblem[] }
	/** The page was made for one paper and printed on another: nothing to correct, print it again. */
	| { readonly refusal: 'wrong-paper'; readonly printedOn: PaperSize };

/** A printer that is further off than this was measured wrong, or set wrong. */
const MOST_SHIFT_MM = 10;
const [LEAST_SCALE, MOST_SCALE] = [0.9, 1.1];

/** Finds out what the printer does to a page of that paper, and turns it round. Measures not taken down are as across, with no shift. */
export function readCalibration(typed: TypedMeasures, paper: PaperSize): Calibration | CalibrationRefusal {
	const problems: MeasureProblem[] = [];
	const read = (field: keyof TypedMeasures, needed: boolean): number | null => {
		const words = typed[field]?.trim() ?? '';
		const mm = readMm(words);
		if (mm === null && (needed || words !== ''))
			problems.push({ field, problem: words === '' ? 'missing' : 'not-a-number' });
		return mm;
	};
	const [a, b, c, d] = [read('a', true), read('b', true), read('c', false), read('d', false)];
	if (a === null || b === null || problems.length > 0) return { refusal: 'unreadable', problems };
	const [scaleX, scaleY] = [b / RULER_MM, (d ?? b) / RULER_MM];
	const shiftX = a - FIRST_CROSS_MM * scaleX;
	const shiftY = c === null ? 0 : c - FIRST_CROSS_MM * scaleY;
	const fault = { shiftX, shiftY, scaleX, scaleY };
	const printedOn = otherPaper(fault, paper, c !== null);
	if (printedOn) return { refusal: 'wrong-paper', printedOn };
	problems.push(...impossible(fault));
	if (problems.length > 0) return { refusal: 'unreadable', problems };
	return { correction: correctionOf(fault), cause: causeOf(fault, paper, c !== null), fault };
}

function impossible({ shiftX, shiftY, scaleX, scaleY }: PrinterFault): MeasureProblem[] {
	const far = (shift: number) => Math.abs(shift) > MOST_SHIFT_MM;
	const off = (scale: number) => scale < LEAST_SCALE || scale > MOST_SCALE;
	const wrong = {
		b: off(scaleX),
		a: !off(scaleX) && far(shiftX),
		d: off(scaleY),
		c: !off(scaleY) && far(shiftY)
	};
	const fields = (['a', 'b', 'c', 'd'] as const).filter((field) => wrong[field]);
	return fields
		.filter((field) => field !== 'd' || scaleY !== scaleX)
		.map((field) => ({ field, problem: 'impossible' }));
}

/** The correction under which a printer with this fault prints each point where the page has it. */
export function correctionOf({ shiftX, shiftY, scaleX, scaleY }: PrinterFault): Correction {
	return {
		offsetXMm: -shiftX / scaleX || 0,
		offsetYMm: -shiftY / scaleY || 0,
		scaleX: 1 / scaleX,
		scaleY: 1 / scaleY
	};
}

/** Finer than this no ruler reads: a quarter of a millimetre, at 20 mm and at 100 mm. */
const SEEN_MM = 0.25;
const SEEN_SCALE = 0.0025 + 1e-9;

function causeOf(fault: PrinterFault, paper: PaperSize, measuredDown: boolean): CalibrationCause {
	const { shiftX, shiftY, scaleX, scaleY } = fault;
	const shifted = Math.abs(shiftX) > SEEN_MM + 1e-9 || Math.abs(shiftY) > SEEN_MM + 1e-9;
	const scaled = Math.abs(scaleX - 1) > SEEN_SCALE || Math.abs(scaleY - 1) > SEEN_SCALE;
	if (Math.abs(scaleX - scaleY) > 2 * SEEN_SCALE) return 'stretched';
	if (!scaled) return shifted ? 'shifted' : 'fine';
	const fitted = !shifted || isCentred(fault, paper, paper, CENTRED_MM, measuredDown);
	return fitted ? 'scaled' : 'shifted-and-scaled';
}

/** Print windows that fit a page put its middle on the paper's middle. */
const CENTRED_MM = 1;

function isCentred(
	{ shiftX, shiftY, scaleX, scaleY }: PrinterFault,
	page: PaperSize,
	paper: PaperSize,
	withinMm: number,
	measuredDown: boolean
): boolean {
	const across = (paper.widthMm - page.widthMm * scaleX) / 2;
	const down = (paper.heightMm - page.heightMm * scaleY) / 2;
	return Math.abs(shiftX - across) <= withinMm && (!measuredDown || Math.abs(shiftY - down) <= withinMm);
}

const PAPERS: readonly PaperSize[] = [A4, LETTER];
const SAME_SCALE = 0.004;

/**
 * The paper that a page lies on when it was made for the other of A4 and Letter. An A4 page fitted to Letter is 94.1 % of its size
 * and begins 9.2 mm from the left; a Letter page fitted to A4 is 97.3 % and begins 12.6 mm from the top; at actual size either is
 * shifted by 3.0 and 8.8 mm (half the difference of the papers).
 */
function otherPaper(fault: PrinterFault, page: PaperSize, measuredDown: boolean): PaperSize | undefined {
	return PAPERS.filter((paper) => paper.widthMm !== page.widthMm && isOneOf(PAPERS, page)).find((paper) => {
		const fit = Math.min(paper.widthMm / page.widthMm, paper.heightMm / page.heightMm);
		const has = (scale: number) =>
			Math.abs(fault.scaleX - scale) <= SAME_SCALE && Math.abs(fault.scaleY - scale) <= SAME_SCALE;
		if (has(fit)) return isCentred(fault, page, paper, CENTRED_MM, measuredDown);
		return has(1) && measuredDown && isCentred(fault, page, paper, CENTRED_MM / 2, true);
	});
}

function isOneOf(some: readonly PaperSize[], { widthMm, heightMm }: PaperSize): boolean {
	return some.some((paper) => paper.widthMm === widthMm && paper.heightMm === heightMm);
}

/** The correction of a printer that was measured again on a test page printed with its first one. */
export function bothCorrections(first: Correction, second: Correction): Correction {
	return {
		offsetXMm: second.offsetXMm * first.scaleX + first.offsetXMm,
		offsetYMm: second.offsetYMm * first.scaleY + first.offsetYMm,
		scaleX: second.scaleX * first.scaleX,
		scaleY: second.scaleY * first.scaleY
	};
}

/** Where the page must have an area so that it comes out in its place. */
export function corrected({ x, y, w, h }: Area, correction: Correction): Area {
	const { offsetXMm, offsetYMm, scaleX, scaleY } = correction;
	return { x: x * scaleX + offsetXMm, y: y * scaleY + offsetYMm, w: w * scaleX, h: h * scaleY };
}

/** Whether this ink stays on the page when it is corrected: what lands beside it is cut off. */
export function correctionFits({ widthMm, heightMm }: PaperSize, ink: Area, correction: Correction): boolean {
	const { x, y, w, h } = corrected(ink, correction);
	return x >= 0 && y >= 0 && x + w <= widthMm && y + h <= heightMm;
}

/** What to do when somebody holds the test page against a sheet of labels. */
export type SheetFit = 'fits' | 'print-again' | 'wrong-sheet';

/**
 * The test page has the outlines of the chosen sheet. Where they do not lie on its labels although the printer is right, it is
 * another sheet; where the printer is not, the page printed again with the correction will tell.
 */
export function checkSheetFit(outlinesLieOnLabels: boolean, cause: CalibrationCause): SheetFit {
	if (outlinesLieOnLabels) return 'fits';
	return cause === 'fine' ? 'wrong-sheet' : 'print-again';
}
