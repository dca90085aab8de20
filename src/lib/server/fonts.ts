import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import { openFont } from '#lib/paper/font.ts';
import { makeTypesetter, type FontFile, type Typesetter } from '#lib/paper/text.ts';
import type { PdfTools } from '#lib/paper/paintPdf.ts';

// Node finds these beside the built server and the built command as well as in development.
const { resolve } = createRequire(import.meta.url);

/** A family in two weights; what a font is there for is written with Unicode's scripts. */
type Family = Pick<FontFile, 'letters' | 'kernedByPairs'> & { readonly name: string; readonly files: string };

/**
 * Asked from the first on. Latin that the house's font lacks (Vietnamese, for one), Greek, Cyrillic, Devanagari and marks of
 * every script are Noto Sans; Chinese is in the forms of mainland China, has the traditional characters too, and lends its
 * arrows, numerals and stars to all.
 */
const FAMILIES: readonly Family[] = [
	{
		name: 'Atkinson',
		files: 'atkinson-hyperlegible-next/*/AtkinsonHyperlegibleNext_*.ttf',
		// Languages with plain letters of another form in its `locl` feature.
		kernedByPairs: { exceptIn: ['az', 'ca', 'kk', 'mo', 'ro', 'tr', 'tt'] }
	},
	{
		name: 'NotoSans',
		files: 'noto-sans/*/NotoSans_*.ttf',
		letters:
			/(?![\u3000-\u303f\uff00-\uffef])[\p{scx=Latin}\p{scx=Greek}\p{scx=Cyrillic}\p{scx=Devanagari}\p{scx=Common}\p{scx=Inherited}]/u
	},
	{ name: 'NotoArabic', files: 'noto-sans-arabic/*/NotoSansArabic_*.ttf', letters: /\p{scx=Arabic}/u },
	{ name: 'NotoHebrew', files: 'noto-sans-hebrew/*/NotoSansHebrew_*.ttf', letters: /\p{scx=Hebrew}/u },
	{ name: 'NotoTamil', files: 'noto-sans-tamil/*/NotoSansTamil_*.ttf', letters: /\p{scx=Tamil}/u },
	{ name: 'NotoBengali', files: 'noto-sans-bengali/*/NotoSansBengali_*.ttf', letters: /\p{scx=Bengali}/u },
	{ name: 'NotoThai', files: 'noto-sans-thai/*/NotoSansThai_*.ttf', letters: /[\p{scx=Thai}฿]/u },
	{
		name: 'NotoChinese',
		files: 'noto-sans-sc/*/NotoSansSC_*.ttf',
		letters:
			/(?!\p{Extended_Pictographic})[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\u2100-\u2bff\u3000-\u303f\uff00-\uffef]/u
	}
];

const WEIGHTS = [
	{ face: 'regular', suffix: '', weight: '400Regular' },
	{ face: 'bold', suffix: 'Bold', weight: '700Bold' }
] as const;

let typesetterOfAll: Typesetter | undefined;

/** The one typesetter of this process. It reads a font's file when the first of its letters is set, and throws when it cannot. */
export function typesetter(): Typesetter {
	return (typesetterOfAll ??= makeTypesetter(fontFiles()));
}

function fontFiles(): FontFile[] {
	return FAMILIES.flatMap(({ name, files, ...how }) =>
		WEIGHTS.map(({ face, suffix, weight }) => ({
			...how,
			name: name + suffix,
			face,
			read: () => readFont(files.replaceAll('*', weight))
		}))
	);
}

let tools: PdfTools | undefined;

/** What `paintPdf` needs of the machine. */
export function pdfTools(): PdfTools {
	return (tools ??= {
		// The quickest level: pages an eighth larger than at the usual one, for a third less time (bench/README.md).
		deflate: (bytes) => deflateSync(bytes, { level: 1, chunkSize: 4096 }),
		rest: () => new Promise(setImmediate)
	});
}

/** What is wrong with the fonts, one sentence each for the operator; nothing when all can print. */
export function checkFonts(): string[] {
	return fontFiles().flatMap((file) => {
		try {
			openFont(file).covers(LETTER_A);
			return [];
		} catch (error) {
			return [`${file.name}: ${error instanceof Error ? error.message : String(error)}`];
		}
	});
}

const LETTER_A = 0x41;

function readFont(file: string): Uint8Array {
	return new Uint8Array(readFileSync(resolve(`@expo-google-fonts/${file}`)));
}
