import { showCode } from '#lib/codes/codes.ts';
import type { Shape } from '#lib/paper/drawing.ts';
import { ptToMm, type Area } from '#lib/paper/lengths.ts';
import { emblemInRing, PAIR_RING, type Emblem } from './emblem.ts';
import { area } from './look.ts';
import { domain, type MailboxSign } from './mailboxSign.ts';
import { writeAddressWhole, writeIfItFits, type Manner, type Written } from './writing.ts';
import type { Voice } from './words.ts';

export type SignLine = 'title' | 'code' | 'address';

/** The emblem is compared with the page's from arm's length. */
export const LEAST_EMBLEM_MM = 8;

/** The room beside the code of the kit's sticker; what stands in another room is in proportion to this. */
const ROOM = { w: 27, h: 38 } as const;
/** Above and below the emblem there. */
const ABOVE_MM = 2.4;
const BELOW_MM = 1.2;
/** Size there, height there, and from the line's top to the next one's. */
const LINES = {
	title: { pt: 12, leastPt: 6.5, high: 5.6, step: 6 },
	code: { pt: 8, leastPt: 6, high: 4, step: 3.8 },
	address: { pt: 8, leastPt: 6, high: 6.6, step: 7.4 }
} as const;
/** Between these, all lines have their least size and stay below a headline's. */
const LEAST_SCALE = 0.75;
const LARGEST_SCALE = 2.4;

/** The emblem and lines of words under it, in a high room, or beside it, in a low one; null where they do not fit. */
export function emblemAndWords(
	voice: Voice,
	sign: MailboxSign,
	lines: readonly SignLine[],
	room: Area
): Shape[] | null {
	const low = lines.length > 0 && room.w > 1.3 * room.h;
	return (
		(low ? emblemBesideWords(voice, sign, lines, room) : null) ?? emblemOverWords(voice, sign, lines, room)
	);
}

function emblemOverWords(
	voice: Voice,
	sign: MailboxSign,
	lines: readonly SignLine[],
	room: Area
): Shape[] | null {
	const scale = Math.min(1, room.w / ROOM.w, room.h / ROOM.h);
	const [above, below] = lines.length > 0 ? [ABOVE_MM * scale, BELOW_MM * scale] : [0.4, 0.4];
	const written = wordsIn(
		voice,
		sign,
		lines,
		{ ...room, h: room.h - above - below - LEAST_EMBLEM_MM },
		'middle'
	);
	if (!written) return null;
	const free = room.h - written.height - above - below;
	const r = Math.min(
		free / 2,
		(room.w - 0.8) / broadOf(sign.emblem),
		lines.length > 0 ? 0.34 * room.h : Infinity
	);
	if (2 * r < LEAST_EMBLEM_MM) return null;
	const middle = room.y + above + (free - 2 * r) / 2 + r;
	return [
		...emblemInRing(sign.emblem, room.x + room.w / 2, middle, r),
		...lowered(written.shapes, middle + r + below - room.y)
	];
}

function emblemBesideWords(
	voice: Voice,
	sign: MailboxSign,
	lines: readonly SignLine[],
	room: Area
): Shape[] | null {
	const broad = broadOf(sign.emblem);
	const r = Math.min(0.4 * room.h, ((broad > 2 ? 0.45 : 0.36) * room.w) / broad);
	const [gap, taken] = [0.09 * room.h, broad * r + 0.04 * room.h];
	const words = area(room.x + taken + gap, room.y, room.w - taken - 2 * gap, room.h);
	const written = wordsIn(voice, sign, lines, words, voice.direction === 'ltr' ? 'start' : 'end');
	if (!written || 2 * r < LEAST_EMBLEM_MM) return null;
	return [
		...emblemInRing(sign.emblem, room.x + taken - (broad * r) / 2, room.y + room.h / 2, r),
		...lowered(written.shapes, (room.h - inkHeight(written, room)) / 2)
	];
}

/** Down to the last line's tails: an address may leave its second line's room free. */
function inkHeight({ shapes }: Written, room: Area): number {
	const last = shapes.at(-1);
	return last ? last.y + ptToMm(last.line.style.sizePt) * 0.3 - room.y : 0;
}

/** How many radii the ring is wide. */
export function broadOf(emblem: Emblem): number {
	return emblem.length > 1 ? PAIR_RING : 2;
}

/** The lines from the room's top down, as large as its width and height let them be; null where they do not fit. */
export function wordsIn(
	voice: Voice,
	sign: MailboxSign,
	lines: readonly SignLine[],
	room: Area,
	align: Manner['align']
): Written | null {
	const sum = lines.reduce((height, line) => height + LINES[line].step, 0);
	const scale = Math.max(LEAST_SCALE, Math.min(LARGEST_SCALE, room.w / ROOM.w, room.h / (sum || 1)));
	const shapes = [];
	let y = room.y;
	for (const line of lines) {
		const written = signLine(voice, sign, line, { ...room, y }, scale, align);
		if (!written) return null;
		shapes.push(...written.shapes);
		y += written.height;
	}
	return y - room.y <= room.h + 0.01 ? { shapes, height: y - room.y } : null;
}

/** One line in its height at this scale; a code too long for a line takes two. */
function signLine(
	voice: Voice,
	{ origin, code }: MailboxSign,
	line: SignLine,
	{ x, y, w }: Area,
	scale: number,
	align: Manner['align']
): Written | null {
	const { pt, leastPt, high, step } = LINES[line];
	const manner = { sizePt: pt * scale, minPt: leastPt, align, stand: 'middle' } as const;
	const place = area(x, y, w, high * scale);
	if (line === 'address')
		return atHeight(
			writeAddressWhole(inLatin(voice), domain(origin), place, { ...manner, stand: 'top' }),
			step * scale
		);
	const bold = { ...manner, face: 'bold', wholeWords: true } as const;
	if (line === 'title')
		return atHeight(writeIfItFits(voice, voice.words('herePeopleLend'), place, bold), step * scale);
	const [shown, latin] = [showCode('place', code), inLatin(voice)];
	return (
		atHeight(writeIfItFits(latin, shown, place, bold), step * scale) ??
		atHeight(writeAddressWhole(latin, shown, { ...place, h: 2 * step * scale }, bold), 2 * step * scale)
	);
}

/** Codes and addresses are in Latin letters in every language, and need no taller lines. */
function inLatin(voice: Voice): Voice {
	return voice.direction === 'rtl' ? { ...voice, language: 'en' } : voice;
}

function atHeight(written: Written | null, height: number): Written | null {
	return written && { shapes: written.shapes, height };
}

function lowered(shapes: Written['shapes'], by: number): Shape[] {
	return shapes.map((text) => ({ ...text, y: text.y + by }));
}
