import type { Browser, Page } from '@playwright/test';
import { speak } from '#lib/text/speak.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cookieOf, post } from './neighbours.ts';
import { expect, test, type Palier } from './palier.ts';
import { phoneWith } from './residents.ts';

const say = speak('fr');
const BOXES = 6;

/** A hall whose kits are made, and the session of somebody of the office. */
async function open(palier: Palier): Promise<{ cookie: string; round: string }> {
	const list = join(palier.folder, 'list.csv');
	const titles = 'residence;batiment;entree;adresse;code_postal;commune;nombre_boites';
	writeFileSync(list, `${titles}\nLe Parc;A;1;1 allée du Parc;38100;Grenoble;${BOXES}`);
	const link = palier.addLandlord('parc', list);
	palier.kit('parc');
	await palier.start();
	const cookie = cookieOf(
		await post(palier, new URL(link).pathname, { password: 'une tournée sans réseau' })
	);
	const rounds = await fetch(`${palier.url}/landlord/rounds`, { headers: { cookie } });
	return { cookie, round: /\/landlord\/rounds\/[A-Z0-9]{13}/.exec(await rounds.text())![0] };
}

const phone = (browser: Browser, palier: Palier, cookie: string, script = true) =>
	phoneWith(browser, palier, cookie, script);
const tick = (page: Page, n: number) => page.locator('form ol label').nth(n).click();
const saysIn = (page: Page, done: number) =>
	expect(page.locator('#done')).toHaveText(say('rounds.done', { n: BOXES, done }));
const saysKept = (page: Page, n: number) =>
	expect(page.getByRole('status')).toContainText(say('rounds.kept', { n }));
const saysSent = (page: Page) => expect(page.getByRole('status')).toContainText(say('rounds.worksWithout'));

test('ticks wait on the phone without a network, outlive the page, and are sent once', async ({
	palier,
	browser
}) => {
	const { cookie, round } = await open(palier);
	const caretaker = await phone(browser, palier, cookie);
	await caretaker.goto(palier.url + round);
	await saysSent(caretaker);
	await tick(caretaker, 0);
	await saysIn(caretaker, 1);
	await saysSent(caretaker);

	// Not only the page: the worker would still send what waits.
	const context = caretaker.context();
	await palier.stop();
	for (const n of [1, 2, 3, 3]) await tick(caretaker, n);
	await saysIn(caretaker, 3);
	await saysKept(caretaker, 4);
	await caretaker.close();

	const again = await context.newPage();
	await again.goto(palier.url + round);
	await saysIn(again, 3);
	await saysKept(again, 4);
	await tick(again, 4);
	await saysKept(again, 5);

	await palier.start();
	const colleague = await phone(browser, palier, cookie);
	await colleague.goto(palier.url + round);
	await saysSent(colleague);
	await tick(colleague, 5);
	await saysIn(colleague, 2);
	await saysSent(colleague);
	await again.evaluate(() => dispatchEvent(new Event('online')));
	await saysSent(again);
	await again.reload();
	await saysIn(again, 5);
	await colleague.reload();
	await saysIn(colleague, 5);
	await saysSent(again);
	await palier.stop();
	await again.reload();
	await saysIn(again, 5);
});

test('a phone that is slow to look what it keeps moves no box back under a finger', async ({
	palier,
	browser
}) => {
	const { cookie, round } = await open(palier);
	const caretaker = await phone(browser, palier, cookie);
	await caretaker.addInitScript(() => {
		const success = Object.getOwnPropertyDescriptor(IDBRequest.prototype, 'onsuccess')!;
		const set = function (this: IDBRequest, told: (event: Event) => void) {
			const isLook = this.source instanceof IDBObjectStore && this.transaction?.mode === 'readonly';
			success.set!.call(this, isLook ? (event: Event) => setTimeout(told, 400, event) : told);
		};
		Object.defineProperty(IDBRequest.prototype, 'onsuccess', { set });
	});
	await caretaker.goto(palier.url + round);
	await saysSent(caretaker);
	await palier.stop();
	for (let n = 0; n < BOXES; n++) {
		await tick(caretaker, n);
		await caretaker.waitForTimeout(150);
		await tick(caretaker, n);
	}
	await saysKept(caretaker, 2 * BOXES);
	await saysIn(caretaker, 0);
});

test('a tick before the script is there counts', async ({ palier, browser }) => {
	const { cookie, round } = await open(palier);
	const caretaker = await phone(browser, palier, cookie);
	let letScriptsIn = () => {};
	const scripts = new Promise<void>((letIn) => (letScriptsIn = letIn));
	await caretaker.route('**/*.js', async (route) => {
		await scripts;
		await route.continue();
	});
	await caretaker.goto(palier.url + round, { waitUntil: 'commit' });
	await tick(caretaker, 1);
	letScriptsIn();
	await saysIn(caretaker, 1);
	await saysSent(caretaker);
	await caretaker.reload();
	await saysIn(caretaker, 1);
});

test('signing out wipes what the phone kept of rounds', async ({ palier, browser }) => {
	const { cookie, round } = await open(palier);
	const caretaker = await phone(browser, palier, cookie);
	await caretaker.goto(palier.url + round);
	await saysSent(caretaker);
	const kept = () => caretaker.evaluate(async () => (await caches.keys()).length);
	await expect.poll(kept).toBe(1);
	await caretaker.goto(`${palier.url}/landlord/rounds`);
	await caretaker.locator('form[action*="sign-in?/out"]').evaluate((form: HTMLFormElement) => form.submit());
	await caretaker.waitForURL('**/sign-in*');
	await expect.poll(kept).toBe(0);
	await caretaker.context().setOffline(true);
	await expect(caretaker.goto(palier.url + round)).rejects.toThrow('ERR_INTERNET_DISCONNECTED');
});

test('without a script a round is a form: what is ticked in it, and was not', async ({ palier, browser }) => {
	const { cookie, round } = await open(palier);
	const caretaker = await phone(browser, palier, cookie, false);
	await caretaker.goto(palier.url + round);
	await tick(caretaker, 0);
	await tick(caretaker, 2);
	await caretaker.getByRole('button', { name: say('rounds.save') }).click();
	await saysIn(caretaker, 2);
	await tick(caretaker, 0);
	await caretaker.getByRole('button', { name: say('rounds.save') }).click();
	await saysIn(caretaker, 1);
	await caretaker.getByRole('button', { name: say('rounds.tickAll') }).click();
	await saysIn(caretaker, BOXES);
});

test('ticks are taken as JSON of who is signed in, and of nobody else', async ({ palier }) => {
	const { cookie, round } = await open(palier);
	const send = (body: string, type: string, path = round) =>
		fetch(`${palier.url}${path}/ticks`, {
			...{ method: 'POST', redirect: 'manual', body },
			headers: { cookie, 'content-type': type }
		}).then(({ status }) => status);
	const nothing = JSON.stringify({ by: 'somebody', ticks: [] });
	expect(await send(nothing, 'application/json')).toBe(409);
	expect(await send('{', 'application/json')).toBe(400);
	expect(await send(JSON.stringify({ ticks: [{}] }), 'application/json')).toBe(400);
	expect(await send(nothing, 'application/octet-stream')).toBe(415);
});
