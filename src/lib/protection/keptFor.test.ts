import { LETTER_DAYS } from '#lib/codes/codes.ts';
import { TOKEN_DAYS } from '#lib/server/apiTokens.ts';
import { startSession } from '#lib/server/auth/sessions.ts';
import { setContact } from '#lib/server/contacts.ts';
import type { Database } from '#lib/server/db/database.ts';
import { sql, type Statement } from '#lib/server/db/statement.ts';
import { eraseOld } from '#lib/server/erasing.ts';
import { KEPT_DAYS } from '#lib/server/kitOrders.ts';
import { limits } from '#lib/server/limits.ts';
import { LINK_HOURS } from '#lib/server/staff.ts';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, HOUR, newDatabase, newHousehold, newLandlord, NOW } from '../../../tests/support/world.ts';
import { keptFor } from './keptFor.ts';
import { cookies, keptRecords } from './records.ts';

let db: Database;
let household: string;

beforeAll(async () => {
	db = await newDatabase();
	const scope = await newLandlord(db, 'tilleuls', 2);
	({ id: household } = await newHousehold(db, scope, 0));
});
afterAll(() => db.close());

test('what is said of keys, letters, links and files is what they are held to', () => {
	expect(keptFor.letterDays).toBe(LETTER_DAYS);
	expect(keptFor.linkHours).toBe(LINK_HOURS);
	expect(keptFor.kitFileDays).toBe(KEPT_DAYS);
	expect(keptFor.tokenDays).toBe(Math.max(...TOKEN_DAYS));
});

test('no limit remembers an address for longer than is said', () => {
	const ofOffice = new Set<string>(['apiOnce', 'tickOfRound']);
	const ofVisitors = Object.entries(limits).filter(([name]) => !ofOffice.has(name));
	const longest = Math.max(...ofVisitors.map(([, { most, everyMs }]) => most * everyMs));
	expect(keptFor.limitDays).toBe(Math.ceil(longest / DAY));
});

test('sessions last as long as is said', async () => {
	const lasts = async (kind: 'household' | 'staff', id: string) =>
		(await startSession(db, { kind, id })).expiresAt.getTime() - Date.now();
	const [staff] = await db.read<{ id: string }>(sql`SELECT id FROM staff s WHERE s.landlord_id = 1`);
	expect(Math.round((await lasts('household', household)) / DAY)).toBe(keptFor.homeSessionDays);
	expect(Math.round((await lasts('staff', staff!.id)) / HOUR)).toBe(keptFor.staffSessionHours);
});

/** Rows that go after so many days: how to put one there at an instant, and where to look. */
const erased: [keyof typeof keptFor, (at: number) => Statement, () => Statement][] = [
	[
		'noticeDays',
		(at) =>
			sql`INSERT INTO notice (household_id, kind, created_at, useless_at, told_at) VALUES (${household}, 'asked', ${at}, ${at}, ${at})`,
		() => sql`SELECT 1 FROM notice WHERE household_id = ${household}`
	],
	[
		'outboxDays',
		(at) =>
			sql`INSERT INTO outbox (household_id, kind, recipient, language, data, created_at, next_try_at) VALUES (${household}, 'asked', 'x', 'fr', '{}', ${at}, ${at})`,
		() => sql`SELECT 1 FROM outbox WHERE household_id = ${household}`
	],
	[
		'wishDays',
		(at) => sql`INSERT INTO wish (hall_id, pictogram, at) VALUES (1, 'drill', ${at})`,
		() => sql`SELECT 1 FROM wish WHERE hall_id = 1`
	]
];

test.each(erased)('%s: there a moment before, gone then', async (term, put, look) => {
	const end = NOW + keptFor[term] * DAY;
	await db.write([put(NOW)]);
	await eraseOld(db, end - 1);
	expect(await db.read(look())).toHaveLength(1);
	await eraseOld(db, end);
	expect(await db.read(look())).toHaveLength(0);
});

test('unconfirmedDays: there a moment before, gone then', async () => {
	await setContact(db, household, 'amina@example.org', NOW);
	const contact = sql`SELECT 1 FROM contact WHERE household_id = ${household}`;
	const end = NOW + keptFor.unconfirmedDays * DAY;
	await eraseOld(db, end - 1);
	expect(await db.read(contact)).toHaveLength(1);
	await eraseOld(db, end);
	expect(await db.read(contact)).toHaveLength(0);
});

test('the cookies that are listed are those that are set', () => {
	const code = readFileSync('src/lib/server/auth/cookies.ts', 'utf8');
	const names = /const NAMES = \{([^}]*)\}/.exec(code)![1]!;
	expect(names.match(/palier_/g)).toHaveLength(cookies.length);
	for (const { kind, name } of cookies) expect(names).toContain(`${kind}: '${name}'`);
});

test('each record is named once', () => {
	const ids = keptRecords.map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
});
