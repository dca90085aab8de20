import type { OpenFont } from './font.ts';
import type { GlyphRun, PlacedGlyph } from './text.ts';
import { latin1, startHash } from './pdfWriter.ts';
import { printable } from './printable.ts';

/**
 * The part of a font that a document uses. A character code (CID) stands for a glyph together with what it means, so
 * that the same outline under two letters (the skeleton of Arabic letters, whose dots are glyphs apart) is copied out
 * rightly under each.
 */
export interface UsedFont {
	readonly font: OpenFont;
	/** What each CID stands for; 0 is the missing glyph. */
	readonly meanings: Map<number, Meaning>;
	readonly codes: Map<string, Meaning>;
	/** The last meaning of each glyph: of most glyphs the only one. */
	readonly latest: (Meaning | undefined)[];
	/** How many of UNSEEN are taken, and the next of the other codes. */
	unseen: number;
	next: number;
}

interface Meaning {
	/** The CID as an operand's four digits. */
	readonly code: string;
	readonly glyph: number;
	/** '' when it means nothing. */
	readonly text: string;
	/** In thousandths of the font size. */
	readonly width: number;
	/** What was asked for: its text, which codes run out of, and whether it takes room. */
	readonly asked: string;
	readonly hasRoom: boolean;
}

/**
 * Characters without a shape, as codes of glyphs that mean nothing (a dot, a mark whose character stands beside it): a
 * reader that takes a code without a meaning for a character then takes it for one of these, and shows nothing.
 */
const UNSEEN = [
	...[0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0x206a, 0x206b, 0x206c, 0x206d, 0x206e, 0x206f],
	...[0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x061c, 0x180e, 0x00ad, 0x202a, 0x202b, 0x202c, 0x202d],
	...[0x202e, 0x2066, 0x2067, 0x2068, 0x2069]
];
const NOT_FOR_LETTERS = new Set(UNSEEN);
const WORD_JOINER = '\u2060';
const MOST_CODES = 60_000;

export function useFont(font: OpenFont): UsedFont {
	const width = font.advance(0);
	const missing = { code: '0000', glyph: 0, text: '', width, asked: '', hasRoom: true };
	const meanings = new Map([[0, missing]]);
	return { font, meanings, codes: new Map(), latest: [], unseen: 0, next: 1 };
}

/** The run as the operand of the TJ operator (ISO 32000-1, 9.4.3) and its marks raised or lowered with Ts; sizeMm is the font size. */
export function showRun(used: UsedFont, run: GlyphRun, sizeMm: number): string {
	return showPlain(used, run.glyphs) ?? showGlyphs(used, run, sizeMm);
}

/** Glyphs on the line that stand for one character each; nothing when another is among them. */
function showPlain(used: UsedFont, glyphs: readonly PlacedGlyph[]): string | undefined {
	const operand = ['[<'];
	let toMove = 0;
	for (const { id, advance, dx, dy, text } of glyphs) {
		if (dx !== 0 || dy !== 0 || text.length !== 1) return undefined;
		const meaning = meaningOf(used, id, text, advance);
		if (isSeen(toMove)) operand.push('>', decimal(toMove, 3), ' <');
		operand.push(meaning.code);
		toMove = meaning.width - advance;
	}
	operand.push('>', isSeen(toMove) ? `${decimal(toMove, 3)} ` : '', ']TJ');
	return operand.join('');
}

function isSeen(move: number): boolean {
	return Math.abs(move) >= 0.0005;
}

function showGlyphs(used: UsedFont, run: GlyphRun, sizeMm: number): string {
	let operators = '[';
	let codes = '';
	let raised = 0;
	let toMove = 0;
	const flushCodes = () => {
		if (codes !== '') operators += `<${codes}>`;
		codes = '';
	};
	const move = () => {
		if (!isSeen(toMove)) return;
		flushCodes();
		operators += decimal(toMove, 3) + ' ';
		toMove = 0;
	};
	for (const { id, advance, dx, dy, text } of copiedOut(used.font, run)) {
		const meaning = meaningOf(used, id, text, advance);
		if (dy !== raised) {
			flushCodes();
			operators += `]TJ ${decimal((dy / 1000) * sizeMm, 4)} Ts[`;
			raised = dy;
		}
		toMove -= dx;
		move();
		codes += meaning.code;
		toMove = meaning.width + dx - advance;
		if (text !== '') continue;
		// A reader that leaves the glyph out leaves out the move that follows in the same array, too.
		flushCodes();
		operators += ']TJ[';
	}
	move();
	flushCodes();
	return operators + ']TJ' + (raised === 0 ? '' : ' 0 Ts');
}

/**
 * The glyphs as readers must find them to copy out the text: in the order in which they are painted each means one
 * character, at the height of its line. What would not is put right with a blank glyph, of no width, that means the
 * character: the marks of a letter, which a reader would put on the wrong side of it from right to left or take
 * for a letter without width, and what is raised, which it would take for another line.
 */
function copiedOut(font: OpenFont, run: GlyphRun): readonly PlacedGlyph[] {
	if (run.glyphs.every(({ text, dy }) => dy === 0 && text.length === 1)) return run.glyphs;
	const rightToLeft = run.glyphs.map(({ text }) => text).join('') !== run.text;
	return run.glyphs.flatMap((glyph): PlacedGlyph[] => {
		const { text, dy } = glyph;
		const characters = Array.from(text);
		if (dy === 0 && (characters.length < 2 || !(rightToLeft || MARK.test(text)))) return [glyph];
		const own = dy === 0 ? characters.shift()! : '';
		const beside = characters.map((character) => blank(font, character));
		const shown = { ...glyph, text: own };
		return rightToLeft ? [...beside.reverse(), shown] : [shown, ...beside];
	});
}

const MARK = /\p{M}/u;

/** A space that takes no room, between two lines of a paragraph that is read. */
export function showSpace(used: UsedFont): string {
	return `[<${meaningOf(used, blank(used.font, ' ').id, ' ', 0).code}>]TJ`;
}

function blank(font: OpenFont, text: string): PlacedGlyph {
	let id = spaces.get(font);
	if (id === undefined) {
		const [space] = font.shape(' ', 0, 1, { rightToLeft: false, script: 'Latn', language: 'und' });
		spaces.set(font, (id = space!.id));
	}
	return { id, text, advance: 0, dx: 0, dy: 0 };
}

/** The glyph of a space, which has no ink. */
const spaces = new WeakMap<OpenFont, number>();

function meaningOf(used: UsedFont, glyph: number, text: string, advance: number): Meaning {
	const latest = used.latest[glyph];
	if (latest && latest.asked === text && latest.hasRoom === (advance !== 0)) return latest;
	const meaning = meaningIn(used, glyph, text, advance !== 0);
	used.latest[glyph] = meaning;
	return meaning;
}

/** What takes no room has no width for readers either. */
function meaningIn(used: UsedFont, glyph: number, asked: string, hasRoom: boolean): Meaning {
	const meant = used.next < MOST_CODES ? asked : '';
	const key = `${glyph} ${hasRoom} ${meant}`;
	const known = used.codes.get(key);
	if (known) return known;
	const unseen = meant === '' ? UNSEEN[used.unseen++] : undefined;
	const code = unseen ?? nextCode(used);
	const text = unseen === undefined ? meant || WORD_JOINER : '';
	const width = hasRoom ? used.font.advance(glyph) : 0;
	const meaning = { code: hex4(code), glyph, width, text, asked, hasRoom };
	used.meanings.set(code, meaning);
	used.codes.set(key, meaning);
	return meaning;
}

function nextCode(used: UsedFont): number {
	while (NOT_FOR_LETTERS.has(used.next)) used.next++;
	return used.next++;
}

/** The widths by CID, in thousandths of the font size: each list after the CID that it begins at (ISO 32000-1, 9.7.4.3). */
export function widthsOf({ meanings }: UsedFont): (number | number[])[] {
	const widths: (number | number[])[] = [];
	let list: number[] = [];
	let after = -1;
	for (const code of inOrder(meanings)) {
		if (code !== after) widths.push(code, (list = []));
		list.push(Math.round(meanings.get(code)!.width * 1000) / 1000);
		after = code + 1;
	}
	return widths;
}

/** The glyphs that the document paints, for cutting the font. */
export function glyphsOf({ meanings }: UsedFont): number[] {
	return inOrder(meanings).map((code) => meanings.get(code)!.glyph);
}

function inOrder(meanings: UsedFont['meanings']): number[] {
	return [...meanings.keys()].sort((a, b) => a - b);
}

/** Two bytes a CID: the glyph's number in the cut font. */
export function glyphMap({ meanings }: UsedFont, numbers: ReadonlyMap<number, number>): Uint8Array {
	const map = new Uint8Array((inOrder(meanings).at(-1)! + 1) * 2);
	for (const [code, { glyph }] of meanings) {
		const number = numbers.get(glyph)!;
		map.set([number >> 8, number & 0xff], code * 2);
	}
	return map;
}

/** Six capitals that name this part of the font: another part has others. */
export function partName(used: UsedFont): string {
	const hash = startHash();
	hash.add(latin1(glyphsOf(used).join(' ')));
	let number = BigInt(`0x${hash.hex()}`);
	let letters = '';
	for (let i = 0; i < 6; i++, number /= 26n) letters += String.fromCharCode(65 + Number(number % 26n));
	return `${letters}+${used.font.name}`;
}

const PER_BLOCK = 100;

/** The ToUnicode map (ISO 32000-1, 9.10.3), in blocks of at most 100 as Adobe's note 5411 asks. */
export function toUnicode({ meanings }: UsedFont): string {
	const rows = inOrder(meanings).flatMap((code) => {
		const { text } = meanings.get(code)!;
		return text === '' ? [] : [`<${hex4(code)}> <${utf16Hex(text)}>`];
	});
	const blocks: string[] = [];
	for (let i = 0; i < rows.length; i += PER_BLOCK) {
		const block = rows.slice(i, i + PER_BLOCK);
		blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`);
	}
	return (
		'/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
		'/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n' +
		'/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n' +
		`1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n${blocks.join('')}` +
		'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n'
	);
}

/** A text string (ISO 32000-1, 7.9.2.2) as an operand, without what cannot be printed. */
export function textString(text: string): string {
	return `<FEFF${utf16Hex(printable(text))}>`;
}

function utf16Hex(text: string): string {
	let hex = '';
	for (let i = 0; i < text.length; i++) hex += hex4(text.charCodeAt(i));
	return hex;
}

function hex4(number: number): string {
	return number.toString(16).toUpperCase().padStart(4, '0');
}

/** A number as PDF and SVG both read it. Throws when it is none, which would spoil the whole file. */
export function decimal(value: number, places: number): string {
	if (!Number.isFinite(value)) throw new Error(`a length on the page is ${value}`);
	const scale = 10 ** places;
	const rounded = Math.round(value * scale) / scale;
	return rounded === 0 ? '0' : String(rounded);
}
