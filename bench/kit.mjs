/** What a kit costs, beside a PDF written by hand and beside other libraries: see README.md beside this file. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built, buildModules, run } from './built.mjs';
import { machine, median, settings, table } from './figures.mjs';
import { inBench, measure } from './measure.mjs';
import { memory } from '../scripts/memory.mjs';

const asked = await settings({
	/** Measures what was built last. */
	built: { type: 'boolean' },
	big: { type: 'boolean' },
	check: { type: 'boolean' },
	rounds: { type: 'string', default: '3' },
	sizes: { type: 'string', default: '10,1000,10000' },
	only: { type: 'string' },
	slow: { type: 'boolean' }
});
const BIG = 100_000;
const sizes = [...asked.sizes.split(',').map(Number), ...(asked.big ? [BIG] : [])];
const folder = mkdtempSync(join(tmpdir(), 'palier-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

/**
 * Up to `most` mailboxes, beyond that with --slow; beyond `once` mailboxes in the first round only.
 * @type {readonly { name: string, file: string, flags?: readonly string[], env?: Record<string, string>, most?: number, once?: number, others?: boolean }[]}
 */
const programs = [
	{ name: 'Palier', file: `${built}/palier.js`, flags: memory, most: BIG },
	{ name: 'floor', file: inBench('kit/floor.mjs'), flags: memory, most: BIG },
	{ name: 'floor, shared letter', file: inBench('kit/floor.mjs'), flags: memory, env: { LETTER: 'shared' } },
	{
		name: 'floor, shared letter, level 1',
		file: inBench('kit/floor.mjs'),
		flags: memory,
		env: { LETTER: 'shared', LEVEL: '1' }
	},
	{ name: 'muhammara', file: inBench('kit/peers/muhammara.mjs') },
	{ name: 'pdf-lib, optimised', file: inBench('kit/peers/pdfLib.mjs') },
	{ name: 'pdfkit', file: inBench('kit/peers/pdfkit.mjs') },
	{ name: 'typst', file: inBench('kit/peers/typst.mjs'), most: 1_000 },
	{ name: 'pdf-lib, naive', file: inBench('kit/peers/pdfLibNaive.mjs'), most: 10, once: 10 },
	{ name: 'Chromium', file: inBench('kit/peers/chromium.mjs'), most: 1_000, once: 10, others: true }
].filter(({ name }) => (asked.only ? asked.only.split(';').includes(name) : isInstalled(name)));

prepare();
const runs = sizes.flatMap((mailboxes) =>
	programs
		.filter(({ most = 10_000 }) => mailboxes <= most || (asked.slow && mailboxes <= 10_000))
		.map((program) => ({ ...program, mailboxes, used: [], bytes: 0 }))
);
for (const mailboxes of sizes)
	for (let round = 0; round < Number(asked.rounds); round++)
		for (const run of runs.filter((one) => one.mailboxes === mailboxes)) await turn(run, round);

console.log(`${await machine()}; up to ${asked.rounds} rounds, in turns\n\n${figures()}\n`);
const goals = judged();
console.log(
	table(
		['goal', 'measured', ''],
		goals.map(({ goal, measured, met }) => [goal, measured, met])
	)
);
if (asked.check && goals.some(({ met }) => met === 'NOT MET')) process.exitCode = 1;

function isInstalled(name) {
	if (name !== 'Chromium') return true;
	const { error } = spawnSync(process.env.BENCH_CHROMIUM ?? 'chromium', ['--version']);
	if (error) console.error('Chromium is not installed: left out');
	return !error;
}

/** Builds Palier's part, installs the peers where they are not, and makes what the floor has beforehand. */
function prepare() {
	if (!asked.built) buildModules();
	const peers = inBench('kit/peers');
	if (!existsSync(join(peers, 'node_modules'))) {
		console.error('Installing the peers: muhammara may have to be compiled, which takes minutes');
		run('npm', ['ci', '--no-audit', '--no-fund'], peers);
	}
	run(process.execPath, [`${built}/prepare.js`, folder], folder);
}

/** One program's turn. What it made is looked at once, in the first round. */
async function turn(one, round) {
	const { name, file, flags, env, mailboxes, once = Infinity, others } = one;
	if (round > 0 && mailboxes > once) return;
	const out = join(folder, 'kit.pdf');
	const args = [String(mailboxes), out, folder, built];
	one.used.push(await measure(file, args, { folder, flags, env: { ...process.env, ...env }, others }));
	if (round > 0) return;
	one.bytes = statSync(out).size;
	run(process.execPath, [inBench('kit/verify.mjs'), out, String(mailboxes)], folder);
	console.error(`${name}, ${mailboxes} mailboxes: right`);
}

function figures() {
	const rows = runs.map((one) => {
		const cpu = cpuOf(one);
		return [
			one.mailboxes,
			one.name,
			Math.min(...cpu).toFixed(2),
			median(cpu).toFixed(2),
			timesTheFloor(one),
			Math.round(median(one.used.map(({ maxRssKb }) => maxRssKb)) / 1024),
			(one.bytes / one.mailboxes / 1000).toFixed(2)
		];
	});
	return table(
		['mailboxes', 'what', 'CPU s, min', 'median', 'times the floor', 'peak MB', 'KB a mailbox'],
		rows
	);
}

function cpuOf({ used }) {
	return used.map(({ cpuUs }) => cpuUs / 1e6);
}

function found(name, mailboxes) {
	return runs.find((one) => one.name === name && one.mailboxes === mailboxes);
}

/** The median, over the rounds that both were in, of how many times as much the first needed; nothing when one was not run. */
function ratio(one, other) {
	if (!one || !other) return undefined;
	const [first, second] = [cpuOf(one), cpuOf(other)];
	return median(first.slice(0, second.length).map((cpu, round) => cpu / second[round]));
}

function timesTheFloor(one) {
	const times = ratio(one, found('floor', one.mailboxes));
	return times === undefined ? '' : `${times.toFixed(2)}x`;
}

/** The goals of the issue that asked for this engine. */
function judged() {
	const [ten, thousand, many, big] = [10, 1_000, 10_000, BIG].map((size) => found('Palier', size));
	const peak = (one) => one && median(one.used.map(({ maxRssKb }) => maxRssKb)) / 1024;
	const perMailbox = (one) => one && median(cpuOf(one)) / one.mailboxes;
	const divided = (a, b) => (a === undefined || b === undefined ? undefined : a / b);
	return [
		atMost('10,000: CPU at most 1.25 times the floor', ratio(many, found('floor', 10_000)), 1.25, 'x'),
		atLeast('10,000: 8 times ahead of pdfkit', ratio(found('pdfkit', 10_000), many), 8, 'x'),
		atLeast('10,000: 3 times ahead of muhammara', ratio(found('muhammara', 10_000), many), 3, 'x'),
		atLeast('1,000: 80 times ahead of Chromium', ratio(found('Chromium', 1_000), thousand), 80, 'x'),
		atMost('10, cold: no slower than pdfkit', ratio(ten, found('pdfkit', 10)), 1, 'x'),
		atMost(
			'10,000: CPU a mailbox at most 1.1 times that at 1,000',
			divided(perMailbox(many), perMailbox(thousand)),
			1.1,
			'x'
		),
		atMost('10,000: at most 2.9 KB a mailbox', many && many.bytes / many.mailboxes / 1000, 2.9, ' KB'),
		atMost('100,000: peak memory under 200 MB', peak(big), 200, ' MB'),
		atMost(
			'100,000: peak memory at most 1.3 times that at 1,000',
			divided(peak(big), peak(thousand)),
			1.3,
			'x'
		)
	];
}

function atMost(goal, value, limit, unit) {
	return judgement(goal, value, unit, value <= limit);
}

function atLeast(goal, value, limit, unit) {
	return judgement(goal, value, unit, value >= limit);
}

function judgement(goal, value, unit, isMet) {
	if (value === undefined) return { goal, measured: 'not measured', met: '' };
	return { goal, measured: value.toFixed(2) + unit, met: isMet ? 'met' : 'NOT MET' };
}
