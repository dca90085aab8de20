import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { config } from './config.ts';
import { derive, random } from './keys.ts';

type Sink = (bytes: Uint8Array) => Promise<void>;

/** What was written: its length, and its SHA-256 in hexadecimal, both before sealing. */
export interface SealedFile {
	readonly bytes: number;
	readonly hash: string;
}

/**
 * A kit holds every claim code, and the disk must not: its files are sealed with AES-256 in counter mode (NIST SP
 * 800-38A), under a key of their own made from the kit key and the file's name, and begin with a random counter. A file
 * can so be read from any place on.
 */
const CIPHER = 'aes-256-ctr';
const BLOCK_BYTES = 16;
const PIECE_BYTES = 64 * 1024;

const folder = () => join(config().dataFolder, 'kits');
const pathOf = (name: string) => join(folder(), name);
const draftOf = (name: string) => `${pathOf(name)}.part`;
const keyOf = (name: string) => derive('kit file')(name);

/**
 * Keeps what `make` gives to its sink, sealed. The file appears under its name only once it is on the disk, whole, and was
 * read back as it was given. Throws what `make` throws, and `isDiskFull` knows a disk without room; then nothing stays.
 */
export async function writeSealed(name: string, make: (sink: Sink) => Promise<unknown>): Promise<SealedFile> {
	await mkdir(folder(), { recursive: true, mode: 0o700 });
	try {
		const written = await writeDraft(name, make);
		const read = await hashOf(draftOf(name), name, written.bytes);
		if (read !== written.hash) throw new Error('A kit’s file is not on the disk as it was written');
		await rename(draftOf(name), pathOf(name));
		await syncFolder();
		return written;
	} catch (error) {
		await rm(draftOf(name), { force: true });
		throw error;
	}
}

async function writeDraft(name: string, make: (sink: Sink) => Promise<unknown>): Promise<SealedFile> {
	const file = await open(draftOf(name), 'wx', 0o600);
	try {
		const counter = random(BLOCK_BYTES);
		const cipher = createCipheriv(CIPHER, keyOf(name), counter);
		const hash = createHash('sha256');
		let bytes = 0;
		await file.writeFile(counter);
		await make(async (piece) => {
			hash.update(piece);
			bytes += piece.length;
			await file.writeFile(cipher.update(piece));
		});
		await file.sync();
		return { bytes, hash: hash.digest('hex') };
	} finally {
		await file.close();
	}
}

async function hashOf(path: string, name: string, bytes: number): Promise<string> {
	const hash = createHash('sha256');
	for await (const piece of await opened(path, name, { first: 0, last: bytes - 1 })) hash.update(piece);
	return hash.digest('hex');
}

async function syncFolder(): Promise<void> {
	if (process.platform === 'win32') return;
	const handle = await open(folder(), 'r');
	await handle.sync();
	await handle.close();
}

/** Bytes from the first to the last, both included; counted from 0. */
export interface Part {
	readonly first: number;
	readonly last: number;
}

/** A part of a sealed file, opened: read no faster than it is taken, and no further once nobody takes it. Null when the file is gone. */
export async function readSealed(name: string, part: Part): Promise<ReadableStream<Uint8Array> | null> {
	try {
		return await opened(pathOf(name), name, part);
	} catch (error) {
		if (isMissing(error)) return null;
		throw error;
	}
}

async function opened(
	path: string,
	name: string,
	{ first, last }: Part
): Promise<ReadableStream<Uint8Array>> {
	const file = await open(path, 'r');
	const shut = async (error: unknown): Promise<never> => {
		await file.close();
		throw error;
	};
	try {
		const decipher = await decipherAt(file, name, first);
		let at = first;
		return new ReadableStream({
			async pull(controller) {
				const piece = await readPiece(file, at, Math.min(PIECE_BYTES, last + 1 - at)).catch(shut);
				at += piece.length;
				if (piece.length > 0) controller.enqueue(new Uint8Array(decipher.update(piece)));
				if (at <= last) return;
				await file.close();
				controller.close();
			},
			cancel: () => file.close()
		});
	} catch (error) {
		return shut(error);
	}
}

async function decipherAt(file: FileHandle, name: string, first: number) {
	const counter = Buffer.alloc(BLOCK_BYTES);
	await file.read(counter, 0, BLOCK_BYTES, 0);
	const block = Math.floor(first / BLOCK_BYTES);
	const decipher = createDecipheriv(CIPHER, keyOf(name), laterCounter(counter, block));
	decipher.update(Buffer.alloc(first % BLOCK_BYTES));
	return decipher;
}

/** The counter is one number of 128 bits, most significant byte first, that goes on at 0 after the last. */
function laterCounter(counter: Buffer, blocks: number): Buffer {
	const later = BigInt.asUintN(128, BigInt(`0x${counter.toString('hex')}`) + BigInt(blocks));
	return Buffer.from(later.toString(16).padStart(2 * BLOCK_BYTES, '0'), 'hex');
}

async function readPiece(file: FileHandle, at: number, length: number): Promise<Buffer> {
	const room = Buffer.allocUnsafe(length);
	const { bytesRead } = await file.read(room, 0, length, BLOCK_BYTES + at);
	if (bytesRead > 0 || length === 0) return room.subarray(0, bytesRead);
	throw new Error('A kit’s file is shorter than it was');
}

/** Whether the file is there with all of its bytes. */
export async function isSealed(name: string, bytes: number): Promise<boolean> {
	const found = await stat(pathOf(name)).catch(() => null);
	return found?.size === BLOCK_BYTES + bytes;
}

export async function dropSealed(name: string): Promise<void> {
	await rm(pathOf(name), { force: true });
}

/**
 * Takes away every sealed file, whole or cut, whose name is not among those that `keep` gives; asked once the names are
 * known. What else lies in the folder (a disk's `lost+found`) is not ours.
 */
export async function sweepSealed(keep: (names: readonly string[]) => Promise<ReadonlySet<string>>) {
	const found = await readdir(folder(), { withFileTypes: true }).catch(() => []);
	const files = found.filter((one) => one.isFile() && OURS.test(one.name)).map(({ name }) => name);
	const kept = files.length > 0 ? await keep(files.map(nameOf)) : new Set<string>();
	for (const file of files) if (!kept.has(nameOf(file))) await rm(pathOf(file), { force: true });
}

const OURS = /^[\w-]+(\.part)?$/;
const nameOf = (file: string) => file.replace(/\.part$/, '');

const isMissing = (error: unknown) => codeOf(error) === 'ENOENT';
const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '');
