import { codePath, QUIET_ZONE, qrSymbol } from '#lib/paper/qr.ts';
import { config } from '#lib/server/config.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';

export interface WayIn {
	readonly address: string;
	readonly expiresAt: number;
	/** The QR's dark modules as one SVG path, and the square that it stands in, with its quiet zone. */
	readonly path: string;
	readonly viewBox: string;
}

/** What the other phone reads: an address with the secret in its path, and the same as a QR. */
export function wayIn({ token, expiresAt }: { token: string; expiresAt: number }, from: URL): WayIn {
	const address = `${config().publicUrl}${keepingLanguage(`/open/${token}`, from)}`;
	const symbol = qrSymbol(address, 'Q');
	const size = symbol.size + 2 * QUIET_ZONE;
	return {
		address,
		expiresAt,
		path: codePath(symbol),
		viewBox: `${-QUIET_ZONE} ${-QUIET_ZONE} ${size} ${size}`
	};
}
