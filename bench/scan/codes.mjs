const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Codes as `newCode` of src/lib/codes draws them: 12 symbols of 5 bits and Crockford's check symbol. */
export function codesOf(count) {
	const codes = [];
	while (codes.length < count) {
		const symbols = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte & 31);
		const check = symbols.reduce((rest, symbol) => (rest * 32 + symbol) % 37, 0);
		if (check < 32) codes.push([...symbols, check].map((symbol) => ALPHABET[symbol]).join(''));
	}
	return codes;
}
