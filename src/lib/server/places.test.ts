import {
	hallsIn,
	hallWith,
	residencePage,
	residencesIn,
	searchHalls,
	sumsOf,
	wallOfHall,
	type Scope
} from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { exportPlaces } from './placeExport.ts';
import {
	addHall,
	addMailboxes,
	addResidence,
	changeHall,
	changeResidence,
	putHallUp,
	putMailboxesUp,
	setHouseRules,
	takeHallDown,
	takeMailboxesDown
} from './places.ts';
import { kitProgress } from './kitLife.ts';
import { makeKit } from './kits.ts';
import { readListFile } from './listFile.ts';
import { importMailboxes } from './mailboxImport.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import {
	firstResidence,
	importText,
	newDatabase,
	newLandlord,
	NOW,
	TODAY
} from '../../../tests/support/world.ts';

const when = { now: NOW, today: TODAY };
const editor = (scope: Scope) => ({
	scope,
	actor: { landlordId: scope.landlordId, staffId: null, who: 'palier' }
});
const eight = {
	residence: 'Copropriété du Quai',
	houseNumber: '12',
	repetition: 'bis',
	street: 'quai de la Loire',
	postcode: '75019',
	city: 'Paris',
	inseeCode: '75119',
	banId: '75119_5678_00012_bis',
	rnbId: 'ABCD-1234-EFGH',
	count: '8'
};
const anything = { text: '', residence: '', kits: '', rules: '', page: 1 } as const;

let db: Database;
let ours: Scope;
let theirs: Scope;
beforeAll(async () => {
	db = await newDatabase();
	ours = await newLandlord(db, 'erables', 3);
	theirs = await newLandlord(db, 'autre', 3);
});

const acts = async (scope: Scope) =>
	(
		await db.read<{ act: string }>(
			sql`SELECT act FROM audit WHERE landlord_id = ${scope.landlordId} ORDER BY id`
		)
	).map(({ act }) => act);

async function ourHall(scope = ours) {
	const { key } = await firstResidence(db, scope);
	return (await searchHalls(db, scope, { ...anything, residence: key })).halls[0]!;
}

describe('a co-owned building of eight mailboxes', () => {
	test('stands after one form, once for the same form again', async () => {
		const [first, again] = [
			await addResidence(db, editor(ours), eight, when),
			await addResidence(db, editor(ours), eight, when)
		];
		expect(again).toEqual(first);
		if (!first || !('hall' in first)) throw new Error('not added');
		expect(await hallWith(db, ours, first.hall)).toMatchObject({
			entrance: '12 bis quai de la Loire',
			address: '12 bis quai de la Loire',
			houseNumber: '12',
			banId: '75119_5678_00012_bis',
			rnbId: 'ABCD1234EFGH',
			mailboxes: 8
		});
		expect((await acts(ours)).filter((act) => act === 'residence-added')).toHaveLength(1);
	});

	test('says of each field what is wrong with it', async () => {
		expect(
			await addResidence(db, editor(ours), { ...eight, street: ' ', count: '', labels: 'Mme Martin' }, when)
		).toEqual({
			problems: [{ field: 'street', reason: 'missing' }]
		});
		expect(
			await addResidence(
				db,
				editor(ours),
				{ ...eight, residence: 'X', postcode: '9', rnbId: '1', count: '', labels: '1, Mme Martin' },
				when
			)
		).toEqual({
			problems: [
				{ field: 'postcode', reason: 'postcode' },
				{ field: 'rnbId', reason: 'rnb' },
				{ field: 'labels', reason: 'person' }
			]
		});
	});

	test('is not given the name of another', async () => {
		expect(await addResidence(db, editor(ours), { ...eight, residence: 'RÉSIDENCE ERABLES' }, when)).toEqual({
			problem: 'name-taken'
		});
	});

	test('is for whoever sees all of the landlord', async () => {
		expect(await addResidence(db, editor({ ...ours, residenceIds: [1] }), eight, when)).toBeNull();
	});
});

test('a hall is added to a residence, with the mailboxes that stand on it; twice is once', async () => {
	const { key } = await firstResidence(db, ours);
	const typed = { ...eight, building: 'B', entrance: 'Nord', count: '', labels: '1-3, 3 bis' };
	const first = await addHall(db, editor(ours), key, typed, when);
	expect(await addHall(db, editor(ours), key, typed, when)).toEqual(first);
	if (!first || !('hall' in first)) throw new Error('not added');
	const labels = (await wallOfHall(db, ours, first.hall)).map(({ label }) => label);
	expect(labels).toEqual(['1', '2', '3', '3 bis']);
	await addMailboxes(db, editor(ours), first.hall, '3, 4', when);
	expect((await wallOfHall(db, ours, first.hall)).map(({ label }) => label)).toContain('4');
	expect((await hallWith(db, ours, first.hall))!.mailboxes).toBe(5);
});

test('a hall is not called as another of its building is, in any spelling', async () => {
	const own = await newLandlord(db, 'accents', 1);
	await importText(
		db,
		own.landlordId,
		'residence;batiment;entree;adresse;code_postal;commune;boite\nRésidence accents;A;Été;1 rue accents;93200;Saint-Denis;1'
	);
	const halls = await hallsIn(db, own);
	const [one, other] = halls as [(typeof halls)[0], (typeof halls)[0]];
	const calling = (hall: typeof one, entrance: string) =>
		changeHall(
			db,
			editor(own),
			hall.code,
			{ ...eight, entrance, houseNumber: '1', repetition: '', street: 'rue, Accents' },
			when
		);
	expect(await calling(one, 'ETE')).toEqual({ problem: 'hall-taken' });
	expect(await calling(other, 'ETE'), 'its own name').toEqual({ done: true });
	const both = await Promise.all([calling(one, 'Nord'), calling(other, 'NORD')]);
	expect(both).toContainEqual({ done: true });
	expect(both).toContainEqual({ problem: 'hall-taken' });
});

test('a residence is not given a name that another one got while it was looked for, in another spelling', async () => {
	const own = await newLandlord(db, 'jumeaux', 1);
	await addResidence(db, editor(own), { ...eight, residence: 'Autre' }, when);
	const [one, other] = (await residencesIn(db, own)).map(({ key }) => key);
	const naming = (by: Database, key: string, name: string) =>
		changeResidence(by, editor(own), key, { name, language: null }, when);
	let isFirst = true;
	const overtaken = Object.create(db, {
		read: { value: (statement: Parameters<Database['read']>[0]) => db.read(statement) },
		write: {
			value: async (statements: Parameters<Database['write']>[0]) => {
				if (isFirst) expect(await naming(db, other!, 'BEL ETE')).toEqual({ done: true });
				isFirst = false;
				return db.write(statements);
			}
		}
	}) as Database;
	expect(await naming(overtaken, one!, 'Bel Été')).toEqual({ problem: 'name-taken' });
	expect(isFirst).toBe(false);
});

test('the same mailbox put up twice at once, in two spellings, is one', async () => {
	const own = await newLandlord(db, 'bis', 1);
	const [hall] = await hallsIn(db, own);
	await Promise.all(['Bis', 'BIS'].map((label) => addMailboxes(db, editor(own), hall!.code, label, when)));
	expect((await wallOfHall(db, own, hall!.code)).length).toBe(2);
});

test('nobody changes what is somebody else’s', async () => {
	const [hall, { key }] = [await ourHall(), await firstResidence(db, ours)];
	const before = await hallWith(db, ours, hall.code);
	const attacker = editor(theirs);
	const rules = { stickers: 'none', stickerMm: null } as const;
	expect([
		await changeHall(db, attacker, hall.code, eight, when),
		await changeResidence(db, attacker, key, { name: 'Mine', language: null }, when),
		await setHouseRules(db, attacker, { hall: hall.code }, rules, when),
		await setHouseRules(db, attacker, { residence: key }, rules, when),
		await addHall(db, attacker, key, eight, when),
		await addMailboxes(db, attacker, hall.code, '99', when),
		await takeMailboxesDown(db, attacker, hall.code, ['1'], when),
		await takeHallDown(db, attacker, hall.code, hall.entrance, when),
		await putHallUp(db, attacker, hall.code, when)
	]).toEqual(Array.from({ length: 9 }, () => null));
	expect(await hallWith(db, ours, hall.code)).toEqual(before);
	expect(await acts(theirs)).toEqual([]);
});

test('a caretaker changes no place, not even of their own hall', async () => {
	const hall = await ourHall();
	const [{ id }] = (await db.read<{ id: number }>(sql`SELECT id FROM hall WHERE code = ${hall.code}`)) as [
		{ id: number }
	];
	const caretaker = { ...ours, hallIds: [id] };
	expect(await hallWith(db, caretaker, hall.code)).not.toBeNull();
	expect(await changeHall(db, editor(caretaker), hall.code, eight, when)).toBeNull();
	expect(await takeHallDown(db, editor(caretaker), hall.code, hall.entrance, when)).toBeNull();
	expect((await residencePage(db, caretaker, 1)).residences.map(({ halls }) => halls)).toEqual([1]);
	expect((await sumsOf(db, caretaker)).mailboxes).toBe(hall.mailboxes);
});

test('the house rules of all halls are set at once, and written down once', async () => {
	const { key } = await firstResidence(db, theirs);
	const rules = { stickers: 'removable', stickerMm: 40 } as const;
	await setHouseRules(db, editor(theirs), { residence: key }, rules, when);
	await setHouseRules(db, editor(theirs), { residence: key }, rules, when);
	const { halls } = await searchHalls(db, theirs, { ...anything, rules: 'removable' });
	expect(halls).toMatchObject([{ stickers: 'removable', stickerMm: 40 }]);
	expect(await acts(theirs)).toEqual(['house-rules-all']);
});

test('what comes back to the wall has a new letter of this instant, and its old kit counts no more', async () => {
	const scope = await newLandlord(db, 'back', 3);
	const halls = await hallsIn(db, scope);
	const order = { halls, secondLanguage: null, today: TODAY, renewLetters: true, now: NOW } as const;
	await makeKit(db, scope, { ...order, sink: () => undefined });
	const [hall] = halls;
	const made = async () => (await kitProgress(db, scope)).made;
	await takeMailboxesDown(db, editor(scope), hall!.code, ['1', '2'], when);
	expect(await made()).toBe(1);
	await putMailboxesUp(db, editor(scope), hall!.code, ['1'], when);
	await addMailboxes(db, editor(scope), hall!.code, '2', when);
	const again = await db.read<{ reissued: number }>(
		sql`SELECT reissued_at AS reissued FROM mailbox WHERE landlord_id = ${scope.landlordId} AND label IN ('1', '2') AND gone_at IS NULL`
	);
	expect(again).toEqual([{ reissued: NOW }, { reissued: NOW }]);
	const letters = sql`SELECT m.label, n.reason FROM new_letter n JOIN mailbox m ON m.id = n.mailbox_id AND m.epoch = n.epoch
		WHERE n.landlord_id = ${scope.landlordId} ORDER BY m.label`;
	expect(await db.read(letters)).toEqual([
		{ label: '1', reason: 'back' },
		{ label: '2', reason: 'back' }
	]);
	expect(await made()).toBe(1);
	await takeHallDown(db, editor(scope), hall!.code, hall!.entrance, when);
	await putHallUp(db, editor(scope), hall!.code, when);
	expect(await made()).toBe(0);
	expect(await db.read(letters)).toHaveLength(3);
});

test('a hall leaves the wall only by its name, and can be put up again', async () => {
	const hall = await ourHall(theirs);
	expect(await takeHallDown(db, editor(theirs), hall.code, 'wrong', when)).toEqual({
		problem: 'name-differs'
	});
	expect(await takeHallDown(db, editor(theirs), hall.code, hall.entrance, when)).toEqual({ done: true });
	expect((await hallWith(db, theirs, hall.code))!.goneAt).toBe(NOW);
	expect((await searchHalls(db, theirs, anything)).hallCount).toBe(0);
	await putHallUp(db, editor(theirs), hall.code, when);
	expect(await hallWith(db, theirs, hall.code)).toMatchObject({ goneAt: null, mailboxes: 3 });
});

describe('searching', () => {
	const found = async (text: string) =>
		(await searchHalls(db, ours, { ...anything, text })).halls.map(({ entrance }) => entrance);

	test('finds by words in any spelling, by what stands on a mailbox, by a code', async () => {
		const quai = '12 bis quai de la Loire';
		expect(await found('QUAI loire copropriete')).toEqual([quai, 'Nord']);
		expect(await found('copropriété NORD')).toEqual(['Nord']);
		expect(await found('8')).toEqual([quai]);
		expect(await found((await ourHall()).code.toLowerCase())).toEqual([quai]);
		expect(await found('nowhere')).toEqual([]);
	});

	test.each(['%', '_', '*', '[', ']', '^', "'", '"', '\\', '[^a]', '-', '😀'])(
		'%s is a letter like any other',
		async (text) => {
			expect(await found(`zz${text}`)).toEqual([]);
		}
	);
});

describe('the export', () => {
	const exported = async (scope: Scope) => {
		const pieces: string[] = [];
		for await (const piece of exportPlaces(db, scope, anything)) pieces.push(piece);
		return pieces.join('');
	};

	test('imported again changes nothing', async () => {
		const file = await exported(ours);
		async function* bytes() {
			yield new TextEncoder().encode(file);
		}
		const list = await readListFile(bytes());
		expect(list.problems).toEqual([]);
		const report = await importMailboxes(db, ours.landlordId, list, { today: TODAY, dryRun: true });
		expect(report).toMatchObject({
			residences: 0,
			buildings: 0,
			halls: { added: 0, changed: 0, back: 0, missing: 0 },
			mailboxes: { added: 0, changed: 0, back: 0, missing: 0 }
		});
		expect(report.mailboxes.same).toBe((await sumsOf(db, ours)).mailboxes);
	});

	test.each([...'=+-@＝＋－＠', '\t', '\r', "'=", "'1"])(
		'a name that begins with %j is no formula',
		async (sign) => {
			const [{ id }] = (await db.read<{ id: number }>(
				sql`SELECT id FROM hall WHERE code = ${(await ourHall()).code}`
			)) as [{ id: number }];
			await db.write([
				sql`UPDATE hall SET reference = ${`${sign}1+1`} WHERE id = ${id} AND landlord_id = ${ours.landlordId}`
			]);
			expect(await exported(ours)).toContain(`'${sign}1+1`);
			await db.write([
				sql`UPDATE hall SET reference = NULL WHERE id = ${id} AND landlord_id = ${ours.landlordId}`
			]);
		}
	);

	test('holds nothing of another landlord', async () => {
		await importText(
			db,
			theirs.landlordId,
			'residence;adresse;code_postal;commune;boite\nSecrète;9 rue X;75001;Paris;1'
		);
		expect(await exported(ours)).not.toContain('Secrète');
		expect(await exported(theirs)).toContain('Secrète');
	});
});
