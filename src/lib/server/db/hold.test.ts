import { statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openDatabase, type Database } from './database.ts';
import { DatabaseHeld, DatabaseUnusable } from './errors.ts';
import { otherProcess, WRITES } from '../../../../tests/support/otherProcess.ts';
import { sql } from './statement.ts';
import { temporaryFolder } from '../../../../tests/support/temporaryFolder.ts';

const folder = temporaryFolder();
const open = (hold: 'write' | 'none') => openDatabase({ url: folder.url(), hold });

async function using<T>(opening: Promise<Database>, use: (db: Database) => Promise<T>): Promise<T> {
	const db = await opening;
	try {
		return await use(db);
	} finally {
		await db.close();
	}
}

describe('a database file', () => {
	test('is written by one at a time, and read by others meanwhile', async () => {
		await using(open('write'), async (db) => {
			await expect(open('write')).rejects.toBeInstanceOf(DatabaseHeld);
			await db.write([sql`insert into landlord (slug, name, created_at) values ('a', 'A', 0)`]);
			await using(open('none'), async (reader) => {
				expect(await reader.read(sql`select slug from landlord`)).toEqual([{ slug: 'a' }]);
				await expect(reader.write([sql`delete from landlord`])).rejects.toThrow('for reading');
			});
			await expect(open('write')).rejects.toBeInstanceOf(DatabaseHeld);
		});
		await using(open('write'), (db) => db.write([sql`delete from landlord`]));
	});

	test('held by another process is refused with a sentence; a killed process holds nothing', async () => {
		const server = otherProcess(WRITES, folder.url());
		expect(await server.line()).toBe('open');
		await expect(open('write')).rejects.toThrow(/^Another Palier is using .*palier\.db: stop the server/);
		await using(open('none'), (reader) => reader.read(sql`select 1 from landlord`));
		await expect(open('write')).rejects.toBeInstanceOf(DatabaseHeld);
		await server.kill();
		await using(open('write'), (db) => db.read(sql`select 1 from landlord`));
	});

	test('of a name with signs in it is found', async () => {
		const url = folder.url('à la #1 100%? .db');
		await using(openDatabase({ url, hold: 'write' }), (db) => db.read(sql`select 1`));
		expect(statSync(folder.path('à la #1 100%? .db')).size).toBeGreaterThan(0);
	});

	test('can be read by nobody else on the machine', async () => {
		await using(open('write'), async (db) => {
			await db.write([sql`insert into landlord (slug, name, created_at) values ('a', 'A', 0)`]);
			for (const name of ['palier.db', 'palier.db-wal'])
				expect(statSync(folder.path(name)).mode & 0o777, name).toBe(0o600);
		});
	});

	test('that is not there is not made by a reader', async () => {
		await expect(open('none')).rejects.toBeInstanceOf(DatabaseUnusable);
		expect(() => statSync(folder.path())).toThrow('ENOENT');
	});

	test.each(['file:', 'file::memory:'])('%s is no file', async (url) => {
		await expect(openDatabase({ url, hold: 'write' })).rejects.toBeInstanceOf(DatabaseUnusable);
	});
});
