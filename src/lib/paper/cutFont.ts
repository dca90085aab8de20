import { joined } from './pdfWriter.ts';

/** The part of a font file that a document needs: its glyphs have new numbers, from 0 on. */
export interface CutFont {
	readonly program: Uint8Array;
	/** The new number of each glyph that was asked for. */
	readonly numbers: ReadonlyMap<number, number>;
}

/**
 * A TrueType file with the outlines of these glyphs alone (OpenType 1.9, chapters glyf, loca, hmtx), and the missing glyph
 * as number 0. What leads from characters to glyphs and what fits outlines to pixels is left out: a PDF uses neither.
 * Throws when the bytes are no TrueType font with outlines.
 */
export function cutFont(font: Uint8Array, glyphs: Iterable<number>): CutFont {
	const tables = readTables(font);
	const outlines = outlinesOf(tables);
	const kept = withParts(outlines, glyphs);
	const numbers = new Map(kept.map((glyph, number) => [glyph, number]));
	const cut = kept.map((glyph) => cutOutline(outlines(glyph), numbers));
	const places = new DataView(new ArrayBuffer(4 * (kept.length + 1)));
	cut.forEach((outline, i) => places.setUint32(4 * i + 4, places.getUint32(4 * i) + outline.length));
	const program = writeFont({
		glyf: concatenated(cut),
		head: changed(tables, 'head', (head) => {
			head.setUint32(CHECKSUM_ADJUSTMENT, 0);
			head.setInt16(PLACES_FORMAT, LONG);
		}),
		hhea: changed(tables, 'hhea', (hhea) => hhea.setUint16(METRICS, kept.length)),
		hmtx: metricsOf(tables, kept),
		loca: new Uint8Array(places.buffer),
		maxp: changed(tables, 'maxp', (maxp) => maxp.setUint16(GLYPHS, kept.length))
	});
	return { program, numbers };
}

// Places of fields in their tables.
const CHECKSUM_ADJUSTMENT = 8;
const PLACES_FORMAT = 50;
const METRICS = 34;
const GLYPHS = 4;
const LONG = 1;

type Tables = ReadonlyMap<string, DataView>;

function readTables(font: Uint8Array): Tables {
	const file = viewOf(font);
	if (font.length < 12 || file.getUint32(0) !== TRUETYPE) throw new Error('not a TrueType font');
	return new Map(
		Array.from({ length: file.getUint16(4) }, (_, i) => {
			const record = 12 + 16 * i;
			const tag = String.fromCharCode(...font.subarray(record, record + 4));
			const [start, length] = [file.getUint32(record + 8), file.getUint32(record + 12)];
			return [tag, viewOf(font.subarray(start, start + length))];
		})
	);
}

const TRUETYPE = 0x00010000;

function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function bytesOf(view: DataView): Uint8Array {
	return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function table(tables: Tables, tag: string): DataView {
	const found = tables.get(tag);
	if (!found) throw new Error(`the font has no table ${tag}`);
	return found;
}

/** Gives the outline of a glyph, nothing for one without ink. */
function outlinesOf(tables: Tables): (glyph: number) => DataView {
	const glyf = bytesOf(table(tables, 'glyf'));
	const loca = table(tables, 'loca');
	const isLong = table(tables, 'head').getInt16(PLACES_FORMAT) === LONG;
	const place = (glyph: number) => (isLong ? loca.getUint32(4 * glyph) : 2 * loca.getUint16(2 * glyph));
	return (glyph) => viewOf(glyf.subarray(place(glyph), place(glyph + 1)));
}

/** The missing glyph, these, and those that they are put together from, each once. */
function withParts(outlines: (glyph: number) => DataView, glyphs: Iterable<number>): number[] {
	const kept = new Set([0, ...glyphs]);
	// A set goes on to what is added while it is walked through.
	for (const glyph of kept) for (const { glyph: part } of partsOf(outlines(glyph))) kept.add(part);
	return [...kept];
}

/** Where a glyph names another, and which; the last one says where its instructions begin. */
interface Part {
	readonly at: number;
	readonly flags: number;
	readonly glyph: number;
	readonly end: number;
}

const HEADER_BYTES = 10;
const ARGUMENTS_ARE_WORDS = 0x0001;
const HAS_SCALE = 0x0008;
const MORE_PARTS = 0x0020;
const HAS_TWO_SCALES = 0x0040;
const HAS_MATRIX = 0x0080;
const HAS_INSTRUCTIONS = 0x0100;

function partsOf(outline: DataView): Part[] {
	const parts: Part[] = [];
	if (outline.byteLength === 0 || outline.getInt16(0) >= 0) return parts;
	for (let at = HEADER_BYTES, more = true; more;) {
		const flags = outline.getUint16(at);
		const scale = flags & HAS_MATRIX ? 8 : flags & HAS_TWO_SCALES ? 4 : flags & HAS_SCALE ? 2 : 0;
		const end = at + 4 + (flags & ARGUMENTS_ARE_WORDS ? 4 : 2) + scale;
		parts.push({ at, flags, glyph: outline.getUint16(at + 2), end });
		more = (flags & MORE_PARTS) !== 0;
		at = end;
	}
	return parts;
}

/** The outline without its instructions, its parts by their new numbers, its length a multiple of four. */
function cutOutline(outline: DataView, numbers: ReadonlyMap<number, number>): Uint8Array {
	if (outline.byteLength === 0) return new Uint8Array();
	const parts = partsOf(outline);
	const last = parts.at(-1);
	const cut = last ? copied(outline, last.end) : withoutInstructions(outline);
	for (const { at, flags, glyph } of parts) {
		viewOf(cut).setUint16(at, flags & ~HAS_INSTRUCTIONS);
		viewOf(cut).setUint16(at + 2, numbers.get(glyph)!);
	}
	return cut;
}

function withoutInstructions(outline: DataView): Uint8Array {
	const count = HEADER_BYTES + 2 * outline.getInt16(0);
	const points = count + 2 + outline.getUint16(count);
	const bytes = bytesOf(outline);
	return concatenated([bytes.subarray(0, count), new Uint8Array(2), bytes.subarray(points)], 4);
}

function copied(outline: DataView, end: number): Uint8Array {
	return concatenated([bytesOf(outline).subarray(0, end)], 4);
}

/** Advance and left side bearing of each glyph; those beyond the long ones have the last one's advance. */
function metricsOf(tables: Tables, glyphs: readonly number[]): Uint8Array {
	const hmtx = table(tables, 'hmtx');
	const long = table(tables, 'hhea').getUint16(METRICS);
	const metrics = new DataView(new ArrayBuffer(4 * glyphs.length));
	glyphs.forEach((glyph, i) => {
		metrics.setUint16(4 * i, hmtx.getUint16(4 * Math.min(glyph, long - 1)));
		metrics.setInt16(4 * i + 2, hmtx.getInt16(glyph < long ? 4 * glyph + 2 : 2 * (long + glyph)));
	});
	return bytesOf(metrics);
}

function changed(tables: Tables, tag: string, change: (table: DataView) => void): Uint8Array {
	const copy = bytesOf(table(tables, tag)).slice();
	change(viewOf(copy));
	return copy;
}

const WHOLE_FONT_SUM = 0xb1b0afba;

/** The file: a directory of the tables by their tags, and the tables, which begin at multiples of four. */
function writeFont(tables: Readonly<Record<string, Uint8Array>>): Uint8Array {
	const entries = Object.entries(tables).sort(([a], [b]) => (a < b ? -1 : 1));
	const largest = Math.floor(Math.log2(entries.length));
	const directory = new DataView(new ArrayBuffer(12 + 16 * entries.length));
	[
		TRUETYPE >>> 16,
		0,
		entries.length,
		16 << largest,
		largest,
		16 * (entries.length - (1 << largest))
	].forEach((word, i) => directory.setUint16(2 * i, word));
	let place = directory.byteLength;
	let head = 0;
	entries.forEach(([tag, bytes], i) => {
		const record = 12 + 16 * i;
		for (let j = 0; j < 4; j++) directory.setUint8(record + j, tag.charCodeAt(j));
		[checksum(bytes), place, bytes.length].forEach((word, j) =>
			directory.setUint32(record + 4 + 4 * j, word)
		);
		if (tag === 'head') head = place;
		place += bytes.length + padding(bytes.length);
	});
	const font = concatenated([bytesOf(directory), ...entries.map(([, bytes]) => concatenated([bytes], 4))]);
	viewOf(font).setUint32(head + CHECKSUM_ADJUSTMENT, WHOLE_FONT_SUM - checksum(font));
	return font;
}

/** The sum of the words of four bytes, in 32 bits. */
function checksum(bytes: Uint8Array): number {
	let sum = 0;
	for (let i = 0; i < bytes.length; i++) sum = (sum + (bytes[i]! << (24 - 8 * (i & 3)))) | 0;
	return sum >>> 0;
}

function padding(length: number): number {
	return -length & 3;
}

function concatenated(parts: readonly Uint8Array[], multiple = 1): Uint8Array {
	const length = parts.reduce((sum, part) => sum + part.length, 0);
	return joined(parts, multiple === 4 ? length + padding(length) : length);
}
