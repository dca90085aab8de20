import { blockPlan, LARGEST_VERSION, type ErrorLevel } from './qrEncoderVersions.ts';

/** A stretch of the bytes that is written in one mode (7.3). */
export interface Segment {
	readonly mode: 'alphanumeric' | 'byte';
	readonly start: number;
	readonly end: number;
}

const MODE_BITS = 4;
const MODES = { alphanumeric: 0b0010, byte: 0b0100 } as const;
/** Versions whose character counts are equally long end at these (table 3). */
const COUNT_CLASSES = [
	{ last: 9, alphanumeric: 9, byte: 8 },
	{ last: 26, alphanumeric: 11, byte: 16 },
	{ last: LARGEST_VERSION, alphanumeric: 13, byte: 16 }
] as const;
type CountBits = (typeof COUNT_CLASSES)[number];

/** Table 5: the value of each character of the alphanumeric mode; -1 for any other byte. */
const VALUES = new Int8Array(256).fill(-1);
[...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'].forEach((character, i) => {
	VALUES[character.charCodeAt(0)] = i;
});

/** The smallest version that holds the bytes at that level; none when they do not fit. */
export function smallestVersion(bytes: Uint8Array, level: ErrorLevel): number | undefined {
	let version = 1;
	for (const counts of COUNT_CLASSES) {
		const bits = bitsOf(fewestBits(bytes, counts), counts);
		for (; version <= counts.last; version++) if (bits <= 8 * blockPlan(version, level).data) return version;
	}
	return undefined;
}

/** The bytes cut in segments that take the fewest bits (annex J, without numeric and kanji modes). */
export function segmentsOf(bytes: Uint8Array, version: number): readonly Segment[] {
	return fewestBits(bytes, countBits(version));
}

/**
 * The codewords of data (7.4): each segment with its mode, count and characters, then the terminator and padding up to
 * what the symbol holds.
 */
export function codewords(
	bytes: Uint8Array,
	segments: readonly Segment[],
	version: number,
	level: ErrorLevel
): Uint8Array {
	const words = new Uint8Array(blockPlan(version, level).data);
	const bits = new BitWriter(words);
	for (const segment of segments) writeSegment(bits, bytes, segment, countBits(version));
	bits.write(0, Math.min(MODE_BITS, 8 * words.length - bits.length));
	bits.write(0, -bits.length & 7);
	for (let at = bits.length / 8, pad = 0xec; at < words.length; at++, pad ^= 0xec ^ 0x11) words[at] = pad;
	return words;
}

function countBits(version: number): CountBits {
	return COUNT_CLASSES.find(({ last }) => version <= last)!;
}

/**
 * A run of alphanumeric characters becomes a segment of its own where that takes fewer bits than bytes would. Bytes stand
 * on both sides of each run, so that what one run becomes changes nothing for the others.
 */
function fewestBits(bytes: Uint8Array, counts: CountBits): Segment[] {
	const segments: Segment[] = [];
	let byteStart = 0;
	for (let start = runStart(bytes, 0); start < bytes.length;) {
		const end = runEnd(bytes, start);
		if (isWorthIt(end - start, counts, start > byteStart, end < bytes.length)) {
			if (start > byteStart) segments.push({ mode: 'byte', start: byteStart, end: start });
			segments.push({ mode: 'alphanumeric', start, end });
			byteStart = end;
		}
		start = runStart(bytes, end);
	}
	if (byteStart < bytes.length) segments.push({ mode: 'byte', start: byteStart, end: bytes.length });
	return segments;
}

function runStart(bytes: Uint8Array, from: number): number {
	let at = from;
	while (at < bytes.length && VALUES[bytes[at]!]! < 0) at++;
	return at;
}

function runEnd(bytes: Uint8Array, from: number): number {
	let at = from;
	while (at < bytes.length && VALUES[bytes[at]!]! >= 0) at++;
	return at;
}

function isWorthIt(length: number, counts: CountBits, afterBytes: boolean, beforeBytes: boolean): boolean {
	const opensBytes = MODE_BITS + counts.byte;
	const own = MODE_BITS + counts.alphanumeric + alphanumericBits(length) + (beforeBytes ? opensBytes : 0);
	return own < 8 * length + (afterBytes ? 0 : opensBytes);
}

/** Two characters take 11 bits, one that is left over takes 6 (7.4.4). */
function alphanumericBits(length: number): number {
	return 11 * (length >> 1) + 6 * (length & 1);
}

function bitsOf(segments: readonly Segment[], counts: CountBits): number {
	let bits = 0;
	for (const { mode, start, end } of segments)
		bits += MODE_BITS + counts[mode] + (mode === 'byte' ? 8 * (end - start) : alphanumericBits(end - start));
	return bits;
}

function writeSegment(bits: BitWriter, bytes: Uint8Array, { mode, start, end }: Segment, counts: CountBits) {
	bits.write(MODES[mode], MODE_BITS);
	bits.write(end - start, counts[mode]);
	if (mode === 'byte') for (let i = start; i < end; i++) bits.write(bytes[i]!, 8);
	else writePairs(bits, bytes, start, end);
}

function writePairs(bits: BitWriter, bytes: Uint8Array, start: number, end: number) {
	let i = start;
	for (; i + 1 < end; i += 2) bits.write(VALUES[bytes[i]!]! * 45 + VALUES[bytes[i + 1]!]!, 11);
	if (i < end) bits.write(VALUES[bytes[i]!]!, 6);
}

/** Writes numbers of at most 16 bits one after the other, the highest bit first. */
class BitWriter {
	private waiting = 0;
	private waitingBits = 0;
	private at = 0;
	private readonly words: Uint8Array;

	constructor(words: Uint8Array) {
		this.words = words;
	}

	get length(): number {
		return 8 * this.at + this.waitingBits;
	}

	write(value: number, bits: number) {
		this.waiting = (this.waiting << bits) | value;
		this.waitingBits += bits;
		while (this.waitingBits >= 8) {
			this.waitingBits -= 8;
			this.words[this.at++] = this.waiting >>> this.waitingBits;
			this.waiting &= (1 << this.waitingBits) - 1;
		}
	}
}
