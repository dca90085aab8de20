import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** For tests: a Node process that runs a module's text. Its lines can be read, and it ends with the test. */
export function otherProcess(code: string, ...args: string[]) {
	const child = spawn(process.execPath, ['--input-type=module', '-e', code, ...args], {
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...process.env, NODE_NO_WARNINGS: '1' }
	});
	onTestFinished(() => kill(child));
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	return {
		/** Throws when it ended without another line. */
		async line(): Promise<string> {
			const { value, done } = await lines.next();
			if (done) throw new Error('The other process ended');
			return value;
		},
		/** As a power cut would: SIGKILL. Gives the lines that it had still printed. */
		async kill(): Promise<string[]> {
			await kill(child);
			const rest: string[] = [];
			for (let next = await lines.next(); !next.done; next = await lines.next()) rest.push(next.value);
			return rest;
		}
	};
}

async function kill(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	child.kill('SIGKILL');
	await once(child, 'exit');
}

/** Takes the write lock of a database file as a stranger would, says so, and gives it back after some milliseconds. */
export const LOCKS_IT = `
	import { createClient } from '@libsql/client';
	const [, url, milliseconds] = process.argv;
	const transaction = await createClient({ url }).transaction('write');
	console.log('locked');
	setTimeout(async () => { await transaction.rollback(); console.log('free'); }, Number(milliseconds));
`;

/** Says what one query finds, as JSON. */
export const ASKS = `
	import { createClient } from '@libsql/client';
	const [, url, query] = process.argv;
	console.log(JSON.stringify((await createClient({ url, timeout: 2000 }).execute(query)).rows));
`;

/** Opens the database as Palier does, says so, and then writes rows one by one, a line for each acknowledged one. */
export const WRITES = `
	import { runnerImport } from 'vite';
	const [, url, table] = process.argv;
	const load = async (name) => (await runnerImport('/src/lib/server/db/' + name, { configFile: false, logLevel: 'silent' })).module;
	const { openDatabase } = await load('database.ts');
	const db = await openDatabase({ url, hold: 'write' });
	console.log('open');
	const write = (row) => db.write([{ toSQL: () => ({ sql: 'insert into note (id) values (?)', params: [row] }) }]);
	for (let row = 1; table === 'note'; row++) { await write(row); console.log(row); }
	setInterval(() => {}, 1000);
`;
