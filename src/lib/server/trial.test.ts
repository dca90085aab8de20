import { beforeEach, describe, expect, test } from 'vitest';
import {
	importText,
	newDatabase,
	newHousehold,
	newLandlord,
	NOW,
	TODAY
} from '../../../tests/support/world.ts';
import type { Actor } from './audit.ts';
import { hallsIn, mailboxesOfHall, residencesIn, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { firstSteps } from './firstSteps.ts';
import { orderKits } from './kitOrders.ts';
import { makeKit } from './kits.ts';
import { letterIsRight, paperRules, proofTaken } from './letters.ts';
import { makeTrial, TRIAL_NAME, trialResidence, wipeTrial } from './trial.ts';

let db: Database;
let scope: Scope;
let other: Scope;
let actor: Actor;
const when = { today: TODAY, now: NOW };

beforeEach(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'plaine', 3);
	other = await newLandlord(db, 'autre', 3);
	actor = { landlordId: scope.landlordId, staffId: null, who: 'denis@plaine.example' };
});

async function made() {
	const trial = await makeTrial(db, actor, when);
	if ('refusal' in trial) throw new Error(trial.refusal);
	return trial;
}
const acts = () =>
	db.read<{ act: string }>(sql`SELECT act FROM audit WHERE landlord_id = ${scope.landlordId} ORDER BY id`);
const rows = {
	mailbox: sql`SELECT count(*) AS n FROM mailbox`,
	household: sql`SELECT count(*) AS n FROM household`,
	kit: sql`SELECT count(*) AS n FROM kit`,
	kit_order: sql`SELECT count(*) AS n FROM kit_order`
};
const countOf = async (table: keyof typeof rows) => (await db.read<{ n: number }>(rows[table]))[0]!.n;

describe('a trial residence', () => {
	test('has two halls of twelve mailboxes, each with a code and an emblem of its own, and twice is once', async () => {
		const [one, again] = await Promise.all([made(), made()]);
		expect(again).toEqual(one);
		const halls = await hallsIn(db, scope, one.key);
		expect(halls.map(({ mailboxes }) => mailboxes)).toEqual([12, 12]);
		const boxes = (await Promise.all(halls.map(({ code }) => mailboxesOfHall(db, scope, code)))).flat();
		expect(new Set(boxes.map(({ code }) => code)).size).toBe(24);
		expect(new Set(boxes.slice(0, 12).map(({ emblem }) => emblem)).size).toBe(12);
		expect(boxes[0]!.label).toBe('101');
		expect(await acts()).toEqual([{ act: 'trial-made' }]);
	});

	test('is refused where a real residence has its name', async () => {
		await importText(
			db,
			scope.landlordId,
			`residence;adresse;code_postal;commune;nombre_boites\n${TRIAL_NAME};1 rue A;93200;Saint-Denis;2`
		);
		expect(await makeTrial(db, actor, when)).toEqual({ refusal: 'name-taken' });
		await wipeTrial(db, actor, NOW);
		expect((await residencesIn(db, scope)).map(({ name }) => name)).toContain(TRIAL_NAME);
		expect(await acts()).toEqual([]);
	});

	test('prints SPECIMEN, and the halls beside it do not', async () => {
		const trial = await made();
		const [hall] = await hallsIn(db, scope, trial.key);
		const real = (await hallsIn(db, scope)).find(({ residence }) => residence !== TRIAL_NAME)!;
		expect((await paperRules(db, scope, hall!.code)).specimen).toBe(true);
		expect((await paperRules(db, scope, real.code)).specimen).toBe(false);
		let bytes = 0;
		const order = { halls: [hall!], secondLanguage: null, today: TODAY, renewLetters: false, now: NOW };
		await makeKit(db, scope, { ...order, sink: (part) => void (bytes += part.length) });
		expect(bytes).toBeGreaterThan(10_000);
	});

	test('is wiped with who had opened a mailbox of it, and nothing else is', async () => {
		const trial = await made();
		const all = await countOf('mailbox');
		const boxes = await mailboxesOfHall(db, scope, (await hallsIn(db, scope, trial.key))[0]!.code);
		const inTrial = (await residencesIn(db, scope)).find(({ key }) => key === trial.key)!;
		await newHousehold(db, { ...scope, residenceIds: [inTrial.id] }, 0);
		await newHousehold(db, other, 0);
		expect(boxes).toHaveLength(12);
		await wipeTrial(db, { ...actor, landlordId: other.landlordId }, NOW);
		expect(await countOf('mailbox')).toBe(all);
		await wipeTrial(db, actor, NOW + 1);
		await wipeTrial(db, actor, NOW + 2);
		expect(await trialResidence(db, scope.landlordId)).toBeNull();
		expect(await countOf('mailbox')).toBe(all - 24);
		expect(await countOf('household')).toBe(1);
		expect((await acts()).map(({ act }) => act)).toEqual(['trial-made', 'trial-wiped']);
		expect((await made()).key).not.toBe(trial.key);
	});

	test('is wiped with the orders of its kits, and with no other; no order mixes it with real halls', async () => {
		const trial = await made();
		const all = await hallsIn(db, scope);
		const order = (halls: typeof all) =>
			orderKits(
				db,
				scope,
				{ halls, secondLanguage: null, form: 'pdf' },
				{ staffId: null, who: actor.who, ...when }
			);
		const days = () =>
			db.read(
				sql`SELECT DISTINCT letter_until_day AS day FROM mailbox WHERE landlord_id = ${scope.landlordId}`
			);
		await db.write([
			sql`UPDATE mailbox SET letter_until_day = ${TODAY} WHERE landlord_id = ${scope.landlordId}`
		]);
		expect(await order(all)).toEqual({ refusal: 'mixed' });
		expect(await countOf('kit_order')).toBe(0);
		expect(await countOf('kit')).toBe(0);
		expect(await days(), 'nothing was ordered: letters end as before').toEqual([{ day: TODAY }]);
		expect(await acts()).toEqual([{ act: 'trial-made' }]);
		const ofTrial = await order(await hallsIn(db, scope, trial.key));
		const ofReal = await order(all.filter(({ residence }) => residence !== TRIAL_NAME));
		await wipeTrial(db, { ...actor, landlordId: other.landlordId }, NOW);
		const keys = async () =>
			(await db.read<{ key: string }>(sql`SELECT key FROM kit_order`)).map(({ key }) => key);
		expect(new Set(await keys())).toEqual(new Set([ofTrial, ofReal].map((one) => 'key' in one && one.key)));
		await wipeTrial(db, actor, NOW);
		expect(await keys()).toEqual(['key' in ofReal && ofReal.key]);
		expect(await countOf('kit')).toBe(3);
	});
});

describe('first steps', () => {
	const done = async (of: Scope) =>
		(await firstSteps(db, of)).filter(({ isDone }) => isDone).map(({ name }) => name);

	test('begin with nothing, and a trial counts for none of them', async () => {
		const { addLandlord } = await import('./staff.ts');
		await addLandlord(db, { slug: 'neuf', name: 'Neuf', manager: 'a@neuf.example', now: NOW });
		const [row] = await db.read<{ id: number }>(sql`SELECT id FROM landlord WHERE slug = 'neuf'`);
		const empty: Scope = { landlordId: row!.id, residenceIds: null };
		expect(await done(empty)).toEqual([]);
		await makeTrial(db, { ...actor, landlordId: row!.id }, when);
		expect(await done(empty)).toEqual([]);
	});

	test('are read from what was done', async () => {
		expect(await done(scope)).toEqual(['places']);
		await letterIsRight(db, actor, NOW);
		await proofTaken(db, actor, NOW);
		await db.write([
			sql`UPDATE hall SET kits_made = 3, kits_handed = 3, kits_distributed = 1 WHERE landlord_id = ${scope.landlordId}`
		]);
		expect(await done(scope)).toEqual(['places', 'letter', 'proof', 'kit', 'handed', 'boxes']);
		expect(await done(other)).toEqual(['places']);
	});

	test('count a second manager, and no other colleague', async () => {
		const add = (email: string, role: string) =>
			db.write([
				sql`INSERT INTO staff (id, landlord_id, email, role, created_at) VALUES (${email}, ${scope.landlordId}, ${email}, ${role}, ${NOW})`
			]);
		await add('agent@plaine.example', 'agent');
		expect(await done(scope)).toEqual(['places']);
		await add('second@plaine.example', 'manager');
		expect(await done(scope)).toEqual(['places', 'second']);
	});
});
