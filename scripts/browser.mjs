import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { stop, say } from './prepare.mjs';

const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/snap/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

/**
 * The path of a browser for the journeys: the system's Chromium, else Playwright's own, else Debian's package.
 * Stops with what to do when none can be had: journeys are never left out.
 */
export async function browser() {
	const there = systemBrowser() ?? (await playwrightBrowser());
	if (there) return there;
	say('Fetching a browser for the journeys ...');
	attempt('npx', ['playwright', 'install', 'chromium']);
	const own = await playwrightBrowser();
	if (own) return own;
	const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
	for (const step of [
		['apt-get', 'update'],
		['apt-get', 'install', '-y', '--no-install-recommends', 'chromium']
	]) {
		const [program, ...args] = [...sudo, ...step];
		attempt(program, args);
	}
	return (
		systemBrowser() ??
		stop('The journeys need a browser: install Chromium, or give its path in CHROMIUM_PATH.')
	);
}

function systemBrowser() {
	return [process.env.CHROMIUM_PATH, ...PLACES].find((path) => path && existsSync(path));
}

async function playwrightBrowser() {
	const { chromium } = await import('@playwright/test');
	const path = chromium.executablePath();
	return path && existsSync(path) ? path : undefined;
}

/** @param {string} program @param {string[]} args */
function attempt(program, args) {
	spawnSync(program, args, {
		stdio: ['ignore', 'ignore', 'ignore'],
		timeout: 600_000,
		shell: process.platform === 'win32'
	});
}
