import { whatAPasserBySees } from '#lib/households/passerBy.ts';
import type { Scope } from '#lib/server/buildings.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { startHrana } from '../../../tests/support/hrana.ts';
import { temporaryFolder } from '../../../tests/support/temporaryFolder.ts';
import { mailboxesOf, newDatabase, newHousehold, newLandlord } from '../../../tests/support/world.ts';
import { openDatabase, type Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { hallPage } from './halls.ts';
import { knownMailbox } from './households.ts';
import { forgetPageChanges, PageCache, type KeptPage } from './pageCache.ts';

const page = (text: string): KeptPage => ({
	body: Buffer.from(text),
	etag: `"${text}"`,
	headers: [],
	headersIfKnown: []
});

async function keep(cache: PageCache, code: string, text = code) {
	cache.keep(code, 'fr1', page(text), await cache.caughtUp());
}

const changed = (code: string) => sql`INSERT INTO page_change (code) VALUES (${code})`;

describe('a cache of one process', () => {
	let db: Database;
	let cache: PageCache;
	beforeEach(async () => {
		db = await newDatabase();
		cache = new PageCache(db, { isShared: false });
		await db.write([changed('FIRST')]);
	});

	test('gives what it was given, by code and name', async () => {
		await keep(cache, 'A');
		expect(cache.kept('A', 'fr1')?.body.toString()).toBe('A');
		expect(cache.kept('A', 'en1')).toBeUndefined();
		expect(cache.kept('B', 'fr1')).toBeUndefined();
	});

	test('gives nothing after a write before it looked, and then all but what changed', async () => {
		await keep(cache, 'A');
		await keep(cache, 'B');
		await db.write([changed('A')]);
		expect(cache.kept('A', 'fr1')).toBeUndefined();
		expect(cache.kept('B', 'fr1')).toBeUndefined();
		await cache.caughtUp();
		expect(cache.kept('A', 'fr1')).toBeUndefined();
		expect(cache.kept('B', 'fr1')).toBeDefined();
	});

	test('a write of drizzle counts too, and one that failed', async () => {
		const before = db.writes;
		await db.write([sql`INSERT INTO nowhere VALUES (1)`]).catch(() => {});
		expect(db.writes).toBe(before + 1);
	});

	test('does not keep a page that was rendered while a page changed', async () => {
		const change = await cache.caughtUp();
		await db.write([changed('A')]);
		await cache.caughtUp();
		cache.keep('A', 'fr1', page('old'), change);
		expect(cache.kept('A', 'fr1')).toBeUndefined();
	});

	test('a page kept before an unread change goes with that change', async () => {
		const change = await cache.caughtUp();
		await db.write([changed('A')]);
		cache.keep('A', 'fr1', page('old'), change);
		await cache.caughtUp();
		expect(cache.kept('A', 'fr1')).toBeUndefined();
	});

	test('many readers at once wait for one look that began after the write', async () => {
		await keep(cache, 'A');
		const looks = [cache.look(), db.write([changed('A')]).then(() => cache.caughtUp()), cache.caughtUp()];
		await Promise.all(looks);
		await cache.caughtUp();
		expect(cache.kept('A', 'fr1')).toBeUndefined();
	});

	test('what was pruned empties it', async () => {
		await keep(cache, 'A');
		await db.write(Array.from({ length: 5 }, (_, i) => changed(`C${i}`)));
		await db.write([sql`DELETE FROM page_change WHERE id < (SELECT max(id) FROM page_change)`]);
		await cache.caughtUp();
		expect(cache.kept('A', 'fr1')).toBeUndefined();
		await keep(cache, 'A');
		await db.write([sql`DELETE FROM session`]);
		await cache.caughtUp();
		expect(cache.kept('A', 'fr1')).toBeDefined();
	});

	test('more changes at once than it reads empty it', async () => {
		await keep(cache, 'A');
		await db.write([
			sql`INSERT INTO page_change (code) SELECT 'X' FROM json_each(${JSON.stringify(Array(1_200).fill(0))})`
		]);
		await cache.caughtUp();
		expect(cache.kept('A', 'fr1')).toBeUndefined();
	});

	test('old changes are forgotten, the last ones stay', async () => {
		await db.write([
			sql`INSERT INTO page_change (code) SELECT 'X' FROM json_each(${JSON.stringify(Array(10_100).fill(0))})`,
			forgetPageChanges()
		]);
		expect(await db.read(sql`SELECT count(*) AS n FROM page_change`)).toEqual([{ n: 10_000 }]);
	});

	test('stays below its bytes, and drops what was not used for longest', async () => {
		const small = new PageCache(db, { isShared: false, mostBytes: 10_000 });
		for (const code of ['A', 'B', 'C', 'D']) await keep(small, code, code.repeat(1_000));
		expect(small.kept('A', 'fr1')).toBeDefined();
		for (const code of ['E', 'F']) await keep(small, code, code.repeat(1_000));
		expect(small.kept('A', 'fr1')).toBeDefined();
		expect(small.kept('B', 'fr1')).toBeUndefined();
		for (let n = 0; n < 50; n++) small.keep('A', `fr${n}`, page('A'.repeat(1_000)), await small.caughtUp());
		expect(small.bytes).toBeLessThanOrEqual(10_000);
	});
});

describe('caches of two processes on one remote database', () => {
	const folder = temporaryFolder();

	test('what the other one wrote goes at the next look, and nothing is given while none succeeds', async () => {
		const server = await startHrana(folder.path());
		const open = () => openDatabase({ url: server.url, hold: 'write' });
		const [mine, other] = [await open(), await open()];
		let now = 0;
		const cache = new PageCache(mine, { isShared: true, now: () => now });
		await mine.write([changed('FIRST')]);
		await keep(cache, 'A');
		await keep(cache, 'B');
		await other.write([changed('A')]);
		now = 250;
		await cache.look();
		expect(cache.kept('A', 'fr1')).toBeUndefined();
		expect(cache.kept('B', 'fr1')).toBeDefined();

		await server.close();
		now = 1_250;
		await cache.look().catch(() => {});
		expect(cache.kept('B', 'fr1')).toBeDefined();
		now = 1_251;
		expect(cache.kept('B', 'fr1')).toBeUndefined();
		await Promise.all([mine.close(), other.close()]);
	});
});

/** A generator of its own, so that a failure can be seen again. */
function dice(seed: number) {
	return (sides: number) => (seed = (seed * 48_271) % 2_147_483_647) % sides;
}

describe('every write that changes a page notes its code', () => {
	let db: Database;
	let scope: Scope;
	let codes: string[];
	let hall: string;

	beforeEach(async () => {
		db = await newDatabase();
		scope = await newLandlord(db, 'tilleuls', 3);
		for (const n of [0, 1]) await newHousehold(db, scope, n);
		codes = (await mailboxesOf(db, scope)).map(({ code }) => code);
		hall = (await db.read<{ code: string }>(sql`SELECT code FROM hall`))[0]!.code;
	});

	async function seen(): Promise<Map<string, string>> {
		const views = new Map<string, string>();
		for (const code of codes) {
			const mailbox = await knownMailbox(db, code);
			views.set(code, JSON.stringify(mailbox && { ...whatAPasserBySees(mailbox), hall: mailbox.hall }));
		}
		return views.set(hall, JSON.stringify(await hallPage(db, hall)));
	}

	/** Whatever a verb may write, and more: any of the columns that a view reads, in rows chosen by chance. */
	function anyWrite(roll: (sides: number) => number): Statement {
		const household = sql`(SELECT id FROM household ORDER BY claimed_at, id LIMIT 1 OFFSET ${roll(2)})`;
		const mailbox = sql`(SELECT id FROM mailbox ORDER BY id LIMIT 1 OFFSET ${roll(3)})`;
		const thing = ['drill', 'tent', 'stepladder', 'raclette'][roll(4)]!;
		const maybe = roll(2) === 0 ? null : roll(1_000);
		const seldom = roll(5) === 0 ? 1 : null;
		const id = `r${roll(1e9)}`;
		const all: (() => Statement)[] = [
			() =>
				sql`UPDATE household SET nickname = ${maybe === null ? null : `N${maybe}`} WHERE id = ${household}`,
			() => sql`UPDATE household SET hidden_at = ${seldom} WHERE id = ${household}`,
			() => sql`UPDATE household SET asleep_at = ${seldom} WHERE id = ${household}`,
			() => sql`UPDATE household SET listed_at = ${maybe} WHERE id = ${household}`,
			() => sql`UPDATE household SET told_day = '2026-11-23' WHERE id = ${household}`,
			() => sql`DELETE FROM item WHERE household_id = ${household} AND pictogram = ${thing}`,
			() =>
				sql`INSERT INTO item (id, household_id, pictogram, added_at) SELECT ${id}, id, ${thing}, ${roll(9)} FROM household WHERE id = ${household} ON CONFLICT DO NOTHING`,
			() =>
				sql`UPDATE item SET paused_at = ${maybe} WHERE household_id = ${household} AND pictogram = ${thing}`,
			() =>
				sql`UPDATE item SET added_at = ${roll(99)} WHERE household_id = ${household} AND pictogram = ${thing}`,
			() => sql`UPDATE OR IGNORE item SET pictogram = ${thing} WHERE household_id = ${household}`,
			() =>
				sql`INSERT INTO pause (household_id, at) SELECT id, 1 FROM household WHERE id = ${household} ON CONFLICT DO NOTHING`,
			() => sql`DELETE FROM pause WHERE household_id = ${household}`,
			() => sql`INSERT INTO request (id, household_id, pictogram, ticket_hash, from_day, until_day, part, state, asked_at, ends_at)
				SELECT ${id}, id, ${thing}, ${id}, '2026-11-23', '2026-11-24', 'evening', ${['asked', 'handed-over'][roll(2)]!}, 0, 0 FROM household WHERE id = ${household}`,
			() =>
				sql`UPDATE request SET state = ${['accepted', 'handed-over', 'given-back'][roll(3)]!} WHERE household_id = ${household} AND pictogram = ${thing}`,
			() => sql`DELETE FROM request WHERE household_id = ${household} AND pictogram = ${thing}`,
			() =>
				sql`INSERT INTO wish (hall_id, pictogram, at) SELECT id, ${thing}, 1 FROM hall WHERE true ON CONFLICT DO NOTHING`,
			() => sql`DELETE FROM wish WHERE pictogram = ${thing}`,
			() =>
				sql`UPDATE OR IGNORE mailbox SET emblem = ${['owl', 'fox', 'lion', 'frog'][roll(4)]!} WHERE id = ${mailbox}`,
			() => sql`UPDATE OR IGNORE household SET mailbox_id = ${mailbox} WHERE id = ${household}`,
			() => sql`INSERT INTO household (id, mailbox_id, language, spare_key_hash, claimed_at)
				SELECT ${id}, m.id, 'fr', ${id}, 99 FROM mailbox m WHERE m.id = ${mailbox} ON CONFLICT DO NOTHING`,
			() => sql`DELETE FROM household WHERE id = ${household} AND ${roll(5)} = 0`
		];
		return all[roll(all.length)]!();
	}

	test('of 600 writes by chance', async () => {
		const roll = dice(20261123);
		let before = await seen();
		let moved = 0;
		for (let n = 0; n < 600; n++) {
			const statement = anyWrite(roll);
			const [last] = await db.read<{ id: number }>(sql`SELECT coalesce(max(id), 0) AS id FROM page_change`);
			await db.write([statement]);
			const after = await seen();
			const noted = (
				await db.read<{ code: string }>(sql`SELECT code FROM page_change WHERE id > ${last!.id}`)
			).map(({ code }) => code);
			for (const [code, view] of after) {
				if (view === before.get(code)) continue;
				moved++;
				expect(noted, `${code}: ${before.get(code)} -> ${view}\n${statement.sql}`).toContain(code);
			}
			before = after;
		}
		expect(moved).toBeGreaterThan(100);
	});

	test('a mailbox, a hall and a code that go', async () => {
		const noted = async () =>
			new Set((await db.read<{ code: string }>(sql`SELECT code FROM page_change`)).map(({ code }) => code));
		await db.write([
			sql`DELETE FROM page_change`,
			sql`UPDATE hall SET code = 'NEW0000000000' WHERE code = ${hall}`
		]);
		expect(await noted()).toEqual(new Set([hall, 'NEW0000000000', ...codes]));
		await db.write([
			sql`DELETE FROM household`,
			sql`DELETE FROM page_change`,
			sql`DELETE FROM mailbox WHERE code = ${codes[0]!}`
		]);
		expect(await noted()).toEqual(new Set([codes[0], 'NEW0000000000']));
		await db.write([sql`DELETE FROM page_change`, sql`DELETE FROM hall`]);
		expect([...(await noted())]).toEqual(expect.arrayContaining(codes.slice(1)));
	});
});
