import { dayAt } from '#lib/calendar/days.ts';
import { zones } from '#lib/calendar/zones.ts';
import { isQuiet } from '#lib/households/quietHours.ts';
import fc from 'fast-check';
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
import type { Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { noticeOf, noticeOfRequest, type NoticeKind } from './notices.ts';
import { tellingOfTheDay } from './jobs.ts';
import { reminding } from './reminding.ts';
import { tellHouseholds, toldIn } from './telling.ts';

const PARIS = 'Europe/Paris';

let db: Database;
let scope: Scope;
let box = 0;
let amina: string;

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 60);
});
beforeEach(async () => {
	await db.write([sql`DELETE FROM household`]);
	amina = await reachable();
});
afterAll(() => db.close());

async function reachable(): Promise<string> {
	const { id } = await newHousehold(db, scope, box++);
	await db.write([
		sql`INSERT INTO contact (household_id, email, token_hash, given_at, confirmed_at) VALUES (${id}, ${`${id}@a.example`}, ${id}, ${NOW}, ${NOW})`
	]);
	return id;
}

const at = (text: string) => Date.parse(`${text}+01:00`);
const live = (zone: string) => db.write([sql`UPDATE hall SET zone = ${zone}`]);

async function request(
	household: string,
	{ state = 'asked', untilDay = TODAY, now = NOW, muted = false } = {}
) {
	const id = `${household} ${requests++}`;
	await db.write([
		sql`INSERT INTO request (id, household_id, pictogram, ticket_hash, from_day, until_day, part, state, asked_at, ends_at, muted_at)
			VALUES (${id}, ${household}, 'drill', ${id}, ${TODAY}, ${untilDay}, 'morning', ${state}, ${now}, ${now + 2 * DAY}, ${muted ? now : null})`,
		sql`INSERT INTO request_step (request_id, state, by, at) VALUES (${id}, ${state}, 'borrower', ${now})`
	]);
	return id;
}
let requests = 0;

async function asked(now: number, household = amina) {
	const id = await request(household, { now });
	await db.write([noticeOfRequest(id, 'asked', now)]);
	return id;
}

/** What waits to be sent: when it was written, and what it says. */
async function messages(now: number, household = amina, day = TODAY) {
	const rows = await db.read<{ createdAt: number; recipient: string }>(
		sql`SELECT created_at AS createdAt, recipient FROM outbox WHERE household_id = ${household} AND kind = 'message'`
	);
	return Promise.all(
		rows.map(async ({ createdAt }) => ({
			createdAt,
			kinds: (await toldIn(db, { household, createdAt, day }, now)).map(({ kind }) => kind)
		}))
	);
}
const nothingLeft = () => db.write([sql`DELETE FROM outbox`]);

describe('when a household is told', () => {
	test('at 21:00: the next day at 8:00 and not a minute before', async () => {
		await asked(at('2026-11-23T21:00'));
		for (const quiet of ['2026-11-23T21:00', '2026-11-24T00:30', '2026-11-24T07:59']) {
			await tellHouseholds(db, at(quiet));
			expect(await messages(at(quiet)), quiet).toEqual([]);
		}
		const morning = at('2026-11-24T08:00');
		await tellHouseholds(db, morning);
		expect(await messages(morning)).toEqual([{ createdAt: morning, kinds: ['asked'] }]);
	});

	test('at 9:00 at once; again at 10:00 of that day: the next day at 8:00, in one message with the rest', async () => {
		await asked(at('2026-11-23T09:00'));
		await tellHouseholds(db, at('2026-11-23T09:00'));
		expect(await messages(at('2026-11-23T09:00'))).toHaveLength(1);
		await nothingLeft();
		await asked(at('2026-11-23T10:00'));
		await db.write([noticeOf(amina, 'new-device', at('2026-11-23T11:00'))]);
		for (const early of ['2026-11-23T10:00', '2026-11-23T19:59', '2026-11-24T07:59']) {
			await tellHouseholds(db, at(early));
			expect(await messages(at(early)), early).toEqual([]);
		}
		const morning = at('2026-11-24T08:00');
		await tellHouseholds(db, morning);
		expect(await messages(morning)).toEqual([{ createdAt: morning, kinds: ['asked', 'new-device'] }]);
	});

	test('once, by however many processes', async () => {
		await asked(NOW);
		await Promise.all(Array.from({ length: 8 }, () => tellHouseholds(db, NOW)));
		expect(await messages(NOW)).toHaveLength(1);
	});

	test('many of them, each in its own message', async () => {
		const others = await Promise.all([reachable(), reachable(), reachable()]);
		for (const household of [amina, ...others]) await asked(NOW, household);
		await tellHouseholds(db, NOW);
		for (const household of [amina, ...others]) expect(await messages(NOW, household)).toHaveLength(1);
	});

	test('not at all while nothing reaches it: it is told once something does, if that is still so', async () => {
		const { id } = await newHousehold(db, scope, box++);
		await db.write([
			sql`INSERT INTO contact (household_id, email, token_hash, given_at) VALUES (${id}, 'b@b.example', ${id}, ${NOW})`
		]);
		await asked(NOW, id);
		await tellHouseholds(db, NOW);
		expect(await messages(NOW, id)).toEqual([]);
		await db.write([sql`UPDATE contact SET confirmed_at = ${NOW} WHERE household_id = ${id}`]);
		await tellHouseholds(db, NOW + HOUR);
		expect(await messages(NOW + HOUR, id)).toMatchObject([{ kinds: ['asked'] }]);
	});

	test('in the time of its own building, and in time to answer, whatever the hour and the zone', async () => {
		const anyHour = fc.integer({ min: 0, max: 23 });
		const days = fc.constantFrom('2026-11-23', '2027-03-27', '2027-03-28', '2027-10-30', '2027-10-31');
		await fc.assert(
			fc.asyncProperty(
				days,
				anyHour,
				fc.constantFrom(...zones),
				fc.boolean(),
				async (day, hour, zone, toldToday) => {
					await live(zone);
					const came = Date.parse(day) + hour * HOUR + 60_000;
					await db.write([
						sql`DELETE FROM request`,
						sql`DELETE FROM outbox`,
						sql`UPDATE household SET told_day = ${toldToday ? dayAt(came, zone) : null} WHERE id = ${amina}`
					]);
					await asked(came);
					let now = came;
					while ((await messages(now)).length === 0 && now < came + 3 * DAY) {
						now += HOUR / 2;
						await tellHouseholds(db, now);
					}
					expect(came + 2 * DAY - now).toBeGreaterThanOrEqual(12 * HOUR);
					expect(isQuiet(now, zone)).toBe(false);
				}
			),
			{ numRuns: 25 }
		);
		await live(PARIS);
	});

	test('though the clock ran ahead for a while', async () => {
		await db.write([sql`UPDATE household SET told_day = '2031-01-01' WHERE id = ${amina}`]);
		await asked(NOW);
		await tellHouseholds(db, NOW);
		expect(await messages(NOW)).toHaveLength(1);
	});
});

describe('what is told is so', () => {
	test.each<[NoticeKind, string, string]>([
		['asked', 'asked', 'declined'],
		['agreed', 'accepted', 'cancelled'],
		['extension', 'handed-over', 'given-back'],
		['due-today', 'handed-over', 'given-back'],
		['late', 'handed-over', 'given-back']
	])('%s: only while the request is %s', async (kind, state, after) => {
		const untilDay = kind === 'late' ? '2026-11-21' : TODAY;
		const id = await request(amina, { state, untilDay });
		await db.write([
			sql`UPDATE request SET extension_day = '2026-11-30' WHERE id = ${id}`,
			noticeOfRequest(id, kind, NOW)
		]);
		await tellHouseholds(db, NOW);
		expect(await messages(NOW)).toMatchObject([{ kinds: [kind] }]);
		await db.write([sql`UPDATE request SET state = ${after} WHERE id = ${id}`]);
		expect(await messages(NOW)).toMatchObject([{ kinds: [] }]);

		await db.write([
			sql`DELETE FROM outbox`,
			sql`UPDATE household SET told_day = NULL`,
			sql`UPDATE notice SET told_at = NULL`
		]);
		await tellHouseholds(db, NOW);
		expect(await messages(NOW)).toEqual([]);
	});

	test('an extension that was answered is not told any more', async () => {
		const id = await request(amina, { state: 'handed-over' });
		await db.write([noticeOfRequest(id, 'extension', NOW)]);
		await tellHouseholds(db, NOW);
		expect(await messages(NOW)).toEqual([]);
	});

	test('a loan that was cancelled: until its first day is past, two days at most', async () => {
		const soon = await request(amina, { state: 'cancelled' });
		await db.write([noticeOfRequest(soon, 'cancelled', NOW)]);
		await tellHouseholds(db, NOW);
		expect(await messages(NOW)).toMatchObject([{ kinds: ['cancelled'] }]);
		expect(await messages(NOW + DAY, amina, '2026-11-24')).toMatchObject([{ kinds: [] }]);
		await db.write([sql`UPDATE request SET from_day = '2026-12-24' WHERE id = ${soon}`]);
		expect(await messages(NOW + 2 * DAY - 1, amina, '2026-11-25')).toMatchObject([{ kinds: ['cancelled'] }]);
		expect(await messages(NOW + 2 * DAY, amina, '2026-11-25')).toMatchObject([{ kinds: [] }]);
	});

	test('nothing of somebody whom the household blocked', async () => {
		const id = await request(amina, { muted: true });
		await db.write([noticeOfRequest(id, 'asked', NOW)]);
		expect(await db.read(sql`SELECT 1 FROM notice WHERE household_id = ${amina}`)).toEqual([]);
		const seen = await asked(NOW);
		await db.write([sql`UPDATE request SET muted_at = ${NOW} WHERE id = ${seen}`]);
		await tellHouseholds(db, NOW);
		expect(await messages(NOW)).toEqual([]);
	});

	test('what did not leave goes into the next day’s message, if it is still so', async () => {
		await db.write([noticeOf(amina, 'new-device', NOW)]);
		const old = await asked(NOW);
		await tellHouseholds(db, NOW);
		await db.write([sql`UPDATE request SET state = 'declined' WHERE id = ${old}`]);
		await asked(NOW + HOUR);
		await tellHouseholds(db, NOW + DAY);
		expect(await messages(NOW + DAY)).toEqual([{ createdAt: NOW + DAY, kinds: ['asked', 'new-device'] }]);
	});
});

describe('a reminder', () => {
	const remind = (now: number) => db.write(zones.map((zone) => reminding(zone, now)));
	const kinds = async () =>
		(
			await db.read<{ kind: string }>(sql`SELECT kind FROM notice WHERE household_id = ${amina} ORDER BY id`)
		).map(({ kind }) => kind);

	test('comes once however often the job runs, and an extension moves it', async () => {
		const id = await request(amina, { state: 'handed-over', untilDay: '2026-11-25' });
		await remind(at('2026-11-23T23:30'));
		expect(await kinds()).toEqual([]);
		for (const hour of ['00:00', '00:00', '09:00', '23:59']) await remind(at(`2026-11-24T${hour}`));
		expect(await kinds()).toEqual(['due-tomorrow']);
		await db.write([sql`UPDATE request SET until_day = '2026-11-27' WHERE id = ${id}`]);
		for (const day of ['25', '26', '27', '28', '29', '30']) await remind(at(`2026-11-${day}T01:00`));
		expect(await kinds()).toEqual(['due-tomorrow', 'due-tomorrow', 'due-today', 'late']);
	});

	test('never comes after the thing came back, nor on the day on which it left', async () => {
		await request(amina, { state: 'given-back', untilDay: '2026-11-24' });
		await request(amina, { state: 'accepted', untilDay: '2026-11-24' });
		await request(amina, { state: 'handed-over', untilDay: TODAY });
		for (const hour of ['2026-11-23T11:00', '2026-11-24T00:00']) await remind(at(hour));
		expect(await kinds()).toEqual([]);
	});

	test('of yesterday is not told: a server that was away says no wrong day', async () => {
		await request(amina, { state: 'handed-over', untilDay: '2026-11-25' });
		await remind(at('2026-11-24T15:00'));
		await tellHouseholds(db, at('2026-11-25T08:00'));
		expect(await messages(at('2026-11-25T08:00'))).toEqual([]);
	});

	test('of today is in the day’s one message, with what waited since the night, when the server was away at midnight', async () => {
		await request(amina, { state: 'handed-over', untilDay: '2026-11-25' });
		await db.write([noticeOf(amina, 'new-device', at('2026-11-24T22:00'))]);
		const morning = at('2026-11-25T09:00');
		await tellingOfTheDay(db, () => morning)();
		expect(await messages(morning, amina, '2026-11-25')).toEqual([
			{ createdAt: morning, kinds: ['due-today', 'new-device'] }
		]);
	});

	test('goes by the building’s day', async () => {
		await live('Pacific/Noumea');
		await request(amina, { state: 'handed-over', untilDay: '2026-11-25', now: NOW - DAY });
		await remind(Date.parse('2026-11-23T12:59:59Z'));
		expect(await kinds()).toEqual([]);
		await remind(Date.parse('2026-11-23T13:00:00Z'));
		expect(await kinds()).toEqual(['due-tomorrow']);
		await live(PARIS);
	});
});
