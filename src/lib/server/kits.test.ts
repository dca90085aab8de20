import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailboxesOf, newDatabase, newLandlord, TODAY } from '../../../tests/support/world.ts';
import { hallsIn, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { makeKit } from './kits.ts';

let db: Database;
let scope: Scope;

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 4);
});
afterAll(() => db.close());

const boxAt = async (n: number) => (await mailboxesOf(db, scope))[n]!;

async function kitOf(more: { mailboxes?: string[]; today?: string; renewLetters?: boolean } = {}) {
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

test('a kit made again is the same to the byte; of one mailbox it is two pages', async () => {
	const [one, two] = [await kitOf(), await kitOf()];
	expect(Buffer.compare(one.pdf, two.pdf)).toBe(0);
	expect(one.made).toMatchObject({ halls: 1, mailboxes: 4, pages: 10, bytes: one.pdf.length });
	expect((await kitOf({ mailboxes: [(await boxAt(3)).code] })).made).toMatchObject({
		mailboxes: 1,
		pages: 2
	});
});

test('letters that end within a month get the full time again; younger ones stay as they are', async () => {
	const before = await boxAt(3);
	await kitOf({ today: '2026-12-20', renewLetters: true });
	expect((await boxAt(3)).letterUntilDay).toBe(before.letterUntilDay);
	await kitOf({ today: '2026-12-24', renewLetters: true });
	expect((await boxAt(3)).letterUntilDay).toBe('2027-02-22');
});
