/** Damage that can be mended: about 7, 15, 25 and 30 % of the codewords. */
export type ErrorLevel = 'L' | 'M' | 'Q' | 'H';

export const LARGEST_VERSION = 40;

/** Table 9: codewords of error correction in each block, by version from 1 on. */
// prettier-ignore
const CORRECTION: Readonly<Record<ErrorLevel, readonly number[]>> = {
	L: [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
	M: [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28],
	Q: [13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
	H: [17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30]
};

/** Table 9: blocks that the codewords are cut in, by version from 1 on. */
// prettier-ignore
const BLOCKS: Readonly<Record<ErrorLevel, readonly number[]>> = {
	L: [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25],
	M: [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49],
	Q: [1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68],
	H: [1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81]
};

/** Modules to a side, without the quiet zone. */
export function sizeOf(version: number): number {
	return 17 + 4 * version;
}

/** Rows and columns in which alignment patterns have their middles (6.3.6, annex E). */
export function alignmentPlaces(version: number): number[] {
	if (version === 1) return [];
	const count = Math.floor(version / 7) + 2;
	const step = version === 32 ? 26 : 2 * Math.ceil((version * 4 + 4) / (count * 2 - 2));
	const last = sizeOf(version) - 7;
	return [6, ...Array.from({ length: count - 1 }, (_, i) => last - (count - 2 - i) * step)];
}

/** How the codewords of a symbol are shared out: `correction` of them belong to each of the `blocks`. */
export interface BlockPlan {
	readonly blocks: number;
	readonly correction: number;
	/** All codewords of the symbol, data and correction. */
	readonly total: number;
	/** Codewords of data. */
	readonly data: number;
}

const plans: Record<ErrorLevel, (BlockPlan | undefined)[]> = { L: [], M: [], Q: [], H: [] };

export function blockPlan(version: number, level: ErrorLevel): BlockPlan {
	return (plans[level][version] ??= makeBlockPlan(version, level));
}

function makeBlockPlan(version: number, level: ErrorLevel): BlockPlan {
	const [blocks, correction] = [BLOCKS[level][version - 1]!, CORRECTION[level][version - 1]!];
	const total = dataModules(version) >> 3;
	return { blocks, correction, total, data: total - blocks * correction };
}

/** Modules outside the function patterns and the format and version information (table 1). */
function dataModules(version: number): number {
	const alignments = alignmentPlaces(version).length;
	const finders = 3 * 8 * 8;
	const format = 2 * 15 + 1;
	const timing = 2 * (sizeOf(version) - 16);
	const aligned = version === 1 ? 0 : 25 * (alignments ** 2 - 3) - 10 * (alignments - 2);
	return sizeOf(version) ** 2 - finders - format - timing - aligned - (version >= 7 ? 36 : 0);
}
