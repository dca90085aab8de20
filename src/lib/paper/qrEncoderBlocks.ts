import { blockPlan, type ErrorLevel } from './qrEncoderVersions.ts';

/** The field GF(256) with x^8 + x^4 + x^3 + x^2 + 1 (7.5.2): powers of 2, twice over, and their logarithms. */
const POWERS = new Uint8Array(512);
const LOGARITHMS = new Uint8Array(256);
for (let i = 0, power = 1; i < 255; i++) {
	POWERS[i] = POWERS[i + 255] = power;
	LOGARITHMS[power] = i;
	power = (power << 1) ^ (power & 0x80 ? 0x11d : 0);
}

/**
 * The final message (7.5, 7.6): the data cut in blocks, to each its codewords of error correction, and then the first
 * codeword of every block, the second of every block, and so on, data before correction.
 */
export function correctedMessage(data: Uint8Array, version: number, level: ErrorLevel): Uint8Array {
	const { blocks, correction, total } = blockPlan(version, level);
	const message = new Uint8Array(total);
	const short = Math.floor(data.length / blocks);
	const shortBlocks = blocks - (data.length % blocks);
	for (let block = 0, start = 0; block < blocks; block++) {
		const end = start + short + (block < shortBlocks ? 0 : 1);
		for (let i = 0; i < short; i++) message[i * blocks + block] = data[start + i]!;
		if (block >= shortBlocks) message[short * blocks + block - shortBlocks] = data[end - 1]!;
		const remainder = remainderOf(data, start, end, correction);
		for (let i = 0; i < correction; i++)
			message[data.length + i * blocks + block] = remainder[i >> 2]! >>> (24 - 8 * (i & 3));
		start = end;
	}
	return message;
}

/** The longest correction of a block, 30 codewords, and one word more that stays 0. */
const remainder = new Int32Array(9);

/**
 * What is left when the codewords from start to end, as a polynomial, are divided by the generator of that degree: four
 * coefficients a word, the highest first. The next call writes over it.
 */
function remainderOf(data: Uint8Array, start: number, end: number, degree: number): Int32Array {
	const multiples = generatorMultiples(degree);
	const words = wordsFor(degree);
	remainder.fill(0);
	for (let i = start; i < end; i++) {
		const row = (data[i]! ^ (remainder[0]! >>> 24)) * words;
		for (let j = 0; j < words; j++)
			remainder[j] = ((remainder[j]! << 8) | (remainder[j + 1]! >>> 24)) ^ multiples[row + j]!;
	}
	return remainder;
}

function wordsFor(degree: number): number {
	return (degree + 3) >> 2;
}

const multiplesOf: (Int32Array | undefined)[] = [];

/** For each factor its products with the generator's coefficients, the highest (always 1) left out, four a word. */
function generatorMultiples(degree: number): Int32Array {
	return (multiplesOf[degree] ??= multiplied(generator(degree)));
}

function multiplied(coefficients: Uint8Array): Int32Array {
	const words = wordsFor(coefficients.length);
	const rows = new Int32Array(256 * words);
	for (let factor = 1; factor < 256; factor++)
		for (let j = 0; j < coefficients.length; j++)
			rows[factor * words + (j >> 2)]! |= product(coefficients[j]!, factor) << (24 - 8 * (j & 3));
	return rows;
}

/** (x - 1)(x - 2)(x - 4)... of that degree, the highest coefficient left out (annex A). */
function generator(degree: number): Uint8Array {
	let coefficients = Uint8Array.of(1);
	for (let i = 0; i < degree; i++) {
		const next = new Uint8Array(coefficients.length + 1);
		coefficients.forEach((one, j) => {
			next[j]! ^= one;
			next[j + 1]! ^= product(one, POWERS[i]!);
		});
		coefficients = next;
	}
	return coefficients.slice(1);
}

function product(a: number, b: number): number {
	return a === 0 || b === 0 ? 0 : POWERS[LOGARITHMS[a]! + LOGARITHMS[b]!]!;
}
