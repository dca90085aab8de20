/** What the studio's sheet and picture cost in a warm process: see README.md beside this file. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built, buildModules } from './built.mjs';
import { machine, median, percentile, settings, table } from './figures.mjs';

const asked = await settings({ check: { type: 'boolean' } });
const GOALS = { sheet: 20, picture: 5 };

buildModules();
const folder = mkdtempSync(join(tmpdir(), 'palier-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const { status, stdout, stderr } = spawnSync(process.execPath, [`${built}/studio.js`], {
	env: { ...process.env, PALIER_PUBLIC_URL: 'https://palier.example', PALIER_DATA: folder },
	encoding: 'utf8'
});
if (status !== 0) throw new Error(stderr);
const measured = JSON.parse(stdout);

const rows = Object.entries(GOALS).map(([what, goal]) => {
	const { each, bytes } = measured[what];
	const sorted = [...each].sort((a, b) => a - b);
	const middle = median(each);
	return [
		what === 'sheet' ? 'a sheet, PDF' : 'a picture, SVG',
		middle.toFixed(1),
		percentile(sorted, 0.95).toFixed(1),
		(bytes / 1000).toFixed(1),
		`under ${goal}`,
		middle < goal ? 'met' : 'NOT MET'
	];
});
console.log(
	`${await machine()}; 200 of each after 100; the first sheet of the process took ${measured.firstMs.toFixed(0)} ms\n`
);
console.log(table(['what', 'CPU ms, median', 'p95', 'KB', 'goal', ''], rows));
if (asked.check && rows.some((row) => row.at(-1) === 'NOT MET')) process.exitCode = 1;
