import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openClient } from './client.ts';
import { openDatabase, type Database } from './database.ts';
import { DatabaseBusy, DatabaseFull, isBusyError, isConstraintError } from './errors.ts';
import { ASKS, LOCKS_IT, otherProcess, WRITES } from '../../../../tests/support/otherProcess.ts';
import { patiently } from './patience.ts';
import { sql } from './statement.ts';
import { temporaryFolder } from '../../../../tests/support/temporaryFolder.ts';

const folder = temporaryFolder();
let db: Database;

beforeEach(async () => {
	db = await openDatabase({ url: folder.url(), hold: 'write' });
	await db.write([
		sql`create table note (id integer primary key, body text unique)`,
		sql`create table line (note_id integer not null references note (id))`
	]);
});
afterEach(() => db.close());

const numbers = (count: number) => Array.from({ length: count }, (_, place) => place + 1);
const adding = (id: number) => sql`insert into note (id) values (${id})`;
const ids = async () =>
	(await db.read<{ id: number }>(sql`select id from note order by id`)).map(({ id }) => id);

/** What another process finds, which sees nothing but what is in the files. */
async function durable(query = 'select id from note order by id'): Promise<Record<string, unknown>[]> {
	return JSON.parse(await otherProcess(ASKS, folder.url(), query).line());
}

/** Sends 200 writes while a stranger holds the write lock for a second. Gives the ids of the acknowledged ones. */
async function writeInAStorm(write: (id: number) => Promise<unknown>): Promise<number[]> {
	const stranger = otherProcess(LOCKS_IT, folder.url(), '1000');
	expect(await stranger.line()).toBe('locked');
	const acknowledged: number[] = [];
	await Promise.all(
		numbers(200).map((id) =>
			write(id)
				.then(() => acknowledged.push(id))
				.catch(() => {})
		)
	);
	expect(await stranger.line()).toBe('free');
	return acknowledged;
}

describe('while a stranger holds the write lock (the fault of @libsql/client: see lane.ts)', () => {
	test('every write is acknowledged in the end, and every acknowledged write is on the disk', async () => {
		const acknowledged = await writeInAStorm((id) => db.write([adding(id)]));
		expect(acknowledged).toHaveLength(200);
		expect((await durable()).map((row) => row['id'])).toEqual(numbers(200));
	});

	test('a client without the guard loses writes that it acknowledged', async () => {
		const bare = openClient(folder.path());
		const acknowledged = await writeInAStorm((id) =>
			patiently(() => bare.execute({ sql: 'insert or ignore into note (id) values (?)', args: [id] }))
		);
		const kept = new Set((await durable()).map((row) => row['id']));
		expect(acknowledged.filter((id) => !kept.has(id))).not.toEqual([]);
		bare.close();
	});

	test('readers go on, and the event loop too', async () => {
		await db.write([adding(1)]);
		const stranger = otherProcess(LOCKS_IT, folder.url(), '1000');
		await stranger.line();
		const order: string[] = [];
		const writing = db.write([adding(2)]).then(() => order.push('written'));
		await db.read(sql`select 1 from note`).then(() => order.push('read'));
		await writing;
		expect(order).toEqual(['read', 'written']);
	});

	test('a write that waited for too long is DatabaseBusy, and did nothing', async () => {
		const stranger = otherProcess(LOCKS_IT, folder.url(), '1500');
		await stranger.line();
		const now = vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValue(60_000);
		const failed = await db.write([adding(1)]).catch((error: unknown) => error);
		now.mockRestore();
		expect(failed).toBeInstanceOf(DatabaseBusy);
		expect(failed).toMatchObject({ retryAfterSeconds: 5 });
		await stranger.line();
		expect(await ids()).toEqual([]);
		await db.write([adding(2)]);
		expect(await durable()).toEqual([{ id: 2 }]);
	});
});

describe('a batch', () => {
	test('is all or nothing, and a broken constraint leaves the connection good', async () => {
		await db.write([sql`insert into note (id, body) values (1, ${'a'})`]);
		const broken = [
			[adding(2), sql`insert into note (id, body) values (3, ${'a'})`],
			[adding(2), sql`insert into line (note_id) values (${99})`],
			[adding(2), sql`insert into line (note_id) values (${null})`]
		];
		for (const batch of broken) {
			const error = await db.write(batch).catch((error: unknown) => error);
			expect(isConstraintError(error)).toBe(true);
			expect(isBusyError(error)).toBe(false);
		}
		expect(await ids()).toEqual([1]);
		await db.write([adding(4)]);
		expect((await durable()).map((row) => row['id'])).toEqual([1, 4]);
	});

	test('says which constraint', async () => {
		await db.write([sql`insert into note (body) values (${'a'})`]);
		const error = await db
			.write([sql`insert into note (body) values (${'a'})`])
			.catch((error: unknown) => error);
		expect(isConstraintError(error, 'note.body')).toBe(true);
		expect(isConstraintError(error, 'note.id')).toBe(false);
	});

	test('with a wrong statement does nothing, and the next one works', async () => {
		await expect(db.write([adding(1), sql`insert into nowhere values (1)`])).rejects.toThrow('nowhere');
		await db.write([adding(2)]);
		expect(await durable()).toEqual([{ id: 2 }]);
	});

	test('on a full disk does nothing, and the next one works', async () => {
		const filling = [
			sql`pragma max_page_count = 1`,
			sql`insert into note (body) values (hex(zeroblob(1000000)))`
		];
		await expect(db.write([adding(1), ...filling])).rejects.toBeInstanceOf(DatabaseFull);
		await db.write([adding(2)]);
		expect(await durable()).toEqual([{ id: 2 }]);
	});

	test('tells the winner of many', async () => {
		const claiming = () =>
			db.write([sql`insert into note (id) values (1) on conflict do nothing returning id`]);
		const results = await Promise.all(numbers(50).map(claiming));
		expect(results.filter(([claimed]) => claimed!.rows.length === 1)).toHaveLength(1);
		expect(results.filter(([claimed]) => claimed!.changes === 1)).toHaveLength(1);
	});

	test('says how many rows changed', async () => {
		const [added, changed, read] = await db.write([
			sql`insert into note (id) select value from json_each(${JSON.stringify([1, 2, 3])})`,
			sql`update note set body = id where id > ${1}`,
			sql`select id from note where id = ${3}`
		]);
		expect([added!.changes, changed!.changes, read!.rows]).toEqual([3, 2, [{ id: 3 }]]);
	});

	test('with a statement that never was one is refused whole', async () => {
		const posing = { sql: 'delete from note', args: [] } as never;
		await expect(db.write([adding(1), posing])).rejects.toThrow(TypeError);
		expect(await ids()).toEqual([]);
	});
});

test('read cannot change anything', async () => {
	await db.write([adding(1)]);
	await expect(db.read(sql`delete from note`)).rejects.toThrow(TypeError);
	await expect(db.read(sql`with a as (select 1) delete from note returning id`)).rejects.toThrow(TypeError);
	expect(await ids()).toEqual([1]);
});

test('what is written can be read at once', async () => {
	for (const id of numbers(30)) {
		await db.write([adding(id)]);
		expect(await db.read(sql`select max(id) id from note`)).toEqual([{ id }]);
	}
});

test('acknowledged writes outlive a killed process', async () => {
	await db.close();
	const writer = otherProcess(WRITES, folder.url(), 'note');
	expect(await writer.line()).toBe('open');
	const acknowledged: string[] = [];
	while (acknowledged.length < 40) acknowledged.push(await writer.line());
	acknowledged.push(...(await writer.kill()));
	db = await openDatabase({ url: folder.url(), hold: 'write' });
	expect((await ids()).slice(0, acknowledged.length).map(String)).toEqual(acknowledged);
	expect(await db.read(sql`select integrity_check from pragma_integrity_check`)).toEqual([
		{ integrity_check: 'ok' }
	]);
});

test('closing waits for the writes under way, and ends the rest', async () => {
	const writing = numbers(20).map((id) => db.write([adding(id)]));
	await db.close();
	await Promise.all(writing);
	expect(await durable('select count(*) n from note')).toEqual([{ n: 20 }]);
	await expect(db.read(sql`select 1`)).rejects.toThrow('closed');
	await expect(db.write([adding(21)])).rejects.toThrow('closed');
});
