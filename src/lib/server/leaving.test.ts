import { beforeEach, expect, test } from 'vitest';
import { newDatabase, newHousehold, newLandlord, NOW } from '../../../tests/support/world.ts';
import { setContact } from './contacts.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { leave } from './leaving.ts';
import { spend } from './limits.ts';
import { letIn } from './phones.ts';

let db: Database;
let amina: string;

beforeEach(async () => {
	db = await newDatabase();
	const scope = await newLandlord(db, 'tilleuls');
	amina = (await newHousehold(db, scope, 0, ['drill', 'tent'])).id;
	await newHousehold(db, scope, 1);
	await letIn(db, amina, { once: 'claim 0', device: 'android', cameBy: 'claim', now: NOW });
	await setContact(db, amina, 'amina@example.com', NOW);
	await db.write([
		sql`INSERT INTO history (household_id, pictogram, from_day, until_day) VALUES (${amina}, 'drill', '2026-11-01', '2026-11-02')`,
		...['a', 'b'].map(
			(id) =>
				sql`INSERT INTO block (id, household_id, name_hash, pictogram, at) VALUES (${id}, ${amina}, 'x', 'drill', 0)`
		)
	]);
});

test('says what was erased, and of which mailbox', async () => {
	const erased = await leave(db, amina);
	expect(erased).toEqual({
		...{ items: 2, requests: 0, phones: 1, addresses: 1, blocked: 2, history: 1, reports: 0 },
		...{ emblem: expect.any(String), zone: 'Europe/Paris' }
	});
	expect(await leave(db, amina), 'twice').toBeNull();
});

test('nothing with the household’s id is left in any table', async () => {
	await leave(db, amina);
	const dump = [];
	for (const table of await tablesOfHouseholds()) dump.push(await rowsOf(table));
	expect(dump.length).toBeGreaterThan(8);
	expect(JSON.stringify(dump)).not.toContain(amina);
	expect(JSON.stringify(dump)).not.toContain('amina@example.com');
});

test('no limit names the household any more, and those of others stay', async () => {
	const uses = (household: string) => [
		{ limit: 'askOfHousehold' as const, of: household },
		{ limit: 'askOfHouseholdFromHere' as const, of: `${household} somewhere` }
	];
	await spend(db, [...uses(amina), ...uses('another')], NOW);
	expect(await limitsNaming(amina)).toHaveLength(3);
	await leave(db, amina);
	expect(await limitsNaming(amina)).toEqual([]);
	expect(await limitsNaming('another')).toHaveLength(2);
});

const limitsNaming = (household: string) =>
	db.read(sql`SELECT key FROM limit_bucket WHERE instr(key, ${household})`);

const rowsOf = (table: string) => {
	const query = Object.assign([`SELECT * FROM "${table}"`], { raw: [`SELECT * FROM "${table}"`] });
	return db.read(sql(query as unknown as TemplateStringsArray));
};

async function tablesOfHouseholds(): Promise<string[]> {
	const rows = await db.read<{ name: string }>(
		sql`SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'household_id'`
	);
	return rows.map(({ name }) => name);
}
