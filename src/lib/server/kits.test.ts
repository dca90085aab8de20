import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	claimOf,
	mailboxesOf,
	newDatabase,
	newHousehold,
	newLandlord,
	NOW,
	TODAY
} from '../../../tests/support/world.ts';
import { hallsIn, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { claimMailbox } from './claims.ts';
import { homeOf } from './households.ts';
import { leave } from './leaving.ts';
import { makeKit, renewLetter } from './kits.ts';

let db: Database;
let scope: Scope;
let form = 0;

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 4);
});
afterAll(() => db.close());

const claiming = (box: { code: string; epoch: number }) =>
	claimMailbox(db, {
		...claimOf(box),
		once: `form ${form++}`,
		language: 'fr',
		from: 'test',
		now: NOW,
		today: TODAY
	});
const boxAt = async (n: number) => (await mailboxesOf(db, scope))[n]!;
const renew = (code: string, now = NOW, of = scope) => renewLetter(db, of, code, { today: TODAY, now });

async function kitOf(more: { mailbox?: string; today?: string; renewLetters?: boolean } = {}) {
	const chunks: Uint8Array[] = [];
	const halls = await hallsIn(db, scope);
	const order = {
		halls,
		secondLanguage: null,
		today: TODAY,
		renewLetters: false,
		sink: (bytes: Uint8Array) => void chunks.push(bytes),
		...more
	};
	return { made: await makeKit(db, scope, order), pdf: Buffer.concat(chunks) };
}

test('a new letter kills the older one, and a double tap makes one', async () => {
	const old = await boxAt(0);
	await Promise.all([renew(old.code), renew(old.code)]);
	const fresh = await boxAt(0);
	expect(fresh.epoch).toBe(old.epoch + 1);
	expect(await claiming(old)).toEqual({ refusal: 'wrong-code' });
	expect(await claiming(fresh)).toHaveProperty('household');
});

test('a claimed mailbox stays with its household; one that was left opens again', async () => {
	const { id, mailbox } = await newHousehold(db, scope, 1);
	await renew(mailbox);
	expect(await claiming(await boxAt(1))).toEqual({ refusal: 'already-claimed' });
	expect(await homeOf(db, id)).not.toBeNull();
	await leave(db, id);
	expect(await claiming(await boxAt(1))).toHaveProperty('household');
});

test('no landlord makes a letter of another, nor staff of a residence that is not theirs', async () => {
	const other = await newLandlord(db, 'other', 1);
	const box = await boxAt(2);
	await renew(box.code, NOW, other);
	await renew(box.code, NOW, { ...scope, residenceIds: [] });
	expect(await boxAt(2)).toEqual(box);
});

test('a kit made again is the same to the byte; of one mailbox it is two pages', async () => {
	const [one, two] = [await kitOf(), await kitOf()];
	expect(Buffer.compare(one.pdf, two.pdf)).toBe(0);
	expect(one.made).toMatchObject({ halls: 1, mailboxes: 4, pages: 10, bytes: one.pdf.length });
	expect((await kitOf({ mailbox: (await boxAt(3)).code })).made).toMatchObject({ mailboxes: 1, pages: 2 });
});

test('letters that end within a month get the full time again; younger ones stay as they are', async () => {
	const before = await boxAt(3);
	await kitOf({ today: '2026-12-20', renewLetters: true });
	expect((await boxAt(3)).letterUntilDay).toBe(before.letterUntilDay);
	await kitOf({ today: '2026-12-24', renewLetters: true });
	expect((await boxAt(3)).letterUntilDay).toBe('2027-02-22');
});
