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
import { hallsIn, mailboxesOfHall, residencesIn, type Scope } from './buildings.ts';
import { claimMailbox } from './claims.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import {
	buildingsToOffer,
	closeHandover,
	handoversOf,
	offerBuilding,
	takeBuilding,
	whoOffers
} from './handovers.ts';
import { homeOf, knownMailbox } from './households.ts';
import { doMinute, doNight } from './jobs.ts';
import { beginKits, kitProgress, kitsOfHall } from './kitLife.ts';
import { kitOrdersIn, orderKits } from './kitOrders.ts';
import { approvalsOf, decideApproval, lettersMadeIn, makeNewLetters } from './newLetters.ts';
import { addStaff, staffMember } from './staff.ts';
import { newLandlordOf } from './takeovers.ts';

let db: Database;
let scope: Scope;
let other: Scope;
let giver: Actor;
let taker: Actor;
let building: number;

beforeEach(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 4);
	other = await newLandlord(db, 'other', 2);
	giver = await managerOf(scope);
	taker = await managerOf(other);
	building = (await buildingsToOffer(db, scope.landlordId, ''))[0]!.id;
});
afterEach(() => db.close());

async function managerOf({ landlordId }: Scope): Promise<Actor> {
	const [row] = await db.read<{ id: string; email: string }>(
		sql`SELECT id, email FROM staff WHERE landlord_id = ${landlordId} AND role = 'manager'`
	);
	return { landlordId, staffId: row!.id, who: row!.email };
}

/** Somebody of the staff who chose a password. */
const here = ({ landlordId }: Scope, email: string) =>
	db.write([
		sql`UPDATE staff SET password_hash = 'x' WHERE landlord_id = ${landlordId} AND email = ${email}`
	]);

const offering = (more: Partial<Parameters<typeof offerBuilding>[2]> = {}, actor = giver) =>
	offerBuilding(db, actor, { building, typedName: ' a ', to: 'OTHER', now: NOW, ...more });
async function offered(): Promise<string> {
	expect(await offering()).toEqual({ done: true });
	return (await handoversOf(db, scope.landlordId, NOW))[0]!.key;
}
const take = (
	key: string,
	into: Parameters<typeof takeBuilding>[3] = { newName: 'Les Tilleuls' },
	now = NOW + HOUR
) => takeBuilding(db, taker, key, into, now);
const acts = async ({ landlordId }: Scope) =>
	(
		await db.read<{ act: string }>(sql`SELECT act FROM audit WHERE landlord_id = ${landlordId} ORDER BY id`)
	).map(({ act }) => act);

describe('offering a building', () => {
	test('asks for its name and for a landlord that there is', async () => {
		expect(await offering({ typedName: 'B', to: 'nobody' })).toEqual({
			problems: { name: 'differs', to: 'unknown' }
		});
		expect(await offering({ to: 'tilleuls' })).toEqual({ problems: { to: 'own' } });
		expect(await offering({}, taker), 'of somebody else').toBeNull();
		expect(await handoversOf(db, scope.landlordId, NOW)).toEqual([]);
	});

	test('once is enough, and nothing changes by it', async () => {
		await offered();
		expect(await offering()).toEqual({ done: true });
		expect(await handoversOf(db, scope.landlordId, NOW)).toMatchObject([
			{ isToUs: false, other: 'Landlord other', building: 'A', mailboxes: 4, state: 'open' }
		]);
		expect(await handoversOf(db, other.landlordId, NOW)).toMatchObject([
			{ isToUs: true, other: 'Landlord tilleuls', addresses: ['1 rue tilleuls'] }
		]);
		expect(await acts(scope)).toEqual(['handover-offered']);
		expect(await buildingsToOffer(db, scope.landlordId, '')).toEqual([]);
		expect(await hallsIn(db, other)).toHaveLength(1);
		const third = await newLandlord(db, 'third', 1);
		expect(await offering({ to: 'third' })).toEqual({ refusal: 'already-offered' });
		expect(await handoversOf(db, third.landlordId, NOW)).toEqual([]);
	});

	describe('writes to the other landlord’s managers', () => {
		const letters = () =>
			db.read<{ recipient: string; language: string; data: string }>(
				sql`SELECT recipient, language, data FROM outbox WHERE kind = 'handover' ORDER BY recipient`
			);
		beforeEach(() => here(other, 'manager@other.example'));

		test('who have been here, once, and to nobody else', async () => {
			for (const [email, role] of [
				['second@other.example', 'manager'],
				['agent@other.example', 'agent']
			] as const) {
				await addStaff(db, other.landlordId, { email, role, residences: [], now: NOW });
				await here(other, email);
			}
			const invited = { email: 'invited@other.example', role: 'manager', residences: [], now: NOW } as const;
			await addStaff(db, other.landlordId, invited);
			await here(await newLandlord(db, 'third', 1), 'manager@third.example');
			await here(scope, 'manager@tilleuls.example');
			await Promise.all([offering(), offering()]);
			await offering({ now: NOW + 1 });
			const { key } = (await handoversOf(db, scope.landlordId, NOW))[0]!;
			expect(await letters()).toEqual(
				['manager@other.example', 'second@other.example'].map((recipient) => ({
					...{ recipient, language: 'fr', data: key }
				}))
			);
		});

		test('not at all when nothing was offered', async () => {
			await offering({ typedName: 'B' });
			await offering({ to: 'tilleuls' });
			await offering({}, taker);
			expect(await letters()).toEqual([]);
			await newLandlord(db, 'third', 1);
			await offering({ to: 'third' });
			await offering();
			expect(await letters(), 'it is offered to somebody else').toEqual([]);
		});

		test('once a day, whatever is offered and taken back', async () => {
			const again = async (now: number) => {
				const { key } = (await handoversOf(db, scope.landlordId, now))[0]!;
				await closeHandover(db, giver, key, 'withdrawn', now);
				await offering({ now });
			};
			await offering();
			for (const hour of [1, 2, 3]) await again(NOW + hour * HOUR);
			expect(await letters()).toHaveLength(1);
			await again(NOW + 2 * DAY);
			expect(await letters()).toHaveLength(2);
		});

		test('as long as one of them can answer', async () => {
			const first = await offered();
			const asked = (at = NOW, manager = 'manager@other.example') => whoOffers(db, first, manager, at);
			expect(await asked()).toBe('Landlord tilleuls');
			expect(await asked(NOW, 'manager@tilleuls.example')).toBeNull();
			expect(await asked(NOW + 30 * DAY)).toBeNull();
			await closeHandover(db, giver, first, 'withdrawn', NOW);
			expect(await asked()).toBeNull();
			await offering({ now: NOW + HOUR });
			expect(await asked(NOW + HOUR), 'the letter speaks of the new offer').toBe('Landlord tilleuls');
			await db.write([sql`UPDATE staff SET role = 'agent' WHERE email = 'manager@other.example'`]);
			expect(await asked(NOW + HOUR)).toBeNull();
		});
	});

	test('is found by a residence, a name or an address, of one’s own alone', async () => {
		const found = async (word: string) => (await buildingsToOffer(db, scope.landlordId, word)).length;
		expect([await found('TILLEULS'), await found('rue til'), await found('other'), await found('%')]).toEqual(
			[1, 1, 0, 0]
		);
	});

	test('can be taken back or declined, by whom it concerns, and ends after a month', async () => {
		const key = await offered();
		expect(await closeHandover(db, taker, key, 'withdrawn', NOW), 'not theirs to withdraw').toBeNull();
		expect(await closeHandover(db, giver, key, 'declined', NOW), 'not offered to them').toBeNull();
		expect(await closeHandover(db, taker, key, 'declined', NOW)).toEqual({ done: true });
		expect(await closeHandover(db, giver, key, 'withdrawn', NOW)).toEqual({ refusal: 'over' });
		expect(await take(key)).toEqual({ refusal: 'over' });
		await offering({ now: NOW + DAY });
		await doNight(db, NOW + 32 * DAY);
		expect((await handoversOf(db, scope.landlordId, NOW + 32 * DAY)).map(({ state }) => state)).toEqual([
			'expired',
			'declined'
		]);
	});
});

describe('taking it over', () => {
	test('moves every place with its code and its letters, and leaves nothing to who sold it', async () => {
		const before = await mailboxesOf(db, scope);
		const amina = await newHousehold(db, scope, 0);
		const [hall] = await hallsIn(db, scope);
		await makeNewLetters(db, giver, scope, [before[1]!.code], { reason: 'lost', today: TODAY, now: NOW });
		await orderKits(
			db,
			scope,
			{ halls: [hall!], secondLanguage: null, form: 'pdf' },
			{ staffId: giver.staffId!, today: TODAY, now: NOW }
		);
		await addStaff(db, scope.landlordId, {
			email: 'gardien@tilleuls.example',
			role: 'caretaker',
			residences: [(await residencesIn(db, scope))[0]!.key],
			now: NOW
		});
		const [caretaker] = await db.read<{ id: string }>(
			sql`SELECT id FROM staff WHERE email = 'gardien@tilleuls.example'`
		);
		await db.write([
			sql`INSERT INTO staff_hall (staff_id, hall_id) SELECT ${caretaker!.id}, id FROM hall WHERE code = ${hall!.code}`
		]);
		const key = await offered();

		expect(await Promise.all([take(key), take(key)])).toEqual([{ done: true }, { done: true }]);
		expect(await mailboxesOf(db, other)).toHaveLength(6);
		expect((await residencesIn(db, other)).map(({ name, mailboxes }) => [name, mailboxes])).toEqual([
			['Les Tilleuls', 4],
			['Résidence other', 2]
		]);
		const moved = await mailboxesOfHall(db, other, hall!.code);
		expect(moved.map(({ code, emblem }) => [code, emblem])).toEqual(
			before.map(({ code, emblem }) => [code, emblem])
		);
		expect(await lettersMadeIn(db, other, hall!.code, NOW + HOUR)).toHaveLength(1);

		expect(await hallsIn(db, scope)).toEqual([]);
		expect(await mailboxesOfHall(db, scope, hall!.code)).toEqual([]);
		expect(await kitOrdersIn(db, scope)).toEqual([]);
		expect(await db.read(sql`SELECT 1 FROM kit k WHERE k.landlord_id = ${other.landlordId}`)).toEqual([]);
		expect(await lettersMadeIn(db, scope, hall!.code, NOW + HOUR)).toEqual([]);
		expect(await buildingsToOffer(db, scope.landlordId, '')).toEqual([]);
		const renewing = { reason: 'lost', today: TODAY, now: NOW + DAY } as const;
		expect(await makeNewLetters(db, giver, scope, [before[0]!.code], renewing)).toEqual({
			refusal: 'no-mailbox'
		});
		const theirs = (await staffMember(db, caretaker!.id))!.scope;
		expect(await hallsIn(db, theirs)).toEqual([]);
		for (const { rows } of await db.write([
			sql`SELECT 1 FROM kit k WHERE k.landlord_id = ${scope.landlordId}`,
			sql`SELECT 1 FROM new_letter n WHERE n.landlord_id = ${scope.landlordId}`,
			sql`SELECT 1 FROM building b WHERE b.landlord_id = ${scope.landlordId}`
		]))
			expect(rows).toEqual([]);

		expect(await homeOf(db, amina.id)).not.toBeNull();
		expect((await knownMailbox(db, amina.mailbox))?.household).not.toBeNull();
		const claim = { ...claimOf(moved[2]!), once: 'x', language: 'fr', from: 'test', now: NOW, today: TODAY };
		expect(await claimMailbox(db, claim), 'letters in people’s hands work on').toHaveProperty('household');
		expect((await acts(scope)).slice(-2)).toEqual(['handover-offered', 'handover-gone']);
		expect(await acts(other)).toEqual(['handover-taken']);
	});

	test('takes the kits along, counted as before', async () => {
		const boxes = sql`SELECT id FROM mailbox WHERE landlord_id = ${scope.landlordId} ORDER BY id LIMIT 3`;
		await db.write(beginKits(scope.landlordId, boxes, 'made', NOW));
		await take(await offered());
		expect(await kitProgress(db, other)).toMatchObject({ mailboxes: 6, made: 3 });
		expect(await kitProgress(db, scope)).toMatchObject({ mailboxes: 0, made: 0 });
	});

	test('ends an order that it is part of: what stays has no kit that nobody makes', async () => {
		const titles = 'residence;batiment;entree;adresse;code_postal;commune;nombre_boites';
		await importText(
			db,
			scope.landlordId,
			`${titles}\nÉrables;B;1;3 rue E;93200;Saint-Denis;3\nOrmes;C;1;4 rue O;93200;Saint-Denis;2`
		);
		const halls = await hallsIn(db, scope);
		const hallOf = (residence: string) => halls.find((hall) => hall.residence === residence)!;
		const order = (...of: string[]) =>
			orderKits(
				db,
				scope,
				{ halls: of.map(hallOf), secondLanguage: null, form: 'pdf' },
				{ staffId: giver.staffId, today: TODAY, now: NOW }
			);
		await order('Résidence tilleuls', 'Érables', 'Ormes');
		expect(await order('Ormes')).toHaveProperty('key');
		const statesOf = async (residence: string) =>
			(await kitsOfHall(db, scope, hallOf(residence).code))!.boxes.map(({ state }) => state);
		building = (await buildingsToOffer(db, scope.landlordId, 'tilleuls'))[0]!.id;
		const key = await offered();
		expect(await take(key, { residence: 'nowhere' })).toEqual({ refusal: 'no-residence' });
		expect(await statesOf('Érables')).toEqual(['ordered', 'ordered', 'ordered']);
		await take(key);
		expect(await kitOrdersIn(db, scope)).toMatchObject([{ residences: ['Ormes'] }]);
		expect(await statesOf('Érables')).toEqual([null, null, null]);
		expect(await statesOf('Ormes'), 'these stand in another order').toEqual(['ordered', 'ordered']);
	});

	test('gives who sold it no more letters in a day', async () => {
		const many = (slug: string) =>
			importText(
				db,
				scope.landlordId,
				`residence;batiment;entree;adresse;code_postal;commune;nombre_boites\n${slug};;1;1 rue ${slug};93200;Saint-Denis;40`
			);
		await many('Érables');
		await many('Ormes');
		const boxes = async (street: string) => {
			const hall = (await hallsIn(db, scope)).find(({ address }) => address === `1 rue ${street}`);
			return (await mailboxesOfHall(db, scope, hall!.code)).map(({ code }) => code);
		};
		const renew = async (mailboxes: string[], now: number) =>
			makeNewLetters(db, giver, scope, mailboxes, { reason: 'lost', today: TODAY, now });
		expect(await renew(await boxes('Érables'), NOW)).toEqual({ made: 40 });
		building = (await buildingsToOffer(db, scope.landlordId, 'Érables'))[0]!.id;
		await offering({ typedName: 'Érables' });
		await take((await handoversOf(db, scope.landlordId, NOW))[0]!.key);
		expect(await renew(await boxes('Ormes'), NOW + 2 * HOUR)).toHaveProperty('approval');
		const later = NOW + DAY + HOUR;
		expect(await renew(await boxes('Ormes'), later), 'a day later').toEqual({ made: 40 });
	});

	test('tells the residents once, and names the new landlord on their page', async () => {
		const amina = await newHousehold(db, scope, 0);
		const theirs = await newHousehold(db, other, 0);
		await take(await offered());
		await doMinute(db, NOW + 2 * HOUR);
		await doMinute(db, NOW + 3 * HOUR);
		const told = await db.read(sql`SELECT n.household_id AS id FROM notice n WHERE n.kind = 'handover'`);
		expect(told).toEqual([{ id: amina.id }]);
		expect(await newLandlordOf(db, amina.id, NOW + DAY)).toBe('Landlord other');
		expect(await newLandlordOf(db, theirs.id, NOW + DAY)).toBeNull();
		expect(await newLandlordOf(db, amina.id, NOW + 40 * DAY)).toBeNull();
	});

	test('goes into a residence that is there, unless a building of that name is in it', async () => {
		const [own] = await residencesIn(db, other);
		const key = await offered();
		expect(await take(key, { residence: own!.key })).toEqual({ refusal: 'building-taken' });
		expect(await take(key, { residence: (await residencesIn(db, scope))[0]!.key })).toEqual({
			refusal: 'no-residence'
		});
		expect(await take(key, { newName: '  ' })).toEqual({ refusal: 'no-name' });
		expect(await take(key, { newName: 'Résidence other' })).toEqual({ refusal: 'residence-taken' });
		expect(await hallsIn(db, scope), 'nothing moved').toHaveLength(1);
		await importText(
			db,
			other.landlordId,
			'residence;batiment;entree;adresse;code_postal;commune;nombre_boites\nLes Érables;B;1;2 rue neuve;93200;Saint-Denis;1'
		);
		const maples = (await residencesIn(db, other)).find(({ name }) => name === 'Les Érables')!;
		expect(await take(key, { residence: maples.key })).toEqual({ done: true });
		expect(await hallsIn(db, other, maples.key)).toHaveLength(2);
	});

	test('into a new residence whose name is plain, and is no other spelling of one that is there', async () => {
		const key = await offered();
		expect(await take(key, { newName: 'RESIDENCE  Othér' })).toEqual({ refusal: 'residence-taken' });
		expect(await take(key, { newName: '\u202e\u200b' })).toEqual({ refusal: 'no-name' });
		const hostile = { newName: ` \u202eLes\u200b \n Tilleuls${'!'.repeat(200)}` };
		expect([await take(key, hostile), await take(key, hostile)]).toEqual([{ done: true }, { done: true }]);
		expect((await residencesIn(db, other)).map(({ name }) => name)).toContain(
			`Les Tilleuls${'!'.repeat(68)}`
		);
	});

	test('leaves nothing to approve, and the log of who sold it never names what it is called since', async () => {
		await importText(
			db,
			scope.landlordId,
			'residence;batiment;entree;adresse;code_postal;commune;nombre_boites\nRésidence tilleuls;A;2;3 rue tilleuls;93200;Saint-Denis;60'
		);
		const codes = (await mailboxesOf(db, scope)).map(({ code }) => code);
		const renewing = { reason: 'lost', today: TODAY, now: NOW } as const;
		const asked = await makeNewLetters(db, { ...giver, staffId: null }, scope, codes, renewing);
		await take(await offered(), { newName: 'Les Jardins secrets' });
		const { approval } = asked as { approval: string };
		expect((await approvalsOf(db, giver, NOW + 2 * HOUR))[0]!.places).toEqual([]);
		const day = { today: TODAY, now: NOW + 2 * HOUR };
		expect(await decideApproval(db, giver, approval, 'yes', day)).toEqual({ done: true });
		expect((await mailboxesOf(db, other)).every(({ epoch }) => epoch === 1)).toBe(true);
		const rows = await db.read<{ about: string }>(
			sql`SELECT about FROM audit WHERE landlord_id = ${scope.landlordId} AND act = 'approval-yes'`
		);
		expect(rows.map(({ about }) => JSON.parse(about) as unknown)).toEqual([
			{ n: 0, residence: '', asked: '' }
		]);
	});

	test('nobody else takes it, and no one after a month', async () => {
		const third = await managerOf(await newLandlord(db, 'third', 1));
		const key = await offered();
		expect(await takeBuilding(db, third, key, { newName: 'x' }, NOW)).toBeNull();
		expect(await takeBuilding(db, giver, key, { newName: 'x' }, NOW)).toBeNull();
		expect(await take(key, { newName: 'x' }, NOW + 31 * DAY)).toEqual({ refusal: 'over' });
		expect(await hallsIn(db, scope)).toHaveLength(1);
	});
});
