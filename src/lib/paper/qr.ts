import QRCode from 'qrcode';

/** A QR symbol, by its modules: ISO/IEC 18004. */
export interface QrSymbol {
	readonly text: string;
	readonly level: QrLevel;
	/** Modules to a side, without the quiet zone: 21 for version 1, 4 more for each version. */
	readonly size: number;
	/** Row by row, 1 for a dark module. */
	readonly modules: Uint8Array;
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
 * The smallest symbol for a text. A text of `0-9 A-Z space $ % * + - . / :` alone takes the alphanumeric mode, 5.5 bits
 * a character; any other is cut in segments. Throws when the text is empty or does not fit in version 40.
 */
export function qrSymbol(text: string, level: QrLevel): QrSymbol {
	const content = ALPHANUMERIC.test(text) ? [{ data: text, mode: 'alphanumeric' as const }] : text;
	const { modules } = QRCode.create(content, { errorCorrectionLevel: level });
	return { text, level, size: modules.size, modules: Uint8Array.from(modules.data) };
}

const ALPHANUMERIC = /^[0-9A-Z $%*+\-./:]+$/;

/** Whether the module in that column and row is dark; outside the symbol none is. */
export function isDark({ size, modules }: QrSymbol, x: number, y: number): boolean {
	return x >= 0 && y >= 0 && x < size && y < size && modules[y * size + x] === 1;
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
	for (let y = 0; y < symbol.size; y++)
		for (let x = 0; x < symbol.size; x++) {
			const start = x;
			while (isDark(symbol, x, y)) x++;
			if (x > start) runs.push({ x: start, y, length: x - start });
		}
	return runs;
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
