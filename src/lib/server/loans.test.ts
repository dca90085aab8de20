import { addDays } from '#lib/calendar/days.ts';
import { whatAPasserBySees } from '#lib/households/passerBy.ts';
import { states, stepNames, steps, stepsFrom, isEnd, type Party } from '#lib/loans/steps.ts';
import fc from 'fast-check';
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
import type { Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { changeLock, knownMailbox, pauseLending } from './households.ts';
import { askToBorrow, followTicket, passTime, requestsOf, stepOfBorrower, stepOfLender } from './loans.ts';

let db: Database;
let scope: Scope;
let box = 0;
let formCount = 0;

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 60);
});
afterAll(() => db.close());

const lender = () => newHousehold(db, scope, box++);
const wishFor = (first: number, days: number) =>
	({
		fromDay: addDays(TODAY, first),
		untilDay: addDays(TODAY, first + days - 1),
		part: 'morning',
		knownBy: null
	}) as const;
const asking = (mailbox: string, more = {}) =>
	askToBorrow(db, {
		mailbox,
		pictogram: 'drill',
		wish: wishFor(1, 2),
		once: `form ${formCount++}`,
		from: 'test',
		now: NOW,
		...more
	});

async function asked(mailbox: string, more = {}) {
	const answer = await asking(mailbox, more);
	if ('refusal' in answer) throw new Error(answer.refusal);
	const view = await followTicket(db, answer.ticket, NOW);
	return { ticket: answer.ticket, id: view!.id };
}

describe('the table of steps', () => {
	test('leads from the request to every state, and from every state to an end', () => {
		const reachable = new Set(['asked']);
		for (const from of reachable) for (const step of steps) if (step.from === from) reachable.add(step.to);
		expect([...reachable].toSorted()).toEqual([...states].toSorted());
		for (const state of states) {
			const ways = new Set([state]);
			for (const from of ways) for (const step of steps) if (step.from === from) ways.add(step.to);
			expect([...ways].some(isEnd), state).toBe(true);
		}
		expect(steps.map((step) => step.name).toSorted()).toEqual([...stepNames].toSorted());
	});

	test(
		'is what the database does: any order of steps by anyone keeps to it',
		{ timeout: 120_000 },
		async () => {
			const taken = fc.array(
				fc.record({
					name: fc.constantFrom(...stepNames),
					by: fc.constantFrom<Party[]>('lender', 'borrower')
				}),
				{ maxLength: 8 }
			);
			const household = await lender();
			let day = 1;
			await fc.assert(
				fc.asyncProperty(taken, async (walk) => {
					await db.write([
						sql`DELETE FROM request WHERE household_id = ${household.id}`,
						sql`DELETE FROM limit_bucket`
					]);
					const { ticket, id } = await asked(household.mailbox, { wish: wishFor(day++ % 14, 1) });
					let state = (await followTicket(db, ticket, NOW))!.state;
					for (const { name, by } of walk) {
						const step = steps.find((known) => known.name === name && known.by.includes(by));
						const moved = step && step.from === state ? step.to : state;
						const answer =
							by === 'lender'
								? await stepOfLender(db, household.id, id, name, NOW)
								: await stepOfBorrower(db, ticket, name, NOW);
						expect('done' in answer).toBe(step !== undefined && (step.from === state || step.to === state));
						state = moved;
						expect((await followTicket(db, ticket, NOW))!.state).toBe(state);
					}
					const days = await db.read(sql`SELECT day FROM loan_day WHERE request_id = ${id}`);
					expect(days.length).toBe(state === 'accepted' || state === 'handed-over' ? 1 : 0);
				}),
				{ numRuns: 60 }
			);
		}
	);
});

describe('asking', () => {
	test('the same form sent ten times at once is one request and one ticket', async () => {
		const { mailbox, id } = await lender();
		const answers = await Promise.all(
			Array.from({ length: 10 }, () => asking(mailbox, { once: 'the same' }))
		);
		expect(new Set(answers.map((answer) => ('ticket' in answer ? answer.ticket : answer.refusal))).size).toBe(
			1
		);
		expect(await requestsOf(db, id, NOW)).toHaveLength(1);
		expect(
			await db.read(
				sql`SELECT 1 FROM request_step s JOIN request r ON r.id = s.request_id WHERE r.household_id = ${id}`
			)
		).toHaveLength(1);
	});

	test('what is not offered, paused or out is refused', async () => {
		const { mailbox, id } = await lender();
		expect(await asking(mailbox, { pictogram: 'piano' })).toEqual({ refusal: 'not-offered' });
		const loan = await asked(mailbox);
		await stepOfLender(db, id, loan.id, 'accept', NOW);
		await stepOfBorrower(db, loan.ticket, 'hand-over', NOW);
		expect(await asking(mailbox)).toEqual({ refusal: 'out-now' });
		const page = whatAPasserBySees((await knownMailbox(db, mailbox))!);
		expect(page).toMatchObject({
			items: [{ pictogram: 'drill', atHand: false }, { atHand: true }, { atHand: true }]
		});
		await pauseLending(db, id, NOW);
		expect(await asking(mailbox, { pictogram: 'tent' })).toEqual({ refusal: 'not-offered' });
	});

	test('the thirteenth request of a household in one go is refused, and another household is not', async () => {
		const [one, two] = [await lender(), await lender()];
		const answers = [];
		for (let i = 0; i < 13; i++) answers.push(await asking(one.mailbox, { from: `phone ${i % 4}` }));
		expect(answers.map((answer) => 'ticket' in answer)).toEqual([...Array(12).fill(true), false]);
		expect(answers[12]).toEqual({ refusal: 'too-many-for-this-household' });
		expect(await asking(two.mailbox)).toHaveProperty('ticket');
		for (let i = 0; i < 7; i++) await asking(two.mailbox);
		expect(await asking(two.mailbox), 'one phone does not use them all up').toHaveProperty('refusal');
		expect(await asking(two.mailbox, { from: 'another phone' })).toHaveProperty('ticket');
	});
});

describe('lending', () => {
	test('two hundred acceptances of one object on one day: one is done', { timeout: 60_000 }, async () => {
		const { mailbox, id } = await lender();
		const requests = [];
		for (let i = 0; i < 10; i++)
			requests.push(await asked(mailbox, { wish: wishFor(3 - (i % 3), 4), from: `phone ${i}` }));
		const taps = fc.sample(
			fc.shuffledSubarray(
				requests.flatMap((r) => Array<typeof r>(20).fill(r)),
				{ minLength: 200 }
			),
			1
		)[0]!;
		const answers = await Promise.all(taps.map((request) => stepOfLender(db, id, request.id, 'accept', NOW)));
		const accepted = (await requestsOf(db, id, NOW)).filter(({ state }) => state === 'accepted');
		expect(accepted).toHaveLength(1);
		expect(answers.filter((answer) => 'done' in answer)).toHaveLength(20);
		expect(
			answers.filter((answer) => 'refusal' in answer && answer.refusal === 'lent-that-day')
		).toHaveLength(180);
		expect(
			await db.read(sql`SELECT DISTINCT request_id FROM loan_day WHERE household_id = ${id}`)
		).toHaveLength(1);
	});

	test('the whole way, each step with who and when', async () => {
		const { mailbox, id } = await lender();
		const { ticket, id: request } = await asked(mailbox);
		await stepOfLender(db, id, request, 'accept', NOW + HOUR);
		await stepOfBorrower(db, ticket, 'hand-over', NOW + DAY);
		await stepOfLender(db, id, request, 'give-back', NOW + 2 * DAY);
		const rows = await db.read(
			sql`SELECT state, by, at FROM request_step WHERE request_id = ${request} ORDER BY at`
		);
		expect(rows).toEqual([
			{ state: 'asked', by: 'borrower', at: NOW },
			{ state: 'accepted', by: 'lender', at: NOW + HOUR },
			{ state: 'handed-over', by: 'borrower', at: NOW + DAY },
			{ state: 'given-back', by: 'lender', at: NOW + 2 * DAY }
		]);
		expect(await followTicket(db, ticket, NOW + 8 * DAY)).toMatchObject({
			state: 'given-back',
			lastBy: 'lender'
		});
		expect(await followTicket(db, ticket, NOW + 9 * DAY)).toBeNull();
	});

	test('no answer in 48 hours ends it, before and after the clock has come by', async () => {
		const { mailbox, id } = await lender();
		const { ticket, id: request } = await asked(mailbox);
		const late = NOW + 48 * HOUR;
		expect(await followTicket(db, ticket, late - 1)).toMatchObject({ state: 'asked' });
		const expired = await followTicket(db, ticket, late);
		expect(expired).toMatchObject({ state: 'expired', lastBy: 'clock' });
		expect(await stepOfLender(db, id, request, 'accept', late)).toEqual({ refusal: 'too-late' });
		await db.write(passTime(late));
		await db.write(passTime(late + 1));
		expect(await followTicket(db, ticket, late + 1)).toEqual(expired);
		expect(await followTicket(db, ticket, late + 7 * DAY)).toBeNull();
		await db.write(passTime(late + 91 * DAY));
		expect(await db.read(sql`SELECT 1 FROM request WHERE id = ${request}`)).toEqual([]);
	});
});

describe('what nobody closed', () => {
	test('ends by the clock: not handed over within two weeks, or lent for two months', async () => {
		const { mailbox, id } = await lender();
		const [never, kept] = [await asked(mailbox), await asked(mailbox, { pictogram: 'tent' })];
		for (const request of [never, kept]) await stepOfLender(db, id, request.id, 'accept', NOW);
		await stepOfBorrower(db, kept.ticket, 'hand-over', NOW);
		await db.write(passTime(NOW + 14 * DAY));
		expect(await followTicket(db, never.ticket, NOW)).toMatchObject({ state: 'accepted' });
		await db.write(passTime(NOW + 18 * DAY));
		expect(await followTicket(db, never.ticket, NOW + 18 * DAY)).toMatchObject({
			state: 'cancelled',
			lastBy: 'clock'
		});
		expect(await followTicket(db, kept.ticket, NOW + 18 * DAY)).toMatchObject({ state: 'handed-over' });
		await db.write(passTime(NOW + 64 * DAY));
		expect(await followTicket(db, kept.ticket, NOW + 64 * DAY)).toMatchObject({
			state: 'given-back',
			lastBy: 'clock'
		});
		expect(await db.read(sql`SELECT 1 FROM loan_day WHERE household_id = ${id}`)).toEqual([]);
	});
});

describe('one party cannot act for another', () => {
	test('a household touches no request of its neighbour, and a ticket only its own', async () => {
		const [victim, attacker] = [await lender(), await lender()];
		const { id, ticket } = await asked(victim.mailbox);
		const other = await asked(attacker.mailbox);
		for (const name of stepNames)
			expect(await stepOfLender(db, attacker.id, id, name, NOW)).toEqual({ refusal: 'too-late' });
		await stepOfBorrower(db, other.ticket, 'withdraw', NOW);
		expect(await followTicket(db, ticket, NOW)).toMatchObject({ state: 'asked' });
		expect(await requestsOf(db, attacker.id, NOW)).toHaveLength(1);
		expect(stepsFrom('asked', 'borrower')).not.toContain('accept');
		expect(await stepOfBorrower(db, ticket, 'accept', NOW)).toEqual({ refusal: 'too-late' });
	});

	test('after the lock was changed, old tickets open nothing', async () => {
		const { mailbox, id } = await lender();
		const { ticket } = await asked(mailbox);
		await changeLock(db, id, '');
		expect(await followTicket(db, ticket, NOW)).toBeNull();
		expect(await followTicket(db, "' OR 1=1 --", NOW)).toBeNull();
	});
});
