import { languages, type Language } from '#lib/text/languages.ts';
import type { Database } from '#lib/server/db/database.ts';
import { sql } from '#lib/server/db/statement.ts';
import { leave } from '#lib/server/leaving.ts';
import { offer, pauseItem, pauseLending, resumeLending, setManner } from '#lib/server/offers.ts';
import { etagOf } from '#lib/server/web/packedPage.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newDatabase, newHousehold, newLandlord, NOW } from '../../../tests/support/world.ts';
import { scanPage } from './scanPage.ts';

let db: Database;
let amina: Awaited<ReturnType<typeof newHousehold>>;
let hall: string;

beforeAll(async () => {
	db = await newDatabase();
	const scope = await newLandlord(db, 'tilleuls', 2);
	amina = await newHousehold(db, scope, 0, ['drill', 'tent']);
	const listed = { manner: 'hall', ringFrom: null, ringUntil: null, ownWords: false, listed: true } as const;
	await setManner(db, amina.id, listed, NOW);
	hall = (await db.read<{ code: string }>(sql`SELECT h.code FROM hall h WHERE h.id = 1`))[0]!.code;
});
afterAll(() => db.close());

/** Each byte that leaves the server for a code, and the tag of the page, in every language. */
async function sent(code: string): Promise<string> {
	const pages = await Promise.all(languages.map((language) => answer(code, language)));
	return pages.join('\n');
}

async function answer(typed: string, language: Language): Promise<string> {
	const page = await scanPage(db, { typed, language, chosen: null, page: 1 });
	return [page.status, page.policy, etagOf(page.begin, page.rest, false), page.begin.bytes, page.rest].join(
		'\n'
	);
}

const state = (column: 'asleep' | 'hidden', at: number | null) =>
	db.write([
		column === 'asleep'
			? sql`UPDATE household SET asleep_at = ${at} WHERE id = ${amina.id}`
			: sql`UPDATE household SET hidden_at = ${at} WHERE id = ${amina.id}`
	]);

/** From one way of lending nothing to the next; the last one cannot be undone. */
const ways: [string, () => Promise<unknown>][] = [
	['everything is paused until a day', () => pauseLending(db, amina.id, NOW, '2026-12-01')],
	['everything is paused', () => pauseLending(db, amina.id, NOW, null)],
	[
		'each thing is paused',
		async () => {
			await resumeLending(db, amina.id, NOW);
			for (const thing of ['drill', 'tent']) await pauseItem(db, amina.id, thing, NOW, '2026-12-01');
		}
	],
	[
		'the page sleeps',
		async () => {
			await offer(db, amina.id, [], NOW);
			await offer(db, amina.id, ['drill', 'tent'], NOW);
			await state('asleep', NOW);
		}
	],
	[
		'moderation hides it',
		async () => {
			await state('asleep', null);
			await state('hidden', NOW);
		}
	],
	['the household is gone', () => leave(db, amina.id)]
];

describe('a household that lends nothing', () => {
	test('looks the same, byte for byte, whatever the reason', async () => {
		const lending = [await sent(amina.mailbox), await sent(hall)];
		await offer(db, amina.id, [], NOW);
		const nothing = [await sent(amina.mailbox), await sent(hall)];
		expect(nothing[0]).not.toBe(lending[0]);
		expect(nothing[1]).not.toBe(lending[1]);
		await offer(db, amina.id, ['drill', 'tent'], NOW);
		expect([await sent(amina.mailbox), await sent(hall)]).toEqual(lending);
		for (const [why, happens] of ways) {
			await happens();
			expect(await sent(amina.mailbox), why).toBe(nothing[0]);
			expect(await sent(hall), `${why}: the hall`).toBe(nothing[1]);
		}
	});
});
