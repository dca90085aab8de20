import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, newDatabase, newLandlord, NOW, TODAY } from '../../../tests/support/world.ts';
import { hallsIn, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { deskBehind, deskLinksIn, endDeskLink, makeDeskLink } from './deskLinks.ts';

let db: Database;
let ours: Scope;
let theirs: Scope;
let hall: string;

beforeAll(async () => {
	db = await newDatabase();
	[ours, theirs] = [await newLandlord(db, 'tilleuls'), await newLandlord(db, 'acacias')];
	hall = (await hallsIn(db, ours))[0]!.code;
});
afterAll(() => db.close());

const actorOf = ({ landlordId }: Scope) => ({ landlordId, staffId: null, who: 'palier' });
const wish = (day: string, once = day) => ({ hallCode: hall, day, once, now: NOW });

async function link(day: string, once = day): Promise<string> {
	const made = await makeDeskLink(db, actorOf(ours), ours, wish(day, once));
	if ('refusal' in made) throw new Error(made.refusal);
	return made.token;
}

test('opens one hall on one day of it, and is dead the day after', async () => {
	const token = await link('2026-11-24');
	expect(await deskBehind(db, token, NOW)).toEqual({ opensOn: '2026-11-24' });
	expect(await deskBehind(db, token.toUpperCase(), NOW + DAY)).toMatchObject({ hall: { code: hall } });
	expect(await deskBehind(db, token, Date.parse('2026-11-24T23:59:59+01:00'))).toMatchObject({
		day: '2026-11-24'
	});
	expect(await deskBehind(db, token, Date.parse('2026-11-25T00:00:00+01:00'))).toBeNull();
});

test('the same form gives the same link, once; the database holds a hash', async () => {
	const [one, two] = await Promise.all([link(TODAY, 'x'), link(TODAY, 'x')]);
	expect(one).toBe(two);
	expect(await link(TODAY, 'y')).not.toBe(one);
	const rows = await db.read(sql`SELECT * FROM hall_day WHERE landlord_id = ${ours.landlordId}`);
	expect(JSON.stringify(rows)).not.toContain(one);
	const written = sql`SELECT 1 FROM audit WHERE landlord_id = ${ours.landlordId} AND act = 'desk-link-made' AND about LIKE ${`%${TODAY}%`}`;
	expect(await db.read(written)).toHaveLength(2);
});

test('is listed and ended in its scope alone, at once', async () => {
	const token = await link(TODAY, 'ended');
	const before = await deskLinksIn(db, ours, TODAY);
	expect(await deskLinksIn(db, theirs, TODAY)).toEqual([]);
	expect(await deskLinksIn(db, { ...ours, residenceIds: [] }, TODAY)).toEqual([]);
	for (const { key } of before) {
		await endDeskLink(db, actorOf(theirs), theirs, key, NOW);
		await endDeskLink(db, actorOf(ours), { ...ours, residenceIds: [] }, key, NOW);
	}
	expect(await deskBehind(db, token, NOW)).not.toBeNull();
	for (const { key } of before) await endDeskLink(db, actorOf(ours), ours, key, NOW);
	expect(await deskBehind(db, token, NOW)).toBeNull();
	expect(await deskLinksIn(db, ours, TODAY)).toEqual([]);
});

test('is not made for somebody else’s hall, nor for a day that is none', async () => {
	expect(await makeDeskLink(db, actorOf(theirs), theirs, wish(TODAY))).toEqual({ refusal: 'unknown-hall' });
	expect(await makeDeskLink(db, actorOf(ours), { ...ours, hallIds: [0] }, wish(TODAY))).toEqual({
		refusal: 'unknown-hall'
	});
	for (const day of ['', '2026-11-22', '2027-11-23', '2026-02-30', "2026-11-24'"])
		expect(await makeDeskLink(db, actorOf(ours), ours, wish(day))).toEqual({ refusal: 'not-a-day' });
});

test('what was never given out opens nothing', async () => {
	for (const typed of ['', 'x', '0'.repeat(26), '../..', 'a'.repeat(10_000)])
		expect(await deskBehind(db, typed, NOW)).toBeNull();
});
