import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { memory } from '../scripts/memory.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const command = at('../build/cli/palier.js');
const usage = pathToFileURL(at('usage.mjs')).href;

export const SLUG = 'bench';
export const PUBLIC_URL = 'https://palier.example';
export const MAILBOXES_OF_HALL = 50;

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

/**
 * A built Palier with a folder and a landlord of its own, both gone at the end of the process; or in a folder to `keep`, where an
 * earlier run may have left them.
 * @param {{ keep?: string }} [how]
 */
export function newPalier({ keep } = {}) {
	if (!existsSync(command)) throw new Error('There is nothing to measure yet: npm run build');
	const folder = keep ?? mkdtempSync(join(tmpdir(), 'palier-bench-'));
	if (!keep) process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	const env = {
		...process.env,
		NODE_ENV: 'production',
		PALIER_PUBLIC_URL: PUBLIC_URL,
		PALIER_DATA: folder,
		PALIER_LOG_LEVEL: 'info'
	};
	if (existsSync(join(folder, 'palier.db')))
		return { folder, env, signInLink: null, isNew: false, run: (...args) => run(env, ...args) };
	const manager = 'bench@palier.example';
	const { signInLink } = run(
		env,
		'landlord',
		'add',
		SLUG,
		'--name',
		'Habitat des Tilleuls',
		'--manager',
		manager
	);
	return { folder, env, signInLink, isNew: true, run: (...args) => run(env, ...args) };
}

/** @param {NodeJS.ProcessEnv} env @param {...string} args */
function run(env, ...args) {
	const done = spawnSync(process.execPath, [command, ...args, '--json'], {
		env,
		encoding: 'utf8',
		maxBuffer: 1 << 29
	});
	if (done.status !== 0) throw new Error(`palier ${args.join(' ')}: ${done.stdout}${done.stderr}`);
	return JSON.parse(done.stdout);
}

/**
 * Imports a list of so many mailboxes, in halls of 50, and gives their codes in walking order.
 * @param {ReturnType<typeof newPalier>} palier @param {number} mailboxes
 * @param {{ hallsOfResidence?: number }} [how]
 * @returns {string[]}
 */
export function importMailboxes(palier, mailboxes, { hallsOfResidence = 10 } = {}) {
	const list = join(palier.folder, 'list.csv');
	const halls = Array.from({ length: Math.ceil(mailboxes / MAILBOXES_OF_HALL) }, (_, i) => {
		const count = Math.min(MAILBOXES_OF_HALL, mailboxes - i * MAILBOXES_OF_HALL);
		const residence = `Les Tilleuls ${Math.floor(i / hallsOfResidence) + 1}`;
		return `${residence};A;${i + 1};${i + 1} rue des Tilleuls;93200;Saint-Denis;${count}`;
	});
	writeFileSync(
		list,
		['residence;batiment;entree;adresse;code_postal;commune;nombre_boites', ...halls].join('\n')
	);
	palier.run('import', SLUG, list);
	return palier.run('mailboxes', SLUG).mailboxes.map(({ code }) => code);
}

/**
 * Starts a program. A measured one can be asked what it used; one that is not takes orders by `tell`. `ready` waits for its
 * answer at the address.
 * @param {string} program path of a module, or 'palier' for the built command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, measured?: boolean, beside?: string[] }} [how] `beside`: modules that it loads too,
 * for `tell`
 */
export function start(program, args, { env = process.env, measured = true, beside = [] } = {}) {
	const file = program === 'palier' ? command : at(program);
	const loaded = [...(measured ? [usage] : []), ...beside.map((module) => pathToFileURL(at(module)).href)];
	const flags = program === 'palier' ? memory : [];
	const child = spawn(
		process.execPath,
		[...flags, ...loaded.flatMap((url) => ['--import', url]), file, ...args],
		{
			env,
			stdio: ['ignore', 'ignore', 'inherit', 'ipc']
		}
	);
	process.on('exit', () => child.kill('SIGKILL'));
	const said = () =>
		new Promise((done, fail) => {
			const ended = () => fail(new Error(`${program} ended`));
			child.once('exit', ended);
			child.once('message', (message) => {
				child.off('exit', ended);
				done(message);
			});
		});
	return {
		pid: child.pid,
		tell: async (message) => {
			const answer = said();
			child.send(message);
			return answer;
		},
		used: async () => {
			const answer = said();
			child.send('usage');
			return answer;
		},
		async ready(url) {
			for (let tries = 0; tries < 600; tries++) {
				if (child.exitCode !== null) throw new Error(`${program} ended`);
				if ((await fetch(url).catch(() => null))?.ok) return;
				await new Promise((done) => setTimeout(done, 50));
			}
			throw new Error(`${program} does not answer`);
		},
		/** Waits until it does nothing by itself: what a server does at its start is over. */
		async settled() {
			for (let before = await this.used(); ;) {
				await new Promise((done) => setTimeout(done, 1_000));
				const now = await this.used();
				if (now.cpuUs - before.cpuUs < 20_000) return;
				before = now;
			}
		},
		async stop() {
			if (child.exitCode !== null) return;
			const ended = new Promise((done) => child.once('exit', done));
			child.kill('SIGTERM');
			await ended;
		}
	};
}

/** @returns {Promise<number>} */
export function freePort() {
	return new Promise((done, fail) => {
		const probe = createServer().once('error', fail);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address();
			probe.close(() => done(port));
		});
	});
}
