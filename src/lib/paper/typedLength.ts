/** Digits of Arabic and Persian, which some keyboards type. */
const EASTERN_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;

const LENGTH = /^([+-]?(?:\d{1,5}(?:\.\d{0,20})?|\.\d{1,20}))\s*(mm|cm|مم|سم)?$/;

/**
 * A length as someone types it, in mm: '20', '20,5', '20.5 mm', '2,05 cm', '٢٠٫٥'. null when it is no length.
 */
export function readMm(typed: string): number | null {
	if (typed.length > 40) return null;
	const plain = typed
		.replace(EASTERN_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf))
		.replace(/[,\u066b]/, '.')
		.replace(/\u2212/, '-')
		.trim()
		.toLowerCase();
	const [, number, unit] = LENGTH.exec(plain) ?? [];
	if (number === undefined) return null;
	return Number(number) * (unit === 'cm' || unit === 'سم' ? 10 : 1);
}
