import type { Database } from './db/database.ts';
import { isConstraintError } from './db/errors.ts';
import { sql, type Statement } from './db/statement.ts';

/** Each time somebody else was first: of so many at once the last one gives up. */
const MOST_TRIES = 20;

/** How often places of a landlord were added, named or moved so far. */
export async function placeVersion(db: Database, landlordId: number): Promise<number> {
	const [row] = await db.read<{ version: number }>(
		sql`SELECT version FROM place_version WHERE landlord_id = ${landlordId}`
	);
	return row?.version ?? 0;
}

/** To begin a batch with: nothing of it is written when the places are not those of this version any more. */
export const ifPlacesAreOf = (landlordId: number, version: number | null): Statement =>
	sql`INSERT INTO place_version (landlord_id, version) VALUES (${landlordId}, ${version})
		ON CONFLICT (landlord_id) DO UPDATE SET version = iif(version = excluded.version, version, NULL)`;

/** The next version; nothing of its batch is written unless this is true. */
export const raising = (landlordId: number, isTrue: Statement): Statement =>
	sql`UPDATE place_version SET version = iif(${isTrue}, version + 1, NULL) WHERE landlord_id = ${landlordId}`;

/** Looks at the places and acts upon them, anew as long as somebody else changed them in between; `still` begins the batch. */
export async function withPlaces<Done>(
	db: Database,
	landlordId: number,
	act: (still: Statement) => Promise<Done>
): Promise<Done> {
	for (let tries = 1; ; tries++) {
		const version = await placeVersion(db, landlordId);
		try {
			return await act(ifPlacesAreOf(landlordId, version));
		} catch (error) {
			if (!isConstraintError(error) || tries === MOST_TRIES) throw error;
		}
	}
}
