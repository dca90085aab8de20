import { whatAPasserBySees } from '#lib/households/passerBy.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
	claimOf,
	DAY,
	HOUR,
	mailboxesOf,
	newDatabase,
	newHousehold,
	newLandlord,
	newPhone,
	NOW,
	TODAY
} from '../../../tests/support/world.ts';
import { askToBorrow } from './asking.ts';
import { hallsIn, type Scope } from './buildings.ts';
import { claimMailbox } from './claims.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { homeOf, knownMailbox } from './households.ts';
import { doMinute, doNight } from './jobs.ts';
import { leave } from './leaving.ts';
import { makeNewLetters } from './newLetters.ts';
import { callOneself } from './offers.ts';
import { putMailboxesUp } from './places.ts';
import { newLetterOf, refuseNewLetter } from './takeovers.ts';
import { tellHouseholds } from './telling.ts';

let db: Database;
let scope: Scope;
let amina: Awaited<ReturnType<typeof newHousehold>>;
let forms = 0;

beforeEach(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 3);
	amina = await newHousehold(db, scope, 0);
	await callOneself(db, amina.id, 'Amina');
});
afterEach(() => db.close());

/** When the office asks for a new letter, and when its code wakes. */
const ASKED = NOW + HOUR;
const AWAKE = ASKED + 72 * HOUR;

const office = () => ({ landlordId: scope.landlordId, staffId: null, who: 'palier' });
const renew = (reason: 'lost' | 'moved-out' | 'gone', code = amina.mailbox, now = ASKED) =>
	makeNewLetters(db, office(), scope, [code], { reason, today: TODAY, now });
const epochOf = async (code: string) =>
	(await db.read<{ epoch: number }>(sql`SELECT epoch FROM mailbox WHERE code = ${code}`))[0]!.epoch;
const claiming = async (now: number, more: { own?: string; once?: string } = {}) =>
	claimMailbox(db, {
		...claimOf({ code: amina.mailbox, epoch: await epochOf(amina.mailbox) }),
		once: `form ${forms++}`,
		language: 'fr',
		from: 'test',
		now,
		today: TODAY,
		...more
	});
const seen = async (code = amina.mailbox) => whatAPasserBySees((await knownMailbox(db, code))!);
const told = async () =>
	(
		await db.read<{ kind: string }>(
			sql`SELECT kind FROM notice WHERE household_id = ${amina.id} AND kind <> 'new-device' ORDER BY id`
		)
	).map(({ kind }) => kind);

describe('a new letter for a box where somebody lives', () => {
	test('sleeps for three days, then takes over: everything is erased and nothing is handed over', async () => {
		await newPhone(db, amina.id);
		await renew('lost');
		expect(await claiming(ASKED + 1)).toEqual({ refusal: 'asleep', until: AWAKE });
		expect(await claiming(AWAKE - 1)).toEqual({ refusal: 'asleep', until: AWAKE });
		expect(await homeOf(db, amina.id)).not.toBeNull();

		const answers = await Promise.all(Array.from({ length: 20 }, () => claiming(AWAKE)));
		expect(answers.filter((answer) => 'household' in answer)).toHaveLength(1);
		expect(
			answers.filter((answer) => 'refusal' in answer && answer.refusal === 'already-claimed')
		).toHaveLength(19);
		expect(await homeOf(db, amina.id)).toBeNull();
		expect(await seen()).toMatchObject({ kind: 'household', nickname: null, items: [] });
		for (const rows of await Promise.all([
			db.read(sql`SELECT 1 FROM item i WHERE i.household_id = ${amina.id}`),
			db.read(sql`SELECT 1 FROM session s WHERE s.household_id = ${amina.id}`),
			db.read(sql`SELECT 1 FROM notice n WHERE n.household_id = ${amina.id}`)
		]))
			expect(rows).toEqual([]);
	});

	test('sleeps on where the notice came late: never earlier than the household was told', async () => {
		await renew('lost');
		const late = AWAKE - HOUR;
		await doMinute(db, late);
		const { until } = (await newLetterOf(db, amina.id, late))!;
		expect(until).toBe(late + DAY);
		expect(await claiming(until - 1)).toEqual({ refusal: 'asleep', until });
		expect(await claiming(until)).toHaveProperty('household');
	});

	test('the same form sent twice at once takes over once, and gives the same household', async () => {
		await renew('lost');
		const [one, two] = await Promise.all([
			claiming(AWAKE, { once: 'the form' }),
			claiming(AWAKE, { once: 'the form' })
		]);
		expect(one).toHaveProperty('household');
		expect(two).toEqual(one);
	});

	test('whoever lives there does not take themselves over', async () => {
		await renew('lost');
		expect(await claiming(AWAKE, { own: amina.id })).toEqual({ refusal: 'already-claimed' });
		expect(await homeOf(db, amina.id)).not.toBeNull();
	});

	test('is told once, shown, and refused in one tap: its code is dead, and the next letter asks anew', async () => {
		await renew('lost');
		await Promise.all([doMinute(db, ASKED + 1), doMinute(db, ASKED + 1)]);
		await doMinute(db, ASKED + HOUR);
		expect(await told()).toEqual(['new-letter']);
		const letter = await newLetterOf(db, amina.id, ASKED + HOUR);
		expect(letter).toEqual({ reason: 'lost', epoch: 2, until: AWAKE });

		expect(await refuseNewLetter(db, amina.id, 1, ASKED + HOUR), 'not an older one').toBe(false);
		expect(await refuseNewLetter(db, amina.id, 2, ASKED + HOUR)).toBe(true);
		expect(await refuseNewLetter(db, amina.id, 2, ASKED + HOUR), 'the same tap').toBe(true);
		expect(await newLetterOf(db, amina.id, ASKED + HOUR)).toBeNull();
		expect(await claiming(AWAKE + DAY)).toEqual({ refusal: 'already-claimed' });

		await renew('lost', amina.mailbox, AWAKE);
		expect(await newLetterOf(db, amina.id, AWAKE)).toMatchObject({ epoch: 3 });
		await doMinute(db, AWAKE);
		expect(await told()).toEqual(['new-letter', 'new-letter']);
	});

	test('nobody refuses for another box, and it is too late once somebody moved in', async () => {
		const neighbour = await newHousehold(db, scope, 1);
		await renew('lost');
		expect(await refuseNewLetter(db, neighbour.id, 2, ASKED)).toBe(false);
		expect(await claiming(AWAKE)).toHaveProperty('household');
		expect(await refuseNewLetter(db, amina.id, 2, AWAKE)).toBe(false);
	});

	test('a household that came with this very letter has nothing to refuse', async () => {
		await leave(db, amina.id);
		await renew('lost');
		const claimed = (await claiming(ASKED + 1)) as { household: string };
		expect(await newLetterOf(db, claimed.household, ASKED + HOUR)).toBeNull();
		await doMinute(db, ASKED + HOUR);
		expect(await db.read(sql`SELECT 1 FROM notice n WHERE n.household_id = ${claimed.household}`)).toEqual(
			[]
		);
		expect(await claiming(AWAKE)).toEqual({ refusal: 'already-claimed' });
	});

	test('what was refused meanwhile is not sent', async () => {
		await db.write([
			sql`INSERT INTO contact (household_id, email, token_hash, given_at, confirmed_at) VALUES (${amina.id}, 'a@x.example', 'link', ${NOW}, ${NOW})`
		]);
		await renew('lost');
		await doMinute(db, ASKED + 1);
		await refuseNewLetter(db, amina.id, 2, ASKED + 2);
		await tellHouseholds(db, ASKED + 3);
		expect(await db.read(sql`SELECT 1 FROM outbox o WHERE o.household_id = ${amina.id}`)).toEqual([]);
	});
});

describe('a freed box', () => {
	test('keeps its page for three days, then is ready for whoever comes', async () => {
		const before = await seen();
		await renew('moved-out');
		await doMinute(db, ASKED + 1);
		expect(await told()).toEqual(['moved-out']);
		await doNight(db, AWAKE - HOUR);
		expect(await seen()).toEqual(before);
		expect(await newLetterOf(db, amina.id, AWAKE - HOUR)).toEqual({
			reason: 'moved-out',
			epoch: 2,
			until: AWAKE
		});
		await doNight(db, AWAKE + 1);
		expect(await homeOf(db, amina.id)).toBeNull();
		expect((await seen()).kind).toBe('never-claimed');
		expect(await claiming(AWAKE + DAY)).toHaveProperty('household');
	});

	test('one that somebody left before looks the same, at the same time', async () => {
		await leave(db, amina.id);
		await renew('moved-out');
		await doNight(db, AWAKE - 1);
		expect((await seen()).kind).toBe('released');
		await doNight(db, AWAKE + 1);
		expect((await seen()).kind).toBe('never-claimed');
		const changes = await db.read(sql`SELECT 1 FROM page_change WHERE code = ${amina.mailbox}`);
		expect(changes.length).toBeGreaterThan(0);
	});

	test('stays with whoever says that they still live there, and a later letter is another question', async () => {
		await renew('moved-out');
		await doMinute(db, ASKED + 1);
		await refuseNewLetter(db, amina.id, 2, ASKED + HOUR);
		await doNight(db, AWAKE + 10 * DAY);
		expect(await homeOf(db, amina.id)).not.toBeNull();
		expect((await seen()).kind).toBe('household');
		await renew('lost', amina.mailbox, AWAKE + 10 * DAY);
		await doMinute(db, AWAKE + 10 * DAY);
		await doNight(db, AWAKE + 20 * DAY);
		expect(await homeOf(db, amina.id), 'a lost letter erases nobody').not.toBeNull();
	});

	test('nobody is erased who was not told: when the server was down, they have a day more', async () => {
		await renew('moved-out');
		await doNight(db, AWAKE + DAY);
		expect(await told()).toEqual(['moved-out']);
		expect(await homeOf(db, amina.id)).not.toBeNull();
		await doNight(db, AWAKE + 2 * DAY);
		expect(await homeOf(db, amina.id)).toBeNull();
	});

	test('a household that came since is nobody who moved out', async () => {
		await leave(db, amina.id);
		await renew('moved-out');
		const claimed = (await claiming(ASKED + HOUR)) as { household: string };
		for (const days of [1, 2, 5, 9]) await doNight(db, ASKED + days * DAY);
		expect(await homeOf(db, claimed.household)).not.toBeNull();
		expect(await newLetterOf(db, claimed.household, AWAKE)).toBeNull();
	});
});

describe('a box that is gone', () => {
	test('says so at once to whoever scans, is told and cannot be kept, and is erased after three days', async () => {
		await renew('gone');
		await doMinute(db, ASKED + 1);
		expect(await told()).toEqual(['gone']);
		expect(await seen()).toEqual({ kind: 'gone', emblem: (await homeOf(db, amina.id))!.emblem });
		expect(await claiming(ASKED + 1)).toEqual({ refusal: 'gone' });
		expect(await refuseNewLetter(db, amina.id, 2, ASKED + 2)).toBe(false);
		expect(await asking()).toEqual({ refusal: 'not-offered' });
		await doNight(db, AWAKE - 1);
		expect(await homeOf(db, amina.id)).not.toBeNull();
		await doNight(db, AWAKE + 1);
		expect(await homeOf(db, amina.id)).toBeNull();
		expect((await seen()).kind).toBe('gone');
	});

	test('and one that a list took away without a letter too; one that comes back in time stays', async () => {
		const neighbour = await newHousehold(db, scope, 1);
		const gone = (code: string, at: number | null) =>
			db.write([sql`UPDATE mailbox SET gone_at = ${at} WHERE code = ${code}`]);
		await gone(amina.mailbox, ASKED);
		await gone(neighbour.mailbox, ASKED);
		await doNight(db, ASKED + HOUR);
		await gone(neighbour.mailbox, null);
		await doNight(db, AWAKE + DAY);
		expect(await homeOf(db, amina.id)).toBeNull();
		expect(await homeOf(db, neighbour.id)).not.toBeNull();
		expect((await seen(neighbour.mailbox)).kind).toBe('household');
	});

	test('one that a list put back with a new letter asks whoever is still there', async () => {
		await db.write([sql`UPDATE mailbox SET epoch = 2, reissued_at = ${ASKED} WHERE code = ${amina.mailbox}`]);
		await doNight(db, ASKED + HOUR);
		await doNight(db, ASKED + DAY);
		expect(await told()).toEqual(['new-letter']);
		expect(await newLetterOf(db, amina.id, ASKED + DAY)).toMatchObject({ reason: 'lost', epoch: 2 });
	});

	test('one that comes back keeps its household, whatever the new letter; one asked for after that asks them', async () => {
		const [hall] = await hallsIn(db, scope);
		const { label } = (await mailboxesOf(db, scope))[0]!;
		const editor = { actor: office(), scope };
		const back = () => putMailboxesUp(db, editor, hall!.code, [label], { today: TODAY, now: ASKED + HOUR });
		await renew('lost', amina.mailbox, ASKED - HOUR);
		await refuseNewLetter(db, amina.id, 2, ASKED - 1);
		await renew('gone');
		await doMinute(db, ASKED + 1);
		expect(await back()).toEqual({ done: true });
		await doMinute(db, ASKED + HOUR + 1);
		await doNight(db, AWAKE + DAY);
		expect(await newLetterOf(db, amina.id, AWAKE + DAY)).toBeNull();
		expect(await claiming(ASKED + 2 * HOUR)).toEqual({ refusal: 'already-claimed' });
		expect(await claiming(AWAKE + 10 * DAY)).toEqual({ refusal: 'already-claimed' });
		expect(await homeOf(db, amina.id)).not.toBeNull();

		const again = AWAKE + 11 * DAY;
		await renew('lost', amina.mailbox, again);
		expect(await claiming(again + 1)).toMatchObject({ refusal: 'asleep' });
		expect(await claiming(again + 72 * HOUR)).toHaveProperty('household');
	});

	const asking = () =>
		askToBorrow(db, {
			mailbox: amina.mailbox,
			pictogram: 'drill',
			wish: { fromDay: TODAY, untilDay: TODAY, part: 'evening', knownBy: 'Bruno' },
			once: 'ask',
			from: 'hall',
			now: ASKED + HOUR
		});
});
