import { scanUrl } from '#lib/codes/codes.ts';
import { qrSymbol, type QrSymbol } from '#lib/paper/qr.ts';
import type { Emblem } from './emblem.ts';

/** What a QR sticker shows beside its code: whose it is, and how to come there without a camera. */
export interface MailboxSign {
	/** PALIER_PUBLIC_URL: scheme and host, no path. */
	readonly origin: string;
	readonly code: string;
	readonly emblem: Emblem;
}

let last: QrSymbol | undefined;

/** The symbol that opens the mailbox's page, level Q: made once for all its pieces when they follow one another. */
export function symbolOf({ origin, code }: MailboxSign): QrSymbol {
	const text = scanUrl(origin, code);
	if (last?.text !== text) last = qrSymbol(text, 'Q');
	return last;
}

/** What a person types: the address without "https://". */
export function domain(origin: string): string {
	return origin.replace(/^https?:\/\//i, '').toLowerCase();
}
