import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import {
	DAY,
	HOUR,
	newDatabase,
	newHousehold,
	newLandlord,
	newPhone,
	NOW
} from '../../../tests/support/world.ts';
import { readSession } from './auth/sessions.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { sha256 } from './keys.ts';
import { changeLock, FORM_LIVES_MS, openWithSpareKey } from './locks.ts';
import {
	closePhone,
	isSubscribed,
	letIn,
	makeTransfer,
	openWithTransfer,
	phonesOf,
	readSubscription,
	subscribe,
	transferBehind,
	unsubscribe
} from './phones.ts';
import { unseal } from './sealed.ts';

let db: Database;
let amina: { id: string; spareKey: string };
let chantal: { id: string; spareKey: string };

beforeEach(async () => {
	db = await newDatabase();
	const scope = await newLandlord(db, 'tilleuls');
	amina = await newHousehold(db, scope, 0);
	chantal = await newHousehold(db, scope, 1);
});

const ONCE = 'a'.repeat(32);
const opening = (now = NOW, once = ONCE) => ({ once, device: 'iphone' as const, now });
const isIn = async (token: string) => (await readSession(db, token, { mayWrite: false }))?.id ?? null;
const wayIn = async () => (await makeTransfer(db, amina.id, await newPhone(db, amina.id), NOW))!;
const notices = () => db.read(sql`SELECT household_id, kind FROM notice`);

async function withKey(once: string, spareKey: string) {
	const opened = await openWithSpareKey(db, spareKey, { once, from: 'here', now: NOW });
	if ('refusal' in opened) throw new Error(opened.refusal);
	const session = await letIn(db, opened.household, { ...opening(NOW, once), cameBy: 'spare-key' });
	return { ...opened, token: session!.token, id: sha256(session!.token) };
}

describe('a phone that comes in', () => {
	test('with the letter is known by its kind and its way in, and nobody is told', async () => {
		const session = await letIn(db, amina.id, { ...opening(NOW, 'claim 0'), cameBy: 'claim' });
		expect(await isIn(session!.token)).toBe(amina.id);
		expect(await phonesOf(db, amina.id, 'another')).toEqual([
			{ id: sha256(session!.token), device: 'iphone', cameBy: 'claim', since: NOW, isThis: false }
		]);
		expect(await notices()).toEqual([]);
	});

	test('with the spare key tells the others once, however often its form is sent', async () => {
		const one = await withKey(ONCE, amina.spareKey);
		const two = await withKey(ONCE, amina.spareKey);
		expect(two).toEqual(one);
		expect(await phonesOf(db, amina.id, one.id)).toMatchObject([{ isThis: true, cameBy: 'spare-key' }]);
		expect(await notices()).toEqual([{ household_id: amina.id, kind: 'new-device' }]);
	});

	test('is not let in when the lock was changed between its key and its session', async () => {
		await openWithSpareKey(db, amina.spareKey, { once: ONCE, from: 'here', now: NOW });
		const kept = await newPhone(db, amina.id);
		await changeLock(db, amina.id, kept);
		expect(await letIn(db, amina.id, { ...opening(), cameBy: 'spare-key' })).toBeNull();
		expect(await phonesOf(db, amina.id, '')).toMatchObject([{ id: kept }]);
		expect(await notices()).toEqual([]);
	});
});

describe('a phone that is closed', () => {
	test('is out at once, with its pushes; its form does not open again', async () => {
		const { token, id } = await withKey(ONCE, amina.spareKey);
		await subscribe(db, amina.id, id, target('one'), NOW);
		await closePhone(db, amina.id, id);
		expect(await isIn(token)).toBeNull();
		expect(await db.read(sql`SELECT 1 FROM push_subscription`)).toEqual([]);
		expect(await openWithSpareKey(db, amina.spareKey, { once: ONCE, from: 'here', now: NOW })).toEqual({
			refusal: 'wrong-key'
		});
	});

	test('has shown no way in that still opens another one', async () => {
		const { id } = await withKey(ONCE, amina.spareKey);
		const { token } = (await makeTransfer(db, amina.id, id, NOW))!;
		await closePhone(db, amina.id, id);
		expect(await openWithTransfer(db, token, opening())).toBeNull();
		expect(await makeTransfer(db, amina.id, id, NOW), 'nor by a form that was under way').toBeNull();
	});

	test('by a neighbour stays open', async () => {
		const { token, id } = await withKey(ONCE, amina.spareKey);
		await closePhone(db, chantal.id, id);
		expect(await isIn(token)).toBe(amina.id);
		expect(await phonesOf(db, chantal.id, '')).toEqual([]);
	});
});

describe('a way in for another phone', () => {
	test('is not in the database, and to look uses nothing up', async () => {
		const { token } = await wayIn();
		expect(JSON.stringify(await db.read(sql`SELECT * FROM transfer`))).not.toContain(token);
		for (let look = 0; look < 3; look++)
			expect(await transferBehind(db, token, NOW)).toMatchObject({ household: amina.id });
	});

	test('opens once, tells the others, and the same form opens again for a short while', async () => {
		const { token } = await wayIn();
		const first = await openWithTransfer(db, token, opening());
		expect(await isIn(first!.token)).toBe(amina.id);
		expect(await openWithTransfer(db, token, opening(NOW, 'b'.repeat(32)))).toBeNull();
		expect(await transferBehind(db, token, NOW)).toBeNull();
		expect((await openWithTransfer(db, token, opening(NOW + 60_000)))?.token).toBe(first!.token);
		expect(await openWithTransfer(db, token, opening(NOW + FORM_LIVES_MS))).toBeNull();
		expect(await phonesOf(db, amina.id, sha256(first!.token))).toContainEqual(
			expect.objectContaining({ isThis: true, cameBy: 'transfer', device: 'iphone' })
		);
		expect(await notices()).toHaveLength(1);
	});

	test('lets one of many in', async () => {
		const { token } = await wayIn();
		const all = await Promise.all(
			Array.from({ length: 20 }, (_, n) =>
				openWithTransfer(db, token, opening(NOW, `${n}`.padStart(32, '0')))
			)
		);
		expect(all.filter(Boolean)).toHaveLength(1);
		expect(await notices()).toHaveLength(1);
	});

	test('dies after a quarter of an hour, with the next one, and with a changed lock', async () => {
		const late = await wayIn();
		expect(await openWithTransfer(db, late.token, opening(NOW + HOUR / 4))).toBeNull();
		const next = await wayIn();
		expect(await transferBehind(db, late.token, NOW)).toBeNull();
		expect(await transferBehind(db, next.token, NOW)).not.toBeNull();
		await changeLock(db, amina.id, await newPhone(db, amina.id));
		expect(await openWithTransfer(db, next.token, opening())).toBeNull();
	});

	test.each(['', 'nothing', '0'.repeat(26), `${'z'.repeat(26)}'`])('%j is none', async (typed) => {
		expect(await transferBehind(db, typed, NOW)).toBeNull();
		expect(await openWithTransfer(db, typed, opening())).toBeNull();
	});
});

describe('pushes to a phone', () => {
	test('go to one place, the last that it said; what is stored is sealed', async () => {
		const { id } = await withKey(ONCE, amina.spareKey);
		await subscribe(db, amina.id, id, target('one'), NOW);
		await subscribe(db, amina.id, id, target('two'), NOW + DAY);
		const rows = await db.read<{ sealed: string }>(sql`SELECT * FROM push_subscription`);
		expect(rows).toHaveLength(1);
		expect(JSON.stringify(rows)).not.toContain('fcm');
		expect(JSON.parse(unseal('push', rows[0]!.sealed)!)).toEqual(target('two'));
		expect(await isSubscribed(db, amina.id, id)).toBe(true);
		await unsubscribe(db, amina.id, id);
		expect(await isSubscribed(db, amina.id, id)).toBe(false);
	});

	test('are not taken from, nor given to, a neighbour’s phone', async () => {
		const { id } = await withKey(ONCE, amina.spareKey);
		await subscribe(db, chantal.id, id, target('two'), NOW);
		expect(await db.read(sql`SELECT 1 FROM push_subscription`)).toEqual([]);
		await subscribe(db, amina.id, id, target('one'), NOW);
		await unsubscribe(db, chantal.id, id);
		expect(await isSubscribed(db, amina.id, id)).toBe(true);
		expect(await isSubscribed(db, chantal.id, id)).toBe(false);
	});

	test('go to push services alone, with keys that are some', () => {
		const { endpoint, keys } = target('one');
		expect(readSubscription({ endpoint, ...keys })).toEqual(target('one'));
		for (const wrong of [
			{ endpoint: 'https://localhost/x', ...keys },
			{ endpoint: '', ...keys },
			{ endpoint, ...keys, auth: 'short' },
			{ endpoint, ...keys, p256dh: '' },
			{}
		])
			expect(readSubscription(wrong)).toBeNull();
	});
});

const keys = { p256dh: randomBytes(65).toString('base64url'), auth: randomBytes(16).toString('base64url') };
const target = (name: string) => ({ endpoint: `https://fcm.googleapis.com/fcm/send/${name}`, keys });
