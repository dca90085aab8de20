import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { config } from './config.ts';
import { isDiskFull } from './disk.ts';
import { random } from './keys.ts';
import { sharedWork } from './sharedWork.ts';

/** Bytes of a file that somebody may send with a form. */
export const MOST_UPLOAD_BYTES = 64 * 1024 * 1024;

const LIVES_MS = 3_600_000;

export type UploadRefusal = 'nothing-sent' | 'too-big' | 'disk-full';

/**
 * Keeps a file that a member of staff sent, for an hour: between looking at a list and importing it. Only its sender, with
 * the token, finds it again. `bytes` is read to its end even when the file is refused, so that the sender gets an answer.
 */
export async function keepUpload(
	staffId: string,
	bytes: AsyncIterable<Uint8Array>,
	now: number
): Promise<{ token: string } | { refusal: UploadRefusal }> {
	const token = random(24).toString('base64url');
	const file = fileOf(nameOf(staffId, token));
	await sweepUploads(now);
	try {
		const length = await writeAll(`${file}.part`, bytes);
		if (length > 0 && length <= MOST_UPLOAD_BYTES) {
			await rename(`${file}.part`, file);
			return { token };
		}
		return { refusal: length === 0 ? 'nothing-sent' : 'too-big' };
	} catch (error) {
		if (!isDiskFull(error)) throw error;
		return { refusal: 'disk-full' };
	} finally {
		await rm(`${file}.part`, { force: true });
	}
}

/** The bytes of a kept file; null once it is used or too old, and for somebody else. */
export async function openUpload(
	staffId: string,
	token: string,
	now: number
): Promise<AsyncIterable<Uint8Array> | null> {
	const file = fileOf(nameOf(staffId, token));
	return (await isYoung(file, now)) ? createReadStream(file) : null;
}

export async function dropUpload(staffId: string, token: string): Promise<void> {
	await rm(fileOf(nameOf(staffId, token)), { force: true });
}

/** By the file's name: a form sent twice acts once. */
const actOnce = sharedWork<boolean>();

/**
 * Does something with a kept file once, however often and at once it is asked for; then the file goes, and what `use` gave
 * stays for an hour as a receipt, whose name this gives. Null when there is neither. When `use` throws, the file stays.
 */
export async function useUpload(
	staffId: string,
	token: string,
	now: number,
	use: (bytes: AsyncIterable<Uint8Array>) => Promise<object>
): Promise<string | null> {
	const name = nameOf(staffId, token);
	return (await actOnce(name, () => useOnce(staffId, name, now, use))) ? name : null;
}

async function useOnce(
	staffId: string,
	name: string,
	now: number,
	use: (bytes: AsyncIterable<Uint8Array>) => Promise<object>
): Promise<boolean> {
	const file = fileOf(name);
	if (await isYoung(receiptOf(name), now)) return true;
	if (!(await isYoung(file, now))) return false;
	const result = await use(createReadStream(file));
	await writeFile(receiptOf(name), JSON.stringify({ staffId, result }), { mode: 0o600 });
	await rm(file, { force: true });
	return true;
}

/** What was done with a file, by the name that `useUpload` gave; null for somebody else, and after an hour. */
export async function readReceipt(staffId: string, name: string, now: number): Promise<unknown> {
	if (!/^[0-9a-f]{64}$/.test(name) || !(await isYoung(receiptOf(name), now))) return null;
	const receipt = JSON.parse(await readFile(receiptOf(name), 'utf8')) as { staffId: string; result: unknown };
	return receipt.staffId === staffId ? receipt.result : null;
}

const folder = () => join(config().dataFolder, 'uploads');
const fileOf = (name: string) => join(folder(), name);
const receiptOf = (name: string) => `${fileOf(name)}.done`;

/** Names are hashes: whoever reads the folder's names can open nothing with them. */
const nameOf = (staffId: string, token: string) =>
	createHash('sha256')
		.update(JSON.stringify([staffId, token]))
		.digest('hex');

/** Gives how many bytes came. Reads to the end, also when no more can be written or is wanted. */
async function writeAll(path: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
	const draft = await openDraft(path);
	try {
		let length = 0;
		for await (const piece of bytes) {
			length += piece.length;
			if (length <= MOST_UPLOAD_BYTES) await draft.write(piece);
		}
		await draft.check();
		return length;
	} finally {
		await draft.close();
	}
}

/** A new file that remembers its first failure until it is checked. */
async function openDraft(path: string) {
	let failure: unknown;
	const attempt = async <T>(work: () => Promise<T>) => {
		try {
			if (!failure) return await work();
		} catch (error) {
			failure = error;
		}
		return undefined;
	};
	const file = await attempt(async () => {
		await mkdir(folder(), { recursive: true, mode: 0o700 });
		return open(path, 'wx', 0o600);
	});
	return {
		write: (piece: Uint8Array) => attempt(() => file!.writeFile(piece)),
		check: async () => {
			if (failure) throw failure;
		},
		close: () => attempt(async () => file?.close())
	};
}

async function isYoung(path: string, now: number): Promise<boolean> {
	const found = await stat(path).catch(() => null);
	return found !== null && now - found.mtimeMs < LIVES_MS;
}

/** Takes away what is older than an hour: lists, what came of them, and what was cut while it came. */
export async function sweepUploads(now: number): Promise<void> {
	const names = await readdir(folder()).catch(() => []);
	for (const name of names) if (!(await isYoung(fileOf(name), now))) await rm(fileOf(name), { force: true });
}
