import { may } from '#lib/access/roles.ts';
import { actorOf } from '#lib/server/audit.ts';
import type { Database } from '#lib/server/db/database.ts';
import { offersThatWait } from '#lib/server/handovers.ts';
import { approvalsThatWait } from '#lib/server/newLetters.ts';
import type { StaffMember } from '#lib/server/staff.ts';

/** Questions that wait for this person's yes or no. */
export async function whatWaits(
	db: Database,
	staff: StaffMember,
	now: number
): Promise<{ approvals: number; handovers: number }> {
	return {
		approvals: may(staff.role, 'approve') ? await approvalsThatWait(db, actorOf(staff), now) : 0,
		handovers: may(staff.role, 'take-out') ? await offersThatWait(db, staff.scope.landlordId, now) : 0
	};
}
