import { zones } from '#lib/calendar/zones.ts';
import { isQuiet } from '#lib/households/quietHours.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { daysByZone } from './hallDays.ts';
import { isStillSo, noticeKinds, type NoticeKind } from './notices.ts';
import { beingTold } from './tries.ts';

/** Households whose messages one batch writes. */
const AT_ONCE = 100;

/**
 * Puts what households have not been told into messages: one message of everything, outside the quiet hours of the building,
 * once a civil day there, and not while an older one is being sent. Whoever can be reached in no way finds it on the page.
 * Two calls at once tell once.
 */
export async function tellHouseholds(db: Database, now: number): Promise<void> {
	const awake = zones.filter((zone) => !isQuiet(now, zone));
	for (;;) {
		const households = await toBeTold(db, awake, now);
		if (households.length === 0) return;
		const told = (await db.write(telling(households, now))).at(-1)!;
		if (told.rows.length === 0) return;
	}
}

interface ToBeTold {
	readonly household: string;
	/** What day it is there. */
	readonly day: string;
}

function toBeTold(db: Database, awake: readonly string[], now: number): Promise<ToBeTold[]> {
	return db.read<ToBeTold>(sql`
		SELECT DISTINCT hh.id AS household, z.value AS day
		FROM notice n CROSS JOIN household hh ON hh.id = n.household_id CROSS JOIN mailbox m ON m.id = hh.mailbox_id
			CROSS JOIN hall h ON h.id = m.hall_id CROSS JOIN json_each(${daysByZone(now, awake)}) z ON z.key = h.zone
			LEFT JOIN request r ON r.id = n.request_id
		WHERE n.told_at IS NULL AND hh.told_day IS NOT z.value AND hh.id NOT IN (${beingTold(now)}) AND ${isStillSo(sql`z.value`, now)}
			AND (EXISTS (SELECT 1 FROM contact c WHERE c.household_id = n.household_id AND c.confirmed_at IS NOT NULL)
				OR EXISTS (SELECT 1 FROM push_subscription p WHERE p.household_id = n.household_id))
		LIMIT ${AT_ONCE}`);
}

/** An older message that has not left yet is taken back: what it says goes into the new one, if it is still so. */
function telling(households: readonly ToBeTold[], now: number): Statement[] {
	const list = JSON.stringify(households.map(({ household, day }) => [household, day]));
	const those = sql`json_each(${list}) j CROSS JOIN household hh ON hh.id = j.value ->> 0 AND hh.told_day IS NOT j.value ->> 1
		AND hh.id NOT IN (${beingTold(now)})`;
	const ids = sql`SELECT hh.id FROM ${those}`;
	return [
		sql`UPDATE notice SET told_at = NULL WHERE household_id IN (${ids})
			AND told_at IN (SELECT created_at FROM outbox o WHERE o.kind = 'message' AND o.household_id = notice.household_id)`,
		sql`DELETE FROM outbox WHERE kind = 'message' AND household_id IN (${ids})`,
		sql`INSERT INTO outbox (household_id, channel, kind, recipient, language, data, created_at, next_try_at)
			SELECT hh.id, 'mail', 'message', c.email, hh.language, '{}', ${now}, ${now}
			FROM ${those} JOIN contact c ON c.household_id = hh.id WHERE c.confirmed_at IS NOT NULL
			UNION ALL
			SELECT hh.id, 'push', 'message', p.id, hh.language, '{}', ${now}, ${now}
			FROM ${those} JOIN push_subscription p ON p.household_id = hh.id`,
		sql`UPDATE notice SET told_at = ${now} WHERE household_id IN (${ids}) AND told_at IS NULL AND useless_at > ${now}`,
		sql`UPDATE household SET told_day = j.value ->> 1 FROM json_each(${list}) j
			WHERE household.id = j.value ->> 0 AND household.told_day IS NOT j.value ->> 1
				AND household.id NOT IN (${beingTold(now)}) RETURNING household.id`
	];
}

export interface Told {
	readonly kind: NoticeKind;
	readonly request: string | null;
	readonly pictogram: string | null;
	/** When what it says is over. */
	readonly until: number;
	/** 1 when the day that is asked for is over there. */
	readonly isPast: number | null;
}

/** What a message says now: its notices are those that were told at its instant, as far as they are still so. */
export async function toldIn(
	db: Database,
	message: { readonly household: string; readonly createdAt: number; readonly day: string },
	now: number
): Promise<Told[]> {
	const rows = await db.read<Told>(sql`
		SELECT n.kind, n.request_id AS request, r.pictogram, iif(n.kind = 'asked', r.ends_at, n.useless_at) AS until,
			r.from_day < ${message.day} AS isPast
		FROM notice n JOIN household hh ON hh.id = n.household_id LEFT JOIN request r ON r.id = n.request_id
		WHERE n.household_id = ${message.household} AND n.told_at = ${message.createdAt} AND ${isStillSo(sql`${message.day}`, now)}
		ORDER BY n.id`);
	return rows.toSorted((a, b) => noticeKinds.indexOf(a.kind) - noticeKinds.indexOf(b.kind));
}
