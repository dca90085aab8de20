/**
 * What somebody typed, as one plain line: NFC, single spaces, no control, format, private or direction characters,
 * at most three marks on a letter (names of 10,000 characters and right-to-left overrides break no page).
 */
export function oneLine(typed: string): string {
	return typed
		.slice(0, 2_000)
		.normalize('NFC')
		.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, (c) => (/\s/.test(c) ? ' ' : ''))
		.replace(/(\p{M}{3})\p{M}+/gu, '$1')
		.replace(/\s+/gu, ' ')
		.trim();
}

/** A letter with its three marks is shorter. Some scripts join as many letters as one likes into one grapheme. */
const LONGEST_GRAPHEME = 8;

/** Dear to make, and not there in an old browser. */
let graphemes: Intl.Segmenter | undefined;

/** Whether a text has more than `most` graphemes: what a reader would count as characters. */
export function isLongerThan(text: string, most: number): boolean {
	let count = 0;
	for (const { segment } of (graphemes ??= new Intl.Segmenter()).segment(text)) {
		count += Math.ceil(segment.length / LONGEST_GRAPHEME);
		if (count > most) return true;
	}
	return false;
}
