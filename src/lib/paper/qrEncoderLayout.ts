import { alignmentPlaces, sizeOf, type ErrorLevel } from './qrEncoderVersions.ts';

/**
 * Where everything stands in the symbols of one version and level.
 *
 * A grid of modules holds the symbol and, to its right, the symbol with rows and columns changed over: what is counted
 * down the columns of the second is counted along the rows of the first, and one pass does both. These 2 * size columns are
 * kept in strips 32 wide. A strip is one word a row (bit x % 32 for column x), from the top down, between QUIET rows
 * of light modules above and below: row y of strip s is the word `s * stride + QUIET + y`.
 */
export interface Layout {
	readonly version: number;
	/** Modules to a side. */
	readonly size: number;
	readonly stride: number;
	readonly strips: number;
	/** Strips that the upright symbol has a part in. */
	readonly uprightStrips: number;
	/** For each bit of the message, in order (7.7.3), its word and its bit in that word, upright and turned. */
	readonly uprightWord: Uint16Array;
	readonly uprightBit: Int32Array;
	readonly turnedWord: Uint16Array;
	readonly turnedBit: Int32Array;
	/** For each mask a grid: the function patterns, format and version information, and in the data region the mask. */
	readonly surrounds: readonly Int32Array[];
	/** Grids to work in: what is in them is nobody's once `encodeQr` is done. */
	readonly data: Int32Array;
	readonly masked: Int32Array;
}

export const QUIET = 4;
export const MASKS = 8;

const layouts: Record<ErrorLevel, (Layout | undefined)[]> = { L: [], M: [], Q: [], H: [] };

/** Made at its first use, then kept: 40 versions, four levels. */
export function layoutOf(version: number, level: ErrorLevel): Layout {
	return (layouts[level][version] ??= makeLayout(version, level));
}

/** Puts the message's bits in their places in the layout's grid of data, where everything else is light. */
export function placeData(message: Uint8Array, layout: Layout) {
	const { uprightWord, uprightBit, turnedWord, turnedBit, data } = layout;
	data.fill(0);
	for (let at = 0; at < message.length; at++)
		for (let byte = message[at]!; byte !== 0;) {
			const first = Math.clz32(byte) - 24;
			byte ^= 0x80 >> first;
			const i = 8 * at + first;
			data[uprightWord[i]!]! |= uprightBit[i]!;
			data[turnedWord[i]!]! |= turnedBit[i]!;
		}
}

/** Modules by column and row while a layout is made: undefined where data will stand. */
type Modules = (0 | 1 | undefined)[][];
type Place = readonly [x: number, y: number];
type Frame = Pick<Layout, 'version' | 'size' | 'stride' | 'strips'>;

function makeLayout(version: number, level: ErrorLevel): Layout {
	const size = sizeOf(version);
	const frame = { version, size, stride: size + 2 * QUIET, strips: Math.ceil((2 * size) / 32) };
	const fixed = functionPatterns(version);
	const order = placementOrder(fixed);
	const layout = {
		...frame,
		uprightStrips: Math.ceil(size / 32),
		uprightWord: Uint16Array.from(order, ([x, y]) => wordOf(frame, x, y)),
		uprightBit: Int32Array.from(order, ([x]) => bitOf(x)),
		turnedWord: Uint16Array.from(order, ([x, y]) => wordOf(frame, size + y, x)),
		turnedBit: Int32Array.from(order, ([, y]) => bitOf(size + y)),
		surrounds: functionGrids(frame, fixed, level),
		data: emptyGrid(frame),
		masked: emptyGrid(frame)
	};
	for (let i = 0; i < order.length; i++) addMasks(layout, i, order[i]![0], order[i]![1]);
	return layout;
}

function wordOf({ stride }: Frame, x: number, y: number): number {
	return (x >> 5) * stride + QUIET + y;
}

function bitOf(x: number): number {
	return 1 << x;
}

function emptyGrid({ strips, stride }: Frame): Int32Array {
	return new Int32Array(strips * stride);
}

/** Makes a module dark, upright and turned. */
function darken(grid: Int32Array, frame: Frame, x: number, y: number) {
	grid[wordOf(frame, x, y)]! |= bitOf(x);
	grid[wordOf(frame, frame.size + y, x)]! |= bitOf(frame.size + y);
}

/** For each mask what is not data: the function patterns, the version and the format information. */
function functionGrids(frame: Frame, fixed: Modules, level: ErrorLevel): Int32Array[] {
	const functions = emptyGrid(frame);
	for (let x = 0; x < frame.size; x++)
		for (let y = 0; y < frame.size; y++) if (fixed[x]![y] === 1) darken(functions, frame, x, y);
	if (frame.version >= 7)
		darkenBits(functions, frame, versionBits(frame.version), versionPlaces(frame.version));
	return Array.from({ length: MASKS }, (_, mask) => {
		const grid = functions.slice();
		darkenBits(grid, frame, formatBits(level, mask), formatPlaces(frame.size));
		return grid;
	});
}

/** Turns over, in the grid of each mask that does so, the place in column x and row y of the message's bit i. */
function addMasks(layout: Layout, i: number, x: number, y: number) {
	const which = masksAt(x, y);
	for (let mask = 0; mask < MASKS; mask++)
		if ((which >> mask) & 1) {
			const grid = layout.surrounds[mask]!;
			grid[layout.uprightWord[i]!]! |= layout.uprightBit[i]!;
			grid[layout.turnedWord[i]!]! |= layout.turnedBit[i]!;
		}
}

/** Makes the places of the bits that are 1 dark. */
function darkenBits(grid: Int32Array, frame: Frame, bits: number, places: readonly (readonly Place[])[]) {
	places.forEach((both, i) => {
		if ((bits >> i) & 1) for (const [x, y] of both) darken(grid, frame, x, y);
	});
}

/** 6.3: finder patterns with their separators, timing and alignment patterns; light where format and version will be. */
function functionPatterns(version: number): Modules {
	const size = sizeOf(version);
	const modules: Modules = Array.from({ length: size }, () => new Array<undefined>(size).fill(undefined));
	const last = size - 1;
	for (let i = 0; i < size; i++) {
		set(modules, 6, i, i % 2 === 0);
		set(modules, i, 6, i % 2 === 0);
	}
	for (const [x, y] of [
		[3, 3],
		[last - 3, 3],
		[3, last - 3]
	] as const)
		rings(modules, x, y, 4, (ring) => ring !== 2 && ring !== 4);
	for (const [x, y] of alignments(version)) rings(modules, x, y, 2, (ring) => ring !== 1);
	for (const [x, y] of [...formatPlaces(size).flat(), ...versionPlaces(version).flat()])
		set(modules, x, y, false);
	set(modules, 8, size - 8, true);
	return modules;
}

function set(modules: Modules, x: number, y: number, dark: boolean) {
	const column = modules[x];
	if (column && y >= 0 && y < column.length) column[y] = dark ? 1 : 0;
}

/** Squares one inside the other around a middle, the outermost at `radius` from it. */
function rings(modules: Modules, cx: number, cy: number, radius: number, isDark: (ring: number) => boolean) {
	for (let dy = -radius; dy <= radius; dy++)
		for (let dx = -radius; dx <= radius; dx++)
			set(modules, cx + dx, cy + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
}

/** All crossings of the alignment rows and columns but the three that finder patterns stand on. */
function alignments(version: number): Place[] {
	const places = alignmentPlaces(version);
	const last = sizeOf(version) - 7;
	return places
		.flatMap((y) => places.map((x): Place => [x, y]))
		.filter(([x, y]) => !((x === 6 && y === 6) || (x === 6 && y === last) || (x === last && y === 6)));
}

/** 7.9.1: both places of each format bit, from the lowest on. */
function formatPlaces(size: number): Place[][] {
	return Array.from({ length: 15 }, (_, i): Place[] => [
		i < 6 ? [8, i] : i < 8 ? [8, i + 1] : i === 8 ? [7, 8] : [14 - i, 8],
		i < 8 ? [size - 1 - i, 8] : [8, size - 15 + i]
	]);
}

/** 7.10: both places of each version bit, from the lowest on; versions below 7 have none. */
function versionPlaces(version: number): Place[][] {
	if (version < 7) return [];
	return Array.from({ length: 18 }, (_, i): Place[] => {
		const [far, near] = [sizeOf(version) - 11 + (i % 3), Math.floor(i / 3)];
		return [
			[far, near],
			[near, far]
		];
	});
}

/** 7.7.3: the places of data, in columns of two from the right, by turns up and down, past the timing column. */
function placementOrder(fixed: Modules): Place[] {
	const order: Place[] = [];
	const last = fixed.length - 1;
	let upwards = true;
	for (let right = last; right > 0; right -= 2, upwards = !upwards) {
		if (right === 6) right = 5;
		for (let i = 0; i <= last; i++)
			for (const x of [right, right - 1]) {
				const y = upwards ? last - i : i;
				if (fixed[x]![y] === undefined) order.push([x, y]);
			}
	}
	return order;
}

/** Table 12. */
const LEVEL_BITS: Readonly<Record<ErrorLevel, number>> = { L: 0b01, M: 0b00, Q: 0b11, H: 0b10 };

/** 7.9.1, annex C: level and mask with 10 bits of a BCH code, masked. */
function formatBits(level: ErrorLevel, mask: number): number {
	const data = (LEVEL_BITS[level] << 3) | mask;
	return ((data << 10) | bchRemainder(data, 10, 0b10100110111)) ^ 0b101010000010010;
}

/** 7.10, annex D: the version with 12 bits of a BCH code. */
function versionBits(version: number): number {
	return (version << 12) | bchRemainder(version, 12, 0b1111100100101);
}

function bchRemainder(data: number, degree: number, generator: number): number {
	let remainder = data;
	for (let i = 0; i < degree; i++) remainder = (remainder << 1) ^ ((remainder >> (degree - 1)) * generator);
	return remainder;
}

const PERIOD = 12;
let masksOfPeriod: Uint8Array | undefined;

/** A bit for each mask that turns over the module in that column and row. They all repeat after 12 modules. */
function masksAt(x: number, y: number): number {
	masksOfPeriod ??= Uint8Array.from({ length: PERIOD * PERIOD }, (_, i) => {
		const [column, row] = [i % PERIOD, Math.floor(i / PERIOD)];
		return MASK_FORMULAS.reduce((bits, turns, mask) => bits | (Number(turns(row, column)) << mask), 0);
	});
	return masksOfPeriod[(y % PERIOD) * PERIOD + (x % PERIOD)]!;
}

/** Table 10, by mask: i is the row and j the column of a module that is turned over. */
const MASK_FORMULAS: readonly ((i: number, j: number) => boolean)[] = [
	(i, j) => (i + j) % 2 === 0,
	(i) => i % 2 === 0,
	(_, j) => j % 3 === 0,
	(i, j) => (i + j) % 3 === 0,
	(i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0,
	(i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
	(i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0,
	(i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2 === 0
];
