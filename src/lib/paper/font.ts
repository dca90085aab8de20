import * as harfbuzz from 'harfbuzzjs';
import type { FontFile } from './text.ts';

/** A glyph as HarfBuzz placed it; lengths in thousandths of the font size, `cluster` an index into the text. */
export interface ShapedGlyph {
	readonly id: number;
	readonly cluster: number;
	readonly advance: number;
	readonly dx: number;
	readonly dy: number;
}

/** How far the ink of a glyph goes above and below the baseline, in thousandths of the font size; `below` grows downwards. */
export interface Ink {
	readonly above: number;
	readonly below: number;
}

/** One font, whose file is read at the first question about a glyph. Every length is in thousandths of the font size, y upwards. */
export interface OpenFont extends FontFile {
	/** The file, read anew: keep it no longer than needed. */
	readonly bytes: Uint8Array;
	readonly ascent: number;
	readonly descent: number;
	readonly capHeight: number;
	/** Throws when the file is not a font, as every question about glyphs does. */
	readonly unitsPerEm: number;
	/** Whether the font has its own glyph for the character, or it is a space, which every font can make. */
	covers(codePoint: number): boolean;
	/** The glyphs of text[start, end), in the order in which they are painted. */
	shape(text: string, start: number, end: number, how: ShapeOptions): ShapedGlyph[];
	/** The width that the font file gives to a glyph, before kerning. */
	advance(glyph: number): number;
	/** SVG path of a glyph, in font units of `unitsPerEm` to the font size, y upwards. */
	outline(glyph: number): string;
	/** Nothing for a glyph without ink. */
	ink(glyph: number): Ink | undefined;
}

export interface ShapeOptions {
	readonly rightToLeft: boolean;
	/** ISO 15924, 'Arab' for instance. */
	readonly script: string;
	/** BCP 47. */
	readonly language: string;
}

/** A font to ask about. Its file is read and given to HarfBuzz once, when a glyph is first asked for, not before. */
export function openFont(file: FontFile): OpenFont {
	let opened: Opened | undefined;
	const font = () => (opened ??= readFont(file));
	const advances = new Map<number, number>();
	const outlines = new Map<number, string>();
	const inks = new Map<number, Ink | undefined>();
	return {
		...file,
		get bytes() {
			return file.read();
		},
		get unitsPerEm() {
			return font().unitsPerEm;
		},
		get ascent() {
			return font().shaper.hExtents().ascender * font().scale;
		},
		get descent() {
			return font().shaper.hExtents().descender * font().scale;
		},
		get capHeight() {
			return font().shaper.getMetricPositionWithFallback(harfbuzz.MetricsTag.CAP_HEIGHT) * font().scale;
		},
		covers: (codePoint) => isSpace(codePoint) || font().shaper.nominalGlyph(codePoint) !== undefined,
		shape: (text, start, end, how) => shape(font(), text, start, end, how),
		advance: (glyph) => remembered(advances, glyph, () => font().shaper.glyphHAdvance(glyph) * font().scale),
		outline: (glyph) => remembered(outlines, glyph, () => font().shaper.glyphToPath(glyph)),
		ink: (glyph) => remembered(inks, glyph, () => inkOf(font(), glyph))
	};
}

interface Opened {
	readonly shaper: harfbuzz.Font;
	readonly unitsPerEm: number;
	/** From the font's units to thousandths of its size. */
	readonly scale: number;
}

function readFont({ name, read }: FontFile): Opened {
	const file = new harfbuzz.Face(new harfbuzz.Blob(read()));
	const shaper = new harfbuzz.Font(file);
	if (shaper.nominalGlyph(A_SPACE) === undefined) throw new Error(`${name} is not a font that can be read`);
	return { shaper, unitsPerEm: file.upem, scale: 1000 / file.upem };
}

const A_SPACE = 0x20;
const SPACE = /^\p{Zs}$/u;

function isSpace(codePoint: number): boolean {
	return codePoint === A_SPACE || SPACE.test(String.fromCodePoint(codePoint));
}

function inkOf({ shaper, scale }: Opened, glyph: number): Ink | undefined {
	const extents = shaper.glyphExtents(glyph);
	if (!extents || extents.height === 0) return undefined;
	const above = extents.yBearing * scale;
	return { above, below: -(above + extents.height * scale) };
}

const CONTEXT = 8;

// One buffer for all: harfbuzzjs frees a buffer only when the garbage collector comes round to it.
let shared: harfbuzz.Buffer | undefined;

// Right to left, a mark is painted before its letter: only together do they copy out in reading order.
const { MONOTONE_GRAPHEMES: MARKS_WITH_THEIR_LETTER, MONOTONE_CHARACTERS: MARKS_APART } =
	harfbuzz.ClusterLevel;

function shape({ shaper, scale }: Opened, text: string, start: number, end: number, how: ShapeOptions) {
	const buffer = (shared ??= new harfbuzz.Buffer());
	buffer.reset();
	// HarfBuzz looks at the letters around a run, a few of them: handing over a long text once a run would be slow.
	const from = Math.max(0, start - CONTEXT);
	buffer.addText(text.slice(from, end + CONTEXT), start - from, end - start);
	buffer.setDirection(how.rightToLeft ? harfbuzz.Direction.RTL : harfbuzz.Direction.LTR);
	buffer.setClusterLevel(how.rightToLeft ? MARKS_WITH_THEIR_LETTER : MARKS_APART);
	buffer.setScript(how.script);
	buffer.setLanguage(how.language);
	harfbuzz.shape(shaper, buffer);
	const places = buffer.getGlyphPositions();
	return buffer.getGlyphInfos().map((glyph, i) => {
		const place = places[i]!;
		return {
			id: glyph.codepoint,
			cluster: from + glyph.cluster,
			advance: place.xAdvance * scale,
			dx: place.xOffset * scale,
			dy: place.yOffset * scale
		};
	});
}

function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
	const found = known.get(key);
	if (found !== undefined || known.has(key)) return found!;
	const made = make();
	known.set(key, made);
	return made;
}
