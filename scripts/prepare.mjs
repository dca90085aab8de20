import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const OLDEST_NODE = [20, 19];
const BUILT_FROM = [
	'src',
	'drizzle',
	'package-lock.json',
	'svelte.config.js',
	'tsconfig.json',
	'vite.bundled.ts',
	'vite.config.ts',
	'vite.cli.config.ts'
];

/** Stops with a sentence when this Node is too old. */
export function checkNode() {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	const isOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
	if (isOld) stop(`Palier needs Node ${OLDEST_NODE.join('.')} or later; this is ${process.versions.node}.`);
}

/** Installs the packages of package-lock.json, unless exactly these are there. */
export function install() {
	checkNode();
	const wanted = hashOf(['package-lock.json']);
	const stamp = join(root, 'node_modules', '.palier-installed');
	if (isStamped(stamp, wanted)) return;
	say('Installing packages ...');
	run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error']);
	writeFileSync(stamp, wanted);
}

/** Builds the server and the command, unless they were built from exactly these sources. */
export function build() {
	const wanted = hashOf(BUILT_FROM);
	const stamp = join(root, 'build', '.built-from');
	if (isStamped(stamp, wanted)) return;
	say('Building ...');
	run('npm', ['run', 'build', '--silent'], { quiet: true });
	mkdirSync(join(root, 'build'), { recursive: true });
	writeFileSync(stamp, wanted);
}

/**
 * Runs a program in the project's folder and stops with its exit status when it fails.
 * @param {string} program
 * @param {string[]} args
 * @param {{ quiet?: boolean, env?: NodeJS.ProcessEnv }} [options] quiet: its output is shown only when it fails
 */
export function run(program, args, { quiet = false, env = process.env } = {}) {
	const shell = process.platform === 'win32';
	const stdio = quiet ? 'pipe' : ['inherit', 2, 2];
	const done = spawnSync(program, args, {
		cwd: root,
		stdio,
		env,
		shell,
		encoding: 'utf8',
		maxBuffer: 1 << 26
	});
	if (done.status === 0) return;
	if (quiet) process.stderr.write(`${done.stdout}${done.stderr}`);
	stop(
		`"${program} ${args.join(' ')}" did not succeed${done.error ? `: ${done.error.message}` : ''}.`,
		done.status ?? 1
	);
}

/** @param {string} text */
export function say(text) {
	process.stderr.write(`${text}\n`);
}

/**
 * @param {string} text
 * @returns {never}
 */
export function stop(text, status = 1) {
	say(text);
	process.exit(status);
}

/** @param {string} stamp @param {string} wanted */
function isStamped(stamp, wanted) {
	return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

/** @param {string[]} places */
function hashOf(places) {
	const hash = createHash('sha256').update(process.versions.modules);
	for (const file of places.flatMap((place) => filesIn(place)))
		hash.update(`${file}\0`).update(readFileSync(join(root, file)));
	return hash.digest('hex');
}

/**
 * @param {string} place
 * @returns {string[]}
 */
function filesIn(place) {
	const path = join(root, place);
	if (!existsSync(path)) return [];
	if (!statSync(path).isDirectory()) return [place];
	return readdirSync(path)
		.sort()
		.filter((name) => !name.endsWith('.test.ts'))
		.flatMap((name) => filesIn(join(place, name)));
}
