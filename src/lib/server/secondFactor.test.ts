import { TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, newDatabase, newLandlord, NOW } from '../../../tests/support/world.ts';
import { readSession } from './auth/sessions.ts';
import type { Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { sha256 } from './keys.ts';
import { limits } from './limits.ts';
import { inviteMember } from './people.ts';
import {
	confirmKey,
	dropSecondFactor,
	giveSecondFactor,
	isHeldUp,
	proposeKey,
	renewCodes,
	resetSecondFactor,
	resetSecondFactorOf,
	secondFactorHere
} from './secondFactor.ts';
import { choosePassword, staffMember } from './staff.ts';
import { enterAsStaff } from './staffSessions.ts';

let db: Database;
let scope: Scope;

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls');
});
afterAll(() => db.close());

let people = 0;
let id: string;

/** A new manager, who has been here. */
beforeEach(async () => {
	const email = `manager${++people}@tilleuls.example`;
	const actor = { landlordId: scope.landlordId, staffId: null, who: 'palier' };
	const wish = { email, role: 'manager', residences: [], halls: [] } as const;
	const invited = await inviteMember(db, actor, wish, { once: `form ${people}`, now: NOW });
	if ('refusal' in invited) throw new Error(invited.refusal);
	id = (await choosePassword(db, invited.token, 'the third lime tree', NOW))!;
});

async function signIn(now = NOW) {
	const entered = await enterAsStaff(db, id, { device: 'computer', now });
	const { token } = entered!.session;
	return { token, session: sha256(token) };
}

const giving = async (session: string, now = NOW) => ({
	member: (await staffMember(db, id))!,
	session,
	from: 'here',
	now
});

/** What an app shows that scanned the address. */
const shown = (address: string, now: number) =>
	new TOTP({ secret: new URL(address).searchParams.get('secret')! }).generate({ timestamp: now });

/** Sets it up, and gives its address for an app, and the recovery codes. */
async function setUp(once = 'a') {
	const { session } = await signIn();
	const here = await giving(session);
	const { address } = proposeKey(here, once);
	const confirmed = await confirmKey(db, here, once, shown(address, NOW));
	if ('refusal' in confirmed) throw new Error(confirmed.refusal);
	return { session, address, codes: confirmed.codes };
}

describe('setting it up', () => {
	test('is what every app reads: SHA-1, six digits, 30 seconds, 160 bits', async () => {
		const { session } = await signIn();
		const { address, key } = proposeKey(await giving(session), 'a');
		const query = new URL(address).searchParams;
		expect(Object.fromEntries(query)).toMatchObject({ algorithm: 'SHA1', digits: '6', period: '30' });
		expect(query.get('secret')).toMatch(/^[A-Z2-7]{32}$/);
		expect(key.replaceAll(' ', '')).toBe(query.get('secret'));
	});

	test('counts once a code of it came back, and lets this session on and no other', async () => {
		const other = await signIn();
		const { session, codes } = await setUp();
		expect(codes).toHaveLength(10);
		expect(new Set(codes).size).toBe(10);
		expect((await staffMember(db, id))!.secondFactor).toEqual({ isOn: true, neededFrom: null });
		expect(await secondFactorHere(db, id, session)).toEqual({ givenAt: NOW, codesLeft: 10 });
		expect((await readSession(db, other.token, { mayWrite: false }))?.secondFactorAt).toBeNull();
	});

	test('the same form again gives the same codes; another form changes nothing', async () => {
		const { session, address, codes } = await setUp('a');
		const here = await giving(session);
		expect(await confirmKey(db, here, 'a', shown(address, NOW))).toEqual({ codes });
		const second = proposeKey(here, 'b');
		expect(await confirmKey(db, here, 'b', shown(second.address, NOW))).toEqual({ refusal: 'already-on' });
		expect(await secondFactorHere(db, id, session)).toMatchObject({ codesLeft: 10 });
	});

	test('a wrong code sets nothing up', async () => {
		const { session } = await signIn();
		for (const typed of ['', '000', '0000000', 'abcdef', '١٢٣٤٥٦'])
			expect(await confirmKey(db, await giving(session), 'a', typed)).toEqual({ refusal: 'wrong-code' });
		expect((await staffMember(db, id))!.secondFactor.isOn).toBe(false);
	});

	test('neither the key nor a recovery code is in the database', async () => {
		const { address, codes } = await setUp();
		const key = new URL(address).searchParams.get('secret')!;
		const rows = JSON.stringify([
			await db.read(sql`SELECT * FROM staff`),
			await db.read(sql`SELECT * FROM recovery_code`),
			await db.read(sql`SELECT * FROM audit`)
		]);
		for (const secret of [key, ...codes]) expect(rows).not.toContain(secret);
	});
});

describe('giving it', () => {
	test('a code works once, for one session, one step early or late', async () => {
		const { address } = await setUp();
		const [one, two] = [await signIn(), await signIn()];
		const later = NOW + 60_000;
		const code = shown(address, later - 30_000);
		const given = await Promise.all(
			[one, two].map(async ({ session }) => giveSecondFactor(db, await giving(session, later), code))
		);
		expect(given.filter((answer) => 'given' in answer)).toHaveLength(1);
		const three = await signIn();
		expect(await giveSecondFactor(db, await giving(three.session, later), shown(address, NOW))).toEqual({
			refusal: 'wrong-code'
		});
		expect(
			await giveSecondFactor(db, await giving(three.session, later), shown(address, later + 90_000))
		).toEqual({ refusal: 'wrong-code' });
	});

	test('the same form again is no second try', async () => {
		const { address } = await setUp();
		const { session } = await signIn();
		const here = await giving(session, NOW + 60_000);
		const code = shown(address, NOW + 60_000);
		expect(await giveSecondFactor(db, here, code)).toEqual({ given: true });
		expect(await giveSecondFactor(db, here, code)).toEqual({ given: true });
	});

	test('a recovery code works once, however it is typed', async () => {
		const { codes } = await setUp();
		const typed = ` ${codes[0]!.slice(0, 5).toLowerCase()}-${codes[0]!.slice(5)} `;
		const [one, two] = [await signIn(), await signIn()];
		expect(await giveSecondFactor(db, await giving(one.session), typed)).toEqual({ given: true });
		expect(await giveSecondFactor(db, await giving(two.session), typed)).toEqual({ refusal: 'wrong-code' });
		expect(await secondFactorHere(db, id, one.session)).toEqual({ givenAt: NOW, codesLeft: 9 });
	});

	test('is not guessed: tries at once are counted one by one, and written down', async () => {
		const { address } = await setUp();
		const { session } = await signIn();
		const here = await giving(session, NOW + HOUR);
		const most = limits.secondFactorFromHere.most;
		const tries = await Promise.all(
			Array.from({ length: most + 5 }, (_, n) => giveSecondFactor(db, here, String(n).padStart(6, '0')))
		);
		const refusals = tries.map((answer) => 'refusal' in answer && answer.refusal);
		expect(refusals.filter((refusal) => refusal === 'too-many-tries')).toHaveLength(5);
		expect(await giveSecondFactor(db, here, shown(address, NOW + HOUR))).toEqual({
			refusal: 'too-many-tries'
		});
		const failed = await db.read(
			sql`SELECT 1 FROM audit WHERE landlord_id = ${scope.landlordId} AND staff_id = ${id} AND act = 'second-factor-failed'`
		);
		expect(failed).toHaveLength(most);
	});

	test('another one’s code opens nothing', async () => {
		const { address, codes } = await setUp();
		const victim = id;
		await db.write([sql`DELETE FROM session WHERE staff_id = ${victim}`]);
		const actor = { landlordId: scope.landlordId, staffId: null, who: 'palier' };
		const wish = { email: 'thief@tilleuls.example', role: 'agent', residences: [], halls: [] } as const;
		const invited = await inviteMember(db, actor, wish, { once: 'thief', now: NOW });
		id = (await choosePassword(db, 'token' in invited ? invited.token : '', 'the third lime tree', NOW))!;
		await setUp('thief');
		const { session } = await signIn();
		for (const typed of [shown(address, NOW + HOUR), codes[0]!])
			expect(await giveSecondFactor(db, await giving(session, NOW + HOUR), typed)).toEqual({
				refusal: 'wrong-code'
			});
		expect(await secondFactorHere(db, victim, session)).toMatchObject({ givenAt: null, codesLeft: 10 });
	});
});

describe('who is held up', () => {
	test('a session that has not given it, and a manager after seven days', async () => {
		const manager = (await staffMember(db, id))!;
		expect(manager.secondFactor).toEqual({ isOn: false, neededFrom: NOW + 7 * DAY });
		expect(isHeldUp(manager, null, NOW + 7 * DAY - 1)).toBe(false);
		expect(isHeldUp(manager, null, NOW + 7 * DAY)).toBe(true);
		const agent = { secondFactor: { isOn: false, neededFrom: null } };
		expect(isHeldUp(agent, null, NOW + 100 * DAY)).toBe(false);
		const withIt = { secondFactor: { isOn: true, neededFrom: null } };
		expect(isHeldUp(withIt, null, NOW)).toBe(true);
		expect(isHeldUp(withIt, NOW, NOW)).toBe(false);
	});
});

describe('taking it away', () => {
	test('takes a last code; then no session has given it', async () => {
		const { session, address } = await setUp();
		const here = await giving(session, NOW + 60_000);
		expect(await dropSecondFactor(db, here, '123')).toEqual({ refusal: 'wrong-code' });
		expect((await staffMember(db, id))!.secondFactor.isOn).toBe(true);
		expect(await dropSecondFactor(db, here, shown(address, NOW + 60_000))).toEqual({ given: true });
		expect((await staffMember(db, id))!.secondFactor.isOn).toBe(false);
		expect(await secondFactorHere(db, id, session)).toEqual({ givenAt: null, codesLeft: 0 });
	});

	test('another manager of the same landlord may, and sessions end; nobody else, and not oneself', async () => {
		const { session, codes } = await setUp();
		const { email } = (await staffMember(db, id))!;
		const strangers = await newLandlord(db, `other${people}`);
		const actor = { landlordId: scope.landlordId, staffId: null, who: 'palier' };
		const stranger = { ...actor, landlordId: strangers.landlordId };
		expect(await resetSecondFactor(db, stranger, { id, email }, NOW)).toBe(false);
		expect(await resetSecondFactor(db, { ...actor, staffId: id }, { id, email }, NOW)).toBe(false);
		expect(await secondFactorHere(db, id, session)).toEqual({ givenAt: NOW, codesLeft: codes.length });
		await resetSecondFactorOf(db, ` ${email.toUpperCase()} `, NOW);
		expect((await staffMember(db, id))!.secondFactor.isOn).toBe(false);
		expect(await db.read(sql`SELECT 1 FROM session WHERE staff_id = ${id}`)).toEqual([]);
	});

	test('new recovery codes kill the old ones; the same form gives the same', async () => {
		const { session, codes } = await setUp();
		const here = await giving(session);
		const fresh = await renewCodes(db, here, 'b');
		expect(await renewCodes(db, here, 'b')).toEqual(fresh);
		const { session: next } = await signIn();
		expect(await giveSecondFactor(db, await giving(next), codes[3]!)).toEqual({ refusal: 'wrong-code' });
		expect(await giveSecondFactor(db, await giving(next), fresh[3]!)).toEqual({ given: true });
	});
});
