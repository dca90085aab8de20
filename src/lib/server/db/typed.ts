import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core';
import {
	SqliteRemoteDatabase,
	SQLiteRemoteSession,
	type AsyncRemoteCallback
} from 'drizzle-orm/sqlite-proxy';

/** Drizzle's typed queries. There is no `transaction`: give several statements to `write` instead. */
export type Typed = Omit<SqliteRemoteDatabase<Record<string, never>>, 'transaction' | 'batch' | '$cache'>;

/** `run` is given the SQL, its values, and what form of rows drizzle waits for. */
export function typedOver(run: AsyncRemoteCallback): Typed {
	const dialect = new SQLiteAsyncDialect();
	const session = new Session(run, dialect, undefined, undefined, {});
	return new SqliteRemoteDatabase('async', dialect, session, undefined);
}

class Session extends SQLiteRemoteSession<Record<string, never>, Record<string, never>> {
	/** Drizzle would wrap an error into one of its own, whose message holds every value of the query. */
	override prepareQuery(...how: Parameters<SQLiteRemoteSession<never, never>['prepareQuery']>) {
		const query = super.prepareQuery(...how);
		return Object.assign(query, {
			queryWithCache: (_sql: string, _values: unknown[], go: () => Promise<unknown>) => go()
		});
	}

	override transaction(): never {
		throw new Error(
			'A transaction held open loses writes (see lane.ts): give the statements to write([...])'
		);
	}

	override batch(): never {
		throw new Error('Give the statements to write([...])');
	}
}
