import { dayAt } from '#lib/calendar/days.ts';
import { zones } from '#lib/calendar/zones.ts';
import { sql, type Statement } from './db/statement.ts';

/** What day it is in each zone, as JSON: `{"Europe/Paris":"2026-11-23", ...}`. */
export function daysByZone(now: number, those: readonly string[] = zones): string {
	return JSON.stringify(Object.fromEntries(those.map((zone) => [zone, dayAt(now, zone)])));
}

/** For a statement: what day it is where a household lives; `household` is a column with its id. */
export function dayThere(household: Statement, now: number): Statement {
	return sql`(SELECT there.value FROM household lives CROSS JOIN mailbox m ON m.id = lives.mailbox_id CROSS JOIN hall h ON h.id = m.hall_id
		CROSS JOIN json_each(${daysByZone(now)}) there ON there.key = h.zone WHERE lives.id = ${household})`;
}
