import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openClient, type Client } from './client.ts';
import { openDatabase } from './database.ts';
import { DatabaseUnusable } from './errors.ts';
import { knownMigrations, migrate, requireMigrated, type Migration } from './migrations.ts';
import * as schema from './schema.ts';
import { temporaryFolder } from '../../../../tests/support/temporaryFolder.ts';

const folder = temporaryFolder();
let client: Client;

beforeEach(() => {
	client = openClient(folder.path());
});
afterEach(() => client.close());

const BREAK = '--> statement-breakpoint\n';
const first: Migration = {
	name: '0000_first',
	sql: [
		`create table hall (id integer primary key, name text not null);\n`,
		`create table mailbox (id integer primary key, hall_id integer not null references hall (id) on delete cascade);\n`
	].join(BREAK)
};
/** As drizzle changes a table: made anew beside the old one. */
const second: Migration = {
	name: '0001_second',
	sql: [
		`PRAGMA foreign_keys=OFF;`,
		`create table __new_hall (id integer primary key, name text not null, city text);`,
		`insert into __new_hall (id, name) select id, name from hall;`,
		`drop table hall;`,
		`alter table __new_hall rename to hall;`,
		`PRAGMA foreign_keys=ON;`
	].join(BREAK)
};

async function names(): Promise<unknown[]> {
	const { rows } = await client.execute('select name from migration order by name');
	return rows.map((row) => row['name']);
}

async function tables(): Promise<unknown[]> {
	const { rows } = await client.execute("select name from sqlite_schema where type = 'table' order by name");
	return rows.map((row) => row['name']);
}

describe('migrations', () => {
	test('are done once, in order', async () => {
		await migrate(client, [first]);
		await migrate(client, [first]);
		await client.execute("insert into hall values (1, 'A')");
		await migrate(client, [first, second]);
		expect(await names()).toEqual(['0000_first', '0001_second']);
		expect((await client.execute('select city from hall')).rows).toHaveLength(1);
	});

	test('a table made anew keeps what hangs on it, and foreign keys are checked again after', async () => {
		await migrate(client, [first]);
		await client.batch(["insert into hall values (1, 'A')", 'insert into mailbox values (1, 1)'], 'write');
		await migrate(client, [first, second]);
		expect((await client.execute('select id from mailbox')).rows).toHaveLength(1);
		await expect(client.execute('insert into mailbox values (2, 99)')).rejects.toThrow('FOREIGN KEY');
	});

	test('a step that leaves something hanging in the air is undone', async () => {
		await migrate(client, [first]);
		await client.batch(["insert into hall values (1, 'A')", 'insert into mailbox values (1, 1)'], 'write');
		const careless = { name: '0001_careless', sql: 'delete from hall;' };
		await expect(migrate(client, [first, careless])).rejects.toBeInstanceOf(DatabaseUnusable);
		expect(await names()).toEqual(['0000_first']);
		expect((await client.execute('select id from hall')).rows).toHaveLength(1);
	});

	test('a step that breaks half way is undone whole', async () => {
		const broken = { name: '0000_broken', sql: `create table a (b);${BREAK}create table a (b);` };
		await expect(migrate(client, [broken])).rejects.toThrow('already exists');
		expect(await tables()).toEqual(['migration']);
		await migrate(client, [first]);
		expect(await names()).toEqual(['0000_first']);
	});

	test('a database of a newer Palier is refused, untouched', async () => {
		await migrate(client, [first, second]);
		await expect(migrate(client, [first])).rejects.toThrow(/newer Palier.*0001_second/);
		await expect(requireMigrated(client, [first])).rejects.toBeInstanceOf(DatabaseUnusable);
	});

	test('a step that is not what it was is refused', async () => {
		await migrate(client, [first]);
		const other = { ...first, sql: first.sql.replace('name text', 'title text') };
		await expect(migrate(client, [other, second])).rejects.toThrow(/0000_first was another one/);
		await migrate(client, [{ ...first, sql: first.sql.replace(/\n/g, '\r\n') }]);
	});

	test('two processes that begin at once do it once', async () => {
		const other = openClient(folder.path());
		await Promise.all([migrate(client, [first, second]), migrate(other, [first, second])]);
		expect(await names()).toEqual(['0000_first', '0001_second']);
		other.close();
	});

	test('a reader refuses an older database, and changes nothing', async () => {
		await expect(requireMigrated(client, [first])).rejects.toThrow('older than this Palier');
		expect(await tables()).toEqual([]);
		await migrate(client, [first]);
		await requireMigrated(client, [first]);
		await expect(requireMigrated(client, [first, second])).rejects.toThrow('older than this Palier');
	});
});

describe('the steps in drizzle/', () => {
	test('are found, and make a database', async () => {
		expect(knownMigrations().map(({ name }) => name)).toContain('0000_initial');
		await (await openDatabase({ url: folder.url('new.db'), hold: 'write' })).close();
	});

	test('are those of schema.ts: after a change there, run `npm run migration`', async () => {
		const { generateSQLiteDrizzleJson, generateSQLiteMigration } = await import('drizzle-kit/api');
		const latest = knownMigrations().at(-1)!.name.slice(0, 4);
		const snapshot = JSON.parse(readFileSync(`drizzle/meta/${latest}_snapshot.json`, 'utf8'));
		expect(await generateSQLiteMigration(snapshot, await generateSQLiteDrizzleJson(schema))).toEqual([]);
	});
});
