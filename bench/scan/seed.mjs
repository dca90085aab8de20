/**
 * Fills a database that no server holds, by plain SQL: a landlord's halls of 50 mailboxes, a household with twelve things in the
 * first mailboxes of each hall, and requests that are over but for every fiftieth. Not imported: a million would take long.
 * seed.mjs <database file> <mailboxes> <households> <requests>
 */
import { createClient } from '@libsql/client';
import { readFileSync } from 'node:fs';
import { codesOf } from './codes.mjs';

const [, , file, ...sizes] = process.argv;
const [mailboxes, households, requests] = sizes.map(Number);
if (!file || !(mailboxes >= households))
	throw new Error('seed.mjs <database file> <mailboxes> <households> <requests>');

const THINGS = 12;
const OF_HALL = 50;
const HALLS_OF_BUILDING = 4;
const AT_ONCE = 20_000;
const catalogue = readFileSync(new URL('../../src/lib/catalogue/pictograms.ts', import.meta.url), 'utf8');
const pictograms = [...catalogue.matchAll(/\{ id: '([a-z-]+)'/g)].map(([, id]) => id);
const drawn = readFileSync(new URL('../../src/lib/catalogue/emblems.ts', import.meta.url), 'utf8');
const emblems = [...drawn.matchAll(/\{ id: '([a-z-]+)'/g)].map(([, id]) => id).sort();
const now = Date.now();

const db = createClient({ url: `file:${file}`, concurrency: 1 });
for (const pragma of [
	'journal_mode = WAL',
	'synchronous = OFF',
	'cache_size = -200000',
	'temp_store = MEMORY'
])
	await db.execute(`PRAGMA ${pragma}`);
await places();
await inPieces(households, lend);
await inPieces(requests, ask);
await db.execute('DELETE FROM page_change WHERE id < (SELECT max(id) FROM page_change)');
await db.execute('PRAGMA wal_checkpoint(TRUNCATE)');
db.close();

async function places() {
	const landlord = '(SELECT max(id) FROM landlord)';
	const halls = Math.ceil(mailboxes / OF_HALL);
	await db.batch(
		[
			`INSERT INTO residence (landlord_id, key, name) VALUES (${landlord}, 'bench', 'Les Tilleuls')`,
			{
				sql: `INSERT INTO building (landlord_id, residence_id, name) SELECT ${landlord}, (SELECT max(id) FROM residence), value FROM json_each(?)`,
				args: [JSON.stringify(range(0, Math.ceil(halls / HALLS_OF_BUILDING)))]
			}
		],
		'write'
	);
	await inPieces(halls, (from, until) => ({
		sql: `INSERT INTO hall (landlord_id, building_id, name, address, postcode, city, zone, code, position, emblem_start)
			SELECT ${landlord}, (SELECT min(id) FROM building) + value / ${HALLS_OF_BUILDING}, value, '1 rue des Tilleuls', '93200', 'Saint-Denis', 'Europe/Paris',
				json_extract(?, '$[' || key || ']'), value, 0 FROM json_each(?)`,
		args: [JSON.stringify(codesOf(until - from)), JSON.stringify(range(from, until))]
	}));
	const { rows } = await db.execute('SELECT max(id) - count(*) AS before FROM hall');
	const before = Number(rows[0].before);
	await inPieces(mailboxes, (from, until) => ({
		sql: `INSERT INTO mailbox (landlord_id, hall_id, label, position, code, emblem, letter_until_day)
			SELECT ${landlord}, value ->> 0, value ->> 1, value ->> 1, value ->> 2, value ->> 3, '2100-01-01' FROM json_each(?)`,
		args: [
			JSON.stringify(
				codesOf(until - from).map((code, i) => {
					const [hall, place] = [Math.floor((from + i) / OF_HALL), (from + i) % OF_HALL];
					return [before + hall + 1, place + 1, code, emblems[place]];
				})
			)
		]
	}));
}

/** The n-th household lives in the hall n / k, so many in each as there are. */
function lend(from, until) {
	const each = Math.round((OF_HALL * households) / mailboxes);
	const place = `value / ${each} * ${OF_HALL} + value % ${each} + (SELECT min(id) FROM mailbox)`;
	const values = { args: [JSON.stringify(range(from, until))] };
	return [
		{
			sql: `INSERT INTO claim (mailbox_id, epoch, at, once_hash) SELECT ${place}, 1, ${now}, lower(hex(randomblob(32))) FROM json_each(?)`,
			...values
		},
		{
			sql: `INSERT INTO household (id, mailbox_id, nickname, language, spare_key_hash, claimed_at, listed_at)
				SELECT printf('%032x', value), ${place}, CASE WHEN value % 2 = 0 THEN 'Amina' END, 'fr', lower(hex(randomblob(32))), ${now},
					CASE WHEN value % 3 = 0 THEN ${now} END FROM json_each(?)`,
			...values
		},
		{
			sql: `INSERT INTO item (id, household_id, pictogram, added_at)
				SELECT lower(hex(randomblob(16))), printf('%032x', n.value), p.value, ${now} FROM json_each(?) n, json_each(?) p
				WHERE (p.key + n.value * 31) % ${pictograms.length} < ${THINGS}`,
			args: [...values.args, JSON.stringify(pictograms)]
		}
	];
}

function ask(from, until) {
	return {
		sql: `INSERT INTO request (id, household_id, pictogram, ticket_hash, from_day, until_day, part, state, asked_at, ends_at)
			SELECT printf('%032x', value), printf('%032x', value % ${households}), json_extract(?, '$[' || (value % ${pictograms.length}) || ']'),
				lower(hex(randomblob(32))), '${day(-1)}', '${day(2)}', 'evening',
				CASE WHEN value % 50 = 0 THEN 'handed-over' WHEN value % 50 = 1 THEN 'accepted' ELSE 'given-back' END, ${now}, ${now + 7 * 86_400_000}
			FROM json_each(?)`,
		args: [JSON.stringify(pictograms), JSON.stringify(range(from, until))]
	};
}

/** Civil days from today on: nothing is late, and the server has nothing to remind of. */
function day(ahead) {
	return new Date(now + ahead * 86_400_000).toISOString().slice(0, 10);
}

/** @param {number} count @param {(from: number, until: number) => any} statements */
async function inPieces(count, statements) {
	for (let from = 0; from < count; from += AT_ONCE) {
		await db.batch([statements(from, Math.min(count, from + AT_ONCE))].flat(), 'write');
		await new Promise((done) => setImmediate(done));
	}
}

function range(from, until) {
	return Array.from({ length: until - from }, (_, i) => from + i);
}
