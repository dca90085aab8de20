import { A4, INK_MARGIN_MM, LETTER, type PaperSize } from './lengths.ts';
import { readMm } from './typedLength.ts';

/** A sheet of labels: all of one size, in a grid. Lengths in mm, from the top left corner of the upright sheet. */
export interface Sheet {
	/** What `sheetNamed` finds it by, also when it stands in a link. */
	readonly id: string;
	/** As the box in the shop is called; '' for a sheet of one's own and for plain paper. */
	readonly name: string;
	/** Product numbers with the same grid. */
	readonly alsoSoldAs: readonly string[];
	readonly paper: PaperSize;
	readonly shape: 'rect' | 'round';
	readonly label: { readonly w: number; readonly h: number };
	readonly columns: number;
	readonly rows: number;
	/** The first label's corner. */
	readonly left: number;
	readonly top: number;
	/** From one label's corner to the next one's. */
	readonly pitchX: number;
	readonly pitchY: number;
	/** Radius of a label's corners. */
	readonly corner: number;
	/**
	 * How its geometry is known: 'measured' where several sources agree, or two makers' products in one, and the grid closes on the
	 * page; 'reported' where one source says so of one product, so that a sheet should be measured before many are printed; 'own' was
	 * typed in, 'cut' is cut with scissors.
	 */
	readonly known: 'measured' | 'reported' | 'own' | 'cut';
}

/** The sheets in shops: one line each. Geometry: LibreOffice's label list, checked against other sources (docs/printing.md). */
// prettier-ignore
export const sheets: readonly Sheet[] = [
	sheet('avery-L7160', 'Avery L7160', ['J8160', 'J8360', 'L7060', 'L7560', 'Herma 4677'], A4, 'rect', [63.5, 38.1], [3, 7], [7.2, 15.15], [66.04, 38.1], 1.8, 'measured'),
	sheet('avery-L7159', 'Avery L7159', ['J8159', 'J8359'], A4, 'rect', [64, 33.86], [3, 8], [6.46, 13.06], [66.54, 33.86], 1.8, 'reported'),
	sheet('avery-L7163', 'Avery L7163', ['J8163', 'J8363', 'L7263', 'L7363', 'L7063', 'Herma 4678'], A4, 'rect', [99.06, 38.1], [2, 7], [4.67, 15.15], [101.6, 38.1], 1.8, 'measured'),
	sheet('avery-L7165', 'Avery L7165', ['J8165', 'J8365'], A4, 'rect', [99.06, 67.73], [2, 4], [4.67, 13.04], [101.6, 67.73], 2, 'measured'),
	sheet('avery-L7651', 'Avery L7651', ['J8651', 'J8551', 'L7551', 'L7051'], A4, 'rect', [38.1, 21.17], [5, 13], [4.67, 10.9], [40.64, 21.17], 1.8, 'measured'),
	sheet('avery-L7654', 'Avery L7654', ['J8654', 'L4770', 'L6140', 'L6145'], A4, 'rect', [45.72, 25.4], [4, 10], [9.75, 21.5], [48.26, 25.4], 1.5, 'reported'),
	sheet('avery-L6009', 'Avery L6009', ['L4778', 'L4736', 'Herma 4845'], A4, 'rect', [45.72, 21.17], [4, 12], [9.75, 21.48], [48.26, 21.17], 1.5, 'measured'),
	sheet('avery-L6011', 'Avery L6011', ['Herma 4846', 'Herma 4864'], A4, 'rect', [63.5, 29.63], [3, 9], [7.21, 15.15], [66.04, 29.63], 1.5, 'measured'),
	sheet('avery-L6012', 'Avery L6012', ['Herma 4667', 'Herma 4847'], A4, 'rect', [96, 50.8], [2, 5], [7.73, 21.5], [98.54, 50.8], 2, 'measured'),
	sheet('avery-L4732', 'Avery L4732', [], A4, 'rect', [35.6, 16.9], [5, 16], [11, 13.3], [38.1, 16.9], 1.5, 'reported'),
	sheet('avery-3415', 'Avery 3415', ['Herma 4476', 'L7105', 'L7780', 'L3415'], A4, 'round', [40, 40], [4, 6], [16, 13.5], [46, 46], 20, 'measured'),
	sheet('avery-3416', 'Avery 3416', ['Herma 4477'], A4, 'round', [60, 60], [3, 4], [8, 18], [67, 67], 30, 'measured'),
	sheet('avery-L7650', 'Avery L7650', ['L7630', 'L7670'], A4, 'round', [63.5, 63.5], [3, 4], [5.25, 14.75], [68, 68], 31.75, 'reported'),
	sheet('avery-L7120', 'Avery L7120', ['L7120-25'], A4, 'rect', [35, 35], [5, 7], [7.5, 11], [40, 40], 2, 'reported'),
	sheet('avery-L6032', 'Avery L6032', ['L6033', 'L6034', 'L6035', 'E3230'], A4, 'rect', [63.5, 33.9], [3, 8], [7.2, 13.1], [66.05, 33.9], 1.8, 'reported'),
	sheet('avery-C2243', 'Avery C2243', [], A4, 'round', [38.1, 38.1], [4, 5], [22.05, 27.85], [42.6, 50.8], 19.05, 'reported'),
	sheet('zweckform-3474', 'Avery Zweckform 3474', ['3448', '3449', '3450', '3451', 'Herma 4464', 'Herma 4465', 'Herma 4466', 'Herma 4467', 'Herma 4468', 'Herma 4469', 'Herma 4615'], A4, 'rect', [70, 37.1], [3, 8], [0, 0], [70, 37.1], 0, 'measured'),
	sheet('zweckform-3651', 'Avery Zweckform 3651', ['Herma 4610'], A4, 'rect', [52.5, 29.69], [4, 10], [0, 0], [52.5, 29.69], 0, 'measured'),
	sheet('avery-5160', 'Avery 5160', ['8160', '5260', '5520', '5960', '18160'], LETTER, 'rect', [66.675, 25.4], [3, 10], [4.7625, 12.7], [69.85, 25.4], 1.59, 'measured'),
	sheet('avery-5161', 'Avery 5161', ['8161', '5261'], LETTER, 'rect', [101.6, 25.4], [2, 10], [3.969, 12.7], [106.3625, 25.4], 1.59, 'measured'),
	sheet('avery-5163', 'Avery 5163', ['8163', '5263', '18163'], LETTER, 'rect', [101.6, 50.8], [2, 5], [3.969, 12.7], [106.3625, 50.8], 3.18, 'measured'),
	sheet('avery-5164', 'Avery 5164', ['8164', '5264'], LETTER, 'rect', [101.6, 84.667], [2, 3], [3.969, 12.7], [106.3625, 84.667], 3.18, 'measured'),
	sheet('avery-22806', 'Avery 22806', ['22816'], LETTER, 'rect', [50.8, 50.8], [3, 4], [15.875, 15.875], [66.675, 65.617], 2, 'reported'),
	sheet('avery-22807', 'Avery 22807', ['22923', '22933'], LETTER, 'round', [50.8, 50.8], [3, 4], [15.875, 15.875], [66.675, 65.617], 25.4, 'reported'),
	sheet('avery-8293', 'Avery 8293', [], LETTER, 'round', [38.1, 38.1], [4, 5], [12.7, 19.05], [50.8, 50.8], 19.05, 'reported')
];

type Pair = readonly [across: number, down: number];

function sheet(
	id: string,
	name: string,
	alsoSoldAs: readonly string[],
	paper: PaperSize,
	shape: Sheet['shape'],
	[w, h]: Pair,
	[columns, rows]: Pair,
	[left, top]: Pair,
	[pitchX, pitchY]: Pair,
	corner: number,
	known: Sheet['known']
): Sheet {
	const grid = { columns, rows, left, top, pitchX, pitchY };
	return { id, name, alsoSoldAs, paper, shape, label: { w, h }, ...grid, corner, known };
}

/** The sheet of that id: of the list, plain paper (`blankSheet`) or someone's own (`writeOwnSheet`). */
export function sheetNamed(id: string): Sheet | undefined {
	return sheets.find((one) => one.id === id) ?? readBlankSheet(id) ?? readOwnSheet(id);
}

/** Margins left over at the right and at the bottom, in mm, less those at the left and at the top: 0 when the grid is centred. */
export function offCentre(sheet: Sheet): { readonly across: number; readonly down: number } {
	const { paper, label, columns, rows, left, top, pitchX, pitchY } = sheet;
	return {
		across: paper.widthMm - (left + (columns - 1) * pitchX + label.w) - left,
		down: paper.heightMm - (top + (rows - 1) * pitchY + label.h) - top
	};
}

/** Nearly every sheet in shops is centred within half a millimetre: one that is not has been typed or measured wrong. */
const CENTRED_MM = 0.5;

export type SheetDoubt = 'off-centre-across' | 'off-centre-down';

/** What to look at again before a sheet is trusted; no doubt about it says nothing of a wrong grid that is centred too. */
export function doubtsOf(sheet: Sheet): SheetDoubt[] {
	const { across, down } = offCentre(sheet);
	return [
		...(Math.abs(across) > CENTRED_MM ? ['off-centre-across' as const] : []),
		...(Math.abs(down) > CENTRED_MM ? ['off-centre-down' as const] : [])
	];
}

/**
 * Sheets by what stands on the box: '7160', 'L 7160', 'avery l7160-40', 'herma 4677', or a label's size '63,5 x 38'.
 * The exact number first, then those that hold it; all sheets when nothing was typed.
 */
export function findSheets(typed: string): Sheet[] {
	const wanted = typed.slice(0, 80).toLowerCase().trim();
	if (wanted === '') return [...sheets];
	const size = SIZE.exec(wanted);
	if (size) return sheets.filter((one) => isLabelOf(one, readMm(size[1]!)!, readMm(size[2]!)!));
	return sheets
		.map((one) => ({ one, rank: Math.min(...productsOf(one).map((product) => rankOf(product, wanted))) }))
		.filter(({ rank }) => rank < NOT_IT)
		.toSorted((a, b) => a.rank - b.rank)
		.map(({ one }) => one);
}

const SIZE = /(\d{1,3}(?:[.,]\d{1,3})?)\s*(?:mm)?\s*[x×*]\s*(\d{1,3}(?:[.,]\d{1,3})?)/;
const SAME_SIZE_MM = 0.6;

function isLabelOf({ label }: Sheet, a: number, b: number): boolean {
	const near = (w: number, h: number) =>
		Math.abs(label.w - w) <= SAME_SIZE_MM && Math.abs(label.h - h) <= SAME_SIZE_MM;
	return near(a, b) || near(b, a);
}

interface Product {
	readonly maker: string;
	/** 'l7160' is letters 'l' and number '7160'. */
	readonly letters: string;
	readonly number: string;
}

const MAKERS = /\b(avery|zweckform|herma)\b/g;
const NUMBER = /([a-z]{0,2})[\s.-]*(\d{2,5})/;
const NOT_IT = 9;

/** Numbers without a maker's name are Avery's. */
function productsOf({ name, alsoSoldAs }: Sheet): Product[] {
	return [name, ...alsoSoldAs].map((said) => productOf(said.toLowerCase(), 'avery')!);
}

function productOf(said: string, maker: string): Product | undefined {
	const [, letters = '', number] = NUMBER.exec(said.replaceAll(MAKERS, ' ').trim()) ?? [];
	if (number === undefined) return undefined;
	return { maker: makersIn(said)[0] ?? maker, letters, number };
}

function makersIn(said: string): string[] {
	return Array.from(said.matchAll(MAKERS), ([maker]) => (maker === 'zweckform' ? 'avery' : maker));
}

/** How well a product is what was typed: 0 is it exactly, NOT_IT is another one. */
function rankOf(product: Product, typed: string): number {
	const wanted = productOf(typed, '');
	const makers = makersIn(typed);
	if (makers.length > 0 && !makers.includes(product.maker)) return NOT_IT;
	if (!wanted) return makers.length > 0 ? 4 : NOT_IT;
	if (product.number === wanted.number) return product.letters === wanted.letters ? 0 : 1;
	if (product.number.startsWith(wanted.number)) return 2;
	return wanted.number.length >= 3 && product.number.includes(wanted.number) ? 3 : NOT_IT;
}

export const papers = { A4, letter: LETTER } as const;
export type PaperName = keyof typeof papers;

function paperName({ widthMm, heightMm }: PaperSize): string {
	const names = Object.keys(papers) as PaperName[];
	const known = names.find((name) => papers[name].widthMm === widthMm && papers[name].heightMm === heightMm);
	return known ?? `${plain(widthMm)}x${plain(heightMm)}`;
}

/** Millimetres to a thousandth, as short as they can be written. */
function plain(mm: number): string {
	return String(Math.round(mm * 1000) / 1000);
}

/** Sides of a label, and columns, rows and labels of a sheet, of one's own or cut. */
export const LEAST_LABEL_MM = 10;
export const MOST_COLUMNS = 40;
export const MOST_ROWS = 60;
export const MOST_LABELS = 500;
const MOST_GAP_MM = 50;

export type BlankRefusal = {
	readonly refusal: 'too-small' | 'too-large';
	/** The least or the most that a label may measure, in mm. */
	readonly limit: { readonly w: number; readonly h: number };
};

/**
 * Plain paper, or one label as large as the sheet, cut with scissors: as many labels of w x h mm, `gap` mm apart, as
 * there is room for within the ink margin. A round label is `w` mm across.
 */
export function blankSheet(
	paper: PaperName,
	{ w, h }: Sheet['label'],
	shape: Sheet['shape'] = 'rect',
	gap = 0
): Sheet | BlankRefusal {
	const { widthMm, heightMm } = papers[paper];
	const room = { w: widthMm - 2 * INK_MARGIN_MM, h: heightMm - 2 * INK_MARGIN_MM };
	const label = { w, h: shape === 'round' ? w : h };
	const most = shape === 'round' ? { w: room.w, h: room.w } : room;
	if (!(Math.min(label.w, label.h) >= LEAST_LABEL_MM))
		return { refusal: 'too-small', limit: { w: LEAST_LABEL_MM, h: LEAST_LABEL_MM } };
	if (label.w > most.w || label.h > most.h) return { refusal: 'too-large', limit: most };
	const apart = Math.min(Math.max(gap, 0), MOST_GAP_MM) || 0;
	const columns = thatFit(room.w, label.w, apart);
	const rows = thatFit(room.h, label.h, apart);
	return {
		id: `blank-${paper}-${shape === 'round' ? `o${plain(w)}` : `${plain(w)}x${plain(h)}`}-${plain(apart)}`,
		...{ name: '', alsoSoldAs: [], paper: papers[paper], shape, label, columns, rows },
		left: (widthMm - columns * label.w - (columns - 1) * apart) / 2,
		top: (heightMm - rows * label.h - (rows - 1) * apart) / 2,
		...{ pitchX: label.w + apart, pitchY: label.h + apart },
		corner: shape === 'round' ? label.w / 2 : 0,
		known: 'cut'
	};
}

function thatFit(room: number, each: number, gap: number): number {
	return Math.floor((room + gap) / (each + gap) + 1e-6);
}

const BLANK = /^blank-(A4|letter)-(?:o([\d.]{1,8})|([\d.]{1,8})x([\d.]{1,8}))-([\d.]{1,8})$/;

function readBlankSheet(id: string): Sheet | undefined {
	const [, paper, round, w, h, gap] = BLANK.exec(id) ?? [];
	if (!paper) return undefined;
	const label = { w: Number(round ?? w), h: Number(round ?? h) };
	const made = blankSheet(paper as PaperName, label, round ? 'round' : 'rect', Number(gap));
	return 'refusal' in made ? undefined : made;
}

/** A sheet as someone describes it: lengths in mm as typed, counts in digits. */
export interface OwnSheetFields {
	readonly paper?: string;
	/** Of a paper that is neither A4 nor Letter. */
	readonly paperWidth?: string;
	readonly paperHeight?: string;
	readonly columns?: string;
	readonly rows?: string;
	readonly shape?: string;
	readonly width?: string;
	/** A round label needs none. */
	readonly height?: string;
	readonly corner?: string;
	readonly left?: string;
	readonly top?: string;
	/** From one label's edge to the same edge of the next. One column needs none, nor does one row. */
	readonly pitchX?: string;
	readonly pitchY?: string;
	/** Between two labels: instead of the pitch. */
	readonly gapX?: string;
	readonly gapY?: string;
}

export const ownSheetProblems = [
	'missing',
	'wrong',
	'not-a-number',
	'not-whole',
	'too-small',
	'too-large',
	'too-many',
	'not-round',
	'overlap',
	'contradicts',
	'off-the-page'
] as const;

export interface OwnSheetProblem {
	readonly field: keyof OwnSheetFields;
	readonly problem: (typeof ownSheetProblems)[number];
	/** The bound that it breaks (mm, or a count); for 'off-the-page' how many mm are too many. */
	readonly limit?: number;
}

/** Reads a sheet of one's own. Edge-to-edge sheets begin at 0; a wrong field is a problem, never an error. */
export function ownSheet(
	fields: OwnSheetFields
): { readonly sheet: Sheet } | { readonly problems: OwnSheetProblem[] } {
	const problems: OwnSheetProblem[] = [];
	const read = fieldReader(fields, problems);
	const paper = paperOf(fields, read, problems);
	const shape = fields.shape === 'round' ? 'round' : 'rect';
	if (fields.shape && fields.shape !== shape) problems.push({ field: 'shape', problem: 'wrong' });
	const w = read('width', LEAST_LABEL_MM, paper?.widthMm ?? PAPER_MM.most);
	const h =
		shape === 'round' && !fields.height?.trim()
			? w
			: read('height', LEAST_LABEL_MM, paper?.heightMm ?? PAPER_MM.most);
	const columns = read.count('columns', MOST_COLUMNS);
	const rows = read.count('rows', MOST_ROWS);
	const left = read('left', 0, PAPER_MM.most);
	const top = read('top', 0, PAPER_MM.most);
	const pitchX = pitchOf('X', w, columns, fields, read, problems);
	const pitchY = pitchOf('Y', h, rows, fields, read, problems);
	const corner =
		shape === 'round'
			? (w ?? 0) / 2
			: fields.corner?.trim()
				? read('corner', 0, Math.min(w ?? 0, h ?? 0) / 2)
				: 0;
	if (problems.length > 0 || !paper || !w || !h || !columns || !rows) return { problems };
	if (left === null || top === null || pitchX === null || pitchY === null || corner === null)
		return { problems };
	const label = { w, h };
	const grid = { columns, rows, left, top, pitchX, pitchY };
	const sheet: Sheet = {
		id: '',
		name: '',
		alsoSoldAs: [],
		paper,
		shape,
		label,
		...grid,
		corner,
		known: 'own'
	};
	problems.push(...problemsOfGrid(sheet));
	return problems.length > 0 ? { problems } : { sheet: { ...sheet, id: writeOwnSheet(sheet) } };
}

/** From a small card to A3 and a little over. */
const PAPER_MM = { least: 50, most: 500 } as const;

type FieldReader = ReturnType<typeof fieldReader>;

/** Reads one field within its bounds; what is wrong goes to the problems, and the answer is null. */
function fieldReader(fields: OwnSheetFields, problems: OwnSheetProblem[]) {
	const wrong = (field: keyof OwnSheetFields, problem: OwnSheetProblem['problem'], limit?: number) => {
		problems.push({ field, problem, ...(limit === undefined ? {} : { limit }) });
		return null;
	};
	const length = (field: keyof OwnSheetFields, least: number, most: number) => {
		const typed = fields[field]?.trim() ?? '';
		const mm = readMm(typed);
		if (mm === null) return wrong(field, typed === '' ? 'missing' : 'not-a-number');
		if (mm < least) return wrong(field, 'too-small', least);
		if (mm > most) return wrong(field, 'too-large', most);
		return Math.round(mm * 1000) / 1000;
	};
	const count = (field: 'columns' | 'rows', most: number) => {
		const many = length(field, 1, Infinity);
		if (many === null) return null;
		if (!Number.isInteger(many)) return wrong(field, 'not-whole');
		return many > most ? wrong(field, 'too-many', most) : many;
	};
	return Object.assign(length, { count });
}

function paperOf(fields: OwnSheetFields, read: FieldReader, problems: OwnSheetProblem[]): PaperSize | null {
	if (fields.paper === 'A4' || fields.paper === 'letter') return papers[fields.paper];
	if (fields.paper !== 'own') {
		problems.push({ field: 'paper', problem: fields.paper ? 'wrong' : 'missing' });
		return null;
	}
	const widthMm = read('paperWidth', PAPER_MM.least, PAPER_MM.most);
	const heightMm = read('paperHeight', PAPER_MM.least, PAPER_MM.most);
	return widthMm === null || heightMm === null ? null : { widthMm, heightMm };
}

/** With one column there is no next one: its pitch is the label's width, and nobody needs to type it. */
function pitchOf(
	axis: 'X' | 'Y',
	side: number | null,
	count: number | null,
	fields: OwnSheetFields,
	read: FieldReader,
	problems: OwnSheetProblem[]
): number | null {
	if (count === 1 || side === null) return side;
	const [pitchField, gapField] = [`pitch${axis}`, `gap${axis}`] as const;
	const byGap = fields[gapField]?.trim() ? read(gapField, 0, MOST_GAP_MM) : undefined;
	if (byGap === null) return null;
	if (byGap !== undefined && !fields[pitchField]?.trim()) return Math.round((side + byGap) * 1000) / 1000;
	const pitch = read(pitchField, 0, PAPER_MM.most);
	if (pitch === null) return null;
	if (pitch < side) problems.push({ field: pitchField, problem: 'overlap', limit: side });
	else if (byGap !== undefined && Math.abs(pitch - side - byGap) > 0.05)
		problems.push({
			field: gapField,
			problem: 'contradicts',
			limit: Math.round((pitch - side) * 1000) / 1000
		});
	return pitch;
}

/** Typed and measured lengths are rounded: a grid may be this much too wide. */
const ROUNDED_MM = 0.1;

function problemsOfGrid(sheet: Sheet): OwnSheetProblem[] {
	const { label, shape, columns, rows, left, top } = sheet;
	const { across, down } = offCentre(sheet);
	const over = (field: 'columns' | 'rows', mm: number): OwnSheetProblem[] =>
		mm > ROUNDED_MM ? [{ field, problem: 'off-the-page', limit: Math.round(mm * 100) / 100 }] : [];
	const crowded = columns * rows > MOST_LABELS;
	return [
		...(shape === 'round' && label.w !== label.h ? [{ field: 'height', problem: 'not-round' } as const] : []),
		...(crowded
			? [{ field: 'rows', problem: 'too-many', limit: Math.floor(MOST_LABELS / columns) } as const]
			: []),
		...over('columns', -across - left),
		...over('rows', -down - top)
	];
}

/**
 * A sheet in one short line that `readOwnSheet` reads, for a link: paper, columns x rows, label, first corner, pitch, radius
 * of the corners, in mm: 'A4 2x5 96x50.8 7.73,21.5 98.54,50.8 r2'. A round label is 'o40'.
 */
export function writeOwnSheet(sheet: Sheet): string {
	const { paper, shape, label, columns, rows, left, top, pitchX, pitchY, corner } = sheet;
	const size = shape === 'round' ? `o${plain(label.w)}` : `${plain(label.w)}x${plain(label.h)}`;
	const first = `${plain(left)},${plain(top)}`;
	const next = `${plain(pitchX)},${plain(pitchY)}`;
	const rounded = shape === 'round' || corner === 0 ? [] : [`r${plain(corner)}`];
	return [paperName(paper), `${columns}x${rows}`, size, first, next, ...rounded].join(' ');
}

const N = '(\\d{1,4}(?:\\.\\d{1,3})?)';
const OWN = new RegExp(
	`^(?:(A4|letter)|${N}x${N}) ${N}x${N} (?:o${N}|${N}x${N}) ${N},${N} ${N},${N}(?: r${N})?$`
);

/** Reads what `writeOwnSheet` wrote; undefined for anything else, also for a sheet that `ownSheet` would not take. */
export function readOwnSheet(line: string): Sheet | undefined {
	const found = OWN.exec(line.slice(0, 120));
	if (!found) return undefined;
	const [, paper = 'own', paperWidth, paperHeight, columns, rows, round, w, height] = found;
	const [left, top, pitchX, pitchY, corner] = found.slice(9);
	const shape = round ? 'round' : 'rect';
	const grid = { columns, rows, left, top, pitchX, pitchY };
	const size = { shape, width: round ?? w, height, corner };
	const read = ownSheet(given({ paper, paperWidth, paperHeight, ...size, ...grid }));
	return 'sheet' in read ? read.sheet : undefined;
}

/** Only the fields that have a value. */
function given(fields: Readonly<Record<string, string | undefined>>): OwnSheetFields {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
