import { MOST_ITEMS } from '#lib/households/claiming.ts';
import type { HowOneLends } from '#lib/households/manner.ts';
import { whatAPasserBySees } from '#lib/households/passerBy.ts';
import { pictograms } from '#lib/catalogue/pictograms.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY, newDatabase, newHousehold, newLandlord, NOW } from '../../../tests/support/world.ts';
import type { Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { knownMailbox } from './households.ts';
import {
	lendingOf,
	lendThing,
	offer,
	pauseItem,
	pauseLending,
	resumeLending,
	setItem,
	setManner,
	stillWilling,
	stopLending,
	thingOf,
	thingsOf
} from './offers.ts';

let db: Database;
let scope: Scope;
let box = 0;

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 40);
});
afterAll(() => db.close());

const amina = (things = ['drill', 'tent']) => newHousehold(db, scope, box++, things);
const seen = async (mailbox: string) => whatAPasserBySees((await knownMailbox(db, mailbox))!);
const shown = async (mailbox: string) => {
	const view = await seen(mailbox);
	return view.kind === 'household' ? view.items.map(({ pictogram }) => pictogram) : [];
};
const asking = async (household: string) =>
	(
		await db.read<{ willing_at: number; asked: number | null; asleep: number | null; untold: number }>(sql`
			SELECT hh.willing_at, hh.willing_asked_at AS asked, hh.asleep_at AS asleep,
				(SELECT count(*) FROM notice n WHERE n.household_id = hh.id AND n.kind = 'still-willing') AS untold
			FROM household hh WHERE hh.id = ${household}`)
	)[0]!;

describe('one thing', () => {
	test('has a note, which its own household alone sees', async () => {
		const { id, mailbox } = await amina();
		const before = await seen(mailbox);
		expect(await setItem(db, id, 'drill', { note: 'Le mandrin glisse.' }, NOW)).toBe(true);
		expect(await thingOf(db, id, 'drill')).toEqual({
			pictogram: 'drill',
			note: 'Le mandrin glisse.',
			paused: false,
			untilDay: null,
			out: false
		});
		expect(await seen(mailbox)).toEqual(before);
	});

	test('that is paused is gone from the page, and comes back', async () => {
		const { id, mailbox } = await amina();
		expect(await pauseItem(db, id, 'drill', NOW, '2026-12-01')).toBe(true);
		expect(await shown(mailbox)).toEqual(['tent']);
		expect(await thingOf(db, id, 'drill')).toMatchObject({ paused: true, untilDay: '2026-12-01' });
		expect(await lendThing(db, id, 'drill', NOW)).toBe(true);
		expect(await shown(mailbox)).toEqual(['drill', 'tent']);
		expect(await thingOf(db, id, 'drill')).toMatchObject({ paused: false, untilDay: null });
	});

	test('can be added and taken away, twice as once, and keeps its note meanwhile', async () => {
		const { id, mailbox } = await amina([]);
		for (let i = 0; i < 2; i++) expect(await lendThing(db, id, 'kite', NOW)).toBe(true);
		expect(await shown(mailbox)).toEqual(['kite']);
		await setItem(db, id, 'kite', { note: 'Fil court' }, NOW);
		await lendThing(db, id, 'kite', NOW);
		expect(await thingOf(db, id, 'kite')).toMatchObject({ note: 'Fil court' });
		for (let i = 0; i < 2; i++) await stopLending(db, id, 'kite');
		expect(await thingOf(db, id, 'kite')).toBeNull();
	});

	test('more than there is room for is refused, but one that is there is not', async () => {
		const ids = pictograms.map((one) => one.id);
		const { id } = await amina(ids.slice(0, MOST_ITEMS));
		expect(await lendThing(db, id, ids[MOST_ITEMS]!, NOW)).toBe(false);
		expect(await lendThing(db, id, ids[0]!, NOW)).toBe(true);
		expect(await thingsOf(db, id)).toHaveLength(MOST_ITEMS);
	});

	test('is nobody else’s to change', async () => {
		const [{ id }, chantal] = [await amina(['drill']), await amina(['tent'])];
		const before = await thingsOf(db, id);
		expect(await setItem(db, chantal.id, 'drill', { note: 'volé' }, NOW)).toBe(false);
		expect(await pauseItem(db, chantal.id, 'drill', NOW, null)).toBe(false);
		await stopLending(db, chantal.id, 'drill');
		await offer(db, chantal.id, [], NOW);
		expect(await thingsOf(db, id)).toEqual(before);
		expect(await thingOf(db, chantal.id, 'drill')).toBeNull();
	});

	test('chosen anew with others keeps its note and its pause', async () => {
		const { id } = await amina();
		await setItem(db, id, 'drill', { note: 'Le mandrin glisse.' }, NOW);
		await pauseItem(db, id, 'drill', NOW, null);
		await offer(db, id, ['kite', 'drill'], NOW);
		expect(await thingOf(db, id, 'drill')).toMatchObject({ note: 'Le mandrin glisse.', paused: true });
		expect((await thingsOf(db, id)).map(({ pictogram }) => pictogram)).toEqual(['drill', 'kite']);
	});
});

describe('a pause of everything', () => {
	test('looks like a household that lends nothing', async () => {
		const { id, mailbox } = await amina();
		await pauseLending(db, id, NOW, '2026-12-01');
		const paused = await seen(mailbox);
		await resumeLending(db, id, NOW);
		expect(await shown(mailbox)).toEqual(['drill', 'tent']);
		await offer(db, id, [], NOW);
		expect(JSON.stringify(await seen(mailbox))).toBe(JSON.stringify(paused));
	});

	test('lasts until the last day that was said', async () => {
		const { id } = await amina();
		await pauseLending(db, id, NOW, '2026-12-01');
		await pauseLending(db, id, NOW + 1, '2026-11-30');
		expect(await lendingOf(db, id)).toMatchObject({ paused: true, untilDay: '2026-11-30' });
		await pauseLending(db, id, NOW + 2, null);
		expect(await lendingOf(db, id)).toMatchObject({ paused: true, untilDay: null });
		await resumeLending(db, id, NOW);
		expect(await lendingOf(db, id)).toMatchObject({ paused: false, untilDay: null });
	});

	test('of a household that is gone is none', async () => {
		await pauseLending(db, 'nobody', NOW, null);
		expect(await db.read(sql`SELECT 1 FROM pause p WHERE p.household_id = 'nobody'`)).toEqual([]);
	});
});

describe('"still willing?"', () => {
	const put = (id: string) =>
		db.write([
			sql`UPDATE household SET willing_asked_at = ${NOW - DAY}, asleep_at = ${NOW} WHERE id = ${id}`,
			sql`INSERT INTO notice (household_id, kind, created_at, useless_at) VALUES (${id}, 'still-willing', ${NOW}, ${NOW + DAY})`
		]);

	test.each([
		['a yes', (id: string) => stillWilling(db, id, NOW + DAY)],
		['a new choice', (id: string) => offer(db, id, ['drill'], NOW + DAY)],
		['one more thing', (id: string) => lendThing(db, id, 'kite', NOW + DAY)],
		['a note', (id: string) => setItem(db, id, 'drill', { note: null }, NOW + DAY)],
		['"I lend again"', (id: string) => resumeLending(db, id, NOW + DAY)]
	])('%s closes it and wakes the page', async (_, answer) => {
		const { id, mailbox } = await amina();
		const other = await amina();
		await put(id);
		await put(other.id);
		expect(await shown(mailbox)).toEqual([]);
		await answer(id);
		expect(await asking(id)).toEqual({ willing_at: NOW + DAY, asked: null, asleep: null, untold: 0 });
		expect(await shown(mailbox)).toContain('drill');
		expect(await asking(other.id)).toMatchObject({ asked: NOW - DAY, asleep: NOW, untold: 1 });
	});
});

test('a pause until a day answers "still willing?", one without a day does not', async () => {
	const [{ id, mailbox }, endless] = [await amina(), await amina()];
	for (const household of [id, endless.id])
		await db.write([
			sql`UPDATE household SET willing_asked_at = ${NOW - DAY}, asleep_at = ${NOW} WHERE id = ${household}`
		]);
	await pauseLending(db, id, NOW + DAY, '2026-12-01');
	await pauseLending(db, endless.id, NOW + DAY, null);
	expect(await asking(id)).toMatchObject({ willing_at: NOW + DAY, asked: null, asleep: null });
	expect(await asking(endless.id)).toMatchObject({ asked: NOW - DAY, asleep: NOW });
	expect(await shown(mailbox)).toEqual([]);
	await resumeLending(db, endless.id, NOW + 2 * DAY);
	expect(await shown(endless.mailbox)).toEqual(['drill', 'tent']);
});

describe('how a household lends', () => {
	const how: HowOneLends = { manner: 'ring', ringFrom: 18, ringUntil: 20, ownWords: true, listed: true };

	test('is in the hall, quietly, until it says otherwise', async () => {
		const { id } = await amina();
		expect(await lendingOf(db, id)).toMatchObject({
			manner: 'hall',
			ringFrom: null,
			ringUntil: null,
			ownWords: false,
			listed: false
		});
	});

	test('is what it said last, since it first said so', async () => {
		const [{ id }, other] = [await amina(), await amina()];
		await setManner(db, id, how, NOW);
		await setManner(db, id, { ...how, manner: 'note', ringFrom: null, ringUntil: null }, NOW + DAY);
		expect(await lendingOf(db, id)).toMatchObject({
			...how,
			manner: 'note',
			ringFrom: null,
			ringUntil: null
		});
		const [since] = await db.read<{ listed_at: number; own_words_at: number }>(
			sql`SELECT hh.listed_at, hh.own_words_at FROM household hh WHERE hh.id = ${id}`
		);
		expect(since).toEqual({ listed_at: NOW, own_words_at: NOW });
		await setManner(db, id, { ...how, ownWords: false, listed: false }, NOW + 2 * DAY);
		expect(await lendingOf(db, id)).toMatchObject({ ownWords: false, listed: false });
		expect(await lendingOf(db, other.id)).toMatchObject({ manner: 'hall', listed: false });
	});

	test('of one that is gone is nothing', async () => {
		expect(await lendingOf(db, 'nobody')).toBeNull();
	});
});
