import { addDays, daysFrom, type Day } from '#lib/calendar/days.ts';
import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { derive } from './keys.ts';
import type { TicketView } from './loans.ts';

/** The reminder comes at 18:00 of the day before, on whatever clock the calendar goes by. */
const SECONDS_BEFORE = 6 * 3_600;

/**
 * The return day of a loan as a calendar file (RFC 5545): one event that lasts the whole civil day, in no zone. Its id stays
 * the same when the day moves, its number grows, and neither says anything; the ticket's address is not in it.
 */
export function returnDayFile(
	{ id, fromDay, untilDay }: Pick<TicketView, 'id' | 'fromDay' | 'untilDay'>,
	words: { summary: string; more: string },
	now: number
): string {
	const calendar = ical({ prodId: '//Palier//Palier//FR', method: ICalCalendarMethod.PUBLISH });
	const event = calendar.createEvent({
		id: `${Buffer.from(derive('calendar')(id)).toString('hex').slice(0, 32)}@palier`,
		sequence: daysFrom(fromDay, untilDay).length,
		stamp: new Date(now),
		start: midnight(untilDay),
		end: midnight(addDays(untilDay, 1)),
		allDay: true,
		summary: words.summary,
		description: words.more,
		transparency: ICalEventTransparency.TRANSPARENT
	});
	event.createAlarm({
		type: ICalAlarmType.display,
		triggerBefore: SECONDS_BEFORE,
		description: words.summary
	});
	return `${calendar.toString()}\r\n`;
}

/** The library takes the day of an instant in UTC, whatever the server's own zone is. */
function midnight(day: Day): Date {
	return new Date(`${day}T00:00:00Z`);
}
