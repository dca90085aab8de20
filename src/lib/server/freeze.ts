import { disclose, figureNames, type Disclosed, type Group } from '#lib/statistics/disclosure.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';

const DAYS_COUNTED = 28;

/**
 * Freezes each landlord's figures of a week, once: what households did goes in, what may be published comes out.
 * `weekDay` is the Monday; asked and lent are those of the four weeks before `now`.
 */
export async function freezeFigures(db: Database, weekDay: string, now: number): Promise<void> {
	const landlords = await db.read<{ id: number }>(
		sql`SELECT id FROM landlord l WHERE NOT EXISTS (SELECT 1 FROM figure f WHERE f.landlord_id = l.id AND f.week_day = ${weekDay})`
	);
	for (const { id } of landlords) {
		const published = disclose(await countedGroups(db, id, now - DAYS_COUNTED * 86_400_000));
		await db.write(published.flatMap((group) => publishing(id, weekDay, group)));
	}
}

async function countedGroups(db: Database, landlordId: number, since: number): Promise<Group[]> {
	return db.read<Group & Record<string, unknown>>(sql`
		SELECT r.key, count(hh.id) AS claimed,
			coalesce(sum((SELECT count(*) FROM request q WHERE q.household_id = hh.id AND q.asked_at >= ${since})), 0) AS asked,
			coalesce(sum((SELECT count(*) FROM request q JOIN request_step s ON s.request_id = q.id
				WHERE q.household_id = hh.id AND s.state = 'handed-over' AND s.at >= ${since})), 0) AS lent
		FROM residence r LEFT JOIN building b ON b.residence_id = r.id LEFT JOIN hall h ON h.building_id = b.id
			LEFT JOIN mailbox m ON m.hall_id = h.id LEFT JOIN household hh ON hh.mailbox_id = m.id
		WHERE r.landlord_id = ${landlordId} GROUP BY r.id`);
}

function publishing(landlordId: number, weekDay: string, { key, figures }: Disclosed): Statement[] {
	return figureNames.map(
		(name) => sql`
			INSERT INTO figure (landlord_id, week_day, residence_key, name, value)
			VALUES (${landlordId}, ${weekDay}, ${key}, ${name}, ${figures?.[name] ?? null}) ON CONFLICT DO NOTHING`
	);
}
