import {
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	statSync,
	truncateSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { config } from './config.ts';
import { readyKitKey } from './keys.ts';
import { dropSealed, isSealed, readSealed, sweepSealed, writeSealed } from './kitFile.ts';

const folder = join(config().dataFolder, 'kits');
const SECRET = 'a claim code: 7K3M-9PQXD';
const WHOLE = Buffer.from(`%PDF-1.7 ${SECRET} `.repeat(20_000));

beforeAll(() => readyKitKey(config().kitKeyFile, false));

async function keep(name: string, whole = WHOLE) {
	return writeSealed(name, async (sink) => {
		for (let at = 0; at < whole.length; at += 65_537) await sink(whole.subarray(at, at + 65_537));
	});
}

async function read(name: string, first: number, last: number): Promise<Buffer> {
	const pieces: Uint8Array[] = [];
	for await (const piece of (await readSealed(name, { first, last }))!) pieces.push(piece);
	return Buffer.concat(pieces);
}

test('a sealed file is read back whole, and from any place on', async () => {
	const { bytes, hash } = await keep('whole');
	expect(bytes).toBe(WHOLE.length);
	expect(hash).toMatch(/^[0-9a-f]{64}$/);
	expect(WHOLE.equals(await read('whole', 0, bytes - 1))).toBe(true);
	for (const [first, last] of [
		[0, 0],
		[1, 1],
		[15, 16],
		[16, 40],
		[65_535, 65_537],
		[131_000, 300_000],
		[bytes - 1, bytes - 1]
	] as const)
		expect(WHOLE.subarray(first, last + 1).equals(await read('whole', first, last)), `${first}`).toBe(true);
});

test('nothing of it lies on the disk in clear, nobody else may read it, and no two are sealed alike', async () => {
	await keep('one');
	await keep('two');
	const [one, two] = ['one', 'two'].map((name) => readFileSync(join(folder, name)));
	for (const clear of ['%PDF', SECRET, '7K3M', 'claim']) expect(one!.includes(clear)).toBe(false);
	expect(statSync(join(folder, 'one')).mode & 0o777).toBe(0o600);
	expect(statSync(folder).mode & 0o777).toBe(0o700);
	expect(one!.subarray(16, 4_096).equals(two!.subarray(16, 4_096))).toBe(false);
	await dropSealed('one');
	await keep('one');
	const again = readFileSync(join(folder, 'one'));
	expect(one!.subarray(16, 4_096).equals(again.subarray(16, 4_096)), 'same name, other counter').toBe(false);
});

test('a making that breaks leaves nothing', async () => {
	const broken = writeSealed('broken', async (sink) => {
		await sink(WHOLE);
		throw new Error('no more ink');
	});
	await expect(broken).rejects.toThrow('no more ink');
	expect(readdirSync(folder).filter((name) => name.startsWith('broken'))).toEqual([]);
	expect(await readSealed('broken', { first: 0, last: 1 })).toBeNull();
});

test('a file that is cut is not taken for whole, and does not read as if it were', async () => {
	const { bytes } = await keep('cut');
	expect(await isSealed('cut', bytes)).toBe(true);
	writeFileSync(join(folder, 'cut'), readFileSync(join(folder, 'cut')).subarray(0, 100_000));
	expect(await isSealed('cut', bytes)).toBe(false);
	await expect(read('cut', 0, bytes - 1)).rejects.toThrow('shorter');
});

test('a reading lets go of the file when it ends, is left, or breaks', async (context) => {
	if (process.platform !== 'linux') return context.skip();
	const { bytes } = await keep('left');
	await read('left', 0, bytes - 1);
	expect(openOnes('left')).toBe(0);
	const reader = (await readSealed('left', { first: 0, last: bytes - 1 }))!.getReader();
	expect((await reader.read()).value!.length).toBeLessThan(bytes);
	expect(openOnes('left')).toBe(1);
	await reader.cancel();
	expect(openOnes('left')).toBe(0);
	truncateSync(join(folder, 'left'), 100_000);
	await expect(read('left', 0, bytes - 1)).rejects.toThrow('shorter');
	expect(openOnes('left')).toBe(0);
});

function openOnes(name: string): number {
	const handles = readdirSync('/proc/self/fd').map((handle) => {
		try {
			return readlinkSync(`/proc/self/fd/${handle}`);
		} catch {
			return '';
		}
	});
	return handles.filter((path) => path.endsWith(`/kits/${name}`)).length;
}

test('a reading that nobody takes reads no further', async () => {
	const { bytes } = await keep('slow');
	const reader = (await readSealed('slow', { first: 0, last: bytes - 1 }))!.getReader();
	await reader.read();
	await new Promise((done) => setTimeout(done, 50));
	truncateSync(join(folder, 'slow'), 200_000);
	const rest = async () => {
		while (!(await reader.read()).done);
	};
	await expect(rest(), 'it had not read ahead').rejects.toThrow('shorter');
});

test('files without an order go; what is not ours stays', async () => {
	await keep('kept');
	await keep('lost');
	writeFileSync(join(folder, 'dead.part'), 'x');
	mkdirSync(join(folder, 'lost+found'));
	writeFileSync(join(folder, 'kit.pdf'), 'put here by somebody');
	await sweepSealed(async (names) => new Set(names.filter((name) => name === 'kept')));
	expect(readdirSync(folder).toSorted()).toEqual(['kept', 'kit.pdf', 'lost+found']);
});
