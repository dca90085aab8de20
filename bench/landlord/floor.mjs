import { createClient } from '@libsql/client';
import { parse } from 'csv-parse';
import { createReadStream } from 'node:fs';

const ROWS_AT_ONCE = 5_000;

/**
 * The least that could be done: the same rows read by csv-parse and put into one table by plain inserts, all at the end.
 * @param {string} list @param {string} file @returns {Promise<{ seconds: number }>}
 */
export async function floorOf(list, file) {
	const before = process.cpuUsage();
	const db = createClient({ url: `file:${file}`, concurrency: 1 });
	await db.execute('PRAGMA journal_mode = WAL');
	await db.execute('CREATE TABLE mailbox (id INTEGER PRIMARY KEY, a, b, c, d, e, f, g, h)');
	let rows = [];
	const write = async () => {
		await db.batch(
			[
				{
					sql: `INSERT INTO mailbox (a, b, c, d, e, f, g, h) SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4,
						value ->> 5, value ->> 6, value ->> 7 FROM json_each(?)`,
					args: [JSON.stringify(rows)]
				}
			],
			'write'
		);
		rows = [];
	};
	for await (const row of createReadStream(list).pipe(parse({ delimiter: ';', from_line: 2 })))
		if (rows.push(row) === ROWS_AT_ONCE) await write();
	if (rows.length > 0) await write();
	db.close();
	const { user, system } = process.cpuUsage(before);
	return { seconds: (user + system) / 1e6 };
}
