import { residencesIn, type ResidenceView, type Scope } from '#lib/server/buildings.ts';
import type { Database } from '#lib/server/db/database.ts';
import { trialResidence } from '#lib/server/trial.ts';

/** The residences of a scope that have mailboxes; all at once means the real ones, since a trial is ordered by itself. */
export async function residencesToOrder(
	db: Database,
	scope: Scope
): Promise<{ each: ResidenceView[]; all: ResidenceView[] }> {
	const each = (await residencesIn(db, scope)).filter(({ mailboxes }) => mailboxes > 0);
	const trial = await trialResidence(db, scope.landlordId);
	return { each, all: each.filter(({ key }) => key !== trial?.key) };
}
