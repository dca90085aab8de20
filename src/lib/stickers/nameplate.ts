import { scanUrl } from '#lib/codes/codes.ts';
import type { Shape } from '#lib/paper/drawing.ts';
import { emblemInRing } from './emblem.ts';
import { across, area, codeInPatch, CUT, frame, TO_FILL } from './look.ts';
import { domain, type MailboxSign } from './qrSticker.ts';
import { isPrintedWhole, write, writeName } from './writing.ts';
import type { Voice } from './words.ts';

/** Width and height in mm: the name holder of French mailboxes (NF D27-404 and 405). */
export const NAMEPLATE = { w: 100, h: 25 } as const;

/** A strip for the name holder: room to write the name, the emblem, the QR. */
export function nameplate(voice: Voice, sign: MailboxSign, x: number, y: number): Shape[] {
	const patch = 24.4;
	const name = area(x + 4, y, 44, NAMEPLATE.h);
	const address = domain(sign.origin);
	const below = area(name.x + 22, y + 17.4, 22, 4.6);
	const beside = { sizePt: 8, minPt: 6.5, align: 'end', stand: 'middle' } as const;
	return [
		frame({ x, y, ...NAMEPLATE }, 2, CUT),
		...write(voice, voice.words('ownerName'), area(name.x, y + 2.4, name.w, 4), { sizePt: 8 }).shapes,
		across(name.x, name.x + name.w, y + 15.4, TO_FILL),
		...write(voice, voice.words('herePeopleLend'), area(name.x, y + 17.4, 22, 4.6), {
			...{ sizePt: 9, minPt: 7, face: 'bold', stand: 'middle' }
		}).shapes,
		...(isPrintedWhole(voice, address, below, beside) ? writeName(voice, address, below, beside).shapes : []),
		...emblemInRing(sign.emblem, x + 62, y + NAMEPLATE.h / 2, 8.6),
		codeInPatch(scanUrl(sign.origin, sign.code), 'Q', x + NAMEPLATE.w - patch - 0.3, y + 0.3, patch)
	];
}
