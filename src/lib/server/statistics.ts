import type { Day } from '#lib/calendar/days.ts';
import { figureNames, funnelNames, WHOLE, type Counts, type FunnelName } from '#lib/statistics/disclosure.ts';
import type { Point } from '#lib/statistics/steps.ts';
import { inScope, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';

export interface Figures {
	/** A residence's key, or '' for the whole. */
	readonly residenceKey: string;
	/** Null when they are hidden. */
	readonly figures: Counts | null;
}

export interface FrozenWeek {
	/** The Monday on which the figures of households last moved. */
	readonly weekDay: Day;
	readonly groups: readonly Figures[];
}

/**
 * The last published figures of a scope: this file reads what was published and can reach no household.
 * Staff who see only some residences get no whole. With `keys`, of these groups alone: a large landlord has thousands.
 */
export async function lastFigures(
	db: Database,
	scope: Scope,
	keys?: readonly string[]
): Promise<FrozenWeek | null> {
	const [release] = await lastWeeks(db, scope.landlordId, ['claimed']);
	if (!release) return null;
	const ofKeys = keys
		? sql`AND f.residence_key IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`
		: sql``;
	const rows = await db.read<Row>(sql`
		SELECT f.residence_key AS key, f.name, f.value FROM figure f
		WHERE f.landlord_id = ${scope.landlordId} AND f.week_day = ${release.weekDay} ${ofKeys}
			AND f.name IN ('claimed', 'lending', 'asked', 'lent')`);
	const visible = await visibleKeys(db, scope);
	const shown = rows.filter(({ key }) => visible.has(key));
	const groups = [...grouped(shown, ({ key }) => key)].map(([residenceKey, own]) => ({
		residenceKey,
		figures: together(own)
	}));
	return { weekDay: release.weekDay, groups };
}

/** More than a year of Mondays. */
const MOST_WEEKS = 60;

/** The Mondays on which something was published, as a list for `IN`: one look into the key for each, however many residences. */
const weeksOfLandlord = (landlordId: number) => sql`
	WITH RECURSIVE week(day) AS (
		SELECT max(week_day) FROM figure WHERE landlord_id = ${landlordId}
		UNION ALL SELECT (SELECT max(week_day) FROM figure WHERE landlord_id = ${landlordId} AND week_day < week.day) FROM week
			WHERE week.day IS NOT NULL LIMIT ${MOST_WEEKS})
	SELECT day FROM week WHERE day IS NOT NULL`;

/** When each of these was last published. */
async function lastWeeks(db: Database, landlordId: number, names: readonly FunnelName[]) {
	return db.read<{ weekDay: Day; name: FunnelName }>(sql`
		SELECT max(f.week_day) AS weekDay, f.name FROM figure f
		WHERE f.landlord_id = ${landlordId} AND f.week_day IN (${weeksOfLandlord(landlordId)}) AND f.residence_key = ${WHOLE}
			AND f.name IN (SELECT value FROM json_each(${JSON.stringify(names)})) GROUP BY f.name`);
}

interface Row {
	readonly key: string;
	readonly name: FunnelName;
	readonly value: number | null;
}

function grouped<One, Key>(all: readonly One[], keyOf: (one: One) => Key): Map<Key, One[]> {
	const groups = new Map<Key, One[]>();
	for (const one of all) {
		const group = groups.get(keyOf(one));
		if (group) group.push(one);
		else groups.set(keyOf(one), [one]);
	}
	return groups;
}

async function visibleKeys(db: Database, scope: Scope): Promise<Set<string>> {
	const rows = await db.read<{ key: string }>(
		sql`SELECT r.key FROM residence r WHERE ${inScope(withoutHalls(scope), sql`r`, sql`r.id`, sql`r.id`)}`
	);
	const keys = rows.map(({ key }) => key);
	return new Set(seesWhole(scope) ? [WHOLE, ...keys] : keys);
}

/** Figures are of residences: who sees only some halls sees none. */
const withoutHalls = ({ landlordId, residenceIds, hallIds }: Scope): Scope => ({
	landlordId,
	residenceIds: hallIds ? [] : residenceIds
});
const seesWhole = ({ residenceIds, hallIds }: Scope) => residenceIds === null && !hallIds;

function together(rows: readonly Row[]): Counts | null {
	const values = figureNames.map(
		(name) => [name, rows.find((row) => row.name === name)?.value ?? null] as const
	);
	return values.some(([, value]) => value === null) ? null : (Object.fromEntries(values) as Counts & object);
}

export type Series = Readonly<Record<FunnelName, readonly Point[]>>;

export interface Over {
	/** A residence's name; null: the whole. */
	readonly residence: string | null;
	readonly series: Series;
}

/** What was published since a Monday, of the whole (key '') or of one residence; null where the scope sees no such thing. */
export async function figuresOver(
	db: Database,
	scope: Scope,
	{ key, since }: { key: string; since: Day }
): Promise<Over | null> {
	const residence = key === WHOLE ? null : await nameOf(db, scope, key);
	if (key === WHOLE ? !seesWhole(scope) : residence === null) return null;
	const rows = await db.read<Row & { weekDay: Day }>(sql`
		SELECT f.week_day AS weekDay, f.name, f.value FROM figure f
		WHERE f.landlord_id = ${scope.landlordId} AND f.residence_key = ${key} AND f.week_day >= ${since}
			AND f.week_day IN (${weeksOfLandlord(scope.landlordId)}) ORDER BY f.week_day`);
	const byName = grouped(rows, ({ name }) => name);
	const points = (name: FunnelName) =>
		(byName.get(name) ?? []).map(({ weekDay, value }) => ({ weekDay, value }));
	return { residence, series: Object.fromEntries(funnelNames.map((n) => [n, points(n)])) as Series & object };
}

async function nameOf(db: Database, scope: Scope, key: string): Promise<string | null> {
	const [row] = await db.read<{ name: string }>(sql`
		SELECT r.name FROM residence r WHERE ${inScope(withoutHalls(scope), sql`r`, sql`r.id`, sql`r.id`)} AND r.key = ${key}`);
	return row?.name ?? null;
}

export interface OfResidence {
	readonly key: string;
	readonly name: string;
	readonly city: string;
	/** Null: hidden, or not published yet. */
	readonly figures: Readonly<Record<FunnelName, number | null>>;
}

/** Residences of a scope by name, from the `from`-th on, with what was published of each last. Trials are not counted. */
export async function figuresByResidence(
	db: Database,
	scope: Scope,
	{ from, count }: { from: number; count: number }
): Promise<{ readonly total: number; readonly residences: OfResidence[] }> {
	const places = await db.read<{ key: string; name: string; city: string | null; total: number }>(sql`
		SELECT r.key, r.name, (SELECT h.city FROM hall h JOIN building b ON b.id = h.building_id
			WHERE b.residence_id = r.id ORDER BY h.position LIMIT 1) AS city, count(*) OVER () AS total
		FROM residence r WHERE ${inScope(withoutHalls(scope), sql`r`, sql`r.id`, sql`r.id`)} AND r.trial_at IS NULL
		ORDER BY r.name, r.id LIMIT ${count} OFFSET ${from}`);
	const keys = JSON.stringify(places.map(({ key }) => key));
	const weeks = await lastWeeks(db, scope.landlordId, funnelNames);
	const rows = await db.read<Dated>(sql`
		SELECT f.residence_key AS key, f.week_day AS weekDay, f.name, f.value FROM figure f
		WHERE f.landlord_id = ${scope.landlordId} AND f.residence_key IN (SELECT value FROM json_each(${keys}))
			AND f.week_day IN (SELECT value ->> 'weekDay' FROM json_each(${JSON.stringify(weeks)}))`);
	const isLast = ({ name, weekDay }: Dated) =>
		weeks.some((week) => week.name === name && week.weekDay === weekDay);
	const byKey = grouped(rows.filter(isLast), ({ key }) => key);
	return {
		total: places[0]?.total ?? 0,
		residences: places.map(({ key, name, city }) => ({
			key,
			name,
			city: city ?? '',
			figures: lastOf(byKey.get(key))
		}))
	};
}

function lastOf(rows: readonly Row[] = []): OfResidence['figures'] {
	const valueOf = (name: FunnelName) => rows.find((row) => row.name === name)?.value ?? null;
	return Object.fromEntries(funnelNames.map((name) => [name, valueOf(name)])) as OfResidence['figures'] &
		object;
}

const AT_ONCE = 50;

export interface Published extends OfResidence {
	readonly weekDay: Day;
}

/** All that was published since a Monday, in pieces: of the whole (key '') where the scope sees it, then of its residences. */
export async function* publishedSince(db: Database, scope: Scope, since: Day): AsyncGenerator<Published[]> {
	if (seesWhole(scope))
		yield weeksOf(await rowsSince(db, scope, [WHOLE], since), [{ key: WHOLE, name: '', city: '' }]);
	for (let from = 0; ; from += AT_ONCE) {
		const { residences } = await figuresByResidence(db, scope, { from, count: AT_ONCE });
		if (residences.length === 0) return;
		yield weeksOf(
			await rowsSince(
				db,
				scope,
				residences.map(({ key }) => key),
				since
			),
			residences
		);
	}
}

type Dated = Row & { readonly weekDay: Day };

async function rowsSince(db: Database, scope: Scope, keys: readonly string[], since: Day): Promise<Dated[]> {
	return db.read<Dated>(sql`
		SELECT f.residence_key AS key, f.week_day AS weekDay, f.name, f.value FROM figure f
		WHERE f.landlord_id = ${scope.landlordId} AND f.week_day >= ${since}
			AND f.week_day IN (${weeksOfLandlord(scope.landlordId)})
			AND f.residence_key IN (SELECT value FROM json_each(${JSON.stringify(keys)})) ORDER BY f.week_day`);
}

function weeksOf(
	rows: readonly Dated[],
	residences: readonly Pick<OfResidence, 'key' | 'name' | 'city'>[]
): Published[] {
	const byKey = grouped(rows, ({ key }) => key);
	return residences.flatMap(({ key, name, city }) =>
		[...grouped(byKey.get(key) ?? [], ({ weekDay }) => weekDay)].map(([weekDay, own]) => ({
			...{ key, name, city, weekDay },
			figures: lastOf(own)
		}))
	);
}
