import { openFont, type OpenFont } from './font.ts';
import { ptToMm } from './lengths.ts';
import { printable } from './printable.ts';
import { graphemes, JOINER, LATIN_1, RIGHT_TO_LEFT, runsOf, STRONG } from './runs.ts';

export { printable };

/**
 * Text becomes glyphs once, here: HarfBuzz shapes it, the Unicode bidi algorithm orders it, and from then on
 * a line is a list of glyph ids with their places, the same for the screen and for paper.
 */
export type Face = 'regular' | 'bold';
export type Direction = 'ltr' | 'rtl';

export interface TextStyle {
	readonly face: Face;
	readonly sizePt: number;
	/** BCP 47 tag; it chooses the language's letter forms and the paragraph's direction when no strong letter does. */
	readonly language: string;
	/** The paragraph's direction, for a sentence of ours that may begin with a Latin name or a code. */
	readonly direction?: Direction;
}

/** A glyph of one font of the typesetter; lengths are in thousandths of the font size. */
export interface PlacedGlyph {
	readonly id: number;
	readonly advance: number;
	readonly dx: number;
	readonly dy: number;
	/** The characters that it stands for; none when another glyph of the same cluster stands for them. */
	readonly text: string;
}

/** Glyphs of one font, in the order in which they are painted, left to right. */
export interface GlyphRun {
	readonly font: string;
	readonly glyphs: readonly PlacedGlyph[];
	/** What a reader copies out for this run, in reading order. */
	readonly text: string;
}

export interface SetLine {
	readonly text: string;
	readonly style: TextStyle;
	readonly direction: Direction;
	readonly widthMm: number;
	readonly runs: readonly GlyphRun[];
}

/** Why a text was not set: it needs more room than there is, or no font of ours has these characters. */
export type TextRefusal =
	| { readonly refusal: 'too-long' }
	| { readonly refusal: 'unknown-character'; readonly characters: readonly string[] };

export interface FontFile {
	/** One word, unique among the fonts. */
	readonly name: string;
	readonly face: Face;
	/** A TrueType file. */
	readonly bytes: Uint8Array;
}

/** The opened fonts, and the lines that were set with them lately. */
export interface Typesetter {
	readonly fonts: readonly OpenFont[];
	readonly lately: Map<string, Setting>;
}

/** A line at no size yet: `width` is in thousandths of the font size. */
interface Setting {
	readonly direction: Direction;
	readonly width: number;
	readonly runs: readonly GlyphRun[];
}

const LINES_REMEMBERED = 2_000;
const LONGEST_REMEMBERED = 120;
const LONGEST_LINE = 20_000;
const PREFIX = 64;
const FINEST_PT = 0.1;

/**
 * Opens the fonts. A word is set in the first font of its style's face that has all its letters, so the house's font
 * comes first and those for other scripts after it. Throws when a file is not a font or two have one name.
 */
export function makeTypesetter(files: readonly FontFile[]): Typesetter {
	const fonts = files.map(openFont);
	if (new Set(fonts.map((font) => font.name)).size !== fonts.length)
		throw new Error('two fonts have one name');
	for (const face of ['regular', 'bold'] as const)
		if (!fonts.some((font) => font.face === face)) throw new Error(`no ${face} font`);
	return { fonts, lately: new Map() };
}

/** The font of that name; throws for a line that another typesetter set. */
export function fontNamed(typesetter: Typesetter, name: string): OpenFont {
	const font = typesetter.fonts.find((one) => one.name === name);
	if (!font) throw new Error(`the typesetter has no font ${name}`);
	return font;
}

/**
 * Sets a text of ours in one line, whatever its width. It never fails: a character that no font has becomes `?`, so ask
 * `fitLine` or `unknownCharacters` first for what people typed.
 */
export function setLine(typesetter: Typesetter, text: string, style: TextStyle): SetLine {
	return setPrintable(typesetter, withoutUnknown(typesetter, printable(text)), style);
}

/**
 * Sets a text in one line of at most maxWidthMm, at the style's size or the largest smaller one down to minPt. Never
 * clips: refuses. A hostile text of any length is refused as soon as its beginning is too wide.
 */
export function fitLine(
	typesetter: Typesetter,
	text: string,
	style: TextStyle,
	{ maxWidthMm, minPt }: { readonly maxWidthMm: number; readonly minPt: number }
): SetLine | TextRefusal {
	if (text.length > LONGEST_LINE) return { refusal: 'too-long' };
	const clean = printable(text);
	const characters = unknownCharacters(typesetter, clean);
	if (characters.length > 0) return { refusal: 'unknown-character', characters };
	if (!mayFit(typesetter, clean, style, minPt, maxWidthMm)) return { refusal: 'too-long' };
	const sizePt = sizeThatFits(settingOf(typesetter, clean, style).width, style.sizePt, minPt, maxWidthMm);
	return sizePt === undefined
		? { refusal: 'too-long' }
		: setPrintable(typesetter, clean, { ...style, sizePt });
}

/**
 * Breaks a text into lines of at most widthMm, at spaces, and inside a word, between graphemes, only when the word alone
 * is wider than a line. With maxLines it is refused when it needs more, after trying smaller sizes down to
 * minPt if given. Each line is set on its own, in the direction of the whole paragraph. An empty text gives no line.
 */
export function wrapText(
	typesetter: Typesetter,
	text: string,
	style: TextStyle,
	{
		widthMm,
		maxLines = Infinity,
		minPt = style.sizePt
	}: { readonly widthMm: number; readonly maxLines?: number; readonly minPt?: number }
): readonly SetLine[] | TextRefusal {
	if (maxLines !== Infinity && text.length > maxLines * LONGEST_LINE) return { refusal: 'too-long' };
	const clean = printable(text);
	const characters = unknownCharacters(typesetter, clean);
	if (characters.length > 0) return { refusal: 'unknown-character', characters };
	if (!mayFit(typesetter, clean, style, minPt, widthMm * maxLines)) return { refusal: 'too-long' };
	const whole = { ...style, direction: directionOf(clean, style) };
	const words = clean.split(' ').filter((word) => word !== '');
	for (const sizePt of sizesToTry(style.sizePt, minPt)) {
		const lines = breakLines(typesetter, words, { ...whole, sizePt }, widthMm, maxLines);
		if (lines) return lines;
	}
	return { refusal: 'too-long' };
}

/** The characters of the text that none of our fonts can print, each once, in order, as a person sees them. */
export function unknownCharacters(typesetter: Typesetter, text: string): string[] {
	if (LATIN_1.test(text)) return [];
	const clean = printable(text);
	const unknown = new Set<string>();
	for (const character of clean) if (!known(typesetter, character)) unknown.add(character);
	return [...unknown];
}

/** From one baseline to the next, in mm: a generous 1.3 of the size, more for the tall letters of Arabic. */
export function lineHeightMm(style: TextStyle): number {
	return ptToMm(style.sizePt) * (isRightToLeft(style.language) ? 1.6 : 1.3);
}

/** Height of a capital letter of the house's font above the baseline, in mm. */
export function capHeightMm(typesetter: Typesetter, style: TextStyle): number {
	return (fontsFor(typesetter, style.face)[0]!.capHeight / 1000) * ptToMm(style.sizePt);
}

/** Whether the language is written from right to left. */
export function isRightToLeft(language: string): boolean {
	return RIGHT_TO_LEFT_LANGUAGES.has(language.split('-')[0]!.toLowerCase());
}

const RIGHT_TO_LEFT_LANGUAGES = new Set([
	'ar',
	'arc',
	'ckb',
	'dv',
	'fa',
	'he',
	'ks',
	'ps',
	'sd',
	'ug',
	'ur',
	'yi'
]);
const UNKNOWN = '?';

function setPrintable(typesetter: Typesetter, text: string, style: TextStyle): SetLine {
	const { direction, width, runs } = settingOf(typesetter, text, style);
	return { text, style, direction, widthMm: (width / 1000) * ptToMm(style.sizePt), runs };
}

function settingOf(typesetter: Typesetter, text: string, style: TextStyle): Setting {
	const direction = directionOf(text, style);
	if (text.length > LONGEST_REMEMBERED) return setting(typesetter, text, style, direction);
	const key = `${style.face} ${style.language} ${direction} ${text}`;
	const found = typesetter.lately.get(key);
	if (found) return found;
	if (typesetter.lately.size >= LINES_REMEMBERED)
		typesetter.lately.delete(typesetter.lately.keys().next().value!);
	const made = setting(typesetter, text, style, direction);
	typesetter.lately.set(key, made);
	return made;
}

/** Of the first strong letter (Unicode bidi rules P2 and P3); of the language when there is none. */
function directionOf(text: string, style: TextStyle): Direction {
	if (style.direction) return style.direction;
	const strong = STRONG.exec(text)?.[0];
	if (strong === undefined) return isRightToLeft(style.language) ? 'rtl' : 'ltr';
	return RIGHT_TO_LEFT.test(strong) ? 'rtl' : 'ltr';
}

function setting(typesetter: Typesetter, text: string, style: TextStyle, direction: Direction): Setting {
	const runs = runsOf(text, fontsFor(typesetter, style.face), direction, style.language);
	let width = 0;
	for (const run of runs) for (const glyph of run.glyphs) width += glyph.advance;
	return { direction, width, runs };
}

function fontsFor(typesetter: Typesetter, face: Face): OpenFont[] {
	return [
		...typesetter.fonts.filter((font) => font.face === face),
		...typesetter.fonts.filter((font) => font.face !== face)
	];
}

function known(typesetter: Typesetter, character: string): boolean {
	const codePoint = character.codePointAt(0)!;
	return JOINER.test(character) || typesetter.fonts.some((font) => font.covers(codePoint));
}

function withoutUnknown(typesetter: Typesetter, text: string): string {
	if (LATIN_1.test(text)) return text;
	let clean = '';
	for (const character of text) clean += known(typesetter, character) ? character : UNKNOWN;
	return clean;
}

/** Whether the beginnings of the text, each twice as long as the one before, stay narrower than the room at minPt. */
function mayFit(
	typesetter: Typesetter,
	text: string,
	style: TextStyle,
	minPt: number,
	maxWidthMm: number
): boolean {
	if (maxWidthMm === Infinity) return true;
	for (let length = PREFIX; length < text.length; length *= 2) {
		const beginning = setting(typesetter, text.slice(0, length), style, directionOf(text, style));
		if (widthAt(beginning.width, minPt) > maxWidthMm * 1.5) return false;
	}
	return true;
}

/** The largest size that fits, in steps of a tenth of a point below the wished one. */
function sizeThatFits(
	width: number,
	wishedPt: number,
	minPt: number,
	maxWidthMm: number
): number | undefined {
	if (widthAt(width, wishedPt) <= maxWidthMm) return wishedPt;
	const largest = Math.floor((wishedPt * maxWidthMm) / widthAt(width, wishedPt) / FINEST_PT) * FINEST_PT;
	const sizePt = Math.max(Number(largest.toFixed(1)), minPt);
	return sizePt <= wishedPt && widthAt(width, sizePt) <= maxWidthMm ? sizePt : undefined;
}

function widthAt(width: number, sizePt: number): number {
	return (width / 1000) * ptToMm(sizePt);
}

function sizesToTry(sizePt: number, minPt: number): number[] {
	const sizes = [sizePt];
	for (let size = Math.ceil(sizePt * 2) / 2 - 0.5; size > minPt; size -= 0.5)
		if (size < sizePt) sizes.push(size);
	if (minPt < sizePt) sizes.push(minPt);
	return sizes;
}

/** Lines filled from the first word on; nothing when they are more than maxLines, or one grapheme is too wide. */
function breakLines(
	typesetter: Typesetter,
	words: readonly string[],
	style: TextStyle,
	widthMm: number,
	maxLines: number
): SetLine[] | undefined {
	const room = (widthMm / ptToMm(style.sizePt)) * 1000;
	const measure = (text: string) => settingOf(typesetter, text, style).width;
	const space = measure('n n') - 2 * measure('n');
	const lines: SetLine[] = [];
	const waiting = [...words].reverse();
	while (waiting.length > 0) {
		if (lines.length === maxLines) return undefined;
		const line: string[] = [];
		let filled = 0;
		while (waiting.length > 0) {
			const word = waiting.at(-1)!;
			// A word of many thousand letters is cut before it is measured.
			const width =
				word.length > LONGEST_REMEMBERED ? Infinity : measure(word) + (line.length > 0 ? space : 0);
			if (filled + width > room) break;
			filled += width;
			line.push(waiting.pop()!);
		}
		// Kerning with the spaces may have made the sum a hair too small.
		while (line.length > 1 && measure(line.join(' ')) > room) waiting.push(line.pop()!);
		if (line.length === 0) {
			const [head, rest] = cutWord(waiting.pop()!, room, measure);
			if (head === '') return undefined;
			line.push(head);
			if (rest !== '') waiting.push(rest);
		}
		lines.push(setPrintable(typesetter, line.join(' '), style));
	}
	return lines;
}

/** The longest beginning of the word that fits, in whole graphemes, and what is left of it. */
function cutWord(
	word: string,
	room: number,
	measure: (text: string) => number
): [head: string, rest: string] {
	const cuts: number[] = [];
	let sum = 0;
	for (const { segment, index } of graphemes.segment(word)) {
		sum += measure(segment);
		if (sum > room * 1.5 && cuts.length > 0) break;
		cuts.push(index + segment.length);
	}
	let taken = cuts.length;
	while (taken > 0) {
		const width = measure(word.slice(0, cuts[taken - 1]));
		if (width <= room) break;
		taken = Math.min(taken - 1, Math.ceil((taken * room) / width));
	}
	const cut = cuts[taken - 1];
	return cut === undefined ? ['', word] : [word.slice(0, cut), word.slice(cut)];
}
