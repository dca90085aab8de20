/** What HarfBuzz's subsetter exports (harfbuzz-subset.wasm of harfbuzzjs); pointers are numbers. */
interface Subsetter {
	readonly memory: WebAssembly.Memory;
	_initialize(): void;
	malloc(size: number): number;
	free(pointer: number): void;
	hb_blob_create(data: number, length: number, mode: number, userData: number, destroy: number): number;
	hb_blob_destroy(blob: number): void;
	hb_blob_get_data(blob: number, length: number): number;
	hb_blob_get_length(blob: number): number;
	hb_face_create(blob: number, index: number): number;
	hb_face_reference_blob(face: number): number;
	hb_face_destroy(face: number): void;
	hb_set_add(set: number, value: number): void;
	hb_subset_input_create_or_fail(): number;
	hb_subset_input_destroy(input: number): void;
	hb_subset_input_glyph_set(input: number): number;
	hb_subset_input_set(input: number, which: number): number;
	hb_subset_input_set_flags(input: number, flags: number): void;
	hb_subset_or_fail(face: number, input: number): number;
}

export type FontCutter = (font: Uint8Array, glyphs: Iterable<number>) => Uint8Array;

// hb-subset.h
const NO_HINTING = 0x1;
const RETAIN_GIDS = 0x2;
const NO_LAYOUT_CLOSURE = 0x200;
const DROP_TABLE_TAG = 3;
const WRITABLE = 2;

// A PDF's fonts are used by glyph id, so what leads from characters to glyphs is left out.
const LEFT_OUT =
	'BASE DSIG GDEF GPOS GSUB JSTF MATH MVAR OS/2 STAT VDMX avar cmap fvar gasp gvar kern ltag meta name post vhea vmtx'
		.split(' ')
		.map((tag) => [...tag].reduce((number, letter) => (number << 8) + letter.charCodeAt(0), 0));

const compiled = new WeakMap<Uint8Array, Promise<WebAssembly.Module>>();

/**
 * Makes a cutter out of the bytes of harfbuzz-subset.wasm: it gives a TrueType file with the outlines of these glyphs
 * only, under their old ids. The cutter throws on what is not a font. Its memory goes when it goes.
 */
export async function makeFontCutter(wasm: Uint8Array): Promise<FontCutter> {
	const module = compiled.get(wasm) ?? WebAssembly.compile(wasm as BufferSource);
	compiled.set(wasm, module);
	const instance = await WebAssembly.instantiate(await module);
	const subsetter = instance.exports as unknown as Subsetter;
	subsetter._initialize();
	return (font, glyphs) => cut(subsetter, font, glyphs);
}

function cut(hb: Subsetter, font: Uint8Array, glyphs: Iterable<number>): Uint8Array {
	const place = hb.malloc(font.length);
	new Uint8Array(hb.memory.buffer).set(font, place);
	const blob = hb.hb_blob_create(place, font.length, WRITABLE, 0, 0);
	const face = hb.hb_face_create(blob, 0);
	const input = hb.hb_subset_input_create_or_fail();
	hb.hb_subset_input_set_flags(input, NO_HINTING | RETAIN_GIDS | NO_LAYOUT_CLOSURE);
	const kept = hb.hb_subset_input_glyph_set(input);
	for (const glyph of glyphs) hb.hb_set_add(kept, glyph);
	const dropped = hb.hb_subset_input_set(input, DROP_TABLE_TAG);
	for (const tag of LEFT_OUT) hb.hb_set_add(dropped, tag);
	const subset = hb.hb_subset_or_fail(face, input);
	if (subset === 0) throw new Error('HarfBuzz could not cut this font');
	const result = hb.hb_face_reference_blob(subset);
	const [start, length] = [hb.hb_blob_get_data(result, 0), hb.hb_blob_get_length(result)];
	const bytes = new Uint8Array(hb.memory.buffer).slice(start, start + length);
	for (const one of [result, blob]) hb.hb_blob_destroy(one);
	for (const one of [subset, face]) hb.hb_face_destroy(one);
	hb.hb_subset_input_destroy(input);
	hb.free(place);
	return bytes;
}
