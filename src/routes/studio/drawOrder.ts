import { isSpecimen } from '#lib/codes/codes.ts';
import { readCalibration } from '#lib/paper/calibration.ts';
import type { Correction, DocumentInfo, Page } from '#lib/paper/drawing.ts';
import { paintSvg } from '#lib/paper/paintSvg.ts';
import { sheetNamed, sheets, type Sheet } from '#lib/paper/sheets.ts';
import { slotsOf, slotsOutOfReach } from '#lib/paper/slots.ts';
import { config } from '#lib/server/config.ts';
import { typesetter } from '#lib/server/fonts.ts';
import { labelSheets } from '#lib/stickers/labelSheets.ts';
import {
	orderedPieces,
	ownPieces,
	problemOf,
	type OrderedPiece,
	type OrderLine,
	type StudioOrder
} from '#lib/stickers/order.ts';
import { drawPiece, type PieceRefusal } from '#lib/stickers/pieces.ts';
import type { MailboxSign } from '#lib/stickers/mailboxSign.ts';
import { voice } from '#lib/stickers/words.ts';
import type { Language } from '#lib/text/languages.ts';
import { speak } from '#lib/text/speak.ts';
import type { Desk } from './desk.ts';
import type { LineRefusal, Picture, SignForm } from './picture.ts';

/** Who reads the page, and their mailbox. */
export interface Reader {
	readonly language: Language;
	readonly sign: MailboxSign | null;
}

export interface DrawnOrder {
	readonly pages: readonly Page[];
	readonly info: DocumentInfo;
	readonly printed: number;
	readonly refused: Picture['refused'];
}

/** The pages of an order; none when it has a problem. `correction` is for the printer: a picture is drawn without. */
export function drawOrder(order: StudioOrder, reader: Reader, correction?: Correction): DrawnOrder {
	const info = documentOf(order, reader);
	if (problemOf(order)) return { pages: [], info, printed: 0, refused: [] };
	const ordered = piecesOf(order, reader);
	const { pages, refused } = onSheet(sheetNamed(order.sheet)!, order, reader, ordered, correction);
	const left = order.lines.flatMap((line, i) => (reader.sign || !isOwn(line) ? [] : [i]));
	return {
		...{ pages, info, printed: ordered.length - refused.length },
		refused: [
			...byLine(ordered, refused),
			...left.map((line) => ({ line, refusal: { refusal: 'no-mailbox' as const } }))
		]
	};
}

function piecesOf(order: StudioOrder, { language, sign }: Reader): OrderedPiece[] {
	return orderedPieces(order, order.language ?? language, sign);
}

function onSheet(
	sheet: Sheet,
	{ used, fill, language }: StudioOrder,
	reader: Reader,
	ordered: readonly OrderedPiece[],
	correction?: Correction
) {
	const stickers = ordered.map(({ piece }) => piece);
	const wanted = { sheet, stickers, used, fill, ...(correction ? { correction } : {}) };
	return labelSheets(voice(typesetter(), language ?? reader.language), wanted, drawPiece);
}

function byLine(
	ordered: readonly OrderedPiece[],
	refused: readonly { readonly index: number; readonly refusal: PieceRefusal }[]
): Picture['refused'] {
	const lines = new Map(refused.map(({ index, refusal }) => [ordered[index]!.line, refusal]));
	return [...lines].map(([line, refusal]) => ({ line, refusal }));
}

/** Whether a line to print carries the code of a mailbox. */
function isOwn({ what, isPrinted }: OrderLine): boolean {
	return isPrinted && ownPieces.some((own) => own === what);
}

/** Codes that lead to nobody's server are marked; what holds none needs no mark. */
function documentOf({ lines, language }: StudioOrder, reader: Reader): DocumentInfo {
	const hasCode = lines.some(isOwn);
	const spoken = language ?? reader.language;
	return {
		title: speak(reader.language)('studio.document'),
		language: spoken,
		...(hasCode && reader.sign && isSpecimen(config().publicUrl)
			? { watermark: voice(typesetter(), spoken).words('specimen') }
			: {})
	};
}

/** What the printer of this desk needs; undefined when nobody measured it, or its measures make no sense. */
export function correctionOn({ order, readings }: Desk): Correction | undefined {
	if (readings.a === '' && readings.b === '') return undefined;
	const read = readCalibration(readings, sheetNamed(order.sheet)!.paper);
	return 'refusal' in read ? undefined : read.correction;
}

/** One page as SVG, and what there is to say of the order. `address` makes the image's address of it. */
export function pictureOf(
	desk: Desk,
	reader: Reader,
	address: (svg: string, page: number) => string
): Picture {
	const { order } = desk;
	const { pages, printed, refused, info } = drawOrder(order, reader);
	const page = Math.min(desk.page, Math.max(pages.length, 1));
	const shown = pages[page - 1];
	const correction = correctionOn(desk);
	return {
		src: shown ? address(svgOf(shown, info), page) : null,
		page,
		...{ pages: pages.length, printed },
		problem: problemOf(order),
		refused,
		fits: refused.some(({ refusal }) => isOfLabel(refusal)) ? sheetThatFits(order, reader) : null,
		signForm: signFormOf(order, reader),
		outOfReach: correction ? slotsOutOfReach(sheetNamed(order.sheet)!, correction) : []
	};
}

export function svgOf(page: Page, { watermark, language }: DocumentInfo): string {
	return paintSvg(page, typesetter(), watermark ? { watermark, language } : {});
}

/** Whether another label would do. */
function isOfLabel({ refusal }: LineRefusal): boolean {
	return refusal === 'too-small' || refusal === 'too-long';
}

/** As it stands on the sheet's first label. */
function signFormOf({ lines, sheet, language }: StudioOrder, reader: Reader): SignForm | null {
	if (!reader.sign || !lines.some(({ what, isPrinted }) => what === 'qr' && isPrinted)) return null;
	const label = slotsOf(sheetNamed(sheet)!)[0]!;
	const spoken = voice(typesetter(), language ?? reader.language);
	const drawn = drawPiece(spoken, { piece: 'qr', sign: reader.sign }, label);
	if ('refusal' in drawn) return null;
	const texts = drawn.flatMap((shape) => (shape.kind === 'text' ? [shape.line.text] : []));
	if (texts.length === 0 && !drawn.some(({ kind }) => kind === 'figure')) return 'bare';
	if (!texts.join(' ').includes(spoken.words('herePeopleLend'))) return 'small';
	return label.edge.w > STRIP * label.edge.h ? 'strip' : 'full';
}

/** Wider than this many heights, a label is a strip. */
const STRIP = 2.5;

/** The sheet with the smallest labels on which nothing of the order is too large; of the same paper, if one is. */
function sheetThatFits(order: StudioOrder, reader: Reader): string | null {
	const { paper } = sheetNamed(order.sheet)!;
	const once = piecesOf({ ...order, lines: order.lines.map((line) => ({ ...line, copies: 1 })) }, reader);
	const isOther = (sheet: Sheet) => Number(sheet.paper.widthMm !== paper.widthMm);
	const size = ({ label }: Sheet) => label.w * label.h;
	const fitting = sheets
		.toSorted((a, b) => isOther(a) - isOther(b) || size(a) - size(b))
		.find((sheet) =>
			onSheet(sheet, { ...order, used: [] }, reader, once).refused.every(({ refusal }) => !isOfLabel(refusal))
		);
	return fitting && fitting.id !== order.sheet ? fitting.id : null;
}
