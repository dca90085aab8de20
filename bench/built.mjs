import { spawnSync } from 'node:child_process';
import { inBench } from './measure.mjs';

export const built = inBench('../node_modules/.cache/palier-bench');

/** Builds what is measured of Palier's modules (`vite.config.ts`). */
export function buildModules() {
	const vite = inBench('../node_modules/vite/bin/vite.js');
	run(process.execPath, [vite, 'build', '--config', inBench('vite.config.ts')], inBench('..'));
}

/** Runs a program to its end; throws what it said when it fails. */
export function run(command, args, cwd) {
	const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
	if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error ?? ''}${stdout}${stderr}`);
}
