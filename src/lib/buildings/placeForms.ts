import { readLabels } from './labels.ts';
import { readMailboxList, type ListedHall } from './mailboxList.ts';
import type { ListProblemReason } from './listProblems.ts';
import { cleanPlaceName } from './placeName.ts';

/** The fields of a form about a hall, each with the column of a list that means the same. */
const COLUMNS = {
	residence: 'residence',
	building: 'batiment',
	rnbId: 'id_rnb',
	entrance: 'entree',
	houseNumber: 'numero',
	repetition: 'rep',
	street: 'nom_voie',
	postcode: 'code_postal',
	city: 'commune',
	inseeCode: 'code_insee',
	banId: 'id_ban',
	language: 'langue_entree',
	reference: 'reference',
	labels: 'boite',
	count: 'nombre_boites'
} as const;
export type PlaceField = keyof typeof COLUMNS;

/** What was typed, by the names of the fields. */
export type TypedPlace = { readonly [field in PlaceField]?: string | undefined };

export const placeProblems = [
	'missing',
	'no-mailboxes',
	'count-or-labels',
	'too-long',
	'person',
	'postcode',
	'insee',
	'rnb',
	'count',
	'language',
	'twice',
	'too-many',
	'unreadable'
] as const;
export type PlaceProblemReason = (typeof placeProblems)[number];

export interface PlaceProblem {
	readonly field: PlaceField;
	readonly reason: PlaceProblemReason;
}

/** What must be there: an address can be written on an envelope. */
const NEEDED = ['residence', 'street', 'postcode', 'city'] as const;

/**
 * Reads a form about one hall as a list of that hall: the same rules hold for both. A count gives the mailboxes 1, 2, 3…;
 * `labels` is what stands on them. The reference is the hall's own.
 */
export async function readPlaceForm(
	typed: TypedPlace
): Promise<{ hall: ListedHall } | { problems: PlaceProblem[] }> {
	const missing = NEEDED.filter((field) => isEmpty(typed[field]));
	const boxes = problemsOfBoxes(typed);
	if (missing.length > 0 || boxes.length > 0)
		return { problems: [...missing.map((field) => ({ field, reason: 'missing' as const })), ...boxes] };
	const { halls, problems } = await readMailboxList(rowsOf(typed));
	const [hall] = halls;
	if (problems.length > 0 || !hall) return { problems: onceEach(problems.map(problemOf)) };
	return { hall };
}

const isEmpty = (typed = '') => typed.trim() === '';

function problemsOfBoxes({ labels, count }: TypedPlace): PlaceProblem[] {
	if (isEmpty(labels) && isEmpty(count)) return [{ field: 'count', reason: 'no-mailboxes' }];
	return !isEmpty(labels) && !isEmpty(count) ? [{ field: 'count', reason: 'count-or-labels' }] : [];
}

const FIELDS = Object.keys(COLUMNS) as PlaceField[];

/** The titles, the hall as a row of its own, and a row for each mailbox that has a name. */
function rowsOf(typed: TypedPlace) {
	const labels = isEmpty(typed.count) ? readLabels(typed.labels ?? '') : [];
	const count = labels.length > 0 ? String(labels.length) : (typed.count ?? '');
	const ofHall = FIELDS.map((field) =>
		field === 'labels' ? '' : field === 'count' ? count : (typed[field] ?? '')
	);
	const ofBox = (label: string) =>
		FIELDS.map((field, i) =>
			field === 'labels' ? label : field === 'count' || field === 'reference' ? '' : ofHall[i]!
		);
	const rows = [FIELDS.map((field) => COLUMNS[field]), ofHall, ...labels.map(ofBox)];
	return rows.map((cells, i) => ({ line: i + 1, cells }));
}

const REASONS: Partial<Record<ListProblemReason, PlaceProblemReason>> = {
	'missing-value': 'missing',
	'name-too-long': 'too-long',
	'cell-too-long': 'too-long',
	'person-in-list': 'person',
	'bad-postcode': 'postcode',
	'bad-insee-code': 'insee',
	'bad-rnb-id': 'rnb',
	'bad-count': 'count',
	'unknown-language': 'language',
	'duplicate-mailbox': 'twice',
	'count-disagrees': 'twice',
	'too-many-mailboxes': 'too-many'
};

function problemOf({ column, reason }: { column: string | null; reason: ListProblemReason }): PlaceProblem {
	const field = FIELDS.find((one) => COLUMNS[one] === column) ?? 'labels';
	return { field: reason === 'count-disagrees' ? 'labels' : field, reason: REASONS[reason] ?? 'unreadable' };
}

const onceEach = (problems: readonly PlaceProblem[]) =>
	problems.filter(
		({ field, reason }, i) =>
			problems.findIndex((other) => other.field === field && other.reason === reason) === i
	);

/** A new name of a residence. */
export function readResidenceName(typed: string): { name: string } | { problem: 'missing' | 'too-long' } {
	const read = cleanPlaceName(typed.slice(0, 2_000));
	if ('problem' in read) return { problem: 'too-long' };
	return read.name === '' ? { problem: 'missing' } : read;
}

/** An address in one line in the fields of the Base Adresse Nationale, as far as it can be told. */
export function addressFields(address: string): { houseNumber: string; repetition: string; street: string } {
	const [, houseNumber = '', repetition = '', street = address] =
		/^(\d{1,5})\s*(bis|ter|quater|quinquies|[a-z])?(?:\s*,\s*|\s+)(\S.*)$/i.exec(address) ?? [];
	return { houseNumber, repetition, street };
}
