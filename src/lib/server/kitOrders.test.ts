import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimCode, showCode } from '#lib/codes/codes.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { otherProcess } from '../../../tests/support/otherProcess.ts';
import {
	DAY,
	importText,
	mailboxesOf,
	newDatabase,
	newLandlord,
	NOW,
	TODAY
} from '../../../tests/support/world.ts';
import { hallsIn, residencesIn, type Scope } from './buildings.ts';
import { config } from './config.ts';
import { openDatabase, type Database } from './db/database.ts';
import { DatabaseFull } from './db/errors.ts';
import { sql } from './db/statement.ts';
import { kitHmac } from './keys.ts';
import { kitProgress, moveKits } from './kitLife.ts';
import {
	cancelKitOrder,
	kitFile,
	kitOrder,
	kitOrdersIn,
	MOST_ORDERS,
	orderAgain,
	orderKits,
	removeKitOrder,
	sweepKitOrders,
	takeKitOrder,
	workKitOrders,
	type KitForm,
	type Working
} from './kitOrders.ts';
import { makeKit } from './kits.ts';
import { makeNewLetters } from './newLetters.ts';

const folder = join(config().dataFolder, 'kits');
let db: Database;
/** Two residences of one landlord: Le Parc with two halls, Le Lac with one. */
let scope: Scope;
let agent: Scope;
let stranger: Scope;

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 6);
	await importText(
		db,
		scope.landlordId,
		'residence;batiment;entree;adresse;code_postal;commune;nombre_boites\nLe Parc;A;1;1 allée du Parc;38100;Grenoble;4\nLe Parc;A;2;2 allée du Parc;38100;Grenoble;3'
	);
	stranger = await newLandlord(db, 'stranger', 2);
	const parc = (await residencesIn(db, scope)).find(({ name }) => name === 'Le Parc')!;
	agent = { ...scope, residenceIds: [parc.id] };
});
afterAll(() => db.close());
beforeEach(async () => {
	await db.write([sql`DELETE FROM kit_order WHERE landlord_id > 0`]);
	rmSync(folder, { recursive: true, force: true });
});

async function order(form: KitForm = 'pdf', { of = scope, from = scope, now = NOW } = {}) {
	const halls = await hallsIn(db, from);
	const staffId = (await staffOf(of))!;
	return orderKits(db, of, { halls, secondLanguage: null, form }, { staffId, today: TODAY, now });
}

async function staffOf({ landlordId }: Scope): Promise<string | undefined> {
	const [row] = await db.read<{ id: string }>(sql`SELECT id FROM staff WHERE landlord_id = ${landlordId}`);
	return row?.id;
}

async function ordered(form: KitForm = 'pdf', now = NOW): Promise<string> {
	const done = await order(form, { now });
	if ('refusal' in done) throw new Error(done.refusal);
	return done.key;
}

/** A clock that goes on by half a second whenever it is read: each page is a sign of life. */
function clock(from = NOW): Working & { now: () => number } {
	let now = from;
	return { now: () => (now += 500) };
}

/** Of the office of Les Tilleuls. */
const denis = () => ({ landlordId: scope.landlordId, staffId: null, who: 'denis@tilleuls.example' });

const view = async (key: string, of = scope) => (await kitOrder(db, of, key))!;

async function bytesOf(key: string, of = scope): Promise<Buffer> {
	const file = (await kitFile(db, of, key))!;
	const pieces: Uint8Array[] = [];
	for await (const piece of (await file.read({ first: 0, last: file.bytes - 1 }))!) pieces.push(piece);
	return Buffer.concat(pieces);
}

test('an order waits, is made, and its file is the kit to the byte', async () => {
	const key = await ordered();
	expect(await view(key)).toMatchObject({
		state: 'waiting',
		halls: 3,
		mailboxes: 13,
		mailboxesDone: 0,
		residences: ['Le Parc', 'Résidence tilleuls'],
		orderedBy: 'manager@tilleuls.example',
		keptUntil: null
	});
	expect(await kitFile(db, scope, key)).toBeNull();
	await workKitOrders(db, clock());
	const made = await view(key);
	expect(made).toMatchObject({ state: 'made', mailboxesDone: 13, failure: null });
	const pieces: Uint8Array[] = [];
	await makeKit(db, scope, {
		halls: await hallsIn(db, scope),
		secondLanguage: null,
		today: TODAY,
		renewLetters: false,
		sink: (bytes) => void pieces.push(bytes.slice())
	});
	const bytes = await bytesOf(key);
	expect(bytes.equals(Buffer.concat(pieces))).toBe(true);
	expect(made.bytes).toBe(bytes.length);
	const noted = await db.read(
		sql`SELECT mailboxes FROM kit_made WHERE landlord_id = ${scope.landlordId} ORDER BY mailboxes`
	);
	expect(noted).toEqual([{ mailboxes: 6 }, { mailboxes: 7 }]);
});

test('the kits of an order begin with it, are made with it, and one that is cancelled leaves none', async () => {
	await db.write([sql`DELETE FROM kit WHERE landlord_id > 0`]);
	const made = async () => {
		const [row] = await db.read<{ kits: number; made: number }>(
			sql`SELECT count(*) AS kits, count(made_at) AS made FROM kit WHERE landlord_id = ${scope.landlordId}`
		);
		return { ...row, progress: (await kitProgress(db, scope)).made };
	};
	const key = await ordered();
	expect(await made()).toEqual({ kits: 13, made: 0, progress: 0 });
	await cancelKitOrder(db, denis(), scope, key, NOW);
	expect(await made()).toEqual({ kits: 0, made: 0, progress: 0 });
	const again = await ordered();
	await workKitOrders(db, clock());
	expect(await made()).toEqual({ kits: 13, made: 13, progress: 13 });
	const printing = () => moveKits(db, denis(), scope, { order: again }, 'print', NOW + DAY);
	expect([await printing(), await printing()]).toEqual([{ moved: 13 }, { moved: 0 }]);
	expect(await moveKits(db, denis(), stranger, { order: again }, 'hand', NOW + DAY)).toEqual({ moved: 0 });
});

test('an archive has a PDF a hall, and is the same however often it is made', async () => {
	const first = await ordered('zip');
	await workKitOrders(db, clock());
	const bytes = await bytesOf(first);
	expect((await kitFile(db, scope, first))!.name).toBe('kit-2026-11-23.zip');
	const names = [...bytes.toString('latin1').matchAll(/\d\d-[a-z0-9-]+\.pdf(?=PK)/g)].map(([name]) => name);
	expect(names).toEqual(['01-residence-tilleuls-a-1.pdf', '02-le-parc-a-1.pdf', '03-le-parc-a-2.pdf']);
	expect(bytes.toString('latin1').match(/%%EOF/g)).toHaveLength(3);
	const second = await ordered('zip', NOW + DAY);
	await workKitOrders(db, clock(NOW + DAY));
	expect(second).not.toBe(first);
	expect((await bytesOf(second)).equals(bytes)).toBe(true);
});

test('no claim code and no PDF lies on the disk in clear', async () => {
	await ordered();
	await workKitOrders(db, clock());
	const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
	expect(files).toHaveLength(1);
	for (const box of await mailboxesOf(db, scope)) {
		const claim = claimCode(kitHmac(), box.code, box.epoch);
		for (const clear of [claim, showCode('claim', claim), box.code])
			expect(files[0]!.includes(clear)).toBe(false);
	}
	expect(files[0]!.includes('%PDF')).toBe(false);
	expect(files[0]!.includes('/FlateDecode')).toBe(false);
});

test('the same order given twice, and at once, is one order', async () => {
	const keys = new Set(
		(await Promise.all([order(), order(), order()])).map((done) => 'key' in done && done.key)
	);
	expect(keys.size).toBe(1);
	expect(await kitOrdersIn(db, scope)).toHaveLength(1);
	expect(await order('zip')).not.toEqual({ key: [...keys][0] });
});

describe('what changes between the order and the printing', () => {
	test('letters made again since are told, and ordering again has the new ones', async () => {
		const key = await ordered();
		await workKitOrders(db, clock());
		expect((await view(key)).outdated).toBe(0);
		const [box] = await mailboxesOf(db, scope);
		const at = { today: TODAY, now: NOW + DAY };
		await makeNewLetters(db, denis(), scope, [box!.code], { reason: 'lost', ...at });
		expect((await view(key)).outdated).toBe(1);
		const by = { staffId: (await staffOf(scope))!, ...at };
		const again = (await orderAgain(db, scope, key, by)) as { key: string };
		expect(await kitOrder(db, scope, key)).toBeNull();
		await workKitOrders(db, clock(NOW + DAY + 1));
		expect(await view(again.key)).toMatchObject({ state: 'made', outdated: 0 });
		expect(readdirSync(folder)).toEqual([`${again.key}-1`]);
	});

	test('mailboxes added before it is made are in it, and are counted', async () => {
		const more = await newLandlord(db, 'more', 2);
		const { key } = (await order('pdf', { of: more, from: more })) as { key: string };
		await importText(
			db,
			more.landlordId,
			'residence;batiment;entree;adresse;code_postal;commune;nombre_boites\nRésidence more;A;1;1 rue more;93200;Saint-Denis;5'
		);
		expect((await takeKitOrder(db, NOW))!.key).toBe(key);
		expect(await view(key, more)).toMatchObject({ mailboxes: 5, mailboxesDone: 0 });
	});

	test('an order one of whose halls is gone is still the landlord’s, and no agent’s', async () => {
		const key = await ordered();
		await db.write([
			sql`DELETE FROM kit_order_hall WHERE hall_id IN (SELECT max(hall_id) FROM kit_order_hall)`
		]);
		const everywhere = { ...scope, residenceIds: (await residencesIn(db, scope)).map(({ id }) => id) };
		expect(await kitOrder(db, everywhere, key)).toBeNull();
		expect(await view(key)).toMatchObject({ key });
		await removeKitOrder(db, denis(), scope, key, NOW);
		expect(await kitOrdersIn(db, scope)).toEqual([]);
	});
});

test('a landlord’s orders have an end', async () => {
	const by = { staffId: (await staffOf(scope))!, today: TODAY, now: NOW };
	for (let n = 0; n < MOST_ORDERS; n++) {
		await cancelKitOrder(db, denis(), scope, await ordered(), NOW);
	}
	expect(await order()).toEqual({ refusal: 'too-many' });
	expect(await orderKits(db, scope, { halls: [], secondLanguage: null, form: 'pdf' }, by)).toEqual({
		refusal: 'no-hall'
	});
	expect(await order('pdf', { of: stranger, from: stranger })).toHaveProperty('key');
});

test('of many workers at once, one takes the order; the others go to the next, or find nothing', async () => {
	await Promise.all([ordered('pdf'), ordered('zip')]);
	const taken = await Promise.all(Array.from({ length: 12 }, () => takeKitOrder(db, NOW)));
	const keys = taken.filter((one) => one !== null).map(({ key }) => key);
	expect(keys).toHaveLength(2);
	expect(new Set(keys).size).toBe(2);
});

test('a landlord with many orders does not keep another waiting', async () => {
	await ordered('pdf');
	await ordered('zip', NOW + 1);
	await order('pdf', { of: stranger, from: stranger, now: NOW + 2 });
	const turns = [];
	for (let n = 0; n < 3; n++) turns.push((await takeKitOrder(db, NOW + 10 + n))!.landlordId);
	expect(turns).toEqual([scope.landlordId, stranger.landlordId, scope.landlordId]);
});

test('a maker whose order was taken by another, after a long silence, ends nothing and leaves nothing', async () => {
	const key = await ordered();
	let slept = false;
	const sleeper = {
		now: () => {
			slept = true;
			return NOW;
		}
	};
	const late = workKitOrders(db, sleeper);
	while (!slept || (await view(key)).state === 'waiting') await new Promise(setImmediate);
	const again = await takeKitOrder(db, NOW + 60_000);
	expect(again).toMatchObject({ key, attempts: 2 });
	await late;
	expect(await view(key)).toMatchObject({ state: 'making' });
	expect(readdirSync(folder)).toEqual([]);
});

describe('a cancelled order', () => {
	test('is not made when it waits', async () => {
		const key = await ordered();
		await cancelKitOrder(db, denis(), scope, key, NOW);
		await workKitOrders(db, clock());
		expect(await view(key)).toMatchObject({ state: 'cancelled', mailboxesDone: 0, keptUntil: NOW + 7 * DAY });
	});

	test('is left within a page or two while it is made, and leaves no file', async () => {
		const key = await ordered();
		let reads = 0;
		const time = clock();
		await workKitOrders(db, {
			now: () => {
				if (++reads === 8) void cancelKitOrder(db, denis(), scope, key, NOW);
				return time.now();
			}
		});
		const left = await view(key);
		expect(left.state).toBe('cancelled');
		expect(left.mailboxesDone).toBeLessThan(13);
		expect(reads).toBeLessThan(16);
		expect(readdirSync(folder)).toEqual([]);
	});

	test('can be ordered again, once', async () => {
		const key = await ordered('zip');
		await cancelKitOrder(db, denis(), scope, key, NOW);
		const by = { staffId: (await staffOf(scope))!, today: TODAY, now: NOW + 1 };
		const again = (await orderAgain(db, scope, key, by)) as { key: string };
		expect(await view(again.key)).toMatchObject({ state: 'waiting', form: 'zip', halls: 3 });
		expect(await orderAgain(db, scope, key, by)).toBeNull();
		expect(await kitOrdersIn(db, scope)).toHaveLength(1);
	});

	test('is ordered again in one step, also by two at once; what is under way stays', async () => {
		const key = await ordered();
		const by = { staffId: (await staffOf(scope))!, today: TODAY, now: NOW + 1 };
		expect(await orderAgain(db, scope, key, by), 'it has not ended').toEqual({ key });
		await cancelKitOrder(db, denis(), scope, key, NOW);
		const [one, other] = await Promise.all([1, 2].map(() => orderAgain(db, scope, key, by)));
		expect(one).toEqual(other);
		expect(await kitOrdersIn(db, scope)).toHaveLength(1);
	});

	test('is noticed though the clock was put back meanwhile', async () => {
		const key = await ordered();
		let reads = 0;
		await workKitOrders(db, {
			now: () => {
				if (++reads === 8) void cancelKitOrder(db, denis(), scope, key, NOW);
				return NOW - (reads > 2 ? DAY : 0) + reads * 500;
			}
		});
		expect((await view(key)).state).toBe('cancelled');
		expect(reads).toBeLessThan(16);
	});

	test('when it is made already, stays made', async () => {
		const key = await ordered();
		await workKitOrders(db, clock());
		await cancelKitOrder(db, denis(), scope, key, NOW);
		expect((await view(key)).state).toBe('made');
	});
});

describe('one landlord, and one agent, cannot touch another’s', () => {
	test('orders are seen, loaded, cancelled, repeated and removed by those who may make all of their halls', async () => {
		const key = await ordered();
		await workKitOrders(db, clock());
		const before = await view(key);
		const by = { staffId: (await staffOf(stranger))!, today: TODAY, now: NOW };
		for (const attacker of [stranger, agent, { ...scope, residenceIds: [] }]) {
			expect(await kitOrder(db, attacker, key)).toBeNull();
			expect(await kitOrdersIn(db, attacker)).toEqual([]);
			expect(await kitFile(db, attacker, key)).toBeNull();
			expect(await orderAgain(db, attacker, key, by)).toBeNull();
			await cancelKitOrder(db, denis(), attacker, key, NOW);
			await removeKitOrder(db, denis(), attacker, key, NOW);
		}
		expect(await view(key)).toEqual(before);
		expect(await kitFile(db, scope, key)).not.toBeNull();
	});

	test('an order of halls that are not one’s own holds none of them', async () => {
		expect(await order('pdf', { of: stranger, from: scope })).toEqual({ refusal: 'no-hall' });
		const mine = (await order('pdf', { of: agent, from: scope })) as { key: string };
		expect(await view(mine.key, agent)).toMatchObject({ halls: 2, mailboxes: 7, residences: ['Le Parc'] });
		expect(await view(mine.key), 'a manager sees it').not.toBeNull();
	});
});

describe('when something breaks', () => {
	test('a killed process’s order is taken up again, and its file is the same to the byte', async () => {
		const undisturbed = await ordered('zip');
		await workKitOrders(db, clock());
		const bytes = await bytesOf(undisturbed);
		await removeKitOrder(db, denis(), scope, undisturbed, NOW);
		const key = await ordered('zip');
		const [place] = await db.read<{ file: string }>(
			sql`SELECT file FROM pragma_database_list WHERE name = 'main'`
		);
		await db.close();
		const other = otherProcess(WORKS, `file:${place!.file}`, String(NOW));
		while (Number(await other.line()) < 20);
		await other.kill();
		db = await openDatabase({ url: `file:${place!.file}`, hold: 'write' });
		const cut = await view(key);
		expect(cut.state).toBe('making');
		expect(cut.mailboxesDone).toBeGreaterThan(0);
		expect(readdirSync(folder)).toEqual([`${key}-1.part`]);
		await workKitOrders(db, clock(NOW));
		expect((await view(key)).state, 'it may still live').toBe('making');
		await workKitOrders(db, clock(NOW + DAY));
		expect((await bytesOf(key)).equals(bytes)).toBe(true);
		await sweepKitOrders(db, NOW + DAY);
		expect(readdirSync(folder)).toEqual([`${key}-2`]);
	}, 60_000);

	test('a process that ends in order gives its order back, and the next need not wait', async () => {
		const key = await ordered();
		const ending = new AbortController();
		const time = clock();
		let reads = 0;
		const now = () => {
			if (++reads === 8) queueMicrotask(() => ending.abort());
			return time.now();
		};
		await workKitOrders(db, { now, stop: ending.signal });
		expect((await view(key)).state).toBe('waiting');
		expect(readdirSync(folder)).toEqual([]);
		await workKitOrders(db, { now: () => NOW });
		expect((await view(key)).state).toBe('made');
	});

	test('a full disk is said, leaves nothing, and with room again it works', async (context) => {
		mkdirSync(folder, { recursive: true });
		const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,mode=700', 'tmpfs', folder]);
		if (mounted.status !== 0) return context.skip('only root can make a small disk');
		const key = await ordered();
		try {
			await workKitOrders(db, clock());
			expect(await view(key)).toMatchObject({ state: 'failed', failure: 'disk-full', fault: null });
			expect(readdirSync(folder)).toEqual([]);
		} finally {
			spawnSync('umount', [folder]);
		}
		const by = { staffId: (await staffOf(scope))!, today: TODAY, now: NOW };
		const again = (await orderAgain(db, scope, key, by)) as { key: string };
		await workKitOrders(db, clock());
		expect((await view(again.key)).state).toBe('made');
	});

	test('a database without room for the last word is said too, and the file goes at once', async () => {
		const key = await ordered();
		let isFull = true;
		const full: Database = {
			...db,
			write: async (statements) => {
				const isLast = statements.some((one) => 'sql' in one && /SET made_at/.test(one.sql));
				if (isLast && isFull) throw new DatabaseFull();
				return db.write(statements);
			}
		};
		await workKitOrders(full, clock());
		expect(await view(key)).toMatchObject({ state: 'failed', failure: 'disk-full' });
		expect(readdirSync(folder)).toEqual([]);
		isFull = false;
		const again = await ordered();
		await workKitOrders(full, clock());
		expect((await view(again)).state).toBe('made');
	});

	test('another fault has a name in the log, and does not keep the next order from being made', async () => {
		writeFileSync(folder, 'a file where the folder should be');
		const key = await ordered();
		await workKitOrders(db, clock());
		expect(await view(key)).toMatchObject({ state: 'failed', failure: 'fault' });
		expect((await view(key)).fault).toMatch(/^[0-9A-Z]{8}$/);
		rmSync(folder);
		const next = await ordered();
		await workKitOrders(db, clock());
		expect((await view(next)).state).toBe('made');
	});

	test('an order that always brings its process down is given up', async () => {
		const key = await ordered();
		let now = NOW;
		for (let n = 0; n < 5; n++) expect(await takeKitOrder(db, (now += DAY))).not.toBeNull();
		await workKitOrders(db, clock(now + DAY));
		expect(await view(key)).toMatchObject({ state: 'failed', failure: 'fault' });
	});

	test('a file that is gone is said', async () => {
		const key = await ordered();
		await workKitOrders(db, clock());
		rmSync(folder, { recursive: true });
		expect((await view(key)).state).toBe('lost');
		expect(await kitFile(db, scope, key)).toBeNull();
	});
});

test('an order goes a week after its end, with its file; one that has not ended stays', async () => {
	const key = await ordered();
	await workKitOrders(db, clock());
	const waits = await ordered('zip', NOW + 1_000);
	const { keptUntil } = await view(key);
	await sweepKitOrders(db, keptUntil! - 1);
	expect(await kitFile(db, scope, key)).not.toBeNull();
	await sweepKitOrders(db, keptUntil!);
	expect(await kitOrder(db, scope, key)).toBeNull();
	expect(readdirSync(folder)).toEqual([]);
	expect((await view(waits)).state).toBe('waiting');
});

test('what is removed goes at once, also while it is made', async () => {
	const key = await ordered();
	let reads = 0;
	const time = clock();
	const now = () => {
		if (++reads === 8) void removeKitOrder(db, denis(), scope, key, NOW);
		return time.now();
	};
	await workKitOrders(db, { now });
	expect(await kitOrder(db, scope, key)).toBeNull();
	expect(readdirSync(folder)).toEqual([]);
});

test('the time that is left is told once there is something to go by', async () => {
	const key = await ordered();
	const { id } = (await takeKitOrder(db, NOW))!;
	expect((await view(key)).msLeft).toBeNull();
	const beaten = (done: number, at: number) =>
		db.write([sql`UPDATE kit_order SET mailboxes_done = ${done}, beat_at = ${at} WHERE id = ${id}`]);
	await beaten(1, NOW + 400);
	expect((await view(key)).msLeft, 'too early to say').toBeNull();
	await beaten(4, NOW + 20_000);
	expect((await view(key)).msLeft).toBe(45_000);
});

/** Makes what is ordered as the server does, and prints a line whenever it looks at its clock. */
const WORKS = `
	import { runnerImport } from 'vite';
	const [, url, from] = process.argv;
	const how = { configFile: false, logLevel: 'silent' };
	const { makeKits } = (await runnerImport('/tests/support/kitMaker.ts', how)).module;
	await makeKits(url, Number(from));
`;
