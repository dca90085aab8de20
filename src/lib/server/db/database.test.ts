import { existsSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { config } from '../config.ts';
import { closeDatabase, database, openDatabase } from './database.ts';
import { DatabaseHeld } from './errors.ts';
import { sql } from './statement.ts';

afterEach(() => closeDatabase());

const file = () => `${config().dataFolder}/palier.db`;

test('the configured database is opened at the first call, once', async () => {
	expect(existsSync(file())).toBe(false);
	const [one, two] = await Promise.all([database(), database()]);
	expect(one).toBe(two);
	expect(await one!.read(sql`select 1 a`)).toEqual([{ a: 1 }]);
	expect(existsSync(file())).toBe(true);
	await closeDatabase();
	expect(await (await database()).read(sql`select 2 a`)).toEqual([{ a: 2 }]);
});

test('a failed opening is tried again at the next call', async () => {
	const other = await openDatabase({ url: config().databaseUrl, hold: 'write' });
	await expect(database()).rejects.toBeInstanceOf(DatabaseHeld);
	await other.close();
	expect(await (await database()).read(sql`select 3 a`)).toEqual([{ a: 3 }]);
});
