import type { Page } from '@playwright/test';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test as base, type Palier } from './palier.ts';

const program = fileURLToPath(new URL('../../build/cli/demo.js', import.meta.url));

/** A folder and a port of its own; the demo is started by `demo()`. */
const test = base.extend<{ demo: () => Promise<{ said: string; process: ChildProcess }> }>({
	demo: async ({ palier }, use) => {
		const running: ChildProcess[] = [];
		await use(() => startDemo(palier, running));
		for (const one of running) one.kill('SIGKILL');
	}
});

async function startDemo(palier: Palier, running: ChildProcess[]) {
	const env = {
		...process.env,
		NODE_ENV: 'production',
		PALIER_PUBLIC_URL: palier.url,
		PALIER_DATA: palier.folder,
		PORT: new URL(palier.url).port
	};
	const one = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
	running.push(one);
	let said = '';
	for (const stream of [one.stdout, one.stderr])
		stream.on('data', (bytes: Buffer) => (said += bytes.toString()));
	await expect.poll(() => said, { timeout: 60_000 }).toContain('Ctrl-C');
	return { said, process: one };
}

const end = (one: ChildProcess, signal: NodeJS.Signals) =>
	new Promise<number | null>((done) => {
		one.once('exit', done);
		one.kill(signal);
	});

test('says who is who, ends on Ctrl-C, and keeps its data', async ({ demo, palier, page }) => {
	const first = await demo();
	const mailbox = /A claimed mailbox: +(\S+)/.exec(first.said)![1]!;
	expect(mailbox).toMatch(/^http:\/\/localhost:\d+\/[0-9A-Z]{13}$/);
	expect(existsSync(/Kit of the three halls: +(\S+)/.exec(first.said)![1]!)).toBe(true);
	expect(statSync(join(palier.folder, 'demo.json')).mode & 0o077, 'nobody else reads the passwords').toBe(0);
	for (const who of ['Amina', 'Bruno', 'Chantal', 'manager', 'Denis', 'Élise', 'caretaker'])
		expect(first.said).toContain(who);

	await signIn(page, first.said, 'Denis');
	await expect(page.getByText('Les Tilleuls')).toBeVisible();
	await signIn(page, first.said, 'The caretaker');
	await page.goto(`${palier.url}/landlord/rounds`);
	await expect(page.locator('a[href*="/landlord/rounds/"]')).toHaveCount(1);
	await page.goto(/Bruno[^:]*: +(\S+)/.exec(first.said)![1]!);
	await expect(page.locator('h1')).toBeVisible();

	expect(await end(first.process, 'SIGINT')).toBe(0);
	const second = await demo();
	expect(second.said).toContain(mailbox);
	const key = /Amina[^:]*: +(\S+) +spare key (\S+)/.exec(second.said)!;
	await page.goto(key[1]!);
	await page.locator('input[name=key]').fill(key[2]!);
	await page.locator('main button').click();
	await page.goto(`${palier.url}/home`);
	await expect(page.getByText('Bruno')).toBeVisible();
});

async function signIn(page: Page, said: string, who: string): Promise<void> {
	const [, door, email, password] = new RegExp(`${who}[^:]*: +(\\S+) +e-mail (\\S+) +password (\\S+)`).exec(
		said
	)!;
	await page.goto(door!);
	await page.locator('input[name=email]').fill(email!);
	await page.locator('input[type=password]').fill(password!);
	await page.locator('main button').click();
	await expect(page).toHaveURL(/\/landlord(\?|$|\/rounds)/);
}

test('a first start that was cut short begins again', async ({ demo, palier }) => {
	writeFileSync(join(palier.folder, 'demo.filling'), '');
	writeFileSync(join(palier.folder, 'palier.db'), 'half a database');
	const { said } = await demo();
	expect(said).toContain('A claimed mailbox');
	expect(existsSync(join(palier.folder, 'demo.filling'))).toBe(false);
});

test('a start beside one that is still filling the database takes nothing away', async ({ demo, palier }) => {
	const first = await demo();
	writeFileSync(join(palier.folder, 'demo.filling'), '');
	const size = statSync(join(palier.folder, 'palier.db')).size;
	const env = {
		...process.env,
		NODE_ENV: 'production',
		PALIER_PUBLIC_URL: palier.url,
		PALIER_DATA: palier.folder
	};
	const second = spawnSync(process.execPath, [program], { env, encoding: 'utf8' });
	expect(second.status).toBe(1);
	expect(second.stderr).toContain('stop the server');
	expect(statSync(join(palier.folder, 'palier.db')).size).toBe(size);
	expect(await (await fetch(`${palier.url}/healthz`)).text()).toBe('ok');
	expect(await end(first.process, 'SIGINT')).toBe(0);
});
