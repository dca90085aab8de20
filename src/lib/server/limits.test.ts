import { afterEach, beforeEach, expect, test } from 'vitest';
import { newDatabase, NOW } from '../../../tests/support/world.ts';
import type { Database } from './db/database.ts';
import { hasLeft, limits, spend, sweepLimits } from './limits.ts';

let db: Database;
beforeEach(async () => {
	db = await newDatabase();
});
afterEach(() => db.close());

const { most, everyMs } = limits.claimOfMailbox;
const use = (of = 'A') => [{ limit: 'claimOfMailbox', of }] as const;
const spendMany = async (count: number, now: number) => {
	const answers = [];
	for (let i = 0; i < count; i++) answers.push(await spend(db, use(), now));
	return answers.filter(Boolean).length;
};

test('gives so many uses at once, then one each while', async () => {
	expect(await spendMany(most + 5, NOW)).toBe(most);
	expect(await spendMany(3, NOW + everyMs)).toBe(1);
	expect(await spend(db, use('B'), NOW)).toBe(true);
	expect(await spendMany(most + 5, NOW + 10 * most * everyMs)).toBe(most);
});

test('looking whether one is left takes none', async () => {
	await spendMany(most - 1, NOW);
	for (let i = 0; i < 5; i++) expect(await hasLeft(db, use(), NOW)).toBe(true);
	await spendMany(1, NOW);
	expect(await hasLeft(db, use(), NOW)).toBe(false);
	expect(await hasLeft(db, use(), NOW + everyMs)).toBe(true);
});

test('a clock that ran ten years ahead locks nobody out once it is right again', async () => {
	await spendMany(most, NOW + 10 * 365 * 86_400_000);
	expect(await hasLeft(db, use(), NOW)).toBe(true);
	expect(await spendMany(most + 5, NOW)).toBe(most);
});

test('full buckets are swept away, others stay', async () => {
	await spendMany(most, NOW);
	await db.write([sweepLimits(NOW + everyMs)]);
	expect(await spendMany(3, NOW + everyMs)).toBe(1);
});
