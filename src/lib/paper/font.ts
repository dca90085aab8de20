import * as harfbuzz from 'harfbuzzjs';
import type { Face, FontFile } from './text.ts';

/** A glyph as HarfBuzz placed it; lengths in thousandths of the font size, `cluster` an index into the text. */
export interface ShapedGlyph {
	readonly id: number;
	readonly cluster: number;
	readonly advance: number;
	readonly dx: number;
	readonly dy: number;
}

/** One font file, opened. Every length is in thousandths of the font size, y upwards. */
export interface OpenFont {
	readonly name: string;
	readonly face: Face;
	readonly bytes: Uint8Array;
	readonly ascent: number;
	readonly descent: number;
	readonly capHeight: number;
	/** Whether the font has its own glyph for the character, or it is a space, which every font can make. */
	covers(codePoint: number): boolean;
	/** The glyphs of text[start, end), in the order in which they are painted. */
	shape(text: string, start: number, end: number, how: ShapeOptions): ShapedGlyph[];
	/** The width that the font file gives to a glyph, before kerning. */
	advance(glyph: number): number;
	/** SVG path of a glyph, in font units of `unitsPerEm` to the font size, y upwards. */
	outline(glyph: number): string;
	readonly unitsPerEm: number;
}

export interface ShapeOptions {
	readonly rightToLeft: boolean;
	/** ISO 15924, 'Arab' for instance. */
	readonly script: string;
	/** BCP 47. */
	readonly language: string;
}

/** Opens a TrueType or OpenType file; throws when the bytes are not a font. */
export function openFont({ name, face, bytes }: FontFile): OpenFont {
	const file = new harfbuzz.Face(new harfbuzz.Blob(bytes));
	const known = new Set(file.collectUnicodes());
	if (known.size === 0) throw new Error(`${name} is not a font that can be read`);
	const font = new harfbuzz.Font(file);
	const scale = 1000 / file.upem;
	const extents = font.hExtents();
	const advances = new Map<number, number>();
	const outlines = new Map<number, string>();
	return {
		name,
		face,
		bytes,
		unitsPerEm: file.upem,
		ascent: extents.ascender * scale,
		descent: extents.descender * scale,
		capHeight: font.getMetricPositionWithFallback(harfbuzz.MetricsTag.CAP_HEIGHT) * scale,
		covers: (codePoint) => known.has(codePoint) || SPACE.test(String.fromCodePoint(codePoint)),
		shape: (text, start, end, how) => shape(font, scale, text, start, end, how),
		advance: (glyph) => remembered(advances, glyph, () => font.glyphHAdvance(glyph) * scale),
		outline: (glyph) => remembered(outlines, glyph, () => font.glyphToPath(glyph))
	};
}

const SPACE = /^\p{Zs}$/u;

const CONTEXT = 8;

// One buffer for all: harfbuzzjs frees a buffer only when the garbage collector comes round to it.
let shared: harfbuzz.Buffer | undefined;

// Right to left, a mark is painted before its letter: only together do they copy out in reading order.
const { MONOTONE_GRAPHEMES: MARKS_WITH_THEIR_LETTER, MONOTONE_CHARACTERS: MARKS_APART } =
	harfbuzz.ClusterLevel;

function shape(
	font: harfbuzz.Font,
	scale: number,
	text: string,
	start: number,
	end: number,
	how: ShapeOptions
) {
	const buffer = (shared ??= new harfbuzz.Buffer());
	buffer.reset();
	// HarfBuzz looks at the letters around a run, a few of them: handing over a long text once a run would be slow.
	const from = Math.max(0, start - CONTEXT);
	buffer.addText(text.slice(from, end + CONTEXT), start - from, end - start);
	buffer.setDirection(how.rightToLeft ? harfbuzz.Direction.RTL : harfbuzz.Direction.LTR);
	buffer.setClusterLevel(how.rightToLeft ? MARKS_WITH_THEIR_LETTER : MARKS_APART);
	buffer.setScript(how.script);
	buffer.setLanguage(how.language);
	harfbuzz.shape(font, buffer);
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
	if (found !== undefined) return found;
	const made = make();
	known.set(key, made);
	return made;
}
