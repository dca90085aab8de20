import type { Scope } from '#lib/server/buildings.ts';
import { hallsIn, residencesIn } from '#lib/server/buildings.ts';
import type { Database } from '#lib/server/db/database.ts';
import { languages } from '#lib/text/languages.ts';
import { createReadStream, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailboxesOf, newDatabase, newLandlord } from '../../../../tests/support/world.ts';
import { importReviewed, reviewList } from './review.ts';

const LISTS = 'tests/fixtures/lists';
const list = (name: string) => createReadStream(`${LISTS}/${name}`);

let db: Database;
let scope: Scope;

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 3);
});
afterAll(() => db.close());

async function* typed(text: string) {
	yield new TextEncoder().encode(text);
}

describe('looking at a list', () => {
	test('says what an import would do, shows fifty mailboxes, and writes nothing', async () => {
		const before = await mailboxesOf(db, scope);
		const review = await reviewList(db, scope, list('tilleuls-214.csv'), 'fr');
		expect(review).toMatchObject({
			changesNothing: false,
			report: { residences: 1, mailboxes: { added: 214, missing: 3 } }
		});
		expect(review.rows).toHaveLength(50);
		expect(review.rows![0]).toEqual({
			place: 'Résidence « Les Tilleuls »',
			building: '"Les Érables"',
			entrance: 'A',
			address: '1 allée des Tilleuls, 69003 Lyon',
			mailbox: '1'
		});
		expect(await mailboxesOf(db, scope)).toEqual(before);
	});

	test('names the columns about people, and shows nothing of what is in them', async () => {
		const review = await reviewList(db, scope, list('people.csv'), 'fr');
		expect(review.ignored.people).toContain('NOM');
		expect(JSON.stringify(review)).not.toMatch(/sentinelle|0600000000/i);
	});

	test.each(readdirSync(LISTS).filter((name) => name.startsWith('broken-')))(
		'%s: every problem says in each language what to do, with nothing left to fill in',
		async (name) => {
			for (const language of languages) {
				const { problems } = await reviewList(db, scope, list(name), language);
				expect(problems!.count).toBeGreaterThan(0);
				for (const { toDo } of problems!.rows) {
					expect(toDo).toMatch(/\p{L}{3}/u);
					expect(toDo).not.toMatch(/[{}]/);
					expect(/\p{Script=Arabic}/u.test(toDo)).toBe(language === 'ar');
				}
			}
		}
	);
});

describe('importing it', () => {
	test('leads to its residence when it has one only; then the same list changes nothing', async () => {
		const { report, residence } = await importReviewed(db, scope, list('tilleuls-214.csv'));
		expect(report.mailboxes.added).toBe(214);
		expect(await hallsIn(db, scope, residence!)).toHaveLength(6);
		expect(await reviewList(db, scope, list('tilleuls-214.csv'), 'ar')).toMatchObject({
			changesNothing: true
		});
	});

	test('leads nowhere in particular when it has several', async () => {
		const several = 'residence;adresse;nombre_boites\nUn;1 rue Haute;2\nDeux;2 rue Haute;2';
		expect((await importReviewed(db, scope, typed(several))).residence).toBeNull();
		expect(await residencesIn(db, scope)).toHaveLength(4);
	});

	test('a list with problems is never imported', async () => {
		const before = await mailboxesOf(db, scope);
		await expect(importReviewed(db, scope, list('broken-duplicate.csv'))).rejects.toThrow();
		expect(await mailboxesOf(db, scope)).toEqual(before);
	});
});
