import { oneLine } from '#lib/text/line.ts';
import { withoutExcelMarks } from './placeName.ts';

/**
 * What a list says, and the titles under which it may say it: the contract's name first, then by preference (a row takes
 * the first that is not empty). Titles are compared without capitals, accents, spaces and punctuation.
 * Upper-case names of the contract are those of the RPLS files (répertoire des logements locatifs sociaux); `numero`, `rep`,
 * `nom_voie`, `code_insee` are those of the Base Adresse Nationale.
 */
const TITLES = {
	residence:
		'residence programme nomresidence nomdelaresidence libelleresidence nomprogramme libelleprogramme',
	building: 'batiment bat immeuble immeu nombatiment building',
	entrance: 'entree cage cagedescalier cageescalier escalier esc hall montee entrance',
	address: 'adresse address adressecomplete',
	streetNumber: 'numvoie numero',
	streetRepeat: 'indrep rep',
	streetKind: 'typvoie',
	streetName: 'nomvoie',
	postcode: 'codepostal cp postcode postalcode',
	city: 'commune libcom ville nomcommune libellecommune city town',
	mailbox: 'boite numboite numeroboite numerodeboite noboite nboite boiteauxlettres numbal bal mailbox',
	mailboxCount:
		'nombreboites nbboites nbreboites nbrboites nombredeboites nbdeboites nombreboitesauxlettres nombrebal nbbal mailboxes',
	language: 'langue language lang',
	hallLanguage: 'langueentree languehall languedelentree',
	residenceLanguage: 'langueresidence languedelaresidence',
	reference: 'reference ref',
	freed: 'liberee libere freed',
	inseeCode: 'codeinsee insee codecommune depcom comcode',
	banId: 'idban banid idbanadresse clebanadresse cleinterop',
	rnbId: 'idrnb rnbid rnb identifiantrnb'
} as const;

export type ListField = keyof typeof TITLES;

export const listFields = Object.keys(TITLES) as ListField[];

/** What a column means; an empty text: it is not read. */
export type Meaning = ListField | '';

export const isMeaning = (text: string): text is Meaning => text === '' || Object.hasOwn(TITLES, text);

/** The titles of the public RPLS files, older and newer layout, that we do not read. */
const RPLS_TITLES =
	'droit numappt couloir etage complident complgeo lieudit qpv typeconst nbpiece surfhab construct locat ' +
	'patrimoine origine finan finanautre conv numconv datconv newlogt cus dpedate dpeenergie dpeserre sruexpir srualinea ' +
	'codsegpatrim libsegpatrim x y regcode reglibelle depcode deplibelle epcicode epcilibelle comlibelle qpvcode ' +
	'qpvlibelle typeconstcode pmrcode plgvoie epsg plgqp24 plgqp15 plgiris2024code qualitevoie qualitexy identrep ' +
	'identint identorg identges';

/** Columns that a list may have beside those of the RPLS layout, which alone are more than forty. */
export const mostColumns = 40;

export interface ListColumn {
	readonly index: number;
	/** As the file writes it, on one line. */
	readonly title: string;
}

export type HeaderProblem = {
	column: string | null;
	reason:
		'too-many-columns' | 'forbidden-column' | 'duplicate-column' | 'no-mailbox-column' | 'no-place-column';
	data?: Record<string, number>;
};

export interface ListHeader {
	/** Cells of the title row, empty ones too: no row may have more that are filled. */
	readonly width: number;
	/** The columns of a field, by preference; none when the list lacks it. */
	readonly columns: (field: ListField) => readonly ListColumn[];
	readonly titles: readonly string[];
	readonly ignoredPeopleColumns: string[];
	readonly ignoredColumns: string[];
	readonly problems: HeaderProblem[];
}

/**
 * Reads the row of titles. With a problem in it no row can be understood. `meanings` are what somebody chose, a column each;
 * without them the titles tell. A column about people means nothing, whatever was chosen.
 */
export function readListHeader(cells: readonly string[], meanings?: readonly Meaning[]): ListHeader {
	const titles = cells.map((cell) => shortened(oneLine(withoutExcelMarks(cell)), 60));
	const keys = cells.map((cell) => titleKey(withoutExcelMarks(cell.slice(0, 200))));
	const meant = cells.map((cell, index) =>
		isPeopleColumn(cell) ? '' : (meanings?.[index] ?? guessed(cell))
	);
	const columns = columnsByField(titles, keys, meant);
	const ignored = titles.filter((title, index) => title !== '' && meant[index] === '');
	return {
		width: cells.length,
		columns: (field) => columns.get(field) ?? [],
		titles,
		ignoredPeopleColumns: ignored.filter(isAboutPeople).slice(0, 100),
		ignoredColumns: ignored.filter((title) => !isAboutPeople(title)).slice(0, 100),
		problems: tooManyColumns(titles, keys) ?? [
			...problemsOfTitles(titles, keys, meant),
			...missingColumns(columns)
		]
	};
}

/** What a title means by its name alone; what it says in brackets matters only if it is of people. */
export function guessed(title: string): Meaning {
	const written = withoutExcelMarks(title.slice(0, 200));
	const known = FIELD_OF.get(titleKey(written));
	if (known || !/[([]/.test(written) || isAboutPeople(oneLine(written))) return known?.field ?? '';
	return FIELD_OF.get(titleKey(written.replace(/[([][^)\]]*[)\]]/g, ' ')))?.field ?? '';
}

/** Whether a column tells of people: it is never read and never kept. */
export function isPeopleColumn(title: string): boolean {
	return guessed(title) === '' && isAboutPeople(shortened(oneLine(withoutExcelMarks(title)), 60));
}

/** The title of a field in this file, or its name in the contract. */
export function titleOf(header: ListHeader, field: ListField): string {
	return header.columns(field)[0]?.title ?? CONTRACT_NAMES[field] ?? field;
}

/** At most `most` characters, an ellipsis in place of what is cut. */
export function shortened(text: string, most: number): string {
	const characters = [...text];
	return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}

const CONTRACT_NAMES: Partial<Record<ListField, string>> = {
	building: 'batiment',
	entrance: 'entree',
	address: 'adresse',
	postcode: 'code_postal',
	city: 'commune',
	mailbox: 'boite',
	mailboxCount: 'nombre_boites',
	language: 'langue',
	hallLanguage: 'langue_entree',
	residenceLanguage: 'langue_residence',
	freed: 'liberee',
	inseeCode: 'code_insee',
	banId: 'id_ban',
	rnbId: 'id_rnb'
};

const FIELD_OF: ReadonlyMap<string, { field: ListField; rank: number }> = new Map(
	listFields.flatMap((field) => TITLES[field].split(' ').map((key, rank) => [key, { field, rank }] as const))
);

/** After those whose title says it. */
const CHOSEN = 1_000;

const RPLS: ReadonlySet<string> = new Set(RPLS_TITLES.split(' '));

/** Names that every JavaScript object answers to: a program downstream may stumble over them. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

function titleKey(title: string): string {
	return title
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '');
}

function columnsByField(
	titles: readonly string[],
	keys: readonly string[],
	meant: readonly Meaning[]
): Map<ListField, ListColumn[]> {
	const found = new Map<ListField, { column: ListColumn; rank: number }[]>();
	meant.forEach((field, index) => {
		if (field === '') return;
		const known = FIELD_OF.get(keys[index] ?? '');
		const rank = known?.field === field ? known.rank : CHOSEN;
		found.set(field, [...(found.get(field) ?? []), { column: { index, title: titles[index] ?? '' }, rank }]);
	});
	return new Map(
		[...found].map(([field, ranked]) => [
			field,
			ranked.sort((a, b) => a.rank - b.rank).map(({ column }) => column)
		])
	);
}

function tooManyColumns(titles: readonly string[], keys: readonly string[]): HeaderProblem[] | null {
	const count = keys.filter(
		(key, index) => titles[index] !== '' && !RPLS.has(key) && key !== 'depcom'
	).length;
	return count > mostColumns
		? [{ column: null, reason: 'too-many-columns', data: { max: mostColumns } }]
		: null;
}

function problemsOfTitles(
	titles: readonly string[],
	keys: readonly string[],
	meant: readonly Meaning[]
): HeaderProblem[] {
	const forbidden = titles.filter((title) => FORBIDDEN.has(title.toLowerCase()));
	const duplicates = titles.filter(
		(_, index) =>
			meant[index] !== '' &&
			keys.some((key, other) => other < index && key === keys[index] && meant[other] !== '')
	);
	return [
		...forbidden.map((column) => ({ column, reason: 'forbidden-column' as const })),
		...duplicates.map((column) => ({ column, reason: 'duplicate-column' as const }))
	];
}

function missingColumns(columns: ReadonlyMap<ListField, unknown>): HeaderProblem[] {
	const problems: HeaderProblem[] = [];
	if (!columns.has('mailbox') && !columns.has('mailboxCount')) {
		problems.push({ column: 'boite', reason: 'no-mailbox-column' });
	}
	if (!columns.has('residence') && !columns.has('address') && !columns.has('streetName')) {
		problems.push({ column: 'residence', reason: 'no-place-column' });
	}
	return problems;
}

const PEOPLE_WORDS: ReadonlySet<string> = new Set(
	(
		'nom noms nomfamille patronyme prenom prenoms locataire locataires colocataire occupant occupants titulaire titulaires ' +
		'cotitulaire conjoint conjointe habitant habitants resident residents proprietaire coproprietaire tenant tenants ' +
		'occupier owner civilite sexe genre naissance ne nee age telephone telephones tel tels mobile portable gsm fixe phone ' +
		'phones cell mail mails email emails mel courriel courriels iban bic rib nir caf allocataire revenu revenus ressources ' +
		'salaire dette dettes impaye impayes contact contacts nationalite profession employeur famille enfant enfants handicap ' +
		'name names firstname lastname surname forename fullname birth birthdate dob gender sex salary income family child ' +
		'children nationality civility'
	).split(' ')
);

const PEOPLE_STEMS =
	/prenom|locataire|occupant|titulaire|telephone|courriel|email|naissance|civilite|iban|nationalite|firstname|lastname|surname|birth|phone|^(num)?tel(dom|mob|port|fixe)?\d*$|^nom(loc|occ|tit|fam|comp|usage|naiss)/;

const PLACE_WORDS: ReadonlySet<string> = new Set(
	(
		'residence programme batiment immeuble entree hall commune ville voie rue quartier agence secteur organisme bailleur ' +
		'societe departement region building street city'
	).split(' ')
);

/** Whether a title tells of people. It only sorts the report: no column outside `TITLES` is ever read. */
function isAboutPeople(title: string): boolean {
	const words = wordsOf(title);
	if (PEOPLE_STEMS.test(words.join('')) || PEOPLE_STEMS.test(titleKey(title))) return true;
	const people = words.filter((word) => PEOPLE_WORDS.has(word));
	const onlyNames = people.every((word) => /^(nom|name)s?$/.test(word));
	return people.length > 0 && !(onlyNames && words.some((word) => PLACE_WORDS.has(word)));
}

function wordsOf(title: string): string[] {
	return title
		.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.split(/[^\p{L}]+/u)
		.filter((word) => word !== '');
}
