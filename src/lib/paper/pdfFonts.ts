import type { OpenFont } from './font.ts';
import type { GlyphRun } from './text.ts';
import { latin1, startHash } from './pdfWriter.ts';

/**
 * The part of a font that a document uses. A character code (CID) stands for a glyph together with what it means, so
 * that the same outline under two letters (the skeleton of Arabic letters, whose dots are glyphs apart) is copied out
 * rightly under each.
 */
export interface UsedFont {
	readonly font: OpenFont;
	/** By CID; 0 is the missing glyph. */
	readonly glyphs: number[];
	readonly texts: string[];
	readonly codes: Map<string, number>;
	readonly written: WeakMap<GlyphRun, string>;
}

const MOST_MEANINGS = 60_000;

export function useFont(font: OpenFont): UsedFont {
	return { font, glyphs: [0], texts: [''], codes: new Map(), written: new WeakMap() };
}

/** The run as the operand of the TJ operator (ISO 32000-1, 9.4.3) and its marks raised or lowered with Ts; sizeMm is the font size. */
export function showRun(used: UsedFont, run: GlyphRun, sizeMm: number): string {
	if (run.glyphs.some((glyph) => glyph.dy !== 0)) return showGlyphs(used, run, sizeMm);
	let shown = used.written.get(run);
	if (shown === undefined) used.written.set(run, (shown = showGlyphs(used, run, sizeMm)));
	return shown;
}

function showGlyphs(used: UsedFont, run: GlyphRun, sizeMm: number): string {
	let operators = '[';
	let codes = '';
	let raised = 0;
	const flushCodes = () => {
		if (codes !== '') operators += `<${codes}>`;
		codes = '';
	};
	const move = (by: number) => {
		if (Math.abs(by) < 0.0005) return;
		flushCodes();
		operators += decimal(by, 3) + ' ';
	};
	for (const glyph of run.glyphs) {
		if (glyph.dy !== raised) {
			flushCodes();
			operators += `]TJ ${decimal((glyph.dy / 1000) * sizeMm, 4)} Ts[`;
			raised = glyph.dy;
		}
		move(-glyph.dx);
		codes += hex4(codeOf(used, glyph.id, glyph.text));
		move(used.font.advance(glyph.id) + glyph.dx - glyph.advance);
	}
	flushCodes();
	return operators + ']TJ' + (raised === 0 ? '' : ' 0 Ts');
}

function codeOf(used: UsedFont, glyph: number, text: string): number {
	const meaning = used.glyphs.length < MOST_MEANINGS ? text : '';
	const key = `${glyph} ${meaning}`;
	const known = used.codes.get(key);
	if (known !== undefined) return known;
	const code = used.glyphs.push(glyph) - 1;
	used.texts.push(meaning);
	used.codes.set(key, code);
	return code;
}

/** The widths by CID, in thousandths of the font size. */
export function widthsOf({ font, glyphs }: UsedFont): number[] {
	return glyphs.map((glyph) => Math.round(font.advance(glyph) * 1000) / 1000);
}

/** Two bytes a CID: the glyph's id in the font file. */
export function glyphMap({ glyphs }: UsedFont): Uint8Array {
	const map = new Uint8Array(glyphs.length * 2);
	glyphs.forEach((glyph, code) => map.set([glyph >> 8, glyph & 0xff], code * 2));
	return map;
}

/** Six capitals that name this part of the font: another part has others. */
export function partName({ font, glyphs }: UsedFont): string {
	const hash = startHash();
	hash.add(latin1(glyphs.join(' ')));
	let number = BigInt(`0x${hash.hex()}`);
	let letters = '';
	for (let i = 0; i < 6; i++, number /= 26n) letters += String.fromCharCode(65 + Number(number % 26n));
	return `${letters}+${font.name}`;
}

const PER_BLOCK = 100;

/** The ToUnicode map (ISO 32000-1, 9.10.3), in blocks of at most 100 as Adobe's note 5411 asks. */
export function toUnicode({ texts }: UsedFont): string {
	const rows = texts.flatMap((text, code) => (text === '' ? [] : [`<${hex4(code)}> <${utf16Hex(text)}>`]));
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

export function utf16Hex(text: string): string {
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
