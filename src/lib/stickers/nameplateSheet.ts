import type { Page, Shape } from '#lib/paper/drawing.ts';
import { A4 } from '#lib/paper/lengths.ts';
import type { Emblem } from './emblem.ts';
import { across, area, RULE, SIDE_MM } from './look.ts';
import { NAMEPLATE, ownMarks, stripToCut } from './nameplate.ts';
import { hallName, mailboxName, type HallPlace } from './place.ts';
import { write, writeName } from './writing.ts';
import type { Voice } from './words.ts';

export interface NameplateSheet {
	/** PALIER_PUBLIC_URL: scheme and host, no path. */
	readonly origin: string;
	readonly hall: HallPlace;
	/** In walking order. */
	readonly mailboxes: readonly { readonly label: string; readonly code: string; readonly emblem: Emblem }[];
}

const TOP_MM = 31;
const ROW_MM = 28.6;
const ROWS = Math.floor((A4.heightMm - SIDE_MM - TOP_MM) / ROW_MM);
const STRIP_X = A4.widthMm - SIDE_MM - NAMEPLATE.w;

/** Strips for the name holders of mailboxes that may carry no sticker, in walking order, each beside the name of its mailbox. */
export function nameplateSheets(voice: Voice, sheet: NameplateSheet): Page[] {
	const { mailboxes } = sheet;
	const pages = Math.ceil(mailboxes.length / ROWS);
	return Array.from({ length: pages }, (_, page) => {
		const own = mailboxes.slice(page * ROWS, (page + 1) * ROWS);
		const rows = own.flatMap((mailbox, i) => row(voice, sheet, mailbox, TOP_MM + i * ROW_MM));
		const label = voice.words('pageOfStrips', { page: page + 1 });
		return { ...A4, shapes: [...heading(voice, sheet), ...rows], label };
	});
}

function heading(voice: Voice, { hall }: NameplateSheet): Shape[] {
	const right = { align: 'end', stand: 'bottom' } as const;
	const width = A4.widthMm - 2 * SIDE_MM;
	return [
		...write(voice, voice.words('stripsTitle'), area(SIDE_MM, 8, 96, 10.5), { sizePt: 22, face: 'bold' })
			.shapes,
		...writeName(voice, hallName(voice, hall), area(SIDE_MM + 98, 8, width - 98, 10.5), {
			...{ sizePt: 14, minPt: 7, face: 'bold', ...right }
		}).shapes,
		...write(voice, voice.words('stripsLead'), area(SIDE_MM, 19, width, 7), { sizePt: 11, minPt: 8 }).shapes
	];
}

function row(
	voice: Voice,
	{ origin }: NameplateSheet,
	{ label, code, emblem }: NameplateSheet['mailboxes'][number],
	y: number
): Shape[] {
	const name = area(SIDE_MM, y, STRIP_X - SIDE_MM - 4, NAMEPLATE.h);
	return [
		...writeName(voice, mailboxName(voice, label), name, {
			...{ sizePt: 18, minPt: 9, face: 'bold', stand: 'middle' }
		}).shapes,
		...stripToCut(voice, origin, STRIP_X, y),
		...ownMarks({ origin, code, emblem }, STRIP_X, y),
		across(SIDE_MM, STRIP_X - 4, y + NAMEPLATE.h + 1.8, RULE)
	];
}
