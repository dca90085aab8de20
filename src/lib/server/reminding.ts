import { keptFor } from '#lib/protection/keptFor.ts';
import { dayAt, instantAt } from '#lib/calendar/days.ts';
import { remindersOn } from '#lib/loans/reminders.ts';
import { sql, type Statement } from './db/statement.ts';

const DAY = 24 * 3_600_000;
const DAYS_WILLING = keptFor.willingDays;
const DAYS_TO_SAY_SO = 30;

/**
 * The day's reminders of one zone: of things that were handed over before the day began, once. They are told when messages
 * may be.
 */
export function reminding(zone: string, now: number): Statement {
	const today = dayAt(now, zone);
	const began = instantAt(today, 0, zone);
	const list = remindersOn(today).map(({ kind, untilDay, uselessDay }) => [
		kind,
		untilDay,
		instantAt(uselessDay, 0, zone)
	]);
	return sql`
		INSERT INTO notice (household_id, kind, request_id, created_at, useless_at)
		SELECT r.household_id, j.value ->> 0, r.id, ${now}, j.value ->> 2
		FROM json_each(${JSON.stringify(list)}) j
			CROSS JOIN request r ON r.state = 'handed-over' AND r.until_day = j.value ->> 1
			CROSS JOIN household hh ON hh.id = r.household_id CROSS JOIN mailbox m ON m.id = hh.mailbox_id
			CROSS JOIN hall h ON h.id = m.hall_id AND h.zone = ${zone}
		WHERE r.muted_at IS NULL
			AND EXISTS (SELECT 1 FROM request_step s WHERE s.request_id = r.id AND s.state = 'handed-over' AND s.at < ${began})
			AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.request_id = r.id AND n.kind = j.value ->> 0 AND n.created_at >= ${began})`;
}

/**
 * "Still willing?" is asked of who lends something, half a year after they last said so; unanswered for a month, the page
 * sleeps. A household that pauses has said what there is to say.
 */
export function askingWhetherWilling(now: number): Statement[] {
	const silent = sql`coalesce(hh.willing_at, hh.claimed_at) <= ${now - DAYS_WILLING * DAY}
		AND hh.willing_asked_at IS NULL AND hh.asleep_at IS NULL
		AND EXISTS (SELECT 1 FROM item i WHERE i.household_id = hh.id) AND NOT EXISTS (SELECT 1 FROM pause p WHERE p.household_id = hh.id)`;
	return [
		sql`INSERT INTO notice (household_id, kind, created_at, useless_at)
			SELECT hh.id, 'still-willing', ${now}, ${now + DAYS_TO_SAY_SO * DAY} FROM household hh WHERE ${silent}`,
		sql`UPDATE household AS hh SET willing_asked_at = ${now} WHERE ${silent}`,
		sql`UPDATE household AS hh SET asleep_at = ${now}
			WHERE hh.willing_asked_at <= ${now - DAYS_TO_SAY_SO * DAY} AND hh.asleep_at IS NULL`
	];
}
