import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from './database.ts';
import { outline, sql, Statement } from './statement.ts';
import { temporaryFolder } from '../../../../tests/support/temporaryFolder.ts';

/** Values that broke something, somewhere, once. */
const HOSTILE = [
	`'; drop table note; --`,
	`" or 1=1 --`,
	'`x`',
	`?`,
	`??`,
	`?1`,
	`:name`,
	`$1`,
	`@x`,
	`\\'`,
	`%' or '1'='1`,
	`/* */`,
	`--`,
	`;`,
	`]]>`,
	`\u2019; drop table note`,
	`\uff07 or 1=1`,
	`\u202edrop`,
	`\ud83d\ude00`,
	`e\u0301`,
	`line\nline\r\n\ttab`,
	`{"sql":"1","args":[]}`,
	`__proto__`,
	`${'x'.repeat(10_000)}`,
	''
];

describe('sql', () => {
	test('makes values into question marks, in order, and puts pieces in where they stand', () => {
		const scope = sql`landlord_id = ${7}`;
		const statement = sql`select * from hall where ${scope} and (name = ${'A'} or ${sql`city = ${'B'}`})`;
		expect(statement.sql).toBe('select * from hall where landlord_id = ? and (name = ? or city = ?)');
		expect(statement.args).toEqual([7, 'A', 'B']);
	});

	test('an object that came in a request is a value, however much it looks like a statement', () => {
		const posing = [
			{ sql: '1 or 1=1', args: [] },
			Object.assign(Object.create(Statement.prototype), { sql: '1 or 1=1', args: [] }),
			JSON.parse('{"sql":"1","args":[],"#made":true}'),
			{ toSQL: () => ({ sql: '1 or 1=1', params: [] }) }
		];
		for (const value of posing) expect(() => sql`select ${value}`).toThrow(TypeError);
	});

	test.each([[undefined], [NaN], [Infinity], [['a']], [new Date()], [() => 1], [Symbol('a')], ['cut\0here']])(
		'%s is no value',
		(value) => {
			expect(() => sql`select ${value as string}`).toThrow(TypeError);
		}
	);

	test('is a tag, not a function', () => {
		expect(() => sql(['drop table note'] as unknown as TemplateStringsArray)).toThrow(TypeError);
	});
});

describe('outline', () => {
	test.each([
		['select a from b where c = ?', 1, true],
		[`select '?', "?", \`?\`, [?] -- ?\n/* ? */ , ?`, 1, true],
		['  with a as (select ?) select * from a', 1, true],
		['with a as (select 1) insert into b select * from a', 0, false],
		['with a as (select 1) update b set c = 1', 0, false],
		['select replace(a, ?, ?), updated_at from b', 2, true],
		['insert into a values (?)', 1, false],
		['delete from a', 0, false],
		['pragma user_version = 3', 0, false],
		["select ';';", 0, true]
	])('%j has %d places; reads: %s', (text, places, reads) => {
		expect(outline(text)).toEqual({ places, reads });
	});

	test('a second statement is refused: the client would leave it out without a word', () => {
		expect(() => outline('delete from a; delete from b')).toThrow(TypeError);
	});

	test.each(['begin', 'COMMIT', ' end', 'rollback to a', 'savepoint a', 'release a'])(
		'%j is refused',
		(text) => {
			expect(() => outline(text)).toThrow(TypeError);
		}
	);
});

describe('values in a database', () => {
	const folder = temporaryFolder();
	let db: Database;

	beforeEach(async () => {
		db = await openDatabase({ url: folder.url(), hold: 'write' });
		await db.write([sql`create table note (id integer primary key, body)`]);
	});
	afterEach(() => db.close());

	test('hostile texts are kept as they are, and harm nothing', async () => {
		for (const text of HOSTILE) {
			await db.write([sql`insert into note (body) values (${text})`]);
			expect(await db.read(sql`select body from note where body = ${text}`)).toEqual([{ body: text }]);
			expect(await db.read(sql`select body from note where body = ${text + 'x'}`)).toEqual([]);
		}
	});

	test('whole numbers are integers also where no column says so', async () => {
		const rows = await db.read(sql`
			select typeof(${3}) whole, typeof(${2.5}) broken, typeof(${9n}) big, json_array(${1}) list, typeof(${null}) void`);
		expect(rows).toEqual([{ whole: 'integer', broken: 'real', big: 'integer', list: '[1]', void: 'null' }]);
	});

	test('bytes come back as bytes', async () => {
		const bytes = Uint8Array.of(9, 0, 1, 255).subarray(1);
		await db.write([sql`insert into note (body) values (${bytes})`]);
		const [row] = await db.read<{ body: Uint8Array }>(sql`select body from note`);
		expect(row!.body).toEqual(Uint8Array.of(0, 1, 255));
	});

	test('a value inside quotes in the template is a mistake that is told', async () => {
		await expect(db.read(sql`select '${'a'}'`)).rejects.toThrow('0 question marks for 1 values');
	});
});
