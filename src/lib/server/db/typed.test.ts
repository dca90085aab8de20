import { eq, sql as raw } from 'drizzle-orm';
import type { SqliteRemoteDatabase } from 'drizzle-orm/sqlite-proxy';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from './database.ts';
import { isConstraintError } from './errors.ts';
import { landlord } from './schema.ts';
import { temporaryFolder } from '../../../../tests/support/temporaryFolder.ts';

const folder = temporaryFolder();
let db: Database;

beforeEach(async () => {
	db = await openDatabase({ url: folder.url(), hold: 'write' });
});
afterEach(() => db.close());

const denis = { slug: 'denis', name: 'Chez Denis', createdAt: 1_700_000_000_000 };

describe('typed queries', () => {
	test('write and read rows of the schema', async () => {
		const [added] = await db.typed.insert(landlord).values(denis).returning();
		expect(added).toMatchObject({ id: 1, ...denis });
		await db.typed.update(landlord).set({ name: 'Denis' }).where(eq(landlord.slug, 'denis'));
		expect(await db.typed.select({ name: landlord.name }).from(landlord)).toEqual([{ name: 'Denis' }]);
		expect(await db.typed.select().from(landlord).where(eq(landlord.slug, 'x')).get()).toBeUndefined();
		expect(await db.typed.select().from(landlord).get()).toMatchObject({ id: 1, ...denis, name: 'Denis' });
		expect(await db.typed.$count(landlord)).toBe(1);
		await db.typed.delete(landlord);
		expect(await db.typed.select().from(landlord)).toEqual([]);
	});

	test('nobody awaited go into one batch, all or nothing', async () => {
		const adding = db.typed.insert(landlord).values(denis);
		const error = await db.write([adding, adding]).catch((error: unknown) => error);
		expect(isConstraintError(error, 'landlord.slug')).toBe(true);
		expect(await db.typed.select().from(landlord)).toEqual([]);
		const [written] = await db.write([adding]);
		expect(written!.changes).toBe(1);
	});

	test('fail with the error of the database: drizzle would put every value into its message', async () => {
		await db.typed.insert(landlord).values(denis);
		const error = await db.typed
			.insert(landlord)
			.values({ ...denis, name: 'secret' })
			.catch((error: unknown) => error);
		expect(isConstraintError(error, 'landlord.slug')).toBe(true);
		expect(String(error)).not.toContain('secret');
	});

	test('hold no transaction open', async () => {
		const whole = db.typed as SqliteRemoteDatabase<Record<string, never>>;
		await expect(async () => whole.transaction(async () => {})).rejects.toThrow('write([...])');
		await expect(async () => whole.batch([db.typed.select().from(landlord)])).rejects.toThrow('write([...])');
		for (const text of ['begin', 'commit', 'savepoint a'])
			await expect(db.typed.run(raw.raw(text)), text).rejects.toThrow();
		await db.typed.insert(landlord).values(denis);
		expect(await db.typed.$count(landlord)).toBe(1);
	});
});
