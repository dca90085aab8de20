import type { Page, Shape, Stamp } from '#lib/paper/drawing.ts';
import { A4, type Area } from '#lib/paper/lengths.ts';
import { emblemIn } from './emblem.ts';
import { leastQrMm, NO_RULES, rulesInWords, underRules, type HouseRules } from './houseRules.ts';
import { howToBox } from './howTo.ts';
import { blankJoker } from './joker.ts';
import { cutOut, isDrawn } from './label.ts';
import { area, CUT, frame, SIDE_MM } from './look.ts';
import { NAMEPLATE, ownMarks, stripToCut } from './nameplate.ts';
import { objectSticker, type ObjectDrawing } from './objectSticker.ts';
import { briefly, hallName, mailboxName, type HallPlace } from './place.ts';
import type { MailboxSign } from './mailboxSign.ts';
import { QR_STICKER, qrSticker } from './qrSticker.ts';
import { write, writeDown, writeName, type Paragraph } from './writing.ts';
import type { Voice } from './words.ts';

export interface StickerSheet extends MailboxSign {
	readonly hall: HallPlace;
	readonly label: string;
	/** Of the hall; without them, none. */
	readonly rules?: HouseRules;
}

const COLUMNS = 7;
const ROWS = 6;
const GAP_MM = 2;
const CORNER_MM = 3.4;
const WIDTH_MM = A4.widthMm - 2 * SIDE_MM;
const STICKERS = area(SIDE_MM, 29, WIDTH_MM, QR_STICKER.h);
const QR_CORNER_MM = 3;
const STRIP_TOP = STICKERS.y + STICKERS.h + 2.6;
const GRID = area(SIDE_MM, 101, WIDTH_MM, 187);
const HOW_TO = area(
	SIDE_MM + 2 * QR_STICKER.w + 2 * GAP_MM + 1,
	STICKERS.y,
	WIDTH_MM - 2 * (QR_STICKER.w + GAP_MM) - 1,
	STICKERS.h
);
const CELL = { w: (GRID.w - (COLUMNS - 1) * GAP_MM) / COLUMNS, h: (GRID.h - (ROWS - 1) * GAP_MM) / ROWS };

/**
 * The sticker sheet of a mailbox, A4: its QR sticker and one to spare, the nameplate, and `everyday`, the same
 * on every sheet (`everydayStickers`).
 */
export function stickerSheet(voice: Voice, sheet: StickerSheet, everyday: Stamp): Page {
	const shapes = [
		everyday,
		...heading(voice, sheet),
		...qrPlaces(sheet.origin, sheet.rules).flatMap((place) =>
			drawn(qrSticker(voice, sheet, cutOut(place, QR_CORNER_MM)))
		),
		...ownMarks(sheet, SIDE_MM, STRIP_TOP)
	];
	return { ...A4, shapes, label: voice.words('pageOfSheet', { mailbox: briefly(sheet.label) }) };
}

/**
 * What every sheet of a document has: title, how-to, the starter pictograms (42 places, the rest jokers), three jokers more, and
 * all of the nameplate that is no mailbox's own. `origin` is PALIER_PUBLIC_URL.
 */
export function everydayStickers(
	voice: Voice,
	second: Voice | null,
	things: readonly ObjectDrawing[],
	origin: string,
	rules: HouseRules = NO_RULES
): Stamp {
	const cells = Array.from({ length: COLUMNS * ROWS }, (_, i) => smaller(cell(i), rules));
	const shapes = [
		...write(voice, voice.words('sheetTitle'), area(SIDE_MM, 8, 110, 10.5), { sizePt: 22, face: 'bold' })
			.shapes,
		...writeDown(
			[
				{ voice, text: voice.words('sheetLead'), manner: { sizePt: 10 } },
				{ voice, ...secondLine(voice, rules) }
			],
			area(SIDE_MM, 17.8, 114, 9.4)
		).shapes,
		...howToBox(voice, second, HOW_TO),
		...qrPlaces(origin, rules).map((place) => frame(place, QR_CORNER_MM, CUT)),
		...stripToCut(voice, origin, SIDE_MM, STRIP_TOP),
		...jokerStrip(rules),
		...cells.flatMap((place, i) => cellSticker(voice, things[i], place))
	];
	const { stickers, stickerMm } = rules;
	const name = ['sheet', voice.language, second?.language, origin, stickers, stickerMm].join(' ');
	return { kind: 'stamp', name, shapes, x: 0, y: 0 };
}

/** The house's rule, where there is one. */
function secondLine(voice: Voice, rules: HouseRules): Pick<Paragraph, 'text' | 'manner'> {
	const rule = rulesInWords(voice, rules);
	if (rule === '') return { text: voice.words('sheetRest'), manner: { sizePt: 10 } };
	return { text: rule, manner: { sizePt: 10, face: 'bold' } };
}

/** The sticker, and one to spare: no larger than the rule, but never so small that no phone reads it. */
function qrPlaces(origin: string, rules: HouseRules = NO_RULES): Area[] {
	const { w, h } = underRules(QR_STICKER, rules, leastQrMm(origin));
	return [STICKERS.x, STICKERS.x + QR_STICKER.w + GAP_MM].map((x) => area(x, STICKERS.y, w, h));
}

/** In the middle of its place. */
function smaller({ x, y, w, h }: Area, rules: HouseRules): Area {
	const size = underRules({ w, h }, rules);
	return area(x + (w - size.w) / 2, y + (h - size.h) / 2, size.w, size.h);
}

function cell(i: number): Area {
	const [column, row] = [i % COLUMNS, Math.floor(i / COLUMNS)];
	return area(GRID.x + column * (CELL.w + GAP_MM), GRID.y + row * (CELL.h + GAP_MM), CELL.w, CELL.h);
}

/** An object's sticker in a cell, and a blank one where there are no more objects. */
function cellSticker(voice: Voice, thing: ObjectDrawing | undefined, place: Area): readonly Shape[] {
	const label = cutOut(place, CORNER_MM);
	return thing ? drawn(objectSticker(voice, thing, label)) : blankJoker(label);
}

/** The places of this sheet are large enough for what stands there. */
function drawn<Refusal>(shapes: readonly Shape[] | Refusal): readonly Shape[] {
	if (isDrawn(shapes)) return shapes;
	throw new Error(`a place of the sticker sheet is too small: ${JSON.stringify(shapes)}`);
}

function jokerStrip(rules: HouseRules): Shape[] {
	const left = SIDE_MM + NAMEPLATE.w + GAP_MM * 2;
	const width = (SIDE_MM + WIDTH_MM - left - 2 * GAP_MM) / 3;
	return [0, 1, 2].flatMap((i) =>
		blankJoker(
			cutOut(smaller(area(left + i * (width + GAP_MM), STRIP_TOP, width, NAMEPLATE.h), rules), CORNER_MM)
		)
	);
}

function heading(voice: Voice, { hall, label, emblem }: StickerSheet): Shape[] {
	const right = SIDE_MM + WIDTH_MM;
	return [
		...writeName(voice, mailboxName(voice, label), area(126, 8, 50, 10), {
			...{ sizePt: 16, minPt: 9, face: 'bold', align: 'end', stand: 'bottom' }
		}).shapes,
		...writeName(voice, hallName(voice, hall), area(126, 18, 50, 8.4), { sizePt: 10, minPt: 7, align: 'end' })
			.shapes,
		...emblemIn(emblem, area(right - 22, 8, 22, 18))
	];
}
