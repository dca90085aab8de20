import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import { dirname, resolve } from 'node:path';
import {
	openClient,
	openReader,
	type Answer,
	type Bound,
	type Client,
	type Executor,
	type Reader
} from './client.ts';
import { DatabaseMissing, DatabaseUnusable } from './errors.ts';
import { holdFile } from './hold.ts';
import { Lane } from './lane.ts';
import { knownMigrations, migrate, requireMigrated } from './migrations.ts';

/**
 * A database file. Two connections of one process, one that writes and one that cannot, never at work at the same
 * moment (the client's calls are synchronous).
 */
export async function openFile(url: string, hold: 'write' | 'none'): Promise<Executor> {
	const file = pathOf(url);
	return hold === 'write' ? openForWriting(file) : openForReading(file);
}

/** The path of `file:palier.db`, `file:/srv/palier.db` or `file:///srv/palier.db`. */
function pathOf(url: string): string {
	const path = decodeURIComponent(url.replace(/^file:(?:\/\/(?:localhost)?(?=\/))?/, ''));
	if (path === '' || path.startsWith(':memory:')) throw new DatabaseUnusable(`${url} names no file`);
	return resolve(path);
}

async function openForWriting(file: string): Promise<Executor> {
	mkdirSync(dirname(file), { recursive: true });
	const hold = await holdFile(file);
	const writing = new Lane(async () => connect(openClient(file), prepareToWrite), 1);
	const reading = new Lane(async () => connect(openReader(file), prepareToRead), READS_IN_A_ROW);
	const close = async () => {
		await Promise.allSettled([writing.close(), reading.close()]);
		hold.release();
	};
	try {
		createPrivately(file);
		await writing.run((client) => migrate(client, knownMigrations()));
	} catch (error) {
		await close();
		throw error;
	}
	const emptyLog = async () => {
		await writing.run((client) => client.execute('PRAGMA wal_checkpoint(TRUNCATE)'));
	};
	return {
		query: (statement) => reading.run((client) => client.execute(statement)),
		batch: (statements) => writing.run((client) => writeAll(client, statements)),
		emptyLog,
		async close() {
			await emptyLog().catch(() => {});
			await close();
		}
	};
}

/** A batch of more statements than this gives a turn of the event loop between two: it may take seconds. */
const AT_A_STRETCH = 30;

/** All or nothing. Nobody else writes on this connection meanwhile; who reads sees what was there before. */
async function writeAll(client: Client, statements: Bound[]): Promise<Answer[]> {
	if (statements.length <= AT_A_STRETCH) return client.batch(statements, 'write');
	const transaction = await client.transaction('write');
	try {
		const answers: Answer[] = [];
		for (const statement of statements) {
			answers.push(await transaction.execute(statement));
			await turnOfEventLoop();
		}
		await transaction.commit();
		return answers;
	} finally {
		transaction.close();
	}
}

async function openForReading(file: string): Promise<Executor> {
	if (!existsSync(file)) throw new DatabaseMissing(file);
	const reading = new Lane(async () => connect(openReader(file), prepareToRead), READS_IN_A_ROW);
	try {
		await reading.run((client) => requireMigrated(client, knownMigrations()));
	} catch (error) {
		await reading.close();
		throw error;
	}
	return {
		query: (statement) => reading.run((client) => client.execute(statement)),
		batch: () => Promise.reject(new Error('This database was opened for reading')),
		emptyLog: () => Promise.reject(new Error('This database was opened for reading')),
		close: () => reading.close()
	};
}

const READS_IN_A_ROW = 20;

/** SQLite takes as much of it as it was built for, 2 GB as a rule. */
const MAPPED_BYTES = 2 ** 34;

/** Readable by nobody else; SQLite's own files beside it take the same mode. */
function createPrivately(file: string): void {
	if (!existsSync(file)) closeSync(openSync(file, 'wx', 0o600));
}

async function connect<Connection extends Reader>(
	client: Connection,
	prepare: (client: Connection) => Promise<void>
): Promise<Connection> {
	try {
		await prepare(client);
		return client;
	} catch (error) {
		client.close();
		throw error;
	}
}

/** Settings hold for one connection, so each new one is set and asked. */
async function prepareToWrite(client: Client): Promise<void> {
	await client.execute('PRAGMA synchronous = FULL');
	await client.execute('PRAGMA secure_delete = ON');
	await require(client, 'PRAGMA journal_mode = WAL', 'wal');
	await require(client, 'PRAGMA synchronous', 2);
	await require(client, 'PRAGMA foreign_keys', 1);
	await require(client, 'PRAGMA secure_delete', 1);
}

/** A large file is read where the system has it in memory, and not copied page by page: a scan of one among a million costs as much as of one among a thousand. */
async function prepareToRead(client: Reader): Promise<void> {
	await client.execute('PRAGMA query_only = ON');
	await client.execute(`PRAGMA mmap_size = ${MAPPED_BYTES}`);
	await require(client, 'PRAGMA query_only', 1);
}

async function require(client: Reader, pragma: string, wanted: string | number): Promise<void> {
	const { rows } = await client.execute(pragma);
	const found = rows[0]?.[0];
	if (found === wanted) return;
	throw new DatabaseUnusable(
		`The database answers ${String(found)} to ${pragma}, not ${wanted}: acknowledged writes would not be safe. ` +
			'Is the file on a local disk?'
	);
}
