import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import QRCode from 'qrcode';
import { describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { encodeQr, type EncodedQr } from './qrEncoder.ts';
import { smallestVersion } from './qrEncoderSegments.ts';
import { LARGEST_VERSION, type ErrorLevel } from './qrEncoderVersions.ts';

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });

const LEVELS = ['L', 'M', 'Q', 'H'] as const;
const CAPITALS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const MIXED = `${CAPITALS}${CAPITALS}abcdefghij#?éß漢`;

/** Numbers from 0 up to below 1, the same ones in every run. */
function startChance(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

/** A text of runs, each of one alphabet, so that segments of all lengths occur. */
function someText(chance: () => number, length: number, alphabet: string): string {
	let text = '';
	while (text.length < length) {
		const letters = alphabet === MIXED && chance() < 0.5 ? CAPITALS : alphabet;
		for (let run = Math.ceil(chance() * 24); run > 0 && text.length < length; run--)
			text += letters[Math.floor(chance() * letters.length)];
	}
	return text;
}

/** The same segments in the reference, with the version that it chooses for them and our mask, or another. */
function reference(text: string, level: ErrorLevel, { segments, mask }: EncodedQr, otherMask = mask) {
	const bytes = new TextEncoder().encode(text);
	const parts = segments.map(({ mode, start, end }) => {
		const part = bytes.slice(start, end);
		return mode === 'byte' ? { mode, data: part } : { mode, data: new TextDecoder().decode(part) };
	});
	const maskPattern = otherMask as 0;
	return QRCode.create(parts as QRCode.QRCodeSegment[], { errorCorrectionLevel: level, maskPattern }).modules;
}

function modulesOf({ size, rows, rowWords }: EncodedQr): Uint8Array {
	const modules = new Uint8Array(size * size);
	for (let y = 0; y < size; y++)
		for (let x = 0; x < size; x++) modules[y * size + x] = (rows[y * rowWords + (x >> 5)]! >>> (x & 31)) & 1;
	return modules;
}

function sameAsReference(text: string, level: ErrorLevel): EncodedQr {
	const ours = encodeQr(text, level);
	const { size, data } = reference(text, level, ours);
	expect(ours.size, `${level} ${text}`).toBe(size);
	// Not toEqual: it looks at thousands of modules one by one.
	if (Buffer.compare(modulesOf(ours), Uint8Array.from(data)) !== 0)
		expect.unreachable(`not the symbol of the reference: ${level} ${text}`);
	return ours;
}

describe('module for module the symbol that qrcode makes of the same segments with the same mask', () => {
	test.each(LEVELS)('in every version at level %s', (level) => {
		const chance = startChance(18004);
		const versions = new Set<number>();
		for (let length = 1; length < 4400; length += 1 + Math.floor(length / 40))
			for (const alphabet of [CAPITALS, MIXED]) {
				const text = someText(chance, length, alphabet);
				if (smallestVersion(new TextEncoder().encode(text), level))
					versions.add(sameAsReference(text, level).version);
			}
		expect(versions.size).toBe(LARGEST_VERSION);
	});

	test('of thousands of short texts', () => {
		const chance = startChance(2015);
		for (let i = 0; i < 3000; i++)
			sameAsReference(
				someText(chance, 1 + Math.floor(chance() * 120), i % 2 ? MIXED : CAPITALS),
				LEVELS[i % 4]!
			);
	});

	test('with every mask', () => {
		const text = 'https://palier.example/a/7K3M9PQXD2F41#4CDFZ4AWR';
		for (let mask = 0; mask < 8; mask++) {
			const ours = encodeQr(text, 'Q', mask);
			expect(modulesOf(ours)).toEqual(Uint8Array.from(reference(text, 'Q', ours).data));
		}
	});
});

/** Found by trying: were the pattern counted at one scale only, another mask would be best. */
const DECIDED_BY_A_LARGE_FINDER = ['E0EYKJSH8CJHQ', 'BZZVJ7V6YNADT', '66GNXEA0G669V', 'KR2REBSKZ0VE2'].map(
	(code) => `HTTPS://PALIER.EXAMPLE/${code}`
);

/** Table 11, read as `bestMask` says, module by module. */
function plainPenalty(modules: Uint8Array, size: number): number {
	const lines = Array.from({ length: size }, (_, i) => [
		Array.from({ length: size }, (_, x) => modules[i * size + x]!),
		Array.from({ length: size }, (_, y) => modules[y * size + i]!)
	]).flat();
	const along = lines.map(runsOf).map((runs) => runPoints(runs) + 40 * finderLikes(runs));
	return along.reduce((sum, points) => sum + points, 0) + blockPoints(modules, size) + balancePoints(modules);
}

interface Run {
	readonly dark: boolean;
	readonly length: number;
}

function runsOf(line: readonly number[]): Run[] {
	const starts = line.flatMap((module, i) => (module === line[i - 1] ? [] : [i]));
	return starts.map((start, i) => ({
		dark: line[start] === 1,
		length: (starts[i + 1] ?? line.length) - start
	}));
}

function runPoints(runs: readonly Run[]): number {
	return runs.reduce((sum, { length }) => sum + (length >= 5 ? 3 + length - 5 : 0), 0);
}

/** Patterns of 1:1:3:1:1, at any scale, with four times as much light before or after it; around the symbol it is light. */
function finderLikes(runs: readonly Run[]): number {
	const light = (run: Run | undefined, atEdge: boolean) =>
		run === undefined ? Infinity : run.dark ? 0 : run.length + (atEdge ? Infinity : 0);
	return runs.filter(({ dark, length: n }, i) => {
		const five = runs.slice(i, i + 5);
		if (!dark || five.length < 5 || five.some((run, j) => run.length !== n * [1, 1, 3, 1, 1][j]!))
			return false;
		const before = light(runs[i - 1], i === 1);
		const after = light(runs[i + 5], i + 6 === runs.length);
		return before >= 4 * n || after >= 4 * n;
	}).length;
}

function blockPoints(modules: Uint8Array, size: number): number {
	let points = 0;
	for (let y = 0; y + 1 < size; y++)
		for (let x = 0; x + 1 < size; x++) {
			const corners = [0, 1, size, size + 1].map((step) => modules[y * size + x + step]);
			if (new Set(corners).size === 1) points += 3;
		}
	return points;
}

function balancePoints(modules: Uint8Array): number {
	const percent = (100 * modules.reduce((sum, module) => sum + module, 0)) / modules.length;
	return 10 * Math.floor(Math.abs(percent - 50) / 5);
}

function plainBestMask(text: string, level: ErrorLevel): number {
	const points = Array.from({ length: 8 }, (_, mask) => {
		const { size, data } = reference(text, level, encodeQr(text, level), mask);
		return plainPenalty(Uint8Array.from(data), size);
	});
	return points.indexOf(Math.min(...points));
}

describe('the mask is the one with the fewest points', () => {
	const chance = startChance(7);

	test('of short texts', () => {
		for (let i = 0; i < 400; i++) {
			const level = LEVELS[i % 4]!;
			const text = someText(chance, 1 + Math.floor(chance() * 60), i % 3 ? CAPITALS : MIXED);
			expect(encodeQr(text, level).mask, `${level} ${text}`).toBe(plainBestMask(text, level));
		}
	});

	test('of long ones', () => {
		for (let i = 0; i < 24; i++) {
			const level = LEVELS[i % 4]!;
			const text = someText(chance, 60 + i * 40, MIXED);
			expect(encodeQr(text, level).mask, `${level} ${text}`).toBe(plainBestMask(text, level));
		}
	});

	test('also where only a pattern of 2:2:6:2:2 decides', () => {
		for (const text of DECIDED_BY_A_LARGE_FINDER)
			expect(encodeQr(text, 'Q').mask).toBe(plainBestMask(text, 'Q'));
	});
});

/** The fewest bits of all ways to cut the text, each tried by which mode every byte is in. */
function fewestBits(bytes: Uint8Array, counts: { alphanumeric: number; byte: number }): number {
	let [inBytes, even, odd] = [Infinity, Infinity, Infinity];
	let [open] = [0];
	for (const byte of bytes) {
		const capital = byte < 128 && CAPITALS.includes(String.fromCharCode(byte));
		const ended = Math.min(open, inBytes, even, odd);
		const first = capital ? ended + 4 + counts.alphanumeric + 6 : Infinity;
		[inBytes, even, odd] = [
			8 + Math.min(inBytes, ended + 4 + counts.byte),
			capital ? odd + 5 : Infinity,
			capital ? Math.min(even + 6, first) : Infinity
		];
		open = Infinity;
	}
	return Math.min(inBytes, even, odd);
}

function bitsOf({ segments }: EncodedQr, counts: { alphanumeric: number; byte: number }): number {
	return segments.reduce((sum, { mode, start, end }) => {
		const length = end - start;
		const characters = mode === 'byte' ? 8 * length : 11 * Math.floor(length / 2) + 6 * (length % 2);
		return sum + 4 + counts[mode] + characters;
	}, 0);
}

test('segments follow one another, cover the text, and take the fewest bits', () => {
	const chance = startChance(3);
	for (let i = 0; i < 2000; i++) {
		const text = someText(chance, 1 + Math.floor(chance() * 200), i % 4 ? MIXED : CAPITALS);
		const bytes = new TextEncoder().encode(text);
		const symbol = encodeQr(text, 'M');
		const counts = symbol.version < 10 ? { alphanumeric: 9, byte: 8 } : { alphanumeric: 11, byte: 16 };
		expect(symbol.segments.map(({ start }) => start)).toEqual([
			0,
			...symbol.segments.slice(0, -1).map(({ end }) => end)
		]);
		expect(symbol.segments.at(-1)!.end).toBe(bytes.length);
		expect(bitsOf(symbol, counts), text).toBe(fewestBits(bytes, counts));
	}
});

test("the letter's address is shortened by its codes, which are capitals", () => {
	const text = 'https://palier.example/a/7K3M9PQXD2F41#4CDFZ4AWR';
	const { segments, version } = encodeQr(text, 'Q');
	expect(segments.map(({ mode, start, end }) => `${mode} ${text.slice(start, end)}`)).toEqual([
		'byte https://palier.example/a',
		'alphanumeric /7K3M9PQXD2F41',
		'byte #',
		'alphanumeric 4CDFZ4AWR'
	]);
	expect(version).toBe(4);
});

describe('read back by a program that we did not write', () => {
	test.each([
		['HTTPS://PALIER.EXAMPLE/7K3M9PQXD2F41', 'H'],
		['https://palier.example/a/7K3M9PQXD2F41#4CDFZ4AWR', 'Q'],
		['0123456789', 'L'],
		['é', 'M'],
		['La boîte au hibou prête une perceuse ; البومة تُعير مثقابًا', 'Q'],
		[someText(startChance(5), 180, MIXED), 'Q'],
		[someText(startChance(6), 900, MIXED), 'H']
	] as const)('%s at level %s', async (text, level) => {
		const [read] = await readBarcodes(drawn(encodeQr(text, level)) as ImageData, { formats: ['QRCode'] });
		expect(read?.text).toBe(text);
	});
});

/** Four pixels a module, quiet zone included. */
function drawn(symbol: EncodedQr) {
	const [width, modules] = [4 * (symbol.size + 8), modulesOf(symbol)];
	const data = new Uint8ClampedArray(4 * width * width).fill(255);
	for (let y = 0; y < width; y++)
		for (let x = 0; x < width; x++) {
			const [column, row] = [Math.floor(x / 4) - 4, Math.floor(y / 4) - 4];
			const inside = column >= 0 && row >= 0 && column < symbol.size && row < symbol.size;
			if (inside && modules[row * symbol.size + column] === 1)
				data.fill(0, 4 * (y * width + x), 4 * (y * width + x) + 3);
		}
	return { data, width, height: width };
}

test('an empty text and one that is too long are refused', () => {
	expect(() => encodeQr('', 'L')).toThrow('needs a text');
	expect(() => encodeQr('a'.repeat(2954), 'L')).toThrow('2954 bytes do not fit');
	expect(encodeQr('a'.repeat(2953), 'L').version).toBe(LARGEST_VERSION);
	expect(encodeQr('A'.repeat(4296), 'L').version).toBe(LARGEST_VERSION);
});
