import type { PlaceSearch } from '#lib/buildings/placeSearch.ts';
import { stringify } from 'csv-stringify/sync';
import { fits, inScope, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';

/** In the order of a list that the office imports (docs/lists.md); what a column means is in buildings/listColumns.ts. */
const TITLES = [
	'residence',
	'batiment',
	'entree',
	'adresse',
	'code_postal',
	'commune',
	'boite',
	'nombre_boites',
	'langue',
	'reference',
	'langue_entree',
	'langue_residence',
	'numero',
	'rep',
	'nom_voie',
	'code_insee',
	'id_ban',
	'id_rnb'
] as const;

const HALLS_AT_ONCE = 100;

type Row = readonly (string | number | null)[];

interface HallRow {
	readonly id: number;
	readonly position: number;
	readonly residence: string;
	readonly building: string;
	readonly entrance: string;
	readonly address: string;
	readonly postcode: string;
	readonly city: string;
	readonly reference: string | null;
	readonly language: string | null;
	readonly residenceLanguage: string | null;
	readonly houseNumber: string | null;
	readonly repetition: string | null;
	readonly street: string | null;
	readonly inseeCode: string | null;
	readonly banId: string | null;
	readonly rnbId: string | null;
	readonly mailboxes: number;
}

/**
 * The places that fit a search as CSV, in pieces: for Excel (semicolons, a byte order mark, no formulas), in the columns that
 * the import reads again: importing it changes nothing. Each hall has a row of its own, then one for each mailbox.
 * Whether a mailbox is claimed is not known here.
 */
export async function* exportPlaces(
	db: Database,
	scope: Scope,
	search: Omit<PlaceSearch, 'page'>
): AsyncGenerator<string> {
	yield `\uFEFF${csvOf([TITLES])}`;
	for (let last = { position: -1, id: 0 }; ;) {
		const halls = await hallsAfter(db, scope, search, last);
		if (halls.length === 0) return;
		yield csvOf(await rowsOf(db, scope, halls));
		last = halls.at(-1)!;
		await new Promise(setImmediate);
	}
}

async function hallsAfter(
	db: Database,
	scope: Scope,
	search: Omit<PlaceSearch, 'page'>,
	last: { position: number; id: number }
): Promise<HallRow[]> {
	return db.read<HallRow>(sql`
		SELECT h.id, h.position, r.name AS residence, b.name AS building, h.name AS entrance, h.address, h.postcode, h.city, h.reference, h.language,
			r.language AS residenceLanguage, h.house_number AS houseNumber, h.repetition, h.street, h.insee_code AS inseeCode, h.ban_id AS banId,
			b.rnb_id AS rnbId, h.mailbox_count AS mailboxes
		FROM hall h JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id
		WHERE ${inScope(scope, sql`h`, sql`r.id`, sql`h.id`)} AND ${fits(search)} AND h.mailbox_count > 0
			AND (h.position, h.id) > (${last.position}, ${last.id}) ORDER BY h.position, h.id LIMIT ${HALLS_AT_ONCE}`);
}

async function rowsOf(db: Database, { landlordId }: Scope, halls: readonly HallRow[]): Promise<Row[]> {
	const ids = JSON.stringify(halls.map(({ id }) => id));
	const boxes = await db.read<{
		hallId: number;
		label: string;
		language: string | null;
		reference: string | null;
	}>(sql`
		SELECT m.hall_id AS hallId, m.label, m.language, m.reference FROM json_each(${ids}) j CROSS JOIN mailbox m ON m.hall_id = j.value
		WHERE m.landlord_id = ${landlordId} AND m.gone_at IS NULL ORDER BY j.id, m.position, m.id`);
	const byHall = new Map(halls.map(({ id }) => [id, [] as typeof boxes]));
	for (const box of boxes) byHall.get(box.hallId)?.push(box);
	return halls.flatMap((hall) => [
		rowOf(hall, { mailboxes: hall.mailboxes, language: null, reference: hall.reference }),
		...(byHall.get(hall.id) ?? []).map((box) => rowOf(hall, box))
	]);
}

function rowOf(
	hall: HallRow,
	own: { label?: string; mailboxes?: number; language: string | null; reference: string | null }
): Row {
	const { label = null, mailboxes = null, language, reference } = own;
	const place = [hall.residence, hall.building, hall.entrance, hall.address, hall.postcode, hall.city];
	const address = [hall.houseNumber, hall.repetition, hall.street, hall.inseeCode, hall.banId, hall.rnbId];
	return [...place, label, mailboxes, language, reference, hall.language, hall.residenceLanguage, ...address];
}

/** What the import takes a mark away from, beside what would be a formula: it gets one mark more. */
const MARKED = /^'[\d=+@-]/;

function csvOf(rows: readonly Row[]): string {
	const marked = rows.map((row) =>
		row.map((cell) => (typeof cell === 'string' && MARKED.test(cell) ? `'${cell}` : cell))
	);
	return stringify(marked, { delimiter: ';', record_delimiter: '\r\n', escape_formulas: true });
}
