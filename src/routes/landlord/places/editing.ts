import { officeDay } from '#lib/calendar/days.ts';
import { actorOf } from '#lib/server/audit.ts';
import type { Editor, When } from '#lib/server/places.ts';
import type { StaffMember } from '#lib/server/staff.ts';

/** Who changes places, and when: for the verbs of places. */
export function editing(staff: StaffMember): { editor: Editor; when: When } {
	const now = Date.now();
	return { editor: { actor: actorOf(staff), scope: staff.scope }, when: { now, today: officeDay(now) } };
}
