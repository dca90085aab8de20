/// <reference types="vite/client" />
import { config } from '../config.ts';
import { bind, listsOf, rowsOf, type Bound, type Executor, type Writable } from './client.ts';
import { openFile } from './file.ts';
import { openRemote } from './remote.ts';
import { outline, type Statement } from './statement.ts';
import { typedOver, type Typed } from './typed.ts';

/** `changes` is how many rows it changed; of a statement that gives rows (RETURNING), how many rows it gave. */
export interface Written {
	rows: Record<string, unknown>[];
	changes: number;
}

/** The one way to the stored rows. */
export interface Database {
	/** The rows of a query: blobs as Uint8Array, integers as numbers (above 2^53 it throws). It cannot change anything. */
	read<Row = Record<string, unknown>>(statement: Statement): Promise<Row[]>;
	/**
	 * Does all of the statements or none, in order and alone: every rule is a condition in them, and the results say who
	 * won. When it returns, the rows are on the disk. Throws DatabaseBusy, DatabaseFull, and for a broken constraint an
	 * error that `isConstraintError` knows. A statement is one of `sql`, or a query of `typed` that nobody awaited.
	 */
	write(statements: readonly Writable[]): Promise<Written[]>;
	/** How many times this process wrote, or tried to: counted before whoever wrote is told. */
	readonly writes: number;
	readonly typed: Typed;
	/**
	 * Of what was erased before, no byte is left in the file nor in SQLite's log beside it, unless another process reads just
	 * now: then the next time. A remote database has its own ways.
	 */
	emptyLog(): Promise<void>;
	/** Waits for the writes under way, then lets go of the file. */
	close(): Promise<void>;
}

export interface DatabasePlace {
	/** `file:`, `http:`, `https:` or `libsql:` */
	url: string;
	token?: string | undefined;
	/**
	 * `write`: this process alone writes to the file (else DatabaseHeld), and its tables are brought up to date.
	 * `none`: it only reads. A remote database keeps writers apart itself: several may open it with `write`.
	 */
	hold: 'write' | 'none';
}

/** Opens a database. Throws DatabaseHeld, DatabaseUnusable. */
export async function openDatabase({ url, token, hold }: DatabasePlace): Promise<Database> {
	return over(url.startsWith('file:') ? await openFile(url, hold) : await openRemote(url, token, hold));
}

function over(executor: Executor): Database {
	let writes = 0;
	const batch = (statements: Bound[]) => executor.batch(statements).finally(() => writes++);
	const write = async (statements: readonly Writable[]) => {
		const results = await batch(statements.map(bind));
		return results.map((result) => ({
			rows: rowsOf(result),
			changes: result.columns.length > 0 ? result.rows.length : result.rowsAffected
		}));
	};
	return {
		async read<Row>(statement: Statement) {
			if (!outline(statement.sql).reads) throw new TypeError(`read() is for queries, not: ${statement.sql}`);
			return rowsOf(await executor.query(bind(statement))) as Row[];
		},
		write,
		get writes() {
			return writes;
		},
		typed: typedOver(async (sql, params, method) => {
			const bound = bind({ toSQL: () => ({ sql, params }) });
			const reads = outline(sql).reads;
			const result = reads ? await executor.query(bound) : (await batch([bound]))[0]!;
			const rows = listsOf(result);
			return { rows: method === 'get' ? (rows[0] as unknown[]) : rows };
		}),
		emptyLog: () => executor.emptyLog(),
		close: () => executor.close()
	};
}

/** In development a changed module is loaded again, beside the database that the old one opened. */
const kept = (import.meta.env.DEV ? globalThis : {}) as { palierDatabase?: Promise<Database> | undefined };

/** The configured database, opened for writing at the first call (a build must not open it). */
export function database(): Promise<Database> {
	kept.palierDatabase ??= openConfigured();
	return kept.palierDatabase;
}

async function openConfigured(): Promise<Database> {
	try {
		const { databaseUrl: url, databaseToken: token } = config();
		return await openDatabase({ url, token, hold: 'write' });
	} catch (error) {
		kept.palierDatabase = undefined;
		throw error;
	}
}

/** Closes the configured database, if it was opened. */
export async function closeDatabase(): Promise<void> {
	const closing = kept.palierDatabase;
	kept.palierDatabase = undefined;
	await (await closing)?.close();
}
