import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
	DAY,
	HOUR,
	importText,
	mailboxesOf,
	newDatabase,
	newLandlord,
	NOW,
	TODAY
} from '../../../tests/support/world.ts';
import { kitSteps, kitStates, kitStepsFrom, type KitState } from '#lib/stickers/kitLife.ts';
import type { Tick } from '#lib/stickers/ticks.ts';
import type { Actor } from './audit.ts';
import { hallsIn, residencesIn, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { beginKits, kitProgress, kitsOfHall, moveKits } from './kitLife.ts';
import { makeKit } from './kits.ts';
import { makeNewLetters } from './newLetters.ts';
import { nextRound, roundOf, roundsIn, takeTicks } from './rounds.ts';

let db: Database;
/** A hall of four mailboxes, and another residence with one of two. */
let scope: Scope;
let stranger: Scope;
let actor: Actor;
let hall: string;

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 4);
	await importText(
		db,
		scope.landlordId,
		'residence;batiment;entree;adresse;code_postal;commune;nombre_boites\nLe Parc;A;1;1 allée du Parc;38100;Grenoble;2'
	);
	stranger = await newLandlord(db, 'stranger', 2);
	actor = { landlordId: scope.landlordId, staffId: null, who: 'gardien@tilleuls.example' };
	hall = (await hallsIn(db, scope)).find(({ mailboxes }) => mailboxes === 4)!.code;
});
afterAll(() => db.close());
beforeEach(async () => {
	await db.write([
		sql`DELETE FROM kit WHERE landlord_id > 0`,
		sql`DELETE FROM limit_bucket`,
		...beginKits(
			scope.landlordId,
			sql`SELECT m.id FROM mailbox m WHERE m.landlord_id = ${scope.landlordId}`,
			'made',
			NOW
		)
	]);
});

const move = (
	step: Parameters<typeof moveKits>[4],
	meant = { halls: [hall] } as Parameters<typeof moveKits>[3],
	of = scope
) => moveKits(db, actor, of, meant, step, NOW + HOUR);
const states = async () => (await kitsOfHall(db, scope, hall))!.boxes.map(({ state }) => state);
const boxes = async () => (await kitsOfHall(db, scope, hall))!.boxes;
const acts = async () =>
	(
		await db.read<{ act: string; about: string }>(
			sql`SELECT act, about FROM audit WHERE landlord_id = ${scope.landlordId} ORDER BY id`
		)
	).map(({ act, about }) => ({ act, about: JSON.parse(about) as unknown }));

/** Brings the first kit of the hall into a state by the steps that lead there. */
async function reach(state: KitState): Promise<void> {
	const way = {
		ordered: [],
		made: [],
		printed: ['print'],
		handed: ['hand'],
		distributed: ['distribute'],
		voided: ['void']
	} as const;
	const [box] = await boxes();
	if (state === 'ordered')
		await db.write([sql`UPDATE kit SET made_at = NULL WHERE landlord_id = ${scope.landlordId}`]);
	for (const step of way[state]) await moveKits(db, actor, scope, { mailboxes: [box!.code] }, step, NOW);
}

test.each(kitStates.flatMap((state) => kitSteps.map((step) => [state, step.name] as const)))(
	'from %s: %s, as the table says',
	async (state, name) => {
		await reach(state);
		const [before] = await boxes();
		expect(before!.state).toBe(state);
		const step = kitSteps.find((one) => one.name === name)!;
		const { moved } = await moveKits(db, actor, scope, { mailboxes: [before!.code] }, name, NOW + HOUR);
		const may = kitStepsFrom(state).includes(name);
		expect(moved).toBe(may ? 1 : 0);
		expect((await boxes())[0]!.state).toBe(may ? (step.to ?? 'made') : state);
	}
);

describe('kits of a hall', () => {
	test('move together, once, and the hall counts them', async () => {
		expect(await move('print')).toEqual({ moved: 4 });
		expect(await move('print')).toEqual({ moved: 0 });
		const [first] = await boxes();
		await move('hand', { mailboxes: [first!.code] });
		expect(await states()).toEqual(['handed', 'printed', 'printed', 'printed']);
		expect(await kitProgress(db, scope)).toEqual({
			mailboxes: 6,
			made: 6,
			printed: 4,
			handed: 1,
			distributed: 0
		});
		expect((await acts()).slice(-2)).toEqual([
			{ act: 'kits-printed', about: { n: 4, place: 'Résidence tilleuls, 1' } },
			{ act: 'kits-handed', about: { n: 1, place: 'Résidence tilleuls, 1' } }
		]);
	});

	test('undoing twice at once goes back one step', async () => {
		await move('print');
		await move('hand');
		const undo = () => moveKits(db, actor, scope, { halls: [hall] }, 'undo', NOW + HOUR, { from: 'handed' });
		expect(await Promise.all([undo(), undo()])).toEqual([{ moved: 4 }, { moved: 0 }]);
		expect(await states()).toEqual(['printed', 'printed', 'printed', 'printed']);
	});

	test('a void one counts no more; made again it is a new one', async () => {
		await move('print');
		const [first] = await boxes();
		await move('void', { mailboxes: [first!.code] });
		expect(await kitProgress(db, scope)).toMatchObject({ made: 5, printed: 3 });
		await makeKit(db, scope, {
			...{ halls: await hallsIn(db, scope), secondLanguage: null, today: TODAY, renewLetters: true },
			...{ now: NOW + DAY, sink: () => undefined }
		});
		expect((await boxes())[0]).toMatchObject({ state: 'made', reprints: 1 });
		expect((await states()).slice(1)).toEqual(['printed', 'printed', 'printed']);
	});

	test('a new letter begins a new kit, and the old one moves no more', async () => {
		const [first] = await boxes();
		await makeNewLetters(db, actor, scope, [first!.code], { reason: 'lost', today: TODAY, now: NOW + DAY });
		expect((await boxes())[0]!.state).toBeNull();
		expect(await move('distribute')).toEqual({ moved: 3 });
		const halls = (await hallsIn(db, scope)).filter(({ code }) => code === hall);
		const order = {
			halls,
			secondLanguage: null,
			today: TODAY,
			renewLetters: false,
			mailboxes: [first!.code]
		};
		await makeKit(db, scope, { ...order, now: NOW + DAY, sink: () => undefined });
		expect(await states()).toEqual(['made', 'distributed', 'distributed', 'distributed']);
		const kits = await db.read(
			sql`SELECT k.epoch, k.voided_at AS voidedAt FROM kit k JOIN mailbox m ON m.id = k.mailbox_id WHERE m.code = ${first!.code} ORDER BY k.epoch`
		);
		expect(kits).toEqual([
			{ epoch: first!.epoch, voidedAt: NOW + DAY },
			{ epoch: first!.epoch + 1, voidedAt: null }
		]);
	});

	test('nobody moves, ticks or sees the kits of somebody else', async () => {
		const parc = (await residencesIn(db, scope)).find(({ name }) => name === 'Le Parc')!;
		const codes = (await mailboxesOf(db, scope)).map(({ code }) => code);
		for (const other of [stranger, { ...scope, residenceIds: [parc.id] }, { ...scope, hallIds: [] }]) {
			expect(await move('print', { halls: [hall] }, other)).toEqual({ moved: 0 });
			expect((await move('print', { mailboxes: codes.slice(0, 4) }, other)).moved).toBe(0);
			expect(await kitsOfHall(db, other, hall)).toBeNull();
			expect(await takeTicks(db, actor, other, hall, [tick()], NOW + HOUR)).toBeNull();
			expect((await roundsIn(db, other)).map(({ code }) => code)).not.toContain(hall);
		}
		expect(await states()).toEqual(['made', 'made', 'made', 'made']);
	});
});

let ids = 0;
function tick(more: Partial<Tick> = {}): Tick {
	return { id: `tick-${String(++ids).padStart(8, '0')}`, box: '1', kit: 1, isIn: true, at: NOW + 1, ...more };
}

describe('a round', () => {
	let labels: string[];
	let kits: number[];
	beforeEach(async () => {
		labels = (await boxes()).map(({ label }) => label);
		kits = (await boxes()).map(({ epoch }) => epoch);
	});
	const of = (n: number, more: Partial<Tick> = {}) => tick({ box: labels[n]!, kit: kits[n]!, ...more });
	const take = (...ticks: Tick[]) => takeTicks(db, actor, scope, hall, ticks, NOW + HOUR);
	const isIn = async () =>
		(await roundOf(db, scope, hall))!.boxes.map(({ distributedAt }) => distributedAt !== null);

	test('two phones at once merge, and the hall counts what is in', async () => {
		await Promise.all([take(of(0), of(1)), take(of(1), of(2))]);
		expect(await isIn()).toEqual([true, true, true, false]);
		expect((await kitProgress(db, scope)).distributed).toBe(3);
		expect((await roundsIn(db, scope)).find(({ code }) => code === hall)).toMatchObject({
			kits: 4,
			distributed: 3
		});
	});

	test('the same tick sent twice acts once, even after it was taken back', async () => {
		const first = of(0, { at: NOW + 1 });
		await take(first);
		await take(of(0, { isIn: false, at: NOW + 2 }));
		await take(first);
		expect(await isIn()).toEqual([false, false, false, false]);
	});

	test('in any order the later of two about one kit counts', async () => {
		await take(
			of(0, { isIn: false, at: NOW + 9 }),
			of(0, { at: NOW + 1 }),
			of(1, { at: NOW + 5 }),
			of(1, { isIn: false, at: NOW + 2 })
		);
		expect(await isIn()).toEqual([false, true, false, false]);
	});

	test('taking back does not reach what was ticked after it', async () => {
		await take(of(0, { at: NOW + 5 }));
		await take(of(0, { isIn: false, at: NOW + 2 }));
		expect(await isIn()).toEqual([true, false, false, false]);
	});

	test('a tick of a kit that was replaced or is void, or of no mailbox, ticks nothing', async () => {
		await move('void', { mailboxes: [(await boxes())[3]!.code] });
		await take(of(0, { kit: kits[0]! + 1 }), of(1, { kit: 0 }), of(3), tick({ box: "' OR 1=1 --" }));
		expect(await isIn()).toEqual([false, false, false, false]);
	});

	test('a phone whose clock is wrong ticks now, or some time ago', async () => {
		await take(of(0, { at: NOW + 10 * DAY }), of(1, { at: 5 }));
		const [ahead, behind] = (await roundOf(db, scope, hall))!.boxes;
		expect(ahead!.distributedAt).toBe(NOW + HOUR);
		expect(behind!.distributedAt).toBe(NOW + HOUR - 90 * DAY);
	});

	test('the next hall is one where something is to be done', async () => {
		const parc = (await hallsIn(db, scope)).find(({ code }) => code !== hall)!.code;
		expect(await nextRound(db, scope, hall)).toBe(parc);
		await move('distribute', { halls: [parc] });
		expect(await nextRound(db, scope, hall)).toBeNull();
	});
});
