import type { PlacedGlyph } from './text.ts';

/**
 * What HarfBuzz did with each pair of neighbouring letters of one font, learnt from the lines that it set: the glyph of a
 * letter before another. In a font whose letters keep their glyphs whatever stands around them, and are moved only by
 * kerning of pairs, a line of known pairs needs no shaping.
 */
export interface LetterPairs {
	/** Rows by letter, places in a row by the letter after it; the place of END is for the last letter of a line. */
	readonly rows: (PlacedGlyph | undefined)[][];
}

/** The Latin of Europe: Latin-1 and Latin Extended-A, what French puts between words, and no combining mark. */
const PLAIN = /^[\x20-\x7e\xa0-\xac\xae-\xff\u0100-\u017e–—‘’“”„…•‹›€\u202f]*$/;

const RARE = '–—‘’“”„…•‹›€\u202f';
const END = 0;

export function makeLetterPairs(): LetterPairs {
	return { rows: [] };
}

/** Whether pairs can be learnt of each letter of the text. */
export function isPlain(text: string): boolean {
	return PLAIN.test(text);
}

/** The glyphs of a plain text, or nothing when two letters of it never stood side by side before. */
export function glyphsByPairs({ rows }: LetterPairs, text: string): PlacedGlyph[] | undefined {
	const glyphs: PlacedGlyph[] = [];
	let letter = text === '' ? END : placeOf(text.charCodeAt(0));
	for (let i = 0; i < text.length; i++) {
		const next = i + 1 < text.length ? placeOf(text.charCodeAt(i + 1)) : END;
		const glyph = rows[letter]?.[next];
		if (!glyph) return undefined;
		glyphs.push(glyph);
		letter = next;
	}
	return glyphs;
}

/** The sum of the advances of any text, or nothing when a pair of it is not known. */
export function widthByPairs({ rows }: LetterPairs, text: string): number | undefined {
	let width = 0;
	let letter = text === '' ? END : placeOf(text.charCodeAt(0));
	for (let i = 0; i < text.length; i++) {
		const next = i + 1 < text.length ? placeOf(text.charCodeAt(i + 1)) : END;
		const glyph = rows[letter]?.[next];
		if (!glyph) return undefined;
		width += glyph.advance;
		letter = next;
	}
	return width;
}

/** Remembers the pairs of a plain text that was set with a glyph a letter; any other is left alone. */
export function learnPairs({ rows }: LetterPairs, text: string, glyphs: readonly PlacedGlyph[]): void {
	if (glyphs.length !== text.length) return;
	glyphs.forEach((glyph, i) => {
		const next = i + 1 < text.length ? placeOf(text.charCodeAt(i + 1)) : END;
		const row = (rows[placeOf(text.charCodeAt(i))] ??= []);
		row[next] ??= glyph;
	});
}

/** Latin-1 and Latin Extended-A stand at their own number, the few others after it, and what is not plain at a place that is never filled. */
function placeOf(code: number): number {
	return code < 0x180 ? code : 0x181 + RARE.indexOf(String.fromCharCode(code));
}
