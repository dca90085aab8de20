import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import { openFont } from '#lib/paper/font.ts';
import { makeTypesetter, type FontFile, type Typesetter } from '#lib/paper/text.ts';
import type { PdfTools } from '#lib/paper/paintPdf.ts';

// Node finds these beside the built server and the built command as well as in development.
const { resolve } = createRequire(import.meta.url);
const FONTS: readonly (Omit<FontFile, 'bytes'> & { readonly file: string })[] = [
	font(
		'Atkinson',
		'regular',
		'atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf'
	),
	font('AtkinsonBold', 'bold', 'atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf'),
	font('NotoSans', 'regular', 'noto-sans/400Regular/NotoSans_400Regular.ttf'),
	font('NotoSansBold', 'bold', 'noto-sans/700Bold/NotoSans_700Bold.ttf'),
	font('NotoArabic', 'regular', 'noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'),
	font('NotoArabicBold', 'bold', 'noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf')
];

let loaded: Typesetter | undefined;

/** The one typesetter of this process, opened at first use. Throws when a font cannot be read. */
export function typesetter(): Typesetter {
	return (loaded ??= makeTypesetter(
		FONTS.map(({ name, face, file }) => ({ name, face, bytes: readFont(file) }))
	));
}

let tools: PdfTools | undefined;

/** What `paintPdf` needs of the machine: zlib, and the program that cuts a font down to the glyphs used. */
export function pdfTools(): PdfTools {
	return (tools ??= {
		deflate: (bytes) => deflateSync(bytes),
		fontCutter: new Uint8Array(readFileSync(resolve('harfbuzzjs/dist/harfbuzz-subset.wasm')))
	});
}

/** What is wrong with the fonts, one sentence each for the operator; nothing when all can print. */
export function checkFonts(): string[] {
	return FONTS.flatMap(({ name, face, file }) => {
		try {
			openFont({ name, face, bytes: readFont(file) });
			return [];
		} catch (error) {
			return [`${file}: ${error instanceof Error ? error.message : String(error)}`];
		}
	});
}

function font(name: string, face: FontFile['face'], file: string) {
	return { name, face, file: `@expo-google-fonts/${file}` };
}

function readFont(file: string): Uint8Array {
	return new Uint8Array(readFileSync(resolve(file)));
}
