import type { Page } from '@playwright/test';
import { speak } from '#lib/text/speak.ts';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimOf, cookieOf, post } from './neighbours.ts';
import { expect, test, type Palier, type Place } from './palier.ts';

const say = speak('fr');
const PASSWORD = 'les tilleuls sont en fleurs';
const HALL_MAILBOXES = 50;

/** A landlord with a residence for each number of mailboxes, called after it, and its manager's session. */
async function open(palier: Palier, mailboxes: readonly number[]) {
	const list = join(palier.folder, 'list.csv');
	writeFileSync(list, listOf(mailboxes));
	const link = palier.addLandlord('tilleuls', list);
	await palier.start();
	return { link, cookie: await signIn(palier, link) };
}

function listOf(residences: readonly number[]): string {
	const rows = residences.flatMap((mailboxes) =>
		Array.from(
			{ length: mailboxes / HALL_MAILBOXES },
			(_, i) => `Tour ${mailboxes};A;${i + 1};${i + 1} allée ${mailboxes};69003;Lyon;${HALL_MAILBOXES}`
		)
	);
	return ['residence;batiment;entree;adresse;code_postal;commune;nombre_boites', ...rows].join('\n');
}

const signIn = async (palier: Palier, link: string) =>
	cookieOf(await post(palier, new URL(link).pathname, { password: PASSWORD }));

const get = (palier: Palier, path: string, cookie: string, more: RequestInit = {}) =>
	fetch(`${palier.url}${path}`, {
		redirect: 'manual',
		...more,
		headers: { cookie, 'accept-language': 'fr', ...(more.headers as Record<string, string>) }
	});

async function residence(palier: Palier, cookie: string, name: string): Promise<string> {
	const html = await (await get(palier, '/landlord', cookie)).text();
	return new RegExp(`/landlord/residences/([\\w-]+)"[^>]*><bdi>${name}<`).exec(html)![1]!;
}

async function order(palier: Palier, cookie: string, fields: Record<string, string>): Promise<string> {
	const answer = await post(palier, '/landlord/kits?/order', fields, cookie);
	expect(answer.status).toBe(303);
	return answer.headers.get('location')!;
}

const text = async (palier: Palier, path: string, cookie: string) => (await get(palier, path, cookie)).text();

async function untilSaid(palier: Palier, path: string, cookie: string, words: string): Promise<void> {
	await expect.poll(() => text(palier, path, cookie), { timeout: 90_000 }).toContain(words);
}

const filesOf = (palier: Palier) => readdirSync(join(palier.folder, 'kits'));

async function enter(page: Page, palier: Palier, cookie: string): Promise<void> {
	const [name, value] = cookie.split('=', 2);
	await page.context().addCookies([{ name: name!, value: value!, url: palier.url }]);
	await page.goto(`${palier.url}/landlord`);
}

test('300 mailboxes are ordered, followed, downloaded; the download can be resumed; another order is cancelled', async ({
	palier,
	page
}) => {
	test.setTimeout(240_000);
	const { cookie } = await open(palier, [300, 9000]);
	await enter(page, palier, cookie);
	await page.getByRole('link', { name: 'Tour 300' }).click();
	await expect(page.getByText(say('office.kit.waitLarge'))).toBeVisible();
	await page.locator('input[name=form][value=zip]').check({ force: true });
	await page.getByRole('button', { name: say('office.kit.all') }).click();
	await expect(page).toHaveURL(/\/landlord\/kits\/[0-9a-f]{32}$/);
	await expect(page.getByRole('progressbar').or(page.getByRole('link', { name: /ZIP/ }))).toBeVisible();
	await expect(page.locator('h1')).toHaveText(say('office.order.state.made'), { timeout: 90_000 });
	const path = new URL(page.url()).pathname;
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: /ZIP/ }).click()
	]);
	expect(download.suggestedFilename()).toMatch(/^kit-tour-300-\d{4}-\d\d-\d\d\.zip$/);
	await resumes(palier, `${path}/file`, cookie, readFileSync(await download.path()));

	await page.getByRole('link', { name: say('office.orders.all') }).click();
	await page.getByLabel(/Tour 9000/).check({ force: true });
	await page.getByRole('button', { name: say('office.orders.do') }).click();
	await expect(page.locator('h1')).toHaveText(say('office.order.state.making'));
	await expect.poll(() => page.getByRole('progressbar').getAttribute('value')).not.toBe('0');
	await page.getByRole('button', { name: say('office.order.cancel') }).click();
	await expect(page.locator('h1')).toHaveText(say('office.order.state.cancelled'));
	await expect.poll(() => filesOf(palier).length).toBe(1);
	await page.getByRole('button', { name: say('office.order.forget') }).click();
	await expect(page.locator('h1')).toHaveText(say('office.orders.title'));
	await page.getByRole('button', { name: say('office.order.remove') }).click();
	await expect(page.getByRole('button', { name: say('office.order.remove') })).toHaveCount(0);
	await expect(page.getByRole('button', { name: say('office.orders.do') })).toBeVisible();
	expect(filesOf(palier)).toEqual([]);
});

/** A download that was cut goes on where it was, with the same bytes. */
async function resumes(palier: Palier, path: string, cookie: string, whole: Buffer): Promise<void> {
	const head = await get(palier, path, cookie, { method: 'HEAD' });
	expect(head.status).toBe(200);
	expect(head.headers.get('content-length')).toBe(String(whole.length));
	expect(head.headers.get('accept-ranges')).toBe('bytes');
	const etag = head.headers.get('etag')!;
	expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
	const cut = Math.floor(whole.length * 0.4) + 3;
	const rest = (ifRange: string) =>
		get(palier, path, cookie, { headers: { range: `bytes=${cut}-`, 'if-range': ifRange } });
	const resumed = await rest(etag);
	expect(resumed.status).toBe(206);
	expect(resumed.headers.get('content-range')).toBe(`bytes ${cut}-${whole.length - 1}/${whole.length}`);
	const joined = Buffer.concat([whole.subarray(0, cut), Buffer.from(await resumed.arrayBuffer())]);
	expect(joined.equals(whole)).toBe(true);
	const other = await rest('"another file"');
	expect(other.status).toBe(200);
	expect(Buffer.from(await other.arrayBuffer()).equals(whole)).toBe(true);
	const beyond = await get(palier, path, cookie, { headers: { range: `bytes=${whole.length}-` } });
	expect(beyond.status).toBe(416);
	const left = new AbortController();
	const begun = await get(palier, path, cookie, { signal: left.signal });
	await begun.body!.getReader().read();
	left.abort();
	expect((await get(palier, '/healthz', '')).status).toBe(200);
}

test('a killed server takes an order up again, and the file is what the command makes; nobody else sees it', async ({
	palier
}) => {
	test.setTimeout(240_000);
	const stranger = palier.addLandlord('stranger');
	const { cookie } = await open(palier, [1500]);
	const path = await order(palier, cookie, { residence: await residence(palier, cookie, 'Tour 1500') });
	await untilSaid(palier, path, cookie, say('office.order.state.making'));
	await palier.stop('SIGKILL');
	expect(filesOf(palier)[0]).toMatch(/-1\.part$/);
	await palier.start();
	await untilSaid(palier, path, cookie, say('office.order.state.made'));
	const file = Buffer.from(await (await get(palier, `${path}/file`, cookie)).arrayBuffer());

	const other = await signIn(palier, stranger);
	for (const one of [path, `${path}/file`]) expect((await get(palier, one, other)).status).toBe(404);
	for (const action of ['cancel', 'remove', 'again']) await post(palier, `${path}?/${action}`, {}, other);
	expect((await get(palier, `${path}/file`, cookie, { method: 'HEAD' })).status).toBe(200);

	const { mailboxes } = palier.json<{ mailboxes: Place[] }>('mailboxes', 'tilleuls');
	const sealed = readFileSync(join(palier.folder, 'kits', filesOf(palier)[0]!));
	for (const clear of ['%PDF', ...mailboxes.slice(0, 200).map((place) => claimOf(palier, place))])
		expect(sealed.includes(clear)).toBe(false);
	expect(await palier.stop()).toBe(0);
	expect(file.equals(palier.kit('tilleuls'))).toBe(true);
});

test('a disk too small for a kit is said; everything else goes on', async ({ palier }) => {
	test.setTimeout(240_000);
	const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=700', 'tmpfs', palier.folder]);
	test.skip(mounted.status !== 0, 'only root can make a small disk');
	try {
		const { cookie } = await open(palier, [300, 3000]);
		const large = await residence(palier, cookie, 'Tour 3000');
		const path = await order(palier, cookie, { residence: large });
		await untilSaid(palier, path, cookie, say('office.order.state.failed'));
		expect(await text(palier, path, cookie)).toContain(say('office.order.failed.disk-full'));
		expect(filesOf(palier)).toEqual([]);
		const small = await residence(palier, cookie, 'Tour 300');
		const again = await order(palier, cookie, { residence: small, form: 'zip' });
		await untilSaid(palier, again, cookie, say('office.order.state.made'));
		expect(palier.log).not.toContain('"msg":"fault"');
	} finally {
		await palier.stop();
		spawnSync('umount', [palier.folder]);
	}
});
