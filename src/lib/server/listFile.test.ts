import { createReadStream, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MailboxList } from '#lib/buildings/mailboxList.ts';
import { readListFile } from './listFile.ts';

const fixtures = 'tests/fixtures/lists';
const megabyte = 1_000_000;

function readFixture(name: string): Promise<MailboxList> {
	return readListFile(createReadStream(`${fixtures}/${name}`));
}

async function* inChunks(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
	for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

function readText(text: string, encoding: BufferEncoding = 'utf8'): Promise<MailboxList> {
	return readListFile(inChunks(Buffer.from(text, encoding)));
}

function summary({ halls }: MailboxList): string[] {
	return halls.map(({ residence, building, entrance, mailboxes }) =>
		[residence, building, entrance, mailboxes.map(({ label }) => label).join(' ')].join(' / ')
	);
}

describe('a file as people send it', () => {
	it('gives the same list from Excel in Windows-1252, UTF-8 and UTF-16', async () => {
		const list = await readFixture('excel-windows-1252.csv');
		expect(list.problems).toEqual([]);
		expect(summary(list)).toEqual([
			'Les Œillets – Cité d’Été / A / 1 / 0002 0012',
			'Les Œillets – Cité d’Été / A / 2 / 2 10',
			'Les Œillets – Cité d’Été /  / Loge / 1'
		]);
		expect(list.halls[2]).toMatchObject({ address: '14 rue des Lilas côté cour', city: 'Bourg-en-Bresse' });
		expect(list.halls.map(({ postcode }) => postcode)).toEqual(['01000', '01000', '01000']);
		expect(await readFixture('excel-utf-8.csv')).toEqual(list);
		expect(await readFixture('excel-unicode-text.txt')).toEqual(list);
	});

	it('gives the same list however its bytes arrive', async () => {
		for (const name of ['excel-windows-1252.csv', 'excel-utf-8.csv', 'excel-unicode-text.txt']) {
			const bytes = readFileSync(`${fixtures}/${name}`);
			const whole = await readListFile(inChunks(bytes));
			for (const size of [1, 2, 3, 7]) expect(await readListFile(inChunks(bytes, size))).toEqual(whole);
		}
	});

	it('gives the same list wherever a piece cuts a letter or a line end', async () => {
		const rows = Array.from({ length: 3_000 }, (_, index) => `${index % 400};Été ${Math.floor(index / 400)}`);
		for (let shift = 1; shift <= 12; shift++) {
			const text = [`boite;residence;${'x'.repeat(shift)}`, ...rows, ';Été'].join('\r\n');
			const list = await readText(text, 'latin1');
			expect(list.halls).toHaveLength(8);
			expect(list.problems).toMatchObject([{ line: 3_002, reason: 'missing-value' }]);
			expect(await readText(`\uFEFF${text}`)).toEqual(list);
			expect(await readText(`\uFEFF${text}`, 'utf16le')).toEqual(list);
		}
	});

	it('may be separated by commas', async () => {
		const list = await readFixture('comma-utf-8-bom.csv');
		expect(list.problems).toEqual([]);
		expect(summary(list)).toEqual(['Les Peupliers / B / Nord / 1 2 2 bis', 'Les Peupliers / B / Sud / 1']);
		expect(list.halls[0]?.mailboxes.map(({ language }) => language)).toEqual(['fr', 'ar', 'tr']);
		expect(list.halls[0]?.address).toBe('3, place du Marché');
		expect(list.rows).toBe(4);
	});

	it('may be separated by tabs', async () => {
		const list = await readFixture('tabs.txt');
		expect(list.problems).toEqual([]);
		expect(summary(list)).toEqual(['Le Clos / II / C / 1 2']);
		expect(list.halls[0]?.address).toBe('7, rue de la Villette; fond de cour');
	});

	it.each([
		['an empty row between', 'Patrimoine au 01/01/2026\n\n'],
		['as wide as the titles', 'Patrimoine au 01/01/2026,,édité par,,\n,,,,\n'],
		['a separator of another kind', 'Patrimoine; au 01/01/2026\n\n'],
		['an accent', 'Liste des résidences\n']
	])('may have a caption above its titles: %s', async (_, caption) => {
		const rows =
			'Résidence,adresse,code_postal,commune,boite\nZola,"1, rue É",69001,Lyon,1\nZola,1 rue É,690,Lyon,2\n';
		const list = await readText(caption + rows);
		expect(list.problems).toMatchObject([{ reason: 'bad-postcode', line: caption.split('\n').length + 2 }]);
		expect(summary(list)).toEqual(['Zola /  / 1, rue É / 1']);
	});

	it('whose titles nobody knows begins with them', async () => {
		const list = await readText('hello;world\n1;2\n3;4\n');
		expect(list.problems.map(({ reason, line }) => [reason, line])).toEqual([
			['no-mailbox-column', 1],
			['no-place-column', 1]
		]);
	});

	it('may have one row for each hall', async () => {
		const list = await readFixture('halls.csv');
		expect(list.problems).toEqual([]);
		expect(list.halls.map(({ entrance, mailboxes }) => [entrance, mailboxes.length])).toEqual([
			['1', 12],
			['2', 10],
			['3 allée du Parc', 8]
		]);
	});

	it('may be an RPLS file', async () => {
		const list = await readFixture('rpls-old-layout.csv');
		expect(list.problems).toEqual([]);
		expect(summary(list)).toEqual([
			'12 B RUE DES ÉGLANTINES, LYON 3E ARRONDISSEMENT / IMM 4 / 2 / 1 2 3 10',
			'14 RUE DES ÉGLANTINES, LYON 3E ARRONDISSEMENT / C / A / 1 2',
			"3 CHE DE L'ÉCLUSE, BOURG-EN-BRESSE /  /  / 1"
		]);
		expect(list.ignoredPeopleColumns).toEqual([]);
		expect(list.ignoredColumns).toContain('NUMAPPT');
	});

	it('keeps nothing of its people', async () => {
		const list = await readFixture('people.csv');
		expect(summary(list)).toEqual(['Les Acacias / 1 / A / 1 2']);
		expect(list.ignoredPeopleColumns).toEqual([
			'NOM',
			'Prénom',
			'Locataire principal',
			'Tél. portable',
			'Adresse mail',
			'Date de naissance',
			'Numéro IBAN'
		]);
		expect(list.ignoredColumns).toEqual(['Nom de la commune', 'Loyer']);
		expect(JSON.stringify(list)).not.toMatch(/sentinel|06000|1970|FR76/i);
	});

	it('may name places as it likes: 214 mailboxes of the residence of the cast', async () => {
		const list = await readFixture('tilleuls-214.csv');
		expect(list.problems).toEqual([]);
		expect(list.halls.map(({ building, entrance }) => [building, entrance])).toEqual([
			['"Les Érables"', 'A'],
			['"Les Érables"', 'B'],
			["O'Brien & Cie", 'Côté cour'],
			["O'Brien & Cie", "Entrée d'honneur"],
			['=Tour <Nord>;1', 'Escalier n° 1'],
			['Loge', '@ – façade ouest']
		]);
		const mailboxes = list.halls.flatMap((hall) => hall.mailboxes);
		expect(mailboxes).toHaveLength(214);
		expect(mailboxes.filter(({ language }) => language === 'ar').length).toBeGreaterThan(20);
		expect(new Set(list.halls.map(({ residence }) => residence))).toEqual(
			new Set(['Résidence « Les Tilleuls »'])
		);
	});

	it.each(['\r\n', '\n', '\r'])('ends its lines with %j', async (end) => {
		const list = await readText(['boite;residence', '1;Zola', '', '2;"Zo""la"', ''].join(end));
		expect(list.problems).toEqual([]);
		expect(summary(list)).toEqual(['Zola /  /  / 1', 'Zo"la /  /  / 2']);
	});

	it.each([
		['a line for Excel that names the separator', 'sep=,\r\nboite,residence,"a;b;c"\r\n1,Zola,x\r\n'],
		['separators in quoted titles', '"boite","residence","a;b;c"\n1,Zola,x'],
		['titles of several lines', '"Boite\nN°;","Boite","Residence",x\n9,1,Zola'],
		['rows without anything first', '\n\n,,\nboite,residence,x\n1,Zola']
	])('has %s', async (_, text) => {
		const list = await readText(text);
		expect(list.problems).toEqual([]);
		expect(summary(list)).toEqual(['Zola /  /  / 1']);
	});

	it('keeps quotes in the middle of a text', async () => {
		const list = await readText('boite;residence\n1;Le "Parc"\n2;"Le" Jardin\n');
		expect(list.halls.map(({ residence }) => residence)).toEqual(['Le "Parc"', '"Le" Jardin']);
	});
});

describe('an encoding', () => {
	const title = 'boite;residence;note\n';
	it('shows at the first letter that is not ASCII, however far', async () => {
		const plain = Array.from({ length: 300 }, (_, index) => `${index};Zola;${'x'.repeat(400)}\n`).join('');
		for (const encoding of ['utf8', 'latin1'] as const) {
			const list = await readText(`${title}${plain}1;Été;\n`, encoding);
			expect(list.halls.at(-1)?.residence).toBe('Été');
		}
	});

	it('is Windows-1252 although a few bytes could be UTF-8', async () => {
		const list = await readText(`${title}1;CITÉ\xA0ROUGE;\n2;Été;\n3;Forêt;\n`, 'latin1');
		expect(list.halls.map(({ residence }) => residence)).toEqual(['CITÉ ROUGE', 'Été', 'Forêt']);
	});

	it('that changes on the way damages what is read, which says so, and not the rest', async () => {
		const utf8 = Buffer.from(`${title}1;Été;\n2;Forêt;\n`);
		const cut = Buffer.from('3;Zola;\xC3\n4;Zola\xE9;\n', 'latin1');
		const list = await readListFile(inChunks(Buffer.concat([utf8, cut])));
		expect(list.problems).toMatchObject([{ line: 5, column: 'residence', reason: 'garbled-text' }]);
		expect(list.halls.map(({ residence }) => residence)).toEqual(['Été', 'Forêt', 'Zola']);
	});

	it('of accents damaged before is a problem', async () => {
		const list = await readFixture('broken-accents.csv');
		expect(list.problems.map(({ column, reason }) => [column, reason])).toEqual([
			['residence', 'garbled-text'],
			['commune', 'garbled-text']
		]);
	});
});

describe('a file that cannot be read', () => {
	it.each([
		['broken-quote.csv', { line: 3, reason: 'quote-not-closed' }],
		['broken-quote-later-closed.csv', { line: 4, reason: 'quote-not-closed' }],
		['broken-nul.csv', { line: 3, reason: 'nul-bytes' }],
		['broken-duplicate.csv', { line: 4, reason: 'duplicate-mailbox', value: '12BIS', data: { otherLine: 3 } }]
	])('%s says where', async (name, expected) => {
		expect((await readFixture(name)).problems).toEqual([expect.objectContaining(expected)]);
	});

	it('for a title that no column may have', async () => {
		const { problems, halls } = await readFixture('broken-proto.csv');
		expect(problems.map(({ column, reason }) => [column, reason])).toEqual([
			['__proto__', 'forbidden-column'],
			['constructor', 'forbidden-column']
		]);
		expect(halls).toEqual([]);
	});

	it.each([
		['', 'empty-file'],
		['\uFEFF', 'empty-file'],
		['\r\n\r\n', 'empty-file'],
		['PK\x03\x04\x14\0\x06\0', 'not-a-list'],
		['\xD0\xCF\x11\xE0\xA1', 'not-a-list'],
		['%PDF-1.7', 'not-a-list'],
		['b\0o\0i\0t\0e\0', 'nul-bytes'],
		['"boite;residence\n1;Zola', 'quote-not-closed']
	])('%j', async (text, reason) => {
		const list = await readText(text, text.startsWith('\uFEFF') ? 'utf8' : 'latin1');
		expect(list.problems.map((problem) => problem.reason)).toEqual([reason]);
	});

	it('tells the line where a quote opened, lines in quotes before it counted as Excel does', async () => {
		const text = 'boite;residence;adresse\n1;Zola;"2 rue X\ncour\njardin"\n\n2;Zola;"2 rue X\n3;Zola;\n';
		expect((await readText(text)).problems).toMatchObject([{ line: 4, reason: 'quote-not-closed' }]);
	});

	it.each([
		['2;"Zola;69003\n', 'quote-not-closed'],
		['2;Zo\0la;69003\n', 'nul-bytes'],
		['\0', 'nul-bytes']
	])('keeps the problems of the rows before %j', async (row, reason) => {
		const list = await readText(`boite;residence;code_postal\n1;Zola;x\n${row}`);
		expect(list.problems).toMatchObject([
			{ line: 2, reason: 'bad-postcode' },
			{ line: 3, reason }
		]);
	});

	it('passes on what reading it throws', async () => {
		async function* broken(): AsyncGenerator<Uint8Array> {
			yield Buffer.from('boite;residence\n');
			throw new Error('the disk is gone');
		}
		await expect(readListFile(broken())).rejects.toThrow('the disk is gone');
	});
});

describe('a hostile file ends early', () => {
	/** Endless bytes after a start, and how many were asked for. */
	function endless(start: string, more: string, most = 60 * megabyte) {
		const chunk = Buffer.from(more.repeat(Math.ceil(65_536 / more.length)));
		const given = { bytes: 0, closed: false };
		async function* source(): AsyncGenerator<Uint8Array> {
			try {
				yield Buffer.from(start);
				for (; given.bytes < most; given.bytes += chunk.length) yield chunk;
			} finally {
				given.closed = true;
			}
		}
		return { given, source: source() };
	}

	it.each([
		['one cell', 'boite;residence\n1;Zola\n2;', 'a', 3, 'cell-too-long'],
		['one quoted cell', 'boite;residence\n1;Zola\n2;"', 'a', 3, 'cell-too-long'],
		['one cell of quotes', 'boite;residence\n1;Zola\n2;"', '""', 3, 'cell-too-long'],
		['a quote never closed', 'boite;residence\n1;Zola\n2;"', '2;Zola\n', 3, 'quote-not-closed'],
		['one row of separators', 'boite;residence\n1;Zola\n2', ';', 3, 'too-many-columns'],
		['one title', '', 'a', 1, 'cell-too-long'],
		['a quote never closed in the titles', '"', 'boite;residence\n', 1, 'quote-not-closed'],
		['titles without end', 'boite;residence', ';', 1, 'too-many-columns']
	])('%s', async (_, start, more, line, reason) => {
		const { given, source } = endless(start, more);
		const list = await readListFile(source);
		expect(list.problems).toMatchObject([{ line, reason }]);
		expect(list.halls).toEqual([]);
		expect(given.bytes).toBeLessThan(megabyte);
		expect(given.closed).toBe(true);
	});

	it('of ten thousand titles', async () => {
		const titles = Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(';');
		expect((await readText(`${titles}\n1\n`)).problems).toMatchObject([{ reason: 'too-many-columns' }]);
	});

	it('when it is given in one piece, too', async () => {
		const list = await readText(`boite;residence\n1;${'a'.repeat(3 * megabyte)}`);
		expect(list.problems).toMatchObject([{ line: 2, reason: 'cell-too-long' }]);
	});

	it('over its bytes', async () => {
		const { given, source } = endless('boite;residence\n', '1;Zola\n');
		const list = await readListFile(source, 2 * megabyte);
		expect(list.problems.at(-1)).toMatchObject({ reason: 'file-too-big', data: { megabytes: 2 } });
		expect(given.bytes).toBeLessThan(2.5 * megabyte);
	});
});

it('lets the server answer while it reads', async () => {
	let answered = 0;
	const answer = setInterval(() => answered++, 0);
	const list = await readListFile(inChunks(Buffer.from('boite;residence\n' + '1;Zola\n'.repeat(200_000))));
	clearInterval(answer);
	expect(list.rows).toBe(200_000);
	expect(answered).toBeGreaterThan(10);
});

describe('whatever the bytes', () => {
	it('it ends with problems or halls', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.uint8Array({ maxLength: 400 }),
				fc.integer({ min: 1, max: 50 }),
				async (bytes, size) => {
					const list = await readListFile(inChunks(bytes, size));
					expect(list.halls.length + list.problems.length).toBeGreaterThan(0);
				}
			),
			{ numRuns: 500 }
		);
	});

	it('and whatever the CSV', async () => {
		const token = fc.constantFrom(
			';',
			',',
			'\t',
			'"',
			'""',
			'\n',
			'\r\n',
			'\r',
			'="1"',
			'é',
			'\u202E',
			'1',
			'Zola',
			'\uFEFF'
		);
		const start = fc.constantFrom(
			'boite;residence\n',
			'\uFEFFresidence,boite\r\n',
			'nombre_boites\tadresse\r',
			''
		);
		await fc.assert(
			fc.asyncProperty(start, fc.array(token, { maxLength: 60 }), async (titles, tokens) => {
				const list = await readText(titles + tokens.join(''));
				expect(list.halls.length + list.problems.length).toBeGreaterThan(0);
			}),
			{ numRuns: 1000 }
		);
	});

	it('what a program writes as CSV is read as it was', async () => {
		const name = fc
			.array(fc.constantFrom('a', 'É', '"', ';', ',', "'", '&', '<', 'ع', '😀', '1'), {
				minLength: 1,
				maxLength: 20
			})
			.map((characters) => `n${characters.join('')}`);
		await fc.assert(
			fc.asyncProperty(
				name,
				fc.constantFrom(';', ',', '\t'),
				fc.constantFrom('\n', '\r\n'),
				async (text, by, end) => {
					const quoted = `"${text.replaceAll('"', '""')}"`;
					const list = await readText(['residence' + by + 'boite', quoted + by + '1', ''].join(end));
					expect(list.problems).toEqual([]);
					expect(list.halls[0]?.residence).toBe(text);
				}
			),
			{ numRuns: 300 }
		);
	});
});
