import type { Database, Written } from './db/database.ts';
import { isConstraintError } from './db/errors.ts';
import type { Statement } from './db/statement.ts';

interface Waiting {
	readonly statements: readonly Statement[];
	readonly done: (results: Written[]) => void;
	readonly failed: (error: unknown) => void;
}

/** Who waits for the next commit of a database; one that is not there has none under way. */
const queues = new WeakMap<Database, Waiting[]>();

/** So many at most share a commit. */
const MOST = 32;

/**
 * Like `db.write`, for what many do at once: whoever comes while a commit is under way shares the next one with all others that
 * came, in their order. Each sees what those before it wrote, and a promise is kept only once the commit is on the disk.
 */
export function writeTogether(db: Database, statements: readonly Statement[]): Promise<Written[]> {
	return new Promise((done, failed) => {
		const one = { statements, done, failed };
		const queue = queues.get(db);
		if (queue) return void queue.push(one);
		queues.set(db, [one]);
		void writeAll(db, queues.get(db)!);
	});
}

async function writeAll(db: Database, queue: Waiting[]): Promise<void> {
	while (queue.length > 0) await writeSome(db, queue.splice(0, MOST));
	queues.delete(db);
}

async function writeSome(db: Database, some: readonly Waiting[]): Promise<void> {
	try {
		const results = await db.write(some.flatMap(({ statements }) => statements));
		let first = 0;
		for (const { statements, done } of some) done(results.slice(first, (first += statements.length)));
	} catch (error) {
		// One that breaks a constraint takes nobody along.
		if (some.length > 1 && isConstraintError(error)) for (const one of some) await writeSome(db, [one]);
		else for (const { failed } of some) failed(error);
	}
}
