import { cutsOf, lineText, partsOf, type Part } from './breaks.ts';
import { openFont, type OpenFont } from './font.ts';
import { ptToMm } from './lengths.ts';
import {
	glyphsByPairs,
	isPlain,
	learnPairs,
	makeLetterPairs,
	widthByPairs,
	type LetterPairs
} from './letterPairs.ts';
import { printable } from './printable.ts';
import { canSet, graphemes, JOINER, RIGHT_TO_LEFT, runsOf, STRONG } from './runs.ts';

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
	/** Where its text begins in that of the line: runs in this order are in reading order. */
	readonly start: number;
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
	/** Reads the TrueType file; it may be asked again. */
	readonly read: () => Uint8Array;
	/** One of the characters that the font is there for: it is not read for a text without any. Without it, all that it has. */
	readonly letters?: RegExp;
	/**
	 * Says that each letter of a plain Latin text keeps its glyph whatever stands around it and is moved only by the kerning
	 * of pairs, in every language of two letters (ISO 639-1) except these: such texts are then put together without shaping.
	 */
	readonly kernedByPairs?: { readonly exceptIn: readonly string[] };
}

/** The fonts, and the lines that were set with them lately. */
export interface Typesetter {
	readonly fonts: readonly OpenFont[];
	/** By face: the fonts in the order in which a word asks them, and what is known of the first one's pairs. */
	readonly faces: Readonly<
		Record<Face, { readonly fonts: readonly OpenFont[]; readonly pairs?: LetterPairs }>
	>;
	readonly lately: Lately;
}

/** The lines that were asked for lately: those of the turn before this one are kept too, and move on when asked for again. */
class Lately {
	#now = new Map<string, Setting>();
	#before = new Map<string, Setting>();

	find(key: string): Setting | undefined {
		const found = this.#now.get(key);
		if (found) return found;
		const older = this.#before.get(key);
		if (older) this.keep(key, older);
		return older;
	}

	keep(key: string, setting: Setting): void {
		if (this.#now.size >= LINES_REMEMBERED / 2) [this.#before, this.#now] = [this.#now, new Map()];
		this.#now.set(key, setting);
	}

	keys(): string[] {
		return [...this.#before.keys(), ...this.#now.keys()];
	}

	clear(): void {
		this.#now.clear();
		this.#before.clear();
	}
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
 * A typesetter with these fonts; a font's file is read when the first of its letters is set. A word is set in the first font
 * of its style's face that has all its letters, so the house's font comes first and those for other scripts after it. Throws
 * when two have one name; setting throws when a file is not a font.
 */
export function makeTypesetter(files: readonly FontFile[]): Typesetter {
	const fonts = files.map(openFont);
	if (new Set(fonts.map((font) => font.name)).size !== fonts.length)
		throw new Error('two fonts have one name');
	return {
		fonts,
		faces: { regular: fontsFor(fonts, 'regular'), bold: fontsFor(fonts, 'bold') },
		lately: new Lately()
	};
}

function fontsFor(fonts: readonly OpenFont[], face: Face): Typesetter['faces'][Face] {
	const own = fonts.filter((font) => font.face === face);
	if (own.length === 0) throw new Error(`no ${face} font`);
	return {
		fonts: [...own, ...fonts.filter((font) => font.face !== face)],
		...(own[0]!.kernedByPairs && { pairs: makeLetterPairs() })
	};
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
	return setPrintable(typesetter, withoutUnknown(typesetter, printable(text), style.face), style);
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
	const characters = unknownCharacters(typesetter, clean, style.face);
	if (characters.length > 0) return { refusal: 'unknown-character', characters };
	if (!mayFit(typesetter, clean, style, minPt, maxWidthMm)) return { refusal: 'too-long' };
	const sizePt = sizeThatFits(settingOf(typesetter, clean, style).width, style.sizePt, minPt, maxWidthMm);
	return sizePt === undefined
		? { refusal: 'too-long' }
		: setPrintable(typesetter, clean, { ...style, sizePt });
}

/**
 * Breaks a text into lines of at most widthMm: at spaces, soft hyphens (then seen) and zero-width spaces, between Thai words,
 * between ideographs except where a mark would begin or end a line wrongly, and inside a word, between graphemes, only when
 * the word alone is wider than a line. With maxLines it is refused when it needs more, after trying smaller sizes down to
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
	const characters = unknownCharacters(typesetter, clean, style.face);
	if (characters.length > 0) return { refusal: 'unknown-character', characters };
	if (!mayFit(typesetter, clean, style, minPt, widthMm * maxLines)) return { refusal: 'too-long' };
	const whole = { ...style, direction: directionOf(clean, style) };
	const parts = partsOf(text);
	for (const sizePt of sizesToTry(style.sizePt, minPt)) {
		const lines = breakLines(typesetter, parts, { ...whole, sizePt }, widthMm, maxLines);
		if (lines) return lines;
	}
	return { refusal: 'too-long' };
}

/** The characters of the text that none of our fonts can print, each once, in order; the face is that of the fonts to ask first. */
export function unknownCharacters(typesetter: Typesetter, text: string, face: Face = 'regular'): string[] {
	if (isPlain(text)) return [];
	const clean = printable(text);
	const unknown = new Set<string>();
	for (const character of clean) if (!known(typesetter, character, face)) unknown.add(character);
	return [...unknown];
}

/** « 😀 (U+1F600) »: a character as a message names it; one that cannot be seen by its number alone. */
export function characterName(character: string): string {
	const number = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
	return SEEN.test(character) ? `${character} (${number})` : number;
}

const SEEN = /^[\p{L}\p{N}\p{P}\p{S}]/u;

/** What a line needs above its baseline and below it, in mm. */
export interface LineBox {
	readonly aboveMm: number;
	readonly belowMm: number;
}

/**
 * The room of a line in what is really set: that of its language and of each of its scripts, more where the ink goes higher
 * or lower (vowel marks upon marks). Lines whose boxes do not overlap do not touch.
 */
export function lineBoxMm(typesetter: Typesetter, line: SetLine): LineBox {
	const { text, style } = line;
	let { above, below } = languageRoom(style.language);
	if (!isPlain(text)) {
		const rooms = SCRIPT_ROOMS.filter(({ letters }) => letters.test(text));
		const ink = lineInk(typesetter, line);
		above = Math.max(above, ink.above + BETWEEN_LINES, ...rooms.map((room) => room.above));
		below = Math.max(below, ink.below, ...rooms.map((room) => room.below));
	}
	const perMille = ptToMm(style.sizePt) / 1000;
	return { aboveMm: above * perMille, belowMm: below * perMille };
}

/** How far the ink of a line goes from its baseline, in mm; `belowMm` is negative when all of it stands above. */
export function inkBoxMm(typesetter: Typesetter, line: SetLine): LineBox {
	const { above, below } = lineInk(typesetter, line);
	const perMille = ptToMm(line.style.sizePt) / 1000;
	return { aboveMm: above * perMille, belowMm: below * perMille };
}

/** From one baseline to the next, in mm, for usual text of the language: 1.3 of the size, more where letters carry tall marks. */
export function lineHeightMm(style: TextStyle): number {
	const { above, below } = languageRoom(style.language);
	return ptToMm(style.sizePt) * ((above + below) / 1000);
}

/** A run of a line, and where it begins in it, in thousandths of the font size. */
export interface PlacedRun {
	readonly run: GlyphRun;
	readonly at: number;
	/** Whether it is painted where the one before it in reading order ends. */
	readonly follows: boolean;
}

/** The runs of a line as they are read, which is how programs copy them out: from left to right in most lines, not in all. */
export function inReadingOrder({ runs }: SetLine): PlacedRun[] {
	if (runs.length === 1) return [{ run: runs[0]!, at: 0, follows: false }];
	let at = 0;
	const lefts = runs.map(({ glyphs }) => {
		const left = at;
		for (const { advance } of glyphs) at += advance;
		return left;
	});
	const order = runs.map((_, i) => i).sort((a, b) => runs[a]!.start - runs[b]!.start);
	return order.map((index, i) => ({
		run: runs[index]!,
		at: lefts[index]!,
		follows: i > 0 && order[i - 1] === index - 1
	}));
}

/** Height of a capital letter of the house's font above the baseline, in mm. */
export function capHeightMm(typesetter: Typesetter, style: TextStyle): number {
	return (typesetter.faces[style.face].fonts[0]!.capHeight / 1000) * ptToMm(style.sizePt);
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

/** Thousandths of the font size. The house's, which holds Latin, Greek, Cyrillic, Hebrew, Tamil, Devanagari and Chinese. */
const HOUSE_ROOM = { above: 962, below: 338 };
const BETWEEN_LINES = 20;

/** What tall scripts need, measured on our fonts with the marks of everyday text (text.test.ts holds it). */
const SCRIPT_ROOMS = [
	{ letters: RIGHT_TO_LEFT, languages: RIGHT_TO_LEFT_LANGUAGES, above: 1056, below: 544 },
	{ letters: /[\u1ea4-\u1ec7\u1ed0-\u1ed9]/u, languages: new Set(['vi']), above: 1080, below: 338 },
	{ letters: /\p{Script=Thai}/u, languages: new Set(['th']), above: 1070, below: 460 },
	{ letters: /\p{Script=Bengali}/u, languages: new Set(['bn', 'as']), above: 1000, below: 470 }
];

function languageRoom(language: string): { above: number; below: number } {
	const primary = language.split('-')[0]!.toLowerCase();
	return SCRIPT_ROOMS.find(({ languages }) => languages.has(primary)) ?? HOUSE_ROOM;
}

function lineInk(typesetter: Typesetter, { runs }: SetLine): { above: number; below: number } {
	let [above, below] = [-Infinity, -Infinity];
	for (const run of runs) {
		const font = fontNamed(typesetter, run.font);
		for (const { id, dy } of run.glyphs) {
			const ink = font.ink(id);
			if (!ink) continue;
			above = Math.max(above, ink.above + dy);
			below = Math.max(below, ink.below - dy);
		}
	}
	return above === -Infinity ? { above: 0, below: 0 } : { above, below };
}

function setPrintable(typesetter: Typesetter, text: string, style: TextStyle): SetLine {
	const { direction, width, runs } = settingOf(typesetter, text, style);
	return { text, style, direction, widthMm: (width / 1000) * ptToMm(style.sizePt), runs };
}

function settingOf(typesetter: Typesetter, text: string, style: TextStyle): Setting {
	const direction = directionOf(text, style);
	const quick = settingByPairs(typesetter, text, style, direction);
	if (quick) return quick;
	if (text.length > LONGEST_REMEMBERED) return setting(typesetter, text, style, direction);
	const key = `${style.face} ${style.language} ${direction} ${text}`;
	const found = typesetter.lately.find(key);
	if (found) return found;
	const made = setting(typesetter, text, style, direction);
	typesetter.lately.keep(key, made);
	return made;
}

/** Of the first strong letter (Unicode bidi rules P2 and P3); of the language when there is none. */
function directionOf(text: string, style: TextStyle): Direction {
	if (style.direction) return style.direction;
	const strong = STRONG.exec(text)?.[0];
	if (strong === undefined) return isRightToLeft(style.language) ? 'rtl' : 'ltr';
	return RIGHT_TO_LEFT.test(strong) ? 'rtl' : 'ltr';
}

/** A plain text of pairs that are known: made again sooner than it is found. */
function settingByPairs(
	typesetter: Typesetter,
	text: string,
	style: TextStyle,
	direction: Direction
): Setting | undefined {
	const pairs = direction === 'ltr' && text !== '' ? pairsFor(typesetter, style) : undefined;
	const glyphs = pairs && isPlain(text) ? glyphsByPairs(pairs, text) : undefined;
	if (!glyphs) return undefined;
	const { name } = typesetter.faces[style.face].fonts[0]!;
	return settingOfRuns(direction, [{ font: name, start: 0, glyphs, text }]);
}

function setting(typesetter: Typesetter, text: string, style: TextStyle, direction: Direction): Setting {
	const { fonts } = typesetter.faces[style.face];
	const runs = runsOf(text, fonts, direction, style.language);
	const pairs = direction === 'ltr' && isPlain(text) ? pairsFor(typesetter, style) : undefined;
	if (pairs && runs.length === 1 && runs[0]!.font === fonts[0]!.name)
		learnPairs(pairs, text, runs[0]!.glyphs);
	return settingOfRuns(direction, runs);
}

function settingOfRuns(direction: Direction, runs: readonly GlyphRun[]): Setting {
	let width = 0;
	for (const run of runs) for (const glyph of run.glyphs) width += glyph.advance;
	return { direction, width, runs };
}

/** Pairs to put plain texts of the style together from; none when its language or the font is not made of pairs. */
function pairsFor({ faces }: Typesetter, { face, language }: TextStyle): LetterPairs | undefined {
	const { fonts, pairs } = faces[face];
	if (!pairs) return undefined;
	const primary = language.length === 2 ? language : language.split('-', 1)[0]!.toLowerCase();
	return primary.length === 2 && !fonts[0]!.kernedByPairs!.exceptIn.includes(primary) ? pairs : undefined;
}

function known({ faces }: Typesetter, character: string, face: Face): boolean {
	return JOINER.test(character) || faces[face].fonts.some((font) => canSet(font, character));
}

function withoutUnknown(typesetter: Typesetter, text: string, face: Face): string {
	if (isPlain(text)) return text;
	let clean = '';
	for (const character of text) clean += known(typesetter, character, face) ? character : UNKNOWN;
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
		const beginning = settingOf(typesetter, text.slice(0, length), {
			...style,
			direction: directionOf(text, style)
		});
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

/** Lines filled from the first part on; nothing when they are more than maxLines, or one grapheme is too wide. */
function breakLines(
	typesetter: Typesetter,
	parts: readonly Part[],
	style: TextStyle,
	widthMm: number,
	maxLines: number
): SetLine[] | undefined {
	const room = (widthMm / ptToMm(style.sizePt)) * 1000;
	const pairs = style.direction === 'ltr' ? pairsFor(typesetter, style) : undefined;
	const measure = (text: string) =>
		(pairs && widthByPairs(pairs, text)) ?? settingOf(typesetter, text, style).width;
	const space = measure('n n') - 2 * measure('n');
	const lines: SetLine[] = [];
	const waiting = [...parts].reverse();
	while (waiting.length > 0) {
		if (lines.length === maxLines) return undefined;
		const line: Part[] = [];
		let filled = 0;
		while (waiting.length > 0) {
			const part = waiting.at(-1)!;
			// A word of many thousand letters is cut before it is measured.
			const width = part.text.length > LONGEST_REMEMBERED ? Infinity : measure(part.text);
			if (filled + width > room) break;
			filled += width + (part.after === 'space' ? space : 0);
			line.push(waiting.pop()!);
		}
		// Kerning with the spaces, or the hyphen at the end, may have made the sum a hair too small.
		while (line.length > 0 && measure(lineText(line)) > room) waiting.push(line.pop()!);
		if (line.length === 0) {
			const { text, after } = waiting.pop()!;
			const [head, rest] = cutWord(text, room, measure);
			if (head === '') return undefined;
			line.push({ text: head, after: 'nothing' });
			if (rest !== '') waiting.push({ text: rest, after });
		}
		lines.push(setPrintable(typesetter, lineText(line), style));
	}
	return lines;
}

/** The longest beginning of the word that fits, and what is left of it: cut where a reader would, else after any grapheme. */
function cutWord(
	word: string,
	room: number,
	measure: (text: string) => number
): [head: string, rest: string] {
	const cuts: number[] = [];
	let sum = 0;
	for (const { segment, index } of graphemes(word)) {
		sum += measure(segment);
		if (sum > room * 1.5 && cuts.length > 0) break;
		cuts.push(index + segment.length);
	}
	const far = cuts.at(-1)!;
	const good = new Set(cutsOf(word.slice(0, far + FARTHER)));
	const well = cutAt(
		word,
		cuts.filter((cut) => cut === word.length || good.has(cut)),
		room,
		measure
	);
	if (well[0] === '') return cutAt(word, cuts, room, measure);
	const mark = AFTER_A_MARK.exec(well[0])?.[0] ?? '';
	return well[1] !== '' && mark.length * 2 >= well[0].length ? [mark, word.slice(mark.length)] : well;
}

const FARTHER = 16;
/** A code or an address goes on after its mark rather than after any letter, where that leaves half of the line or more. */
const AFTER_A_MARK = /^.*[\p{L}\p{N}][-/](?=[\p{L}\p{N}])/su;

function cutAt(
	word: string,
	cuts: readonly number[],
	room: number,
	measure: (text: string) => number
): [head: string, rest: string] {
	let taken = cuts.length;
	while (taken > 0) {
		const width = measure(word.slice(0, cuts[taken - 1]));
		if (width <= room) break;
		taken = Math.min(taken - 1, Math.ceil((taken * room) / width));
	}
	const cut = cuts[taken - 1];
	return cut === undefined ? ['', word] : [word.slice(0, cut), word.slice(cut)];
}
