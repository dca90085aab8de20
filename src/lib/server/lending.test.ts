import { addDays, daysFrom } from '#lib/calendar/days.ts';
import { endOf, type State } from '#lib/loans/steps.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
	DAY,
	HOUR,
	newDatabase,
	newHousehold,
	newLandlord,
	NOW,
	TODAY
} from '../../../tests/support/world.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { newId } from './keys.ts';
import {
	answerExtension,
	blockBorrower,
	blockedBy,
	hasRequest,
	proposeMoment,
	stepOfLender,
	unblock
} from './lending.ts';
import { requestsOf } from './loans.ts';
import { noticeOfRequest } from './notices.ts';

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
beforeEach(() => db.write([sql`DELETE FROM request`, sql`DELETE FROM block`]));

/** A request of Amina's, in the state in which the story begins. */
async function requested(
	more: { state?: State; first?: number; days?: number; device?: string; name?: string } = {}
) {
	const { state = 'asked', first = 1, days = 2, device = 'bruno', name = null } = more;
	const id = newId();
	const [from, until] = [addDays(TODAY, first), addDays(TODAY, first + days - 1)];
	await db.write([
		sql`INSERT INTO request (id, household_id, pictogram, ticket_hash, from_day, until_day, part, state, asked_at, ends_at, device_hash, name_hash)
			VALUES (${id}, ${amina}, 'drill', ${id}, ${from}, ${until}, 'morning', ${state}, ${NOW}, ${endOf('asked', NOW)}, ${device}, ${name})`,
		sql`INSERT INTO request_step (request_id, state, by, at) VALUES (${id}, 'asked', 'borrower', ${NOW})`,
		...(state === 'handed-over' || state === 'accepted'
			? daysFrom(from, until).map(
					(day) =>
						sql`INSERT INTO loan_day (household_id, pictogram, day, request_id) VALUES (${amina}, 'drill', ${day}, ${id})`
				)
			: [])
	]);
	return id;
}

const wishesToKeep = (request: string, day: string) =>
	db.write([
		sql`UPDATE request SET extension_day = ${day}, extension_asked_at = ${NOW} WHERE id = ${request}`
	]);

const daysOf = async (request: string) =>
	(
		await db.read<{ day: string }>(sql`SELECT day FROM loan_day WHERE request_id = ${request} ORDER BY day`)
	).map(({ day }) => day);

const stateOf = async (request: string) =>
	(await db.read<{ state: State }>(sql`SELECT state FROM request WHERE id = ${request}`))[0]?.state;

const seen = (request: string) =>
	requestsOf(db, amina, NOW).then((all) => all.find(({ id }) => id === request));

describe('another moment', () => {
	const moment = { day: addDays(TODAY, 3), part: 'evening' } as const;

	test('is proposed once, however often it is tapped, and waits 48 hours', async () => {
		const request = await requested();
		const later = NOW + 40 * HOUR;
		const answers = await Promise.all(
			Array.from({ length: 5 }, () => proposeMoment(db, amina, request, moment, later))
		);
		expect(answers).toEqual(Array(5).fill({ done: true }));
		expect(await seen(request)).toMatchObject({
			state: 'proposed',
			proposedDay: moment.day,
			proposedPart: 'evening',
			endsAt: later + 48 * HOUR,
			lastBy: 'lender'
		});
		expect(
			await db.read(sql`SELECT 1 FROM request_step WHERE request_id = ${request} AND state = 'proposed'`)
		).toHaveLength(1);
	});

	test('of two different ones at once one counts, and the other is told', async () => {
		const request = await requested();
		const answers = await Promise.all([
			proposeMoment(db, amina, request, moment, NOW),
			proposeMoment(db, amina, request, { ...moment, part: 'morning' }, NOW)
		]);
		expect(answers.filter((answer) => 'done' in answer)).toHaveLength(1);
		expect(answers.filter((answer) => 'refusal' in answer)).toEqual([{ refusal: 'too-late' }]);
	});

	test('is refused when one of its days is lent already, the last one too', async () => {
		const request = await requested();
		await requested({ state: 'accepted', first: 4, days: 1 });
		expect(await proposeMoment(db, amina, request, moment, NOW)).toEqual({ refusal: 'lent-that-day' });
		expect(await stateOf(request)).toBe('asked');
		const day = addDays(TODAY, 2);
		expect(await proposeMoment(db, amina, request, { ...moment, day }, NOW)).toEqual({ done: true });
	});

	test('comes too late after 48 hours or another answer, and a proposal can still become a no', async () => {
		const [late, answered, open] = [await requested(), await requested(), await requested()];
		expect(await proposeMoment(db, amina, late, moment, NOW + 48 * HOUR)).toEqual({ refusal: 'too-late' });
		await stepOfLender(db, amina, answered, 'decline', NOW);
		expect(await proposeMoment(db, amina, answered, moment, NOW)).toEqual({ refusal: 'too-late' });
		expect(await stepOfLender(db, amina, open, 'propose', NOW), 'without a moment').toEqual({
			refusal: 'too-late'
		});
		await proposeMoment(db, amina, open, moment, NOW);
		expect(await stepOfLender(db, amina, open, 'accept', NOW)).toEqual({ refusal: 'too-late' });
		expect(await stepOfLender(db, amina, open, 'decline', NOW)).toEqual({ done: true });
	});
});

describe('keeping a thing for longer', () => {
	const wished = addDays(TODAY, 4);

	test('a yes takes the new days, once', async () => {
		const request = await requested({ state: 'handed-over' });
		await wishesToKeep(request, wished);
		const answers = await Promise.all(
			Array.from({ length: 5 }, () => answerExtension(db, amina, request, 'yes', NOW))
		);
		expect(answers).toEqual(Array(5).fill({ done: true }));
		expect(await daysOf(request)).toEqual(daysFrom(addDays(TODAY, 1), wished));
		expect(await seen(request)).toMatchObject({ untilDay: wished, extensionDay: null });
		expect(await answerExtension(db, amina, request, 'no', NOW)).toEqual({ refusal: 'too-late' });
	});

	test('a no keeps the day that was agreed', async () => {
		const request = await requested({ state: 'handed-over' });
		await wishesToKeep(request, wished);
		for (let tap = 0; tap < 2; tap++)
			expect(await answerExtension(db, amina, request, 'no', NOW + tap)).toEqual({ done: true });
		expect(await seen(request)).toMatchObject({
			untilDay: addDays(TODAY, 2),
			extensionDay: null,
			extensionDeclinedAt: NOW
		});
		expect(await answerExtension(db, amina, request, 'yes', NOW)).toEqual({ refusal: 'too-late' });
	});

	test('a yes is refused when somebody else was promised one of the days; nothing has changed then', async () => {
		const request = await requested({ state: 'handed-over' });
		await requested({ state: 'accepted', first: 4, days: 1 });
		await wishesToKeep(request, wished);
		expect(await answerExtension(db, amina, request, 'yes', NOW)).toEqual({ refusal: 'lent-that-day' });
		expect(await seen(request)).toMatchObject({ untilDay: addDays(TODAY, 2), extensionDay: wished });
		expect(await daysOf(request)).toHaveLength(2);
	});

	test('after 48 hours, or of a thing that came back meanwhile, the answer comes too late', async () => {
		const request = await requested({ state: 'handed-over' });
		await wishesToKeep(request, wished);
		expect(await answerExtension(db, amina, request, 'yes', NOW + 48 * HOUR)).toEqual({
			refusal: 'too-late'
		});
		await stepOfLender(db, amina, request, 'give-back', NOW);
		expect(await answerExtension(db, amina, request, 'yes', NOW)).toEqual({ refusal: 'too-late' });
		expect(await daysOf(request)).toEqual([]);
	});
});

describe('not hearing somebody any more', () => {
	test('the question is declined, a proposal too, others are muted, a loan goes on; other people are still heard', async () => {
		const request = await requested({ name: 'bruno-here' });
		const proposed = await requested({ first: 5 });
		await proposeMoment(db, amina, proposed, { day: addDays(TODAY, 6), part: 'morning' }, NOW);
		const sameName = await requested({ device: 'new phone', name: 'bruno-here' });
		const [waiting, lent] = [
			await requested({ state: 'waiting' }),
			await requested({ state: 'handed-over' })
		];
		const other = await requested({ device: 'farid', first: 9 });
		await db.write([noticeOfRequest(sameName, 'asked', NOW), noticeOfRequest(other, 'asked', NOW)]);

		for (let tap = 0; tap < 2; tap++)
			expect(await blockBorrower(db, amina, request, NOW + tap)).toEqual({ done: true });

		expect(await Promise.all([request, proposed, sameName, waiting, lent, other].map(stateOf))).toEqual([
			'declined',
			'declined',
			'asked',
			'waiting',
			'handed-over',
			'asked'
		]);
		const left = (await requestsOf(db, amina, NOW)).map(({ id }) => id);
		expect(left.toSorted()).toEqual([request, proposed, lent, other].toSorted());
		expect(
			await db.read(sql`SELECT request_id AS request FROM notice WHERE household_id = ${amina}`)
		).toEqual([{ request: other }]);
		expect(await seen(request), 'as after any no').toMatchObject({ lastBy: 'lender', endsAt: NOW + 7 * DAY });
		expect(await stepOfLender(db, amina, sameName, 'accept', NOW)).toEqual({ refusal: 'too-late' });
		expect(await hasRequest(db, amina, sameName)).toBe(false);
		expect(await blockedBy(db, amina)).toMatchObject([{ pictogram: 'drill', at: NOW }]);
	});

	test('is taken back, and the list is empty again', async () => {
		await blockBorrower(db, amina, await requested(), NOW);
		const [blocked] = await blockedBy(db, amina);
		await unblock(db, chantal, blocked!.id);
		expect(await blockedBy(db, amina)).toHaveLength(1);
		for (let tap = 0; tap < 2; tap++) await unblock(db, amina, blocked!.id);
		expect(await blockedBy(db, amina)).toEqual([]);
	});

	test('needs something to know them by', async () => {
		const request = await requested();
		await db.write([sql`UPDATE request SET device_hash = NULL WHERE id = ${request}`]);
		expect(await blockBorrower(db, amina, request, NOW)).toEqual({ refusal: 'too-late' });
		expect(await blockedBy(db, amina)).toEqual([]);
	});
});

test("another household touches none of Amina's requests", async () => {
	const [request, lent] = [await requested(), await requested({ state: 'handed-over', first: 5 })];
	await wishesToKeep(lent, addDays(TODAY, 9));
	const refused = { refusal: 'too-late' };
	const moment = { day: addDays(TODAY, 3), part: 'evening' } as const;
	expect(await stepOfLender(db, chantal, request, 'accept', NOW)).toEqual(refused);
	expect(await proposeMoment(db, chantal, request, moment, NOW)).toEqual(refused);
	expect(await answerExtension(db, chantal, lent, 'yes', NOW)).toEqual(refused);
	expect(await blockBorrower(db, chantal, request, NOW)).toEqual(refused);
	expect(await hasRequest(db, chantal, request)).toBe(false);
	expect([await blockedBy(db, chantal), await requestsOf(db, chantal, NOW)]).toEqual([[], []]);
	expect(await seen(request)).toMatchObject({ state: 'asked' });
	expect(await seen(lent)).toMatchObject({ extensionDay: addDays(TODAY, 9) });
});
