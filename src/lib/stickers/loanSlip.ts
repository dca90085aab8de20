import type { Page, Shape, Tagged } from '#lib/paper/drawing.ts';
import { A4, INK_MARGIN_MM, type Area } from '#lib/paper/lengths.ts';
import { sayDay } from '#lib/text/dates.ts';
import type { PrintKey } from '#lib/text/print.fr.ts';
import { across, area, CUT, figureAt, frame, MEDIUM, SIDE_MM, TO_FILL } from './look.ts';
import type { ObjectDrawing } from './objectSticker.ts';
import { read, readDown, type ReadParagraph } from './reading.ts';
import { write, writeName } from './writing.ts';
import type { Voice } from './words.ts';

/** What is known of a loan before it is written down by hand. */
export interface Loan {
	readonly thing?: ObjectDrawing;
	/** Civil days, YYYY-MM-DD. */
	readonly from?: string;
	readonly until?: string;
}

const COPY = { w: A4.widthMm - 2 * SIDE_MM, h: 131 } as const;
const PICTURE_MM = 37;
const GAP_MM = 6;
const NARROW_MM = 70;

/**
 * A loan slip, A4: two copies, one for each side of the loan, with a line to cut along. It says what the law of the loan
 * for use says (Code civil, art. 1875 to 1891): free (1876), used with care for what it is made for (1880), worn by
 * use at nobody's cost (1884), given back on its day (1888), known defects told (1891). No surname, no price, no deposit.
 */
export function loanSlip(first: Voice, second: Voice | null, loan: Loan = {}): Page {
	const voices = second ? [first, second] : [first];
	const middle = A4.heightMm / 2;
	const shapes = [
		...copy(voices, 'loanLendersCopy', loan, area(SIDE_MM, 8.5, COPY.w, COPY.h)),
		across(INK_MARGIN_MM + 0.2, A4.widthMm - INK_MARGIN_MM - 0.2, middle, CUT),
		...copy(voices, 'loanBorrowersCopy', loan, area(SIDE_MM, middle + 8.5, COPY.w, COPY.h))
	];
	return { ...A4, shapes, label: first.words('pageOfLoan') };
}

function copy(voices: readonly Voice[], whose: PrintKey, loan: Loan, { x, y, w }: Area): Shape[] {
	const [first] = voices;
	const toLeft = first!.direction === 'rtl';
	const fields = area(toLeft ? x : x + PICTURE_MM + GAP_MM, y + 20, w - PICTURE_MM - GAP_MM, PICTURE_MM);
	const row = (top: number, h: number, columns: number) => inColumns(area(x, y + top, w, h), columns, toLeft);
	const [lender, borrower] = row(58.5, 14, 2);
	const [from, until] = row(75, 13, 2);
	const [signLender, signBorrower, back] = row(110, 22, 3);
	return [
		...heading(voices, whose, area(x, y, w, 18)),
		...pictured(first!, loan, area(toLeft ? x + w - PICTURE_MM : x, y + 20, PICTURE_MM, PICTURE_MM)),
		...field(voices, 'loanThing', { ...fields, h: 13 }, loan.thing?.label),
		...field(voices, 'loanState', area(fields.x, fields.y + 14.5, fields.w, 13)),
		across(fields.x, fields.x + fields.w, fields.y + PICTURE_MM, TO_FILL),
		...field(voices, 'loanLender', lender!),
		...field(voices, 'loanBorrower', borrower!),
		...field(voices, 'loanFrom', from!, dayOf(first!, loan.from)),
		...field(voices, 'loanUntil', until!, dayOf(first!, loan.until)),
		...rules(voices, area(x, y + 91.5, w, 17.5)),
		...field(voices, 'loanSignLender', signLender!),
		...field(voices, 'loanSignBorrower', signBorrower!),
		...field(voices, 'loanBack', back!)
	];
}

/** Side by side, the first where the language begins. */
function inColumns({ x, y, w, h }: Area, count: number, toLeft: boolean): Area[] {
	const each = (w - (count - 1) * GAP_MM) / count;
	const columns = Array.from({ length: count }, (_, i) => area(x + i * (each + GAP_MM), y, each, h));
	return toLeft ? columns.toReversed() : columns;
}

function dayOf(voice: Voice, day: string | undefined): string {
	return day ? sayDay(voice.language, day, true) : '';
}

/** The title, and at the far end whose copy it is and the title in the second language. */
function heading([first, second]: readonly Voice[], whose: PrintKey, place: Area): Tagged[] {
	const [title, aside] = inColumns(place, 2, first!.direction === 'rtl');
	const own: ReadParagraph[] = [
		{ voice: first!, role: 'H1', text: first!.words('loanTitle'), manner: { sizePt: 20, face: 'bold' } },
		{ voice: first!, text: first!.words('loanFree'), manner: { sizePt: 12 } }
	];
	const copyOf: ReadParagraph = {
		...{ voice: first!, role: 'H2', text: first!.words(whose) },
		manner: { sizePt: 11, face: 'bold', align: 'end' }
	};
	const other = second ? [titleAside(first!, second), freeAside(first!, second)] : [];
	return [...readDown(own, title!), ...readDown([copyOf, ...other], aside!)];
}

function titleAside(first: Voice, second: Voice): ReadParagraph {
	const manner = { sizePt: 10, ...farEnd(first, second) };
	return { voice: second, role: 'H1', text: second.words('loanTitle'), manner };
}

function freeAside(first: Voice, second: Voice): ReadParagraph {
	return { voice: second, text: second.words('loanFree'), manner: { sizePt: 10, ...farEnd(first, second) } };
}

/** The second language stands at the end of the first one's lines. */
function farEnd(first: Voice, second: Voice): { readonly align: 'start' | 'end' } {
	return { align: second.direction === first.direction ? 'end' : 'start' };
}

/** The thing's drawing, or an empty field to draw it in. */
function pictured(voice: Voice, { thing }: Loan, place: Area): Shape[] {
	if (!thing) return [frame(place, 3.4, TO_FILL)];
	const [cx, cy] = [place.x + place.w / 2, place.y + place.h / 2];
	const drawing = figureAt(thing, cx, cy, 0.72 * place.w);
	return [frame(place, 3.4, MEDIUM), read('Figure', voice, [drawing], thing.label)];
}

/** What to write, in all languages on one line, and a line to write on; what is known stands there already. */
function field(voices: readonly Voice[], key: PrintKey, place: Area, value = ''): Shape[] {
	const [first] = voices;
	const bottom = place.y + place.h;
	const known = area(place.x, bottom - 7, place.w, 6.8);
	return [
		...label(voices, key, place),
		...(value === ''
			? []
			: [
					read('P', first!, writeName(first!, value, known, { sizePt: 13, minPt: 8, stand: 'bottom' }).shapes)
				]),
		across(place.x, place.x + place.w, bottom, TO_FILL)
	];
}

function label([first, second]: readonly Voice[], key: PrintKey, place: Area): Tagged[] {
	const row = { ...place, h: first!.direction === 'rtl' ? 6.1 : 5.6 };
	const bold = { sizePt: 10, minPt: 7, face: 'bold', stand: 'middle' } as const;
	if (!second) return [read('P', first!, write(first!, first!.words(key), row, bold).shapes)];
	const [own, other] = labelPlaces(row, first!.direction === 'rtl');
	const manner = { sizePt: 9, minPt: 6.5, stand: 'middle', ...farEnd(first!, second) } as const;
	return [
		read('P', first!, write(first!, first!.words(key), own!, bold).shapes),
		read('P', second, write(second, second.words(key), other!, manner).shapes)
	];
}

/** Side by side; one under the other where a column is narrow. */
function labelPlaces(row: Area, toLeft: boolean): Area[] {
	return row.w < NARROW_MM ? [row, { ...row, y: row.y + row.h }] : inColumns(row, 2, toLeft);
}

function rules(voices: readonly Voice[], place: Area): Tagged[] {
	const columns = inColumns(place, voices.length, voices[0]!.direction === 'rtl');
	return voices.flatMap((voice, i) => {
		const said = (['loanCare', 'loanDefects', 'loanWear'] as const).map((key): ReadParagraph => {
			return { voice, text: voice.words(key), manner: { sizePt: voices.length > 1 ? 9 : 11 } };
		});
		return readDown(said, columns[i]!);
	});
}
