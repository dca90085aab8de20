import { hash } from 'node:crypto';
import { constants, crc32, deflateRawSync } from 'node:zlib';

/** What many pages begin with, byte for byte: packed once. */
export class Begin {
	readonly bytes: Buffer;
	readonly packed: Buffer;
	readonly crc: number;
	readonly hash: string;

	constructor(text: string) {
		this.bytes = Buffer.from(text);
		this.crc = crc32(this.bytes);
		this.hash = hash('sha256', this.bytes, 'base64url').slice(0, 8);
		// Its last block is not the page's last one, and ends with a whole byte: the rest can follow it.
		const packed = deflateRawSync(this.bytes, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
		this.packed = Buffer.concat([GZIP_HEAD, packed]);
	}
}

/** RFC 1952, 2.3: deflate, no name, no time, any system. */
const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/** The same page has the same tag, whenever and wherever it was rendered: a strong one, so packed bytes have another. */
export function etagOf(begin: Begin, rest: Buffer, isGzip: boolean): string {
	return `"${begin.hash}${hash('sha256', rest, 'base64url').slice(0, 27)}${isGzip ? '.gz' : ''}"`;
}

/**
 * The whole page as gzip: the begin as it was packed, then the rest. That the rest could point back into the begin would save
 * a hundred bytes and take half as long again.
 */
export function gzipped(begin: Begin, rest: Buffer): Buffer {
	const packed = deflateRawSync(rest, { level: LEVEL });
	const tail = Buffer.allocUnsafe(8);
	tail.writeUInt32LE(crc32(rest, begin.crc), 0);
	tail.writeUInt32LE(begin.bytes.length + rest.length, 4);
	return Buffer.concat([begin.packed, packed, tail]);
}

/** Half the time of level 6 for a twentieth more bytes. */
const LEVEL = 3;
