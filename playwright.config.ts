import { defineConfig } from '@playwright/test';

/** Debian's browser as root needs no sandbox; the other switches keep it from calling home. */
const QUIET = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

export default defineConfig({
	testDir: 'tests/journeys',
	testMatch: '*.journey.ts',
	outputDir: 'test-results',
	fullyParallel: false,
	workers: 2,
	timeout: 120_000,
	expect: { timeout: 20_000 },
	forbidOnly: true,
	retries: 0,
	reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : [['list']],
	use: {
		viewport: { width: 360, height: 740 },
		locale: 'fr-FR',
		timezoneId: 'Europe/Paris',
		launchOptions: { executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: QUIET },
		screenshot: 'only-on-failure'
	}
});
