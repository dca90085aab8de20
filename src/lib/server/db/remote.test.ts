import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startHrana, type HranaServer } from '../../../../tests/support/hrana.ts';
import { openDatabase, type Database } from './database.ts';
import { DatabaseUnusable, isConstraintError } from './errors.ts';
import { landlord } from './schema.ts';
import { sql } from './statement.ts';
import { temporaryFolder } from '../../../../tests/support/temporaryFolder.ts';

const folder = temporaryFolder();
const TOKEN = 'a-token';
let server: HranaServer;

beforeEach(async () => {
	server = await startHrana(folder.path(), { token: TOKEN });
});
afterEach(() => server.close());

const open = (hold: 'write' | 'none' = 'write', token = TOKEN) =>
	openDatabase({ url: server.url, token, hold });

/** What must hold wherever the rows are. */
describe.each(['file', 'remote'])('a %s database', (kind) => {
	let db: Database;

	beforeEach(async () => {
		db = kind === 'file' ? await openDatabase({ url: folder.url('own.db'), hold: 'write' }) : await open();
		await db.write([sql`create table note (id integer primary key, body unique)`]);
	});
	afterEach(() => db.close());

	test('keeps each kind of value', async () => {
		const values = ['', 'à 😀 \u202e', 0, -1, 1.5, 2 ** 40, null, Uint8Array.of(0, 255)];
		for (const value of values) {
			await db.write([sql`delete from note`, sql`insert into note (body) values (${value})`]);
			expect(await db.read(sql`select body from note`)).toEqual([{ body: value }]);
		}
		expect(await db.read(sql`select typeof(${1}) a, typeof(${1.5}) b`)).toEqual([
			{ a: 'integer', b: 'real' }
		]);
	});

	test('does all of a batch or nothing', async () => {
		const batch = [sql`insert into note (body) values ('a')`, sql`insert into note (body) values ('a')`];
		const error = await db.write(batch).catch((error: unknown) => error);
		expect(isConstraintError(error, 'note.body')).toBe(true);
		expect(await db.read(sql`select 1 from note`)).toEqual([]);
		await expect(
			db.write([sql`insert into note (id) values (1)`, sql`insert into nowhere values (1)`])
		).rejects.toThrow();
		expect(await db.read(sql`select 1 from note`)).toEqual([]);
	});

	test('checks foreign keys', async () => {
		const lost = sql`insert into residence (landlord_id, key, name) values (99, 'r', 'R')`;
		const error = await db.write([lost]).catch((error: unknown) => error);
		expect(isConstraintError(error, 'FOREIGN KEY')).toBe(true);
	});

	test('tells how many rows changed, and who won', async () => {
		const claiming = sql`insert into note (id) values (1) on conflict do nothing returning id`;
		const results = await Promise.all(Array.from({ length: 20 }, () => db.write([claiming])));
		expect(results.filter(([claimed]) => claimed!.rows.length === 1)).toHaveLength(1);
		const [updated] = await db.write([sql`update note set body = ${'b'}`]);
		expect(updated!.changes).toBe(1);
	});

	test('speaks drizzle', async () => {
		await db.write([db.typed.insert(landlord).values({ slug: 's', name: 'N', createdAt: 5 })]);
		expect(await db.typed.select().from(landlord)).toMatchObject([
			{ id: 1, slug: 's', name: 'N', createdAt: 5 }
		]);
	});
});

describe('a remote database', () => {
	test('is brought up to date once, by whoever comes first', async () => {
		await expect(open('none')).rejects.toThrow('older than this Palier');
		const all = await Promise.all([open(), open(), open()]);
		expect(await all[0]!.read(sql`select count(*) n from migration where name = '0000_initial'`)).toEqual([
			{ n: 1 }
		]);
		const reader = await open('none');
		expect(await reader.read(sql`select slug from landlord`)).toEqual([]);
		await expect(reader.write([sql`delete from landlord`])).rejects.toThrow('for reading');
		for (const db of [...all, reader]) await db.close();
	});

	test('that is busy is asked again, and the write is done once', async () => {
		const db = await open();
		await db.write([sql`create table note (id integer primary key)`]);
		server.answerBusy(3);
		const before = server.requests;
		await db.write([sql`insert into note (id) values (null)`]);
		expect(server.requests - before).toBe(4);
		expect(await db.read(sql`select count(*) n from note`)).toEqual([{ n: 1 }]);
		await db.close();
	});

	test('takes one request a write', async () => {
		const db = await open();
		const before = server.requests;
		await db.write([sql`delete from landlord`, sql`delete from staff`, sql`delete from landlord`]);
		expect(server.requests - before).toBe(1);
		await db.close();
	});

	test('that refuses the token, or is not there, is told in a sentence', async () => {
		await expect(open('write', 'another')).rejects.toThrow(/cannot be opened: .*PALIER_DATABASE_TOKEN/);
		await expect(openDatabase({ url: 'http://127.0.0.1:9', hold: 'write' })).rejects.toThrow(
			'cannot be opened'
		);
	});

	test('that checks no foreign keys is refused', async () => {
		const careless = await startHrana(folder.path('careless.db'), { foreignKeys: false });
		await expect(openDatabase({ url: careless.url, hold: 'write' })).rejects.toBeInstanceOf(DatabaseUnusable);
		await careless.close();
	});
});
