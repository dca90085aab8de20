import { addDays, type Day } from '#lib/calendar/days.ts';
import { LETTER_DAYS } from '#lib/codes/codes.ts';
import type { ArchiveRefusal, Manifest } from '#lib/exchange/archive.ts';
import { ArchiveRefused, readArchive, type ReadTables } from './archiveFile.ts';
import type { Database } from './db/database.ts';
import { isConstraintError } from './db/errors.ts';
import { sql, type Statement } from './db/statement.ts';
import { newId, random } from './keys.ts';
import { plainEmail } from './staff.ts';

export interface ArchiveReport {
	readonly slug: string;
	readonly name: string;
	/** The address that the QR codes on the walls hold; it must lead here. */
	readonly publicUrl: string;
	readonly residences: number;
	readonly halls: number;
	readonly mailboxes: number;
}

/** Why an archive was not taken in, where in it, and which codes are there already (100 at most). */
export interface NotTaken {
	readonly refusal: ArchiveRefusal;
	readonly at?: string;
	readonly codes?: readonly string[];
}

interface TakingIn {
	/** Another slug than the archive's. */
	readonly slug?: string | undefined;
	/** The first manager's mail address. */
	readonly manager: string;
	readonly now: number;
	readonly today: Day;
}

/**
 * Takes the landlord of an archive in: a new landlord, all or nothing. Codes, emblems and labels stay as they are on the
 * walls. Every mailbox gets a new epoch: letters were printed with another kit key, and are dead here. Staff, kits, figures
 * and the audit log stay in the archive.
 */
export async function importArchive(
	db: Database,
	path: string,
	{ slug, manager, now, today }: TakingIn
): Promise<ArchiveReport | NotTaken> {
	try {
		const { manifest, tables } = await readArchive(path);
		const newSlug = slug ?? manifest.landlord.slug;
		const refused = await alreadyThere(db, newSlug, manager, tables);
		if (refused) return refused;
		await db.write(statements(manifest, tables, { slug: newSlug, manager, now, today }));
		const { name } = manifest.landlord;
		return { slug: newSlug, name, publicUrl: manifest.publicUrl, ...tables.counts };
	} catch (error) {
		if (error instanceof ArchiveRefused) return { refusal: error.refusal, at: error.at };
		// Two places of one name, two emblems in one hall, or somebody took a code in between.
		if (isConstraintError(error)) return { refusal: 'wrong-content', at: 'places' };
		throw error;
	}
}

const MOST_CODES = 100;

async function alreadyThere(
	db: Database,
	slug: string,
	manager: string,
	{ codes }: ReadTables
): Promise<NotTaken | null> {
	if ((await db.read(sql`SELECT 1 FROM landlord WHERE slug = ${slug}`)).length > 0)
		return { refusal: 'slug-taken', at: slug };
	if ((await db.read(sql`SELECT 1 FROM staff WHERE email = ${plainEmail(manager)}`)).length > 0)
		return { refusal: 'email-taken', at: manager };
	const taken: string[] = [];
	for (const some of codes) {
		const rows = await db.read<{ code: string }>(sql`
			SELECT value AS code FROM json_each(${some}) WHERE EXISTS (SELECT 1 FROM mailbox m WHERE m.code = value)
				OR EXISTS (SELECT 1 FROM hall h WHERE h.code = value)`);
		taken.push(...rows.map(({ code }) => code));
		if (taken.length >= MOST_CODES) break;
		await new Promise(setImmediate);
	}
	return taken.length === 0 ? null : { refusal: 'codes-taken', codes: taken.slice(0, MOST_CODES) };
}

// CROSS JOIN: SQLite walks the rows once and looks each place up.
function statements(
	{ landlord, auditHead }: Manifest,
	{ look, logo, counts, ...tables }: ReadTables,
	{ slug, manager, now, today }: Required<Pick<TakingIn, 'manager' | 'now' | 'today'>> & { slug: string }
): Statement[] {
	const id = sql`(SELECT l.id FROM landlord l WHERE l.slug = ${slug})`;
	const until = addDays(today, LETTER_DAYS);
	const keys = JSON.stringify(
		Array.from({ length: counts.residences }, () => random(9).toString('base64url'))
	);
	return [
		sql`INSERT INTO landlord (slug, name, created_at, color, logo) VALUES (${slug}, ${landlord.name}, ${now}, ${look.color}, ${logo})`,
		sql`INSERT INTO staff (id, landlord_id, email, role, created_at) VALUES (${newId()}, ${id}, ${plainEmail(manager)}, 'manager', ${now})`,
		...tables.residences.map(
			({ json, first }) => sql`INSERT INTO residence (landlord_id, key, name, language)
				SELECT ${id}, ${keys} ->> (${first} + key), value ->> 0, value ->> 1 FROM json_each(${json})`
		),
		...tables.buildings.map(
			({ json }) => sql`INSERT INTO building (landlord_id, residence_id, name, rnb_id)
				SELECT r.landlord_id, r.id, value ->> 1, value ->> 2 FROM json_each(${json}) CROSS JOIN residence r ON r.landlord_id = ${id} AND r.name = value ->> 0`
		),
		...tables.halls.map(
			({
				json
			}) => sql`INSERT INTO hall (landlord_id, building_id, code, name, address, house_number, repetition, street, insee_code, ban_id, postcode, city,
					reference, language, zone, position, emblem_start, stickers, sticker_mm, gone_at)
				SELECT r.landlord_id, b.id, value ->> 0, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10,
					value ->> 11, value ->> 12, value ->> 13, value ->> 14, value ->> 15, value ->> 16, value ->> 17, value ->> 18, value ->> 19
				FROM json_each(${json}) CROSS JOIN residence r ON r.landlord_id = ${id} AND r.name = value ->> 1
					CROSS JOIN building b ON b.residence_id = r.id AND b.name = value ->> 2`
		),
		...tables.mailboxes.map(
			({
				json
			}) => sql`INSERT INTO mailbox (landlord_id, hall_id, code, label, position, emblem, reference, language, gone_at, letter_until_day)
				SELECT h.landlord_id, h.id, value ->> 0, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, ${until}
				FROM json_each(${json}) CROSS JOIN hall h ON h.code = value ->> 1 AND h.landlord_id = ${id}`
		),
		...tables.epochs.map(
			({ json }) => sql`UPDATE mailbox SET epoch = (value ->> 1) + 1 FROM json_each(${json})
				WHERE mailbox.code = value ->> 0 AND +mailbox.landlord_id = ${id}`
		),
		...tables.texts.map(
			({ json }) => sql`INSERT INTO letter_text (landlord_id, language, part, text)
				SELECT ${id}, value ->> 0, value ->> 1, value ->> 2 FROM json_each(${json})`
		),
		sql`INSERT INTO audit (landlord_id, at, staff_id, who, act, about)
			SELECT ${id}, ${now}, NULL, 'palier', 'archive-imported', ${JSON.stringify({
				n: counts.mailboxes,
				head: auditHead?.hash ?? ''
			})}`
	];
}
