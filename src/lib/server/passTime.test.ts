import { addDays } from '#lib/calendar/days.ts';
import { zones } from '#lib/calendar/zones.ts';
import { createClient } from '@libsql/client';
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
import { sql, type Statement } from './db/statement.ts';
import { forgetHistory, historyOf, keepHistory } from './history.ts';
import { doMinute } from './jobs.ts';
import { noticeOf } from './notices.ts';
import { sendLetters } from './outbox.ts';
import { endPauses } from './passTime.ts';
import { reminding } from './reminding.ts';
import { tellHouseholds } from './telling.ts';

let db: Database;
let scope: Scope;
let box = 0;
let amina: string;
let places = 0;

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 40);
});
beforeEach(async () => {
	amina = (await newHousehold(db, scope, box++)).id;
});
afterAll(() => db.close());

/** A request in a state; the first made is the first that came. */
async function request(state: string, { pictogram = 'drill', muted = false, untilDay = TODAY } = {}) {
	const id = `request ${places++}`;
	await db.write([
		sql`INSERT INTO request (id, household_id, pictogram, ticket_hash, from_day, until_day, part, state, asked_at, ends_at, muted_at)
			VALUES (${id}, ${amina}, ${pictogram}, ${id}, ${TODAY}, ${untilDay}, 'morning', ${state}, ${NOW + places}, ${NOW + 30 * DAY}, ${muted ? NOW : null})`,
		sql`INSERT INTO request_step (request_id, state, by, at) VALUES (${id}, ${state}, 'borrower', ${NOW})`
	]);
	return id;
}
const move = (id: string, state: string) =>
	db.write([sql`UPDATE request SET state = ${state} WHERE id = ${id}`]);
async function called(now = NOW) {
	await doMinute(db, now);
	const rows = await db.read<{ id: string; endsAt: number }>(
		sql`SELECT r.id, r.ends_at AS endsAt FROM request r WHERE r.household_id = ${amina} AND r.state = 'called' ORDER BY r.id`
	);
	return rows.map(({ id }) => id);
}

describe('who waits for a thing', () => {
	test('is called when it is back, the first who came first, and one at a time', async () => {
		const out = await request('handed-over', { untilDay: addDays(TODAY, 3) });
		const [first, second] = [await request('waiting'), await request('waiting')];
		expect(await called()).toEqual([]);
		await move(out, 'given-back');
		await Promise.all([called(), called(), called()]);
		expect(await called()).toEqual([first]);
		await move(first, 'withdrawn');
		expect(await called()).toEqual([second]);
	});

	test('has 48 hours to choose a day; then the next one is called', async () => {
		const [first, second] = [await request('waiting'), await request('waiting')];
		await called();
		const [row] = await db.read(sql`
			SELECT r.ends_at - ${NOW} AS lasts, s.by, s.at FROM request r JOIN request_step s ON s.request_id = r.id AND s.state = 'called' WHERE r.id = ${first}`);
		expect(row).toEqual({ lasts: 48 * HOUR, by: 'clock', at: NOW });
		expect(await called(NOW + 48 * HOUR - 1)).toEqual([first]);
		expect(await called(NOW + 48 * HOUR)).toEqual([second]);
	});

	test('is not kept waiting by another thing, nor by somebody whom the household blocked', async () => {
		await request('handed-over', { pictogram: 'tent', untilDay: addDays(TODAY, 3) });
		await request('waiting', { muted: true });
		const inVain = await request('called', { muted: true });
		const waits = await request('waiting');
		expect((await called()).toSorted()).toEqual([inVain, waits].toSorted());
	});

	test.each([
		['is paused', () => sql`UPDATE item SET paused_at = ${NOW} WHERE household_id = ${amina}`],
		['is not lent any more', () => sql`DELETE FROM item WHERE household_id = ${amina}`],
		[
			'is of a household that pauses',
			() => sql`INSERT INTO pause (household_id, at) VALUES (${amina}, ${NOW})`
		],
		['is of a page that sleeps', () => sql`UPDATE household SET asleep_at = ${NOW} WHERE id = ${amina}`],
		['is of a hidden page', () => sql`UPDATE household SET hidden_at = ${NOW} WHERE id = ${amina}`]
	])('is not called while it %s', async (_, how) => {
		await request('waiting');
		await db.write([how()]);
		expect(await called()).toEqual([]);
	});
});

test('a loan that nobody closed is remembered when it ends, once, by a household that keeps its history', async () => {
	const forgotten = addDays(TODAY, -61);
	await keepHistory(db, amina, NOW);
	const id = await request('handed-over', { untilDay: forgotten });
	await request('handed-over', { pictogram: 'tent', untilDay: TODAY });
	await request('accepted', { pictogram: 'stepladder', untilDay: forgotten });
	await Promise.all([doMinute(db, NOW), doMinute(db, NOW), doMinute(db, NOW)]);
	const ended = await db.read(sql`SELECT r.state FROM request r WHERE r.id = ${id}`);
	expect(ended).toEqual([{ state: 'given-back' }]);
	expect(await historyOf(db, amina)).toEqual([
		{ pictogram: 'drill', fromDay: TODAY, untilDay: forgotten, thanks: null }
	]);

	await forgetHistory(db, amina);
	await request('handed-over', { untilDay: forgotten });
	await doMinute(db, NOW);
	await keepHistory(db, amina, NOW);
	expect(await historyOf(db, amina)).toEqual([]);
});

describe('a pause', () => {
	const pausedUntil = (day: string | null) =>
		db.write([
			sql`INSERT INTO pause (household_id, at, until_day) VALUES (${amina}, ${NOW}, ${day}) ON CONFLICT DO UPDATE SET until_day = ${day}`,
			sql`UPDATE item SET paused_at = ${NOW}, paused_until_day = ${day} WHERE household_id = ${amina} AND pictogram = 'drill'`
		]);
	const paused = async (now: number) => {
		await db.write(endPauses(now));
		const [row] = await db.read<{ household: number; things: number }>(sql`SELECT
			(SELECT count(*) FROM pause WHERE household_id = ${amina}) AS household,
			(SELECT count(*) FROM item WHERE household_id = ${amina} AND paused_at IS NOT NULL) AS things`);
		return [row!.household, row!.things];
	};

	test('ends when its day begins in the building', async () => {
		await pausedUntil('2026-11-30');
		expect(await paused(Date.parse('2026-11-29T23:59:59+01:00'))).toEqual([1, 1]);
		expect(await paused(Date.parse('2026-11-30T00:00+01:00'))).toEqual([0, 0]);
	});

	test('ends by the day there, not here', async () => {
		await pausedUntil('2026-11-30');
		await db.write([sql`UPDATE hall SET zone = 'America/Martinique'`]);
		expect(await paused(Date.parse('2026-11-30T03:59:59Z'))).toEqual([1, 1]);
		expect(await paused(Date.parse('2026-11-30T04:00:00Z'))).toEqual([0, 0]);
		await db.write([sql`UPDATE hall SET zone = 'Europe/Paris'`]);
	});

	test('without a day does not end', async () => {
		await pausedUntil(null);
		expect(await paused(NOW + 1_000 * DAY)).toEqual([1, 1]);
	});
});

test('what runs again and again goes through no table of requests, households, items or notices', async () => {
	const plans: string[] = [];
	const [place] = await db.read<{ file: string }>(sql`SELECT file FROM pragma_database_list`);
	const reader = createClient({ url: `file:${place!.file}` });
	const explain = async ({ sql: text, args }: Statement) => {
		const { rows } = await reader.execute({ sql: `EXPLAIN QUERY PLAN ${text}`, args: [...args] });
		plans.push(...rows.map(({ detail }) => String(detail)));
	};
	const spied: Database = {
		...db,
		async read<Row>(statement: Statement) {
			await explain(statement);
			return db.read<Row>(statement);
		},
		async write(statements) {
			for (const statement of statements) await explain(statement as Statement);
			return db.write(statements);
		}
	};
	await db.write([
		noticeOf(amina, 'new-device', NOW),
		sql`INSERT INTO contact (household_id, email, token_hash, given_at, confirmed_at) VALUES (${amina}, 'a@a.example', 'x', ${NOW}, ${NOW})`
	]);
	await doMinute(spied, NOW);
	await tellHouseholds(spied, NOW);
	await sendLetters(spied, () => NOW, { smtpUrl: 'smtp://127.0.0.1:9', from: 'x@palier.example' });
	await spied.write(zones.map((zone) => reminding(zone, NOW)));
	reader.close();
	expect(plans.length).toBeGreaterThan(80);
	const big =
		/^SCAN (request|household|hh|item|i|notice|n|mailbox|m|hall|h|r|loan_day|request_step|s|lives|contact|c|p)\b/;
	expect(plans.filter((plan) => big.test(plan))).toEqual([]);
});
