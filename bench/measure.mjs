import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const usage = new URL('usage.mjs', import.meta.url).href;
const TICKS_A_SECOND = 100;
const SAMPLE_MS = 250;

/**
 * Runs a module with Node to its end and gives what it used from its first instruction on: CPU time of itself and of the
 * processes that it started, and its peak memory; with `others`, together with theirs, seen four times a second.
 * @param {string} file @param {readonly string[]} args
 * @param {{ folder: string, flags?: readonly string[], env?: NodeJS.ProcessEnv, others?: boolean, most?: number }} how
 *   `flags`: Node's; `most`: seconds until it is stopped
 * @returns {Promise<{ cpuUs: number, maxRssKb: number }>}
 */
export async function measure(
	file,
	args,
	{ folder, flags = [], env = process.env, others = false, most = 3_600 }
) {
	const report = join(folder, 'usage.json');
	rmSync(report, { force: true });
	const child = spawn(process.execPath, [...flags, '--import', usage, file, ...args], {
		env: { ...env, BENCH_USAGE: report },
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true
	});
	const stop = () => process.kill(-child.pid, 'SIGKILL');
	const tooLong = setTimeout(stop, most * 1_000);
	process.once('exit', stop);
	const said = [];
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part));
	const seen = others ? watchTree(child.pid) : undefined;
	const status = await new Promise((done) => child.once('close', done));
	clearTimeout(tooLong);
	process.off('exit', stop);
	const sampled = seen?.stop() ?? { cpuUs: 0, rssKb: 0 };
	if (status !== 0) throw new Error(`${file} ${args.join(' ')}: ${Buffer.concat(said)}`);
	const { cpuUs, maxRssKb } = JSON.parse(readFileSync(report, 'utf8'));
	return { cpuUs: Math.max(cpuUs, sampled.cpuUs), maxRssKb: Math.max(maxRssKb, sampled.rssKb) };
}

/** Adds up, every now and then, what a process and all below it hold, shared pages shared out; and what each has used. */
function watchTree(root) {
	const cpu = new Map();
	let rssKb = 0;
	const timer = setInterval(() => {
		let now = 0;
		for (const { pid, ticks } of treeOf(root)) {
			cpu.set(pid, Math.max(cpu.get(pid) ?? 0, ticks));
			now += shareKb(pid);
		}
		rssKb = Math.max(rssKb, now);
	}, SAMPLE_MS);
	return {
		stop() {
			clearInterval(timer);
			const ticks = [...cpu.values()].reduce((sum, one) => sum + one, 0);
			return { cpuUs: (ticks * 1e6) / TICKS_A_SECOND, rssKb };
		}
	};
}

function treeOf(root) {
	const all = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((name) => statOf(Number(name)) ?? []);
	const inTree = new Set([root]);
	for (let before = 0; before < inTree.size;) {
		before = inTree.size;
		for (const { pid, parent } of all) if (inTree.has(parent)) inTree.add(pid);
	}
	return all.filter(({ pid }) => inTree.has(pid));
}

/** proc(5): fields 4, 14 and 15 of stat; the name before them may hold spaces. */
function statOf(pid) {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return { pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
	} catch {
		return undefined;
	}
}

function shareKb(pid) {
	try {
		return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
	} catch {
		return 0;
	}
}

/** @param {string} path from this folder */
export const inBench = (path) => fileURLToPath(new URL(path, import.meta.url));
