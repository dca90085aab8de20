import type { Client } from '@libsql/client';

/** Tables whose rows belong to no landlord: limits, what the database was made of, operators, and what caches read. */
export const OF_NOBODY = ['limit_bucket', 'migration', 'operator', 'page_change'];

/** What a job writes a moment after the row itself. */
const SEALS: Readonly<Record<string, readonly string[]>> = { audit: ['previous', 'hash'] };

/** Owners that no reference names. */
const BESIDES: Readonly<Record<string, string>> = {
	landlord: 'id = :landlord',
	handover: 'to_landlord_id = :landlord',
	report:
		'code IN (SELECT code FROM hall WHERE landlord_id = :landlord UNION SELECT code FROM mailbox WHERE landlord_id = :landlord)'
};

/** For each table the condition that a row is of the landlord `:landlord`, or of a household behind one of its mailboxes. */
export async function ownership(client: Client): Promise<Map<string, string | null>> {
	const { rows } = await client.execute(
		`SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '[a-z]*' AND name NOT LIKE 'sqlite%' ORDER BY name`
	);
	const conditions = new Map<string, string | null>();
	const conditionOf = async (table: string): Promise<string | null> => {
		const found = conditions.get(table);
		if (found !== undefined) return found;
		conditions.set(table, null);
		const { rows: columns } = await client.execute(`PRAGMA table_info("${table}")`);
		const { rows: references } = await client.execute(`PRAGMA foreign_key_list("${table}")`);
		const ways = BESIDES[table] ? [BESIDES[table]] : [];
		if (columns.some(({ name }) => name === 'landlord_id')) ways.push('landlord_id = :landlord');
		else
			for (const { from, to, table: parent } of references) {
				const owned = await conditionOf(String(parent));
				if (owned)
					ways.push(
						`"${String(from)}" IN (SELECT "${String(to ?? 'id')}" FROM "${String(parent)}" WHERE ${owned})`
					);
			}
		const condition = ways.length > 0 ? `(${ways.join(' OR ')})` : null;
		conditions.set(table, condition);
		return condition;
	};
	for (const { name } of rows) await conditionOf(String(name));
	return conditions;
}

const known = new WeakMap<Client, Awaited<ReturnType<typeof ownership>>>();

export type Dump = Readonly<Record<string, readonly string[]>>;

/** All rows of a landlord and of the households behind its mailboxes, each as JSON. */
export async function rowsOf(client: Client, landlord: number): Promise<Dump> {
	const dump: Record<string, string[]> = {};
	const conditions = known.get(client) ?? (await ownership(client));
	known.set(client, conditions);
	for (const [table, condition] of conditions) {
		if (condition === null) continue;
		const { rows } = await client.execute({
			sql: `SELECT * FROM "${table}" WHERE ${condition}`,
			args: { landlord }
		});
		const left = SEALS[table] ?? [];
		const plain = rows.map((row) =>
			JSON.stringify(Object.fromEntries(Object.entries(row).filter(([column]) => !left.includes(column))))
		);
		if (plain.length > 0) dump[table] = plain.sort();
	}
	return dump;
}

/** What is in one dump and not in the other, in words; empty when they are the same. */
export function differences(before: Dump, after: Dump): string[] {
	const tables = new Set([...Object.keys(before), ...Object.keys(after)]);
	return [...tables].flatMap((table) => {
		const [was, is] = [before[table] ?? [], after[table] ?? []];
		return [
			...was.filter((row) => !is.includes(row)).map((row) => `${table}: no longer ${row}`),
			...is.filter((row) => !was.includes(row)).map((row) => `${table}: now ${row}`)
		];
	});
}
