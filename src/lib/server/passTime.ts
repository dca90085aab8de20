import { addDays, dayAt } from '#lib/calendar/days.ts';
import { zones } from '#lib/calendar/zones.ts';
import { endOf, type State } from '#lib/loans/steps.ts';
import { MINUTES_TO_UNDO } from '#lib/loans/undo.ts';
import { sql, type Statement } from './db/statement.ts';
import { dayThere } from './hallDays.ts';
import { rememberingLoans } from './history.ts';
import { isStillOffered } from './offers.ts';

/** Loans that nobody closed end by themselves, these many days after their last one. */
const DAYS_TO_HAND_OVER = 14;
const DAYS_TO_GIVE_BACK = 60;

const MINUTE = 60_000;

/** What time does to requests: unanswered ones and forgotten loans end, and who waited for a thing is called. */
export function passTime(now: number): Statement[] {
	const unanswered = sql`state IN ('waiting', 'called', 'asked', 'proposed') AND ends_at <= ${now}`;
	const neverBack = forgotten('handed-over', DAYS_TO_GIVE_BACK, now);
	return [
		...moving(unanswered, 'expired', sql`ends_at`),
		...moving(forgotten('accepted', DAYS_TO_HAND_OVER, now), 'cancelled', sql`${now}`),
		rememberingLoans(neverBack),
		...moving(neverBack, 'given-back', sql`${now}`),
		...moving(first(now), 'called', sql`${now}`)
	];
}

/** The clock takes a step for all requests of a condition; `at` is when it counts from. */
function moving(which: Statement, to: State, at: Statement): Statement[] {
	return [
		sql`INSERT INTO request_step (request_id, state, by, at) SELECT id, ${to}, 'clock', ${at} FROM request WHERE ${which} ON CONFLICT DO NOTHING`,
		sql`DELETE FROM loan_day WHERE request_id IN (SELECT id FROM request WHERE ${which})`,
		sql`UPDATE request SET state = ${to}, ends_at = ${at} + ${endOf(to, 0)} WHERE ${which}`
	];
}

function forgotten(state: State, days: number, now: number): Statement {
	const lastAnywhere = addDays(dayAnywhere(now), -days);
	return sql`state = ${state} AND until_day < ${lastAnywhere}
		AND until_day < date(${dayThere(sql`request.household_id`, now)}, ${`-${days} days`})`;
}

/** The latest day that any building has now. */
function dayAnywhere(now: number): string {
	return zones.map((zone) => dayAt(now, zone)).reduce((a, b) => (a > b ? a : b));
}

/**
 * Who waits the longest for a thing that is back and still lent, while nobody else is called. A muted request waits in vain,
 * and is in nobody's way. Of a lender who may still say that the thing is not back after all, nobody is called.
 */
function first(now: number): Statement {
	const backForGood = now - MINUTES_TO_UNDO * MINUTE;
	return sql`state = 'waiting' AND ends_at > ${now} AND muted_at IS NULL
		AND NOT EXISTS (SELECT 1 FROM request o WHERE o.household_id = request.household_id AND o.pictogram = request.pictogram
			AND (o.state = 'handed-over' OR (o.state = 'called' AND o.muted_at IS NULL)
				OR (o.state = 'given-back' AND EXISTS (SELECT 1 FROM request_step s
					WHERE s.request_id = o.id AND s.state = o.state AND s.by = 'lender' AND s.at > ${backForGood}))
				OR (o.state = 'waiting' AND o.muted_at IS NULL AND (o.asked_at, o.id) < (request.asked_at, request.id))))
		AND ${isStillOffered}`;
}

/** Pauses whose day has come end: those of a household, and those of one thing. */
export function endPauses(now: number): Statement[] {
	const latest = dayAnywhere(now);
	return [
		sql`DELETE FROM pause WHERE until_day <= ${latest} AND until_day <= ${dayThere(sql`pause.household_id`, now)}`,
		sql`UPDATE item SET paused_at = NULL, paused_until_day = NULL
			WHERE paused_until_day <= ${latest} AND paused_until_day <= ${dayThere(sql`item.household_id`, now)}`
	];
}
