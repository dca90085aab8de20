import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { listProblems as listProblemsAr } from '#lib/text/problems.ar.ts';
import { listProblems as listProblemsEn } from '#lib/text/problems.en.ts';
import { listProblems as listProblemsFr } from '#lib/text/problems.fr.ts';
import { languageTag } from './listLanguages.ts';
import { listProblemReasons, rowProblem, type ListProblem } from './listProblems.ts';
import type { ListRow } from './listRow.ts';
import { mostRows, readMailboxList, type MailboxList } from './mailboxList.ts';
import { cleanPlaceName, withoutExcelMarks } from './placeName.ts';

const titles = 'residence;batiment;entree;adresse;code_postal;commune;boite';

/** Rows as a person writes them; `|` stands for a line break in a cell. */
function rowsOf(...lines: string[]): ListRow[] {
	return lines.map((text, index) => ({ line: index + 1, cells: text.replaceAll('|', '\n').split(';') }));
}

function read(...lines: string[]): Promise<MailboxList> {
	return readMailboxList(rowsOf(...lines));
}

function reasons({ problems }: MailboxList): string[] {
	return problems.map(({ reason }) => reason);
}

/** The mailboxes of each hall, on a line each. */
function summary({ halls }: MailboxList): string[] {
	return halls.map(({ residence, building, entrance, mailboxes }) =>
		[residence, building, entrance, mailboxes.map(({ label }) => label).join(' ')].join(' / ')
	);
}

describe('columns', () => {
	it.each([
		titles,
		'Résidence;Bâtiment;Entrée;ADRESSE;Code Postal;Commune;Boîte',
		'PROGRAMME;BAT;CAGE;Adresse;CODEPOSTAL;LIBCOM;NUMBOITE',
		' RÉSIDENCE ;immeu;Esc.;adresse;code-postal;ville;N° boîte',
		'="residence";IMMEUBLE;Hall;adresse;CP;commune;numero_boite'
	])('has the titles %s', async (header) => {
		const list = await read(header, 'Le Parc;A;1;1 rue Haute;38100;Grenoble;7');
		expect(list).toEqual({
			halls: [
				{
					residence: 'Le Parc',
					building: 'A',
					entrance: '1',
					address: '1 rue Haute',
					postcode: '38100',
					city: 'Grenoble',
					mailboxes: [{ label: '7' }]
				}
			],
			problems: [],
			moreProblems: 0,
			problemCounts: {},
			ignoredPeopleColumns: [],
			ignoredColumns: [],
			rows: 1
		});
	});

	it('come in any order, and only the place and the mailbox are needed', async () => {
		const list = await read('langue;boite;residence', 'arabe;1;Le Parc', ';2;Le Parc');
		expect(list.problems).toEqual([]);
		expect(list.halls[0]?.mailboxes).toEqual([{ label: '1', language: 'ar' }, { label: '2' }]);
	});

	it('of one meaning are taken in their order of preference, the first that is filled', async () => {
		const list = await read('ESC;ENTREE;IMMEU;BAT;residence;boite', '9;B;I;;Le Parc;1', '9;;I;C;Le Parc;1');
		expect(summary(list)).toEqual(['Le Parc / I / B / 1', 'Le Parc / C / 9 / 1']);
	});

	it('make an address out of those of RPLS', async () => {
		const header = 'residence;adresse;NUMVOIE;INDREP;TYPVOIE;NOMVOIE;boite';
		const list = await read(
			header,
			'Le Parc;;12;B;RUE;DES LILAS;1',
			'Le Parc;2 rue Basse;12;B;RUE;DES LILAS;1'
		);
		expect(list.halls.map(({ address }) => address)).toEqual(['12 B RUE DES LILAS', '2 rue Basse']);
	});

	it('that hold people are told apart from others, and neither is read', async () => {
		const people =
			'nom;Prénom;NOM_LOCATAIRE;NomLoc;locataire;Occupants;Titulaire du bail;Tél.;telephone 1;tel2;Portable;Mail;e-mail;' +
			'E-Mail locataire;Adresse mail;Courriel;Date de naissance;Né(e) le;Civilité;IBAN;name;First name;tenant;Phone number;' +
			'datenaissance;nom sur la boîte;Revenu fiscal';
		const others =
			'NUMAPPT;ETAGE;LOCAT;CONSTRUCT;nom_agence;Nom de la rue;type;loyer;gardien présent;Nombre de pièces;LIEUDIT';
		const values = people.replaceAll(/[^;]+/g, 'SENTINELLE');
		const list = await read(`residence;boite;${people}`, `Le Parc;1;${values}`);
		expect(list.ignoredPeopleColumns).toEqual(people.split(';'));
		expect(JSON.stringify(list)).not.toContain('SENTINELLE');
		const other = await read(`nom_residence;boite;${others}`, `Le Parc;1${';SENTINELLE'.repeat(11)}`);
		expect(other.ignoredColumns).toEqual(others.split(';'));
		expect(other.ignoredPeopleColumns).toEqual([]);
		expect(JSON.stringify(other)).not.toContain('SENTINELLE');
		expect(summary(other)).toEqual(['Le Parc /  /  / 1']);
	});

	it('may be forty beside those of RPLS', async () => {
		const extra = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`).join(';');
		expect(reasons(await read(`residence;boite;DROIT;DEPCOM;QPV;${extra(38)};;;`, 'P;1'))).toEqual([]);
		expect(reasons(await read(`residence;boite;${extra(39)}`, 'P;1'))).toEqual(['too-many-columns']);
	});

	it.each([
		['residence;batiment', [['no-mailbox-column', 'boite']]],
		['boite', [['no-place-column', 'residence']]],
		['Boîte;residence;BOITE', [['duplicate-column', 'BOITE']]],
		['residence;boite;__proto__', [['forbidden-column', '__proto__']]],
		['residence;boite;Constructor', [['forbidden-column', 'Constructor']]],
		[
			'hello;world',
			[
				['no-mailbox-column', 'boite'],
				['no-place-column', 'residence']
			]
		]
	])('are refused: %s', async (header, expected) => {
		const list = await read(header, 'Le Parc;1;2');
		expect(list.problems.map(({ reason, column }) => [reason, column])).toEqual(expected);
		expect(list.halls).toEqual([]);
	});

	it('may say more in brackets, and in lines of their own', async () => {
		const list = await read(
			'Résidence (nom);adresse|(voie);Boîte [n°];Code postal (5 chiffres);Adresse (locataire)',
			'P;1 rue X;1;69001;Dupont'
		);
		expect(list.problems).toEqual([]);
		expect(list.halls).toMatchObject([{ residence: 'P', address: '1 rue X', postcode: '69001' }]);
		expect(list.ignoredPeopleColumns).toEqual(['Adresse (locataire)']);
	});

	it('that are unknown may be there twice', async () => {
		expect((await read('residence;boite;note;note', 'Le Parc;1;a;b')).problems).toEqual([]);
	});
});

describe('halls', () => {
	it('stay in the order of the file, their mailboxes in natural order with the labels that were given', async () => {
		const labels = ['10', '2 bis', '2', '0012', 'B10', 'B9', '1'];
		const list = await read(
			titles,
			'Zola;B;2;;;;1',
			...labels.map((label) => `Zola;A;1;;;;${label}`),
			'Zola;B;2;;;;2'
		);
		expect(summary(list)).toEqual(['Zola / B / 2 / 1 2', 'Zola / A / 1 / 1 2 2 bis 10 0012 B9 B10']);
	});

	it('are one whatever the capitals, the accents and the apostrophes', async () => {
		const list = await read(titles, "L'Été;a;d'é;1, rue X;38100;Lyon;1", 'L’ETE;A;D’E;1 Rue X;38100;LYON;2');
		expect(list.problems).toEqual([]);
		expect(summary(list)).toEqual(["L'Été / a / d'é / 1 2"]);
	});

	it('of one residence and building carry one spelling, the first', async () => {
		const list = await read(titles, 'Zola;Bât A;1;;;;1', 'ZOLA;BAT A;2;;;;1', 'Zola;bat b;2;;;;1');
		expect(summary(list)).toEqual(['Zola / Bât A / 1 / 1', 'Zola / Bât A / 2 / 1', 'Zola / bat b / 2 / 1']);
	});

	it('may be called as people and dates are, and so may references of ten digits', async () => {
		const list = await read(
			'residence;batiment;boite;reference',
			'Madame de Sévigné;8 mai 1945;1;0123456789'
		);
		expect(list.problems).toEqual([]);
	});

	it("keep A and A' apart", async () => {
		const list = await read(titles, 'Zola;A;1;;;;1', "Zola;A';1;;;;1");
		expect(list.halls).toHaveLength(2);
	});

	it('without an entrance are called by their address', async () => {
		const list = await read(titles, 'Zola;A;;2 rue X;;;1', 'Zola;A;;4 rue X;;;1', 'Zola;A;;4, rue X;;;2');
		expect(summary(list)).toEqual(['Zola / A / 2 rue X / 1', 'Zola / A / 4 rue X / 1 2']);
	});

	it('of a list without residences belong to a residence called by their address and town', async () => {
		const list = await read(
			'adresse;commune;entree;boite',
			'2 rue X;Lyon;A;1',
			'2 rue X;Bron;A;1',
			'2 rue X;Lyon;B;1'
		);
		expect(summary(list)).toEqual([
			'2 rue X, Lyon /  / A / 1',
			'2 rue X, Bron /  / A / 1',
			'2 rue X, Lyon /  / B / 1'
		]);
	});

	it('may come with a number of mailboxes', async () => {
		const header = 'residence;entree;nombre_boites;langue;reference';
		const list = await read(header, 'Zola;A;3;tr;H1', 'Zola;B;2,0;;');
		expect(summary(list)).toEqual(['Zola /  / A / 1 2 3', 'Zola /  / B / 1 2']);
		expect(list.halls[0]).toMatchObject({ language: 'tr', reference: 'H1' });
		expect(list.halls[0]?.mailboxes[0]).toEqual({ label: '1' });
	});

	it('may give both a number and their mailboxes, when they agree', async () => {
		const list = await read('residence;boite;nombre_boites', 'Zola;1;2', 'Zola;2;2');
		expect(list.problems).toEqual([]);
		expect(summary(list)).toEqual(['Zola /  /  / 1 2']);
	});

	it('take an address from whichever row has it', async () => {
		const list = await read(titles, 'Zola;A;1;;;;1', 'Zola;A;1;2 rue X;1000;Bourg;2');
		expect(list.halls[0]).toMatchObject({ address: '2 rue X', postcode: '01000', city: 'Bourg' });
	});
});

describe('rows of sums', () => {
	const counts = 'residence;batiment;entree;adresse;code_postal;commune;nombre_boites';

	it('are no places', async () => {
		const list = await read(
			counts,
			'Bel Air;A;1;1 rue x;69001;Lyon;12',
			'Sous-total;;;;;;12',
			'BEL AIR;B;1;2 rue x;69001;Lyon;8',
			'Total Bel Air;;;;;;20',
			'Total général;;;;;;1\u00a0250',
			'TOTAUX :;;;;;;1250,0'
		);
		expect(list.problems).toEqual([]);
		expect(list.halls.map(({ building, mailboxes }) => [building, mailboxes.length])).toEqual([
			['A', 12],
			['B', 8]
		]);
	});

	it('are told from places that are called alike', async () => {
		const list = await read(
			counts,
			'Total;A;1;1 rue x;69001;Lyon;2',
			'Total Énergies;;;;;;3',
			'Totalement;;;;;;4',
			'Totem;;;;;;5'
		);
		expect(list.problems).toEqual([]);
		expect(list.halls.map(({ mailboxes }) => mailboxes.length)).toEqual([2, 3, 4, 5]);
	});
});

describe('merged cells', () => {
	const merged = (...lines: string[]) =>
		readMailboxList(rowsOf(titles, ...lines), undefined, { mergedCells: true });
	const first = 'Bel Air;A;1;1 rue x;69001;Lyon;1';

	it('are filled from the row above, when the row says nothing else of its place', async () => {
		const list = await merged(first, ';;;;;;2', ';A;1;1 rue x;69001;Lyon;3', 'Le Parc;;;;;;1', ';;;;;;2');
		expect(list.problems).toEqual([]);
		expect(summary(list)).toEqual(['Bel Air / A / 1 / 1 2 3', 'Le Parc /  /  / 1 2']);
	});

	it('are filled in a list that names its residences by their address', async () => {
		const rows = rowsOf('adresse;commune;boite', '1 rue x;Lyon;1', ';;2', '3 rue x;Lyon;1');
		const list = await readMailboxList(rows, undefined, { mergedCells: true });
		expect(list.problems).toEqual([]);
		expect(list.halls.map(({ address, mailboxes }) => [address, mailboxes.length])).toEqual([
			['1 rue x', 2],
			['3 rue x', 1]
		]);
	});

	it.each([
		['another entrance', [first, ';;2;;;;1']],
		['another address', [first, ';;;3 rue x;;;1']],
		['a row above that was left out', [first, '', ';;;;;;1']],
		['a row above that cannot be read', [first, 'Le Parc;;;;abc;;1', ';;;;;;2']],
		['no row above', [';;;;;;1']]
	])('are a problem beside %s', async (_, lines) => {
		const list = await merged(...lines);
		expect(reasons(list)).toContain('missing-value');
		expect(list.halls.flatMap(({ mailboxes }) => mailboxes).length).toBeLessThan(2);
	});

	it('are a problem of what software sends', async () => {
		expect(reasons(await read(titles, first, ';;;;;;2'))).toEqual(['missing-value']);
	});

	it('of a number and a street are no other number of that street', async () => {
		const rows = rowsOf('numvoie;nomvoie;libcom;boite', '12;LILAS;LYON;1', '14;;;1');
		expect(reasons(await readMailboxList(rows, undefined, { mergedCells: true }))).toEqual(['missing-value']);
	});
});

describe('cells', () => {
	it.each([
		['="0012"', '0012'],
		['="a ""b"""', 'a "b"'],
		["'0012", '0012'],
		['=1+1', '=1+1'],
		["'t Hof", "'t Hof"]
	])('written for Excel: %s', (cell, text) => expect(withoutExcelMarks(cell)).toBe(text));

	it('lose what breaks a page, and keep every letter', () => {
		expect(cleanPlaceName(' \u202EE\u0301te\u0301\u200B\t\u0000 \u2067O\u2019Brien & "Fils" ')).toEqual({
			name: 'Été O’Brien & "Fils"'
		});
		expect(cleanPlaceName('إقامة النخيل')).toEqual({ name: 'إقامة النخيل' });
	});

	it('have at most 80 graphemes', () => {
		const family = '👨‍👩‍👧';
		expect(cleanPlaceName('é'.repeat(80))).toEqual({ name: 'é'.repeat(80) });
		expect(cleanPlaceName('q\u0323'.repeat(80))).toHaveProperty('name');
		expect(cleanPlaceName('é'.repeat(81))).toEqual({ problem: 'name-too-long' });
		expect(cleanPlaceName(family.repeat(90))).toEqual({ problem: 'name-too-long' });
	});

	it.each([
		['fr', 'fr'],
		['AR', 'ar'],
		['pt_br', 'pt-BR'],
		['ara', 'ar'],
		['Arabe', 'ar'],
		['français', 'fr'],
		['العربية', 'ar'],
		['Soninké', 'snk'],
		['klingon', null],
		['__proto__', null],
		['constructor', null]
	])('name a language: %s', (written, tag) => expect(languageTag(written)).toBe(tag));
});

/** What goes wrong, and where: every reason that a list can give is here or in the test of the file reader. */
const wrong: [string, string[], Partial<ListProblem>[]][] = [
	['empty-file', [], [{ line: 1 }]],
	['empty-file', ['', ' ; ;'], [{ line: 1 }]],
	['no-rows', [titles, ';;'], [{ line: 1 }]],
	[
		'too-many-cells',
		[titles, 'Zola;A;1;2 rue X;38100;Lyon;1;;DURAND'],
		[{ line: 2, value: null, data: { max: 7 } }]
	],
	[
		'cell-too-long',
		['boite;residence', `1;${'a'.repeat(2001)}`],
		[{ line: 2, column: 'residence', value: null }]
	],
	['missing-value', ['Boîte;residence', ';Zola'], [{ line: 2, column: 'Boîte' }]],
	['missing-value', ['adresse;nombre_boites', ';3'], [{ line: 2, column: 'adresse' }]],
	[
		'missing-value',
		['residence;adresse;boite', 'Zola;2 rue X;1', ';2 rue X;2'],
		[{ line: 3, column: 'residence' }]
	],
	[
		'missing-value',
		['residence;adresse;boite', ';2 rue X;1', 'Zola;2 rue X;2'],
		[{ line: 2, column: 'residence' }]
	],
	[
		'name-too-long',
		['boite;Résidence', `1;${'a'.repeat(81)}`],
		[{ line: 2, column: 'Résidence', value: `${'a'.repeat(59)}…` }]
	],
	[
		'name-too-long',
		['boite;NUMVOIE;NOMVOIE', `1;${'1'.repeat(40)};${'a'.repeat(40)}`],
		[{ column: 'NOMVOIE' }]
	],
	[
		'name-too-long',
		['boite;adresse;commune', `1;${'1'.repeat(40)};${'a'.repeat(40)}`],
		[{ column: 'adresse' }]
	],
	['garbled-text', ['boite;residence', '1;RÃ©sidence'], [{ line: 2, value: 'RÃ©sidence' }]],
	['garbled-text', ['boite;residence', '1;R\uFFFDsidence'], [{ line: 2 }]],
	[
		'excel-damage',
		['boite;residence', '03-mai;Zola', '#REF!;Zola', '1,2E+11;Zola', '####;Zola'],
		[2, 3, 4, 5].map((line) => ({ line }))
	],
	['line-break', ['boite;residence', '1;Zola|2'], [{ line: 2, column: 'residence', value: 'Zola 2' }]],
	[
		'person-in-list',
		['boite;residence', 'Mme Durand;Zola', 'a@b.fr;Zola', 'M. et Mme X;Zola', '06 01 02 03 04;Zola'],
		[2, 3, 4, 5].map((line) => ({ line, column: 'boite', value: null }))
	],
	[
		'bad-postcode',
		['boite;residence;code_postal', '1;Zola;690', '2;Zola;69 003', '3;Zola;2A004'],
		[
			{ line: 2, value: '690' },
			{ line: 4, value: '2A004' }
		]
	],
	[
		'unknown-language',
		['boite;residence;langue', '1;Zola;martien'],
		[{ line: 2, column: 'langue', value: 'martien' }]
	],
	[
		'bad-count',
		['nombre_boites;residence', '0;Z', '401;Z', 'douze;Z', '-3;Z', '1.5;Z', '400;Z'],
		[2, 3, 4, 5, 6].map((line) => ({ line, data: { max: 400 } }))
	],
	[
		'count-disagrees',
		['boite;residence;nombre_boites', '1;Z;3', '2;Z;3', '3;Z;2'],
		[{ line: 4, column: 'nombre_boites', value: '2', data: { count: 2, listed: 3 } }]
	],
	[
		'duplicate-mailbox',
		['boite;residence', '12 bis;Z', '1;Y', '12BIS;z'],
		[{ line: 4, column: 'boite', value: '12BIS', data: { otherLine: 2 } }]
	],
	['hall-twice', ['nombre_boites;residence', '3;Z', '4;Y', '3;Z'], [{ line: 4, data: { otherLine: 2 } }]],
	[
		'bad-yes-or-no',
		['boite;residence;liberee', '1;Zola;peut-être', '2;Zola;OUI', '3;Zola;non', '4;Zola;'],
		[{ line: 2, column: 'liberee', value: 'peut-être' }]
	],
	[
		'bad-insee-code',
		['boite;residence;code_insee', '1;Z;6938', '2;Z;2a004', '3;Z;693833', '4;Z;2C004'],
		[4, 5].map((line) => ({ line }))
	],
	[
		'bad-rnb-id',
		['boite;residence;batiment;id_rnb', '1;Z;A;1GA7-PYM1-QDZ4', '2;Z;B;1GA7PYM1QDZ', '3;Z;C;1GA7_PYM1_QDZ4'],
		[3, 4].map((line) => ({ line, column: 'id_rnb' }))
	],
	[
		'place-disagrees',
		['boite;residence;batiment;id_rnb', '1;Z;A;1GA7PYM1QDZ4', '2;Z;A;1ga7-pym1-qdz4', '3;Z;A;2GA7PYM1QDZ4'],
		[{ line: 4, value: '2GA7PYM1QDZ4', data: { other: '1GA7PYM1QDZ4', otherLine: 2 } }]
	],
	[
		'hall-disagrees',
		['boite;residence;entree;adresse', '1;Z;A;2 rue X', '2;Z;A;4 rue X', '3;Z;A;4 rue X'],
		[3, 4].map((line) => ({
			line,
			column: 'adresse',
			value: '4 rue X',
			data: { other: '2 rue X', otherLine: 2 }
		}))
	],
	[
		'residence-in-two-towns',
		[
			'boite;residence;entree;code_postal;commune',
			'1;Z;A;69003;Lyon',
			'1;Z;B;69500;Bron',
			'1;Y;B;69500;Bron'
		],
		[{ line: 3, column: 'residence', data: { city: 'Bron', otherCity: 'Lyon', otherLine: 2 } }]
	],
	[
		'too-many-mailboxes',
		['boite;residence', ...Array.from({ length: 402 }, (_, index) => `${index};Z`)],
		[{ line: 402, data: { count: 402, max: 400 } }]
	]
];

describe('problems', () => {
	it.each(wrong)('%s %#', async (reason, lines, expected) => {
		const { problems } = await read(...lines);
		expect(problems).toEqual(expected.map((found) => expect.objectContaining({ ...found, reason })));
	});

	it('have words in every language that what they carry fills', async () => {
		const header = wrongHeaders.map((line) => read(line, 'x'));
		const lists = await Promise.all([...header, ...wrong.map(([, lines]) => read(...lines))]);
		for (const problem of lists.flatMap(({ problems }) => problems)) {
			for (const words of [listProblemsFr, listProblemsEn, listProblemsAr]) {
				const values = { ...problem.data, line: problem.line };
				const shown = { ...values, ...defined('column', problem.column), ...defined('value', problem.value) };
				for (const name of valuesIn(words[problem.reason])) expect(shown).toHaveProperty(name);
			}
		}
		const seen = new Set(lists.flatMap(reasons));
		const ofTheFile = ['not-a-list', 'file-too-big', 'nul-bytes', 'quote-not-closed', 'too-many-rows'];
		expect(listProblemReasons.filter((reason) => !seen.has(reason))).toEqual(ofTheFile);
	});

	it('say the same in every language', () => {
		for (const reason of listProblemReasons) {
			expect(valuesIn(listProblemsEn[reason]), reason).toEqual(valuesIn(listProblemsFr[reason]));
			expect(valuesIn(listProblemsAr[reason]), reason).toEqual(valuesIn(listProblemsFr[reason]));
		}
	});

	it('are all told for a row, and the rows around them are read', async () => {
		const list = await read(titles, 'Z;A;1;;690;Lyon;#REF!', 'Z;A;1;;69003;Lyon;1');
		expect(reasons(list)).toEqual(['bad-postcode', 'excel-damage']);
		expect(summary(list)).toEqual(['Z / A / 1 / 1']);
		expect(list.rows).toBe(2);
	});

	it('come by line, a thousand at most, the others counted', async () => {
		const list = await read('boite;residence', '1;Z', '1;Z', ...Array.from({ length: 1200 }, () => ';Z'));
		expect(list.problems).toHaveLength(1000);
		expect(list.moreProblems).toBe(201);
		const lines = list.problems.map(({ line }) => line);
		expect(lines).toEqual([...lines].sort((a, b) => a - b));
	});

	it('that end the reading are kept, and leave no halls', async () => {
		const rows = rowsOf('boite;residence', '1;Z', ...Array.from({ length: 1200 }, () => ';Z'));
		const list = await readMailboxList([...rows, rowProblem(1203, 'nul-bytes')]);
		expect(list.problems).toHaveLength(1000);
		expect(list.problems.at(-1)).toEqual(rowProblem(1203, 'nul-bytes'));
		expect(list.moreProblems).toBe(201);
		expect(list.halls).toEqual([]);
	});
});

const wrongHeaders = [
	'boite',
	'residence',
	'residence;boite;__proto__',
	'residence;boite;boite',
	Array.from({ length: 60 }, (_, index) => `c${index}`).join(';')
];

/** The names that a sentence wants filled in. */
function valuesIn(words: string): string[] {
	return [...words.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();
}

function defined(name: string, value: string | null): Record<string, string> {
	return value === null ? {} : { [name]: value };
}

describe('a long list', () => {
	function* rows(count: number, blank = 0): Generator<ListRow> {
		yield { line: 1, cells: ['residence', 'boite'] };
		for (let line = 2; line < 2 + blank; line++) yield { line, cells: [''] };
		for (let index = 0; index < count; index++) {
			given++;
			yield { line: 2 + blank + index, cells: [`R${Math.floor(index / 200)}`, `${index % 200}`] };
		}
	}
	let given = 0;

	it('may have a million rows, and not one more', async () => {
		given = 0;
		const longer = await readMailboxList(rows(mostRows + 500));
		expect(given).toBe(mostRows + 1);
		expect(longer.problems).toEqual([rowProblem(mostRows + 2, 'too-many-rows', { max: mostRows })]);
		expect(longer.halls).toEqual([]);
	}, 120_000);

	it('of empty rows ends too', async () => {
		given = 0;
		expect(reasons(await readMailboxList(rows(10, 2 * mostRows)))).toEqual(['too-many-rows']);
		expect(given).toBe(0);
	}, 60_000);

	it('lets others work while its halls are closed', async () => {
		let pauses = 0;
		await readMailboxList(rows(100_000), async () => pauses++);
		expect(pauses).toBe(5);
	});
});

it('reads whatever cells there are without throwing', async () => {
	const cell = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 12 }),
		fc.constantFrom(
			'',
			'residence',
			'boite',
			'nombre_boites',
			'adresse',
			'__proto__',
			'3',
			'="0"',
			'03-mai',
			'ar'
		)
	);
	const header = fc.subarray([
		'residence',
		'boite',
		'nombre_boites',
		'adresse',
		'entree',
		'langue',
		'code_postal',
		'nom'
	]);
	await fc.assert(
		fc.asyncProperty(
			header,
			fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 12 }),
			async (first, others) => {
				const cells = [...first, ...(first.length > 0 ? [] : ['x'])];
				const list = await readMailboxList(
					[cells, ...others].map((row, index) => ({ line: index + 1, cells: row }))
				);
				expect(list.halls.length + list.problems.length).toBeGreaterThan(0);
				for (const { value } of list.problems) expect([...(value ?? '')].length).toBeLessThanOrEqual(60);
				for (const text of list.halls.flatMap(({ mailboxes, ...hall }) => [
					...Object.values(hall),
					...mailboxes.map(({ label }) => label)
				])) {
					expect(text).toBe(text.normalize('NFC'));
					expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]| {2}|^ | $/u);
				}
			}
		),
		{ numRuns: 300 }
	);
});
