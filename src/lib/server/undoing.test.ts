import { addDays } from '#lib/calendar/days.ts';
import { whatAPasserBySees } from '#lib/households/passerBy.ts';
import { HOURS_TO_ANSWER } from '#lib/loans/steps.ts';
import { MINUTES_TO_UNDO } from '#lib/loans/undo.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, newDatabase, newHousehold, newLandlord, NOW, TODAY } from '../../../tests/support/world.ts';
import { askToBorrow } from './asking.ts';
import { askToKeep, stepOfBorrower, thank } from './borrowing.ts';
import type { Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { historyOf, keepHistory } from './history.ts';
import { knownMailbox } from './households.ts';
import {
	answerExtension,
	blockBorrower,
	proposeMoment,
	stepOfLender,
	unblock,
	blockedBy
} from './lending.ts';
import { followTicket, requestsOf } from './loans.ts';
import { passTime } from './passTime.ts';
import { tellHouseholds, toldIn } from './telling.ts';
import { tapsToUndo, undoTap } from './undoing.ts';

const MINUTE = 60_000;
const TEN_MINUTES = MINUTES_TO_UNDO * MINUTE;
const DONE = { done: true };
const TOO_LATE = { refusal: 'too-late' };
const LENT = { refusal: 'lent-that-day' };

let db: Database;
let scope: Scope;
let box = 0;
let forms = 0;
let amina: { id: string; mailbox: string };
let chantal: { id: string; mailbox: string };

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 100);
});
beforeEach(async () => {
	amina = await newHousehold(db, scope, box++);
	chantal = await newHousehold(db, scope, box++);
	await db.write([sql`DELETE FROM limit_bucket`]);
});
afterAll(() => db.close());

async function asked({ first = 1, days = 2, name = 'Bruno', now = NOW } = {}) {
	const once = `form ${forms++}`;
	const [fromDay, untilDay] = [addDays(TODAY, first), addDays(TODAY, first + days - 1)];
	const answer = await askToBorrow(db, {
		mailbox: amina.mailbox,
		pictogram: 'drill',
		wish: { fromDay, untilDay, part: 'morning', knownBy: name },
		once,
		from: name,
		now
	});
	if ('refusal' in answer) throw new Error(answer.refusal);
	return { ticket: answer.ticket, id: (await followTicket(db, answer.ticket, now))!.id };
}

type Asked = Awaited<ReturnType<typeof asked>>;

/** The household taps; at the end the request stands where these led. */
async function tapped({ id }: Asked, ...names: string[]) {
	for (const name of names) expect(await stepOfLender(db, amina.id, id, name, NOW)).toEqual(DONE);
}

const undo = ({ id }: Asked, now = NOW + MINUTE, at = NOW) => undoTap(db, amina.id, id, at, now);
const stateOf = async ({ ticket }: Asked, now = NOW) => (await followTicket(db, ticket, now))?.state;
const offered = async (now = NOW) => (await tapsToUndo(db, amina.id, now)).map(({ name }) => name);

async function everythingOf({ id }: Asked) {
	return Promise.all([
		db.read(sql`SELECT * FROM request r WHERE r.id = ${id}`),
		db.read(sql`SELECT * FROM request_step WHERE request_id = ${id}`),
		db.read(sql`SELECT * FROM loan_day WHERE household_id = ${amina.id}`),
		db.read(sql`SELECT * FROM history WHERE household_id = ${amina.id}`)
	]);
}

/** Refused, neither shown, and not a row is another one. */
async function expectNoUndo(request: Asked, refusal = TOO_LATE, now = NOW + MINUTE) {
	const before = await everythingOf(request);
	expect(await undo(request, now)).toEqual(refusal);
	expect(await everythingOf(request)).toEqual(before);
	if (refusal === TOO_LATE)
		expect((await tapsToUndo(db, amina.id, now)).map((tap) => tap.request)).not.toContain(request.id);
}

describe('a wrong tap', () => {
	test('is offered to its household alone, with which tap it was and until when', async () => {
		const request = await asked();
		expect(await offered()).toEqual([]);
		await tapped(request, 'decline');
		expect(await tapsToUndo(db, amina.id, NOW)).toEqual([
			{ request: request.id, pictogram: 'drill', name: 'decline', at: NOW, until: NOW + TEN_MINUTES }
		]);
		expect(await tapsToUndo(db, chantal.id, NOW)).toEqual([]);
	});

	test('taken back twenty times at once is taken back once', async () => {
		const request = await asked();
		await tapped(request, 'decline');
		const answers = await Promise.all(Array.from({ length: 20 }, () => undo(request)));
		expect(answers).toEqual(Array(20).fill(DONE));
		expect(await undo(request, NOW + HOUR), 'the same form, much later').toEqual(DONE);
		expect(await followTicket(db, request.ticket, NOW)).toMatchObject({
			state: 'asked',
			endsAt: NOW + HOURS_TO_ANSWER * HOUR,
			undoneTap: NOW
		});
		expect(
			await db.read(sql`SELECT state FROM request_step WHERE request_id = ${request.id} ORDER BY rowid`)
		).toEqual([{ state: 'asked' }, { state: 'undone' }]);
	});

	test('an old form takes back no later answer', async () => {
		const request = await asked();
		await tapped(request, 'decline');
		await undo(request);
		await stepOfLender(db, amina.id, request.id, 'decline', NOW + 2 * MINUTE);
		expect(await undo(request, NOW + 3 * MINUTE)).toEqual(TOO_LATE);
		expect(await stateOf(request)).toBe('declined');
		expect(await undo(request, NOW + 3 * MINUTE, NOW + 2 * MINUTE)).toEqual(DONE);
		expect(await stateOf(request)).toBe('asked');
	});

	test('stays after ten minutes, and when the question would be over', async () => {
		const [late, old] = [
			await asked(),
			await asked({ first: 5, now: NOW - HOURS_TO_ANSWER * HOUR + MINUTE })
		];
		await tapped(late, 'decline');
		await tapped(old, 'decline');
		await expectNoUndo(late, TOO_LATE, NOW + TEN_MINUTES);
		await expectNoUndo(old, TOO_LATE, NOW + MINUTE);
		expect(await undo(late, NOW + TEN_MINUTES - 1)).toEqual(DONE);
		expect(await undo(old, NOW + MINUTE - 1)).toEqual(DONE);
	});

	test('of another household, of nobody, or at no instant is none', async () => {
		const request = await asked();
		await tapped(request, 'decline');
		const before = await everythingOf(request);
		expect(await undoTap(db, chantal.id, request.id, NOW, NOW)).toEqual(TOO_LATE);
		for (const id of ['', 'gone', "' OR 1=1 --"])
			expect(await undoTap(db, amina.id, id, NOW, NOW)).toEqual(TOO_LATE);
		for (const at of [-1, 0, 0.5, NOW - 1, NOW + 1, Number.MAX_SAFE_INTEGER])
			expect(await undo(request, NOW, at)).toEqual(TOO_LATE);
		expect(await everythingOf(request)).toEqual(before);
		await undo(request);
		expect(await undoTap(db, chantal.id, request.id, NOW, NOW), 'nor told that it was').toEqual(TOO_LATE);
		expect(await undo(request, NOW, NOW - 1), 'another tap').toEqual(TOO_LATE);
	});

	test('of the borrower stays', async () => {
		const request = await asked();
		await tapped(request, 'accept');
		await stepOfBorrower(db, request.ticket, 'hand-over', NOW);
		await expectNoUndo(request);
		await stepOfBorrower(db, request.ticket, 'give-back', NOW);
		await expectNoUndo(request);
	});
});

describe('yes, not now, another moment', () => {
	test('a yes gives its days free again, and somebody else may have them', async () => {
		const [request, other] = [await asked(), await asked({ name: 'Farid' })];
		await tapped(request, 'accept');
		expect(await stepOfLender(db, amina.id, other.id, 'accept', NOW)).toEqual({ refusal: 'lent-that-day' });
		await undo(request);
		await tapped(other, 'accept');
		expect(await stepOfLender(db, amina.id, request.id, 'accept', NOW)).toEqual({ refusal: 'lent-that-day' });
		expect(await stepOfBorrower(db, request.ticket, 'cancel', NOW), 'there is no loan').toEqual(TOO_LATE);
	});

	test('a yes stays when the borrower cancelled or has the thing', async () => {
		const [gone, has] = [await asked(), await asked({ first: 5 })];
		await tapped(gone, 'accept');
		await tapped(has, 'accept');
		await stepOfBorrower(db, gone.ticket, 'cancel', NOW);
		await stepOfBorrower(db, has.ticket, 'hand-over', NOW);
		for (const request of [gone, has]) await expectNoUndo(request);
	});

	test('a no to a proposal of one’s own goes back to the proposal', async () => {
		const request = await asked();
		const moment = { day: addDays(TODAY, 6), part: 'evening' } as const;
		await proposeMoment(db, amina.id, request.id, moment, NOW - HOUR);
		await tapped(request, 'decline');
		await undo(request);
		expect(await followTicket(db, request.ticket, NOW)).toMatchObject({
			state: 'proposed',
			proposedDay: moment.day,
			endsAt: NOW + (HOURS_TO_ANSWER - 1) * HOUR
		});
		expect(await stepOfBorrower(db, request.ticket, 'agree', NOW)).toEqual(DONE);
	});

	test('another moment, the wrong one: nobody can agree to it any more', async () => {
		const request = await asked();
		await proposeMoment(db, amina.id, request.id, { day: addDays(TODAY, 6), part: 'evening' }, NOW);
		await undo(request);
		expect(await followTicket(db, request.ticket, NOW)).toMatchObject({
			state: 'asked',
			proposedDay: null,
			proposedPart: null
		});
		expect(await stepOfBorrower(db, request.ticket, 'agree', NOW)).toEqual(TOO_LATE);
		await proposeMoment(db, amina.id, request.id, { day: addDays(TODAY, 7), part: 'morning' }, NOW);
		await stepOfBorrower(db, request.ticket, 'agree', NOW);
		await expectNoUndo(request);
	});

	test('somebody who is not heard any more asks nothing anew', async () => {
		const request = await asked();
		await tapped(request, 'decline');
		await blockBorrower(db, amina.id, request.id, NOW);
		await expectNoUndo(request);
		const [blocked] = await blockedBy(db, amina.id);
		await unblock(db, amina.id, blocked!.id);
		expect(await undo(request)).toEqual(DONE);
		await blockBorrower(db, amina.id, request.id, NOW);
		await expectNoUndo(request);
	});
});

describe('at the same moment as what the borrower does, one of them is done', () => {
	type Does = (db: Database, request: Asked) => Promise<unknown>;
	test.each<[string, string[], Does]>([
		['cancels', ['accept'], (slow, { ticket }) => stepOfBorrower(slow, ticket, 'cancel', NOW)],
		['takes it', ['accept'], (slow, { ticket }) => stepOfBorrower(slow, ticket, 'hand-over', NOW)],
		[
			'asks to keep it',
			['accept', 'hand-over'],
			(slow, { ticket }) => askToKeep(slow, ticket, addDays(TODAY, 5), NOW)
		],
		['thanks', ['accept', 'hand-over', 'give-back'], (slow, { ticket }) => thank(slow, ticket, 'flower', NOW)]
	])('%s', { timeout: 60_000 }, async (_, taps, does) => {
		const ways = new Set<boolean>();
		await fc.assert(
			fc.asyncProperty(fc.scheduler(), async (scheduler) => {
				await db.write([
					sql`DELETE FROM request WHERE household_id = ${amina.id}`,
					sql`DELETE FROM limit_bucket`
				]);
				const request = await asked();
				await tapped(request, ...taps);
				const before = await stateOf(request);
				const turn = () => scheduler.schedule(Promise.resolve());
				const slow: Database = {
					...db,
					read: (statement) => turn().then(() => db.read(statement)),
					write: (statements) => turn().then(() => db.write(statements))
				};
				const taking = () => undoTap(slow, amina.id, request.id, NOW, NOW);
				const answers = await scheduler.waitFor(Promise.all([taking(), does(slow, request), taking()]));
				const [row] = await db.read<{ undone: number }>(
					sql`SELECT count(*) AS undone FROM request_step WHERE request_id = ${request.id} AND state = 'undone'`
				);
				const isUndone = row!.undone === 1;
				expect(answers).toEqual(isUndone ? [DONE, TOO_LATE, DONE] : [TOO_LATE, DONE, TOO_LATE]);
				if (isUndone) expect(await stateOf(request)).not.toBe(before);
				ways.add(isUndone);
			}),
			{ numRuns: 60 }
		);
		expect(ways.size, 'each of them was first').toBe(2);
	});
});

describe('handed over, given back', () => {
	test('a thing that was not handed over is at hand, for its days', async () => {
		const request = await asked();
		await tapped(request, 'accept', 'hand-over');
		const page = async () => whatAPasserBySees((await knownMailbox(db, amina.mailbox))!);
		expect(await page()).toMatchObject({ items: [{ pictogram: 'drill', atHand: false }, {}, {}] });
		await undo(request);
		expect(await page()).toMatchObject({ items: [{ pictogram: 'drill', atHand: true }, {}, {}] });
		expect(await stateOf(request)).toBe('accepted');
		expect(await db.read(sql`SELECT day FROM loan_day WHERE request_id = ${request.id}`)).toHaveLength(2);
		expect(await offered(), 'the yes before it can be taken back too').toEqual(['accept']);
	});

	test('who asks to keep it has it', async () => {
		const request = await asked();
		await tapped(request, 'accept', 'hand-over');
		await askToKeep(db, request.ticket, addDays(TODAY, 5), NOW);
		await expectNoUndo(request);
		await answerExtension(db, amina.id, request.id, 'no', NOW);
		await expectNoUndo(request);
	});

	test('a thing that is not back takes its days again, with the question that was open', async () => {
		const request = await asked();
		await tapped(request, 'accept', 'hand-over');
		await askToKeep(db, request.ticket, addDays(TODAY, 5), NOW);
		await tapped(request, 'give-back');
		await undo(request);
		expect(await followTicket(db, request.ticket, NOW)).toMatchObject({
			state: 'handed-over',
			extensionDay: addDays(TODAY, 5)
		});
		expect(await answerExtension(db, amina.id, request.id, 'yes', NOW)).toEqual(DONE);
		expect(await db.read(sql`SELECT day FROM loan_day WHERE request_id = ${request.id}`)).toHaveLength(5);
	});

	test('a day that was given to somebody else is theirs: the database says so', async () => {
		const [request, next] = [await asked({ days: 3 }), await asked({ first: 3, name: 'Farid' })];
		await keepHistory(db, amina.id, NOW);
		await tapped(request, 'accept', 'hand-over', 'give-back');
		await tapped(next, 'accept');
		await expectNoUndo(request, LENT);
		expect(await historyOf(db, amina.id)).toHaveLength(1);
	});

	test('a thing that was lent on is with somebody else', async () => {
		const [request, next] = [await asked(), await asked({ first: 7, name: 'Farid' })];
		await tapped(request, 'accept', 'hand-over', 'give-back');
		await tapped(next, 'accept', 'hand-over');
		await expectNoUndo(request);
	});

	test('who thanks for it had it', async () => {
		const request = await asked();
		await tapped(request, 'accept', 'hand-over', 'give-back');
		await thank(db, request.ticket, 'flower', NOW);
		await expectNoUndo(request);
	});

	test('of the past loans only this one is forgotten, and only if it was kept', async () => {
		await keepHistory(db, amina.id, NOW - HOUR);
		const past = sql`INSERT INTO history (household_id, pictogram, from_day, until_day) VALUES
			(${amina.id}, 'drill', ${addDays(TODAY, -9)}, ${addDays(TODAY, -8)}), (${chantal.id}, 'drill', ${addDays(TODAY, 1)}, ${addDays(TODAY, 2)})`;
		await db.write([past]);
		const request = await asked();
		await tapped(request, 'accept', 'hand-over', 'give-back');
		expect(await historyOf(db, amina.id)).toHaveLength(2);
		await undo(request);
		expect(await historyOf(db, amina.id)).toMatchObject([{ fromDay: addDays(TODAY, -9) }]);
		await tapped(request, 'give-back');
		expect(await historyOf(db, amina.id), 'back in the end, once').toHaveLength(2);

		const same = sql`UPDATE household SET history_since = ${NOW + 1} WHERE id = ${amina.id}`;
		await db.write([same]);
		await undo(request);
		expect(await historyOf(db, amina.id), 'kept since later, what is there is another loan').toHaveLength(2);
		expect(await db.read(sql`SELECT 1 FROM history WHERE household_id = ${chantal.id}`)).toHaveLength(1);
	});

	test('nobody is called for a thing until it is back for good', async () => {
		const [request, next] = [await asked(), await asked({ name: 'Farid' })];
		await db.write([
			sql`UPDATE request SET state = 'waiting', ends_at = ${NOW + 30 * 24 * HOUR} WHERE id = ${next.id}`,
			sql`UPDATE request_step SET state = 'waiting' WHERE request_id = ${next.id}`
		]);
		await tapped(request, 'accept', 'hand-over', 'give-back');
		await db.write(passTime(NOW + TEN_MINUTES - 1));
		expect(await stateOf(next)).toBe('waiting');
		await undo(request);
		await db.write(passTime(NOW + TEN_MINUTES));
		expect(await stateOf(next)).toBe('waiting');
		await tapped(request, 'give-back');
		await db.write(passTime(NOW + TEN_MINUTES));
		expect(await stateOf(next)).toBe('called');
		await expectNoUndo(request);
	});
});

describe('messages', () => {
	const reachable = () =>
		db.write([
			sql`INSERT INTO contact (household_id, email, token_hash, given_at, confirmed_at)
				VALUES (${amina.id}, 'a@a.example', ${amina.id}, ${NOW}, ${NOW})`
		]);
	const waiting = () =>
		db.read<{ createdAt: number }>(
			sql`SELECT created_at AS createdAt FROM outbox WHERE household_id = ${amina.id} AND kind = 'message'`
		);
	async function told(now: number) {
		await tellHouseholds(db, now);
		const said = (await waiting()).map(({ createdAt }) =>
			toldIn(db, { household: amina.id, createdAt, day: TODAY }, now)
		);
		return (await Promise.all(said)).flat().map(({ kind }) => kind);
	}

	test('a question that is open again is told, if it was not', async () => {
		await reachable();
		const request = await asked();
		await tapped(request, 'decline');
		expect(await told(NOW)).toEqual([]);
		await undo(request);
		expect(await told(NOW + MINUTE)).toEqual(['asked']);
		expect(await waiting()).toHaveLength(1);
	});

	test('and is not told twice; what waits to be sent says what is so when it leaves', async () => {
		await reachable();
		const request = await asked();
		expect(await told(NOW)).toEqual(['asked']);
		await tapped(request, 'decline');
		expect(await told(NOW)).toEqual([]);
		await undo(request);
		expect(await told(NOW + MINUTE)).toEqual(['asked']);
		expect(await waiting()).toHaveLength(1);
		await db.write([sql`DELETE FROM outbox WHERE household_id = ${amina.id}`]);
		expect(await told(NOW + 2 * 24 * HOUR - MINUTE), 'it left: not another one').toEqual([]);
		expect(await requestsOf(db, amina.id, NOW)).toMatchObject([{ state: 'asked' }]);
	});
});
