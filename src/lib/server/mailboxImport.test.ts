import { afterEach, beforeEach, expect, test } from 'vitest';
import {
	firstResidence,
	importText,
	mailboxesOf,
	newDatabase,
	newLandlord,
	TODAY
} from '../../../tests/support/world.ts';
import { hallsIn, inScope, mailboxesOfHall, residencesIn, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { readListFile } from './listFile.ts';
import { importMailboxes } from './mailboxImport.ts';

let db: Database;
let scope: Scope;

beforeEach(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 3);
});
afterEach(() => db.close());

const HEAD = 'residence;batiment;entree;adresse;code_postal;commune;boite;reference';
const list = (...rows: string[]) => [HEAD, ...rows].join('\n');
const row = (box: string, reference = '', entrance = '1') =>
	`Résidence tilleuls;A;${entrance};1 rue tilleuls;93200;Saint-Denis;${box};${reference}`;

test('the same list twice changes nothing', async () => {
	const text = list(row('1'), row('2', 'R2'), row('4'), row('1', '', '2'));
	const first = await importText(db, scope.landlordId, text);
	expect(first).toMatchObject({
		residences: 0,
		buildings: 0,
		halls: { added: 1 },
		mailboxes: { added: 2, changed: 1, same: 1, missing: 1 }
	});
	const before = await mailboxesOf(db, scope);
	const again = await importText(db, scope.landlordId, text);
	expect(again).toEqual({
		residences: 0,
		buildings: 0,
		halls: { added: 0, changed: 0, back: 0, missing: 0 },
		mailboxes: { added: 0, changed: 0, back: 0, same: 4, missing: 1, freed: 0 }
	});
	expect(await mailboxesOf(db, scope)).toEqual(before);
});

test('a known mailbox keeps its code and its emblem; a new one gets its own', async () => {
	const before = await mailboxesOf(db, scope);
	await importText(db, scope.landlordId, list(row('1', 'changed'), row('9')));
	const after = await mailboxesOf(db, scope);
	for (const box of before) expect(after).toContainEqual(box);
	expect(after).toHaveLength(4);
	expect(new Set(after.map((box) => box.code)).size).toBe(4);
	expect(new Set(after.map((box) => box.emblem)).size).toBe(4);
});

test('another spelling of a known place makes no second place', async () => {
	const before = await mailboxesOf(db, scope);
	const report = await importText(
		db,
		scope.landlordId,
		`${HEAD}\nRESIDENCE TILLEULS;a;1;1, rue Tilleuls;93200;Saint-Denis;1;`
	);
	expect(report).toMatchObject({ residences: 0, buildings: 0, halls: { added: 0 }, mailboxes: { added: 0 } });
	expect(await mailboxesOf(db, scope)).toEqual(before);
});

test('many imports at once are all written', async () => {
	const texts = Array.from({ length: 8 }, (_, i) => list(row(`a${i}`), row('1', '', `E${i}`)));
	await Promise.all(texts.map((text) => importText(db, scope.landlordId, text)));
	expect(await mailboxesOf(db, scope)).toHaveLength(3 + 16);
});

test('two spellings at once are one place', async () => {
	const texts = ['Bel Été;A;1;9 rue Neuve', 'BEL ETE;a;1;9, rue neuve', 'Bel été;A;1;9 rue neuve'];
	await Promise.all(
		texts.map((text) => importText(db, scope.landlordId, list(`${text};93200;Saint-Denis;1;`)))
	);
	expect(await residencesIn(db, scope)).toHaveLength(2);
	expect(await mailboxesOf(db, scope)).toHaveLength(4);
});

test('a mailbox that the list frees is handed on, also when nothing else changes, and not in a dry run', async () => {
	const [box] = await mailboxesOf(db, scope);
	const read = await readListFile(bytesOf(`${HEAD};liberee\n${row('1')};oui\n${row('2')};non`));
	const freed: (readonly string[])[] = [];
	const free = async (codes: readonly string[]) => void freed.push(codes);
	for (const dryRun of [true, false])
		await importMailboxes(db, scope.landlordId, read, { today: TODAY, dryRun, free });
	expect(freed).toEqual([[box!.code]]);
});

async function* bytesOf(text: string) {
	yield new TextEncoder().encode(text);
}

test('two imports at once give each mailbox once', async () => {
	const text = list(...Array.from({ length: 50 }, (_, i) => row(`x${i}`)));
	const reports = await Promise.all([1, 2, 3].map(() => importText(db, scope.landlordId, text)));
	expect(reports.reduce((sum, report) => sum + report.mailboxes.added, 0)).toBe(50);
	expect(await mailboxesOf(db, scope)).toHaveLength(53);
});

test('a hall of 400 mailboxes has 400 different emblems', async () => {
	await importText(
		db,
		scope.landlordId,
		'residence;adresse;code_postal;commune;nombre_boites\nLa Tour;9 rue Haute;97400;Saint-Denis;400'
	);
	const tower = (await hallsIn(db, scope)).find((hall) => hall.residence === 'La Tour')!;
	const boxes = await mailboxesOfHall(db, scope, tower.code);
	expect(new Set(boxes.map((box) => box.emblem)).size).toBe(400);
	expect(await db.read(sql`SELECT zone FROM hall WHERE code = ${tower.code}`)).toEqual([
		{ zone: 'Indian/Reunion' }
	]);
});

test('a landlord sees its own places and nothing of another; staff see the residences that they were given', async () => {
	const other = await newLandlord(db, 'other', 2);
	const [ours, theirs] = [await firstResidence(db, scope), await firstResidence(db, other)];
	const [theirHall] = await hallsIn(db, other);
	expect((await residencesIn(db, scope)).map(({ key }) => key)).toEqual([ours.key]);
	expect(await hallsIn(db, scope, theirs.key)).toEqual([]);
	expect(await mailboxesOfHall(db, scope, theirHall!.code)).toEqual([]);
	expect(await residencesIn(db, { ...scope, residenceIds: [] })).toEqual([]);
	expect(await hallsIn(db, { ...scope, residenceIds: [theirs.id] })).toEqual([]);
	expect(await mailboxesOf(db, { ...scope, residenceIds: [ours.id] })).toHaveLength(3);
	expect(inScope(scope, sql`m`, sql`m.id`, sql`m.id`).args).toEqual([scope.landlordId]);
});
