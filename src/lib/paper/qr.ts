import { encodeQr } from './qrEncoder.ts';

/** A QR symbol, by its modules: ISO/IEC 18004. */
export interface QrSymbol {
	readonly text: string;
	readonly level: QrLevel;
	/** Modules to a side, without the quiet zone: 21 for version 1, 4 more for each version. */
	readonly size: number;
	/** Row by row, `rowWords` words of 32 modules each: bit x % 32 of word x / 32 is column x, 1 for dark. */
	readonly rows: Uint32Array;
	readonly rowWords: number;
}

/** How much damage can be mended: Q about 25 %, H about 30 % of the codewords. */
export type QrLevel = 'Q' | 'H';

/** A row of dark modules that touch; x, y from the top left module. */
export interface ModuleRun {
	readonly x: number;
	readonly y: number;
	readonly length: number;
}

/** Modules that stay blank on all four sides (DENSO WAVE, "Point for setting the module size"). */
export const QUIET_ZONE = 4;

/** No module smaller than this is printed; a telephone held in a hall reads 0.4 mm with effort. */
export const MIN_MODULE_MM = 0.5;

/**
 * The smallest symbol for a text. Characters of `0-9 A-Z space $ % * + - . / :` take 5.5 bits each in the alphanumeric
 * mode, any other takes a byte or more; a mixed text is cut in segments. Throws when the text is empty or does not fit in
 * version 40.
 */
export function qrSymbol(text: string, level: QrLevel): QrSymbol {
	const { size, rows, rowWords } = encodeQr(text, level);
	return { text, level, size, rows, rowWords };
}

/** Whether the module in that column and row is dark; outside the symbol none is. */
export function isDark({ size, rows, rowWords }: QrSymbol, x: number, y: number): boolean {
	if (x < 0 || y < 0 || x >= size || y >= size) return false;
	return ((rows[y * rowWords + (x >> 5)]! >>> (x & 31)) & 1) === 1;
}

/** Width of one module, in mm, when the symbol without its quiet zone is sizeMm wide. */
export function moduleMm(symbol: QrSymbol, sizeMm: number): number {
	return sizeMm / symbol.size;
}

/** Width in mm that a symbol of sizeMm takes with its quiet zone. */
export function withQuietZoneMm(symbol: QrSymbol, sizeMm: number): number {
	return sizeMm + 2 * QUIET_ZONE * moduleMm(symbol, sizeMm);
}

/** The dark modules as runs, row by row; no two of them touch in a row. */
export function darkRuns(symbol: QrSymbol): ModuleRun[] {
	const runs: ModuleRun[] = [];
	eachDarkRun(symbol, (x, y, length) => void runs.push({ x, y, length }));
	return runs;
}

/** As darkRuns, one after the other. */
export function eachDarkRun(symbol: QrSymbol, take: (x: number, y: number, length: number) => void): void {
	for (let y = 0; y < symbol.size; y++)
		for (let x = nextOf(symbol, y, 0, true); x < symbol.size;) {
			const end = nextOf(symbol, y, x, false);
			take(x, y, end - x);
			x = nextOf(symbol, y, end, true);
		}
}

/** The first column from x on whose module in that row is dark, or light; the symbol's size when there is none. */
function nextOf({ size, rows, rowWords }: QrSymbol, y: number, x: number, dark: boolean): number {
	for (let from = x; from < size; from = (from | 31) + 1) {
		const word = rows[y * rowWords + (from >> 5)]!;
		const left = ((dark ? word : ~word) >>> (from & 31)) >>> 0;
		if (left !== 0) return Math.min(size, from + 31 - Math.clz32(left & -left));
	}
	return size;
}

/**
 * One SVG path with all the dark modules, one unit to a module, y down. One path, because symbols drawn as separate
 * squares show white seams that readers stumble on.
 */
export function codePath(symbol: QrSymbol): string {
	return darkRuns(symbol)
		.map(({ x, y, length }) => `M${x} ${y}h${length}v1h-${length}z`)
		.join('');
}
