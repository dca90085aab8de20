import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
	DAY,
	HOUR,
	importText,
	mailboxesOf,
	newDatabase,
	newHousehold,
	newLandlord,
	NOW,
	TODAY
} from '../../../tests/support/world.ts';
import type { Actor } from './audit.ts';
import { hallsIn, residencesIn, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { buildingsToOffer, handoversOf, offerBuilding, takeBuilding } from './handovers.ts';
import { homeOf } from './households.ts';
import {
	askToImport,
	askToUndo,
	chooseColumns,
	differencesOf,
	keepList,
	listDraft,
	listsIn,
	mendList,
	MOST_DRAFTS,
	problemsOf,
	samplesOf,
	sweepLists,
	throwListAway,
	type DraftView
} from './listDrafts.ts';
import { kitProgress } from './kitLife.ts';
import { makeKit } from './kits.ts';
import { workLists } from './listWork.ts';
import { decideApproval, makeNewLetters } from './newLetters.ts';
import { addMailboxes, changeResidence, takeHallDown } from './places.ts';
import { addStaff } from './staff.ts';
import { eraseWhoMovedOut, tellingOfTheRest } from './takeovers.ts';

let db: Database;
let scope: Scope;
let actor: Actor;

beforeEach(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 3);
	actor = { landlordId: scope.landlordId, staffId: null, who: 'manager@tilleuls.example' };
});
afterEach(() => db.close());

const HEAD = 'residence;batiment;entree;adresse;code_postal;commune;boite;reference';
const row = (box: string, reference = '', entrance = '1') =>
	`Résidence tilleuls;A;${entrance};1 rue tilleuls;93200;Saint-Denis;${box};${reference}`;

async function* bytesOf(text: string) {
	yield new TextEncoder().encode(text);
}

const keep = (text: string) =>
	keepList(db, actor, { fileName: 'liste.csv', bytes: bytesOf(text) }, { now: () => NOW });
const work = (now = NOW) => workLists(db, { now: () => now });
const seen = async (key: string, by = scope) => (await listDraft(db, by, key))!;

/** A list that was kept, its columns taken as guessed, and checked. */
async function checked(...rows: string[]): Promise<DraftView> {
	const kept = await keep([HEAD, ...rows].join('\n'));
	if (!('key' in kept)) throw new Error(JSON.stringify(kept));
	const draft = await seen(kept.key);
	expect(await chooseColumns(db, actor, draft, draft.meanings, NOW)).toEqual({ checking: true });
	await work();
	return seen(kept.key);
}

async function imported(isWhole: boolean, typed: string, ...rows: string[]): Promise<DraftView> {
	const { key } = await checked(...rows);
	expect(await askToImport(db, actor, key, { isWhole, typed, now: NOW })).toEqual({ importing: true });
	await work();
	return seen(key);
}

const labels = async () => (await mailboxesOf(db, scope)).map(({ label }) => label);

describe('a list that is kept', () => {
	test('holds nothing of people', async () => {
		const kept = await keep(
			'residence;nombre_boites;Nom du locataire;Remarque;boite\nLe Parc;;Dupont;appeler le 06 12 34 56 78;Mme Durand\n'
		);
		const rows = await db.read<{ json: string }>(sql`SELECT json FROM list_draft_part`);
		expect(rows).toHaveLength(1);
		expect(rows[0]!.json).not.toMatch(/Dupont|Durand|06 12/);
		const draft = await seen((kept as { key: string }).key);
		expect(draft.columns.map(({ isPeople }) => isPeople)).toEqual([false, false, true, false, false]);
		expect(await samplesOf(db, scope, draft.key)).toEqual([['Le Parc'], [], [], [], []]);
		await chooseColumns(db, actor, draft, ['residence', '', 'mailbox', '', 'mailbox'], NOW);
		await work();
		const [problem] = await problemsOf(db, scope, await seen(draft.key), 0);
		expect(problem).toMatchObject({ problem: { reason: 'person-in-list', value: null }, column: 4 });
		expect(problem!.cells[4]).toBe('');
	});

	test('lets go of what is in a column that is not read', async () => {
		const kept = (await keep('residence;nombre_boites;Divers\nLe Parc;3;quelque chose\n')) as { key: string };
		const draft = await seen(kept.key);
		expect(await samplesOf(db, scope, draft.key)).toEqual([['Le Parc'], ['3'], ['quelque chose']]);
		await chooseColumns(db, actor, draft, draft.meanings, NOW);
		await work();
		expect(await samplesOf(db, scope, draft.key)).toEqual([['Le Parc'], ['3'], []]);
	});

	test.each([
		['', { refusal: 'nothing-sent' }],
		['residence;boite', { problems: [expect.objectContaining({ reason: 'no-rows' })] }],
		['residence;boite\nA;1\nB;\0', { problems: [expect.objectContaining({ reason: 'nul-bytes' })] }],
		['residence;boite\nA;"1', { problems: [expect.objectContaining({ reason: 'quote-not-closed' })] }],
		['residence;__proto__\nA;1', { problems: [expect.objectContaining({ reason: 'forbidden-column' })] }],
		[
			`${Array.from({ length: 60 }, (_, i) => `c${i}`).join(';')}\n1`,
			{ problems: [expect.objectContaining({ reason: 'too-many-columns' })] }
		],
		['PK\x03\x04rest', { problems: [expect.objectContaining({ reason: 'not-a-list' })] }]
	])('%#: a file that cannot be read leaves no draft', async (text, refused) => {
		expect(await keep(text)).toEqual(refused);
		expect(await listsIn(db, scope)).toEqual([]);
	});

	test('whatever its bytes: it is refused and leaves nothing, or is a draft that can be checked or says why not', async () => {
		const token = fc.constantFrom(
			';',
			'"',
			'\n',
			'\r',
			'\0',
			'\t',
			',',
			'é',
			'1',
			'Zola',
			'=1+1',
			' '.repeat(300)
		);
		const start = fc.constantFrom(`${HEAD}\n`, 'residence;boite\n', '\uFEFF"boite', '');
		await fc.assert(
			fc.asyncProperty(start, fc.array(token, { maxLength: 40 }), async (titles, tokens) => {
				const kept = await keep(titles + tokens.join(''));
				if (!('key' in kept)) {
					expect(await listsIn(db, scope)).toEqual([]);
					return;
				}
				const draft = await seen(kept.key);
				await chooseColumns(db, actor, draft, draft.meanings, NOW);
				await work();
				expect(['columns', 'checked']).toContain((await seen(kept.key)).state);
				expect((await seen(kept.key)).failure).toBeNull();
				await throwListAway(db, scope, kept.key);
			}),
			{ numRuns: 40 }
		);
	});

	test('is one of a few', async () => {
		for (let n = 0; n < MOST_DRAFTS; n++) expect(await keep('residence;boite\nA;1')).toHaveProperty('key');
		expect(await keep('residence;boite\nA;1')).toEqual({ refusal: 'too-many' });
	});

	test('that is too large, or whose sender leaves, leaves no draft, and is read to its end', async () => {
		let sent = 0;
		async function* many(fails: boolean) {
			yield new TextEncoder().encode('residence;boite\n');
			for (sent = 1; sent <= 100; sent++) yield new TextEncoder().encode(`Le Parc;${sent}\n`.repeat(50));
			if (fails) throw new Error('gone away');
		}
		const how = { now: () => NOW, most: 1_000 };
		const kept = await keepList(db, actor, { fileName: 'x', bytes: many(false) }, how);
		expect(kept).toEqual({ problems: [expect.objectContaining({ reason: 'file-too-big' })] });
		expect(sent).toBe(101);
		await expect(
			keepList(db, actor, { fileName: 'x', bytes: many(true) }, { now: () => NOW })
		).rejects.toThrow('gone away');
		expect(await listsIn(db, scope)).toEqual([]);
	});

	test("is not another landlord's", async () => {
		const other = await newLandlord(db, 'voisins', 2);
		const { key } = await checked(row('1'), row('9'));
		expect(await listDraft(db, other, key)).toBeNull();
		expect(await differencesOf(db, other, key, { page: 0, gone: false })).toEqual([]);
		expect(await mendList(db, { ...other, staffId: null }, key, [{ line: 2, out: true }])).toBe(false);
		expect(
			await askToImport(db, { ...other, staffId: null }, key, { isWhole: false, typed: '', now: NOW })
		).toEqual({
			refusal: 'not-ready'
		});
		await throwListAway(db, other, key);
		expect(await seen(key)).toMatchObject({ state: 'checked', rows: 2 });
	});
});

test('a list as a spreadsheet writes it: a caption, merged cells, sums', async () => {
	const kept = await keep(
		`Patrimoine au 01/01/2026;;;;;;;\n;;;;;;;\n${HEAD}\n${row('1')}\n;;;;;;8;\nTotal;;;;;;2;\n`
	);
	const draft = await seen((kept as { key: string }).key);
	expect(draft.columns[0]!.title).toBe('residence');
	await chooseColumns(db, actor, draft, draft.meanings, NOW);
	await work();
	const checkedDraft = await seen(draft.key);
	expect(checkedDraft.report).toMatchObject({
		problems: 0,
		list: { residences: 0, mailboxes: { added: 1 } }
	});
	const [difference] = await differencesOf(db, scope, draft.key, { page: 0, gone: false });
	expect(difference).toMatchObject({ entrance: '1', added: ['8'] });
});

describe('columns', () => {
	test('mean what was said the last time', async () => {
		const first = await seen(((await keep('Résid;Numéro\nLe Parc;1')) as { key: string }).key);
		expect(first.meanings).toEqual(['', 'streetNumber']);
		expect(await chooseColumns(db, actor, first, ['residence', ''], NOW)).toEqual({
			problems: [expect.objectContaining({ reason: 'no-mailbox-column' })]
		});
		await chooseColumns(db, actor, first, ['residence', 'mailbox'], NOW);
		const second = await seen(((await keep('numero;resid\n2;Le Parc')) as { key: string }).key);
		expect(second.meanings).toEqual(['mailbox', 'residence']);
	});
});

describe('problems', () => {
	test('are mended in their cell, everywhere, or left out', async () => {
		const { key, report } = await checked(
			'Le Parc;A;1;1 rue X;693;Lyon;1;',
			'Le Parc;A;1;1 rue X;693;Lyon;2;',
			'Le Parc;A;1;1 rue X;69003;Lyon;3;',
			'Le Parc;A;1;1 rue X;69003;Lyon;3;',
			'Le Parc;A;1;1 rue X;69003;Lyon;;'
		);
		expect(report).toMatchObject({ problems: 4, list: null });
		expect(report!.counts).toEqual({ 'bad-postcode': 2, 'missing-value': 1, 'duplicate-mailbox': 1 });
		const [problem] = await problemsOf(db, scope, await seen(key), 0);
		expect(problem).toMatchObject({ column: 4, problem: { line: 2, value: '693' } });
		expect(problem!.cells).toEqual(['Le Parc', 'A', '1', '1 rue X', '693', 'Lyon', '1', '']);
		expect(
			await mendList(db, actor, key, [
				{ line: 2, column: 4, to: '69003', everywhere: true },
				{ line: 5, column: 6, to: '4"\'', everywhere: false },
				{ line: 6, out: true }
			])
		).toBe(true);
		await work();
		expect((await seen(key)).report).toMatchObject({ problems: 0, list: { mailboxes: { added: 4 } } });
	});
});

describe('what a list changes', () => {
	test('is shown hall by hall before it is imported', async () => {
		const { key, report } = await checked(row('1', 'R1'), row('2'), row('7'), row('1', '', '2'));
		expect(report!.list).toMatchObject({
			halls: { added: 1, changed: 0, back: 0, missing: 0 },
			mailboxes: { added: 2, changed: 1, same: 1, missing: 1 }
		});
		const [old, added] = await differencesOf(db, scope, key, { page: 0, gone: false });
		expect(old).toMatchObject({ what: 'changed', entrance: '1', added: ['7'], gone: ['3'] });
		expect(old!.changed).toEqual([{ label: '1', fields: [{ field: 'reference', was: null, now: 'R1' }] }]);
		expect(added).toMatchObject({ what: 'new', entrance: '2', added: ['1'] });
		expect(await labels()).toEqual(['1', '2', '3']);
	});

	test('is imported once, however often and at once it is asked', async () => {
		const { key } = await checked(row('1'), row('8'));
		const ask = () => askToImport(db, actor, key, { isWhole: false, typed: '', now: NOW });
		expect(await Promise.all([ask(), ask()])).toEqual([{ importing: true }, { importing: true }]);
		await Promise.all([work(), work(), work()]);
		expect((await seen(key)).state).toBe('imported');
		expect(await labels()).toEqual(expect.arrayContaining(['1', '2', '3', '8']));
		expect(await labels()).toHaveLength(4);
		const acts = await db.read(
			sql`SELECT act FROM audit WHERE landlord_id = ${scope.landlordId} AND act = 'list-imported'`
		);
		expect(acts).toHaveLength(1);
	});

	test('of more rows than one part holds is imported whole, again without a change, and undone whole', async () => {
		const many = Array.from({ length: 3_500 }, (_, n) =>
			row(`B${n % 350}`, `R${n}`, String(Math.floor(n / 350)))
		);
		const { report } = await imported(false, '', ...many);
		expect(report!.list).toMatchObject({ halls: { added: 9 }, mailboxes: { added: 3_500 } });
		expect(await labels()).toHaveLength(3_503);
		const again = await checked(...many);
		expect(again.report!.list).toMatchObject({ mailboxes: { added: 0, changed: 0, same: 3_500 } });
		const [first] = (await listsIn(db, scope)).filter(({ state }) => state === 'imported');
		await askToUndo(db, actor, first!.key, NOW + HOUR);
		await work(NOW + HOUR);
		expect(await labels()).toHaveLength(3);
	});

	test('takes nothing away unless the list is whole and the number is typed', async () => {
		const { key } = await checked(row('1'));
		expect(await askToImport(db, actor, key, { isWhole: true, typed: '3', now: NOW })).toEqual({
			refusal: 'gone-number'
		});
		expect(await askToImport(db, actor, key, { isWhole: true, typed: '2', now: NOW })).toEqual({
			importing: true
		});
		await work();
		expect(await labels()).toEqual(['1']);
	});

	test('takes more than fifty off in a day only by two people, also in parts', async () => {
		const big = await newLandlord(db, 'grands', 70);
		const { landlordId } = big;
		await addStaff(db, landlordId, { email: 'b@grands.example', role: 'manager', residences: [], now: NOW });
		const staff = await db.read<{ staffId: string; who: string }>(
			sql`SELECT id AS staffId, email AS who FROM staff WHERE landlord_id = ${landlordId} ORDER BY email DESC`
		);
		const [ann, ben] = staff.map((one) => ({ landlordId, ...one }));
		const broughtBy = async (who: Actor, boxes: number) => {
			const rows = Array.from(
				{ length: boxes },
				(_, n) => `Résidence grands;A;1;1 rue grands;93200;Saint-Denis;${n + 1};`
			);
			const sent = { fileName: 'liste.csv', bytes: bytesOf([HEAD, ...rows].join('\n')) };
			const { key } = (await keepList(db, who, sent, { now: () => NOW })) as { key: string };
			const draft = await seen(key, big);
			await chooseColumns(db, who, draft, draft.meanings, NOW);
			await work();
			return key;
		};
		const ask = (who: Actor, key: string, typed: string, now = NOW) =>
			askToImport(db, who, key, { isWhole: true, typed, now });
		const most = await broughtBy(ann!, 5);
		expect(await ask(ann!, most, '64')).toEqual({ refusal: 'gone-number' });
		expect(await ask(ann!, most, '65')).toEqual({ refusal: 'somebody-else' });
		await mendList(db, ben!, most, [{ line: 2, out: true }]);
		await work();
		expect(await ask(ben!, most, '66'), 'who changed it is not somebody else').toEqual({
			refusal: 'somebody-else'
		});
		expect(await ask(ann!, await broughtBy(ann!, 40), '30')).toEqual({ importing: true });
		await work();
		const part = await broughtBy(ann!, 10);
		expect(await ask(ann!, part, '30')).toEqual({ refusal: 'somebody-else' });
		expect(await ask(ben!, part, '30')).toEqual({ importing: true });
		await work();
		expect(await mailboxesOf(db, big)).toHaveLength(10);
	});

	describe('fifty in a day are of one person', () => {
		let big: Scope;
		let ann: Actor;
		let boxes: { code: string; label: string }[];
		beforeEach(async () => {
			big = await newLandlord(db, 'grands', 120);
			const [row] = await db.read<{ id: string; email: string }>(
				sql`SELECT id, email FROM staff WHERE landlord_id = ${big.landlordId}`
			);
			ann = { landlordId: big.landlordId, staffId: row!.id, who: row!.email };
			boxes = await mailboxesOf(db, big);
		});

		/** A list of all but some, which Ann brought. */
		async function without(some: readonly { label: string }[]): Promise<string> {
			const rows = boxes
				.filter((box) => !some.includes(box))
				.map(({ label }) => `Résidence grands;A;1;1 rue grands;93200;Saint-Denis;${label};`);
			const sent = { fileName: 'liste.csv', bytes: bytesOf([HEAD, ...rows].join('\n')) };
			const { key } = (await keepList(db, ann, sent, { now: () => NOW })) as { key: string };
			const draft = await seen(key, big);
			await chooseColumns(db, ann, draft, draft.meanings, NOW);
			await work();
			return key;
		}
		const ask = (key: string, typed: string, by = ann) =>
			askToImport(db, by, key, { isWhole: true, typed, now: NOW });
		const takeOff = (some: readonly { code: string }[], now = NOW) =>
			makeNewLetters(
				db,
				ann,
				big,
				some.map(({ code }) => code),
				{ reason: 'gone', today: TODAY, now }
			);
		const left = async () => (await mailboxesOf(db, big)).length;

		test('two lists at once do not pass them', async () => {
			const [one, two] = [await without(boxes.slice(0, 40)), await without(boxes.slice(40, 80))];
			const asked = await Promise.all([ask(one, '40'), ask(two, '40')]);
			expect(asked).toContainEqual({ importing: true });
			expect(asked).toContainEqual({ refusal: 'somebody-else' });
			await work();
			expect(await left()).toBe(80);
		});

		test('a list and then forms do not, nor forms and then a list; an undone list is forgotten', async () => {
			const key = await without(boxes.slice(0, 30));
			expect(await ask(key, '30')).toEqual({ importing: true });
			expect(await takeOff(boxes.slice(30, 51)), 'before it is written').toHaveProperty('approval');
			await work();
			expect(await takeOff(boxes.slice(30, 51), NOW + 1)).toHaveProperty('approval');
			expect(await takeOff(boxes.slice(30, 50), NOW + 1)).toEqual({ made: 20 });
			boxes = boxes.slice(50);
			expect(await ask(await without(boxes.slice(0, 1)), '1')).toEqual({ refusal: 'somebody-else' });
			await askToUndo(db, ann, key, NOW + 2);
			await work(NOW + 2);
			expect(await left()).toBe(100);
			expect(await takeOff(boxes.slice(0, 30), NOW + 3)).toEqual({ made: 30 });
			expect(await takeOff(boxes.slice(30, 31), NOW + 4)).toHaveProperty('approval');
			expect(await takeOff(boxes.slice(30), NOW + DAY + 4)).toEqual({ made: 40 });
		});

		test('what somebody else imported is not of them', async () => {
			const key = await without(boxes.slice(0, 60));
			const ben: Actor = { ...ann, staffId: await newColleague() };
			expect(await ask(key, '60', ben)).toEqual({ importing: true });
			await work();
			expect(await takeOff(boxes.slice(60, 110))).toEqual({ made: 50 });
			expect(await takeOff(boxes.slice(110))).toHaveProperty('approval');
		});

		async function newColleague(): Promise<string> {
			const email = 'ben@grands.example';
			await addStaff(db, big.landlordId, { email, role: 'manager', residences: [], now: NOW });
			const [row] = await db.read<{ id: string }>(sql`SELECT id FROM staff WHERE email = ${email}`);
			return row!.id;
		}
	});

	test('puts up again what comes back, with a new letter', async () => {
		await imported(true, '2', row('1'));
		const before = await db.read(
			sql`SELECT code, epoch FROM mailbox WHERE landlord_id = ${scope.landlordId} AND label = '2'`
		);
		const { report } = await imported(false, '', row('1'), row('2'));
		expect(report!.list).toMatchObject({ mailboxes: { back: 1, added: 0 } });
		const after = await db.read(
			sql`SELECT code, epoch FROM mailbox WHERE landlord_id = ${scope.landlordId} AND label = '2' AND gone_at IS NULL`
		);
		expect(after).toEqual([{ ...before[0], epoch: 2 }]);
		expect(
			await db.read(sql`SELECT epoch, reason FROM new_letter WHERE landlord_id = ${scope.landlordId}`)
		).toEqual([{ epoch: 2, reason: 'back' }]);
	});

	test('takes halls away whole, and brings them back', async () => {
		const text = 'Autre;B;1;2 rue X;93200;Saint-Denis;1;';
		await imported(true, '3', text);
		expect((await hallsIn(db, scope)).map(({ residence }) => residence)).toEqual(['Autre']);
		await imported(false, '', text, row('1'), row('2'), row('3'));
		expect(await hallsIn(db, scope)).toHaveLength(2);
		expect(await labels()).toHaveLength(4);
	});

	test('is compared again after an hour', async () => {
		const { key } = await checked(row('9'));
		const ask = (now: number) => askToImport(db, actor, key, { isWhole: false, typed: '', now });
		expect(await ask(NOW + 2 * HOUR)).toEqual({ refusal: 'compare-again' });
		await work(NOW + 2 * HOUR);
		expect(await ask(NOW + 2 * HOUR)).toEqual({ importing: true });
	});

	test('is compared again when somebody added the same place meanwhile, and nothing was written', async () => {
		const { key } = await checked(row('9'), row('1', '', '5'));
		await imported(false, '', row('9'));
		const before = await labels();
		await askToImport(db, actor, key, { isWhole: false, typed: '', now: NOW });
		await workLists(db, { now: () => NOW }, key);
		expect(await seen(key)).toMatchObject({ state: 'checked', failure: 'places-changed' });
		expect(await labels()).toEqual(before);
		expect((await seen(key)).report!.list).toMatchObject({
			halls: { added: 1 },
			mailboxes: { added: 1, same: 1 }
		});
	});

	describe('is compared again when its places are not there any more as they were, and nothing was written', () => {
		const editor = () => ({ actor, scope });
		const elsewhere = 'Résidence tilleuls;B;2;2 rue tilleuls;93200;Saint-Denis;7;';

		test.each<[string, readonly string[], boolean, () => Promise<unknown>]>([
			[
				'a residence that was renamed',
				[elsewhere],
				false,
				async () => {
					const [residence] = await residencesIn(db, scope);
					return changeResidence(
						db,
						editor(),
						residence!.key,
						{ name: 'Les Tilleuls', language: null },
						{ now: NOW }
					);
				}
			],
			[
				'a hall that was taken down',
				[row('9')],
				false,
				async () => {
					const [hall] = await hallsIn(db, scope);
					return takeHallDown(db, editor(), hall!.code, hall!.entrance, { today: TODAY, now: NOW });
				}
			],
			[
				'a building that was handed over',
				[row('9')],
				false,
				async () => {
					const to = await newLandlord(db, 'taker', 1);
					const [building] = await buildingsToOffer(db, scope.landlordId, '1 rue tilleuls');
					const { id, name } = building!;
					await offerBuilding(db, actor, { building: id, typedName: name, to: 'taker', now: NOW });
					const [offer] = await handoversOf(db, to.landlordId, NOW);
					const taker = { landlordId: to.landlordId, staffId: null, who: 'taker' };
					return takeBuilding(db, taker, offer!.key, { newName: 'Neuf' }, NOW);
				}
			],
			[
				'a mailbox that is gone already',
				[row('1'), row('2')],
				true,
				async () => {
					const [, , third] = await mailboxesOf(db, scope);
					const renewing = { reason: 'gone', today: TODAY, now: NOW } as const;
					return makeNewLetters(db, actor, scope, [third!.code], renewing);
				}
			],
			[
				'a hall that has more mailboxes',
				['Autre;A;1;9 rue X;93200;Saint-Denis;1;'],
				true,
				async () => {
					const [hall] = await hallsIn(db, scope);
					return addMailboxes(db, editor(), hall!.code, '4', { today: TODAY, now: NOW });
				}
			],
			[
				'a residence of another spelling',
				['Bel Air;A;1;9 rue Neuve;93200;Saint-Denis;1;'],
				false,
				async () => importText(db, scope.landlordId, `${HEAD}\nBEL AIR;A;1;9, rue neuve;93200;Saint-Denis;2;`)
			],
			[
				'a mailbox of another spelling',
				[row('Bis')],
				false,
				async () => importText(db, scope.landlordId, [HEAD, row('BIS')].join('\n'))
			]
		])('%s', async (_, rows, isWhole, change) => {
			const draft = await checked(...rows);
			const typed = String(draft.report!.list!.mailboxes.missing);
			expect(await change()).not.toMatchObject({ refusal: expect.anything() });
			const before = await allPlaces();
			expect(await askToImport(db, actor, draft.key, { isWhole, typed, now: NOW })).toEqual({
				importing: true
			});
			await work();
			expect(await seen(draft.key)).toMatchObject({ state: 'checked', failure: 'places-changed' });
			expect(await allPlaces()).toEqual(before);
			const again = (await seen(draft.key)).report!.list!.mailboxes;
			await askToImport(db, actor, draft.key, { isWhole, typed: String(again.missing), now: NOW });
			await work();
			expect((await seen(draft.key)).state).toBe('imported');
			const added = (await allPlaces()).length - before.length;
			expect(added).toBe(again.added);
		});

		const allPlaces = () =>
			db.read(sql`SELECT r.name AS residence, b.name AS building, h.name AS hall, h.gone_at AS hallGone, m.label, m.gone_at AS gone, m.epoch
				FROM mailbox m JOIN hall h ON h.id = m.hall_id JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id ORDER BY m.id`);
	});

	test('goes on where a process left it', async () => {
		const { key } = await checked(row('9'));
		await askToImport(db, actor, key, { isWhole: false, typed: '', now: NOW });
		await db.write([
			sql`UPDATE list_draft SET attempts = attempts + 1, beat_at = ${NOW} WHERE landlord_id = ${scope.landlordId} AND key = ${key}`
		]);
		await work(NOW + 30_000);
		expect((await seen(key)).state).toBe('importing');
		await work(NOW + 61_000);
		expect((await seen(key)).state).toBe('imported');
	});

	test('counts the kits of halls anew, also when it is undone', async () => {
		const halls = await hallsIn(db, scope);
		const order = { halls, secondLanguage: null, today: TODAY, renewLetters: true, now: NOW } as const;
		await makeKit(db, scope, { ...order, sink: () => undefined });
		const kits = async () => (await kitProgress(db, scope)).made;
		expect(await kits()).toBe(3);
		const { key } = await imported(true, '2', row('1'));
		expect(await kits()).toBe(1);
		await askToUndo(db, actor, key, NOW + HOUR);
		await work(NOW + HOUR);
		expect(await kits()).toBe(3);
		await imported(true, '2', row('1'));
		await imported(false, '', row('1'), row('2'));
		expect(await kits(), 'of the letter that is dead').toBe(1);
	});

	test('frees mailboxes once, also where the process ended in between and came back late', async () => {
		const kept = (await keep([`${HEAD};liberee`, `${row('1')};oui`].join('\n'))) as { key: string };
		const { key, meanings } = await seen(kept.key);
		await chooseColumns(db, actor, await seen(key), meanings, NOW);
		await work();
		await askToImport(db, actor, key, { isWhole: false, typed: '', now: NOW });
		await work();
		await db.write([
			sql`UPDATE list_draft SET state = 'freeing' WHERE landlord_id = ${scope.landlordId} AND key = ${key}`
		]);
		await work(NOW + 3 * HOUR);
		expect((await seen(key)).report!.letters).toEqual({ made: 1 });
		expect((await mailboxesOf(db, scope)).map(({ epoch }) => epoch)).toEqual([2, 1, 1]);
	});

	test('answers to who imports or undoes it, not to who brought it: they approve nothing of their own', async () => {
		const big = await newLandlord(db, 'grands', 60);
		const { landlordId } = big;
		const [first] = await db.read<{ id: string; who: string }>(
			sql`SELECT id, email AS who FROM staff WHERE landlord_id = ${landlordId}`
		);
		await addStaff(db, landlordId, {
			...{ email: 'second@grands.example', role: 'manager', residences: [], now: NOW }
		});
		const [second] = await db.read<{ id: string; who: string }>(
			sql`SELECT id, email AS who FROM staff WHERE landlord_id = ${landlordId} AND email = 'second@grands.example'`
		);
		const [ann, ben] = [first!, second!].map(({ id, who }) => ({ landlordId, staffId: id, who }));
		const rows = Array.from(
			{ length: 60 },
			(_, n) => `Résidence grands;A;1;1 rue grands;93200;Saint-Denis;${n + 1};;oui`
		);
		const bytes = bytesOf([`${HEAD};liberee`, ...rows].join('\n'));
		const kept = await keepList(db, ann!, { fileName: 'liste.csv', bytes }, { now: () => NOW });
		const { key } = kept as { key: string };
		const draft = await seen(key, big);
		await chooseColumns(db, ann!, draft, draft.meanings, NOW);
		await work();
		expect(await askToImport(db, ben!, key, { isWhole: false, typed: '', now: NOW })).toEqual({
			importing: true
		});
		await work();
		const { approval } = (await seen(key, big)).report!.letters as { approval: string };
		const day = { today: TODAY, now: NOW };
		expect(await decideApproval(db, ben!, approval, 'yes', day)).toEqual({ refusal: 'own' });
		expect(await askToUndo(db, ann!, key, NOW)).toBe(true);
		await work();
		const acts = sql`SELECT act, who FROM audit WHERE landlord_id = ${landlordId} AND act LIKE 'list-%' ORDER BY id`;
		expect(await db.read(acts)).toEqual([
			{ act: 'list-imported', who: ben!.who },
			{ act: 'list-undone', who: ann!.who }
		]);
		expect(await decideApproval(db, ann!, approval, 'yes', day)).toEqual({ done: true });
	});

	test('frees mailboxes, and not again by the same list', async () => {
		const text = [`${HEAD};liberee`, `${row('1')};oui`, `${row('2')};non`].join('\n');
		const freeing = async () => {
			const kept = (await keep(text)) as { key: string };
			const draft = await seen(kept.key);
			await chooseColumns(db, actor, draft, draft.meanings, NOW);
			await work();
			await askToImport(db, actor, kept.key, { isWhole: false, typed: '', now: NOW });
			await work();
			return (await seen(kept.key)).report!;
		};
		expect(await freeing()).toMatchObject({ list: { mailboxes: { freed: 1 } }, letters: { made: 1 } });
		expect((await freeing()).list).toMatchObject({ mailboxes: { freed: 0 } });
	});
});

describe('undoing', () => {
	test('takes away what was added and puts back what was changed, once', async () => {
		const before = await mailboxesOf(db, scope);
		const [hall] = await hallsIn(db, scope);
		const draft = await imported(
			true,
			'2',
			'Résidence tilleuls;A;1;1 rue tilleuls;93210;Saint-Denis;1;R1',
			'Neuve;C;1;9 rue Y;93200;Saint-Denis;1;'
		);
		expect(await labels()).toEqual(['1', '1']);
		expect(await Promise.all([1, 2].map(() => askToUndo(db, actor, draft.key, NOW)))).toEqual([true, false]);
		await Promise.all([work(), work()]);
		expect(await seen(draft.key)).toMatchObject({ state: 'undone', report: { left: 0 } });
		expect(await mailboxesOf(db, scope)).toEqual(before);
		expect(await hallsIn(db, scope)).toEqual([hall]);
		expect((await residencesIn(db, scope)).map(({ name }) => name)).toEqual(['Résidence tilleuls']);
		expect(await askToUndo(db, actor, draft.key, NOW)).toBe(false);
	});

	test('leaves a place of which a kit was made, and what somebody changed since', async () => {
		const draft = await imported(false, '', row('1', 'R1'), row('8'), row('9'));
		await db.write([
			sql`INSERT INTO kit (mailbox_id, epoch, landlord_id, hall_id, made_at)
				SELECT id, epoch, landlord_id, hall_id, ${NOW} FROM mailbox WHERE landlord_id = ${scope.landlordId} AND label = '8'`,
			sql`UPDATE mailbox SET reference = 'by hand' WHERE landlord_id = ${scope.landlordId} AND label = '1'`
		]);
		await askToUndo(db, actor, draft.key, NOW);
		await work();
		expect((await seen(draft.key)).report).toMatchObject({ left: 1 });
		expect((await labels()).toSorted()).toEqual(['1', '2', '3', '8']);
		const [box] = await db.read(
			sql`SELECT reference FROM mailbox WHERE landlord_id = ${scope.landlordId} AND label = '1'`
		);
		expect(box).toEqual({ reference: 'by hand' });
	});

	test('leaves a mailbox whose new letter waits for a yes: its id is not given to another one', async () => {
		const rows = Array.from({ length: 51 }, (_, n) => row(`X${n}`));
		const draft = await imported(false, '', ...rows, row('Y'));
		const codes = (await mailboxesOf(db, scope))
			.filter(({ label }) => label.startsWith('X'))
			.map(({ code }) => code);
		const renewing = { reason: 'lost', today: TODAY, now: NOW } as const;
		expect(await makeNewLetters(db, actor, scope, codes, renewing)).toHaveProperty('approval');
		await askToUndo(db, actor, draft.key, NOW);
		await work();
		expect((await seen(draft.key)).report).toMatchObject({ left: 51 });
		expect(await labels()).not.toContain('Y');
	});

	test('never deletes a mailbox that was opened, and does not tell which of a hall it was', async () => {
		const halls = ['2', '3'].flatMap((entrance) => [row('8', '', entrance), row('9', '', entrance)]);
		const draft = await imported(false, '', ...halls, row('7'));
		const opened = (await mailboxesOf(db, scope)).findLastIndex(({ label }) => label === '8');
		const amina = await newHousehold(db, scope, opened);
		await newHousehold(db, scope, 0);
		await db.write([
			sql`INSERT INTO kit (mailbox_id, epoch, landlord_id, hall_id, made_at)
				SELECT id, epoch, landlord_id, hall_id, ${NOW} FROM mailbox WHERE landlord_id = ${scope.landlordId} AND label = '1'`
		]);
		await askToUndo(db, actor, draft.key, NOW);
		await work();
		expect(await seen(draft.key)).toMatchObject({ state: 'undone', report: { left: 2 } });
		expect(await labels(), 'the hall of the other one goes, and so does the box of a hall with kits').toEqual(
			['1', '2', '3', '8', '9']
		);
		expect(await homeOf(db, amina.id)).not.toBeNull();
	});

	test('of what came back gives whoever lives there the whole time again, and a notice', async () => {
		const household = await newHousehold(db, scope, 0, ['drill']);
		const households = async () => (await db.read(sql`SELECT 1 FROM household`)).length;
		const gone = { reason: 'gone', today: TODAY, now: NOW } as const;
		await makeNewLetters(db, actor, scope, [household.mailbox], gone);
		await db.write([tellingOfTheRest(NOW)]);
		const draft = await imported(false, '', row('1'));
		const undoneAt = NOW + 80 * HOUR;
		await db.write([
			sql`UPDATE list_draft SET imported_at = ${undoneAt - HOUR} WHERE landlord_id = ${scope.landlordId}`
		]);
		expect(await askToUndo(db, actor, draft.key, undoneAt)).toBe(true);
		await work(undoneAt);
		expect(await labels()).toEqual(['2', '3']);
		await eraseWhoMovedOut(db, undoneAt);
		expect(await households()).toBe(1);
		await db.write([tellingOfTheRest(undoneAt)]);
		const notices = await db.read(sql`SELECT kind FROM notice WHERE household_id = ${household.id}`);
		expect(notices).toEqual([{ kind: 'gone' }, { kind: 'gone' }]);
		await eraseWhoMovedOut(db, undoneAt + 72 * HOUR - 1);
		expect(await households()).toBe(1);
		await eraseWhoMovedOut(db, undoneAt + 72 * HOUR);
		expect(await households()).toBe(0);
	});

	test('is for a day', async () => {
		const draft = await imported(false, '', row('8'));
		expect(await askToUndo(db, actor, draft.key, NOW + DAY)).toBe(false);
		expect(await askToUndo(db, actor, draft.key, NOW + DAY - 1)).toBe(true);
	});
});

test('a list that nobody imports goes after thirty days, and an imported one keeps its place in history', async () => {
	const waiting = await checked(row('8'));
	const done = await imported(false, '', row('9'));
	await sweepLists(db, NOW + 30 * DAY - 1);
	expect(await listsIn(db, scope)).toHaveLength(2);
	await sweepLists(db, NOW + 30 * DAY);
	expect(await listDraft(db, scope, waiting.key)).toBeNull();
	expect(await seen(done.key)).toMatchObject({ state: 'imported' });
	expect(await db.read(sql`SELECT 1 FROM list_draft_part`)).toEqual([]);
});
