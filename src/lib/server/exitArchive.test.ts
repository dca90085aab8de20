import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scanPage } from '../../routes/[code=code]/scanPage.ts';
import { shielded, unshielded } from '#lib/exchange/archive.ts';
import { LETTER_DAYS } from '#lib/codes/codes.ts';
import { addDays } from '#lib/calendar/days.ts';
import {
	importText,
	mailboxesOf,
	newDatabase,
	newHousehold,
	newLandlord,
	NOW,
	TODAY
} from '../../../tests/support/world.ts';
import { importArchive } from './archiveImport.ts';
import { landlordBySlug, type Scope } from './buildings.ts';
import { config } from './config.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { writeDown } from './audit.ts';
import { GENESIS, sealAudits } from './auditLog.ts';
import { makeExitArchive } from './exitArchive.ts';
import { lookOfLetters } from './letters.ts';

/** A white point. */
const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAsVlE3AAAAABJRU5ErkJggg==',
	'base64'
);
/** The structure of one: a frame of a grey point, a scan, an end. */
const JPEG = Buffer.from('ffd8ffc0000b080001000101011100ffda0008010100003f007fffd9', 'hex');
const folder = () => mkdtempSync(join(config().dataFolder, 'archive-'));

let here: Database;
let there: Database;
let scope: Scope;
let archive: string;
let household: Awaited<ReturnType<typeof newHousehold>>;

beforeAll(async () => {
	here = await newDatabase();
	there = await newDatabase();
	scope = await newLandlord(here, 'tilleuls', 60);
	await newLandlord(here, 'others', 3);
	await importText(
		here,
		scope.landlordId,
		'residence;batiment;entree;adresse;code_postal;commune;boite;langue;reference\n' +
			'=Zola;;-1;"2, rue ""Zola""";97400;Saint-Denis;+1;arabe;A1\n=Zola;;-1;"2, rue ""Zola""";97400;Saint-Denis;12 bis;;'
	);
	const id = scope.landlordId;
	await here.write([
		sql`UPDATE landlord SET color = '#1a4d8f', logo = ${PNG.toString('base64')} WHERE id = ${id}`,
		sql`INSERT INTO letter_text (landlord_id, language, part, text) VALUES (${id}, 'fr', 'greeting', ${"'Bonjour à tous"})`,
		sql`UPDATE hall SET stickers = 'removable', sticker_mm = 40 WHERE landlord_id = ${id}`,
		sql`UPDATE mailbox SET gone_at = ${NOW} WHERE landlord_id = ${id} AND label = '60'`,
		sql`UPDATE mailbox SET epoch = 3 WHERE landlord_id = ${id} AND label = '59'`,
		sql`INSERT INTO residence (landlord_id, key, name, trial_at) VALUES (${id}, 'essai', 'Résidence d’essai', ${NOW})`
	]);
	household = await newHousehold(here, scope, 0);
	await here.write([sql`UPDATE household SET nickname = 'Amina-la-voisine' WHERE id = ${household.id}`]);
	archive = await saved(here, scope.landlordId);
});
afterAll(async () => {
	await here.close();
	await there.close();
});

async function saved(db: Database, landlordId: number): Promise<string> {
	const pieces: Uint8Array[] = [];
	await makeExitArchive(db, landlordId, NOW, async (piece) => void pieces.push(piece));
	const path = join(folder(), 'palier.zip');
	writeFileSync(path, Buffer.concat(pieces));
	return path;
}

async function filesIn(path: string): Promise<Map<string, Buffer>> {
	const zip = await openPromise(path, { lazyEntries: true });
	const files = new Map<string, Buffer>();
	for await (const entry of zip.eachEntry()) {
		const pieces: Buffer[] = [];
		for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
		files.set(entry.fileName, Buffer.concat(pieces));
	}
	return files;
}

const takeIn = (db: Database, path: string, more: { slug?: string; manager?: string } = {}) =>
	importArchive(db, path, { manager: 'new@tilleuls.example', now: NOW, today: TODAY, ...more });

describe('the archive', () => {
	test('lists each of its files with what is in it', async () => {
		const files = await filesIn(archive);
		const manifest = JSON.parse(files.get('manifest.json')!.toString()) as {
			files: { name: string; bytes: number; sha256: string }[];
		};
		expect(manifest.files.map(({ name }) => name).toSorted()).toEqual(
			[...files.keys()].filter((name) => name !== 'manifest.json').toSorted()
		);
		for (const { name, bytes, sha256 } of manifest.files) {
			expect(bytes).toBe(files.get(name)!.length);
			expect(sha256).toBe(createHash('sha256').update(files.get(name)!).digest('hex'));
		}
		expect(files.get('letters/logo.png')).toEqual(PNG);
	});

	test('has every mailbox of the landlord and nobody else’s', async () => {
		const listed = (await filesIn(archive)).get('places/mailboxes.csv')!.toString();
		expect(listed.split('\r\n')).toHaveLength(1 + 62 + 1);
		const codes = await here.read<{ code: string }>(
			sql`SELECT code FROM mailbox WHERE landlord_id <> ${scope.landlordId}`
		);
		expect(codes.length).toBeGreaterThan(0);
		for (const { code } of codes) expect(listed).not.toContain(code);
	});

	test('has the figures that the office sees, and not what small residences are together', async () => {
		const id = scope.landlordId;
		const [{ key }] = (await here.read<{ key: string }>(
			sql`SELECT key FROM residence WHERE landlord_id = ${id} AND trial_at IS NULL LIMIT 1`
		)) as [{ key: string }];
		const keys = JSON.stringify(['', key, 'rest', 'essai']);
		await here.write([
			sql`INSERT INTO figure (landlord_id, week_day, residence_key, name, value) SELECT ${id}, ${TODAY}, value, 'claimed', 35 FROM json_each(${keys})`
		]);
		const listed = (await filesIn(await saved(here, id))).get('figures.csv')!.toString().trimEnd();
		await here.write([sql`DELETE FROM figure WHERE landlord_id = ${id}`]);
		expect(listed.split('\r\n').slice(1)).toHaveLength(2);
	});

	test('has all that the seals of the log are made of', async () => {
		const actor = { landlordId: scope.landlordId, staffId: 'x1', who: 'denis@tilleuls.example' };
		await writeDown(here, actor, 'archive-taken', {}, NOW);
		await sealAudits(here);
		const log = (await filesIn(await saved(here, scope.landlordId))).get('audit.jsonl')!.toString();
		let previous = GENESIS;
		for (const line of log.trim().split('\n')) {
			const row = JSON.parse(line) as Record<string, string | number | null>;
			expect(row.previous).toBe(previous);
			const sealed = [previous, row.landlord, row.id, row.at, row.staff, row.who, row.act, row.about];
			previous = createHash('sha256').update(JSON.stringify(sealed)).digest('hex');
			expect(row.hash).toBe(previous);
		}
		expect(previous).not.toBe(GENESIS);
		archive = await saved(here, scope.landlordId);
	});

	test('is the same, byte for byte, whether mailboxes are claimed or not', async () => {
		const before = await filesIn(archive);
		await newHousehold(here, scope, 1);
		expect(await filesIn(await saved(here, scope.landlordId))).toEqual(before);
		expect(Buffer.concat([...before.values()]).toString()).not.toMatch(/Amina/);
	});

	test('cells that a spreadsheet would run are shielded, and every cell comes back', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (cell) => unshielded(shielded(cell)) === cell));
		for (const sign of '=+-@\t\r＝＋－＠') expect(shielded(`${sign}1`)).toBe(`'${sign}1`);
	});
});

describe('another Palier takes it in', () => {
	test('with the same places, byte for byte, and the codes of the walls give a page', async () => {
		const taken = await takeIn(there, archive);
		expect(taken).toMatchObject({ slug: 'tilleuls', residences: 2, halls: 2, mailboxes: 62 });
		const landlord = await landlordBySlug(there, 'tilleuls');
		const [first, second] = [await filesIn(archive), await filesIn(await saved(there, landlord!.id))];
		const same = [...first.keys()].filter((name) => /^places\/|letters\/(texts|look|logo)|README/.test(name));
		expect(same.length).toBe(8);
		for (const name of same) expect(second.get(name)!.toString(), name).toBe(first.get(name)!.toString());
		const page = await scanPage(there, { typed: household.mailbox, language: 'fr', chosen: null, page: 1 });
		expect(page.status).toBe(200);
	});

	test('with a logo that is a JPEG', async () => {
		const id = scope.landlordId;
		const setting = (logo: Buffer) =>
			here.write([sql`UPDATE landlord SET logo = ${logo.toString('base64')} WHERE id = ${id}`]);
		await setting(JPEG);
		const path = await saved(here, id);
		await setting(PNG);
		expect((await filesIn(path)).get('letters/logo.jpg')).toEqual(JPEG);
		const elsewhere = await newDatabase();
		expect(await takeIn(elsewhere, path)).toMatchObject({ mailboxes: 62 });
		const landlord = await landlordBySlug(elsewhere, 'tilleuls');
		expect((await lookOfLetters(elsewhere, landlord!.id)).logo).toMatchObject({ format: 'jpeg' });
		await elsewhere.close();
	});

	test('every letter is dead: a new epoch, and days to use it', async () => {
		const rows = await there.read(
			sql`SELECT epoch, letter_until_day AS day, count(*) AS n FROM mailbox GROUP BY 1, 2 ORDER BY 1`
		);
		const day = addDays(TODAY, LETTER_DAYS);
		expect(rows).toEqual([
			{ epoch: 2, day, n: 61 },
			{ epoch: 4, day, n: 1 }
		]);
	});

	test('a second time it is refused, and nothing is written', async () => {
		expect(await takeIn(there, archive)).toEqual({ refusal: 'slug-taken', at: 'tilleuls' });
		expect(await takeIn(there, archive, { slug: 'again' })).toMatchObject({ refusal: 'email-taken' });
		const again = await takeIn(there, archive, { slug: 'again', manager: 'x@again.example' });
		expect(again).toMatchObject({ refusal: 'codes-taken' });
		const mailboxes = (await mailboxesOf(here, scope)).map(({ code }) => code);
		expect(
			(again as { codes?: string[] }).codes!.filter((code) => mailboxes.includes(code)).length
		).toBeGreaterThan(50);
		expect(await landlordBySlug(there, 'again')).toBeNull();
	});
});

describe('a hostile archive', () => {
	type Changes = Record<string, Buffer | string | null>;

	/** The archive with files changed, added or (null) taken out; with `honest` the manifest says so. */
	async function changed(changes: Changes, { honest = true, compress = true } = {}): Promise<string> {
		const files = await filesIn(archive);
		const manifest = JSON.parse(files.get('manifest.json')!.toString()) as Record<string, unknown>;
		for (const [name, content] of Object.entries(changes))
			if (content === null) files.delete(name);
			else files.set(name, Buffer.from(content));
		const listed = [...files].filter(([name]) => name !== 'manifest.json');
		if (honest && !('manifest.json' in changes))
			files.set(
				'manifest.json',
				Buffer.from(
					JSON.stringify({
						...manifest,
						files: listed.map(([name, bytes]) => ({
							name,
							bytes: bytes.length,
							sha256: createHash('sha256').update(bytes).digest('hex')
						}))
					})
				)
			);
		return zipOf(files, compress);
	}

	async function zipOf(files: Iterable<[string, Buffer]>, compress = true): Promise<string> {
		const zip = new ZipFile();
		for (const [name, bytes] of files) zip.addBuffer(bytes, name, { compress });
		zip.end();
		const pieces: Buffer[] = [];
		for await (const piece of zip.outputStream) pieces.push(piece as Buffer);
		const path = join(folder(), 'hostile.zip');
		writeFileSync(path, Buffer.concat(pieces));
		return path;
	}

	/** The same bytes, with a name in them changed: no honest program writes such a name. */
	async function renamed(from: string, to: string): Promise<string> {
		const bytes = await import('node:fs').then(({ readFileSync }) => readFileSync(archive));
		const path = join(folder(), 'renamed.zip');
		writeFileSync(path, Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1'));
		return path;
	}

	let empty: Database;
	beforeAll(async () => {
		empty = await newDatabase();
	});
	afterAll(() => empty.close());

	const refusal = async (path: string) => {
		const taken = await takeIn(empty, path);
		expect(
			await empty.read(
				sql`SELECT (SELECT count(*) FROM landlord) + (SELECT count(*) FROM hall WHERE landlord_id > 0) AS n`
			)
		).toEqual([{ n: 0 }]);
		return (taken as { refusal?: string }).refusal;
	};

	test('unchanged, it would be taken in', async () => {
		const other = await newDatabase();
		expect(await takeIn(other, await changed({}))).toMatchObject({ mailboxes: 62 });
		await other.close();
	});

	test('no archive, an empty file, a cut one', async () => {
		const path = join(folder(), 'x.zip');
		for (const bytes of ['', 'PK', 'not a zip at all'.repeat(100)]) {
			writeFileSync(path, bytes);
			expect(await refusal(path)).toBe('not-an-archive');
		}
		const { readFileSync } = await import('node:fs');
		writeFileSync(path, readFileSync(archive).subarray(0, 2_000));
		expect(await refusal(path)).toBe('not-an-archive');
		expect(await refusal(join(folder(), 'nowhere.zip'))).toBe('not-an-archive');
	});

	test('a name that leads out of it', async () => {
		expect(await refusal(await renamed('letters/look.json', '../../../etc/hos'))).toBeDefined();
		expect(await refusal(await renamed('README.txt', '/etc/hosts'))).toBe('not-an-archive');
		expect(await refusal(await renamed('README.txt', '..\\a\\b.txt'.slice(0, 10)))).toBeDefined();
	});

	test('a file too many, one missing, one changed', async () => {
		expect(await refusal(await changed({ 'households.csv': 'x' }))).toBe('unknown-file');
		expect(await refusal(await changed({ 'kits.csv': 'x' }, { honest: false }))).toBe('wrong-hash');
		expect(await refusal(await changed({ 'places/halls.csv': null }))).toBe('missing-file');
		expect(await refusal(await changed({ 'audit.jsonl': null }, { honest: false }))).toBe('missing-file');
		expect(await refusal(await changed({ 'manifest.json': null }))).toBe('missing-file');
		expect(await refusal(await changed({ 'manifest.json': '{' }))).toBe('not-an-archive');
		const manifest = (await filesIn(archive)).get('manifest.json')!.toString();
		const turned = manifest.replace('"Landlord tilleuls"', '"Landlord\\u202etilleuls"');
		expect(turned).not.toBe(manifest);
		expect(await refusal(await changed({ 'manifest.json': turned }))).toBe('not-an-archive');
		expect(await refusal(await changed({ 'manifest.json': '{"version":2}' }))).toBe('not-an-archive');
	});

	test('a bomb: a logo, a look and a table that swell', async () => {
		const swollen = Buffer.alloc(64 * 1024 * 1024);
		expect(await refusal(await changed({ 'letters/logo.png': swollen }))).toBe('too-large');
		expect(await refusal(await changed({ 'letters/look.json': swollen }))).toBe('too-large');
		expect(await refusal(await changed({ 'places/mailboxes.csv': swollen }))).toBe('wrong-content');
	});

	test.each<[string, string, string]>([
		['places/residences.csv', 'language', 'pas du tout'],
		['places/residences.csv', 'language', 'AR'],
		['places/buildings.csv', 'rnb_id', 'ABCD'],
		['places/halls.csv', 'insee_code', '9306'],
		['places/halls.csv', 'postcode', 'x'.repeat(200)],
		['places/halls.csv', 'postcode', '9320'],
		['places/halls.csv', 'postcode', '93 200'],
		['places/halls.csv', 'city', ' Saint-Denis'],
		['places/halls.csv', 'house_number', 'x'.repeat(81)],
		['places/halls.csv', 'language', 'arabe'],
		['places/halls.csv', 'sticker_mm', '1'],
		['places/halls.csv', 'sticker_mm', '050'],
		['places/halls.csv', 'sticker_mm', '999999999'],
		['places/halls.csv', 'sticker_mm', '50mm'],
		['places/mailboxes.csv', 'language', '<b>'],
		['places/mailboxes.csv', 'reference', 'x'.repeat(81)],
		['letters/epochs.csv', 'epoch', '1e3']
	])('%s whose %s is %j: told with its line and column', async (name, column, cell) => {
		const [titles, ...rows] = (await filesIn(archive)).get(name)!.toString().trimEnd().split('\r\n');
		const at = titles!.split(',').indexOf(column);
		const cells = rows[0]!.split(',');
		expect(cells).toHaveLength(titles!.split(',').length);
		cells[at] = cell;
		const lines = [titles, cells.join(','), ...rows.slice(1), ''].join('\r\n');
		const taken = await takeIn(empty, await changed({ [name]: lines }));
		expect(taken).toEqual({ refusal: 'wrong-content', at: `${name}: line 2, column ${column}` });
	});

	test.each<[string, (text: string) => string]>([
		['places/residences.csv', (text) => text.replace('residence,', 'name,')],
		['places/residences.csv', (text) => `${text}Zola\u202e,\r\n`],
		['places/residences.csv', (text) => `${text}a\0b,\r\n`],
		['places/residences.csv', () => ''],
		['places/buildings.csv', (text) => `${text}Nowhere,A,\r\n`],
		['places/halls.csv', (text) => text.replace('Europe/Paris', 'Mars/Base')],
		['places/halls.csv', (text) => text.replace('removable', 'glue')],
		['places/mailboxes.csv', (text) => text.replace(/\r\n\w{13},/, '\r\n0000000000001,')],
		['places/mailboxes.csv', (text) => text + text.split('\r\n')[1]! + '\r\n'],
		['places/mailboxes.csv', (text) => text.replace(/(\r\n\w+,\w+,[^,]+,\d+,)[a-z+-]+/, '$1dragon')],
		['places/mailboxes.csv', (text) => `${text}"never closed\r\n`],
		['letters/epochs.csv', (text) => text.replace(/,1,/, ',-1,')],
		['places/halls.csv', (text) => text.replace('Saint-Denis', 'Saint\u202e-Denis')],
		['places/halls.csv', (text) => text.replace('Saint-Denis', '"Saint\n-Denis"')],
		['letters/look.json', () => '{"color":"red;}"}'],
		['letters/look.json', () => '{"color":"#fffffe"}'],
		['letters/texts.csv', (text) => `${text}fr,contact,${'W'.repeat(1_000)}\r\n`],
		['letters/texts.csv', (text) => `${text}fr,contact,Ici \u{12000}\r\n`],
		['letters/texts.csv', (text) => `${text}fr,lead,Ici\r\n`],
		['letters/texts.csv', (text) => `${text}xx,contact,Ici\r\n`],
		['letters/texts.csv', (text) => text + text.split('\r\n')[1]! + '\r\n'],
		['letters/logo.png', (text) => text.slice(0, 8)],
		['letters/logo.png', () => '<svg onload=alert(1)>']
	])('%s with what cannot be (%#)', async (name, change) => {
		const text = (await filesIn(archive)).get(name)!.toString();
		expect(change(text)).not.toBe(text);
		expect(await refusal(await changed({ [name]: change(text) }))).toBe('wrong-content');
	});
});
