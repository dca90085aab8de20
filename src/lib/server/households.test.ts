import { whatAPasserBySees } from '#lib/households/passerBy.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	claimOf,
	DAY,
	mailboxesOf,
	newDatabase,
	newHousehold,
	newLandlord,
	newPhone,
	NOW,
	TODAY
} from '../../../tests/support/world.ts';
import type { Scope } from './buildings.ts';
import { readSession, startSession } from './auth/sessions.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { claimMailbox } from './claims.ts';
import { homeOf, knownMailbox } from './households.ts';
import { leave } from './leaving.ts';
import { changeLock, openWithSpareKey } from './locks.ts';
import { callOneself, offer, pauseLending, resumeLending } from './offers.ts';

let db: Database;
let scope: Scope;
let forms = 0;

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 120);
});
afterAll(() => db.close());

const turn = (once = `form ${forms++}`, now = NOW) => ({ once, from: 'test', now });
const seen = async (code: string) => whatAPasserBySees((await knownMailbox(db, code))!);
const claiming = (claim: { mailbox: string; claim: string }, more = {}) =>
	claimMailbox(db, {
		...claim,
		language: 'fr',
		once: `form ${forms++}`,
		from: 'test',
		now: NOW,
		today: TODAY,
		...more
	});

describe('claiming', () => {
	test('of a hundred at once, one wins and the others are told', async () => {
		const box = (await mailboxesOf(db, scope))[0]!;
		const answers = await Promise.all(Array.from({ length: 100 }, () => claiming(claimOf(box))));
		expect(answers.filter((answer) => 'household' in answer)).toHaveLength(1);
		expect(
			answers.filter((answer) => 'refusal' in answer && answer.refusal === 'already-claimed')
		).toHaveLength(99);
		expect(
			await db.read(
				sql`SELECT 1 FROM household h JOIN mailbox m ON m.id = h.mailbox_id WHERE m.code = ${box.code}`
			)
		).toHaveLength(1);
	});

	test('a code opens its own mailbox and no other, and an unknown mailbox answers like a wrong code', async () => {
		const [, one, two] = await mailboxesOf(db, scope);
		expect(await claiming({ ...claimOf(one!), mailbox: two!.code })).toEqual({ refusal: 'wrong-code' });
		expect(await claiming({ ...claimOf(one!), mailbox: '0000000000000' })).toEqual({ refusal: 'wrong-code' });
		expect(await claiming({ mailbox: one!.code, claim: claimOf({ ...one!, epoch: 2 }).claim })).toEqual({
			refusal: 'wrong-code'
		});
	});

	test('an old letter is too late', async () => {
		const box = (await mailboxesOf(db, scope))[3]!;
		expect(await claiming(claimOf(box), { today: '2027-01-23' })).toEqual({ refusal: 'too-late' });
		expect(await claiming(claimOf(box), { today: '2027-01-22' })).toHaveProperty('household');
	});

	test('after ten wrong codes a mailbox rests, and its neighbour does not', async () => {
		const [, , , , guessed, neighbour] = await mailboxesOf(db, scope);
		for (let tries = 0; tries < 10; tries++)
			expect(await claiming({ mailbox: guessed!.code, claim: '000000000' })).toEqual({
				refusal: 'wrong-code'
			});
		expect(await claiming(claimOf(guessed!))).toEqual({ refusal: 'too-many-tries' });
		expect(
			await claiming({ mailbox: guessed!.code, claim: '000000000' }, { from: 'elsewhere' }),
			'who holds the letter elsewhere may go on'
		).toEqual({ refusal: 'wrong-code' });
		expect(await claiming(claimOf(neighbour!))).toHaveProperty('household');
		expect(await claiming(claimOf(guessed!), { now: NOW + DAY })).toHaveProperty('household');
	});

	test('right codes cost no try', async () => {
		const box = (await mailboxesOf(db, scope))[8]!;
		for (let tries = 0; tries < 30; tries++)
			expect(await claiming(claimOf(box), { once: 'one form' })).toHaveProperty('household');
	});

	test('a form whose answer got lost gives the same household and the same key again, for a quarter of an hour', async () => {
		const box = (await mailboxesOf(db, scope))[9]!;
		const first = await claiming(claimOf(box), { once: 'lost' });
		expect(first).toHaveProperty('spareKey');
		expect(await claiming(claimOf(box), { once: 'lost', now: NOW + 60_000 })).toEqual(first);
		expect(await claiming(claimOf(box), { once: 'another' })).toEqual({ refusal: 'already-claimed' });
		expect(await claiming(claimOf(box), { once: 'lost', now: NOW + 16 * 60_000 })).toEqual({
			refusal: 'already-claimed'
		});
	});

	test('nothing that opens anything is in the database', async () => {
		const box = (await mailboxesOf(db, scope))[6]!;
		const claim = claimOf(box).claim;
		const claimed = await claiming({ mailbox: box.code, claim });
		if ('refusal' in claimed) throw new Error(claimed.refusal);
		const { token } = await startSession(db, { kind: 'household', id: claimed.household });
		const tables = await db.read<{ name: string }>(sql`SELECT name FROM sqlite_master WHERE type = 'table'`);
		expect(tables.length).toBeGreaterThan(15);
		const dump = JSON.stringify(
			await Promise.all(
				['household', 'claim', 'session', 'mailbox', 'limit_bucket'].map((name) => rowsOf(name))
			)
		);
		for (const secret of [claim, claimed.spareKey, token]) expect(dump).not.toContain(secret);
		expect(dump).toContain(claimed.household);
	});
});

describe('what a passer-by sees', () => {
	test('the emblem, the nickname, the things and whether they are at hand: nothing else, and no trace of a pause', async () => {
		const { id, mailbox } = await newHousehold(db, scope, 10);
		await callOneself(db, id, 'Amina');
		const open = await seen(mailbox);
		expect(open).toEqual({
			kind: 'household',
			emblem: expect.any(String),
			nickname: 'Amina',
			items: ['drill', 'stepladder', 'tent'].map((pictogram) => ({ pictogram, atHand: true }))
		});
		await pauseLending(db, id, NOW);
		await pauseLending(db, id, NOW);
		expect(await seen(mailbox)).toEqual({ ...open, items: [] });
		await resumeLending(db, id, NOW);
		expect(await seen(mailbox)).toEqual(open);
		await offer(db, id, ['tent', 'saw'], NOW + 1);
		expect(await seen(mailbox)).toHaveProperty('items', [
			{ pictogram: 'tent', atHand: true },
			{ pictogram: 'saw', atHand: true }
		]);
	});

	test('never claimed, claimed and released are told apart; an unknown code is nothing', async () => {
		const box = (await mailboxesOf(db, scope))[11]!;
		expect(await seen(box.code)).toEqual({ kind: 'never-claimed', emblem: box.emblem });
		const { id } = await newHousehold(db, scope, 11);
		await leave(db, id);
		expect(await seen(box.code)).toEqual({ kind: 'released', emblem: box.emblem });
		expect(await claiming(claimOf(box))).toEqual({ refusal: 'already-claimed' });
		expect(await knownMailbox(db, '0000000000000')).toBeNull();
	});
});

describe('keys', () => {
	test('a spare key works once and gives the next one', async () => {
		const { id, spareKey } = await newHousehold(db, scope, 20);
		const opened = await openWithSpareKey(db, spareKey, turn());
		expect(opened).toMatchObject({ household: id });
		expect(await openWithSpareKey(db, spareKey, turn())).toEqual({
			refusal: 'wrong-key'
		});
		if ('spareKey' in opened)
			expect(await openWithSpareKey(db, opened.spareKey, turn())).toMatchObject({
				household: id
			});
	});

	test('the form of a spare key sent twice opens twice, with the same next key; another form does not', async () => {
		const { id, spareKey } = await newHousehold(db, scope, 25);
		const answers = await Promise.all([1, 2, 3].map(() => openWithSpareKey(db, spareKey, turn('lost'))));
		for (const answer of answers) expect(answer).toEqual(answers[0]);
		expect(answers[0]).toMatchObject({ household: id });
		expect(await openWithSpareKey(db, spareKey, turn('other'))).toEqual({ refusal: 'wrong-key' });
		expect(await openWithSpareKey(db, spareKey, turn('lost', NOW + 16 * 60_000))).toEqual({
			refusal: 'wrong-key'
		});
		const next = 'spareKey' in answers[0]! ? answers[0].spareKey : '';
		expect(await openWithSpareKey(db, next, turn())).toMatchObject({ household: id });
	});

	test('changing the lock ends sessions and the key, of this household only', async () => {
		const [one, two] = [await newHousehold(db, scope, 21), await newHousehold(db, scope, 22)];
		const tokens = await Promise.all([one, two].map(({ id }) => startSession(db, { kind: 'household', id })));
		const kept = await startSession(db, { kind: 'household', id: one.id });
		const keptId = (await readSession(db, kept.token, { mayWrite: false }))!.sessionId;
		const fresh = (await changeLock(db, one.id, keptId))!;
		expect(
			(await readSession(db, kept.token, { mayWrite: false }))?.id,
			'the phone that changed it stays'
		).toBe(one.id);
		const sessions = await Promise.all(
			tokens.map(({ token }) => readSession(db, token, { mayWrite: false }))
		);
		expect(sessions.map((session) => session?.id)).toEqual([undefined, two.id]);
		expect(await openWithSpareKey(db, one.spareKey, turn())).toEqual({
			refusal: 'wrong-key'
		});
		expect(await openWithSpareKey(db, fresh, turn())).toMatchObject({
			household: one.id
		});
	});

	test('who leaves leaves nothing, and the neighbour loses nothing', async () => {
		const [gone, stays] = [await newHousehold(db, scope, 23), await newHousehold(db, scope, 24)];
		const { token } = await startSession(db, { kind: 'household', id: gone.id });
		await leave(db, gone.id);
		expect(await readSession(db, token, { mayWrite: false })).toBeNull();
		const everything = JSON.stringify(
			await Promise.all(['household', 'item', 'session', 'claim'].map((name) => rowsOf(name)))
		);
		expect(everything).not.toContain(gone.id);
		expect((await homeOf(db, stays.id))?.pictograms).toEqual(['drill', 'stepladder', 'tent']);
		expect(await homeOf(db, gone.id)).toBeNull();
	});
});

describe('one household cannot touch another', () => {
	test('every verb changes its own and leaves the victim as it was', async () => {
		const [attacker, victim] = [await newHousehold(db, scope, 30), await newHousehold(db, scope, 31)];
		const before = await homeOf(db, victim.id);
		await offer(db, attacker.id, [], NOW);
		await callOneself(db, attacker.id, 'x');
		await pauseLending(db, attacker.id, NOW);
		await changeLock(db, attacker.id, await newPhone(db, attacker.id));
		expect(await homeOf(db, victim.id)).toEqual(before);
		expect(await homeOf(db, attacker.id)).toMatchObject({ nickname: 'x', paused: true, pictograms: [] });
	});
});

function rowsOf(table: string) {
	const queries: Record<string, ReturnType<typeof sql>> = {
		household: sql`SELECT * FROM household`,
		claim: sql`SELECT * FROM claim`,
		session: sql`SELECT * FROM session`,
		mailbox: sql`SELECT * FROM mailbox`,
		item: sql`SELECT * FROM item`,
		limit_bucket: sql`SELECT * FROM limit_bucket`
	};
	return db.read(queries[table]!);
}
