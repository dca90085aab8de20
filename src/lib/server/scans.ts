import type { Day } from '#lib/calendar/days.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';

/** More codes than this within a minute is no building full of neighbours: the others are not counted. */
const MOST_CODES = 20_000;

/** How often a page was opened since the last minute. A process that dies loses these and nothing else. */
let opened = new Map<string, number>();

/** Somebody opened the page of a mailbox or of a hall. Of who it was nothing is known here. */
export function countScan(code: string): void {
	const count = opened.get(code) ?? 0;
	if (count > 0 || opened.size < MOST_CODES) opened.set(code, count + 1);
}

/** Adds what was counted to the weeks of halls: which mailbox it was is forgotten. */
export async function writeScans(db: Database, weekDay: Day): Promise<void> {
	if (opened.size === 0) return;
	const counted = JSON.stringify(Object.fromEntries(opened));
	opened = new Map();
	await db.write([
		sql`INSERT INTO scan_week (hall_id, week_day, scans)
			SELECT hall_id, ${weekDay}, sum(scans) FROM (
				SELECT m.hall_id, j.value AS scans FROM json_each(${counted}) j JOIN mailbox m ON m.code = j.key
				UNION ALL SELECT h.id, j.value FROM json_each(${counted}) j JOIN hall h ON h.code = j.key)
			WHERE true GROUP BY hall_id
			ON CONFLICT (hall_id, week_day) DO UPDATE SET scans = scans + excluded.scans`
	]);
}
