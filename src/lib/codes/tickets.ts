import { fiveBits, symbols } from './alphabet.ts';

/** 26 symbols: 128 bits and two that are always 0. */
const TICKET = /^[0-9a-hjkmnp-tv-z]{26}$/;

/** The ticket that 16 bytes make, in lower case, for a URL's path. */
export function ticketOf(bytes: Uint8Array): string {
	if (bytes.length !== 16) throw new RangeError('A ticket is made of 16 bytes');
	return symbols(fiveBits(Uint8Array.of(...bytes, 0)).slice(0, 26)).toLowerCase();
}

/** The ticket in a path, or null when it cannot be one. */
export function readTicket(path: string): string | null {
	const ticket = path.toLowerCase();
	return TICKET.test(ticket) ? ticket : null;
}
