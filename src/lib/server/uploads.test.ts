import type * as fs from 'node:fs/promises';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { config } from './config.ts';
import {
	dropUpload,
	keepUpload,
	MOST_UPLOAD_BYTES,
	openUpload,
	readReceipt,
	sweepUploads,
	useUpload
} from './uploads.ts';

const disk = vi.hoisted(() => ({ isFull: false }));

vi.mock('node:fs/promises', async (original) => {
	const real = await original<typeof fs>();
	const noRoom = () => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
	const open: typeof real.open = async (...args) => {
		const file = await real.open(...args);
		if (disk.isFull) file.writeFile = noRoom;
		return file;
	};
	return { ...real, open };
});

afterEach(() => {
	disk.isFull = false;
});

const HOUR = 3_600_000;
const AMINA = 'staff-amina';
const DENIS = 'staff-denis';
const folder = () => join(config().dataFolder, 'uploads');

async function* sent(...pieces: (string | Uint8Array)[]) {
	for (const piece of pieces) yield typeof piece === 'string' ? new TextEncoder().encode(piece) : piece;
}

async function keep(...pieces: (string | Uint8Array)[]): Promise<string> {
	const kept = await keepUpload(DENIS, sent(...pieces), Date.now());
	if ('refusal' in kept) throw new Error(kept.refusal);
	return kept.token;
}

async function textOf(bytes: AsyncIterable<Uint8Array> | null): Promise<string | null> {
	if (!bytes) return null;
	const pieces: Uint8Array[] = [];
	for await (const piece of bytes) pieces.push(piece);
	return Buffer.concat(pieces).toString();
}

test('a file comes back whole, to its sender alone, as often as they look', async () => {
	const token = await keep('residence;', 'boite\n', 'Les Tilleuls;1');
	for (const _ of [1, 2])
		expect(await textOf(await openUpload(DENIS, token, Date.now()))).toBe('residence;boite\nLes Tilleuls;1');
	expect(await openUpload(AMINA, token, Date.now())).toBeNull();
	expect(await openUpload(DENIS, `${token}x`, Date.now())).toBeNull();
	await dropUpload(AMINA, token);
	expect(await openUpload(DENIS, token, Date.now())).not.toBeNull();
	await dropUpload(DENIS, token);
	expect(await openUpload(DENIS, token, Date.now())).toBeNull();
});

test('the folder tells nothing, and nobody else reads it', async () => {
	const token = await keep('x');
	expect(readdirSync(folder()).every((name) => /^[0-9a-f]{64}(\.done)?$/.test(name))).toBe(true);
	expect(readdirSync(folder()).some((name) => name.includes(token))).toBe(false);
	expect(statSync(folder()).mode & 0o077).toBe(0);
	for (const name of readdirSync(folder())) expect(statSync(join(folder(), name)).mode & 0o077).toBe(0);
});

test('a file dies after an hour, and the next one sweeps it away', async () => {
	const token = await keep('old');
	const later = Date.now() + HOUR + 1_000;
	expect(await openUpload(DENIS, token, later)).toBeNull();
	expect(await useUpload(DENIS, token, later, async () => ({}))).toBeNull();
	const before = readdirSync(folder()).length;
	await keepUpload(DENIS, sent('new'), later);
	expect(before).toBeGreaterThan(0);
	expect(readdirSync(folder())).toHaveLength(1);
});

test('two tabs at once, or one after the other, act once; both see what was done', async () => {
	const token = await keep('a list');
	const seen: unknown[] = [];
	const use = async (bytes: AsyncIterable<Uint8Array>) => {
		seen.push(await textOf(bytes));
		return { added: 3 };
	};
	const names = await Promise.all([1, 2, 3].map(() => useUpload(DENIS, token, Date.now(), use)));
	names.push(await useUpload(DENIS, token, Date.now(), use));
	expect(seen).toEqual(['a list']);
	expect(new Set(names).size).toBe(1);
	expect(await openUpload(DENIS, token, Date.now())).toBeNull();
	expect(await readReceipt(DENIS, names[0]!, Date.now())).toEqual({ added: 3 });
	expect(await readReceipt(AMINA, names[0]!, Date.now())).toBeNull();
	expect(await readReceipt(DENIS, names[0]!, Date.now() + HOUR + 1_000)).toBeNull();
});

test('a receipt is asked for by its name, never by a path', async () => {
	mkdirSync(folder(), { recursive: true });
	writeFileSync(join(config().dataFolder, 'elsewhere.done'), JSON.stringify({ staffId: DENIS, result: 1 }));
	for (const name of ['../elsewhere', '', 'x'.repeat(64)])
		expect(await readReceipt(DENIS, name, Date.now())).toBeNull();
});

test('what goes wrong leaves the file for another try', async () => {
	const token = await keep('a list');
	const failing = useUpload(DENIS, token, Date.now(), () => Promise.reject(new Error('busy')));
	await expect(failing).rejects.toThrow('busy');
	expect(await useUpload(DENIS, token, Date.now(), async () => ({}))).not.toBeNull();
});

test('nothing, too much, and a full disk are refused, read to the end, and leave nothing', async () => {
	const before = readdirSync(folder()).length;
	const piece = new Uint8Array(1024 * 1024);
	let sentPieces = 0;
	async function* tooMuch() {
		for (let sum = 0; sum <= MOST_UPLOAD_BYTES + piece.length; sum += piece.length) {
			yield piece;
			sentPieces++;
		}
	}
	expect(await keepUpload(DENIS, sent(), Date.now())).toEqual({ refusal: 'nothing-sent' });
	expect(await keepUpload(DENIS, tooMuch(), Date.now())).toEqual({ refusal: 'too-big' });
	expect(sentPieces).toBe(66);
	disk.isFull = true;
	sentPieces = 0;
	expect(await keepUpload(DENIS, tooMuch(), Date.now())).toEqual({ refusal: 'disk-full' });
	expect(sentPieces).toBe(66);
	expect(readdirSync(folder())).toHaveLength(before);
});

test('a line cut half way leaves nothing', async () => {
	const before = readdirSync(folder()).length;
	async function* cut() {
		yield new Uint8Array(10);
		throw new Error('the line was cut');
	}
	await expect(keepUpload(DENIS, cut(), Date.now())).rejects.toThrow('the line was cut');
	expect(readdirSync(folder())).toHaveLength(before);
});

test('a list that nobody comes back for leaves the disk, and nothing younger does', async () => {
	const token = await keep('Les Tilleuls;1');
	const before = readdirSync(folder()).length;
	await sweepUploads(Date.now() + HOUR - 60_000);
	expect(readdirSync(folder())).toHaveLength(before);
	expect(await openUpload(DENIS, token, Date.now())).not.toBeNull();
	await sweepUploads(Date.now() + HOUR + 60_000);
	expect(readdirSync(folder())).toEqual([]);
});
