import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newDatabase } from '../../../tests/support/world.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { writeTogether } from './writeTogether.ts';

let db: Database;
beforeEach(async () => {
	db = await newDatabase();
});
afterEach(() => db.close());

const putting = (key: string, at: number) => [
	sql`INSERT INTO limit_bucket (key, full_at) VALUES (${key}, ${at})`,
	sql`SELECT count(*) AS n FROM limit_bucket`
];
const countOf = async () => (await db.read<{ n: number }>(sql`SELECT count(*) AS n FROM limit_bucket`))[0]!.n;

test('a hundred at once share a few commits; each gets its own results, in order', async () => {
	const write = vi.spyOn(db, 'write');
	const answers = await Promise.all(
		Array.from({ length: 100 }, (_, n) => writeTogether(db, putting(`key ${n}`, n)))
	);
	expect(answers.map((results) => results[1]!.rows)).toEqual(
		Array.from({ length: 100 }, (_, n) => [{ n: n + 1 }])
	);
	expect(write.mock.calls.length).toBeLessThan(8);
	expect(await countOf()).toBe(100);
	await writeTogether(db, putting('later', 1));
	expect(await countOf()).toBe(101);
});

test('one that breaks a constraint fails alone', async () => {
	const answers = await Promise.allSettled(
		['a', 'b', 'b', 'c'].map((key) => writeTogether(db, putting(key, 1)))
	);
	expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
	expect(await countOf()).toBe(3);
});

test('when the database fails, all who shared the commit are told, and the next ones are not kept waiting', async () => {
	const write = vi.spyOn(db, 'write').mockRejectedValue(new Error('disk'));
	const answers = await Promise.allSettled(['a', 'b', 'c'].map((key) => writeTogether(db, putting(key, 1))));
	expect(answers.map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
	write.mockRestore();
	await writeTogether(db, putting('d', 1));
	expect(await countOf()).toBe(1);
});
