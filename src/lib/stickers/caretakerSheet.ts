import type { Page, Shape } from '#lib/paper/drawing.ts';
import { A4, type Area } from '#lib/paper/lengths.ts';
import type { PrintKey } from '#lib/text/print.fr.ts';
import { emblemIn, type Emblem } from './emblem.ts';
import { NO_RULES, qrBeyondRule, rulesInWords, type HouseRules } from './houseRules.ts';
import { numberDisc } from './howTo.ts';
import { across, area, frame, MEDIUM, RULE, SIDE_MM, THICK, TO_FILL } from './look.ts';
import { hallName, streetLine, type HallPlace } from './place.ts';
import { write, writeName } from './writing.ts';
import type { Voice } from './words.ts';

export interface CaretakerSheet {
	readonly hall: HallPlace;
	/** In walking order. No name, no code: whoever finds this sheet learns nothing. */
	readonly mailboxes: readonly { readonly label: string; readonly emblem: Emblem }[];
	/** Of the hall; without them, none. */
	readonly rules?: HouseRules;
	/** PALIER_PUBLIC_URL, whose length says how small a code may be. */
	readonly origin?: string;
}

const WIDTH_MM = A4.widthMm - 2 * SIDE_MM;
const COLUMN_GAP_MM = 8;
const COLUMN_MM = (WIDTH_MM - COLUMN_GAP_MM) / 2;
const ROW_MM = 10;
const HEAD_MM = 7;
const FIRST_TABLE = area(SIDE_MM, 85, WIDTH_MM, 180);
const NEXT_TABLE = area(SIDE_MM, 36, WIDTH_MM, 230);
const TICK_MM = 5;
const [GIVEN, PROBLEM] = [COLUMN_MM - 27, COLUMN_MM - 9];

const advice: readonly PrintKey[] = ['caretaker1', 'caretaker2', 'caretaker3', 'caretaker4'];
const adviceWithStrips: readonly PrintKey[] = [
	'caretaker1Strip',
	'caretaker2Strip',
	'caretaker3',
	'caretaker4'
];

/** The sheets that open a hall's kit: its mailboxes in walking order, to tick as the kits are handed out. At least one. */
export function caretakerSheets(voice: Voice, sheet: CaretakerSheet): Page[] {
	const parts = partsOf(sheet.mailboxes);
	return parts.map((mailboxes, i) => {
		const table = i === 0 ? FIRST_TABLE : NEXT_TABLE;
		const shapes = [
			...heading(voice, sheet, i + 1, parts.length),
			...(i === 0 ? howToHandOut(voice, sheet) : []),
			...tableOf(voice, mailboxes, table),
			...signature(voice, sheet.mailboxes.length)
		];
		return { ...A4, shapes, label: voice.words('pageOfCaretaker', { page: i + 1 }) };
	});
}

type Mailboxes = CaretakerSheet['mailboxes'];

function partsOf(mailboxes: Mailboxes): Mailboxes[] {
	const parts = [mailboxes.slice(0, capacity(FIRST_TABLE))];
	for (let at = capacity(FIRST_TABLE); at < mailboxes.length; at += capacity(NEXT_TABLE))
		parts.push(mailboxes.slice(at, at + capacity(NEXT_TABLE)));
	return parts;
}

function rowsOf(table: Area): number {
	return Math.floor((table.h - HEAD_MM) / ROW_MM);
}

function capacity(table: Area): number {
	return 2 * rowsOf(table);
}

function heading(voice: Voice, sheet: CaretakerSheet, page: number, pages: number): Shape[] {
	const { hall, mailboxes } = sheet;
	const rule = ruleOf(voice, sheet);
	const right = { align: 'end', stand: 'bottom' } as const;
	return [
		...write(voice, voice.words('caretakerTitle'), area(SIDE_MM, 8, 80, 13), {
			sizePt: 26,
			minPt: 16,
			face: 'bold'
		}).shapes,
		...writeName(voice, hallName(voice, hall), area(SIDE_MM + 82, 6.3, WIDTH_MM - 82, 12.6), {
			...{ sizePt: 18, minPt: 9, face: 'bold', ...right }
		}).shapes,
		...writeName(voice, streetLine(hall), area(SIDE_MM, 21, 132, rule === '' ? 9 : 4.8), {
			sizePt: 10.5,
			minPt: 7
		}).shapes,
		...(rule === ''
			? []
			: write(voice, rule, area(SIDE_MM, 26.2, 132, 5.4), { sizePt: 10.5, minPt: 6.5, face: 'bold' }).shapes),
		...write(
			voice,
			voice.words('caretakerCount', { count: mailboxes.length }),
			area(SIDE_MM + 134, 21, WIDTH_MM - 134, 5),
			{
				...{ sizePt: 10.5, minPt: 8, align: 'end' }
			}
		).shapes,
		...(pages === 1
			? []
			: write(
					voice,
					voice.words('caretakerSheet', { page, pages }),
					area(SIDE_MM + 134, 26, WIDTH_MM - 134, 5),
					{
						...{ sizePt: 10.5, minPt: 8, align: 'end' }
					}
				).shapes),
		across(SIDE_MM, SIDE_MM + WIDTH_MM, 33, THICK)
	];
}

/** What the house allows on its mailboxes, and where the code cannot be so small. */
function ruleOf(voice: Voice, { rules = NO_RULES, origin }: CaretakerSheet): string {
	const beyond = origin === undefined ? '' : qrBeyondRule(voice, rules, origin);
	return [rulesInWords(voice, rules), beyond].filter((words) => words !== '').join(' ');
}

function howToHandOut(voice: Voice, { rules = NO_RULES }: CaretakerSheet): Shape[] {
	return (rules.stickers === 'none' ? adviceWithStrips : advice).flatMap((key, i) => {
		const y = 37.5 + i * 11;
		return [
			...numberDisc(voice, i + 1, SIDE_MM + 4, y + 4, 3.6),
			...write(voice, voice.words(key), area(SIDE_MM + 12, y, WIDTH_MM - 12, 8), {
				sizePt: 12,
				minPt: 9,
				stand: 'middle'
			}).shapes
		];
	});
}

function tableOf(voice: Voice, mailboxes: Mailboxes, table: Area): Shape[] {
	const rows = rowsOf(table);
	const columns = [mailboxes.slice(0, rows), mailboxes.slice(rows)];
	return columns.flatMap((column, i) => {
		const x = table.x + i * (COLUMN_MM + COLUMN_GAP_MM);
		if (column.length === 0) return [];
		return [
			...columnHead(voice, x, table.y),
			...column.flatMap((mailbox, row) => line(voice, mailbox, x, table.y + HEAD_MM + row * ROW_MM))
		];
	});
}

function columnHead(voice: Voice, x: number, y: number): Shape[] {
	const small = { sizePt: 8.5, minPt: 6.5, face: 'bold' } as const;
	const centred = { ...small, align: 'middle' } as const;
	return [
		...write(voice, voice.words('caretakerMailbox'), area(x + 13, y, 30, 5), small).shapes,
		...write(voice, voice.words('caretakerGiven'), area(x + GIVEN - 9, y, 18, 5), centred).shapes,
		...write(voice, voice.words('caretakerProblem'), area(x + PROBLEM - 9, y, 18, 5), centred).shapes,
		across(x, x + COLUMN_MM, y + HEAD_MM, MEDIUM)
	];
}

function line(voice: Voice, { label, emblem }: Mailboxes[number], x: number, y: number): Shape[] {
	const tick = (middle: number) =>
		frame(area(x + middle - TICK_MM / 2, y + (ROW_MM - TICK_MM) / 2, TICK_MM, TICK_MM), 0.8, MEDIUM);
	return [
		...emblemIn(emblem, area(x, y + 0.9, 11, ROW_MM - 1.8)),
		...writeName(voice, label, area(x + 13, y + 0.4, GIVEN - 13 - 5, ROW_MM - 0.8), {
			...{ sizePt: 13, minPt: 6.5, face: 'bold', stand: 'middle' }
		}).shapes,
		tick(GIVEN),
		tick(PROBLEM),
		across(x, x + COLUMN_MM, y + ROW_MM, RULE)
	];
}

function signature(voice: Voice, count: number): Shape[] {
	const y = 280;
	const blank = (key: PrintKey, x: number, w: number, after = '') => {
		const { shapes } = write(voice, voice.words(key), area(x, y - 5, w, 5.4), { sizePt: 10.5, face: 'bold' });
		const end = x + w - (after ? 14 : 0);
		const from = x + Math.max(...shapes.map((text) => text.line.widthMm)) + 2;
		const total = after ? write(voice, after, area(end + 1.5, y - 5, 14, 5.4), { sizePt: 10.5 }).shapes : [];
		return [...shapes, across(from, end, y - 0.9, TO_FILL), ...total];
	};
	return [
		...blank('caretakerTotal', SIDE_MM, 48, `/ ${count}`),
		...blank('caretakerDate', SIDE_MM + 54, 48),
		...blank('caretakerSignature', SIDE_MM + 108, WIDTH_MM - 108)
	];
}
