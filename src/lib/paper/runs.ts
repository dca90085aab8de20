import bidiFactory from 'bidi-js';
import type { OpenFont } from './font.ts';
import type { Direction, GlyphRun } from './text.ts';

export const RIGHT_TO_LEFT =
	/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
export const STRONG = /\p{L}/u;
export const LATIN_1 = /^[\x20-\x7e\xa0-\xac\xae-\xff]*$/;

let segmenter: Intl.Segmenter | undefined;

/** What a reader would count as the characters of a text. Opening the segmenter takes longer than many a page, so it waits. */
export function graphemes(text: string): Intl.Segments {
	return (segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' })).segment(text);
}

/**
 * The glyphs of a clean text, cut where font, script or direction changes, and in the order in which they are painted. A
 * word takes the first of the fonts that has all its letters.
 */
export function runsOf(
	text: string,
	fonts: readonly OpenFont[],
	direction: Direction,
	language: string
): GlyphRun[] {
	const pieces = piecesOf(text, fonts, levelsOf(text, direction));
	return inVisualOrder(pieces).map((piece) => shapeRun(text, piece, language));
}

/** A stretch of the text that has one font, one script and one bidi level. */
interface Piece {
	readonly start: number;
	end: number;
	readonly font: OpenFont;
	readonly script: string;
	readonly level: number;
}

let bidi: ReturnType<typeof bidiFactory> | undefined;

/** The bidi level of each UTF-16 unit; nothing when the whole line runs from left to right. */
function levelsOf(text: string, direction: Direction): Uint8Array | undefined {
	if (direction === 'ltr' && !RIGHT_TO_LEFT.test(text)) return undefined;
	const { isolated, places } = isolateCodes(text);
	const { levels } = (bidi ??= bidiFactory()).getEmbeddingLevels(isolated, direction);
	return Uint8Array.from(places, (place) => levels[place]!);
}

// Codes, addresses, dates, telephone numbers: groups that would change places among Arabic words, because their
// digits take the direction of the letters before them.
const CODE =
	/(?<![\p{Script=Latin}\d])(?:\+?\d+(?:[ \u00a0\u202f]\d+)+|\+?[\p{Script=Latin}\d]+(?:[-./:@_#'+]{1,3}[\p{Script=Latin}\d]+)+)/gu;

/** The text with each code between a left-to-right isolate's marks (U+2066, U+2069), and where each of its own units went. */
function isolateCodes(text: string): { isolated: string; places: number[] } {
	let isolated = '';
	const places: number[] = [];
	const add = (part: string) => {
		for (let i = 0; i < part.length; i++) places.push(isolated.length + i);
		isolated += part;
	};
	let done = 0;
	for (const { 0: code, index } of text.matchAll(CODE)) {
		add(text.slice(done, index));
		isolated += '\u2066';
		add(code);
		isolated += '\u2069';
		done = index + code.length;
	}
	add(text.slice(done));
	return { isolated, places };
}

const WORDS = /[ \u00a0\u202f]+|[^ \u00a0\u202f]+/g;

/** The text cut where font, script or level changes, in reading order. */
function piecesOf(text: string, fonts: readonly OpenFont[], levels: Uint8Array | undefined): Piece[] {
	const pieces: Piece[] = [];
	const add = (start: number, end: number, font: OpenFont, script: string) => {
		const last = pieces.at(-1);
		const level = levels?.[start] ?? 0;
		if (last && last.font === font && last.level === level && last.script === script) last.end = end;
		else pieces.push({ start, end, font, script, level });
	};
	for (const { 0: word, index } of text.matchAll(WORDS)) {
		const wordScript = scriptOf(word) ?? pieces.at(-1)?.script ?? firstScript(text);
		const font = fontOf(word, fonts, pieces.at(-1)?.font);
		if (font && !levels && LATIN_1.test(word)) {
			add(index, index + word.length, font, wordScript);
			continue;
		}
		const wide = font ? undefined : fontOfIdeographs(word, fonts);
		for (const { segment, index: offset } of graphemes(word)) {
			const start = index + offset;
			const last = pieces.at(-1);
			const own = font ?? (wide && WIDE_MARK.test(segment) ? wide : fontOf(segment, fonts)) ?? fonts[0]!;
			const goesOn = last && last.font === own && last.level === (levels?.[start] ?? 0);
			const script = scriptOf(segment) ?? (goesOn ? last.script : wordScript);
			for (let at = start; at < start + segment.length; at++) add(at, at + 1, own, script);
		}
	}
	return pieces;
}

/** The first font that can set the whole text; a space is set in the font of what comes before it. */
function fontOf(text: string, fonts: readonly OpenFont[], before?: OpenFont): OpenFont | undefined {
	if (before && SPACES_ONLY.test(text)) return before;
	return fonts.find((font) => canSet(font, text));
}

const SPACES_ONLY = /^[ \u00a0\u202f]+$/;

/**
 * Whether a font has all letters of a text. A font that is there for some letters is not asked, so its file is not
 * read, unless the text has one of these and for the rest only what every script uses: digits, punctuation, marks.
 */
export function canSet(font: OpenFont, text: string): boolean {
	if (PRIVATE.test(text)) return false;
	if (font.letters && !isServed(text, font.letters)) return false;
	for (const character of text)
		if (!font.covers(character.codePointAt(0)!) && !JOINER.test(character)) return false;
	return true;
}

const PRIVATE = /\p{Co}/u;

function isServed(text: string, letters: RegExp): boolean {
	let served = false;
	for (const character of text) {
		if (letters.test(character)) served = true;
		else if (!EVERYWHERE.test(character)) return false;
	}
	return served;
}

const EVERYWHERE = /[\p{Script=Common}\p{Script=Inherited}]/u;

/** Among ideographs these marks are as wide as they are, so they come from their font, though the house's has them too. */
const WIDE_MARK = /^[‘’“”…—·]/;

function fontOfIdeographs(word: string, fonts: readonly OpenFont[]): OpenFont | undefined {
	const ideograph = /\p{Script=Han}/u.exec(word)?.[0];
	return ideograph === undefined ? undefined : fontOf(ideograph, fonts);
}

export const JOINER = /[\u200c\u200d]/;

// The scripts that our fonts have, by their ISO 15924 code.
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
	['Latn', /\p{Script=Latin}/u],
	['Arab', /\p{Script=Arabic}/u],
	['Grek', /\p{Script=Greek}/u],
	['Cyrl', /\p{Script=Cyrillic}/u],
	['Hebr', /\p{Script=Hebrew}/u],
	['Hani', /\p{Script=Han}/u],
	['Thai', /\p{Script=Thai}/u],
	['Taml', /\p{Script=Tamil}/u],
	['Beng', /\p{Script=Bengali}/u],
	['Deva', /\p{Script=Devanagari}/u],
	['Kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
	['Bopo', /\p{Script=Bopomofo}/u]
];

function scriptOf(text: string): string | undefined {
	return SCRIPTS.find(([, letters]) => letters.test(text))?.[0];
}

function firstScript(text: string): string {
	const letter = STRONG.exec(text)?.[0];
	return (letter && scriptOf(letter)) || 'Latn';
}

/** Reverses what runs from right to left, from the deepest level up (Unicode bidi rule L2). */
function inVisualOrder(pieces: readonly Piece[]): Piece[] {
	const visual = [...pieces];
	const deepest = pieces.reduce((most, { level }) => Math.max(most, level), 0);
	for (let level = deepest; level > 0; level--) {
		for (let from = 0; from < visual.length; from++) {
			let to = from;
			while (to < visual.length && visual[to]!.level >= level) to++;
			if (to > from) visual.splice(from, to - from, ...visual.slice(from, to).reverse());
			from = to;
		}
	}
	return visual;
}

function shapeRun(text: string, { start, end, font, script, level }: Piece, language: string): GlyphRun {
	const rightToLeft = level % 2 === 1;
	const shaped = font.shape(text, start, end, { rightToLeft, script, language });
	const clusters = [...new Set(shaped.map((glyph) => glyph.cluster))].sort((a, b) => a - b);
	const ends = new Map(clusters.map((cluster, i) => [cluster, clusters[i + 1] ?? end]));
	const bearer = bearers(shaped, font);
	const glyphs = shaped.map(({ id, cluster, advance, dx, dy }, i) => ({
		id,
		advance,
		dx,
		dy,
		text: bearer.get(cluster) === i ? text.slice(cluster, ends.get(cluster)) : ''
	}));
	return { font: font.name, start, glyphs, text: text.slice(start, end) };
}

/** The glyph of each cluster that stands for its text: the widest, which is its letter and not a mark on it. */
function bearers(shaped: readonly { id: number; cluster: number }[], font: OpenFont): Map<number, number> {
	const bearer = new Map<number, number>();
	shaped.forEach(({ id, cluster }, i) => {
		const best = bearer.get(cluster);
		if (best === undefined || font.advance(id) > font.advance(shaped[best]!.id)) bearer.set(cluster, i);
	});
	return bearer;
}
