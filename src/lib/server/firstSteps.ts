import type { Scope } from './buildings.ts';
import { inScope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { LETTER_SEEN } from './letters.ts';

export const firstStepNames = ['places', 'letter', 'proof', 'kit', 'handed', 'boxes', 'second'] as const;
export type FirstStepName = (typeof firstStepNames)[number];

export interface FirstStep {
	readonly name: FirstStepName;
	readonly isDone: boolean;
}

/**
 * How far a landlord is from nothing to its first hall: seven steps, each read from what was done. What is made up to try
 * things out counts for none.
 */
export async function firstSteps(db: Database, scope: Scope): Promise<FirstStep[]> {
	const { landlordId } = scope;
	const hall = sql`SELECT 1 FROM hall h JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id
		WHERE ${inScope(scope, sql`h`, sql`r.id`, sql`h.id`)} AND h.gone_at IS NULL AND r.trial_at IS NULL`;
	const [row] = await db.read<Record<FirstStepName, number>>(sql`
		SELECT EXISTS (${hall} AND h.mailbox_count > 0) AS places,
			EXISTS (SELECT 1 FROM audit a WHERE a.landlord_id = ${landlordId} AND a.act IN (SELECT value FROM json_each(${JSON.stringify(LETTER_SEEN)}))) AS letter,
			EXISTS (SELECT 1 FROM audit a WHERE a.landlord_id = ${landlordId} AND a.act = 'letter-proof') AS proof,
			EXISTS (${hall} AND h.kits_made > 0) AS kit,
			EXISTS (${hall} AND h.kits_handed > 0) AS handed,
			EXISTS (${hall} AND h.kits_distributed > 0) AS boxes,
			(SELECT count(*) FROM staff s WHERE s.landlord_id = ${landlordId} AND s.role = 'manager') > 1 AS second`);
	return firstStepNames.map((name) => ({ name, isDone: row![name] === 1 }));
}
