import { addDays } from '#lib/calendar/days.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newDatabase, newHousehold, newLandlord, NOW, TODAY } from '../../../tests/support/world.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { forgetHistory, historyOf, keepHistory, rememberingThanks } from './history.ts';
import { newId } from './keys.ts';
import { stepOfLender } from './lending.ts';

let db: Database;
let amina: string;
let chantal: string;

beforeAll(async () => {
	db = await newDatabase();
	const scope = await newLandlord(db, 'tilleuls', 4);
	amina = (await newHousehold(db, scope, 0)).id;
	chantal = (await newHousehold(db, scope, 1)).id;
});
afterAll(() => db.close());
beforeEach(() => forgetHistory(db, amina));

async function lent(first: number) {
	const id = newId();
	await db.write([
		sql`INSERT INTO request (id, household_id, pictogram, ticket_hash, from_day, until_day, part, known_by, state, asked_at, ends_at)
			VALUES (${id}, ${amina}, 'drill', ${id}, ${addDays(TODAY, first)}, ${addDays(TODAY, first + 1)}, 'morning', 'Bruno', 'handed-over', ${NOW}, ${NOW})`
	]);
	return id;
}

test('a loan that comes back is remembered once, and only while the household wants it', async () => {
	await stepOfLender(db, amina, await lent(1), 'give-back', NOW);
	expect(await historyOf(db, amina)).toBeNull();
	for (let tap = 0; tap < 2; tap++) await keepHistory(db, amina, NOW);
	expect(await historyOf(db, amina)).toEqual([]);

	const request = await lent(2);
	await Promise.all(Array.from({ length: 5 }, () => stepOfLender(db, amina, request, 'give-back', NOW)));
	const past = {
		pictogram: 'drill',
		fromDay: addDays(TODAY, 2),
		untilDay: addDays(TODAY, 3),
		thanks: null
	};
	expect(await historyOf(db, amina)).toEqual([past]);
	await db.write([
		sql`UPDATE request SET thanks = 'flower' WHERE id = ${request}`,
		rememberingThanks(sql`r.id = ${request}`)
	]);
	expect(await historyOf(db, amina)).toEqual([{ ...past, thanks: 'flower' }]);
	const kept = await db.read(sql`SELECT * FROM history WHERE household_id = ${amina}`);
	expect(JSON.stringify(kept), 'nothing of the borrower').not.toContain('Bruno');
});

test('switched off it is erased at once; nobody else sees it or erases it', async () => {
	await keepHistory(db, amina, NOW);
	await stepOfLender(db, amina, await lent(5), 'give-back', NOW);
	expect(await historyOf(db, chantal)).toBeNull();
	await keepHistory(db, chantal, NOW);
	expect(await historyOf(db, chantal)).toEqual([]);
	await forgetHistory(db, chantal);
	expect(await historyOf(db, amina)).toHaveLength(1);
	await forgetHistory(db, amina);
	expect(await db.read(sql`SELECT 1 FROM history WHERE household_id = ${amina}`)).toEqual([]);
	expect(await historyOf(db, amina)).toBeNull();
});
