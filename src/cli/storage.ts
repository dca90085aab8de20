import { hasMailboxes, landlordBySlug, type Landlord } from '#lib/server/buildings.ts';
import { config } from '#lib/server/config.ts';
import { readyKitKey } from '#lib/server/keys.ts';
import { openDatabase, type Database } from '#lib/server/db/database.ts';
import { Refused } from './outcome.ts';

/** Opens the configured database for one command, and closes it after. `write` refuses while a server holds it. */
export async function withDatabase<T>(hold: 'write' | 'none', use: (db: Database) => Promise<T>): Promise<T> {
	const { databaseUrl: url, databaseToken: token } = config();
	const db = await openDatabase({ url, token, hold });
	try {
		if (hold === 'write') readyKitKey(config().kitKeyFile, await hasMailboxes(db));
		return await use(db);
	} finally {
		await db.close();
	}
}

export async function landlordNamed(db: Database, slug: string): Promise<Landlord> {
	const landlord = await landlordBySlug(db, slug);
	if (!landlord)
		throw new Refused(
			`There is no landlord "${slug}". Add one: palier landlord add ${slug} --name ... --manager ...`
		);
	return landlord;
}
