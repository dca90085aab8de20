import { codePath, QUIET_ZONE, qrSymbol } from '#lib/paper/qr.ts';

/** A QR for a screen: its dark modules as one SVG path, and the square that it stands in, with its quiet zone. */
export interface QrPicture {
	readonly path: string;
	readonly viewBox: string;
}

export function qrPicture(text: string): QrPicture {
	const symbol = qrSymbol(text, 'Q');
	const size = symbol.size + 2 * QUIET_ZONE;
	return { path: codePath(symbol), viewBox: `${-QUIET_ZONE} ${-QUIET_ZONE} ${size} ${size}` };
}
