import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, newDatabase, NOW } from '../../../tests/support/world.ts';
import { readSession, startSession } from './auth/sessions.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import {
	enterAsOperator,
	forgetOperators,
	LINK_MINUTES,
	newOperatorToken,
	opensForOperator
} from './operators.ts';

let db: Database;
beforeAll(async () => {
	db = await newDatabase();
});
afterAll(() => db.close());

const LAST = LINK_MINUTES * 60_000;

test('a link opens once, however often it was looked at', async () => {
	const token = newOperatorToken(NOW);
	expect(await opensForOperator(db, token, NOW)).toBe(true);
	expect(await opensForOperator(db, token, NOW)).toBe(true);
	const entered = await Promise.all([1, 2, 3].map(() => enterAsOperator(db, token, NOW)));
	expect(entered.filter(Boolean)).toHaveLength(1);
	expect(await opensForOperator(db, token, NOW)).toBe(false);
});

test('a link opens for a quarter of an hour, and not when it was changed', async () => {
	const token = newOperatorToken(NOW);
	const later = Buffer.from(token, 'base64url');
	later[4]! += 1;
	for (const wrong of [later.toString('base64url'), token.slice(1), '', '\0', 'a'.repeat(43), `${token}a`])
		expect(await enterAsOperator(db, wrong, NOW), wrong).toBeNull();
	expect(await enterAsOperator(db, token, NOW + LAST)).toBeNull();
	expect(await enterAsOperator(db, token, NOW + LAST - 1)).not.toBeNull();
});

test('no two links are the same, and the database holds none', async () => {
	const token = newOperatorToken(NOW);
	expect(newOperatorToken(NOW)).not.toBe(token);
	await enterAsOperator(db, token, NOW);
	expect(JSON.stringify(await db.read(sql`SELECT * FROM operator`))).not.toContain(token);
});

test('who came in goes with their session a day later, when the link is long dead', async () => {
	const token = newOperatorToken(NOW);
	const id = (await enterAsOperator(db, token, NOW))!;
	const session = await startSession(db, { kind: 'operator', id });
	expect(await readSession(db, session.token, { mayWrite: false })).toMatchObject({ kind: 'operator', id });
	await db.write([forgetOperators(NOW + DAY)]);
	expect(await readSession(db, session.token, { mayWrite: false })).toBeNull();
	expect(await enterAsOperator(db, token, NOW + DAY)).toBeNull();
});
