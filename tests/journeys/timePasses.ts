import { createClient, type Client } from '@libsql/client';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Palier } from './palier.ts';

const HOUR = 3_600_000;

/** How many hours have gone by for each. */
const passed = new WeakMap<Palier, number>();

/**
 * Time goes by for a Palier, without a clock that lies: it is stopped, all that happened is moved into the past, and it is
 * started again. Civil days move as soon as the hours gone by are whole days; the weeks of figures stay.
 */
export async function letTimePass(
	palier: Palier,
	{ days = 0, hours = 0 }: { readonly days?: number; readonly hours?: number }
): Promise<void> {
	const before = passed.get(palier) ?? 0;
	const now = before + days * 24 + hours;
	passed.set(palier, now);
	await palier.stop();
	const client = createClient({ url: pathToFileURL(join(palier.folder, 'palier.db')).href });
	try {
		await client.batch(await movingBack(client, now - before, daysIn(now) - daysIn(before)), 'write');
	} finally {
		client.close();
	}
	await palier.start();
}

const daysIn = (hours: number) => Math.floor(hours / 24);

async function movingBack(client: Client, hours: number, days: number): Promise<string[]> {
	const columns = await columnsOf(client);
	const named = (ending: RegExp) => columns.filter(({ column }) => ending.test(column));
	return [
		...named(/^at$|_at$|_since$/).map(
			({ table, column }) => `UPDATE ${table} SET ${column} = ${column} - ${hours * HOUR}`
		),
		...named(/^day$|(?<!^week)_day$/).flatMap(({ table, column }) => movingDays(table, column, days))
	];
}

/** By way of values that are no days: a day is half of a key, and must not meet the one before. */
function movingDays(table: string, column: string, days: number): string[] {
	return [
		`UPDATE ${table} SET ${column} = 'was ' || ${column}`,
		`UPDATE ${table} SET ${column} = date(substr(${column}, 5), '-${days} days')`
	];
}

/** The columns of our own tables: of those whose names begin otherwise, SQLite and the migrations keep account. What is in the audit log cannot be moved. */
async function columnsOf(client: Client): Promise<{ table: string; column: string }[]> {
	const { rows } = await client.execute(
		`SELECT t.name AS "table", c.name AS "column" FROM sqlite_schema t, pragma_table_info(t.name) c
		WHERE t.type = 'table' AND t.name GLOB '[a-z]*' AND t.name NOT LIKE 'sqlite%' AND t.name <> 'audit'`
	);
	return rows.map(({ table, column }) => ({ table: String(table), column: String(column) }));
}
