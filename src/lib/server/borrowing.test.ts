import { addDays } from '#lib/calendar/days.ts';
import { thanks } from '#lib/catalogue/thanks.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	DAY,
	HOUR,
	newDatabase,
	newHousehold,
	newLandlord,
	NOW,
	TODAY
} from '../../../tests/support/world.ts';
import { askToBorrow } from './asking.ts';
import { askToKeep, chooseDay, isWishedFor, stepOfBorrower, thank, wishFor } from './borrowing.ts';
import type { Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { answerExtension, proposeMoment, stepOfLender } from './lending.ts';
import { followTicket } from './loans.ts';
import { pauseItem, pauseLending, resumeLending, stopLending } from './offers.ts';

let db: Database;
let scope: Scope;
let box = 0;
let formCount = 0;

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 40);
});
afterAll(() => db.close());

const lender = () => newHousehold(db, scope, box++);
const day = (n: number) => addDays(TODAY, n);
const noticesOf = async (request: string) =>
	(
		await db.read<{ kind: string }>(sql`SELECT kind FROM notice WHERE request_id = ${request} ORDER BY id`)
	).map(({ kind }) => kind);

async function asked(mailbox: string, first = 1, days = 2) {
	const once = `form ${formCount++}`;
	const wish = {
		fromDay: day(first),
		untilDay: day(first + days - 1),
		part: 'morning',
		knownBy: null
	} as const;
	const answer = await askToBorrow(db, { mailbox, pictogram: 'drill', wish, once, from: once, now: NOW });
	if ('refusal' in answer) throw new Error(answer.refusal);
	return { ticket: answer.ticket, id: (await followTicket(db, answer.ticket, NOW))!.id };
}

/** A loan under way: its thing is with the borrower. */
async function lent(first = 0, days = 2) {
	const household = await lender();
	const request = await asked(household.mailbox, first, days);
	await stepOfLender(db, household.id, request.id, 'accept', NOW);
	await stepOfBorrower(db, request.ticket, 'hand-over', NOW);
	return { ...request, household };
}

/** A place in the queue, as if the thing had been out. */
async function waiting(mailbox: string, state: 'waiting' | 'called', askedAt = NOW) {
	const request = await asked(mailbox);
	await db.write([
		sql`UPDATE request SET state = ${state}, asked_at = ${askedAt} WHERE id = ${request.id}`,
		sql`UPDATE request_step SET state = ${state} WHERE request_id = ${request.id}`,
		sql`DELETE FROM notice WHERE request_id = ${request.id}`
	]);
	return request;
}

describe('in the queue', () => {
	test('a ticket says its own place, and nothing of those before', async () => {
		const { mailbox } = await lender();
		const tickets = [];
		for (const n of [3, 1, 2]) tickets.push((await waiting(mailbox, 'waiting', NOW + n)).ticket);
		const places = await Promise.all(tickets.map((ticket) => followTicket(db, ticket, NOW + 9)));
		expect(places.map((view) => view!.place)).toEqual([3, 1, 2]);
		await stepOfBorrower(db, tickets[1]!, 'withdraw', NOW + 9);
		expect(await followTicket(db, tickets[0]!, NOW + 9)).toMatchObject({ place: 2 });
		expect(await followTicket(db, tickets[1]!, NOW + 9)).toMatchObject({ place: null });
	});

	test('whose turn it is chooses a day once, and the lender is told once', async () => {
		const { mailbox } = await lender();
		const { ticket, id } = await waiting(mailbox, 'called');
		const chosen = { fromDay: day(3), untilDay: day(4), part: 'evening' } as const;
		const later = NOW + HOUR;
		const answers = await Promise.all([1, 2, 3].map(() => chooseDay(db, ticket, chosen, later)));
		expect(answers).toEqual([{ done: true }, { done: true }, { done: true }]);
		expect(await followTicket(db, ticket, later)).toMatchObject({
			...{ state: 'asked', ...chosen },
			...{ askedAt: later, endsAt: later + 48 * HOUR }
		});
		expect(await noticesOf(id)).toEqual(['asked']);
	});

	test('no day is chosen by a tap alone, nor too late', async () => {
		const { mailbox } = await lender();
		const { ticket, id } = await waiting(mailbox, 'called');
		expect(await stepOfBorrower(db, ticket, 'choose-day', NOW)).toEqual({ refusal: 'too-late' });
		const chosen = { fromDay: day(3), untilDay: day(4), part: 'evening' } as const;
		expect(await chooseDay(db, ticket, chosen, NOW + 48 * HOUR)).toEqual({ refusal: 'too-late' });
		expect(await noticesOf(id)).toEqual([]);
		expect(await followTicket(db, ticket, NOW)).toMatchObject({ state: 'called', fromDay: day(1) });
	});
});

describe('whose turn it is, for a thing that is not lent any more', () => {
	const chosen = { fromDay: day(3), untilDay: day(4), part: 'evening' } as const;

	test.each([
		['was paused', (id: string) => pauseItem(db, id, 'drill', NOW, null)],
		['was taken away', (id: string) => stopLending(db, id, 'drill')],
		['is of a household that pauses', (id: string) => pauseLending(db, id, NOW)],
		[
			'is of a page that sleeps',
			(id: string) => db.write([sql`UPDATE household SET asleep_at = ${NOW} WHERE id = ${id}`])
		],
		[
			'is of a hidden page',
			(id: string) => db.write([sql`UPDATE household SET hidden_at = ${NOW} WHERE id = ${id}`])
		]
	])('chooses no day while it %s', async (_, close) => {
		const household = await lender();
		const { ticket, id } = await waiting(household.mailbox, 'called');
		await close(household.id);
		expect(await chooseDay(db, ticket, chosen, NOW + HOUR)).toEqual({ refusal: 'not-offered' });
		expect(await followTicket(db, ticket, NOW)).toMatchObject({ state: 'called', fromDay: day(1) });
		expect(await noticesOf(id)).toEqual([]);
		expect(await chooseDay(db, ticket, chosen, NOW + 48 * HOUR)).toEqual({ refusal: 'too-late' });
	});

	test('chooses one once it is lent again; what was chosen before stays chosen', async () => {
		const household = await lender();
		const { ticket } = await waiting(household.mailbox, 'called');
		await pauseLending(db, household.id, NOW);
		await chooseDay(db, ticket, chosen, NOW);
		await resumeLending(db, household.id, NOW);
		expect(await chooseDay(db, ticket, chosen, NOW)).toEqual({ done: true });
		await pauseLending(db, household.id, NOW);
		expect(await chooseDay(db, ticket, chosen, NOW)).toEqual({ done: true });
	});
});

describe('a loan that the borrower cancels', () => {
	test('is told to the lender, once', async () => {
		const household = await lender();
		const { ticket, id } = await asked(household.mailbox);
		await stepOfLender(db, household.id, id, 'accept', NOW);
		const answers = await Promise.all([1, 2, 3].map(() => stepOfBorrower(db, ticket, 'cancel', NOW)));
		expect(answers).toEqual([{ done: true }, { done: true }, { done: true }]);
		expect(await noticesOf(id)).toEqual(['asked', 'cancelled']);
	});

	test('is the only end that is: neither what the lender cancels, nor a request that is taken back', async () => {
		const household = await lender();
		const own = await asked(household.mailbox);
		await stepOfLender(db, household.id, own.id, 'accept', NOW);
		await stepOfLender(db, household.id, own.id, 'cancel', NOW);
		expect(await stepOfBorrower(db, own.ticket, 'cancel', NOW)).toEqual({ done: true });
		const request = await asked(household.mailbox);
		expect(await stepOfBorrower(db, request.ticket, 'cancel', NOW)).toEqual({ refusal: 'too-late' });
		await stepOfBorrower(db, request.ticket, 'withdraw', NOW);
		expect([await noticesOf(own.id), await noticesOf(request.id)]).toEqual([['asked'], ['asked']]);
	});
});

describe('another moment', () => {
	async function proposed(first: number, days: number, to: number) {
		const household = await lender();
		const request = await asked(household.mailbox, first, days);
		await db.write([sql`DELETE FROM notice WHERE request_id = ${request.id}`]);
		await proposeMoment(db, household.id, request.id, { day: day(to), part: 'evening' }, NOW);
		return { ...request, household };
	}

	test('who agrees borrows for as many days, from the new one on', async () => {
		const { ticket, id } = await proposed(1, 3, 5);
		const answers = await Promise.all([1, 2].map(() => stepOfBorrower(db, ticket, 'agree', NOW + HOUR)));
		expect(answers).toEqual([{ done: true }, { done: true }]);
		expect(await followTicket(db, ticket, NOW + HOUR)).toMatchObject({
			...{ state: 'accepted', fromDay: day(5), untilDay: day(7), part: 'evening', lastBy: 'borrower' }
		});
		const days = await db.read(sql`SELECT day FROM loan_day WHERE request_id = ${id} ORDER BY day`);
		expect(days).toEqual([{ day: day(5) }, { day: day(6) }, { day: day(7) }]);
		expect(await noticesOf(id)).toEqual(['agreed']);
	});

	test('one that was lent meanwhile is refused, and nothing moves', async () => {
		const { ticket, id, household } = await proposed(1, 2, 6);
		const other = await asked(household.mailbox, 7, 1);
		await stepOfLender(db, household.id, other.id, 'accept', NOW);
		expect(await stepOfBorrower(db, ticket, 'agree', NOW)).toEqual({ refusal: 'lent-that-day' });
		expect(await followTicket(db, ticket, NOW)).toMatchObject({ state: 'proposed', fromDay: day(1) });
		expect(await noticesOf(id)).toEqual([]);
	});

	test('nobody agrees to a day that is past in the building', async () => {
		const { ticket } = await proposed(2, 1, 0);
		const midnight = Date.parse(`${day(1)}T00:00:00+01:00`);
		expect(await stepOfBorrower(db, ticket, 'agree', midnight)).toEqual({ refusal: 'day-passed' });
		expect(await stepOfBorrower(db, ticket, 'agree', midnight - 1)).toEqual({ done: true });
	});
});

describe('keeping the thing longer', () => {
	test('is asked once, whatever is tapped, and the lender is told once', async () => {
		const { ticket, id } = await lent();
		await db.write([sql`DELETE FROM notice WHERE request_id = ${id}`]);
		const answers = await Promise.all([1, 2, 3].map(() => askToKeep(db, ticket, day(4), NOW)));
		expect(answers).toEqual([{ done: true }, { done: true }, { done: true }]);
		expect(await askToKeep(db, ticket, day(8), NOW)).toEqual({ refusal: 'too-late' });
		expect(await followTicket(db, ticket, NOW)).toMatchObject({ extensionDay: day(4), untilDay: day(1) });
		expect(await noticesOf(id)).toEqual(['extension']);
	});

	test.each([day(0), day(1), day(3), day(16), 'soon'])('not until %s', async (until) => {
		const { ticket, id } = await lent();
		expect(await askToKeep(db, ticket, until, NOW)).toEqual({ refusal: 'too-late' });
		expect(await noticesOf(id)).not.toContain('extension');
	});

	test('a form from long ago does not ask for a day that is past', async () => {
		const { ticket } = await lent();
		await askToKeep(db, ticket, day(2), NOW);
		expect(await askToKeep(db, ticket, day(2), NOW + 10 * DAY)).toEqual({ refusal: 'too-late' });
		expect(await askToKeep(db, ticket, day(11), NOW + 10 * DAY)).toEqual({ done: true });
	});

	test('after a yes one may ask again, after a no not', async () => {
		const { ticket, id, household } = await lent();
		await askToKeep(db, ticket, day(4), NOW);
		await answerExtension(db, household.id, id, 'yes', NOW);
		expect(await followTicket(db, ticket, NOW)).toMatchObject({ untilDay: day(4), extensionDay: null });
		expect(await askToKeep(db, ticket, day(5), NOW)).toEqual({ done: true });
		await answerExtension(db, household.id, id, 'no', NOW);
		expect(await askToKeep(db, ticket, day(5), NOW)).toEqual({ refusal: 'too-late' });
	});

	test('a question without an answer ends after two days, and another may be asked', async () => {
		const { ticket } = await lent(0, 7);
		await askToKeep(db, ticket, day(7), NOW);
		expect(await askToKeep(db, ticket, day(9), NOW + 48 * HOUR - 1)).toEqual({ refusal: 'too-late' });
		expect(await askToKeep(db, ticket, day(9), NOW + 48 * HOUR)).toEqual({ done: true });
	});

	test('a thing that is back is not kept', async () => {
		const { ticket, id } = await lent();
		const answers = await Promise.all([
			stepOfBorrower(db, ticket, 'give-back', NOW),
			askToKeep(db, ticket, day(4), NOW)
		]);
		expect(answers[0]).toEqual({ done: true });
		expect((await noticesOf(id)).includes('extension')).toBe('done' in answers[1]);
		expect(await askToKeep(db, ticket, day(8), NOW)).toEqual({ refusal: 'too-late' });
	});
});

describe('thanks', () => {
	test('go once the thing is back, with a drawing, changed for a day', async () => {
		const { ticket } = await lent();
		const [first, second] = thanks;
		expect(await thank(db, ticket, first.id, NOW)).toEqual({ refusal: 'too-late' });
		await stepOfBorrower(db, ticket, 'give-back', NOW);
		expect(await thank(db, ticket, 'five stars', NOW)).toEqual({ refusal: 'too-late' });
		expect(await thank(db, ticket, first.id, NOW)).toEqual({ done: true });
		expect(await thank(db, ticket, second.id, NOW + DAY - 1)).toEqual({ done: true });
		expect(await thank(db, ticket, first.id, NOW + DAY)).toEqual({ refusal: 'too-late' });
		expect(await thank(db, ticket, second.id, NOW + DAY)).toEqual({ done: true });
		expect(await followTicket(db, ticket, NOW + DAY)).toMatchObject({ thanks: second.id });
	});

	test('may come late, while the ticket lives', async () => {
		const { ticket } = await lent();
		await stepOfBorrower(db, ticket, 'give-back', NOW);
		expect(await thank(db, ticket, 'sun', NOW + 7 * DAY)).toEqual({ refusal: 'too-late' });
		expect(await thank(db, ticket, 'sun', NOW + 7 * DAY - 1)).toEqual({ done: true });
	});
});

describe('when it came to nothing', () => {
	test('the hall may look for the thing: once, and of nobody', async () => {
		const { mailbox } = await lender();
		const { ticket } = await asked(mailbox);
		expect(await wishFor(db, ticket, NOW)).toEqual({ refusal: 'too-late' });
		expect(await isWishedFor(db, ticket)).toBe(false);
		const late = NOW + 48 * HOUR;
		expect(await wishFor(db, ticket, late)).toEqual({ done: true });
		expect(await wishFor(db, ticket, late + 5)).toEqual({ done: true });
		expect(await isWishedFor(db, ticket)).toBe(true);
		expect(await db.read(sql`SELECT w.pictogram, w.at FROM wish w`)).toEqual([
			{ pictogram: 'drill', at: late + 5 }
		]);
		expect(await wishFor(db, ticket, late + 7 * DAY)).toEqual({ refusal: 'too-late' });
		expect(await wishFor(db, 'x', late)).toEqual({ refusal: 'too-late' });
	});

	test('a thing that is looked for again changes the hall’s page, which shows the latest ones', async () => {
		const { mailbox } = await lender();
		const { ticket } = await asked(mailbox);
		const changes = () => db.read(sql`SELECT p.code FROM page_change p JOIN hall h ON h.code = p.code`);
		const late = NOW + 48 * HOUR;
		await wishFor(db, ticket, late);
		const before = await changes();
		await wishFor(db, ticket, late + 5);
		expect((await changes()).length).toBe(before.length + 1);
	});
});

test('how to meet and what is wrong with the thing is told after the yes, and no more once it is back', async () => {
	const { mailbox, id: household } = await lender();
	await db.write([
		sql`UPDATE household SET manner = 'ring', ring_from = 18, ring_until = 20, nickname = 'Mina' WHERE id = ${household}`,
		sql`UPDATE item SET note = 'Le mandrin grince' WHERE household_id = ${household}`
	]);
	const { ticket, id } = await asked(mailbox);
	const nothing = { manner: null, ringFrom: null, ringUntil: null, note: null };
	const all = { manner: 'ring', ringFrom: 18, ringUntil: 20, note: 'Le mandrin grince' };
	expect(await followTicket(db, ticket, NOW)).toMatchObject({ ...nothing, nickname: 'Mina' });
	await stepOfLender(db, household, id, 'accept', NOW);
	expect(await followTicket(db, ticket, NOW)).toMatchObject(all);
	await stepOfBorrower(db, ticket, 'hand-over', NOW);
	expect(await followTicket(db, ticket, NOW)).toMatchObject(all);
	await stepOfBorrower(db, ticket, 'give-back', NOW);
	expect(await followTicket(db, ticket, NOW)).toMatchObject(nothing);
	await db.write([sql`UPDATE household SET hidden_at = ${NOW} WHERE id = ${household}`]);
	expect(await followTicket(db, ticket, NOW)).toMatchObject({ nickname: null });
});
