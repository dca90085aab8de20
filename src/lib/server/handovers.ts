import { DAYS_TO_TAKE } from '#lib/buildings/newLetter.ts';
import { longestPlaceName, placeKey } from '#lib/buildings/placeName.ts';
import { oneLine } from '#lib/text/line.ts';
import { auditing, type Actor } from './audit.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { tellingManagers } from './handoverMail.ts';
import { newId } from './keys.ts';
import { withdrawing } from './kitOrders.ts';

const DAY = 24 * 3_600_000;
const TO_TAKE = DAYS_TO_TAKE * DAY;
/** How long the office shows what became of an offer. */
const DAYS_SHOWN = 90;
/** Buildings and addresses that one list shows. */
const MOST_BUILDINGS = 20;
const MOST_ADDRESSES = 5;

export interface BuildingToOffer {
	readonly id: number;
	readonly residence: string;
	/** Empty where the residence has one building without a name. */
	readonly name: string;
	readonly addresses: readonly string[];
	readonly mailboxes: number;
}

/** Buildings of a landlord by a word of their residence's name, their own or an address; the first ones of all without a word. */
export async function buildingsToOffer(
	db: Database,
	landlordId: number,
	search: string
): Promise<BuildingToOffer[]> {
	const word = search.trim().slice(0, 80);
	const found = sql`(instr(lower(r.name || ' ' || b.name), lower(${word})) > 0
		OR EXISTS (SELECT 1 FROM hall h WHERE h.building_id = b.id AND +h.landlord_id = b.landlord_id AND instr(lower(h.address), lower(${word})) > 0))`;
	const rows = await db.read<Omit<BuildingToOffer, 'addresses'> & { addresses: string }>(sql`
		SELECT b.id, r.name AS residence, b.name, ${addressesOf(sql`b.id`)} AS addresses,
			(SELECT coalesce(sum(h.mailbox_count), 0) FROM hall h WHERE h.building_id = b.id AND +h.landlord_id = b.landlord_id) AS mailboxes
		FROM residence r JOIN building b ON b.residence_id = r.id
		WHERE r.landlord_id = ${landlordId} AND r.trial_at IS NULL AND ${found}
			AND NOT EXISTS (SELECT 1 FROM handover o WHERE o.building_id = b.id AND o.landlord_id = b.landlord_id AND o.decision IS NULL)
		ORDER BY r.name, b.name LIMIT ${MOST_BUILDINGS}`);
	return rows.map((row) => ({ ...row, addresses: JSON.parse(row.addresses) as string[] }));
}

const addressesOf = (building: Statement) => sql`(SELECT json_group_array(address) FROM (
	SELECT DISTINCT h.address FROM hall h JOIN landlord l ON l.id = h.landlord_id WHERE h.building_id = ${building} AND h.gone_at IS NULL
	ORDER BY h.position LIMIT ${MOST_ADDRESSES}))`;

export interface Offer {
	/** Of `BuildingToOffer`; what is not this landlord's is not found. */
	readonly building: number;
	/** The building's name, or its residence's where it has none: typed again, so that nobody sells the wrong one. */
	readonly typedName: string;
	/** The slug of the other landlord. */
	readonly to: string;
	readonly now: number;
}

export interface OfferProblems {
	readonly name?: 'differs';
	readonly to?: 'unknown' | 'own';
}

/**
 * Offers a building to another landlord, whose managers are told by mail. Nothing changes until the other takes it. The same
 * offer again is one offer; null for a building that is not this landlord's.
 */
export async function offerBuilding(
	db: Database,
	actor: Actor,
	{ building, typedName, to, now }: Offer
): Promise<{ done: true } | { problems: OfferProblems } | { refusal: 'already-offered' } | null> {
	const { landlordId, staffId } = actor;
	const slug = to.trim().toLowerCase();
	const [row] = await db.read<{
		name: string;
		residence: string;
		other: number | null;
		otherName: string;
	}>(sql`
		SELECT b.name, r.name AS residence, l.id AS other, l.name AS otherName
		FROM building b JOIN residence r ON r.id = b.residence_id LEFT JOIN landlord l ON l.slug = ${slug}
		WHERE b.landlord_id = ${landlordId} AND b.id = ${building} AND r.trial_at IS NULL`);
	if (!row) return null;
	const problems = problemsOf(row, typedName, landlordId);
	if (problems) return { problems };
	const about = { building: row.name || row.residence, residence: row.residence, to: row.otherName };
	const key = newId();
	const results = await db.write([
		sql`UPDATE handover SET decision = 'expired', decided_at = offered_at + ${TO_TAKE} WHERE landlord_id = ${landlordId} AND ${isOver(now)}`,
		sql`INSERT INTO handover (key, building_id, landlord_id, to_landlord_id, residence_name, residence_key, building_name, mailboxes, offered_by, offered_at)
			SELECT ${key}, b.id, b.landlord_id, l.id, r.name, r.key, b.name,
				(SELECT coalesce(sum(h.mailbox_count), 0) FROM hall h WHERE h.building_id = b.id), ${staffId}, ${now}
			FROM building b JOIN residence r ON r.id = b.residence_id JOIN landlord l ON l.slug = ${slug} AND l.id <> b.landlord_id
			WHERE b.landlord_id = ${landlordId} AND b.id = ${building} ON CONFLICT DO NOTHING`,
		auditing(actor, 'handover-offered', about, now, { ifChanged: true }),
		tellingManagers({ key, from: landlordId, to: row.other!, now }),
		sql`SELECT 1 FROM handover WHERE landlord_id = ${landlordId} AND building_id = ${building} AND decision IS NULL AND to_landlord_id = ${row.other}`
	]);
	return results.at(-1)!.rows.length > 0 ? { done: true } : { refusal: 'already-offered' };
}

function problemsOf(
	{ name, residence, other }: { name: string; residence: string; other: number | null },
	typedName: string,
	landlordId: number
): OfferProblems | null {
	const problems: OfferProblems = {
		...(plain(typedName) !== plain(name || residence) && { name: 'differs' as const }),
		...(other === null && { to: 'unknown' as const }),
		...(other === landlordId && { to: 'own' as const })
	};
	return Object.keys(problems).length > 0 ? problems : null;
}

const plain = (name: string) => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

const isOpen = (now: number) => sql`decision IS NULL AND offered_at > ${now - TO_TAKE}`;
const isOver = (now: number) => sql`decision IS NULL AND offered_at <= ${now - TO_TAKE}`;

export type HandoverState = 'open' | 'taken' | 'declined' | 'withdrawn' | 'expired';

export interface HandoverView {
	readonly key: string;
	/** Offered to who reads this, or by them. */
	readonly isToUs: boolean;
	/** The name of the other landlord. */
	readonly other: string;
	readonly residence: string;
	readonly building: string;
	readonly mailboxes: number;
	/** Of an open offer, some of its addresses. */
	readonly addresses: readonly string[];
	readonly state: HandoverState;
	readonly offeredAt: number;
	/** When the offer ends, or ended. */
	readonly until: number;
}

type HandoverRow = Omit<HandoverView, 'state' | 'until' | 'addresses' | 'isToUs'> & {
	toUs: number;
	decision: Exclude<HandoverState, 'open'> | null;
	decidedAt: number | null;
	addresses: string;
};

/** What a landlord offers, and what is offered to it: what is open first. */
export async function handoversOf(db: Database, landlordId: number, now: number): Promise<HandoverView[]> {
	const rows = await db.read<HandoverRow>(sql`
		SELECT o.key, o.to_landlord_id = ${landlordId} AS toUs, l.name AS other, o.residence_name AS residence, o.building_name AS building,
			o.mailboxes, o.decision, o.offered_at AS offeredAt, o.decided_at AS decidedAt,
			iif(o.decision IS NULL, ${addressesOf(sql`o.building_id`)}, '[]') AS addresses
		FROM handover o JOIN landlord l ON l.id = iif(o.landlord_id = ${landlordId}, o.to_landlord_id, o.landlord_id)
		WHERE (o.landlord_id = ${landlordId} OR o.to_landlord_id = ${landlordId}) AND coalesce(o.decided_at, ${now}) > ${now - DAYS_SHOWN * DAY}
		ORDER BY o.decision IS NOT NULL, o.offered_at DESC`);
	return rows.map(({ decision, decidedAt, toUs, addresses, ...row }) => ({
		...row,
		isToUs: toUs === 1,
		addresses: JSON.parse(addresses) as string[],
		state: decision ?? (row.offeredAt > now - TO_TAKE ? 'open' : 'expired'),
		until: decidedAt ?? row.offeredAt + TO_TAKE
	}));
}

/** How many buildings are offered to a landlord. */
export async function offersThatWait(db: Database, landlordId: number, now: number): Promise<number> {
	const [row] = await db.read<{ n: number }>(
		sql`SELECT count(*) AS n FROM handover WHERE to_landlord_id = ${landlordId} AND ${isOpen(now)}`
	);
	return row!.n;
}

/** The name of who made this offer, as long as it, or another of theirs to the same landlord, waits for an answer by this manager. */
export async function whoOffers(
	db: Database,
	key: string,
	manager: string,
	now: number
): Promise<string | null> {
	const [row] = await db.read<{ name: string }>(sql`
		SELECT l.name FROM handover told JOIN landlord l ON l.id = told.landlord_id
			JOIN staff s ON s.landlord_id = told.to_landlord_id AND s.email = ${manager} AND s.role = 'manager'
		WHERE told.key = ${key} AND EXISTS (SELECT 1 FROM handover WHERE landlord_id = told.landlord_id
			AND to_landlord_id = told.to_landlord_id AND ${isOpen(now)})`);
	return row?.name ?? null;
}

/** Into a residence of one's own by its key, or into a new one by its name. */
export type TakeInto = { readonly residence: string } | { readonly newName: string };

export const takeRefusals = ['over', 'no-residence', 'no-name', 'residence-taken', 'building-taken'] as const;
export type TakeRefusal = (typeof takeRefusals)[number];

interface Offered {
	readonly landlordId: number;
	readonly building: number;
	readonly buildingName: string;
	readonly residence: string;
	readonly mailboxes: number;
	readonly from: string;
	readonly to: string;
}

/**
 * Takes a building over: all its places are this landlord's in one batch, with their codes and what becomes of their kits.
 * What the other landlord's staff held of it ends. The same answer again is one answer; null for an offer to somebody else.
 */
export async function takeBuilding(
	db: Database,
	actor: Actor,
	key: string,
	into: TakeInto,
	now: number
): Promise<{ done: true } | { refusal: TakeRefusal } | null> {
	const offered = await offeredTo(db, actor.landlordId, key);
	if (!offered) return null;
	const place =
		'newName' in into ? { key: newId(), name: nameOf(into.newName) } : { key: into.residence, name: null };
	if (place.name === '') return { refusal: 'no-name' };
	if (place.name !== null && (await isOtherSpelling(db, actor.landlordId, place.name)))
		return { refusal: 'residence-taken' };
	const results = await db.write(taking(actor, key, offered, place, now));
	const isTaken = results.at(-1)!.rows.length > 0;
	return isTaken ? { done: true } : { refusal: await whyNotTaken(db, actor, offered, place, key, now) };
}

const nameOf = (typed: string) => [...oneLine(typed)].slice(0, longestPlaceName).join('').trim();

/** A residence that is there under another spelling of this name: lists would take the two for one. */
async function isOtherSpelling(db: Database, landlordId: number, name: string): Promise<boolean> {
	const rows = await db.read<{ name: string }>(
		sql`SELECT name FROM residence WHERE landlord_id = ${landlordId} AND name <> ${name}`
	);
	return rows.some((row) => placeKey(row.name) === placeKey(name));
}

async function offeredTo(db: Database, landlordId: number, key: string): Promise<Offered | null> {
	const [row] = await db.read<Offered>(sql`
		SELECT o.landlord_id AS landlordId, o.building_id AS building, o.building_name AS buildingName, o.residence_name AS residence, o.mailboxes,
			giver.name AS "from", taker.name AS "to"
		FROM handover o JOIN landlord giver ON giver.id = o.landlord_id JOIN landlord taker ON taker.id = o.to_landlord_id
		WHERE o.to_landlord_id = ${landlordId} AND o.key = ${key}`);
	return row ?? null;
}

interface Target {
	readonly key: string;
	/** Of a residence that is made for it. */
	readonly name: string | null;
}

function taking(actor: Actor, key: string, offered: Offered, target: Target, now: number): Statement[] {
	const { landlordId, staffId } = actor;
	const { landlordId: giver, building } = offered;
	const about = {
		building: offered.buildingName || offered.residence,
		residence: offered.residence,
		n: offered.mailboxes
	};
	const palier: Actor = { landlordId: giver, staffId: null, who: 'palier' };
	const wins = sql`EXISTS (SELECT 1 FROM handover o WHERE o.to_landlord_id = ${landlordId} AND o.key = ${key} AND o.decision = 'taken' AND o.decided_at = ${now})`;
	const halls = sql`SELECT h.id FROM hall h WHERE h.building_id = ${building} AND h.landlord_id = ${landlordId}`;
	const boxes = sql`SELECT m.id FROM mailbox m WHERE m.landlord_id = ${landlordId} AND m.hall_id IN (${halls})`;
	const orders = sql`SELECT g.id FROM kit_order g JOIN kit_order_hall oh ON oh.order_id = g.id WHERE g.landlord_id = ${giver} AND oh.hall_id IN (${halls})`;
	return [
		sql`UPDATE handover SET decision = 'taken', decided_by = ${staffId}, decided_at = ${now}
			WHERE to_landlord_id = ${landlordId} AND key = ${key} AND ${isOpen(now)} AND ${isFree(landlordId, target, offered)}
				AND EXISTS (SELECT 1 FROM building b WHERE b.id = ${building} AND b.landlord_id = ${giver})`,
		auditing(actor, 'handover-taken', { ...about, from: offered.from }, now, { ifChanged: true }),
		auditing(palier, 'handover-gone', { ...about, to: offered.to }, now, { ifChanged: true }),
		sql`INSERT INTO residence (landlord_id, key, name, language)
			SELECT ${landlordId}, ${target.key}, ${target.name}, r.language FROM building b JOIN residence r ON r.id = b.residence_id
			WHERE b.id = ${building} AND r.landlord_id = ${giver} AND ${target.name} IS NOT NULL AND ${wins}`,
		sql`UPDATE hall SET landlord_id = ${landlordId}, position = position + 1 + coalesce((SELECT max(position) FROM hall o WHERE o.landlord_id = ${landlordId}), 0),
				language = coalesce(language, (SELECT r.language FROM building b JOIN residence r ON r.id = b.residence_id WHERE b.id = hall.building_id))
			WHERE landlord_id = ${giver} AND building_id = ${building} AND ${wins}`,
		sql`UPDATE building SET landlord_id = ${landlordId}, residence_id = (SELECT id FROM residence WHERE landlord_id = ${landlordId} AND key = ${target.key})
			WHERE landlord_id = ${giver} AND id = ${building} AND ${wins}`,
		sql`UPDATE mailbox SET landlord_id = ${landlordId} WHERE landlord_id = ${giver} AND hall_id IN (${halls}) AND ${wins}`,
		sql`UPDATE kit SET landlord_id = ${landlordId} WHERE landlord_id = ${giver} AND hall_id IN (${halls}) AND ${wins}`,
		sql`UPDATE new_letter SET landlord_id = ${landlordId}, staff_id = NULL WHERE landlord_id = ${giver} AND mailbox_id IN (${boxes}) AND ${wins}`,
		sql`DELETE FROM staff_hall WHERE hall_id IN (SELECT h.id FROM hall h WHERE h.building_id = ${building} AND h.landlord_id = ${landlordId}) AND ${wins}`,
		sql`DELETE FROM hall_day WHERE landlord_id = ${giver} AND hall_id IN (${halls}) AND ${wins}`,
		sql`DELETE FROM kit WHERE hall_id IN (${halls}) AND landlord_id = ${landlordId} AND ${wins}
			AND coalesce(made_at, printed_at, handed_at, distributed_at, voided_at) IS NULL`,
		...withdrawing(giver, sql`${wins} AND o.id IN (${orders})`),
		sql`DELETE FROM kit_order WHERE landlord_id = ${giver} AND ${wins} AND id IN (${orders})`,
		sql`SELECT 1 FROM handover o JOIN building b ON b.id = o.building_id AND b.landlord_id = o.to_landlord_id
			WHERE o.to_landlord_id = ${landlordId} AND o.key = ${key} AND o.decision = 'taken'`
	];
}

/** The residence is there, or can be made; and no building in it has this one's name. */
function isFree(landlordId: number, { key, name }: Target, { buildingName }: Offered): Statement {
	if (name !== null)
		return sql`NOT EXISTS (SELECT 1 FROM residence r WHERE r.landlord_id = ${landlordId} AND r.name = ${name})`;
	return sql`EXISTS (SELECT 1 FROM residence r WHERE r.landlord_id = ${landlordId} AND r.key = ${key} AND r.trial_at IS NULL
		AND NOT EXISTS (SELECT 1 FROM building b WHERE b.landlord_id = r.landlord_id AND b.residence_id = r.id AND b.name = ${buildingName}))`;
}

async function whyNotTaken(
	db: Database,
	{ landlordId }: Actor,
	offered: Offered,
	target: Target,
	key: string,
	now: number
): Promise<TakeRefusal> {
	const open = await db.read(
		sql`SELECT 1 FROM handover WHERE to_landlord_id = ${landlordId} AND key = ${key} AND ${isOpen(now)}`
	);
	if (open.length === 0) return 'over';
	if (target.name !== null) return 'residence-taken';
	const known = await db.read(
		sql`SELECT 1 FROM residence WHERE landlord_id = ${landlordId} AND key = ${target.key} AND trial_at IS NULL`
	);
	return known.length === 0 ? 'no-residence' : 'building-taken';
}

/** Says no to an offer, or takes one's own back. The same answer again is one answer; null for what is none of this landlord's. */
export async function closeHandover(
	db: Database,
	actor: Actor,
	key: string,
	decision: 'declined' | 'withdrawn',
	now: number
): Promise<{ done: true } | { refusal: 'over' } | null> {
	const { landlordId, staffId } = actor;
	const [row] = await db.read<{ building: string; residence: string }>(
		sql`SELECT building_name AS building, residence_name AS residence FROM handover WHERE ${landlordId} = iif(${decision} = 'declined', to_landlord_id, landlord_id) AND key = ${key}`
	);
	if (!row) return null;
	const about = { building: row.building || row.residence, residence: row.residence };
	const [, , closed] = await db.write([
		sql`UPDATE handover SET decision = ${decision}, decided_by = ${staffId}, decided_at = ${now} WHERE ${landlordId} = iif(${decision} = 'declined', to_landlord_id, landlord_id) AND key = ${key} AND ${isOpen(now)}`,
		auditing(actor, `handover-${decision}`, about, now, { ifChanged: true }),
		sql`SELECT 1 FROM handover WHERE ${landlordId} = iif(${decision} = 'declined', to_landlord_id, landlord_id) AND key = ${key} AND decision = ${decision}`
	]);
	return closed!.rows.length > 0 ? { done: true } : { refusal: 'over' };
}

/** What time does: an offer that nobody took in a month is over. */
export function expireHandovers(now: number): Statement {
	return sql`UPDATE handover SET decision = 'expired', decided_at = offered_at + ${TO_TAKE} WHERE ${isOver(now)}`;
}
