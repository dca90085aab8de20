import type { HouseRules } from '#lib/buildings/houseRules.ts';
import { hallKitState, type HallKitState, type KitCounts } from '#lib/buildings/kitsOfHall.ts';
import { globOf, hallsOnPage, searchWords, type PlaceSearch } from '#lib/buildings/placeSearch.ts';
import { readCode } from '#lib/codes/codes.ts';
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
	if (residenceIds === null && !hallIds) return sql`${table}.landlord_id = ${landlordId}`;
	// The plus: SQLite begins with the few that somebody sees, and steps through no list of all that the landlord has.
	const ofLandlord = sql`+${table}.landlord_id = ${landlordId}`;
	if (hallIds)
		return sql`${ofLandlord} AND ${hall} IN (SELECT value FROM json_each(${JSON.stringify(hallIds)}))`;
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
		WHERE r.landlord_id = ${scope.landlordId} AND ${inScope(scope, sql`r`, sql`r.id`, sql`h.id`)} GROUP BY r.id ORDER BY r.name`);
}

/** The residences of a scope, by name, to choose from. */
export async function residencesToChoose(
	db: Database,
	scope: Scope
): Promise<Pick<ResidenceView, 'key' | 'name'>[]> {
	const ofHalls = scope.hallIds ? hasHallIn(scope) : inScope(scope, sql`r`, sql`r.id`, sql`r.id`);
	return db.read(
		sql`SELECT r.key, r.name FROM residence r WHERE r.landlord_id = ${scope.landlordId} AND ${ofHalls} ORDER BY r.name`
	);
}

/** So many residences are on a page of the office. */
export const RESIDENCES_ON_PAGE = 50;

/** A page of the residences of a scope, by name; pages are counted from 1. */
export async function residencePage(
	db: Database,
	scope: Scope,
	page: number
): Promise<{ residences: (ResidenceView & KitCounts)[]; hasMore: boolean }> {
	const ofHalls = scope.hallIds ? hasHallIn(scope) : inScope(scope, sql`r`, sql`r.id`, sql`r.id`);
	const rows = await db.read<ResidenceView & KitCounts>(sql`
		SELECT p.id, p.key, p.name, count(h.id) AS halls, ${sumsOfHalls}
		FROM (SELECT r.id, r.key, r.name FROM residence r WHERE r.landlord_id = ${scope.landlordId} AND ${ofHalls}
			ORDER BY r.name LIMIT ${RESIDENCES_ON_PAGE + 1} OFFSET ${(page - 1) * RESIDENCES_ON_PAGE}) p
			LEFT JOIN building b ON b.residence_id = p.id
			LEFT JOIN hall h ON h.building_id = b.id AND h.gone_at IS NULL AND ${inScope(scope, OF_BUILDING, sql`p.id`, sql`h.id`)}
		GROUP BY p.id ORDER BY p.name`);
	return { residences: rows.slice(0, RESIDENCES_ON_PAGE), hasMore: rows.length > RESIDENCES_ON_PAGE };
}

/** Halls that are found by their building: without the plus SQLite may step through all of the landlord's for each of them. */
const OF_BUILDING = sql`+h`;

const sumsOfHalls = sql`coalesce(sum(h.mailbox_count), 0) AS mailboxes, coalesce(sum(h.kits_made), 0) AS made,
	coalesce(sum(h.kits_printed), 0) AS printed, coalesce(sum(h.kits_handed), 0) AS handed, coalesce(sum(h.kits_distributed), 0) AS distributed`;

export interface PlaceSums extends KitCounts {
	readonly residences: number;
	readonly halls: number;
}

/** How many places a scope has and how far their kits are: sums of what each hall keeps, never a count of mailboxes. */
export async function sumsOf(db: Database, scope: Scope): Promise<PlaceSums> {
	const [row] = await db.read<PlaceSums>(sql`
		SELECT count(DISTINCT b.residence_id) AS residences, count(*) AS halls, ${sumsOfHalls}
		FROM hall h JOIN building b ON b.id = h.building_id
		WHERE ${inScope(scope, sql`h`, sql`b.residence_id`, sql`h.id`)} AND h.gone_at IS NULL`);
	return row!;
}

export interface ResidenceCard {
	readonly key: string;
	readonly name: string;
	readonly language: string | null;
	/** Made up to try things out. */
	readonly isTrial: boolean;
}

/** One residence; null when there is none, or it is somebody else's. */
export async function residenceWith(db: Database, scope: Scope, key: string): Promise<ResidenceCard | null> {
	const ofHalls = scope.hallIds ? hasHallIn(scope) : inScope(scope, sql`r`, sql`r.id`, sql`r.id`);
	const [row] = await db.read<Omit<ResidenceCard, 'isTrial'> & { trial: number }>(sql`
		SELECT r.key, r.name, r.language, r.trial_at IS NOT NULL AS trial FROM residence r
		WHERE r.landlord_id = ${scope.landlordId} AND r.key = ${key} AND ${ofHalls}`);
	return row ? { key: row.key, name: row.name, language: row.language, isTrial: row.trial === 1 } : null;
}

/** A caretaker knows the residences of their halls. */
const hasHallIn = (scope: Scope) => sql`EXISTS (SELECT 1 FROM hall h JOIN building b ON b.id = h.building_id
	WHERE b.residence_id = r.id AND ${inScope(scope, sql`h`, sql`b.residence_id`, sql`h.id`)})`;

export interface HallView extends HallPlace {
	readonly code: string;
	readonly language: string | null;
	readonly mailboxes: number;
}

/** The halls of a scope in walking order; of one residence when its key is given. */
export async function hallsIn(db: Database, scope: Scope, residenceKey?: string): Promise<HallView[]> {
	const which = residenceKey === undefined ? sql`true` : sql`r.key = ${residenceKey}`;
	return db.read<HallView>(sql`${hallViews(scope, which)} ORDER BY h.position`);
}

/** One hall on the wall; null when there is none, or it is somebody else's. */
export async function hallIn(db: Database, scope: Scope, code: string): Promise<HallView | null> {
	const [hall] = await db.read<HallView>(hallViews(scope, sql`h.code = ${code}`));
	return hall ?? null;
}

const hallViews = (scope: Scope, which: Statement) => sql`
	SELECT h.code, r.name AS residence, b.name AS building, h.name AS entrance, h.address, h.postcode, h.city, coalesce(h.language, r.language) AS language,
		h.mailbox_count AS mailboxes
	FROM hall h JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id
	WHERE ${inScope(scope, sql`h`, sql`r.id`, sql`h.id`)} AND h.gone_at IS NULL AND ${which}`;

/** A hall as a line of the office, with all that a form about it shows. */
export interface HallLine extends HallPlace, HouseRules {
	readonly code: string;
	readonly residenceKey: string;
	readonly houseNumber: string | null;
	readonly repetition: string | null;
	readonly street: string | null;
	readonly inseeCode: string | null;
	readonly banId: string | null;
	readonly rnbId: string | null;
	readonly reference: string | null;
	/** Its own second language; null: the residence's. */
	readonly language: string | null;
	readonly residenceLanguage: string | null;
	readonly goneAt: number | null;
	readonly mailboxes: number;
	readonly kits: KitCounts;
	readonly kitState: HallKitState;
}

type HallLineRow = Omit<HallLine, 'kits' | 'kitState'> & KitCounts;

const hallLines = (scope: Scope, which: Statement) => sql`
	SELECT h.code, r.key AS residenceKey, r.name AS residence, b.name AS building, b.rnb_id AS rnbId, h.name AS entrance, h.address,
		h.house_number AS houseNumber, h.repetition, h.street, h.insee_code AS inseeCode, h.ban_id AS banId, h.postcode, h.city, h.reference,
		h.language, r.language AS residenceLanguage, h.stickers, h.sticker_mm AS stickerMm, h.gone_at AS goneAt, h.mailbox_count AS mailboxes,
		h.kits_made AS made, h.kits_printed AS printed, h.kits_handed AS handed, h.kits_distributed AS distributed
	FROM hall h JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id
	WHERE ${inScope(scope, sql`h`, sql`r.id`, sql`h.id`)} AND ${which}`;

function hallLineOf({ made, printed, handed, distributed, ...hall }: HallLineRow): HallLine {
	const kits = { mailboxes: hall.mailboxes, made, printed, handed, distributed };
	return { ...hall, kits, kitState: hallKitState(kits) };
}

/** One hall, on the wall or not; null when there is none, or it is somebody else's. */
export async function hallWith(db: Database, scope: Scope, code: string): Promise<HallLine | null> {
	const [row] = await db.read<HallLineRow>(hallLines(scope, sql`h.code = ${code}`));
	return row ? hallLineOf(row) : null;
}

/** The halls of a residence that are no longer on the wall, the last ones first. */
export async function goneHallsOf(db: Database, scope: Scope, residenceKey: string): Promise<HallLine[]> {
	const rows = await db.read<HallLineRow>(
		hallLines(
			scope,
			sql`r.key = ${residenceKey} AND h.gone_at IS NOT NULL ORDER BY h.gone_at DESC LIMIT ${hallsOnPage}`
		)
	);
	return rows.map(hallLineOf);
}

export interface FoundHalls {
	readonly halls: readonly HallLine[];
	/** Of all pages. */
	readonly hallCount: number;
	readonly mailboxCount: number;
}

/**
 * The halls of a scope that fit a search, a page of them in walking order. Each word stands somewhere in what is said of
 * the place, or it is what stands on one of the hall's mailboxes. A code finds the hall that it is of.
 */
export async function searchHalls(db: Database, scope: Scope, search: PlaceSearch): Promise<FoundHalls> {
	const start = (search.page - 1) * hallsOnPage;
	const [found] = await db.read<{ halls: number; mailboxes: number; page: string }>(sql`
		WITH found AS MATERIALIZED (SELECT h.id, h.position, h.mailbox_count
			FROM hall h JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id
			WHERE ${inScope(scope, search.residence === '' ? sql`h` : OF_BUILDING, sql`r.id`, sql`h.id`)} AND ${fits(search)})
		SELECT count(*) AS halls, coalesce(sum(mailbox_count), 0) AS mailboxes,
			(SELECT json_group_array(id) FROM (SELECT id FROM found ORDER BY position, id LIMIT ${hallsOnPage} OFFSET ${start})) AS page
		FROM found`);
	const rows =
		await db.read<HallLineRow>(sql`${hallLines(scope, sql`h.id IN (SELECT value FROM json_each(${found!.page}))`)}
		ORDER BY h.position, h.id`);
	return { halls: rows.map(hallLineOf), hallCount: found!.halls, mailboxCount: found!.mailboxes };
}

/** What a search asks of a hall `h` of a building `b` of a residence `r`. */
export function fits({ text, residence, kits, rules }: Omit<PlaceSearch, 'page'>): Statement {
	const code = readCode('place', text);
	const words = 'code' in code ? [isOfCode(code.code)] : searchWords(text).map(hasWord);
	const asked = [
		...words,
		...(residence === '' ? [] : [sql`r.key = ${residence}`]),
		...(kits === '' ? [] : [sql`${kitStateOfRow} = ${kits}`]),
		...(rules === '' ? [] : [sql`h.stickers = ${rules}`])
	];
	return asked.reduce((all, one) => sql`${all} AND ${one}`, sql`h.gone_at IS NULL`);
}

const isOfCode = (code: string) =>
	sql`(h.code = ${code} OR h.id = (SELECT m.hall_id FROM mailbox m WHERE m.code = ${code} AND m.landlord_id = h.landlord_id))`;

const hasWord = (
	word: string
) => sql`(r.name || ' ' || b.name || ' ' || h.name || ' ' || h.address || ' ' || h.postcode || ' ' || h.city
	|| ' ' || coalesce(h.reference, '') GLOB ${globOf(word)} OR EXISTS (SELECT 1 FROM mailbox m WHERE m.hall_id = h.id AND m.landlord_id = h.landlord_id
		AND m.label IN (${word}, ${word.toUpperCase()}) AND m.gone_at IS NULL))`;

/** As `hallKitState` in buildings/kitsOfHall.ts. */
const kitStateOfRow = sql`CASE WHEN h.kits_distributed > 0 THEN iif(h.kits_distributed >= h.mailbox_count, 'all', 'part')
	WHEN h.kits_handed > 0 THEN 'handed' WHEN h.kits_printed > 0 THEN 'printed' WHEN h.kits_made > 0 THEN 'made' ELSE 'none' END`;

/** A mailbox as the office's page of its hall shows it. */
export interface MailboxOnWall {
	readonly label: string;
	readonly code: string;
	readonly emblem: string;
	readonly reference: string | null;
	readonly letterUntilDay: Day;
	readonly kit: 'none' | 'ordered' | 'made' | 'printed' | 'handed' | 'distributed' | 'voided';
	/** No longer on the wall since. */
	readonly goneAt: number | null;
}

/** The mailboxes of a hall in walking order, then those that are no longer there. Whether one is claimed is not known here. */
export async function wallOfHall(db: Database, scope: Scope, hallCode: string): Promise<MailboxOnWall[]> {
	return db.read<MailboxOnWall>(sql`
		SELECT m.label, m.code, m.emblem, m.reference, m.letter_until_day AS letterUntilDay, m.gone_at AS goneAt,
			CASE WHEN k.mailbox_id IS NULL THEN 'none' WHEN k.voided_at IS NOT NULL THEN 'voided' WHEN k.distributed_at IS NOT NULL THEN 'distributed'
				WHEN k.handed_at IS NOT NULL THEN 'handed' WHEN k.printed_at IS NOT NULL THEN 'printed' WHEN k.made_at IS NOT NULL THEN 'made'
				WHEN k.ordered_at IS NOT NULL THEN 'ordered' ELSE 'none' END AS kit
		FROM mailbox m JOIN hall h ON h.id = m.hall_id JOIN building b ON b.id = h.building_id
			LEFT JOIN kit k ON k.mailbox_id = m.id AND k.epoch = m.epoch
		WHERE ${inScope(scope, sql`m`, sql`b.residence_id`, sql`h.id`)} AND h.code = ${hallCode} ORDER BY m.gone_at IS NOT NULL, m.position, m.id`);
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
