import { addDays } from '#lib/calendar/days.ts';
import { askToBorrow } from '#lib/server/asking.ts';
import { askToKeep, stepOfBorrower, thank, wishFor } from '#lib/server/borrowing.ts';
import type { Scope } from '#lib/server/buildings.ts';
import type { Database } from '#lib/server/db/database.ts';
import { sql } from '#lib/server/db/statement.ts';
import { answerExtension, stepOfLender } from '#lib/server/lending.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	DAY,
	HOUR,
	importText,
	newDatabase,
	newHousehold,
	newLandlord,
	NOW,
	TODAY
} from '../../../../tests/support/world.ts';
import { takeTap } from './taps.ts';
import { ticketPage } from './ticketPage.ts';

let db: Database;
let scope: Scope;
let box = 0;

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'ormes', 12);
	await importText(
		db,
		scope.landlordId,
		'residence;batiment;entree;adresse;code_postal;commune;nombre_boites\nRésidence ormes;A;2;2 rue ormes;93200;Saint-Denis;2\nRésidence ormes;B;1;3 rue ormes;93200;Saint-Denis;2'
	);
});
afterAll(() => db.close());

const household = (n = box++) => newHousehold(db, scope, n, ['drill']);

async function asked(mailbox: string) {
	const wish = { fromDay: TODAY, untilDay: addDays(TODAY, 1), part: 'evening', knownBy: null } as const;
	const answer = await askToBorrow(db, {
		...{ mailbox, pictogram: 'drill', wish, once: mailbox, from: mailbox, now: NOW }
	});
	if ('refusal' in answer) throw new Error(answer.refusal);
	const [row] = await db.read<{ id: string }>(sql`SELECT id FROM request ORDER BY rowid DESC LIMIT 1`);
	return { ticket: answer.ticket, id: row!.id };
}

test('when it came to nothing: who else in the building has it and wants to be found, and what the hall looks for', async () => {
	const asks = await household();
	const [silent, listed] = [await household(), await household()];
	const [sameBuilding, otherBuilding] = [await household(12), await household(14)];
	const { ticket } = await asked(asks.mailbox);
	expect((await ticketPage(db, ticket, NOW))!.elsewhere).toBeNull();
	await stepOfBorrower(db, ticket, 'withdraw', NOW);
	expect((await ticketPage(db, ticket, NOW))!.elsewhere).toEqual({
		...{ others: [], isWished: false },
		wish: `?days=2&when=${TODAY}.evening&say=none`
	});
	const nextDay = await ticketPage(db, ticket, NOW + DAY);
	expect(nextDay!.elsewhere!.wish, 'an evening that is over is not asked for again').toBe('?days=2&say=none');

	await db.write([sql`UPDATE household SET listed_at = ${NOW} WHERE id <> ${silent.id}`]);
	await wishFor(db, ticket, NOW);
	const { others, isWished } = (await ticketPage(db, ticket, NOW))!.elsewhere!;
	expect(others.map(({ code }) => code)).toEqual([listed.mailbox, sameBuilding.mailbox]);
	expect(others.map(({ code }) => code)).not.toContain(otherBuilding.mailbox);
	expect(isWished).toBe(true);

	const taken = await asked(listed.mailbox);
	await stepOfLender(db, listed.id, taken.id, 'accept', NOW);
	await stepOfBorrower(db, taken.ticket, 'hand-over', NOW);
	const left = (await ticketPage(db, ticket, NOW))!.elsewhere!.others;
	expect(
		left.map(({ code }) => code),
		'one that is out is not offered'
	).toEqual([sameBuilding.mailbox]);
});

test('the wish to keep the thing, from the question to its end', async () => {
	const lender = await household();
	const { ticket, id } = await asked(lender.mailbox);
	const longer = async (now = NOW) => (await ticketPage(db, ticket, now))!.longer;
	expect(await longer()).toBeNull();
	await stepOfLender(db, lender.id, id, 'accept', NOW);
	await stepOfBorrower(db, ticket, 'hand-over', NOW);
	expect(await longer()).toMatchObject({ kind: 'may', silentOn: null });
	const until = addDays(TODAY, 4);
	await askToKeep(db, ticket, until, NOW);
	expect(await longer()).toEqual({ kind: 'asked', day: until, endsAt: NOW + 48 * HOUR });
	expect(await longer(NOW + 48 * HOUR)).toMatchObject({ kind: 'may', silentOn: until });
	await answerExtension(db, lender.id, id, 'no', NOW);
	expect(await longer()).toEqual({ kind: 'no' });
});

test('thanks may be chosen until they are given, then for a day', async () => {
	const lender = await household();
	const { ticket, id } = await asked(lender.mailbox);
	await stepOfLender(db, lender.id, id, 'accept', NOW);
	await stepOfBorrower(db, ticket, 'hand-over', NOW);
	const may = async (now: number) => (await ticketPage(db, ticket, now))!.mayThank;
	expect(await may(NOW)).toBe(false);
	await stepOfBorrower(db, ticket, 'give-back', NOW);
	expect(await may(NOW + 3 * DAY)).toBe(true);
	await thank(db, ticket, 'sun', NOW);
	expect([await may(NOW + DAY - 1), await may(NOW + DAY)]).toEqual([true, false]);
});

test('a tap that nobody knows changes nothing, and a turn is read before it is taken', async () => {
	const lender = await household();
	const { ticket, id } = await asked(lender.mailbox);
	for (const step of ['', 'accept', 'expire', 'call', '__proto__'])
		expect(await takeTap(db, ticket, { step }, NOW)).toEqual({ refusal: 'too-late' });
	expect(await takeTap(db, 'nobody', { step: 'choose-day' }, NOW)).toEqual({ refusal: 'too-late' });
	await db.write([
		sql`UPDATE request SET state = 'called' WHERE id = ${id}`,
		sql`UPDATE request_step SET state = 'called' WHERE request_id = ${id}`
	]);
	const fields = { step: 'choose-day', day: TODAY, part: 'morning', days: '1' };
	const noon = Date.parse(`${TODAY}T12:00:00+01:00`);
	expect(await takeTap(db, ticket, fields, noon)).toMatchObject({
		problem: { field: 'day', problem: 'past' }
	});
	expect(await takeTap(db, ticket, fields, noon - 1)).toEqual({ done: true });
	expect((await ticketPage(db, ticket, noon))!.ticket).toMatchObject({ state: 'asked', untilDay: TODAY });
});
