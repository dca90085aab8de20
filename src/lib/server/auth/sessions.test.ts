import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDatabase, type Database } from '../db/database.ts';
import { sql } from '../db/statement.ts';
import { temporaryFolder } from '../../../../tests/support/temporaryFolder.ts';
import { sha256 } from '../keys.ts';
import {
	endSession,
	readSession,
	sessionStatementsToEndAll,
	startSession,
	sweepSessions,
	type SessionPerson
} from './sessions.ts';

const folder = temporaryFolder();
let db: Database;

const amina: SessionPerson = { kind: 'household', id: 'amina' };
const bruno: SessionPerson = { kind: 'household', id: 'bruno' };
const denis: SessionPerson = { kind: 'staff', id: 'denis' };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 1);
const at = (ms: number) => vi.setSystemTime(START + ms);

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['Date'] });
	at(0);
	db = await openDatabase({ url: folder.url(), hold: 'write' });
	await db.write([
		sql`insert into landlord (id, slug, name, created_at) values (1, 'l', 'L', 0)`,
		sql`insert into staff (id, landlord_id, email, role, created_at) values ('denis', 1, 'denis@landlord.example', 'manager', 0)`,
		sql`insert into residence (id, landlord_id, key, name) values (1, 1, 'r', 'R')`,
		sql`insert into building (id, landlord_id, residence_id, name) values (1, 1, 1, 'B')`,
		sql`insert into hall (id, landlord_id, building_id, name, address, postcode, city, zone, code, position, emblem_start)
			values (1, 1, 1, 'H', '', '', '', 'Europe/Paris', 'HALL', 1, 0)`,
		...[amina, bruno].flatMap(({ id }) => [
			sql`insert into mailbox (landlord_id, hall_id, label, position, code, emblem, letter_until_day)
				values (1, 1, ${id}, 1, ${id}, ${id}, '2026-12-31')`,
			sql`insert into household (id, mailbox_id, language, spare_key_hash, claimed_at)
				select code, id, 'fr', code, 0 from mailbox where code = ${id}`
		])
	]);
});
afterEach(async () => {
	await db.close();
	vi.useRealTimers();
});

const read = (token: string | undefined, mayWrite = false) => readSession(db, token, { mayWrite });
const stored = () =>
	db.read<{ id: string; expires_at: number }>(sql`select * from session order by created_at`);

describe('a session', () => {
	test.each([amina, denis])('of $kind is that of its person', async (person) => {
		const { token, expiresAt } = await startSession(db, person);
		expect(await read(token)).toEqual({
			...person,
			sessionId: sha256(token),
			expiresAt,
			secondFactorAt: null,
			isRenewed: false
		});
	});

	test('has a new token each time: one from before the sign-in opens nothing', async () => {
		const [one, two] = [await startSession(db, amina), await startSession(db, amina)];
		expect(one.token).toMatch(/^[\w-]{43}$/);
		expect(one.token).not.toBe(two.token);
		expect(await read('A'.repeat(43))).toBeNull();
		expect(await stored()).toHaveLength(2);
	});

	test('has a token that the database does not hold', async () => {
		const { token } = await startSession(db, amina);
		const [row] = await stored();
		expect(JSON.stringify(row)).not.toContain(token);
		expect(row!.id).toBe(sha256(token));
		expect(await read(row!.id)).toBeNull();
	});

	test('is not opened by anything else', async () => {
		const { token } = await startSession(db, amina);
		const wrong = [
			undefined,
			'',
			token.slice(1),
			`${token} `,
			token.toLowerCase(),
			`${token}=`,
			'x'.repeat(100_000),
			'%',
			'\0'.repeat(43),
			"' or 1=1 --"
		];
		for (const other of wrong) expect(await read(other), other?.slice(0, 50)).toBeNull();
	});

	test('ends with its person', async () => {
		const { token } = await startSession(db, amina);
		const staff = await startSession(db, denis);
		await db.write([
			sql`delete from household where id = 'amina'`,
			sql`delete from staff where id = 'denis'`
		]);
		expect([await read(token), await read(staff.token)]).toEqual([null, null]);
		expect(await stored()).toEqual([]);
	});
});

describe('ending', () => {
	test('one leaves the others', async () => {
		const [one, two] = [await startSession(db, amina), await startSession(db, amina)];
		await endSession(db, (await read(one.token))!);
		expect(await read(one.token)).toBeNull();
		expect(await read(two.token)).toMatchObject(amina);
	});

	test('all of a person leaves those of others, of the same name too', async () => {
		const tokens = [await startSession(db, amina), await startSession(db, amina)].map(({ token }) => token);
		await db.write([
			sql`insert into staff (id, landlord_id, email, role, created_at) values ('amina', 1, 'a@landlord.example', 'agent', 0)`
		]);
		const others = [await startSession(db, bruno), await startSession(db, { kind: 'staff', id: 'amina' })];
		await db.write(sessionStatementsToEndAll(amina));
		for (const token of tokens) expect(await read(token)).toBeNull();
		for (const { token } of others) expect(await read(token)).not.toBeNull();
	});

	test('all is part of somebody else’s batch', async () => {
		const { token } = await startSession(db, amina);
		const broken = [...sessionStatementsToEndAll(amina), sql`insert into landlord (id) values (1)`];
		await expect(db.write(broken)).rejects.toThrow();
		expect(await read(token)).not.toBeNull();
		await db.write(sessionStatementsToEndAll(amina));
		expect(await read(token)).toBeNull();
	});
});

describe('time', () => {
	test('staff have 12 hours, however much they do', async () => {
		const { token, expiresAt } = await startSession(db, denis);
		expect(expiresAt.getTime()).toBe(START + 12 * HOUR);
		at(11 * HOUR);
		expect(await read(token, true)).toMatchObject({ isRenewed: false, expiresAt });
		at(12 * HOUR - 1);
		expect(await read(token, true)).toMatchObject(denis);
		at(12 * HOUR);
		expect(await read(token, true)).toBeNull();
	});

	test('a household has 400 days from the last change that it made', async () => {
		const { token, expiresAt } = await startSession(db, amina);
		expect(expiresAt.getTime()).toBe(START + 400 * DAY);
		at(199 * DAY);
		expect(await read(token, true)).toMatchObject({ isRenewed: false, expiresAt });
		at(201 * DAY);
		const renewed = new Date(START + 601 * DAY);
		expect(await read(token, true)).toMatchObject({ isRenewed: true, expiresAt: renewed });
		at(600 * DAY);
		expect(await read(token)).toMatchObject({ isRenewed: false, expiresAt: renewed });
		at(602 * DAY);
		expect(await read(token)).toBeNull();
	});

	test('a GET writes nothing', async () => {
		const tokens = [await startSession(db, amina), await startSession(db, denis)].map(({ token }) => token);
		const before = await stored();
		const writing = vi.spyOn(db, 'write');
		for (const day of [0, 201, 399, 400, 1_000]) {
			at(day * DAY);
			for (const token of tokens)
				expect(await read(token)).toSatisfy((found) => found === null || !found.isRenewed);
		}
		expect(writing).not.toHaveBeenCalled();
		expect(await stored()).toEqual(before);
	});

	test('what has expired is swept away, and nothing else', async () => {
		await startSession(db, denis);
		await startSession(db, amina);
		at(11 * HOUR);
		await sweepSessions(db);
		expect(await stored()).toHaveLength(2);
		await sweepSessions(db, START + 12 * HOUR);
		expect(await stored()).toHaveLength(1);
	});
});
