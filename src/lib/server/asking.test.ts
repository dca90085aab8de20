import { addDays } from '#lib/calendar/days.ts';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
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
import { askToBorrow, isQueueFull, mayAskAgainAt, takePlace, ticketOfForm, type Asking } from './asking.ts';
import { stepOfBorrower } from './borrowing.ts';
import type { Scope } from './buildings.ts';
import { config } from './config.ts';
import { openDatabase, type Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { stepOfLender } from './lending.ts';
import { limits, type LimitName } from './limits.ts';
import { requestsOf, followTicket } from './loans.ts';

let db: Database;
let scope: Scope;
let box = 0;
let formCount = 0;
let phones = 0;

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 80);
});
afterAll(() => db.close());

/** Others have asked in this building before: this test counts from nothing. */
async function lender() {
	await db.write([sql`DELETE FROM limit_bucket`]);
	return newHousehold(db, scope, box++);
}

const wish = {
	fromDay: addDays(TODAY, 1),
	untilDay: addDays(TODAY, 2),
	part: 'morning',
	knownBy: null,
	sentence: 'party',
	ownWords: null
} as const;
const formOf = (mailbox: string, more: Partial<Asking> = {}): Asking => ({
	mailbox,
	pictogram: 'drill',
	wish,
	once: `form ${formCount++}`,
	from: 'the hall',
	device: `phone ${phones++}`,
	now: NOW,
	...more
});
const ask = (mailbox: string, more: Partial<Asking> = {}) => askToBorrow(db, formOf(mailbox, more));
const placeOf = (mailbox: string, more: Partial<Asking> = {}) => ({
	...formOf(mailbox, more),
	place: { days: 3, knownBy: 'Chantal' },
	today: TODAY
});

async function ticketOf(answer: Promise<{ ticket: string } | { refusal: string }>): Promise<string> {
	const given = await answer;
	if ('refusal' in given) throw new Error(given.refusal);
	return given.ticket;
}

async function lend(mailbox: string, household: string): Promise<string> {
	const ticket = await ticketOf(ask(mailbox, { from: 'somewhere' }));
	const { id } = (await followTicket(db, ticket, NOW))!;
	await stepOfLender(db, household, id, 'accept', NOW);
	await stepOfBorrower(db, ticket, 'hand-over', NOW);
	return ticket;
}

const buckets = (household: string) =>
	db.read<{ key: string }>(sql`SELECT key FROM limit_bucket WHERE key LIKE ${`%${household}%`} ORDER BY key`);

describe('a request', () => {
	test('keeps what was said, and the household is to be told in the same batch', async () => {
		const { mailbox, id } = await lender();
		await ask(mailbox, { wish: { ...wish, knownBy: 'Bruno' } });
		expect(await requestsOf(db, id, NOW)).toMatchObject([
			{ sentence: 'party', ownWords: null, knownBy: 'Bruno', state: 'asked' }
		]);
		expect(await db.read(sql`SELECT kind FROM notice WHERE household_id = ${id}`)).toEqual([
			{ kind: 'asked' }
		]);
		const [row] = await db.read<{ device_hash: string; name_hash: string }>(
			sql`SELECT device_hash, name_hash FROM request WHERE household_id = ${id}`
		);
		expect(row!.name_hash).not.toContain('runo');
	});

	test('keeps own words only where the lender allows them', async () => {
		const { mailbox, id } = await lender();
		const own = { ...wish, sentence: null, ownWords: 'Pour ma fille' };
		await ask(mailbox, { wish: own });
		await db.write([sql`UPDATE household SET own_words_at = ${NOW} WHERE id = ${id}`]);
		await ask(mailbox, { wish: own });
		const kept = (await requestsOf(db, id, NOW)).map(({ ownWords }) => ownWords);
		expect(kept.toSorted()).toEqual(['Pour ma fille', null]);
	});

	test('sent again is known, also when its day has passed, and takes nothing of the limits', async () => {
		const { mailbox, id } = await lender();
		const form = formOf(mailbox);
		expect(await ticketOfForm(db, form)).toBeNull();
		const ticket = await ticketOf(askToBorrow(db, form));
		const spent = await db.read(sql`SELECT * FROM limit_bucket ORDER BY key`);
		const later = { ...form, now: NOW + 3 * DAY, from: 'elsewhere', device: 'another' };
		expect(await ticketOfForm(db, later)).toBe(ticket);
		expect(await askToBorrow(db, later)).toEqual({ ticket });
		expect(await requestsOf(db, id, NOW)).toHaveLength(1);
		expect(await db.read(sql`SELECT * FROM limit_bucket ORDER BY key`)).toEqual(spent);
		expect(await ticketOfForm(db, { ...form, wish: { ...wish, sentence: 'care' } })).toBeNull();
	});

	test.each(['asleep_at', 'hidden_at'] as const)('to a household with %s is refused', async (column) => {
		const { mailbox, id } = await lender();
		const closing = { asleep_at: sql`asleep_at = 1`, hidden_at: sql`hidden_at = 1` }[column];
		await db.write([sql`UPDATE household SET ${closing} WHERE id = ${id}`]);
		expect(await ask(mailbox)).toEqual({ refusal: 'not-offered' });
	});

	test('for a thing that is not shown is refused', async () => {
		const { mailbox, id } = await lender();
		await db.write([
			sql`UPDATE item SET paused_at = ${NOW} WHERE household_id = ${id} AND pictogram = 'drill'`
		]);
		expect(await ask(mailbox)).toEqual({ refusal: 'not-offered' });
		expect(await ask(mailbox, { pictogram: 'tent' })).toHaveProperty('ticket');
	});
});

describe('somebody whom the household blocked', () => {
	const block = (household: string, of: { device?: string; name?: string }) =>
		db.write([
			sql`INSERT INTO block (id, household_id, device_hash, name_hash, pictogram, at)
				VALUES (${`block ${formCount++}`}, ${household}, ${of.device ?? null}, ${of.name ?? null}, 'drill', ${NOW})`
		]);

	test('sees a request that looks sent, of which the lender hears nothing', async () => {
		const { mailbox, id } = await lender();
		await block(id, { device: 'bad phone' });
		const ticket = await ticketOf(ask(mailbox, { device: 'bad phone' }));
		expect(await followTicket(db, ticket, NOW)).toMatchObject({ state: 'asked' });
		expect(await followTicket(db, ticket, NOW + 48 * HOUR)).toMatchObject({ state: 'expired' });
		expect(await requestsOf(db, id, NOW)).toEqual([]);
		expect(await db.read(sql`SELECT 1 FROM notice WHERE household_id = ${id}`)).toEqual([]);
		expect((await buckets(id)).map(({ key }) => key.split(':')[0])).toEqual(['askOfHouseholdFromHere']);
		await ask(mailbox, { device: 'good phone' });
		expect(await requestsOf(db, id, NOW)).toHaveLength(1);
	});

	test('is known by their name where they are, however they write it, and elsewhere is not', async () => {
		const { mailbox, id } = await lender();
		await ask(mailbox, { wish: { ...wish, knownBy: 'Bruno' } });
		const [{ name }] = (await db.read<{ name: string }>(
			sql`SELECT name_hash AS name FROM request WHERE household_id = ${id}`
		)) as [{ name: string }];
		await block(id, { name });
		await ask(mailbox, { wish: { ...wish, knownBy: ' BRÜNO !' } });
		await ask(mailbox, { wish: { ...wish, knownBy: 'bruno' } });
		expect(await requestsOf(db, id, NOW), 'accents, capitals and signs make no other name').toHaveLength(1);
		await ask(mailbox, { wish: { ...wish, knownBy: 'Bruno' }, from: 'another hall' });
		await ask(mailbox, { wish: { ...wish, knownBy: null } });
		expect(await requestsOf(db, id, NOW)).toHaveLength(3);
	});

	test('of one household is not blocked by its neighbour', async () => {
		const [one, two] = [await lender(), await lender()];
		await block(one.id, { device: 'bad phone' });
		await ask(two.mailbox, { device: 'bad phone' });
		expect(await requestsOf(db, two.id, NOW)).toHaveLength(1);
	});
});

describe('a place in the queue', () => {
	test('is taken for a thing that is out, once a form, by three', async () => {
		const { mailbox, id } = await lender();
		expect(await takePlace(db, placeOf(mailbox))).toEqual({ refusal: 'back-now' });
		await lend(mailbox, id);
		const form = placeOf(mailbox);
		const tickets = await Promise.all([1, 2, 3].map(() => ticketOf(takePlace(db, form))));
		expect(new Set(tickets).size).toBe(1);
		expect(await followTicket(db, tickets[0]!, NOW)).toMatchObject({
			state: 'waiting',
			fromDay: TODAY,
			untilDay: addDays(TODAY, 2),
			knownBy: 'Chantal',
			endsAt: NOW + 30 * DAY
		});
		expect(await ticketOf(takePlace(db, { ...form, today: addDays(TODAY, 1), now: NOW + DAY }))).toBe(
			tickets[0]
		);
		expect(await isQueueFull(db, mailbox, 'drill', null)).toBe(false);
		const answers = await Promise.all([1, 2, 3, 4].map(() => takePlace(db, placeOf(mailbox))));
		expect(answers.filter((answer) => 'ticket' in answer)).toHaveLength(2);
		expect(answers.filter((answer) => 'refusal' in answer)).toEqual(Array(2).fill({ refusal: 'queue-full' }));
		expect(await isQueueFull(db, mailbox, 'drill', null)).toBe(true);
		expect(await takePlace(db, placeOf(mailbox, { pictogram: 'piano' }))).toEqual({
			refusal: 'not-offered'
		});
	});

	test('looks the same to somebody whom the household blocked, and is not filled by them', async () => {
		const four = async (blocked: boolean) => {
			const { mailbox, id } = await lender();
			await lend(mailbox, id);
			if (blocked)
				await db.write([
					sql`INSERT INTO block (id, household_id, device_hash, pictogram, at) VALUES (${id}, ${id}, 'phone', 'drill', ${NOW})`
				]);
			const said: unknown[] = [];
			for (let n = 0; n < 4; n++) {
				const answer = await takePlace(db, placeOf(mailbox, { device: 'phone' }));
				said.push('ticket' in answer ? 'ticket' : answer, await isQueueFull(db, mailbox, 'drill', 'phone'));
			}
			return { said, others: await takePlace(db, placeOf(mailbox, { device: 'another' })) };
		};
		const [seen, known] = [await four(true), await four(false)];
		expect(seen.said).toEqual(known.said);
		expect(known.others).toEqual({ refusal: 'queue-full' });
		expect(seen.others).toHaveProperty('ticket');
	});
});

describe('limits', () => {
	test('sixty phones behind one address ask sixty households in ten minutes, also when all are of one model', async () => {
		const party = await newDatabase();
		try {
			const feast = await newLandlord(party, 'fete', 60);
			for (let n = 0; n < 60; n++) {
				const { mailbox } = await newHousehold(party, feast, n, ['drill']);
				const now = NOW + n * 10_000;
				expect(
					await askToBorrow(party, formOf(mailbox, { from: 'the party', device: 'one model', now })),
					`${n}`
				).toHaveProperty('ticket');
			}
		} finally {
			await party.close();
		}
	});

	test.each<[LimitName, Partial<Asking>]>([
		['askFromDevice', { device: 'one' }],
		['askFromHere', { from: 'one place' }]
	])('%s refuses the next one, says when, and keeps nothing of it', async (limit, more) => {
		const { mailbox, id } = await lender();
		const { most, everyMs } = limits[limit];
		const key = `${limit}:${more.device ?? more.from}`;
		await db.write([sql`INSERT INTO limit_bucket VALUES (${key}, ${NOW + most * everyMs})`]);
		const form = formOf(mailbox, more);
		expect(await askToBorrow(db, form)).toEqual({ refusal: 'too-many-from-here' });
		expect(await requestsOf(db, id, NOW)).toEqual([]);
		expect(await buckets(id)).toEqual([]);
		expect(await mayAskAgainAt(db, form)).toBe(NOW + everyMs);
		expect(await askToBorrow(db, { ...form, now: NOW + everyMs - 1 })).toHaveProperty('refusal');
		expect(await askToBorrow(db, { ...form, now: NOW + everyMs })).toHaveProperty('ticket');
	});

	test('of a household and of a building count whoever asks, wherever from', async () => {
		const { mailbox, id } = await lender();
		const answers = [];
		for (let n = 0; n < 13; n++) answers.push(await ask(mailbox, { from: `place ${n}` }));
		expect(answers.map((answer) => 'ticket' in answer)).toEqual([...Array(12).fill(true), false]);
		expect(answers[12]).toEqual({ refusal: 'too-many-for-this-household' });
		const kept = await db.read<{ key: string; full_at: number }>(
			sql`SELECT * FROM limit_bucket WHERE key LIKE 'askOf%' ORDER BY key`
		);
		expect(kept.find(({ key }) => key === `askOfHousehold:${id}`)!.full_at).toBe(
			NOW + 12 * limits.askOfHousehold.everyMs
		);
		expect(kept.find(({ key }) => key.startsWith('askOfBuilding:'))!.full_at).toBe(
			NOW + 12 * limits.askOfBuilding.everyMs
		);
	});

	test('are forgotten by no restart', async () => {
		const place = {
			url: `file:${join(mkdtempSync(join(config().dataFolder, 'again-')), 'palier.db')}`,
			hold: 'write'
		} as const;
		const before = await openDatabase(place);
		const { mailbox } = await newHousehold(before, await newLandlord(before, 'again', 20), 0);
		for (let n = 0; n < 12; n++) await askToBorrow(before, formOf(mailbox, { from: `place ${n}` }));
		await before.close();
		const after = await openDatabase(place);
		try {
			expect(await askToBorrow(after, formOf(mailbox))).toEqual({ refusal: 'too-many-for-this-household' });
		} finally {
			await after.close();
		}
	});

	test('hold when twenty send at once', async () => {
		const { mailbox, id } = await lender();
		await Promise.all(Array.from({ length: 20 }, (_, n) => ask(mailbox, { from: `place ${n}` })));
		expect(await requestsOf(db, id, NOW)).toHaveLength(12);
	});
});
