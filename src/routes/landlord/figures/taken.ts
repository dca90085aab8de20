import { addDays, mondayOf, officeDay, type Day } from '#lib/calendar/days.ts';
import { actorOf, writeDown } from '#lib/server/audit.ts';
import { database } from '#lib/server/db/database.ts';
import type { StaffMember } from '#lib/server/staff.ts';

/** The year that figures are of: 52 weeks until this one. */
export function lastYear(now: number): { since: Day; until: Day } {
	const until = mondayOf(officeDay(now));
	return { since: addDays(until, -7 * 52), until };
}

/** A file of figures goes out of the office: that is written down, and it is offered under its name and day. */
export async function takeOut(
	staff: StaffMember,
	file: string,
	now: number
): Promise<{ readonly headers: HeadersInit }> {
	await writeDown(await database(), actorOf(staff), 'figures-taken', { file }, now);
	const [name, ending] = file.split('.');
	return {
		headers: {
			'content-type': ending === 'csv' ? 'text/csv; charset=utf-8' : 'application/pdf',
			'content-disposition': `attachment; filename="${name}-${officeDay(now)}.${ending}"`
		}
	};
}
