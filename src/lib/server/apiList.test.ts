import { afterAll, beforeAll, expect, test } from 'vitest';
import { newDatabase, newLandlord, NOW } from '../../../tests/support/world.ts';
import { orderKitsOf } from './apiKits.ts';
import { bringPlaces } from './apiList.ts';
import type { Actor } from './audit.ts';
import { hallsIn, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';

let db: Database;
let scope: Scope;
let actor: Actor;

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 3);
	actor = { landlordId: scope.landlordId, staffId: null, who: 'api ERP' };
});
afterAll(() => db.close());

const rows = [
	{ residence: 'Le Parc', address: '2 rue du Parc', postcode: '93200', city: 'Pantin', mailbox: '1' }
];
const written = (act: string) =>
	db.read(sql`SELECT who, about FROM audit WHERE landlord_id = ${scope.landlordId} AND act = ${act}`);

/** A database whose batches are listened to. */
function overheard(): { listening: Database; batches: string[] } {
	const batches: string[] = [];
	const listening = Object.create(db, {
		write: {
			value: (statements: Parameters<Database['write']>[0]) => {
				batches.push(statements.map((one) => ('toSQL' in one ? one.toSQL().sql : one.sql)).join('\n'));
				return db.write(statements);
			}
		}
	}) as Database;
	return { listening, batches };
}

test('places that software brings are written down with them, once', async () => {
	const { listening, batches } = overheard();
	expect(await bringPlaces(listening, actor, { rows }, NOW)).toMatchObject({ written: true });
	expect(await bringPlaces(listening, actor, { rows }, NOW)).toMatchObject({ written: false });
	expect(batches).toHaveLength(1);
	expect(batches[0]).toMatch(/INSERT INTO mailbox[^]*INSERT INTO audit/);
	expect(await written('places-brought')).toEqual([
		{ who: 'api ERP', about: JSON.stringify({ halls: 1, mailboxes: 1 }) }
	]);
});

test('what is only tried, or wrong, is not', async () => {
	const before = await written('places-brought');
	const [row] = rows;
	await bringPlaces(db, actor, { rows: [{ ...row!, mailbox: '2' }], dryRun: true }, NOW);
	expect(await bringPlaces(db, actor, { rows: [{ ...row!, postcode: 'x' }] }, NOW)).toHaveProperty(
		'problems'
	);
	expect(await written('places-brought')).toEqual(before);
});

test('kits that software orders are written down as its own', async () => {
	const [hall] = await hallsIn(db, scope);
	await orderKitsOf(db, { actor, scope }, { halls: [hall!.code] }, NOW);
	expect(await written('kits-ordered')).toMatchObject([{ who: 'api ERP' }]);
});
