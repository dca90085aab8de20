/// <reference types="vite/client" />
import { createHash } from 'node:crypto';
import { DatabaseUnusable, isConstraintError } from './errors.ts';
import type { Bound, Client, Reader } from './client.ts';

/** One file of drizzle/: a step that brings the tables from one form to the next. */
export interface Migration {
	name: string;
	sql: string;
}

/** The steps that this code knows, in order. */
export function knownMigrations(): Migration[] {
	const files = import.meta.glob<string>('/drizzle/*.sql', { query: '?raw', import: 'default', eager: true });
	return Object.entries(files)
		.map(([path, sql]) => ({ name: path.replace(/^.*\/|\.sql$/g, ''), sql }))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Brings the tables up to date, each step whole or not at all. Throws DatabaseUnusable. */
export async function migrate(client: Client, known: readonly Migration[]): Promise<void> {
	await client.execute(
		'create table if not exists migration (name text primary key, checksum text not null, applied_at integer not null)'
	);
	for (const migration of missing(await applied(client), known)) await apply(client, migration);
}

/** Throws DatabaseUnusable unless the tables are those of this code. */
export async function requireMigrated(client: Reader, known: readonly Migration[]): Promise<void> {
	const table = await client.execute("select 1 from sqlite_schema where name = 'migration'");
	const steps = table.rows.length === 0 ? [] : await applied(client);
	if (missing(steps, known).length === 0) return;
	throw new DatabaseUnusable(
		'This database is older than this Palier. Start the server once: it brings the database up to date.'
	);
}

interface Applied {
	name: string;
	checksum: string;
}

async function applied(client: Reader): Promise<Applied[]> {
	const { rows } = await client.execute('select name, checksum from migration order by name');
	return rows.map((row) => ({ name: String(row[0]), checksum: String(row[1]) }));
}

function missing(steps: readonly Applied[], known: readonly Migration[]): Migration[] {
	steps.forEach((step, place) => {
		const own = known[place];
		if (own?.name !== step.name) throw new DatabaseUnusable(newer(step));
		if (checksum(own) !== step.checksum) throw new DatabaseUnusable(changed(step));
	});
	return known.slice(steps.length);
}

const newer = ({ name }: Applied) =>
	`This database was made by a newer Palier: it has the step ${name}, which this one does not know. ` +
	'Start that newer Palier, or put back the copy that was made before it was installed.';

const changed = ({ name }: Applied) =>
	`This database was made by a Palier whose step ${name} was another one. Start the Palier that made it. ` +
	'(When you are trying things out: move the database away, and a new one is made.)';

function checksum({ sql }: Migration): string {
	return createHash('sha256').update(sql.replace(/\r\n/g, '\n')).digest('hex');
}

/**
 * The name goes in first: of two processes that do the same step, the second breaks the primary key and finds it done.
 * Foreign keys are off meanwhile (a table made anew would take its children with it) and checked in the end: a broken
 * one makes the checksum null, which its column refuses.
 */
async function apply(client: Client, migration: Migration): Promise<void> {
	const steps = migration.sql.split('--> statement-breakpoint').map((step) => step.trim());
	try {
		await client.migrate([
			record(migration),
			...steps.filter(Boolean).map((sql) => ({ sql, args: [] })),
			verify(migration)
		]);
	} catch (error) {
		if (!isConstraintError(error)) throw error;
		const done = await applied(client);
		if (done.some(({ name }) => name === migration.name)) return;
		throw new DatabaseUnusable(
			`The step ${migration.name} does not fit this database: nothing was changed.`,
			{
				cause: error
			}
		);
	}
}

function record(migration: Migration): Bound {
	const args = [migration.name, checksum(migration), BigInt(Date.now())];
	return { sql: 'insert into migration (name, checksum, applied_at) values (?, ?, ?)', args };
}

function verify({ name }: Migration): Bound {
	const broken = 'exists (select 1 from pragma_foreign_key_check)';
	const sql = `update migration set checksum = case when ${broken} then null else checksum end where name = ?`;
	return { sql, args: [name] };
}
