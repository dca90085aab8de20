import { scanUrl, showCode } from '#lib/codes/codes.ts';
import type { Shape } from '#lib/paper/drawing.ts';
import { emblemInRing, type Emblem } from './emblem.ts';
import { area, codeInPatch, CUT, frame } from './look.ts';
import { write, writeAddress } from './writing.ts';
import type { Voice } from './words.ts';

/** Width and height of the sticker, in mm: that of the commonest address labels. */
export const QR_STICKER = { w: 64, h: 38 } as const;

export interface MailboxSign {
	/** PALIER_PUBLIC_URL: scheme and host, no path. */
	readonly origin: string;
	readonly code: string;
	readonly emblem: Emblem;
}

const PATCH_MM = 34.5;
const WORDS_LEFT_MM = 35;

/** "Ici, on prête.": the QR of a mailbox, its emblem, its code and the domain in clear. */
export function qrSticker(
	voice: Voice,
	{ origin, code, emblem }: MailboxSign,
	x: number,
	y: number
): Shape[] {
	const left = x + WORDS_LEFT_MM;
	const width = QR_STICKER.w - WORDS_LEFT_MM - 2;
	const middle = left + width / 2;
	const centred = { align: 'middle', stand: 'middle' } as const;
	return [
		frame({ x, y, ...QR_STICKER }, 3, CUT),
		codeInPatch(scanUrl(origin, code), 'Q', x + 0.5, y + (QR_STICKER.h - PATCH_MM) / 2, PATCH_MM),
		...emblemInRing(emblem, middle, y + 11, 8.6),
		...write(voice, voice.words('herePeopleLend'), area(left, y + 20.8, width, 5.6), {
			...{ sizePt: 12, minPt: 8, face: 'bold', ...centred }
		}).shapes,
		...write(voice, showCode('place', code), area(left, y + 26.8, width, 4), {
			...{ sizePt: 8, minPt: 7, face: 'bold', ...centred }
		}).shapes,
		...writeAddress(voice, domain(origin), area(left, y + 30.6, width, 6.6), {
			...{ sizePt: 8, minPt: 7, ...centred, stand: 'top' }
		}).shapes
	];
}

/** What a person types: the address without "https://". */
export function domain(origin: string): string {
	return origin.replace(/^https?:\/\//i, '').toLowerCase();
}
