/** Puts a household that lends twelve things into every mailbox of a database that no server holds. */
import { createClient } from '@libsql/client';
import { readFileSync } from 'node:fs';

const [, , file, ...unknown] = process.argv;
if (!file || unknown.length > 0) throw new Error('seed.mjs <database file>');

const THINGS = 12;
const catalogue = readFileSync(new URL('../../src/lib/catalogue/pictograms.ts', import.meta.url), 'utf8');
const pictograms = [...catalogue.matchAll(/\{ id: '([a-z-]+)'/g)].map(([, id]) => id);
const [ids, now] = [JSON.stringify(pictograms), Date.now()];

const db = createClient({ url: `file:${file}`, concurrency: 1 });
await db.batch(
	[
		{
			sql: `INSERT INTO claim (mailbox_id, epoch, at, once_hash)
				SELECT id, epoch, ?, lower(hex(randomblob(32))) FROM mailbox`,
			args: [now]
		},
		{
			sql: `INSERT INTO household (id, mailbox_id, nickname, language, spare_key_hash, claimed_at)
				SELECT lower(hex(randomblob(16))), id, CASE WHEN id % 2 = 0 THEN 'Amina' END, 'fr', lower(hex(randomblob(32))), ? FROM mailbox`,
			args: [now]
		},
		{
			sql: `INSERT INTO item (id, household_id, pictogram, added_at)
				SELECT lower(hex(randomblob(16))), hh.id, p.value, ? FROM household hh, json_each(?) p
				WHERE (p.key + hh.rowid * 31) % ${pictograms.length} < ${THINGS}`,
			args: [now, ids]
		}
	],
	'write'
);
const { rows } = await db.execute('SELECT count(*) / (SELECT count(*) FROM household) AS things FROM item');
if (rows[0]?.things !== THINGS) throw new Error(`A household lends ${rows[0]?.things} things`);
await db.execute('PRAGMA wal_checkpoint(TRUNCATE)');
db.close();
