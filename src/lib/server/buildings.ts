import type { HallPlace } from '#lib/stickers/place.ts';
import type { Day } from '#lib/calendar/days.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';

/** Whose places a query may see: a landlord's, all of them, or only some residences, or only some halls of these. */
export interface Scope {
	readonly landlordId: number;
	readonly residenceIds: readonly number[] | null;
	/** A caretaker's; who has none sees all halls of their residences. */
	readonly hallIds?: readonly number[];
}

/** A condition on a table that has `landlord_id`; `residence` and `hall` are the columns with the ids of these. */
export function inScope(
	{ landlordId, residenceIds, hallIds }: Scope,
	table: Statement,
	residence: Statement,
	hall: Statement
): Statement {
	const ofLandlord = sql`${table}.landlord_id = ${landlordId}`;
	if (hallIds)
		return sql`${ofLandlord} AND ${hall} IN (SELECT value FROM json_each(${JSON.stringify(hallIds)}))`;
	if (residenceIds === null) return ofLandlord;
	return sql`${ofLandlord} AND ${residence} IN (SELECT value FROM json_each(${JSON.stringify(residenceIds)}))`;
}

export interface Landlord {
	readonly id: number;
	readonly slug: string;
	readonly name: string;
}

export async function landlordBySlug(db: Database, slug: string): Promise<Landlord | null> {
	const [row] = await db.read<Landlord>(sql`SELECT id, slug, name FROM landlord WHERE slug = ${slug}`);
	return row ?? null;
}

/** Whether anything was ever imported: then the kit key must not be made anew. */
export async function hasMailboxes(db: Database): Promise<boolean> {
	return (await db.read(sql`SELECT 1 FROM mailbox LIMIT 1`)).length === 1;
}

export interface ResidenceView {
	readonly id: number;
	readonly key: string;
	readonly name: string;
	readonly halls: number;
	readonly mailboxes: number;
}

/** The residences of a scope, by name, with how many places they have. */
export async function residencesIn(db: Database, scope: Scope): Promise<ResidenceView[]> {
	return db.read<ResidenceView>(sql`
		SELECT r.id, r.key, r.name, count(h.id) AS halls, coalesce(sum(h.mailbox_count), 0) AS mailboxes
		FROM residence r LEFT JOIN building b ON b.residence_id = r.id LEFT JOIN hall h ON h.building_id = b.id AND h.gone_at IS NULL
		WHERE ${inScope(scope, sql`r`, sql`r.id`, sql`h.id`)} GROUP BY r.id ORDER BY r.name`);
}

export interface HallView extends HallPlace {
	readonly code: string;
	readonly language: string | null;
	readonly mailboxes: number;
}

/** The halls of a scope in walking order; of one residence when its key is given. */
export async function hallsIn(db: Database, scope: Scope, residenceKey?: string): Promise<HallView[]> {
	const ofResidence = residenceKey === undefined ? sql`` : sql`AND r.key = ${residenceKey}`;
	return db.read<HallView>(sql`
		SELECT h.code, r.name AS residence, b.name AS building, h.name AS entrance, h.address, h.postcode, h.city, coalesce(h.language, r.language) AS language,
			h.mailbox_count AS mailboxes
		FROM hall h JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id
		WHERE ${inScope(scope, sql`h`, sql`r.id`, sql`h.id`)} AND h.gone_at IS NULL ${ofResidence} ORDER BY h.position`);
}

export interface MailboxView {
	readonly label: string;
	readonly code: string;
	readonly emblem: string;
	readonly epoch: number;
	readonly language: string | null;
	readonly letterUntilDay: Day;
}

/** The mailboxes of a hall in walking order. Whether one is claimed is not known here. */
export async function mailboxesOfHall(db: Database, scope: Scope, hallCode: string): Promise<MailboxView[]> {
	return db.read<MailboxView>(sql`
		SELECT m.label, m.code, m.emblem, m.epoch, m.language, m.letter_until_day AS letterUntilDay
		FROM mailbox m JOIN hall h ON h.id = m.hall_id JOIN building b ON b.id = h.building_id
		WHERE ${inScope(scope, sql`m`, sql`b.residence_id`, sql`h.id`)} AND m.gone_at IS NULL AND h.code = ${hallCode} ORDER BY m.position, m.id`);
}

/** A mailbox's time zone and nothing else: what a claim needs to know its day. */
export async function zoneOfMailbox(db: Database, code: string): Promise<string | null> {
	const [row] = await db.read<{ zone: string }>(
		sql`SELECT h.zone FROM mailbox m JOIN hall h ON h.id = m.hall_id WHERE m.code = ${code}`
	);
	return row?.zone ?? null;
}
