import { pathToFileURL } from 'node:url';
import { createClient, type Client, type InValue, type ResultSet } from '@libsql/client';
import { outline, Statement, storable } from './statement.ts';

export type { Client, ResultSet };

/** A statement of the tag `sql`, or a query of `typed` that nobody awaited. */
export type Writable = Statement | { toSQL(): { sql: string; params: unknown[] } };

export interface Bound {
	sql: string;
	args: InValue[];
}

/** What can run statements: a file under guard, or a remote database. */
export interface Executor {
	query(statement: Bound): Promise<ResultSet>;
	/** All or nothing. */
	batch(statements: Bound[]): Promise<ResultSet[]>;
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
export function listsOf(result: ResultSet): unknown[][] {
	return result.rows.map((row) => result.columns.map((_, place) => plain(row[place])));
}

/** Rows as objects. */
export function rowsOf(result: ResultSet): Record<string, unknown>[] {
	return result.rows.map((row) =>
		Object.fromEntries(result.columns.map((column, place) => [column, plain(row[place])]))
	);
}

function plain(value: unknown): unknown {
	return value instanceof ArrayBuffer ? new Uint8Array(value) : value;
}
