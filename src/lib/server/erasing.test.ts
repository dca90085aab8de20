import { addDays } from '#lib/calendar/days.ts';
import { ticketOf } from '#lib/codes/tickets.ts';
import { isEnd, states, type State } from '#lib/loans/steps.ts';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
import * as schema from './db/schema.ts';
import { sql } from './db/statement.ts';
import { eraseOld } from './erasing.ts';
import { beginDay, doMinute, doNight } from './jobs.ts';
import { random, sha256 } from './keys.ts';
import { leave } from './leaving.ts';
import { followTicket } from './loans.ts';
import { noticeOf, noticeOfRequest } from './notices.ts';
import { tellHouseholds } from './telling.ts';

let db: Database;
let scope: Scope;

beforeEach(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls');
});
afterEach(() => db.close());

const inDays = (count: number) => NOW + count * DAY;
const dayIn = (count: number) => addDays(TODAY, count);

/** Words that only people of this story say: none may be left of who is gone. */
const MARKS = [
	'Amina-la-chouette',
	'amina@marks.example',
	'Bruno du 3e',
	'C’est pour dimanche',
	'rayée ici',
	'endpoint-of-amina'
];

async function newRequest(household: string, state: State, pictogram: string) {
	const ticket = ticketOf(random(16));
	const id = `${state} ${pictogram}`;
	const endsAt = isEnd(state) ? 7 : state === 'waiting' ? 30 : 2;
	await db.write([
		sql`INSERT INTO request (id, household_id, pictogram, ticket_hash, from_day, until_day, part, known_by, own_words, state, asked_at, ends_at, device_hash, name_hash)
			VALUES (${id}, ${household}, ${pictogram}, ${sha256(ticket)}, ${TODAY}, ${dayIn(1)}, 'morning', ${MARKS[2]!}, ${MARKS[3]!}, ${state}, ${NOW}, ${inDays(endsAt)}, 'device', 'name')`,
		sql`INSERT INTO request_step (request_id, state, by, at) VALUES (${id}, ${state}, 'lender', ${NOW})`,
		sql`INSERT INTO loan_day (household_id, pictogram, day, request_id)
			SELECT ${household}, ${pictogram}, ${TODAY}, ${id} WHERE ${state} IN ('accepted', 'handed-over')`
	]);
	return { id, ticket };
}

async function everythingOf(household: string): Promise<void> {
	await db.write([
		sql`UPDATE household SET nickname = ${MARKS[0]!} WHERE id = ${household}`,
		sql`UPDATE item SET note = ${MARKS[4]!}, paused_at = ${NOW}, paused_until_day = ${dayIn(10)} WHERE household_id = ${household} AND pictogram = 'tent'`,
		sql`INSERT INTO pause (household_id, at, until_day) VALUES (${household}, ${NOW}, ${dayIn(10)})`,
		sql`INSERT INTO contact (household_id, email, token_hash, given_at) VALUES (${household}, ${MARKS[1]!}, 'link', ${NOW})`,
		sql`INSERT INTO session (id, household_id, created_at, expires_at) VALUES ('phone', ${household}, ${NOW}, ${inDays(400)})`,
		sql`INSERT INTO push_subscription (id, household_id, session_id, endpoint_hash, sealed, created_at) VALUES ('push', ${household}, 'phone', 'hash', ${MARKS[5]!}, ${NOW})`,
		sql`INSERT INTO block (id, household_id, device_hash, pictogram, at) VALUES ('block', ${household}, 'device', 'drill', ${NOW})`,
		sql`INSERT INTO transfer (token_hash, household_id, expires_at) VALUES ('transfer', ${household}, ${NOW + HOUR / 4})`,
		sql`INSERT INTO history (household_id, pictogram, from_day, until_day) VALUES (${household}, 'drill', ${TODAY}, ${TODAY})`,
		sql`INSERT INTO outbox (household_id, kind, recipient, language, data, created_at, next_try_at) VALUES (${household}, 'asked', ${MARKS[1]!}, 'fr', '{}', ${NOW}, ${NOW})`,
		noticeOf(household, 'new-device', NOW),
		noticeOf(household, 'moderation', NOW),
		sql`UPDATE notice SET told_at = ${NOW} WHERE household_id = ${household} AND kind = 'moderation'`,
		sql`INSERT INTO wish (hall_id, pictogram, at) SELECT id, 'ladder', ${NOW} FROM hall`,
		sql`INSERT INTO operator (id, created_at) VALUES ('operator', ${NOW})`,
		sql`INSERT INTO limit_bucket (key, full_at) VALUES ('x', ${NOW + HOUR})`,
		sql`INSERT INTO sign_in_link (token_hash, staff_id, expires_at) SELECT 'link', id, ${inDays(3)} FROM staff`
	]);
}

/** The kinds of rows that are there. A wish, a figure, a claim and a report say nothing of a household. */
async function rowsThere(): Promise<string[]> {
	const [there] = await db.read<{ kinds: string }>(sql`SELECT json_array(
		(SELECT 'pause' FROM pause), (SELECT 'paused item' FROM item WHERE paused_at IS NOT NULL LIMIT 1), (SELECT 'unconfirmed address' FROM contact),
		(SELECT 'phone' FROM session WHERE id = 'phone'), (SELECT 'push' FROM push_subscription), (SELECT 'block' FROM block), (SELECT 'transfer' FROM transfer),
		(SELECT 'history of nobody' FROM history), (SELECT 'old letter' FROM outbox WHERE kind = 'asked'), (SELECT 'wish' FROM wish LIMIT 1),
		(SELECT 'untold notice' FROM notice WHERE kind = 'extension'), (SELECT 'told notice' FROM notice WHERE kind = 'moderation'),
		(SELECT 'operator' FROM operator), (SELECT 'limit' FROM limit_bucket WHERE key = 'x'), (SELECT 'sign-in link' FROM sign_in_link WHERE token_hash = 'link'),
		(SELECT 'awake' FROM household WHERE nickname IS NOT NULL AND asleep_at IS NULL), (SELECT 'not asked whether willing' FROM household WHERE nickname IS NOT NULL AND willing_asked_at IS NULL),
		(SELECT 'days of ' || request_id FROM loan_day WHERE request_id LIKE 'accepted%'),
		(SELECT 'days of ' || request_id FROM loan_day WHERE request_id LIKE 'handed%'),
		(SELECT 'steps of declined drill' FROM request_step WHERE request_id = 'declined drill')) AS kinds`);
	const open = await db.read<{ id: string; over: number }>(
		sql`SELECT id, state IN ('declined', 'withdrawn', 'expired', 'cancelled', 'given-back') AS over FROM request r WHERE r.household_id IS NOT NULL`
	);
	return [
		...(JSON.parse(there!.kinds) as (string | null)[]).filter((kind) => kind !== null),
		...open.map(({ id }) => `thread of ${id}`),
		...open.filter(({ over }) => over === 0).map(({ id }) => `open ${id}`)
	];
}

test(
	'two years, day by day: each kind of row goes when it should, and no sooner',
	{ timeout: 240_000 },
	async () => {
		const { id: household } = await newHousehold(db, scope, 0, ['tent', 'drill']);
		const { id: unreachable } = await newHousehold(db, scope, 1, []);
		await db.write([noticeOf(unreachable, 'extension', NOW)]);
		const tickets: Record<string, string> = {};
		// Each of a thing of its own, so that none stands in another's way; nothing of them is lent, so nobody is called.
		for (const state of states)
			tickets[state] = (await newRequest(household, state, state === 'declined' ? 'drill' : state)).ticket;
		await everythingOf(household);

		const goneOn: Record<string, number> = {};
		let before = await rowsThere();
		for (let count = 0; count <= 730; count++) {
			const now = inDays(count);
			await doMinute(db, now);
			await beginDay(db, now);
			await doNight(db, now);
			await tellHouseholds(db, now);
			await db.write([sql`DELETE FROM outbox WHERE kind = 'message'`]);
			const there = await rowsThere();
			for (const kind of before) if (!there.includes(kind)) goneOn[kind] ??= count;
			for (const state of states)
				if (!(await followTicket(db, tickets[state]!, now))) goneOn[`ticket of ${state}`] ??= count;
			before = there;
		}

		expect(goneOn).toEqual({
			'history of nobody': 0,
			transfer: 1,
			operator: 1,
			limit: 1,
			'sign-in link': 3,
			'unconfirmed address': 7,
			pause: 10,
			'paused item': 10,
			wish: 30,
			'told notice': 30,
			'old letter': 31,
			'untold notice': 32,
			phone: 400,
			push: 400,
			// Asked half a year after the claim; no answer for a month.
			'not asked whether willing': 182,
			awake: 212,
			'steps of declined drill': 90,
			// A question ends after its 48 hours, a place in the queue after 30 days, a loan that nobody closed by its days.
			'open waiting waiting': 30,
			'open called called': 2,
			'open asked asked': 2,
			'open proposed proposed': 2,
			'open accepted accepted': 16,
			'open handed-over handed-over': 62,
			'days of accepted accepted': 16,
			'days of handed-over handed-over': 62,
			// A ticket dies a week after the end, a thread 90 days after it.
			...Object.fromEntries(
				states.flatMap((state) => {
					const end =
						{ waiting: 30, accepted: 16, 'handed-over': 62 }[state as string] ?? (isEnd(state) ? 0 : 2);
					const thing = state === 'declined' ? 'drill' : state;
					return [
						[`ticket of ${state}`, end + 7],
						[`thread of ${state} ${thing}`, end + 90]
					];
				})
			)
		});
		// A block lasts as long as its household, or until that hears them again.
		expect(before).toEqual(['block']);
	}
);

test('a dead ticket opens nothing, whichever verb is asked', async () => {
	const { id: household } = await newHousehold(db, scope, 0);
	const { ticket } = await newRequest(household, 'given-back', 'drill');
	const row = () => db.read(sql`SELECT 1 FROM request r WHERE r.ticket_hash = ${sha256(ticket)}`);
	await eraseOld(db, inDays(7) - 1);
	expect(await row()).toHaveLength(1);
	await eraseOld(db, inDays(7));
	await eraseOld(db, inDays(8));
	expect(await row()).toEqual([]);
});

test('of a household that leaves nothing is left', async () => {
	const { id: household, spareKey } = await newHousehold(db, scope, 0);
	const neighbour = await newHousehold(db, scope, 1);
	for (const state of states) await newRequest(household, state, state);
	await everythingOf(household);
	await db.write([
		noticeOfRequest('asked asked', 'asked', NOW),
		sql`INSERT INTO report (key, receipt_hash, code, household_id, request_id, about, reason, words, snapshot, at)
			SELECT 'report', 'receipt', m.code, ${household}, 'asked asked', 'page', 'other', 'words of the reporter', ${JSON.stringify({ of: 'household', nickname: MARKS[0] })}, ${NOW}
			FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id WHERE hh.id = ${household}`
	]);
	const secrets = [...MARKS, household, spareKey];
	const held = async () => {
		const whole = await wholeDatabase();
		return secrets.filter((secret) => whole.includes(secret));
	};
	expect(await held()).toEqual([...MARKS, household]);
	await leave(db, household);
	await doNight(db, NOW);
	expect(await held()).toEqual([]);
	expect(await wholeDatabase()).toContain(neighbour.id);
});

test('nor a byte in the file, nor in the log beside it', async () => {
	const { id: household } = await newHousehold(db, scope, 0);
	for (const state of states) await newRequest(household, state, state);
	await everythingOf(household);
	for (let n = 0; n < 300; n++)
		await db.write([
			sql`UPDATE household SET nickname = ${`${MARKS[0]} ${'x'.repeat(n)}`} WHERE id = ${household}`,
			sql`INSERT INTO notice (household_id, kind, created_at, useless_at) VALUES (${household}, 'asked', ${NOW + n}, ${NOW})`
		]);
	expect(await heldOnDisk()).toEqual([...MARKS, household]);
	await leave(db, household);
	expect(await heldOnDisk()).toEqual([]);

	const { id: next } = await newHousehold(db, scope, 1);
	await db.write([sql`UPDATE household SET nickname = ${MARKS[0]!} WHERE id = ${next}`]);
	await db.write([sql`UPDATE household SET nickname = 'Le hibou' WHERE id = ${next}`]);
	expect(await heldOnDisk(), 'the log still holds a name that was changed').toEqual([MARKS[0]]);
	await doNight(db, NOW);
	expect(await heldOnDisk()).toEqual([]);

	/** Which of the marks of a household stand in the files. */
	async function heldOnDisk(): Promise<string[]> {
		const [{ file }] = (await db.read<{ file: string }>(sql`SELECT file FROM pragma_database_list`)) as [
			{ file: string }
		];
		const bytes = [file, `${file}-wal`].map((one) => readFileSync(one));
		return [...MARKS, household].filter((mark) => bytes.some((one) => one.includes(mark)));
	}
});

/** Every row of every table, as text. */
async function wholeDatabase(): Promise<string> {
	const rows: unknown[] = [];
	for (const table of Object.values(schema)) rows.push(...(await db.typed.select().from(table)));
	return JSON.stringify(rows);
}
