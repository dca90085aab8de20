import type { Browser, BrowserContext, Locator, Page, Worker } from '@playwright/test';
import { zoneOfPostcode } from '#lib/calendar/zones.ts';
import { isQuiet } from '#lib/households/quietHours.ts';
import { createClient, type Client } from '@libsql/client';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PushTarget } from '#lib/server/push.ts';
import { claimOf } from './neighbours.ts';
import './paper.ts';
import { readBarcodes } from 'zxing-wasm/reader';
import { expect, type Palier, type Place } from './palier.ts';
import { speak } from '#lib/text/speak.ts';

const HALF_AN_HOUR = 30 * 60_000;

/** French towns around the world: at any hour it is day in one of them, and night in another. */
const TOWNS = [
	['38100', 'Grenoble'],
	['97200', 'Fort-de-France'],
	['97400', 'Saint-Denis'],
	['98714', 'Papeete'],
	['98800', 'Nouméa']
] as const;

/** A town where messages may be sent now and for half an hour, or where they may not. */
export function townBy(time: 'day' | 'night'): readonly [postcode: string, city: string] {
	const found = TOWNS.find(([postcode]) =>
		[Date.now(), Date.now() + HALF_AN_HOUR].every(
			(now) => isQuiet(now, zoneOfPostcode(postcode)) === (time === 'night')
		)
	);
	return found!;
}

/** Two mailboxes of a hall in the day, the first two of the answer, and two of one in the night. */
export function placesOf(palier: Palier): Place[] {
	const list = join(palier.folder, 'boxes.csv');
	const row = ([postcode, city]: readonly [string, string]) =>
		`Le Parc, ${city};A;1;1 allée du Parc;${postcode};${city};4`;
	const towns = [townBy('day'), townBy('night')];
	const heads = 'residence;batiment;entree;adresse;code_postal;commune;nombre_boites';
	writeFileSync(list, [heads, ...towns.map(row)].join('\n'));
	palier.addLandlord('tilleuls', list);
	const { mailboxes } = palier.json<{ mailboxes: Place[] }>('mailboxes', 'tilleuls');
	const [day, night] = towns.map(([, city]) => mailboxes.filter((one) => one.residence.endsWith(city)));
	return [...day!.slice(0, 2), ...night!.slice(0, 2)];
}

/** A phone, with a household's cookie if one is given. Without a word about it, it runs no script. */
export async function phoneWith(
	browser: Browser,
	palier: Palier,
	cookie = '',
	javaScriptEnabled = false
): Promise<Page> {
	const context = await browser.newContext({
		javaScriptEnabled,
		viewport: { width: 360, height: 740 },
		locale: 'fr-FR',
		timezoneId: 'Europe/Paris'
	});
	if (cookie) {
		const [name, ...value] = cookie.split('; ')[0]!.split('=');
		await context.addCookies([{ name: name!, value: value.join('='), url: palier.url }]);
	}
	return context.newPage();
}

/** The household's cookie that a phone holds, for a request of its own. */
export async function cookieOfPhone(context: BrowserContext): Promise<string> {
	return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** Opens the letter's mailbox on a phone, as a person does. Gives the spare key that is shown. */
export async function openLetter(page: Page, palier: Palier, place: Place): Promise<string> {
	const say = speak('fr');
	await page.goto(`${palier.url}/a/${place.code}#${claimOf(palier, place)}`);
	await page.getByLabel(say('claim.code')).fill(claimOf(palier, place));
	await page.getByRole('button', { name: say('claim.open') }).click();
	await expect(page.getByText(say('claim.keyTitle'))).toBeVisible();
	return keyOn(page);
}

/** The spare key that a page shows. */
export async function keyOn(page: Page): Promise<string> {
	const found = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}\b/.exec(await page.locator('main').innerText());
	if (!found) throw new Error('No key is shown');
	return found[0];
}

/** What the picture of a page says to another phone's camera. */
export async function readQr(page: Page, picture: Locator): Promise<string> {
	await page.emulateMedia({ colorScheme: 'light' });
	const [found] = await readBarcodes(new Uint8Array(await picture.screenshot()), { formats: ['QRCode'] });
	if (!found?.isValid) throw new Error('A camera reads nothing in this picture');
	return found.text;
}

/** What anybody sees of an address: all of the answer but its hour. */
export async function whatIsSeen(palier: Palier, path: string): Promise<Record<string, unknown>> {
	const answer = await fetch(`${palier.url}${path}`, { headers: { 'accept-language': 'fr' } });
	const headers = Object.fromEntries(answer.headers);
	delete headers['date'];
	return { status: answer.status, headers, body: await answer.text() };
}

/** Chromium's own push service cannot be reached from here: the browser says that its pushes go to `target`. */
export async function takePushesAt(page: Page, palier: Palier, target: PushTarget): Promise<void> {
	await page.context().grantPermissions(['notifications'], { origin: palier.url });
	await page.addInitScript(
		(said) => {
			const subscription = { endpoint: said.endpoint, toJSON: () => said, unsubscribe: async () => true };
			let isOn = false;
			const stand = (name: string, value: unknown) =>
				Object.defineProperty(PushManager.prototype, name, { value });
			stand('subscribe', async () => ((isOn = true), subscription));
			stand('getSubscription', async () => (isOn ? subscription : null));
		},
		{ endpoint: target.endpoint, keys: target.keys }
	);
}

/** Turns on being told on this phone, by the page's own button. Gives the app that the phone now has. */
export async function turnOnPushes(page: Page, palier: Palier): Promise<Worker> {
	const say = speak('fr');
	await page.goto(`${palier.url}/home/phone`);
	await page.getByRole('button', { name: say('phone.push.start') }).click();
	await expect(page.getByText(say('phone.said.on'))).toBeVisible();
	const [app] = page.context().serviceWorkers();
	return app ?? page.context().waitForEvent('serviceworker');
}

/** Goes through the page with the Tab key until the thing is reached. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
	for (let presses = 0; presses < 120; presses++) {
		if (await wanted.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`${wanted} is not reached by the Tab key`);
}

/** Rows of every table in which a text stands anywhere. */
export async function tablesThatSay(palier: Palier, text: string): Promise<Record<string, number>> {
	return reading(palier, async (client) => {
		const found: Record<string, number> = {};
		const tables = await client.execute("SELECT name FROM sqlite_schema WHERE type = 'table'");
		for (const { name } of tables.rows) {
			const { rows } = await client.execute(`SELECT * FROM "${String(name)}"`);
			const n = rows.filter((row) => Object.values(row).some((value) => String(value).includes(text))).length;
			if (n > 0) found[String(name)] = n;
		}
		return found;
	});
}

/** The id of the household behind a mailbox. */
export async function householdAt(palier: Palier, { code }: Place): Promise<string> {
	return reading(palier, async (client) => {
		const { rows } = await client.execute({
			sql: 'SELECT hh.id FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id WHERE m.code = ?',
			args: [code]
		});
		return String(rows[0]!['id']);
	});
}

async function reading<T>(palier: Palier, read: (client: Client) => Promise<T>): Promise<T> {
	const client = createClient({ url: pathToFileURL(join(palier.folder, 'palier.db')).href });
	try {
		return await read(client);
	} finally {
		client.close();
	}
}
