import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install, root, say } from './prepare.mjs';

/** `npm test`: everything that must be true, and at the end how many tests passed. */
install();
const { browser } = await import('./browser.mjs');
const chromium = await browser();
const reports = mkdtempSync(join(tmpdir(), 'palier-test-'));
const failures = [];

step('format', 'npx', ['prettier', '--check', '--log-level', 'warn', '.']);
step('types', 'npm', ['run', '--silent', 'check']);
step('lint', 'npx', ['eslint', '.']);
step('unit, storage and architecture tests', 'npx', [
	'vitest',
	'run',
	'--reporter=default',
	'--reporter=json',
	`--outputFile.json=${join(reports, 'unit.json')}`
]);
say('\n== build');
build();
step('journeys', 'npx', ['playwright', 'test', '--retries=1'], {
	CHROMIUM_PATH: chromium,
	PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, 'journeys.json')
});

const unit = counted(
	'unit.json',
	({ numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped }) => ({
		passed,
		failed,
		skipped
	})
);
const journeys = counted('journeys.json', ({ stats: { expected, unexpected, flaky, skipped } }) => ({
	passed: expected + flaky,
	failed: unexpected,
	skipped,
	flaky
}));
rmSync(reports, { recursive: true, force: true });

const total = (kind) => unit[kind] + journeys[kind];
for (const failure of failures) console.log(`FAILED: ${failure}`);
if (journeys.flaky)
	console.log(`PASSED ONLY AT THE SECOND TRY: ${journeys.flaky} journeys, named above as flaky`);
console.log(`\nunit, storage, architecture: ${unit.passed} passed; journeys: ${journeys.passed} passed`);
const failed = total('failed') + (total('failed') === 0 ? failures.length : 0);
console.log(`${total('passed')} passed, ${failed} failed, ${total('skipped')} skipped`);
process.exit(failures.length === 0 ? 0 : 1);

/** @param {string} name @param {string} program @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
function step(name, program, args, env = {}) {
	say(`\n== ${name}`);
	const { status } = spawnSync(program, args, {
		cwd: root,
		stdio: 'inherit',
		env: { ...process.env, ...env },
		shell: process.platform === 'win32'
	});
	if (status !== 0) failures.push(name);
}

/** @param {string} file @param {(report: any) => { passed: number, failed: number, skipped: number, flaky?: number }} read */
function counted(file, read) {
	try {
		return read(JSON.parse(readFileSync(join(reports, file), 'utf8')));
	} catch {
		failures.push(`no report of ${file.replace('.json', '')}`);
		return { passed: 0, failed: 0, skipped: 0 };
	}
}
