import type { Area } from './lengths.ts';

/** A picture that somebody brought, reduced to what is needed to show it: no place, no date, no words of its maker. */
export interface Picture {
	readonly format: 'png' | 'jpeg';
	readonly bytes: Uint8Array;
	readonly widthPx: number;
	readonly heightPx: number;
	/** Of a PNG: how many bytes its packed rows must be once unpacked. */
	readonly rowBytes?: number;
}

/** Why a file is no picture that we print. */
export const pictureRefusals = ['no-picture', 'too-many-pixels', 'four-colours'] as const;
export type PictureRefusal = (typeof pictureRefusals)[number];

/** A logo of 40 mm needs a fifth of this at 600 points an inch. */
export const MOST_PIXELS = 2_000_000;

/**
 * Reads a PNG (W3C PNG, 3rd edition, 5 and 11) or a JPEG (ITU-T T.81, annex B; baseline or progressive, grey or three
 * colours) as far as its structure goes, and leaves out every part that says more than the picture.
 */
export function readPicture(bytes: Uint8Array): Picture | { readonly refusal: PictureRefusal } {
	const read = beginsWith(bytes, PNG) ? readPng(bytes) : readJpeg(bytes);
	if (!read || read.widthPx < 1 || read.heightPx < 1) return { refusal: 'no-picture' };
	if (read.widthPx * read.heightPx > MOST_PIXELS) return { refusal: 'too-many-pixels' };
	if (read.colours === 4) return { refusal: 'four-colours' };
	const { colours: _, ...picture } = read;
	return picture;
}

/** The packed rows of a PNG, one after the other. */
export function packedRows({ bytes }: Picture): Uint8Array {
	return together(chunksOf(bytes)!.flatMap(({ type, data }) => (type === 'IDAT' ? [data] : [])));
}

/** Where a picture stands in an area, as large as it can be without being distorted: at its end and its top. */
export function fitted({ widthPx, heightPx }: Picture, { x, y, w, h }: Area): Area {
	const scale = Math.min(w / widthPx, h / heightPx);
	const [wide, high] = [widthPx * scale, heightPx * scale];
	return { x: x + w - wide, y, w: wide, h: high };
}

/** `data:image/png;base64,...` */
export function dataAddress({ format, bytes }: Picture): string {
	let binary = '';
	for (let at = 0; at < bytes.length; at += 0x8000)
		binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
	return `data:image/${format};base64,${btoa(binary)}`;
}

type Read = Picture & { readonly colours: number };

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const NEEDED_CHUNKS = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
/** Channels of each colour type, and the depths that it may have. */
const COLOUR_TYPES: Readonly<Record<number, readonly [channels: number, depths: readonly number[]]>> = {
	0: [1, [1, 2, 4, 8, 16]],
	2: [3, [8, 16]],
	3: [1, [1, 2, 4, 8]],
	4: [2, [8, 16]],
	6: [4, [8, 16]]
};

function readPng(bytes: Uint8Array): Read | null {
	const chunks = chunksOf(bytes);
	const [head] = chunks ?? [];
	if (!chunks || head?.type !== 'IHDR' || head.data.length !== 13) return null;
	if (chunks.at(-1)?.type !== 'IEND' || !chunks.some(({ type }) => type === 'IDAT')) return null;
	const view = viewOf(head.data);
	const [widthPx, heightPx] = [view.getUint32(0), view.getUint32(4)];
	const [depth, type, packing, filter, interlaced] = [...head.data.subarray(8)];
	const [channels, depths] = COLOUR_TYPES[type!] ?? [0, []];
	if (!depths.includes(depth!) || packing !== 0 || filter !== 0 || interlaced! > 1) return null;
	if (type === 3 && !chunks.some((chunk) => chunk.type === 'PLTE')) return null;
	const needed = chunks.filter((chunk) => NEEDED_CHUNKS.has(chunk.type)).map(({ whole }) => whole);
	return {
		format: 'png',
		bytes: together([Uint8Array.from(PNG), ...needed]),
		widthPx,
		heightPx,
		rowBytes: rowBytesOf(widthPx, heightPx, channels * depth!, interlaced === 1),
		colours: 3
	};
}

interface Chunk {
	readonly type: string;
	readonly data: Uint8Array;
	readonly whole: Uint8Array;
}

/** Up to IEND; null when one is cut. */
function chunksOf(bytes: Uint8Array): Chunk[] | null {
	const view = viewOf(bytes);
	const chunks: Chunk[] = [];
	for (let at = PNG.length; at + 12 <= bytes.length;) {
		const length = view.getUint32(at);
		const end = at + 12 + length;
		if (end > bytes.length) return null;
		const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
		chunks.push({ type, data: bytes.subarray(at + 8, end - 4), whole: bytes.subarray(at, end) });
		if (type === 'IEND') return chunks;
		at = end;
	}
	return null;
}

/** The seven passes of an interlaced picture: where each begins and how far its points are apart, across and down. */
const PASSES = [
	[0, 0, 8, 8],
	[4, 0, 8, 8],
	[0, 4, 4, 8],
	[2, 0, 4, 4],
	[0, 2, 2, 4],
	[1, 0, 2, 2],
	[0, 1, 1, 2]
] as const;

function rowBytesOf(width: number, height: number, bits: number, interlaced: boolean): number {
	const rows = (w: number, h: number) => (w > 0 && h > 0 ? h * (1 + Math.ceil((w * bits) / 8)) : 0);
	if (!interlaced) return rows(width, height);
	return PASSES.reduce((sum, [x, y, across, down]) => {
		return sum + rows(Math.ceil((width - x) / across), Math.ceil((height - y) / down));
	}, 0);
}

const [START, END, SCAN] = [0xd8, 0xd9, 0xda];
/** Tables, restarts, JFIF's and Adobe's words on colours. */
const NEEDED_SEGMENTS = new Set([0xdb, 0xc4, 0xdd, 0xe0, 0xee]);
/** Baseline, extended, progressive, all Huffman-coded. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2]);

function readJpeg(bytes: Uint8Array): Read | null {
	if (!beginsWith(bytes, [0xff, START, 0xff])) return null;
	const view = viewOf(bytes);
	const parts = [bytes.subarray(0, 2)];
	let frame: Pick<Read, 'widthPx' | 'heightPx' | 'colours'> | undefined;
	for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
		const marker = bytes[at + 1]!;
		const end = at + 2 + view.getUint16(at + 2);
		if (end > bytes.length) return null;
		if (marker === SCAN) {
			const last = endOf(bytes);
			if (!frame || last < end) return null;
			return { format: 'jpeg', bytes: together([...parts, bytes.subarray(at, last)]), ...frame };
		}
		if (FRAMES.has(marker)) {
			if (frame || end - at < 10 || bytes[at + 4] !== 8) return null;
			const colours = bytes[at + 9]!;
			if (colours !== 1 && colours !== 3 && colours !== 4) return null;
			frame = { heightPx: view.getUint16(at + 5), widthPx: view.getUint16(at + 7), colours };
		}
		if (FRAMES.has(marker) || NEEDED_SEGMENTS.has(marker)) parts.push(bytes.subarray(at, end));
		at = end;
	}
	return null;
}

/** Behind the last end marker; 0 when there is none. */
function endOf(bytes: Uint8Array): number {
	for (let at = bytes.length - 2; at > 0; at--)
		if (bytes[at] === 0xff && bytes[at + 1] === END) return at + 2;
	return 0;
}

function beginsWith(bytes: Uint8Array, start: readonly number[]): boolean {
	return start.every((byte, i) => bytes[i] === byte);
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
	return new DataView(buffer, byteOffset, byteLength);
}

function together(parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
