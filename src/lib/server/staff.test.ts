import { roles } from '#lib/access/roles.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstResidence, HOUR, newDatabase, newLandlord, NOW } from '../../../tests/support/world.ts';
import type { Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import {
	addLandlord,
	addStaff,
	checkPassword,
	choosePassword,
	readSignInLink,
	renewSignInLink,
	staffMember
} from './staff.ts';

let db: Database;
let scope: Scope;

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls');
});
afterAll(() => db.close());

const PASSWORD = 'the third lime tree';
const signIn = (email: string, password: string, now = NOW) =>
	checkPassword(db, { email, password, from: 'test', now });

async function denis(role: (typeof roles)[number] = 'agent', email = `${role}@tilleuls.example`) {
	const residence = await firstResidence(db, scope);
	const added = await addStaff(db, scope.landlordId, { email, role, residences: [residence.key], now: NOW });
	if ('refusal' in added) throw new Error(added.refusal);
	return added.token;
}

test('a link works once, within 72 hours, and looking at it uses nothing up', async () => {
	const token = await denis();
	expect(await readSignInLink(db, token, NOW + 72 * HOUR)).toBeNull();
	expect(await choosePassword(db, token, PASSWORD, NOW + 72 * HOUR)).toBeNull();
	expect(await readSignInLink(db, token, NOW)).toEqual({ email: 'agent@tilleuls.example' });
	const chosen = await Promise.all([1, 2, 3].map((n) => choosePassword(db, token, `${PASSWORD} ${n}`, NOW)));
	expect(chosen.filter((id) => id !== null)).toHaveLength(1);
	expect(
		await signIn('agent@tilleuls.example', `${PASSWORD} ${chosen.findIndex((id) => id !== null) + 1}`)
	).toHaveProperty('staff');
});

test('a new link replaces the older ones', async () => {
	const old = await denis('director');
	const fresh = await renewSignInLink(db, ' DIRECTOR@tilleuls.example', NOW);
	expect(await readSignInLink(db, old, NOW)).toBeNull();
	expect(await readSignInLink(db, fresh!, NOW)).toEqual({ email: 'director@tilleuls.example' });
	expect(await renewSignInLink(db, 'nobody@tilleuls.example', NOW)).toBeNull();
	const told = await db.read(
		sql`SELECT who, about FROM audit WHERE landlord_id = ${scope.landlordId} AND act = 'link-renewed'`
	);
	expect(told).toEqual([{ who: 'palier', about: '{"email":"director@tilleuls.example"}' }]);
});

test('a wrong password, a person without one and an unknown person get the same answer', async () => {
	await denis('caretaker');
	for (const email of ['agent@tilleuls.example', 'caretaker@tilleuls.example', 'nobody@tilleuls.example'])
		expect(await signIn(email, 'not this one, surely')).toEqual({ refusal: 'wrong' });
});

test('after ten tries an account rests; the others do not', async () => {
	for (let tries = 0; tries < 10; tries++) await signIn('guessed@tilleuls.example', 'x');
	expect(await signIn('guessed@tilleuls.example', 'x')).toEqual({ refusal: 'too-many-tries' });
	expect(await signIn('unguessed@tilleuls.example', 'x')).toEqual({ refusal: 'wrong' });
});

test('a hundred tries at once are no more than one after the other: the right one among them comes too late', async () => {
	const email = 'burst@tilleuls.example';
	await choosePassword(db, await denis('agent', email), PASSWORD, NOW);
	const tries = Array.from({ length: 99 }, (_, n) => signIn(email, `wrong ${n}`));
	expect(await Promise.all([...tries, signIn(email, PASSWORD)])).toEqual(
		Array.from({ length: 100 }, (_, n) => ({ refusal: n < 99 ? expect.any(String) : 'too-many-tries' }))
	);
});

test('managers and directors see all of their landlord, the others what they were given', async () => {
	const residence = await firstResidence(db, scope);
	for (const role of roles) {
		const id = await choosePassword(db, await denis(role, `scope-${role}@tilleuls.example`), PASSWORD, NOW);
		const all = role === 'manager' || role === 'director';
		expect((await staffMember(db, id!))?.scope).toEqual({
			landlordId: scope.landlordId,
			residenceIds: all ? null : [residence.id]
		});
	}
});

test('nobody is given the residence of another landlord, or an address twice', async () => {
	const theirs = await firstResidence(db, await newLandlord(db, 'other'));
	const adding = (email: string, residences: string[]) =>
		addStaff(db, scope.landlordId, { email, role: 'agent', residences, now: NOW });
	expect(await adding('x@tilleuls.example', [theirs.key])).toEqual({ refusal: 'unknown-residence' });
	await adding('Twice@tilleuls.example', []);
	expect(await adding(' twice@TILLEULS.example', [])).toEqual({ refusal: 'email-taken' });
	expect(await addLandlord(db, { slug: 'other', name: 'x', manager: 'y@x.example', now: NOW })).toEqual({
		refusal: 'slug-taken'
	});
	expect(
		await addLandlord(db, { slug: 'third', name: 'x', manager: 'twice@tilleuls.example', now: NOW })
	).toEqual({ refusal: 'email-taken' });
});
