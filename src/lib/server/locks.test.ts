import { guards } from '#lib/access/guards.ts';
import { thanks } from '#lib/catalogue/thanks.ts';
import { addDays } from '#lib/calendar/days.ts';
import { stepNames } from '#lib/loans/steps.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { handle } from '../../hooks.server.ts';
import {
	claimOf,
	mailboxesOf,
	newDatabase,
	newHousehold,
	newLandlord,
	newPhone,
	NOW,
	TODAY
} from '../../../tests/support/world.ts';
import { askToBorrow } from './asking.ts';
import { readSession } from './auth/sessions.ts';
import { askToKeep, chooseDay, stepOfBorrower, thank, wishFor } from './borrowing.ts';
import { claimMailbox } from './claims.ts';
import { confirmationToken, confirmContact, contactBehind, setContact } from './contacts.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { sha256 } from './keys.ts';
import { changeLock, openWithSpareKey, renewSpareKey } from './locks.ts';
import { followTicket } from './loans.ts';
import {
	isSubscribed,
	letIn,
	makeTransfer,
	openWithTransfer,
	phonesOf,
	subscribe,
	transferBehind
} from './phones.ts';

const place = vi.hoisted(() => ({ db: undefined as unknown }));
vi.mock('./db/database.ts', async (original) => ({
	...(await original<object>()),
	database: () => Promise.resolve(place.db)
}));

/** Two people open one mailbox; one of them changes the lock. */
describe('the lock is changed by one of two people', () => {
	let db: Database;
	let mine: Holding;
	let theirs: Holding;
	let neighbour: Holding;
	let newKey: string;

	interface Holding {
		readonly household: string;
		readonly mailbox: string;
		readonly cookie: string;
		readonly spareKey: string;
		readonly used: { readonly key: string; readonly once: string };
		readonly ticket: string;
		readonly transfer: string;
		readonly confirmation: string;
	}

	const enter = async (key: string, once: string) => {
		const opened = await openWithSpareKey(db, key, { once, from: 'here', now: NOW });
		if ('refusal' in opened) throw new Error(opened.refusal);
		const how = { once, device: 'android', cameBy: 'spare-key', now: NOW } as const;
		const session = await letIn(db, opened.household, how);
		return { cookie: session!.token, spareKey: opened.spareKey, used: { key, once } };
	};

	async function holdingOf(
		home: { id: string; mailbox: string },
		entry: Awaited<ReturnType<typeof enter>>,
		pictogram: string
	): Promise<Holding> {
		const { id: household, mailbox } = home;
		const email = `${pictogram}@neighbour.example`;
		const wish = {
			fromDay: addDays(TODAY, 1),
			untilDay: addDays(TODAY, 1),
			part: 'morning',
			knownBy: null
		} as const;
		const asking = { mailbox, pictogram, wish, once: entry.used.once, from: 'here', now: NOW };
		const asked = await askToBorrow(db, asking);
		if ('refusal' in asked) throw new Error(asked.refusal);
		await setContact(db, household, email, NOW);
		const keys = { p256dh: 'x', auth: 'y' };
		const target = { endpoint: `https://fcm.googleapis.com/fcm/send/${entry.used.once}`, keys };
		await subscribe(db, household, sha256(entry.cookie), target, NOW);
		const { token: transfer } = (await makeTransfer(db, household, sha256(entry.cookie), NOW))!;
		const confirmation = confirmationToken(household, email);
		return { household, mailbox, ...entry, ticket: asked.ticket, transfer, confirmation };
	}

	beforeAll(async () => {
		db = await newDatabase();
		place.db = db;
		const scope = await newLandlord(db, 'tilleuls');
		const [home, other] = [await newHousehold(db, scope, 0), await newHousehold(db, scope, 1)];
		const first = await enter(home.spareKey, '1'.repeat(32));
		const second = await enter(first.spareKey, '2'.repeat(32));
		mine = await holdingOf(home, first, 'drill');
		theirs = await holdingOf(home, second, 'tent');
		neighbour = await holdingOf(other, await enter(other.spareKey, '3'.repeat(32)), 'drill');
		newKey = (await changeLock(db, home.id, sha256(mine.cookie)))!;
		expect(claimOf((await mailboxesOf(db, scope))[0]!).mailbox).toBe(home.mailbox);
	});
	afterAll(() => db.close());

	const REACHED = 'the page was run';
	/** What the server's first door answers to a phone with that cookie. */
	async function knock(route: string, cookie: string, method: 'GET' | 'POST') {
		const url = new URL(`http://localhost:3000${route}`);
		const event = {
			...{ url, route: { id: route }, locals: {}, params: {} },
			request: new Request(url, { method }),
			cookies: {
				get: (name: string) => (name.endsWith('palier_home') ? cookie : undefined),
				set: () => undefined
			},
			getClientAddress: () => '192.0.2.1'
		} as unknown as RequestEvent;
		const response = await handle({ event, resolve: () => new Response(REACHED) });
		const text = await response.text();
		return { isIn: text === REACHED, status: response.status, to: response.headers.get('location') };
	}

	const closed = Object.entries(guards).filter(([, entrance]) => entrance === 'household');
	const shut = { isIn: false, status: 303, to: '/key' };

	test('there are routes to try', () => expect(closed.length).toBeGreaterThan(10));

	test.each(closed)('%s is shut to the other’s cookie, and open to one’s own', async (route) => {
		for (const method of ['GET', 'POST'] as const) {
			expect(await knock(route, theirs.cookie, method)).toEqual(shut);
			expect(await knock(route, mine.cookie, method)).toMatchObject({ isIn: true });
			expect(await knock(route, neighbour.cookie, method)).toMatchObject({ isIn: true });
		}
	});

	test('no other route knows the other’s cookie either', async () => {
		expect(await readSession(db, theirs.cookie, { mayWrite: true })).toBeNull();
		expect(await phonesOf(db, mine.household, sha256(mine.cookie))).toMatchObject([{ isThis: true }]);
		for (const [route, entrance] of Object.entries(guards))
			if (!['household', 'anyone', 'development'].includes(entrance))
				expect(await knock(route, theirs.cookie, 'GET'), route).toMatchObject({ isIn: false });
	});

	test.each(['spareKey', 'used', 'claim'] as const)(
		'/key and /a: the other’s %s opens nothing',
		async (what) => {
			const once = '4'.repeat(32);
			const at = { from: 'here', now: NOW + 1 };
			if (what === 'spareKey')
				return expect(await openWithSpareKey(db, theirs.spareKey, { once, ...at })).toEqual({
					refusal: 'wrong-key'
				});
			if (what === 'used') {
				const { key, once: sent } = theirs.used;
				expect(await openWithSpareKey(db, key, { once: sent, ...at })).toEqual({ refusal: 'wrong-key' });
				const how = { once: sent, device: 'android', cameBy: 'spare-key', now: NOW } as const;
				return expect(await letIn(db, theirs.household, how)).toBeNull();
			}
			const [box] = await db.read<{ epoch: number }>(
				sql`SELECT epoch FROM mailbox WHERE code = ${mine.mailbox}`
			);
			const letter = claimOf({ code: mine.mailbox, epoch: box!.epoch });
			const sent = { ...letter, once: 'claim 0', language: 'fr', from: 'here', now: NOW, today: TODAY };
			expect(await claimMailbox(db, sent)).toEqual({ refusal: 'already-claimed' });
			expect(
				await letIn(db, mine.household, { once: 'claim 0', device: 'other', cameBy: 'claim', now: NOW })
			).toBeNull();
		}
	);

	test('/open: no picture for another phone opens, whoever showed it', async () => {
		for (const { transfer } of [theirs, mine]) {
			expect(await transferBehind(db, transfer, NOW)).toBeNull();
			expect(
				await openWithTransfer(db, transfer, { once: '5'.repeat(32), device: 'other', now: NOW })
			).toBeNull();
		}
	});

	test('/confirm: the address is gone, with the letters that waited for it', async () => {
		expect(await contactBehind(db, theirs.confirmation)).toBeNull();
		expect(await confirmContact(db, theirs.confirmation, NOW)).toBe(false);
		expect(await db.read(sql`SELECT 1 FROM outbox WHERE household_id = ${mine.household}`)).toEqual([]);
	});

	test('pushes go to the kept phone alone', async () => {
		expect(await isSubscribed(db, theirs.household, sha256(theirs.cookie))).toBe(false);
		expect(await isSubscribed(db, mine.household, sha256(mine.cookie))).toBe(true);
	});

	test('/t: every ticket of the mailbox is found no more, and moves nothing', async () => {
		const days = { fromDay: addDays(TODAY, 2), untilDay: addDays(TODAY, 2), part: 'evening' } as const;
		for (const { ticket } of [theirs, mine]) {
			expect(await followTicket(db, ticket, NOW)).toBeNull();
			const late = { refusal: 'too-late' };
			for (const step of stepNames) expect(await stepOfBorrower(db, ticket, step, NOW), step).toEqual(late);
			expect(await chooseDay(db, ticket, days, NOW)).toEqual(late);
			expect(await askToKeep(db, ticket, addDays(TODAY, 3), NOW)).toEqual(late);
			expect(await thank(db, ticket, thanks[0]!.id, NOW)).toEqual(late);
			expect(await wishFor(db, ticket, NOW)).toEqual(late);
		}
	});

	test('the neighbour keeps everything', async () => {
		expect(await followTicket(db, neighbour.ticket, NOW)).not.toBeNull();
		expect(await transferBehind(db, neighbour.transfer, NOW)).not.toBeNull();
		expect(await contactBehind(db, neighbour.confirmation)).toBe('waiting');
		expect(await isSubscribed(db, neighbour.household, sha256(neighbour.cookie))).toBe(true);
	});

	test('the new key opens, and it alone', async () => {
		const opened = await openWithSpareKey(db, newKey, { once: '6'.repeat(32), from: 'here', now: NOW });
		expect(opened).toMatchObject({ household: mine.household });
	});
});

describe('two people change the lock at the same moment', () => {
	let db: Database;
	beforeAll(async () => void (db = await newDatabase()));
	afterAll(() => db.close());

	const phones = (household: string) =>
		db
			.read<{ id: string }>(sql`SELECT id FROM session WHERE household_id = ${household}`)
			.then((rows) => rows.map(({ id }) => id));

	test('and one of them stays in, with the only key: never neither, never both', async () => {
		const home = await newHousehold(db, await newLandlord(db, 'erables'), 0);
		const both = [await newPhone(db, home.id), await newPhone(db, home.id)];
		const keys = await Promise.all(both.map((phone) => changeLock(db, home.id, phone)));
		const winner = keys.findIndex((key) => key !== null);
		expect(keys.filter((key) => key !== null)).toHaveLength(1);
		expect(await phones(home.id)).toEqual([both[winner]]);
		const opened = await openWithSpareKey(db, keys[winner]!, {
			once: '7'.repeat(32),
			from: 'here',
			now: NOW
		});
		expect(opened).toMatchObject({ household: home.id });
	});

	test('a form of the other that was under way makes no key and shows no way in', async () => {
		const home = await newHousehold(db, await newLandlord(db, 'ormes'), 0);
		const [mine, theirs] = [await newPhone(db, home.id), await newPhone(db, home.id)];
		const key = (await changeLock(db, home.id, mine))!;
		expect(await renewSpareKey(db, home.id, theirs)).toBeNull();
		expect(await changeLock(db, home.id, theirs)).toBeNull();
		expect(await makeTransfer(db, home.id, theirs, NOW)).toBeNull();
		await setContact(db, home.id, 'theirs@neighbour.example', NOW, theirs);
		expect(await db.read(sql`SELECT 1 FROM contact WHERE household_id = ${home.id}`)).toEqual([]);
		await setContact(db, home.id, 'mine@neighbour.example', NOW, mine);
		expect(await db.read(sql`SELECT 1 FROM contact WHERE household_id = ${home.id}`)).toHaveLength(1);
		const neighbour = await newHousehold(db, await newLandlord(db, 'saules'), 0);
		expect(await renewSpareKey(db, neighbour.id, mine)).toBeNull();
		expect(await changeLock(db, neighbour.id, mine)).toBeNull();
		expect(await phones(home.id)).toEqual([mine]);
		expect(await openWithSpareKey(db, key, { once: '8'.repeat(32), from: 'here', now: NOW })).toMatchObject({
			household: home.id
		});
	});
});
