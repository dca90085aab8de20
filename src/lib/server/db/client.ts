import { pathToFileURL } from 'node:url';
import { createClient, type Client, type InValue } from '@libsql/client';
import Libsql from 'libsql';
import { outline, Statement, storable } from './statement.ts';

export type { Client };

/** What a statement answered. */
export interface Answer {
	columns: string[];
	/** Values by the place of their column. */
	rows: { [place: number]: unknown }[];
	rowsAffected: number;
}

/** A connection that only asks. */
export interface Reader {
	execute(statement: string | Bound): Promise<Answer>;
	close(): void;
}

/** A statement of the tag `sql`, or a query of `typed` that nobody awaited. */
export type Writable = Statement | { toSQL(): { sql: string; params: unknown[] } };

export interface Bound {
	sql: string;
	args: InValue[];
}

/** What can run statements: a file under guard, or a remote database. */
export interface Executor {
	query(statement: Bound): Promise<Answer>;
	/** All or nothing. */
	batch(statements: Bound[]): Promise<Answer[]>;
	/** See Database. */
	emptyLog(): Promise<void>;
	close(): Promise<void>;
}

/**
 * A client with one connection to a file. Waiting for a lock stops the whole process, so the client waits only `WAIT_MS`; longer
 * patience is in patience.ts, where the event loop goes on.
 */
export function openClient(file: string): Client {
	return createClient({ url: pathToFileURL(file).href, concurrency: 1, timeout: WAIT_MS });
}

const WAIT_MS = 200;

/** So many statements stay prepared. */
const MOST_PREPARED = 200;

/**
 * A connection to a file for questions alone, each prepared once: the client prepares anew each time, which takes longer than to
 * find the rows. It is the client's own package, in the same version, so that one process has one SQLite. The rows are read to
 * their end, so no answer keeps an old state of the file; after an error the connection is of no use (see lane.ts).
 */
export function openReader(file: string): Reader {
	const connection = new Libsql(file, { timeout: WAIT_MS });
	const prepared = new Map<string, Prepared>();
	return {
		async execute(statement) {
			const { sql, args } = typeof statement === 'string' ? { sql: statement, args: [] } : statement;
			const known = prepared.get(sql) ?? prepare(connection, sql);
			if (prepared.size >= MOST_PREPARED) prepared.clear();
			prepared.set(sql, known);
			return known.ask(args);
		},
		close() {
			prepared.clear();
			connection.close();
		}
	};
}

interface Prepared {
	ask(args: InValue[]): Answer;
}

function prepare(connection: Libsql.Database, sql: string): Prepared {
	const statement = connection.prepare(sql).safeIntegers(true);
	if (!statement.reader) {
		return { ask: (args) => ({ columns: [], rows: [], rowsAffected: statement.run(args).changes }) };
	}
	const columns = statement
		.raw(true)
		.columns()
		.map(({ name }) => name);
	return {
		ask(args) {
			const rows = statement.all(args) as unknown[][];
			return { columns, rows: rows.map((row) => row.map(readable)), rowsAffected: 0 };
		}
	};
}

/** Integers as numbers; above 2^53 RangeError, as the client has it. */
function readable(value: unknown): unknown {
	if (typeof value !== 'bigint') return value instanceof Uint8Array ? new Uint8Array(value) : value;
	const number = Number(value);
	if (Number.isSafeInteger(number)) return number;
	throw new RangeError('An integer of the database is too large for a number');
}

export function openRemoteClient(url: string, token: string | undefined): Client {
	return createClient({ url, ...(token === undefined ? {} : { authToken: token }) });
}

/** Ready for the client. Throws TypeError unless there is one value for each question mark. */
export function bind(writable: Writable): Bound {
	const { sql, args } = Statement.is(writable) ? writable : textOf(writable.toSQL());
	const { places } = outline(sql);
	if (places !== args.length) {
		throw new TypeError(`The statement has ${places} question marks for ${args.length} values: ${sql}`);
	}
	return { sql, args: args.map(bindable) };
}

function textOf({ sql, params }: { sql: string; params: unknown[] }) {
	return { sql, args: params };
}

/** The client binds every number as a real, which a column without a type and json_array keep. */
function bindable(value: unknown): InValue {
	const stored = storable(value);
	return typeof stored === 'number' && Number.isSafeInteger(stored) ? BigInt(stored) : stored;
}

/** Rows as lists of values, in the order of the columns. */
export function listsOf(result: Answer): unknown[][] {
	return result.rows.map((row) => result.columns.map((_, place) => plain(row[place])));
}

/** Rows as objects. */
export function rowsOf(result: Answer): Record<string, unknown>[] {
	return result.rows.map((row) =>
		Object.fromEntries(result.columns.map((column, place) => [column, plain(row[place])]))
	);
}

function plain(value: unknown): unknown {
	return value instanceof ArrayBuffer ? new Uint8Array(value) : value;
}
