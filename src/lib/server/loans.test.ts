import { addDays, daysFrom } from '#lib/calendar/days.ts';
import { whatAPasserBySees } from '#lib/households/passerBy.ts';
import { endOf, stepNames, steps, stepsFrom, type Party, type State, type Step } from '#lib/loans/steps.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	DAY,
	HOUR,
	newDatabase,
	newHousehold,
	newLandlord,
	newPhone,
	NOW,
	TODAY
} from '../../../tests/support/world.ts';
import type { Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { knownMailbox } from './households.ts';
import { changeLock } from './locks.ts';
import { pauseLending } from './offers.ts';
import { askToBorrow } from './asking.ts';
import { askToKeep, stepOfBorrower } from './borrowing.ts';
import { answerExtension, proposeMoment, stepOfLender } from './lending.ts';
import { followTicket, requestsOf, takeStep } from './loans.ts';
import { eraseOld } from './erasing.ts';
import { passTime } from './passTime.ts';
import { tapsToUndo, undoTap } from './undoing.ts';

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

/** A request in the queue, as if the thing had been out. */
async function waits(mailbox: string, more = {}) {
	const request = await asked(mailbox, more);
	await db.write([
		sql`UPDATE request SET state = 'waiting', ends_at = ${endOf('waiting', NOW)} WHERE id = ${request.id}`,
		sql`UPDATE request_step SET state = 'waiting' WHERE request_id = ${request.id}`
	]);
	return request;
}

/** Every way through the table, as its steps. */
function waysFrom(state: State): Step[][] {
	const next = steps.filter((step) => step.from === state);
	if (next.length === 0) return [[]];
	return next.flatMap((step) => waysFrom(step.to).map((rest) => [step, ...rest]));
}

/** All that a request is: what its ticket shows, its steps, the days that it holds. The end of a loan under way says nothing. */
async function standing(ticket: string, id: string) {
	const view = (await followTicket(db, ticket, NOW))!;
	const endsAt = endOf(view.state, NOW) === null ? null : view.endsAt;
	const steps = await db.read(
		sql`SELECT state, by, at FROM request_step WHERE request_id = ${id} AND state <> 'undone' ORDER BY rowid`
	);
	const days = await db.read(sql`SELECT day FROM loan_day WHERE request_id = ${id} ORDER BY day`);
	return { ...view, endsAt, undoneTap: null, steps, days };
}

describe('the table of steps, in the database', () => {
	const ways = [...waysFrom('asked'), ...waysFrom('waiting')];
	const proposing = { setting: sql`proposed_day = ${addDays(TODAY, 9)}, proposed_part = 'evening'` };

	test(
		`each of its ${ways.length} ways, by every party that may take them`,
		{ timeout: 60_000 },
		async () => {
			const household = await lender();
			for (const way of ways)
				for (const turn of [0, 1, 2]) {
					await db.write([
						sql`DELETE FROM request WHERE household_id = ${household.id}`,
						sql`DELETE FROM limit_bucket`
					]);
					const begin = way[0]!.from === 'waiting' ? waits : asked;
					const { ticket, id } = await begin(household.mailbox);
					const taken = [];
					for (const { name, to, by, undo } of way) {
						const party = by[turn % by.length]!;
						const along = name === 'propose' ? proposing : {};
						const take = () => takeStep(db, sql`id = ${id}`, name, party, NOW, along);
						const before = await standing(ticket, id);
						expect(await take()).toEqual({ done: true });
						expect(await followTicket(db, ticket, NOW)).toMatchObject({ state: to, lastBy: party });
						taken.push({ state: to, by: party });
						const isDone = undo === party;
						const undone = await undoTap(db, household.id, id, NOW, NOW);
						expect(undone, `${name} by the ${party}`).toEqual(
							isDone ? { done: true } : { refusal: 'too-late' }
						);
						if (!isDone) continue;
						expect(await standing(ticket, id)).toEqual(before);
						expect((await followTicket(db, ticket, NOW))!.undoneTap).toBe(NOW);
						expect(await take()).toEqual({ done: true });
						expect(await followTicket(db, ticket, NOW)).toMatchObject({ state: to, undoneTap: null });
					}
					const rows = await db.read(
						sql`SELECT state, by FROM request_step WHERE request_id = ${id} AND state <> 'undone' ORDER BY rowid`
					);
					expect(rows).toEqual([{ state: way[0]!.from, by: 'borrower' }, ...taken]);
					expect(await db.read(sql`SELECT 1 FROM loan_day WHERE request_id = ${id}`)).toEqual([]);
				}
		}
	);

	test('any order of steps by anyone keeps to it', { timeout: 120_000 }, async () => {
		const taken = fc.array(
			fc.record({
				name: fc.constantFrom(...stepNames),
				by: fc.constantFrom<Party[]>('lender', 'borrower', 'clock')
			}),
			{ maxLength: 8 }
		);
		const household = await lender();
		await fc.assert(
			fc.asyncProperty(taken, fc.boolean(), async (walk, isInQueue) => {
				await db.write([
					sql`DELETE FROM request WHERE household_id = ${household.id}`,
					sql`DELETE FROM limit_bucket`
				]);
				const { ticket, id } = await (isInQueue ? waits : asked)(household.mailbox, { wish: wishFor(2, 3) });
				let state = (await followTicket(db, ticket, NOW))!.state;
				for (const { name, by } of walk) {
					const along = name === 'propose' ? proposing : {};
					const step = steps.find((s) => s.from === state && s.name === name && s.by.includes(by));
					const before = steps.some((s) => s.to === state && s.name === name && s.by.includes(by));
					const answer = await takeStep(db, sql`id = ${id}`, name, by, NOW, along);
					expect('done' in answer).toBe(step !== undefined || before);
					state = step?.to ?? state;
					expect((await followTicket(db, ticket, NOW))!.state).toBe(state);
				}
				const days = await db.read(sql`SELECT day FROM loan_day WHERE request_id = ${id}`);
				expect(days.length).toBe(state === 'accepted' || state === 'handed-over' ? 3 : 0);
			}),
			{ numRuns: 60 }
		);
	});

	test('any order of steps, and of taking them back, keeps to it', { timeout: 120_000 }, async () => {
		const taken = fc.array(
			fc.record({
				name: fc.oneof(fc.constantFrom(...stepNames), fc.constant('undo' as const)),
				by: fc.constantFrom<Party[]>('lender', 'lender', 'borrower')
			}),
			{ minLength: 4, maxLength: 12 }
		);
		const household = await lender();
		await fc.assert(
			fc.asyncProperty(taken, async (walk) => {
				await db.write([
					sql`DELETE FROM request WHERE household_id = ${household.id}`,
					sql`DELETE FROM limit_bucket`
				]);
				const { ticket, id } = await asked(household.mailbox, { wish: wishFor(2, 3) });
				const way: { step: Step; by: Party; at: number }[] = [];
				const stateNow = () => way.at(-1)?.step.to ?? 'asked';
				for (const [i, { name, by }] of walk.entries()) {
					const now = NOW + 1 + i;
					const last = way.at(-1);
					if (name === 'undo') {
						const may = last !== undefined && last.step.undo === last.by;
						const [tap] = await tapsToUndo(db, household.id, now);
						expect(tap?.at).toBe(may ? last.at : undefined);
						if (!may) continue;
						expect(await undoTap(db, household.id, id, last.at, now)).toEqual({ done: true });
						way.pop();
					} else {
						const along = name === 'propose' ? proposing : {};
						const step = steps.find((s) => s.from === stateNow() && s.name === name && s.by.includes(by));
						await takeStep(db, sql`id = ${id}`, name, by, now, along);
						if (step) way.push({ step, by, at: now });
					}
					const state = stateNow();
					expect((await followTicket(db, ticket, NOW))!.state).toBe(state);
					const { days, steps: rows } = await standing(ticket, id);
					expect(days).toHaveLength(state === 'accepted' || state === 'handed-over' ? 3 : 0);
					expect(rows).toHaveLength(1 + way.length);
				}
			}),
			{ numRuns: 60 }
		);
	});

	test('what goes along with a step is written with it or not at all', async () => {
		const { mailbox } = await lender();
		const { id, ticket } = await asked(mailbox);
		const which = sql`id = ${id}`;
		const wishing = sql`UPDATE request SET own_words = coalesce(own_words, '') || '!' WHERE id = ${id}`;
		const along = { setting: sql`sentence = 'taken'`, writing: () => [wishing] };
		const takes = ['accept', 'decline', 'decline', 'accept'].map((name) =>
			takeStep(db, which, name, 'lender', NOW, along)
		);
		expect((await Promise.all(takes)).filter((answer) => 'done' in answer)).toHaveLength(2);
		expect(await followTicket(db, ticket, NOW)).toMatchObject({ ownWords: '!', sentence: 'taken' });
		expect(await db.read(sql`SELECT 1 FROM request_step WHERE request_id = ${id}`)).toHaveLength(2);
	});
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

	test(
		'two hundred taps that take days, each read and write in any order: no day twice, and every yes is there',
		{ timeout: 120_000 },
		async () => {
			await fc.assert(
				fc.asyncProperty(fc.scheduler(), fc.infiniteStream(fc.nat({ max: 3 })), takeDaysAtOnce),
				{
					numRuns: 5,
					endOnFailure: true
				}
			);
		}
	);

	async function takeDaysAtOnce(scheduler: fc.Scheduler, dice: fc.Stream<number>) {
		const { mailbox, id } = await lender();
		const next = () => dice.next().value!;
		const phone = () => ({ from: `phone ${formCount}` });
		const held = await asked(mailbox, { wish: wishFor(0, 2), ...phone() });
		await stepOfLender(db, id, held.id, 'accept', NOW);
		await db.write([sql`DELETE FROM limit_bucket`]);
		const asks = [];
		for (let i = 0; i < 6; i++)
			asks.push(await asked(mailbox, { wish: wishFor(2 + next(), 1 + next()), ...phone() }));
		await db.write([sql`DELETE FROM limit_bucket`]);
		const proposals = [];
		for (let i = 0; i < 6; i++) {
			const request = await asked(mailbox, { wish: wishFor(3, 1 + next()), ...phone() });
			await proposeMoment(db, id, request.id, { day: addDays(TODAY, 4 + 2 * next()), part: 'evening' }, NOW);
			proposals.push(request);
		}
		await stepOfBorrower(db, held.ticket, 'hand-over', NOW);
		await askToKeep(db, held.ticket, addDays(TODAY, 4), NOW);
		await db.write([sql`DELETE FROM limit_bucket`]);

		const turn = () => scheduler.schedule(Promise.resolve());
		const interleaved: Database = {
			...db,
			read: (statement) => turn().then(() => db.read(statement)),
			write: (statements) => turn().then(() => db.write(statements))
		};
		const taps = [
			...asks.map(
				({ id: request }) =>
					() =>
						stepOfLender(interleaved, id, request, 'accept', NOW)
			),
			...proposals.map(
				({ ticket }) =>
					() =>
						stepOfBorrower(interleaved, ticket, 'agree', NOW)
			),
			() => answerExtension(interleaved, id, held.id, 'yes', NOW)
		];
		const answers = Array.from({ length: 200 }, (_, i) => taps[i % taps.length]!());
		const answered = await scheduler.waitFor(Promise.all(answers));

		const requests = await requestsOf(db, id, NOW);
		const lent = requests.filter(({ state }) => state === 'accepted' || state === 'handed-over');
		const days = lent.flatMap(({ fromDay, untilDay }) => daysFrom(fromDay, untilDay));
		expect(new Set(days).size, 'a day twice').toBe(days.length);
		const kept = await db.read<{ day: string }>(sql`SELECT day FROM loan_day WHERE household_id = ${id}`);
		expect(kept.map(({ day }) => day).toSorted()).toEqual(days.toSorted());

		const ids = [...asks, ...proposals].map((request) => request.id);
		answered.forEach((answer, i) => {
			const request = ids[i % taps.length];
			const isThere = request
				? lent.some((one) => one.id === request)
				: lent.some((one) => one.id === held.id && one.untilDay === addDays(TODAY, 4));
			expect(answer).toEqual(isThere ? { done: true } : { refusal: 'lent-that-day' });
		});
		expect(lent.length).toBeGreaterThan(1);
		expect(lent.length).toBeLessThan(requests.length);
	}

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

	test('nobody says yes to a day that is over in the building, and may offer another moment', async () => {
		const { id: household, mailbox } = await lender();
		const evening = Date.parse(`${TODAY}T20:30:00+01:00`);
		const midnight = Date.parse(`${addDays(TODAY, 1)}T00:00:00+01:00`);
		const { id } = await asked(mailbox, { wish: { ...wishFor(0, 1), part: 'evening' }, now: evening });
		const accept = (now: number) => stepOfLender(db, household, id, 'accept', now);
		expect(await accept(midnight)).toEqual({ refusal: 'day-passed' });
		const moment = { day: addDays(TODAY, 2), part: 'evening' } as const;
		expect(await accept(midnight - 1)).toEqual({ done: true });
		expect(await accept(midnight), 'what was done stays done').toEqual({ done: true });
		const other = await asked(mailbox, { wish: wishFor(1, 1) });
		const dayAfter = midnight + DAY;
		expect(await stepOfLender(db, household, other.id, 'accept', dayAfter)).toEqual({
			refusal: 'day-passed'
		});
		expect(await proposeMoment(db, household, other.id, moment, dayAfter)).toEqual({ done: true });
	});

	test('a thing is at one neighbour at a time, whoever says so', async () => {
		const { id: household, mailbox } = await lender();
		const accepted = async (day: number) => {
			const one = await asked(mailbox, { wish: wishFor(day, 1) });
			expect(await stepOfLender(db, household, one.id, 'accept', NOW)).toEqual({ done: true });
			return one;
		};
		const [first, second] = [await accepted(1), await accepted(3)];
		const taken = await Promise.all([
			stepOfLender(db, household, first.id, 'hand-over', NOW),
			stepOfBorrower(db, second.ticket, 'hand-over', NOW)
		]);
		expect(taken).toContainEqual({ done: true });
		expect(taken).toContainEqual({ refusal: 'still-out' });
		const [out, next] = 'done' in taken[0] ? [first, second] : [second, first];
		await stepOfLender(db, household, out.id, 'give-back', NOW);
		expect(await stepOfBorrower(db, next.ticket, 'hand-over', NOW)).toEqual({ done: true });
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
		await eraseOld(db, late + 91 * DAY);
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

	test('what a household wrote is on no ticket while moderation hides its page', async () => {
		const { mailbox, id: household } = await lender();
		const { id, ticket } = await asked(mailbox);
		await db.write([
			sql`UPDATE item SET note = 'a name' WHERE household_id = ${household}`,
			sql`UPDATE household SET nickname = 'a name' WHERE id = ${household}`
		]);
		await stepOfLender(db, household, id, 'accept', NOW);
		expect(await followTicket(db, ticket, NOW)).toMatchObject({ note: 'a name', nickname: 'a name' });
		await db.write([sql`UPDATE household SET hidden_at = ${NOW} WHERE id = ${household}`]);
		expect(await followTicket(db, ticket, NOW)).toMatchObject({ note: null, nickname: null });
	});

	test('after the lock was changed, old tickets open nothing', async () => {
		const { mailbox, id } = await lender();
		const { ticket } = await asked(mailbox);
		await changeLock(db, id, await newPhone(db, id));
		expect(await followTicket(db, ticket, NOW)).toBeNull();
		expect(await followTicket(db, "' OR 1=1 --", NOW)).toBeNull();
	});
});
