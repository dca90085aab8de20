import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/support/temporaryFolder.ts';
import { makeArchive, type ArchivedFile } from './kitArchive.ts';

const folder = temporaryFolder();

function fileOf(name: string, bytes: number, pieces = 7): ArchivedFile {
	const content = Buffer.alloc(bytes, `${name} `);
	return {
		name,
		make: async (sink) => {
			for (let i = 0; i < pieces; i++)
				await sink(content.subarray((i * bytes) / pieces, ((i + 1) * bytes) / pieces));
		}
	};
}

async function archive(files: readonly ArchivedFile[], day = '2026-11-23'): Promise<Buffer> {
	const pieces: Uint8Array[] = [];
	await makeArchive(files, day, (piece) => void pieces.push(piece));
	return Buffer.concat(pieces);
}

/** In Cairo the clocks went forward as it began. */
const WITHOUT_MIDNIGHT = '2026-04-24';

const FILES = [fileOf('01-a.pdf', 700_000), fileOf('02-b.pdf', 70), fileOf('03-c.pdf', 7_000_000, 110)];

test('same files give same bytes, in any time zone, also on a day without a midnight', async () => {
	const before = process.env.TZ;
	const archives: Buffer[] = [];
	for (const zone of ['UTC', 'America/Martinique', 'Asia/Tokyo', 'Africa/Cairo']) {
		process.env.TZ = zone;
		archives.push(await archive(FILES, WITHOUT_MIDNIGHT));
	}
	if (before === undefined) delete process.env.TZ;
	else process.env.TZ = before;
	for (const other of archives) expect(other.equals(archives[0]!)).toBe(true);
});

test('a program that we did not write opens it, and finds every byte', async (context) => {
	const path = folder.path('kit.zip');
	writeFileSync(path, await archive(FILES));
	const said = spawnSync('python3', ['-m', 'zipfile', '-t', path], { encoding: 'utf8' });
	if (said.error) return context.skip();
	expect(said.stdout).toContain('Done testing');
	expect(said.status).toBe(0);
	const list = spawnSync('python3', ['-m', 'zipfile', '-l', path], { encoding: 'utf8' }).stdout;
	expect(list).toMatch(/01-a\.pdf\s+2026-11-23 12:00:00\s+700000/);
	expect(list).toMatch(/03-c\.pdf\s+2026-11-23 12:00:00\s+7000000/);
});

test('it is made no faster than it is taken, and no file begins before the one before it is taken', async () => {
	let [given, taken] = [0, 0];
	let ahead = 0;
	const counted = FILES.map(({ name, make }) => ({
		name,
		make: (sink: (bytes: Uint8Array) => void | Promise<void>) =>
			make(async (bytes) => {
				given += bytes.length;
				ahead = Math.max(ahead, given - taken);
				await sink(bytes);
			})
	}));
	await makeArchive(counted, '2026-11-23', async (piece) => {
		await new Promise(setImmediate);
		taken += piece.length;
	});
	expect(given).toBe(7_700_070);
	expect(ahead).toBeLessThan(1_000_000);
});

test('what a file or the sink throws ends it', async () => {
	const broken = { name: '02-x.pdf', make: () => Promise.reject(new Error('no more ink')) };
	await expect(archive([FILES[0]!, broken])).rejects.toThrow('no more ink');
	const full = makeArchive(FILES, '2026-11-23', () => Promise.reject(new Error('disk full')));
	await expect(full).rejects.toThrow('disk full');
});
