import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DAY, newDatabase, newHousehold, newLandlord, NOW } from '../../../tests/support/world.ts';
import type { Scope } from './buildings.ts';
import {
	confirmationToken,
	confirmContact,
	contactBehind,
	readAddress,
	removeContact,
	setContact
} from './contacts.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { homeOf } from './households.ts';
import { leave } from './leaving.ts';

let db: Database;
let scope: Scope;
let box = 0;
let amina: string;
let chantal: string;

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 60);
});
async function moveIn(): Promise<void> {
	await db.write([sql`DELETE FROM limit_bucket`, sql`DELETE FROM outbox`]);
	amina = (await newHousehold(db, scope, box++)).id;
	chantal = (await newHousehold(db, scope, box++)).id;
}
afterAll(() => db.close());

const emailOf = async (household: string) => (await homeOf(db, household))!.email;
const letters = () =>
	db.read<{ household_id: string; kind: string; recipient: string }>(
		sql`SELECT household_id, kind, recipient FROM outbox ORDER BY id`
	);
const confirmed = async (household: string, address: string) => {
	await setContact(db, household, address, NOW);
	return confirmContact(db, confirmationToken(household, address), NOW);
};

describe('an address', () => {
	test.each([
		['amina@tilleuls.example', 'amina@tilleuls.example'],
		['  Amina.B+palier@Tilleuls.EXAMPLE\n', 'Amina.B+palier@tilleuls.example'],
		['a@exämple.fr', 'a@xn--exmple-cua.fr'],
		["o'neill_{x}@a-b.co", "o'neill_{x}@a-b.co"],
		['\u202Eamina@tilleuls.example\u200B', 'amina@tilleuls.example'],
		[`${'a'.repeat(64)}@b.fr`, `${'a'.repeat(64)}@b.fr`]
	])('is read from %j', (typed, address) => {
		expect(readAddress(typed)).toEqual({ address });
	});

	test('is refused however long it is', () => {
		expect(readAddress('a'.repeat(10_000))).toEqual({ problem: 'not-an-address' });
		expect(readAddress(`a@${'b'.repeat(260)}.fr`)).toEqual({ problem: 'not-an-address' });
	});

	test.each([
		'amina',
		'@tilleuls.example',
		'amina@',
		'amina@localhost',
		'amina@127.0.0.1',
		'amina@0x7f.1',
		'amina@[127.0.0.1]',
		'amina@tilleuls.example,bruno@tilleuls.example',
		'amina@tilleuls.example bruno@tilleuls.example',
		'amina@tilleuls.example\r\nBcc: bruno@tilleuls.example',
		'Amina <amina@tilleuls.example>',
		'"amina"@tilleuls.example',
		'amina(x)@tilleuls.example',
		'a..b@tilleuls.example',
		'.a@tilleuls.example',
		'a@b@tilleuls.example',
		'a@-b.fr',
		'a@b..fr',
		'a@b.f',
		'a@b.123',
		'amina;x@tilleuls.example',
		'أمينة@tilleuls.example',
		`${'a'.repeat(65)}@b.fr`,
		`a@${'b'.repeat(64)}.fr`
	])('is not %j', (typed) => {
		expect(readAddress(typed)).toEqual({ problem: 'not-an-address' });
	});

	test('is missing when nothing was typed', () => {
		expect(readAddress(' \u200B\n')).toEqual({ problem: 'missing' });
	});
});

describe('being told', () => {
	beforeEach(moveIn);

	test('begins unconfirmed, with one letter; its link confirms it, once and again', async () => {
		expect(await setContact(db, amina, 'amina@a.example', NOW)).toEqual({ done: true });
		expect(await emailOf(amina)).toEqual({ address: 'amina@a.example', confirmed: false });
		expect(await letters()).toEqual([{ household_id: amina, kind: 'confirm', recipient: 'amina@a.example' }]);
		const token = confirmationToken(amina, 'amina@a.example');
		expect(await contactBehind(db, token)).toBe('waiting');
		expect(await emailOf(amina)).toHaveProperty('confirmed', false);
		expect(await confirmContact(db, token, NOW)).toBe(true);
		expect(await confirmContact(db, token.toUpperCase(), NOW + 1)).toBe(true);
		expect(await contactBehind(db, token)).toBe('confirmed');
		expect(await emailOf(amina)).toEqual({ address: 'amina@a.example', confirmed: true });
	});

	test('the same form sent ten times at once is one letter', async () => {
		await Promise.all(Array.from({ length: 10 }, () => setContact(db, amina, 'amina@a.example', NOW)));
		expect(await letters()).toHaveLength(1);
		expect(await emailOf(amina)).toEqual({ address: 'amina@a.example', confirmed: false });
	});

	test('the same address again leaves a confirmed one as it is', async () => {
		await confirmed(amina, 'amina@a.example');
		await db.write([sql`DELETE FROM outbox`]);
		expect(await setContact(db, amina, 'amina@a.example', NOW)).toEqual({ done: true });
		expect(await emailOf(amina)).toHaveProperty('confirmed', true);
		expect(await letters()).toEqual([]);
	});

	test('another address forgets the first, its link and its letters', async () => {
		await setContact(db, amina, 'amina@a.example', NOW);
		await setContact(db, amina, 'amina@b.example', NOW);
		expect(await letters()).toEqual([{ household_id: amina, kind: 'confirm', recipient: 'amina@b.example' }]);
		expect(await confirmContact(db, confirmationToken(amina, 'amina@a.example'), NOW)).toBe(false);
		expect(await emailOf(amina)).toEqual({ address: 'amina@b.example', confirmed: false });
		await confirmed(amina, 'amina@b.example');
		await setContact(db, amina, 'amina@c.example', NOW);
		expect(await emailOf(amina)).toEqual({ address: 'amina@c.example', confirmed: false });
	});

	test('nothing in the database confirms an address', async () => {
		await setContact(db, amina, 'amina@a.example', NOW);
		const dump = JSON.stringify([
			await db.read(sql`SELECT * FROM contact WHERE household_id = ${amina}`),
			await db.read(sql`SELECT * FROM outbox`),
			await db.read(sql`SELECT * FROM limit_bucket`)
		]);
		expect(dump).toContain('amina@a.example');
		expect(dump).not.toContain(confirmationToken(amina, 'amina@a.example'));
		const [row] = await db.read<{ token_hash: string }>(
			sql`SELECT token_hash FROM contact WHERE household_id = ${amina}`
		);
		for (const wrong of [
			row!.token_hash,
			'',
			'\0',
			"' OR 1=1 --",
			'x'.repeat(100_000),
			'0'.repeat(26),
			confirmationToken(chantal, 'amina@a.example')
		]) {
			expect(await contactBehind(db, wrong)).toBeNull();
			expect(await confirmContact(db, wrong, NOW)).toBe(false);
		}
		expect(await emailOf(amina)).toHaveProperty('confirmed', false);
	});

	test('ends when the address is removed, and with the household', async () => {
		await setContact(db, amina, 'amina@a.example', NOW);
		await setContact(db, chantal, 'chantal@c.example', NOW);
		await removeContact(db, amina);
		expect(await emailOf(amina)).toBeNull();
		expect(await letters()).toMatchObject([{ household_id: chantal }]);
		expect(await confirmContact(db, confirmationToken(amina, 'amina@a.example'), NOW)).toBe(false);
		await leave(db, chantal);
		expect(await letters()).toEqual([]);
		expect(await confirmContact(db, confirmationToken(chantal, 'chantal@c.example'), NOW)).toBe(false);
		expect(await setContact(db, chantal, 'chantal@c.example', NOW)).toEqual({ done: true });
		expect(await letters()).toEqual([]);
	});

	test('a household touches no other', async () => {
		await confirmed(chantal, 'both@a.example');
		await setContact(db, amina, 'both@a.example', NOW);
		await setContact(db, amina, 'other@a.example', NOW);
		await removeContact(db, amina);
		expect(await emailOf(chantal)).toEqual({ address: 'both@a.example', confirmed: true });
	});
});

describe('letters to addresses that nobody confirmed', () => {
	beforeEach(moveIn);

	const asking = async (household: string, address: string, now = NOW) => {
		const answer = await setContact(db, household, address, now);
		await db.write([sql`DELETE FROM outbox`]);
		return 'refusal' in answer ? answer.refusal : 'sent';
	};

	test('three to one address, whoever asks, then one a day', async () => {
		const asked = [
			await asking(amina, 'victim@a.example'),
			await asking(amina, 'VICTIM@a.example'),
			await asking(chantal, 'victim@a.example'),
			await asking(chantal, 'victim@a.example'),
			await asking(chantal, 'victim@a.example', NOW + DAY),
			await asking(chantal, 'victim@a.example', NOW + DAY)
		];
		expect(asked).toEqual(['sent', 'sent', 'sent', 'too-many-letters', 'sent', 'too-many-letters']);
	});

	test('three by one household, whoever it writes to, and its neighbour still can', async () => {
		const asked = [];
		for (const name of ['a', 'b', 'c', 'd']) asked.push(await asking(amina, `${name}@a.example`));
		expect(asked).toEqual(['sent', 'sent', 'sent', 'too-many-letters']);
		expect(await emailOf(amina)).toHaveProperty('address', 'c@a.example');
		expect(await asking(chantal, 'd@a.example')).toBe('sent');
	});

	test('a limit keeps no address', async () => {
		await asking(amina, 'amina@a.example');
		const buckets = await db.read(sql`SELECT key FROM limit_bucket`);
		expect(buckets).toHaveLength(2);
		expect(JSON.stringify(buckets)).not.toContain('amina');
	});
});
