import { stringify } from 'csv-stringify/sync';
import { inScope, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';

const TITLES = [
	'residence',
	'batiment',
	'entree',
	'adresse',
	'code_postal',
	'commune',
	'nombre_boites',
	'langue_entree'
];

const MADE_UP = [
	['Les Tilleuls', 'A', '1', '12 rue des Lilas', '69003', 'Lyon', 12, 'arabe'],
	['Les Tilleuls', 'A', '2', '14 rue des Lilas', '69003', 'Lyon', 10, '']
];

const HALLS = 20;

/** A list as Excel opens it, with the first halls of the landlord, or made-up ones where there is none. */
export async function exampleList(db: Database, scope: Scope): Promise<string> {
	const halls = await db.read<Record<string, string | number | null>>(sql`
		SELECT r.name AS residence, b.name AS building, h.name AS entrance, h.address, h.postcode, h.city, h.mailbox_count AS n, h.language
		FROM hall h JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id
		WHERE ${inScope(scope, sql`h`, sql`r.id`, sql`h.id`)} AND h.gone_at IS NULL AND r.trial_at IS NULL ORDER BY h.position LIMIT ${HALLS}`);
	const rows = halls.length > 0 ? halls.map((hall) => Object.values(hall)) : MADE_UP;
	return stringify([TITLES, ...rows], {
		bom: true,
		delimiter: ';',
		escape_formulas: true,
		record_delimiter: 'windows'
	});
}
