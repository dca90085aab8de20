import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

/**
 * A libSQL server for tests: as much of Hrana 2 over HTTP (tursodatabase/libsql, docs/HTTP_V2_SPEC.md) as
 * @libsql/client speaks for `execute`, `batch` and `migrate`. One connection; each request is done before the next.
 */
export interface HranaServer {
	url: string;
	/** The next so many batches are answered SQLITE_BUSY, as while another client writes. */
	answerBusy(times: number): void;
	/** How many pipelines came. */
	readonly requests: number;
	close(): Promise<void>;
}

export async function startHrana(
	file: string,
	{ token, foreignKeys = true }: { token?: string; foreignKeys?: boolean } = {}
): Promise<HranaServer> {
	const connection: Connection = new Sqlite(file);
	connection.exec(`pragma journal_mode = wal; pragma foreign_keys = ${foreignKeys ? 'on' : 'off'}`);
	let [busy, requests] = [0, 0];
	const isBusy = () => busy > 0 && busy-- > 0;

	const server = createServer((request, response) => {
		const answer = (status: number, body: object) =>
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
		if (token !== undefined && request.headers.authorization !== `Bearer ${token}`)
			return void answer(401, { message: 'Unauthorized', code: 'UNAUTHORIZED' });
		if (request.method !== 'POST' || request.url !== '/v2/pipeline')
			return void answer(404, { message: 'Not found' });
		requests++;
		bodyOf(request).then(
			(body) =>
				answer(200, { baton: null, base_url: null, results: pipeline(connection, body.requests, isBusy) }),
			(error: Error) => answer(400, { message: error.message })
		);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		answerBusy: (times) => (busy = times),
		get requests() {
			return requests;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
			connection.close();
		}
	};
}

/** The part of the native module, which @libsql/client brings along, that is used here. */
interface Connection {
	readonly inTransaction: boolean;
	prepare(sql: string): Prepared;
	exec(sql: string): void;
	close(): void;
}

interface Prepared {
	safeIntegers(on: boolean): void;
	raw(on: boolean): void;
	columns(): { name: string; type: string | null }[];
	all(args: unknown[]): unknown[][];
	run(args: unknown[]): { changes: number; lastInsertRowid: number | bigint };
}

const Sqlite = createRequire(import.meta.resolve('@libsql/client'))('libsql') as new (
	file: string
) => Connection;

interface Stmt {
	sql?: string;
	sql_id?: number;
	args?: HranaValue[];
}

type HranaValue =
	| { type: 'null' }
	| { type: 'integer'; value: string }
	| { type: 'float'; value: number }
	| { type: 'text'; value: string }
	| { type: 'blob'; base64: string };

type Condition =
	| { type: 'ok' | 'error'; step: number }
	| { type: 'not'; cond: Condition }
	| { type: 'and'; conds: Condition[] }
	| { type: 'or'; conds: Condition[] };

type Request =
	| { type: 'close' | 'get_autocommit' }
	| { type: 'execute'; stmt: Stmt }
	| { type: 'batch'; batch: { steps: { stmt: Stmt; condition?: Condition }[] } }
	| { type: 'store_sql'; sql_id: number; sql: string }
	| { type: 'close_sql'; sql_id: number };

async function bodyOf(request: IncomingMessage): Promise<{ requests: Request[] }> {
	const pieces: Buffer[] = [];
	for await (const piece of request) pieces.push(piece as Buffer);
	return JSON.parse(Buffer.concat(pieces).toString()) as { requests: Request[] };
}

/** Streams that live on after their request (interactive transactions) are not offered: Palier opens none. */
function pipeline(connection: Connection, requests: Request[], isBusy: () => boolean): object[] {
	const texts = new Map<number, string>();
	const answers = requests.map((request) => {
		try {
			return { type: 'ok', response: answerTo(connection, texts, request, isBusy) };
		} catch (error) {
			return { type: 'error', error: hranaError(error) };
		}
	});
	if (connection.inTransaction) connection.exec('rollback');
	return answers;
}

function answerTo(
	connection: Connection,
	texts: Map<number, string>,
	request: Request,
	isBusy: () => boolean
): object {
	switch (request.type) {
		case 'execute':
			return { type: 'execute', result: execute(connection, texts, request.stmt) };
		case 'batch':
			return { type: 'batch', result: batch(connection, texts, request.batch.steps, isBusy()) };
		case 'store_sql':
			texts.set(request.sql_id, request.sql);
			return { type: 'store_sql' };
		case 'close_sql':
			texts.delete(request.sql_id);
			return { type: 'close_sql' };
		case 'get_autocommit':
			return { type: 'get_autocommit', is_autocommit: !connection.inTransaction };
		case 'close':
			return { type: 'close' };
	}
}

function batch(
	connection: Connection,
	texts: Map<number, string>,
	steps: { stmt: Stmt; condition?: Condition }[],
	isBusy: boolean
): object {
	const results: (object | null)[] = [];
	const errors: (object | null)[] = [];
	const holds = (condition: Condition): boolean => {
		if (condition.type === 'not') return !holds(condition.cond);
		if (condition.type === 'and') return condition.conds.every(holds);
		if (condition.type === 'or') return condition.conds.some(holds);
		return (condition.type === 'ok' ? results : errors)[condition.step] != null;
	};
	for (const [place, { stmt, condition }] of steps.entries()) {
		results[place] = errors[place] = null;
		if (condition && !holds(condition)) continue;
		try {
			if (isBusy) throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
			results[place] = execute(connection, texts, stmt);
		} catch (error) {
			errors[place] = hranaError(error);
		}
	}
	return { step_results: results, step_errors: errors };
}

function execute(
	connection: Connection,
	texts: Map<number, string>,
	{ sql, sql_id, args = [] }: Stmt
): object {
	const statement = connection.prepare(sql ?? texts.get(sql_id!)!);
	const values = args.map(fromHrana);
	statement.safeIntegers(true);
	if (!givesRows(statement)) {
		const { changes, lastInsertRowid } = statement.run(values);
		return { cols: [], rows: [], affected_row_count: changes, last_insert_rowid: String(lastInsertRowid) };
	}
	const cols = statement.columns().map(({ name, type }) => ({ name, decltype: type }));
	const rows = statement.all(values).map((row) => row.map(toHrana));
	return { cols, rows, affected_row_count: 0, last_insert_rowid: null };
}

function givesRows(statement: Prepared): boolean {
	try {
		statement.raw(true);
		return true;
	} catch {
		return false;
	}
}

function fromHrana(value: HranaValue): unknown {
	if (value.type === 'null') return null;
	if (value.type === 'integer') return BigInt(value.value);
	return value.type === 'blob' ? Buffer.from(value.base64, 'base64') : value.value;
}

function toHrana(value: unknown): HranaValue {
	if (value === null || value === undefined) return { type: 'null' };
	if (typeof value === 'bigint') return { type: 'integer', value: String(value) };
	if (typeof value === 'number') return { type: 'float', value };
	if (typeof value === 'string') return { type: 'text', value };
	return {
		type: 'blob',
		base64: Buffer.from(value as Uint8Array)
			.toString('base64')
			.replace(/=+$/, '')
	};
}

function hranaError(error: unknown): object {
	const { message, code } = error as { message: string; code?: string };
	return { message, code: code ?? null };
}
