import { addDays, dayAt, isDay, type Day } from '#lib/calendar/days.ts';
import { readTicket, ticketOf } from '#lib/codes/tickets.ts';
import type { HallPlace } from '#lib/stickers/place.ts';
import { auditing, type Actor } from './audit.ts';
import { hallsIn, inScope, type HallView, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { derive, newId, sha256 } from './keys.ts';

/** How far ahead a day may be. */
export const DESK_DAYS_AHEAD = 90;

export interface DeskWish {
	readonly hallCode: string;
	readonly day: string;
	/** Random, from the form: the same form sent again is the same link. */
	readonly once: string;
	readonly now: number;
}

/** A way to the desk of one hall, on one civil day of it. What is not of this scope is `unknown-hall`. */
export async function makeDeskLink(
	db: Database,
	actor: Actor,
	scope: Scope,
	{ hallCode, day, once, now }: DeskWish
): Promise<{ token: string; hall: HallView; day: Day } | { refusal: 'unknown-hall' | 'not-a-day' }> {
	const place = await placeOf(db, scope, hallCode);
	if (!place) return { refusal: 'unknown-hall' };
	const today = dayAt(now, place.zone);
	if (!isDay(day) || day < today || day > addDays(today, DESK_DAYS_AHEAD)) return { refusal: 'not-a-day' };
	const token = tokenOf(actor, `${once}|${hallCode}|${day}`);
	const about = { hall: nameOf(place), day };
	await db.write([
		sql`INSERT INTO hall_day (landlord_id, key, hall_id, token_hash, staff_id, made_at, day)
			SELECT h.landlord_id, ${newId()}, h.id, ${sha256(token)}, ${actor.staffId}, ${now}, ${day}
			FROM hall h JOIN building b ON b.id = h.building_id
			WHERE ${inScope(scope, sql`h`, sql`b.residence_id`, sql`h.id`)} AND h.code = ${hallCode} AND h.gone_at IS NULL ON CONFLICT DO NOTHING`,
		auditing(actor, 'desk-link-made', about, now, { ifChanged: true })
	]);
	const [hall] = await hallsIn(db, { ...scope, hallIds: [place.id] });
	return hall ? { token, hall, day } : { refusal: 'unknown-hall' };
}

interface Place extends HallPlace {
	readonly id: number;
	readonly zone: string;
}

async function placeOf(db: Database, scope: Scope, code: string): Promise<Place | null> {
	const [row] = await db.read<Place>(sql`
		SELECT h.id, h.zone, r.name AS residence, b.name AS building, h.name AS entrance, h.address, h.postcode, h.city
		FROM hall h JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id
		WHERE ${inScope(scope, sql`h`, sql`r.id`, sql`h.id`)} AND h.code = ${code} AND h.gone_at IS NULL`);
	return row ?? null;
}

const nameOf = ({ residence, building, entrance, address }: HallPlace) =>
	[residence, building, entrance || address].filter((part) => part !== '').join(' · ');

function tokenOf({ landlordId, staffId }: Actor, form: string): string {
	return ticketOf(derive('desk of a form')(`${landlordId}|${staffId}|${form}`).slice(0, 16));
}

export interface DeskLink extends HallPlace {
	/** For the form that ends it; it opens nothing. */
	readonly key: string;
	readonly day: Day;
	/** Who made it; null when they are gone. */
	readonly by: string | null;
}

/** The links of a scope that work today or later, the next ones first. */
export async function deskLinksIn(db: Database, scope: Scope, today: Day): Promise<DeskLink[]> {
	return db.read<DeskLink>(sql`
		SELECT d.key, d.day, s.email AS by, r.name AS residence, b.name AS building, h.name AS entrance, h.address, h.postcode, h.city
		FROM hall_day d JOIN hall h ON h.id = d.hall_id JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id
			LEFT JOIN staff s ON s.id = d.staff_id
		WHERE ${inScope(scope, sql`d`, sql`r.id`, sql`h.id`)} AND d.day >= ${today} AND d.ended_at IS NULL ORDER BY d.day, d.id LIMIT 200`);
}

/** Dead at once. */
export async function endDeskLink(
	db: Database,
	actor: Actor,
	scope: Scope,
	key: string,
	now: number
): Promise<void> {
	await db.write([
		sql`UPDATE hall_day SET ended_at = ${now} WHERE landlord_id = ${actor.landlordId} AND key = ${key} AND ended_at IS NULL
			AND hall_id IN (SELECT h.id FROM hall h JOIN building b ON b.id = h.building_id
				WHERE ${inScope(scope, sql`h`, sql`b.residence_id`, sql`h.id`)})`,
		auditing(actor, 'desk-link-ended', {}, now, { ifChanged: true })
	]);
}

/** For a batch: the links that somebody made end with what they may do, since they may have kept them. */
export function endingDeskLinksOf(
	actor: Actor,
	staffId: string,
	condition: Statement,
	now: number
): Statement[] {
	return [
		sql`UPDATE hall_day SET ended_at = ${now}
			WHERE landlord_id = ${actor.landlordId} AND staff_id = ${staffId} AND ended_at IS NULL AND ${condition}`,
		auditing(actor, 'desk-link-ended', {}, now, { ifChanged: true })
	];
}

/** The hall behind a link, on its day; before it, the day alone; null for a link that is unknown, ended or over. */
export async function deskBehind(
	db: Database,
	typed: string,
	now: number
): Promise<{ hall: HallView; scope: Scope; day: Day } | { opensOn: Day } | null> {
	const [row] = await db.read<{ landlordId: number; hallId: number; day: Day; zone: string }>(sql`
		SELECT d.landlord_id AS landlordId, d.hall_id AS hallId, d.day, h.zone FROM hall_day d JOIN hall h ON h.id = d.hall_id
		WHERE d.token_hash = ${sha256(readTicket(typed) ?? '')} AND d.ended_at IS NULL AND h.landlord_id = d.landlord_id`);
	if (!row) return null;
	const today = dayAt(now, row.zone);
	if (today > row.day) return null;
	if (today < row.day) return { opensOn: row.day };
	const scope = { landlordId: row.landlordId, residenceIds: null, hallIds: [row.hallId] };
	const [hall] = await hallsIn(db, scope);
	return hall ? { hall, scope, day: row.day } : null;
}
