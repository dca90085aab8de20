/** What a kit costs: see README.md beside this file. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { machine, median, settings, table } from './figures.mjs';
import { importMailboxes, measure, newPalier, PUBLIC_URL, SLUG } from './palier.mjs';

const asked = await settings({
	big: { type: 'boolean' },
	rounds: { type: 'string', default: '3' }
});
const sizes = [10, 100, 1_000, ...(asked.big ? [10_000] : [])];
/** The peer takes minutes and gigabytes beyond that. */
const MOST_FOR_PEER = 100;

const lots = sizes.map(prepare);
const runs = lots.flatMap((lot) => [
	{ name: 'Palier', lot, program: 'palier', args: lot.kitArgs, used: [] },
	{ name: 'limit', lot, program: 'kit/floor.mjs', args: [lot.plan, lot.floor], used: [] },
	...(lot.mailboxes <= MOST_FOR_PEER
		? [{ name: 'pdf-lib', lot, program: 'kit/peer.mjs', args: [lot.plan, lot.peer], used: [] }]
		: [])
]);
for (let round = 0; round < Number(asked.rounds); round++)
	for (const run of runs) run.used.push(measure(run.program, run.args, run.lot.palier));

console.log(await report());

/** A Palier with so many mailboxes, and what limit and peer need to know of them. */
function prepare(mailboxes) {
	const palier = newPalier();
	const codes = importMailboxes(palier, mailboxes);
	const [kit, floor, peer] = ['kit', 'floor', 'peer'].map((name) => join(palier.folder, `${name}.pdf`));
	const kitArgs = ['kit', SLUG, '--language', 'ar', '--out', kit, '--json'];
	const { pages } = palier.run(...kitArgs.slice(0, -1));
	const plan = join(palier.folder, 'plan.json');
	const otherPages = pages - 2 * mailboxes;
	writeFileSync(
		plan,
		JSON.stringify({ publicUrl: PUBLIC_URL, codes, otherPages, stamp: everydayInk(), words: words() })
	);
	return { palier, mailboxes, pages, kit, floor, peer, kitArgs, plan };
}

/** Some marks that every page has, about as many as a letter's: its content does not matter, it is written once. */
function everydayInk() {
	let marks = '';
	for (let i = 0; marks.length < 60_000; i++) marks += `${(i % 190) + 10} ${(i * 7) % 280} 0.3 0.3 re\n`;
	return `${marks}f\n`;
}

/** The sentences of a letter, in French. */
function words() {
	const file = readFileSync(new URL('../src/lib/text/print.fr.ts', import.meta.url), 'utf8');
	return [...file.matchAll(/'([^'\n]{20,})'/g)].map(([, sentence]) =>
		sentence.replaceAll(/[\u202f\u00a0]/g, ' ')
	);
}

async function report() {
	const cpuOf = ({ used }) => used.map(({ cpuUs }) => cpuUs / 1e6);
	const limitOf = ({ lot }) => runs.find((run) => run.lot === lot && run.name === 'limit');
	const rows = runs.map((run) => {
		const { name, lot, used } = run;
		const ratios = cpuOf(run).map((cpu, round) => cpu / cpuOf(limitOf(run))[round]);
		const file = { Palier: lot.kit, limit: lot.floor, 'pdf-lib': lot.peer }[name];
		return [
			lot.mailboxes,
			name,
			name === 'pdf-lib' ? 2 * lot.mailboxes : lot.pages,
			Math.min(...cpuOf(run)).toFixed(2),
			median(cpuOf(run)).toFixed(2),
			`${median(ratios).toFixed(1)}x`,
			Math.round(median(used.map(({ maxRssKb }) => maxRssKb)) / 1024),
			(statSync(file).size / 1e6).toFixed(2)
		];
	});
	return [
		`${await machine()}; ${asked.rounds} rounds`,
		'',
		table(
			['mailboxes', 'what', 'pages', 'CPU s, min', 'median', 'times the limit', 'peak RSS MB', 'MB'],
			rows
		),
		'',
		...['Palier', 'limit'].map(marginal)
	].join('\n');
}

/** Without the start of the process: the slope between the two largest kits. */
function marginal(name) {
	const [before, after] = runs.filter((run) => run.name === name).slice(-2);
	const cpu = ({ used }) => median(used.map(({ cpuUs }) => cpuUs));
	const ms = (cpu(after) - cpu(before)) / (after.lot.mailboxes - before.lot.mailboxes) / 1_000;
	return `${name}: ${ms.toFixed(2)} ms of CPU for each mailbox more.`;
}
