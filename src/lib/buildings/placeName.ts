import { isLongerThan, oneLine } from '#lib/text/line.ts';

/** Graphemes that a name of a place may have: what fits the widest line of a letter. */
export const longestPlaceName = 80;

export type PlaceName = { name: string } | { problem: 'name-too-long' };

/**
 * A place's name as it is kept and printed: NFC, one line, single spaces, no control, format or direction characters,
 * at most 80 graphemes. Gives an empty name when nothing is left.
 */
export function cleanPlaceName(written: string): PlaceName {
	const name = oneLine(withoutExcelMarks(written));
	return isTooLong(name) ? { problem: 'name-too-long' } : { name };
}

/** What stands in a cell that a program wrote as `="0012"` or `'0012`, so that Excel keeps its zeros. */
export function withoutExcelMarks(cell: string): string {
	const written = cell.trim();
	const formula = /^="((?:[^"]|"")*)"$/.exec(written)?.[1];
	if (formula !== undefined) return formula.replaceAll('""', '"');
	return /^'[\d=+@-]/.test(written) ? written.slice(1) : written;
}

/** Two names with the same key are one place: capitals, accents and the shape of an apostrophe do not tell them apart. */
export function placeKey(name: string): string {
	return name.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’‘]/g, "'").toLowerCase();
}

/** As `placeKey`, and punctuation does not matter either: "12, rue des Lilas" is "12 rue des Lilas". */
export function addressKey(address: string): string {
	return placeKey(address)
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

function isTooLong(name: string): boolean {
	return name.length > longestPlaceName && isLongerThan(name, longestPlaceName);
}
