import type { Shape } from '#lib/paper/drawing.ts';
import { emblemInRing } from './emblem.ts';
import { tooSmall, type Label, type TooSmall } from './label.ts';
import { across, area, CUT, frame, symbolInPatch, TO_FILL } from './look.ts';
import { domain, symbolOf, type MailboxSign } from './mailboxSign.ts';
import { isPrintedWhole, write, writeName } from './writing.ts';
import type { Voice } from './words.ts';

/** Width and height in mm: the name holder of French mailboxes (NF D27-404 and 405). */
export const NAMEPLATE = { w: 100, h: 25 } as const;

/**
 * The strip alone where the label has its size; in the middle of a larger one, with a line to cut along. It is never
 * scaled: the holder has one size.
 */
export function nameplatePiece(
	voice: Voice,
	sign: MailboxSign,
	{ edge, safe, shape }: Label
): Shape[] | TooSmall {
	const { w, h } = NAMEPLATE;
	const isItsSize = Math.abs(edge.w - w) < 0.5 && Math.abs(edge.h - h) < 0.5;
	const [x, y] = [edge.x + (edge.w - w) / 2, edge.y + (edge.h - h) / 2];
	if (shape === 'rect' && isItsSize) return strip(voice, sign, x, y);
	const least = { w: w + CUT.widthMm, h: h + CUT.widthMm };
	const corner = Math.hypot(least.w, least.h);
	if (shape === 'round' && Math.min(safe.w, safe.h) < corner) return tooSmall(corner, corner);
	if (safe.w < least.w || safe.h < least.h) return tooSmall(least.w, least.h);
	return [...stripToCut(voice, sign.origin, x, y), ...ownMarks(sign, x, y)];
}

function strip(voice: Voice, sign: MailboxSign, x: number, y: number): Shape[] {
	return [...everyStrip(voice, sign.origin, x, y), ...ownMarks(sign, x, y)];
}

/** A strip to cut out for the name holder, without `ownMarks`. */
export function stripToCut(voice: Voice, origin: string, x: number, y: number): Shape[] {
	return [frame({ x, y, ...NAMEPLATE }, 2, CUT), ...everyStrip(voice, origin, x, y)];
}

/** What is the same on all strips: room to write the name, and whose site this is. */
function everyStrip(voice: Voice, origin: string, x: number, y: number): Shape[] {
	const name = area(x + 4, y, 44, NAMEPLATE.h);
	const address = domain(origin);
	const below = area(name.x + 22, y + 17.4, 22, 4.6);
	const beside = { sizePt: 8, minPt: 6.5, align: 'end', stand: 'middle' } as const;
	return [
		...write(voice, voice.words('ownerName'), area(name.x, y + 2.4, name.w, 4), {
			...{ sizePt: 8, minPt: 6.5 }
		}).shapes,
		across(name.x, name.x + name.w, y + 15.4, TO_FILL),
		...write(voice, voice.words('herePeopleLend'), area(name.x, y + 17.4, 22, 4.6), {
			...{ sizePt: 9, minPt: 7, face: 'bold', stand: 'middle' }
		}).shapes,
		...(isPrintedWhole(voice, address, below, beside) ? writeName(voice, address, below, beside).shapes : [])
	];
}

/** What tells a mailbox's strip from the others: its emblem and its QR. */
export function ownMarks(sign: MailboxSign, x: number, y: number): Shape[] {
	const patch = 24.4;
	return [
		...emblemInRing(sign.emblem, x + 62, y + NAMEPLATE.h / 2, 8.6),
		symbolInPatch(symbolOf(sign), x + NAMEPLATE.w - patch - 0.3, y + 0.3, patch)
	];
}
