import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
	claimOf,
	DAY,
	HOUR,
	importText,
	mailboxesOf,
	newDatabase,
	newHousehold,
	newLandlord,
	NOW,
	TODAY
} from '../../../tests/support/world.ts';
import type { Actor } from './audit.ts';
import { hallsIn, type Scope } from './buildings.ts';
import { claimMailbox } from './claims.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { doNight } from './jobs.ts';
import {
	approvalsOf,
	boxesThatWait,
	decideApproval,
	lettersMadeIn,
	makeNewLetters,
	type NewLetters
} from './newLetters.ts';
import { addStaff } from './staff.ts';

let db: Database;
let scope: Scope;
let denis: Actor;
let chief: Actor;
let forms = 0;

beforeEach(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 70);
	chief = await actorNamed('manager@tilleuls.example');
	await addStaff(db, scope.landlordId, {
		email: 'denis@tilleuls.example',
		role: 'agent',
		residences: [],
		now: NOW
	});
	denis = await actorNamed('denis@tilleuls.example');
});
afterEach(() => db.close());

async function actorNamed(email: string): Promise<Actor> {
	const [row] = await db.read<{ id: string; landlord: number }>(
		sql`SELECT id, landlord_id AS landlord FROM staff WHERE email = ${email}`
	);
	return { landlordId: row!.landlord, staffId: row!.id, who: email };
}

const codes = async (from: number, count: number) =>
	(await mailboxesOf(db, scope)).slice(from, from + count).map(({ code }) => code);
const renew = (mailboxes: readonly string[], more: Partial<Parameters<typeof makeNewLetters>[4]> = {}) =>
	makeNewLetters(db, denis, scope, mailboxes, { reason: 'lost', today: TODAY, now: NOW, ...more });
const claiming = (box: { code: string; epoch: number }, now = NOW) =>
	claimMailbox(db, {
		...claimOf(box),
		once: `form ${forms++}`,
		language: 'fr',
		from: 'test',
		now,
		today: TODAY
	});
const boxAt = async (n: number) => (await mailboxesOf(db, scope))[n]!;
const acts = async (landlordId = scope.landlordId) =>
	(
		await db.read<{ act: string }>(sql`SELECT act FROM audit WHERE landlord_id = ${landlordId} ORDER BY id`)
	).map(({ act }) => act);
const keyOf = (letters: NewLetters) => (letters as { approval: string }).approval;

describe('a new letter', () => {
	test('kills the older one, and a double tap makes one', async () => {
		const old = await boxAt(0);
		expect(await Promise.all([renew([old.code]), renew([old.code])])).toEqual([{ made: 1 }, { made: 1 }]);
		const fresh = await boxAt(0);
		expect(fresh).toMatchObject({ epoch: old.epoch + 1, letterUntilDay: '2027-01-22' });
		expect(await claiming(old)).toEqual({ refusal: 'wrong-code' });
		expect(await claiming(fresh)).toHaveProperty('household');
		expect(await acts()).toEqual(['letters-lost']);
	});

	test('is of nobody else: not of another landlord, not of staff without that hall', async () => {
		const other = await newLandlord(db, 'other', 1);
		const box = await boxAt(0);
		const renewing = { reason: 'lost', today: TODAY, now: NOW } as const;
		for (const of of [other, { ...scope, residenceIds: [] }, { ...scope, hallIds: [999] }])
			expect(await makeNewLetters(db, denis, of, [box.code], renewing)).toEqual({ refusal: 'no-mailbox' });
		expect(await boxAt(0)).toEqual(box);
		expect(await acts()).toEqual([]);
	});

	test('says the same of a box that is claimed and of one that is not, to the byte', async () => {
		await newHousehold(db, scope, 0);
		const [claimed, free] = [(await boxAt(0)).code, (await boxAt(1)).code];
		const [hall] = await hallsIn(db, scope);
		for (const [reason, days] of [
			['lost', 0],
			['moved-out', 1]
		] as const) {
			const now = NOW + days * DAY;
			const answers = [
				await renew([claimed], { reason, now }),
				await renew([free], { reason, now: now + 1 })
			];
			expect(answers[0]).toEqual(answers[1]);
		}
		const made = await lettersMadeIn(db, scope, hall!.code, NOW + 2 * DAY);
		expect(made.map(({ labels, reason }) => [reason, ...labels])).toEqual([
			['moved-out', '2'],
			['moved-out', '1']
		]);
		const columns = await db.read(sql`SELECT epoch, letter_until_day, freed_at - reissued_at AS freed, gone_at
			FROM mailbox m WHERE m.landlord_id = ${scope.landlordId} AND m.code IN (${claimed}, ${free})`);
		expect(columns[0]).toEqual(columns[1]);
	});

	test('a box that is gone leaves the wall, keeps its code, and gets no letter any more', async () => {
		const { code } = await boxAt(0);
		expect(await renew([code], { reason: 'gone' })).toEqual({ made: 1 });
		expect(await renew([code], { reason: 'gone', now: NOW + 1 })).toEqual({ made: 1 });
		expect((await mailboxesOf(db, scope)).map((box) => box.code)).not.toContain(code);
		expect(await renew([code], { now: NOW + HOUR })).toEqual({ refusal: 'no-mailbox' });
		expect((await hallsIn(db, scope))[0]!.mailboxes).toBe(69);
		expect(await acts()).toEqual(['letters-gone']);
	});
});

describe('more than fifty in a day', () => {
	test('wait for somebody else, who says yes once', async () => {
		const wanted = await codes(0, 51);
		const asked = await renew(wanted);
		expect(asked).toHaveProperty('approval');
		expect(await renew(wanted, { now: NOW + 1 }), 'the same form asks once').toEqual(asked);
		expect((await mailboxesOf(db, scope)).every(({ epoch }) => epoch === 1)).toBe(true);
		const [hall] = await hallsIn(db, scope);
		expect(await boxesThatWait(db, scope, hall!.code, NOW)).toBe(51);

		const day = { today: TODAY, now: NOW + HOUR };
		expect(await decideApproval(db, denis, keyOf(asked), 'yes', day), 'never who asked').toEqual({
			refusal: 'own'
		});
		const other = { ...(await otherChief()), who: 'x' };
		expect(await decideApproval(db, other, keyOf(asked), 'yes', day)).toBeNull();
		const answers = await Promise.all(
			[1, 2, 3].map(() => decideApproval(db, chief, keyOf(asked), 'yes', day))
		);
		expect(answers).toEqual([{ done: true }, { done: true }, { done: true }]);
		expect((await mailboxesOf(db, scope)).filter(({ epoch }) => epoch === 2)).toHaveLength(51);
		expect((await mailboxesOf(db, scope)).filter(({ epoch }) => epoch > 2)).toHaveLength(0);
		expect(await decideApproval(db, chief, keyOf(asked), 'no', day)).toEqual({ refusal: 'over' });
		expect(await acts()).toEqual(['approval-asked', 'approval-yes']);
		expect(await approvalsOf(db, chief, NOW + DAY)).toMatchObject([
			{ state: 'yes', count: 51, askedBy: denis.who, decidedBy: chief.who, isMine: false }
		]);
		expect(
			await renew(await codes(60, 3), { now: NOW + 2 * HOUR }),
			'what was approved does not count'
		).toEqual({ made: 3 });
	});

	async function otherChief(): Promise<Actor> {
		const { landlordId } = await newLandlord(db, 'other', 1);
		const [row] = await db.read<{ id: string }>(sql`SELECT id FROM staff WHERE landlord_id = ${landlordId}`);
		return { landlordId, staffId: row!.id, who: 'manager@other.example' };
	}

	test('two people at once do not pass it, and the next day counts anew', async () => {
		const [one, two] = [await codes(0, 30), await codes(30, 30)];
		const answers = await Promise.all([
			renew(one),
			makeNewLetters(db, chief, scope, two, { reason: 'lost', today: TODAY, now: NOW })
		]);
		expect(answers.filter((answer) => 'made' in answer)).toEqual([{ made: 30 }]);
		expect(answers.filter((answer) => 'approval' in answer)).toHaveLength(1);
		expect(await renew(await codes(60, 10), { now: NOW + 23 * HOUR })).toEqual({ made: 10 });
		expect(await renew(await codes(0, 45), { now: NOW + 24 * HOUR + 1 })).toHaveProperty('approval');
		expect(await renew(await codes(0, 40), { now: NOW + 24 * HOUR + 1 })).toEqual({ made: 40 });
	});

	test('no makes nothing, and a week without an answer is the end', async () => {
		const wanted = await codes(0, 51);
		const asked = await renew(wanted);
		expect(await decideApproval(db, chief, keyOf(asked), 'no', { today: TODAY, now: NOW })).toEqual({
			done: true
		});
		const again = await renew(wanted, { now: NOW + HOUR });
		expect(keyOf(again)).not.toBe(keyOf(asked));
		const late = NOW + HOUR + 7 * DAY;
		expect(await decideApproval(db, chief, keyOf(again), 'yes', { today: TODAY, now: late })).toEqual({
			refusal: 'over'
		});
		await doNight(db, late);
		expect((await approvalsOf(db, chief, late)).map(({ state }) => state).toSorted()).toEqual([
			'expired',
			'no'
		]);
		expect((await mailboxesOf(db, scope)).every(({ epoch }) => epoch === 1)).toBe(true);
		expect(await acts()).toEqual(['approval-asked', 'approval-no', 'approval-asked']);
	});

	test('the audit log names the residences', async () => {
		await importText(
			db,
			scope.landlordId,
			'residence;batiment;entree;adresse;code_postal;commune;nombre_boites\nLes Érables;A;1;2 rue neuve;93200;Saint-Denis;2'
		);
		const all = await mailboxesOf(db, scope);
		await renew([all[0]!.code, all.at(-1)!.code]);
		const [row] = await db.read<{ about: string }>(
			sql`SELECT about FROM audit WHERE landlord_id = ${scope.landlordId}`
		);
		expect(JSON.parse(row!.about)).toEqual({ n: 2, residence: 'Les Érables, Résidence tilleuls' });
	});
});
