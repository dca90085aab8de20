import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import type { StaffMember } from './staff.ts';

/** Who does something in a landlord's office. */
export interface Actor {
	readonly landlordId: number;
	/** Null for the command line and for a landlord's software. */
	readonly staffId: string | null;
	/** A mail address, `api <name of the token>` or `palier`. */
	readonly who: string;
}

export const actorOf = ({ id, email, scope }: Pick<StaffMember, 'id' | 'email' | 'scope'>): Actor => ({
	landlordId: scope.landlordId,
	staffId: id,
	who: email
});

/**
 * What the sentence of an act needs: names of places and people of the office, counts; with `form`, which form did it, where it
 * must never do it again. Never a secret, never a household.
 */
export type About = Readonly<Record<string, string | number>>;

/**
 * The row that says who did what, for the batch of what they did; the sentence of `act` is `audit.act.<act>`. With
 * `ifChanged` it is written only when the statement before it in the batch changed a row.
 */
export function auditing(
	{ landlordId, staffId, who }: Actor,
	act: string,
	about: About,
	now: number,
	{ ifChanged = false } = {}
): Statement {
	return sql`INSERT INTO audit (landlord_id, at, staff_id, who, act, about)
		SELECT ${landlordId}, ${now}, ${staffId}, ${who}, ${act}, ${JSON.stringify(about)} WHERE ${ifChanged ? 1 : 0} = 0 OR changes() > 0`;
}

/** Writes down what changed nothing in the database: somebody took a file away. */
export async function writeDown(
	db: Database,
	actor: Actor,
	act: string,
	about: About,
	now: number
): Promise<void> {
	await db.write([auditing(actor, act, about, now)]);
}
