import { openRemoteClient, type Client, type Executor } from './client.ts';
import { DatabaseUnusable } from './errors.ts';
import { knownMigrations, migrate, requireMigrated } from './migrations.ts';
import { patiently } from './patience.ts';

/** A libSQL server. It keeps writers apart itself; what it answers busy did nothing, and is sent again. */
export async function openRemote(
	url: string,
	token: string | undefined,
	hold: 'write' | 'none'
): Promise<Executor> {
	const client = openRemoteClient(url, token);
	const close = async () => client.close();
	try {
		await requireForeignKeys(client);
		await patiently(() => (hold === 'write' ? migrate : requireMigrated)(client, knownMigrations()));
	} catch (error) {
		await close();
		throw error instanceof DatabaseUnusable ? error : unreachable(url, error);
	}
	return {
		query: (statement) => patiently(() => client.execute(statement)),
		batch: (statements) =>
			hold === 'write'
				? patiently(() => client.batch(statements, 'write'))
				: Promise.reject(new Error('This database was opened for reading')),
		// Whoever runs it decides what its log keeps.
		emptyLog: async () => {},
		close
	};
}

async function requireForeignKeys(client: Client): Promise<void> {
	const { rows } = await client.execute('PRAGMA foreign_keys');
	if (rows[0]?.[0] === 1) return;
	throw new DatabaseUnusable('The remote database does not check foreign keys: switch them on there.');
}

function unreachable(url: string, cause: unknown): DatabaseUnusable {
	const reason = cause instanceof Error ? cause.message : String(cause);
	return new DatabaseUnusable(
		`The database at ${url} cannot be opened: ${reason}. Check PALIER_DATABASE_URL and PALIER_DATABASE_TOKEN.`,
		{ cause }
	);
}
