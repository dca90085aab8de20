import { MASKS, QUIET, type Layout } from './qrEncoderLayout.ts';

/**
 * The mask whose symbol has the fewest penalty points, the first of several (7.8.3, table 11). Where the standard leaves a
 * choice, this is ours: the pattern of 1:1:3:1:1 counts at every scale n, each time once for 40 points, when 4n modules or more
 * before or after it are light, and the quiet zone is light; of the proportion of dark modules, a whole step
 * of 5 % counts.
 */
export function bestMask(layout: Layout): number {
	const { data, masked, surrounds } = layout;
	let best = 0;
	let fewest = Infinity;
	for (let mask = 0; mask < MASKS; mask++) {
		const surround = surrounds[mask]!;
		for (let i = 0; i < masked.length; i++) masked[i] = data[i]! ^ surround[i]!;
		const points = penalty(layout, fewest);
		if (points < fewest) {
			best = mask;
			fewest = points;
		}
	}
	return best;
}

/** The points of the layout's masked grid; of one that has `limit` or more, some number that is no less than `limit`. */
function penalty(layout: Layout, limit: number): number {
	const { strips, size, stride, masked } = layout;
	let points = areaPoints(layout);
	for (let strip = 0; strip < strips && points < limit; strip++)
		points += linePoints(masked, strip * stride + QUIET, size, lowBits(2 * size - 32 * strip));
	return points;
}

/** A word whose lowest bits, so many of them, are 1. */
export function lowBits(count: number): number {
	return count >= 32 ? -1 : (1 << count) - 1;
}

/** 3 points for each block of 2 x 2 modules of one colour, 10 for each 5 % that the dark ones are away from half. */
function areaPoints({ size, stride, uprightStrips, masked }: Layout): number {
	let blocks = 0;
	let dark = 0;
	for (let strip = 0; strip < uprightStrips; strip++) {
		const start = strip * stride + QUIET;
		// The strip to the right; beside the last one stands itself, whose bits are not asked for.
		const beside = strip < uprightStrips - 1 ? stride : 0;
		const own = lowBits(size - 32 * strip);
		const withRight = lowBits(size - 1 - 32 * strip);
		let row = masked[start]!;
		let likeRight = ~(row ^ ((row >>> 1) | (masked[start + beside]! << 31)));
		dark += bitCount(row & own);
		for (let at = start + 1; at < start + size; at++) {
			const next = masked[at]!;
			const nextLikeRight = ~(next ^ ((next >>> 1) | (masked[at + beside]! << 31)));
			blocks += bitCount(likeRight & nextLikeRight & ~(row ^ next) & withRight);
			dark += bitCount(next & own);
			row = next;
			likeRight = nextLikeRight;
		}
	}
	const modules = size * size;
	return 3 * blocks + 10 * Math.floor((10 * Math.abs(2 * dark - modules)) / modules);
}

/**
 * The points down 32 columns at once: 3 for five modules of one colour in line and 1 for each further one, 40 for what
 * looks like a finder pattern.
 */
function linePoints(grid: Int32Array, start: number, size: number, inColumn: number): number {
	let points = 0;
	let above = 0;
	let row = grid[start]!;
	// Whether the modules that end here are of one colour: two of them, three, three that ended a row before, five.
	let two = 0;
	let three = 0;
	let threeBefore = 0;
	let five = 0;
	for (let at = start; at < start + size; at++) {
		const below = grid[at + 1]!;
		const twoNow = at === start ? 0 : ~(row ^ above) & inColumn;
		const threeLongBefore = threeBefore;
		threeBefore = three;
		three = twoNow & two;
		two = twoNow;
		const fiveNow = three & threeLongBefore;
		if (fiveNow !== 0) {
			points += bitCount(fiveNow) + 2 * bitCount(fiveNow & ~five);
			const sixDark = fiveNow & five & row & ~grid[at - 6]! & ~grid[at - 7]!;
			if (sixDark !== 0) points += largeFinderPoints(grid, start, size, at, sixDark);
		}
		five = fiveNow;
		const barThenOne = row & ~above & ~below & grid[at - 2]! & grid[at - 3]! & grid[at - 4]!;
		if (barThenOne !== 0) points += finderPoints(grid, at, barThenOne);
		above = row;
		row = below;
	}
	return points;
}

/** In these columns a module that is dark alone ends at this row, after three dark ones: is it 1:1:3:1:1? */
function finderPoints(grid: Int32Array, at: number, columns: number): number {
	const found = columns & ~grid[at - 5]! & grid[at - 6]! & ~grid[at - 7]!;
	if (found === 0) return 0;
	const lightBefore = ~(grid[at - 8]! | grid[at - 9]! | grid[at - 10]!);
	const lightAfter = ~(grid[at + 2]! | grid[at + 3]! | grid[at + 4]!);
	return 40 * bitCount(found & (lightBefore | lightAfter));
}

/**
 * In these columns six dark modules end at this row, after two light ones: are they, or do they begin, the middle of a larger
 * finder pattern? Only what goes on like 2:2:6:2:2, or with nine dark ones, is looked at closely.
 */
function largeFinderPoints(
	grid: Int32Array,
	start: number,
	size: number,
	at: number,
	columns: number
): number {
	const [next, second, third] = [grid[at + 1]!, grid[at + 2]!, grid[at + 3]!];
	const double = ~next & ~second & third & grid[at + 4]! & grid[at - 8]! & grid[at - 9]!;
	let points = 0;
	for (let left = columns & (double | (next & second & third)); left !== 0; left &= left - 1)
		if (isLargeFinder(grid, start, size, at - start - 5, left & -left)) points += 40;
	return points;
}

/** Whether the dark modules from the row `top` on are the middle of 2:2:6:2:2, or 3:3:9:3:3, and so on. */
function isLargeFinder(grid: Int32Array, start: number, size: number, top: number, bit: number): boolean {
	let length = 6;
	while (isRun(grid, start, size, bit, top + length, 1, true)) length++;
	if (length % 3 !== 0) return false;
	const n = length / 3;
	const bottom = top + length;
	return (
		isRun(grid, start, size, bit, top - n, n, false) &&
		isRun(grid, start, size, bit, bottom, n, false) &&
		isRun(grid, start, size, bit, top - 2 * n, n, true) &&
		isRun(grid, start, size, bit, bottom + n, n, true) &&
		isRun(grid, start, size, bit, top - 2 * n - 1, 1, false) &&
		isRun(grid, start, size, bit, bottom + 2 * n, 1, false) &&
		(isRun(grid, start, size, bit, top - 6 * n, 4 * n, false) ||
			isRun(grid, start, size, bit, bottom + 2 * n, 4 * n, false))
	);
}

/** Whether so many modules from the row `from` on are all dark, or all light, as they are above and below the symbol. */
function isRun(
	grid: Int32Array,
	start: number,
	size: number,
	bit: number,
	from: number,
	length: number,
	dark: boolean
): boolean {
	for (let y = from; y < from + length; y++)
		if ((y >= 0 && y < size && (grid[start + y]! & bit) !== 0) !== dark) return false;
	return true;
}

/** How many bits of a word are 1. */
function bitCount(word: number): number {
	let pairs = word - ((word >>> 1) & 0x55555555);
	pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
	return (((pairs + (pairs >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
