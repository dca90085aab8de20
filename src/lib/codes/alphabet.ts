/**
 * Crockford's base 32 (crockford.com/base32.html): no I, L, O or U; a check symbol is the number modulo 37.
 * Check values from 32 to 36 have symbols outside the alphabet, so Palier never makes a code with one.
 */
export const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const VALUES = new Map([...ALPHABET].map((symbol, value) => [symbol, value]));
const CHECK_MODULUS = 37;

/** The symbols of a number given as groups of 5 bits. */
export function symbols(values: Iterable<number>): string {
	return Array.from(values, (value) => ALPHABET[value & 31]).join('');
}

/** The 5-bit groups of bytes, first bit first; bits that do not fill a group are left out. */
export function fiveBits(bytes: Uint8Array): number[] {
	const groups: number[] = [];
	let [kept, bits] = [0, 0];
	for (const byte of bytes) {
		kept = ((kept << 8) | byte) & 0xfff;
		bits += 8;
		for (; bits >= 5; bits -= 5) groups.push((kept >> (bits - 5)) & 31);
	}
	return groups;
}

/** Crockford's check value of a code's symbols, 0 to 36. */
export function checkValue(payload: string): number {
	return [...payload].reduce((rest, symbol) => (rest * 32 + VALUES.get(symbol)!) % CHECK_MODULUS, 0);
}

/** The payload with its check symbol, or null when that symbol is outside the alphabet: draw again. */
export function withCheck(payload: string): string | null {
	const check = ALPHABET[checkValue(payload)];
	return check === undefined ? null : payload + check;
}

export function hasRightCheck(code: string): boolean {
	return withCheck(code.slice(0, -1)) === code;
}

/** What a person typed, in the alphabet: upper case, no spaces or hyphens, O as 0, I and L as 1; null when a symbol is foreign. */
export function plain(typed: string): string | null {
	const code = typed
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\s\p{Pd}\p{Cf}._]/gu, '')
		.replace(/O/g, '0')
		.replace(/[IL]/g, '1');
	return [...code].every((symbol) => VALUES.has(symbol)) ? code : null;
}
