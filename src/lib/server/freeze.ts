import { addDays, type Day } from '#lib/calendar/days.ts';
import {
	countsOf,
	disclose,
	discloseScans,
	figureNames,
	MOST_OF_ONE,
	WEEKS_BETWEEN,
	WEEKS_OF_REST,
	WHOLE,
	type Before,
	type Counts,
	type FunnelName,
	type Group
} from '#lib/statistics/disclosure.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { derive } from './keys.ts';

const DAYS_COUNTED = 7 * WEEKS_BETWEEN;
const DAY_MS = 86_400_000;
const RESIDENCES_AT_ONCE = 50;

/**
 * Freezes each landlord's figures of a week, once: what households did goes in, what may be published comes out.
 * `weekDay` is the Monday; asked and lent are those of the four weeks before `now`. Households are looked at every fourth
 * week alone: in the weeks between, nothing about them is even counted.
 */
export async function freezeFigures(db: Database, weekDay: Day, now: number): Promise<void> {
	const landlords = await db.read<{ id: number; released: Day | null }>(sql`
		SELECT l.id, (SELECT max(f.week_day) FROM figure f WHERE f.landlord_id = l.id AND f.residence_key = ${WHOLE} AND f.name = 'claimed') AS released
		FROM landlord l WHERE NOT EXISTS (SELECT 1 FROM figure f WHERE f.landlord_id = l.id AND f.week_day = ${weekDay} AND f.residence_key = ${WHOLE} AND f.name = 'printed')`);
	for (const { id, released } of landlords) {
		const isDue = released === null || released <= addDays(weekDay, -7 * WEEKS_BETWEEN);
		const counted = await countedGroups(db, id, weekDay, isDue ? now : null);
		const before = isDue ? await publishedOn(db, id, released) : null;
		const rows = [...ofTheWeek(counted, weekDay), ...(before ? ofHouseholds(counted, before, weekDay) : [])];
		await db.write([publishing(id, weekDay, rows)]);
	}
}

/** What households' figures were when they were last looked at. */
async function publishedOn(db: Database, landlordId: number, weekDay: Day | null): Promise<Before> {
	const rows = await db.read<{ key: string } & Counts>(sql`
		SELECT f.residence_key AS key, max(iif(f.name = 'claimed', f.value, NULL)) AS claimed, max(iif(f.name = 'lending', f.value, NULL)) AS lending,
			max(iif(f.name = 'asked', f.value, NULL)) AS asked, max(iif(f.name = 'lent', f.value, NULL)) AS lent
		FROM figure f WHERE f.landlord_id = ${landlordId} AND f.week_day = ${weekDay} AND f.value IS NOT NULL
		GROUP BY f.residence_key HAVING claimed IS NOT NULL`);
	return new Map(rows.map(({ key, ...counts }) => [key, counts]));
}

interface Counted extends Group {
	readonly printed: number;
	readonly handed: number;
	readonly mailboxes: number;
	readonly scans: number;
}

interface Row {
	readonly key: string;
	readonly name: FunnelName;
	readonly value: number | null;
}

/** In pieces: each holds the process for as long as its residences take and no longer. */
async function countedGroups(
	db: Database,
	landlordId: number,
	weekDay: Day,
	lookedAt: number | null
): Promise<Counted[]> {
	const residences = await db.read<{ id: number }>(
		sql`SELECT r.id FROM residence r WHERE r.landlord_id = ${landlordId} AND r.trial_at IS NULL ORDER BY r.id`
	);
	const counted: Counted[] = [];
	for (let at = 0; at < residences.length; at += RESIDENCES_AT_ONCE) {
		const ids = JSON.stringify(residences.slice(at, at + RESIDENCES_AT_ONCE).map(({ id }) => id));
		counted.push(...(await countedOf(db, landlordId, ids, weekDay, lookedAt)));
		await new Promise(setImmediate);
	}
	return counted;
}

async function countedOf(
	db: Database,
	landlordId: number,
	ids: string,
	weekDay: Day,
	lookedAt: number | null
): Promise<Counted[]> {
	const places = await db.read<Omit<Counted, 'counts' | 'isResting'> & { id: number; isResting: number }>(sql`
		SELECT r.id, r.key, ${wentOver(landlordId, lookedAt)} AS isResting, coalesce(sum(h.kits_printed), 0) AS printed, coalesce(sum(h.kits_distributed), 0) AS handed,
			coalesce(sum(h.mailbox_count), 0) AS mailboxes, coalesce(sum(w.scans), 0) AS scans
		FROM residence r LEFT JOIN building b ON b.residence_id = r.id LEFT JOIN hall h ON h.building_id = b.id
			LEFT JOIN scan_week w ON w.hall_id = h.id AND w.week_day = ${addDays(weekDay, -7)}
		WHERE r.landlord_id = ${landlordId} AND r.id IN (SELECT value FROM json_each(${ids})) GROUP BY r.id`);
	const households =
		lookedAt === null ? [] : await householdsOf(db, landlordId, ids, lookedAt - DAYS_COUNTED * DAY_MS);
	const byId = new Map(households.map((one) => [one.id, one]));
	return places.map(({ id, isResting, ...place }) => ({
		...place,
		isResting: isResting === 1,
		counts: countsOf((name) => byId.get(id)?.[name] ?? 0)
	}));
}

/** Whether a building came to a residence lately, or left it, whatever either is called since. Where it is not known which one it left, all rest. */
function wentOver(landlordId: number, now: number | null): Statement {
	const lately = sql`o.decision = 'taken' AND o.decided_at > ${(now ?? 0) - WEEKS_OF_REST * 7 * DAY_MS}`;
	return sql`(EXISTS (SELECT 1 FROM handover o JOIN building c ON c.id = o.building_id WHERE o.to_landlord_id = ${landlordId} AND c.residence_id = r.id AND ${lately})
		OR EXISTS (SELECT 1 FROM handover o WHERE o.landlord_id = ${landlordId} AND coalesce(o.residence_key, r.key) = r.key AND ${lately}))`;
}

async function householdsOf(db: Database, landlordId: number, ids: string, since: number) {
	return db.read<{ id: number } & Group['counts']>(sql`
		SELECT b.residence_id AS id, count(*) AS claimed,
			sum(hh.hidden_at IS NULL AND hh.asleep_at IS NULL AND NOT EXISTS (SELECT 1 FROM pause p WHERE p.household_id = hh.id)
				AND EXISTS (SELECT 1 FROM item i WHERE i.household_id = hh.id AND i.paused_at IS NULL)) AS lending,
			sum(min(${MOST_OF_ONE}, (SELECT count(*) FROM request q WHERE q.household_id = hh.id AND q.asked_at >= ${since}))) AS asked,
			sum(min(${MOST_OF_ONE}, (SELECT count(*) FROM request q JOIN request_step s ON s.request_id = q.id
				WHERE q.household_id = hh.id AND s.state = 'handed-over' AND s.at >= ${since}))) AS lent
		FROM building b JOIN hall h ON h.building_id = b.id JOIN mailbox m ON m.hall_id = h.id JOIN household hh ON hh.mailbox_id = m.id
		WHERE b.landlord_id = ${landlordId} AND b.residence_id IN (SELECT value FROM json_each(${ids})) GROUP BY b.residence_id`);
}

function ofTheWeek(counted: readonly Counted[], weekDay: Day): Row[] {
	const sum = (name: 'printed' | 'handed') => counted.reduce((all, one) => all + one[name], 0);
	const whole = { key: WHOLE, printed: sum('printed'), handed: sum('handed') };
	return [
		...[whole, ...counted].flatMap(({ key, printed, handed }): Row[] => [
			{ key, name: 'printed', value: printed },
			{ key, name: 'handed', value: handed }
		]),
		...discloseScans(counted, (key) => chanceOf(key, 'scanned', weekDay)).map(({ key, scanned }): Row => ({
			key,
			name: 'scanned',
			value: scanned
		}))
	];
}

function ofHouseholds(counted: readonly Counted[], before: Before, weekDay: Day): Row[] {
	const published = disclose(counted, before, (key, name) => chanceOf(key, name, weekDay));
	return published.flatMap(({ key, figures }) =>
		figureNames.map((name): Row => ({ key, name, value: figures?.[name] ?? null }))
	);
}

/** The same for a figure of a week, whoever computes it and however often; without the key nobody can. */
function chanceOf(key: string, name: FunnelName, weekDay: Day): number {
	const bytes = derive('figures')(`${key} ${name} ${weekDay}`);
	const high = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
	const low = new DataView(bytes.buffer, bytes.byteOffset).getUint16(4);
	return (high * 2 ** 16 + low + 0.5) / 2 ** 48;
}

/** All of a week or nothing; who comes second changes nothing. */
function publishing(landlordId: number, weekDay: Day, rows: readonly Row[]): Statement {
	return sql`
		INSERT INTO figure (landlord_id, week_day, residence_key, name, value)
		SELECT ${landlordId}, ${weekDay}, value ->> 'key', value ->> 'name', value ->> 'value' FROM json_each(${JSON.stringify(rows)}) WHERE true
		ON CONFLICT DO NOTHING`;
}
