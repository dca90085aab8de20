import type { HowOneLends } from '#lib/households/manner.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importText, newDatabase, newHousehold, NOW } from '../../../tests/support/world.ts';
import { hallsIn, landlordBySlug, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { hallPage, whoHas } from './halls.ts';
import { pauseItem, pauseLending, setManner } from './offers.ts';
import { addLandlord } from './staff.ts';

const LISTED: HowOneLends = {
	manner: 'hall',
	ringFrom: null,
	ringUntil: null,
	ownWords: false,
	listed: true
};
const UNLISTED = { ...LISTED, listed: false };

let db: Database;
let scope: Scope;
let halls: string[];
let first = 0;

beforeAll(async () => {
	db = await newDatabase();
	await addLandlord(db, { slug: 'tilleuls', name: 'Tilleuls', manager: 'm@tilleuls.example', now: NOW });
	const { id: landlordId } = (await landlordBySlug(db, 'tilleuls'))!;
	scope = { landlordId, residenceIds: null };
	await importText(
		db,
		landlordId,
		[
			'residence;batiment;entree;adresse;code_postal;commune;nombre_boites',
			...['1', '2'].map((n) => `Tilleuls;A;${n};${n} rue des Lilas;93200;Saint-Denis;20`),
			'Tilleuls;B;1;9 rue des Lilas;93200;Saint-Denis;20'
		].join('\n')
	);
	halls = (await hallsIn(db, scope)).map(({ code }) => code);
});
afterAll(() => db.close());
beforeEach(() => db.write([sql`DELETE FROM household`, sql`DELETE FROM wish`, sql`DELETE FROM claim`]));

/** A household in one of the three halls (twenty mailboxes each), the next mailbox each time. */
async function live(hall: 0 | 1 | 2, things: string[], how = LISTED) {
	const household = await newHousehold(db, scope, hall * 20 + (first++ % 20), things);
	await setManner(db, household.id, how, NOW);
	return household;
}
const page = (hall = 0) => hallPage(db, halls[hall]!);
const hide = (id: string, column: 'asleep' | 'hidden') =>
	db.write([
		column === 'asleep'
			? sql`UPDATE household SET asleep_at = ${NOW} WHERE id = ${id}`
			: sql`UPDATE household SET hidden_at = ${NOW} WHERE id = ${id}`
	]);
const lend = (id: string, pictogram: string) =>
	db.write([
		sql`INSERT INTO request (id, household_id, pictogram, ticket_hash, from_day, until_day, part, state, asked_at, ends_at)
			VALUES (${id + pictogram}, ${id}, ${pictogram}, ${id + pictogram}, '2026-11-23', '2026-11-24', 'morning', 'handed-over', ${NOW}, ${NOW})`
	]);

describe('the page of a hall', () => {
	test('is not there for a code of no hall', async () => {
		const { mailbox } = await live(0, ['drill']);
		expect(await hallPage(db, '0'.repeat(13))).toBeNull();
		expect(await hallPage(db, mailbox)).toBeNull();
	});

	test('shows each thing once, at hand first, in the catalogue’s order, and no number', async () => {
		const [amina] = [await live(0, ['tent', 'drill']), await live(0, ['drill', 'bicycle-pump', 'tent'])];
		await lend(amina.id, 'drill');
		expect(await page()).toEqual({
			things: [
				{ pictogram: 'bicycle-pump', atHand: true },
				{ pictogram: 'drill', atHand: true },
				{ pictogram: 'tent', atHand: true }
			],
			wanted: []
		});
	});

	test('says what is out only when nobody has it at hand', async () => {
		const amina = await live(0, ['drill', 'tent']);
		await lend(amina.id, 'drill');
		expect((await page())!.things).toEqual([
			{ pictogram: 'tent', atHand: true },
			{ pictogram: 'drill', atHand: false }
		]);
	});

	test('is the same whoever else lives there without wanting to be named', async () => {
		await live(0, ['drill']);
		const alone = JSON.stringify(await page());
		await live(0, ['kite', 'drill'], UNLISTED);
		const [asleep, hidden, paused] = [
			await live(0, ['kite']),
			await live(0, ['kite']),
			await live(0, ['kite'])
		];
		await hide(asleep.id, 'asleep');
		await hide(hidden.id, 'hidden');
		await pauseLending(db, paused.id, NOW, '2026-12-01');
		await pauseItem(db, (await live(0, ['kite'])).id, 'kite', NOW, null);
		await live(1, ['kite']);
		expect(JSON.stringify(await page())).toBe(alone);
	});

	test('does not say who came first', async () => {
		const things = ['tent', 'drill', 'kite'];
		for (const thing of things) await live(0, [thing]);
		const before = JSON.stringify(await page());
		await db.write([sql`DELETE FROM household`, sql`DELETE FROM claim`]);
		for (const thing of things.toReversed()) await live(0, [thing]);
		expect(JSON.stringify(await page())).toBe(before);
	});

	test('shows what is wanted there and not at hand', async () => {
		await live(0, ['tent']);
		const hallId = (await db.read<{ id: number }>(sql`SELECT id FROM hall WHERE code = ${halls[0]!}`))[0]!.id;
		for (const thing of ['tent', 'kite', 'drill', 'no-such-thing'])
			await db.write([sql`INSERT INTO wish (hall_id, pictogram, at) VALUES (${hallId}, ${thing}, ${NOW})`]);
		expect((await page())!.wanted).toEqual(['drill', 'kite']);
		expect((await page(1))!.wanted).toEqual([]);
	});
});

describe('who has it', () => {
	test('is the boxes that want to be named, at hand first, by their emblems', async () => {
		const neighbours = [];
		for (let i = 0; i < 4; i++) neighbours.push(await live(0, ['drill', 'tent']));
		await live(0, ['drill'], UNLISTED);
		await live(0, ['tent']);
		await lend(neighbours[0]!.id, 'drill');
		const found = (await whoHas(db, { hall: halls[0]! }, 'drill'))!;
		expect(new Set(found.map(({ code }) => code))).toEqual(new Set(neighbours.map(({ mailbox }) => mailbox)));
		expect(found.at(-1)).toMatchObject({ code: neighbours[0]!.mailbox, atHand: false });
		const emblems = found.slice(0, 3).map(({ emblem }) => emblem);
		expect(emblems).toEqual(emblems.toSorted());
	});

	test('of a building has the other boxes of the same hall, then those of its other halls', async () => {
		const amina = await live(0, ['drill']);
		const [beside, across] = [await live(0, ['drill']), await live(1, ['drill'])];
		await live(1, ['drill'], UNLISTED);
		await live(2, ['drill']);
		const found = (await whoHas(db, { mailbox: amina.mailbox }, 'drill'))!;
		expect(found.map(({ code }) => code)).toEqual([beside.mailbox, across.mailbox]);
	});

	test('is nobody for a code that is none', async () => {
		expect(await whoHas(db, { hall: '0'.repeat(13) }, 'drill')).toBeNull();
		expect(await whoHas(db, { mailbox: halls[0]! }, 'drill')).toBeNull();
		expect(await whoHas(db, { hall: halls[0]! }, 'drill')).toEqual([]);
	});
});

test('its questions go by indexes, however many live in the other halls', async () => {
	const asked: Statement[] = [];
	const listening = { ...db, read: (statement: Statement) => (asked.push(statement), db.read(statement)) };
	await hallPage(listening as Database, halls[0]!);
	await whoHas(listening as Database, { hall: halls[0]! }, 'drill');
	await whoHas(listening as Database, { mailbox: (await live(0, ['drill'])).mailbox }, 'drill');
	expect(asked).toHaveLength(3);
	for (const statement of asked) {
		const plan = await db.read<{ detail: string }>(sql`EXPLAIN QUERY PLAN ${statement}`);
		expect(plan.map(({ detail }) => detail).filter((detail) => /^SCAN (?!\(subquery)/.test(detail))).toEqual(
			[]
		);
	}
});
