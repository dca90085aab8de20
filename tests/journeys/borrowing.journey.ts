import { addDays } from '#lib/calendar/days.ts';
import { pictogramName } from '#lib/text/pictogramName.ts';
import { sayDay } from '#lib/text/dates.ts';
import { speak } from '#lib/text/speak.ts';
import { direction } from '#lib/text/languages.ts';
import { createClient } from '@libsql/client';
import type { Page } from '@playwright/test';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
	borrow,
	hallThatLends,
	passerBy,
	resident,
	tomorrow,
	touchAtHome,
	touchTicket
} from './borrowers.ts';
import { expect, test, type Palier } from './palier.ts';
import { readCodes, readPdf } from './paper.ts';
import { letTimePass } from './timePasses.ts';
import { Wire } from './wire.ts';

/** What a page may weigh on a bad network, and a whole borrowing with three looks at the ticket (bytes). */
const PAGE = 12_000;
const BORROWING = 60_000;

const TICKET = /\/t\/[0-9a-z]{26}$/;
const french = speak('fr');

for (const language of ['fr', 'ar'] as const) {
	test(`a neighbour borrows without script and without cookies, in ${language}`, async ({
		palier,
		browser
	}) => {
		const say = speak(language);
		const [amina] = await hallThatLends(palier, ['drill', 'stepladder']);
		const lender = await resident(browser, palier, amina!);
		const page = await passerBy(browser, language);
		const heading = page.locator('h1');
		const wire = await Wire.of(page);
		const costs: number[] = [];
		const turn = async (doing: () => Promise<unknown>, then: string, requests = 1) => {
			const cost = await wire.cost(async () => {
				await doing();
				await expect(heading).toHaveText(then);
			});
			expect(cost.requests, `requests for “${then}”`).toBe(requests);
			expect(cost.bytes, `bytes of “${then}”`).toBeLessThan(PAGE);
			await fitsThePhone(page);
			costs.push(cost.bytes);
		};
		const question = (name: 'when' | 'days' | 'say' | 'name' | 'check') => say(`ask.question.${name}`);

		await page.goto('about:blank');
		const scanned = await wire.cost(() => page.goto(`${palier.url}/${amina!.place.code}`));
		await expect(page.locator('html')).toHaveAttribute('dir', direction(language));
		expect(scanned.requests).toBe(1);
		expect(scanned.bytes).toBeLessThan(PAGE);
		costs.push(scanned.bytes);

		const drill = page.getByRole('link', { name: pictogramName(language, 'drill') });
		await turn(() => drill.click(), question('when'));
		await turn(() => page.locator(`a[href*="when=${tomorrow()}.evening"]`).click(), question('days'));
		await turn(() => page.locator('a[href$="days=2"]').click(), question('say'));
		await turn(() => page.getByRole('link', { name: say('ask.sentence.care') }).click(), question('name'));
		await page.getByLabel(say('ask.name')).fill('Bruno');
		await turn(() => page.getByRole('button', { name: say('ask.go') }).click(), question('check'));
		const send = page.getByRole('button', { name: say('ask.send'), exact: true });
		await turn(() => send.click(), say('ticket.state.asked'), 2);
		await expect(page).toHaveURL(TICKET);
		const ticket = page.url();
		for (const words of ['Bruno', say('ask.sentence.care'), sayDay(language, addDays(tomorrow(), 1))])
			await expect(page.locator('.slip')).toContainText(words);

		const look = page.getByRole('link', { name: say('ticket.look') });
		await turn(() => look.click(), say('ticket.state.asked'));
		await touchAtHome(lender, palier, french('home.step.accept'), french('home.step.hand-over'));
		await turn(() => look.click(), say('ticket.state.accepted'));
		const whole = costs.reduce((sum, bytes) => sum + bytes);
		expect(whole, `the pages: ${costs.join(', ')} bytes`).toBeLessThan(BORROWING);

		await touchTicket(page, ticket, say('ticket.step.hand-over'), say('ticket.state.handed-over'));
		await touchTicket(page, ticket, say('ticket.step.give-back'), say('ticket.state.given-back'));
		await page.getByRole('button', { name: say('ticket.thanks.flower') }).click();
		await expect(page.getByText(say('ticket.thanks.sent'))).toBeVisible();
		await lender.goto(`${palier.url}/home`);
		await expect(
			lender.getByRole('img', { name: french('ticket.thanks.flower'), exact: true })
		).toBeVisible();
		await expect(lender.getByText(thanksOf('Bruno'))).toBeVisible();

		expect(wire.cookies, 'no answer sets a cookie').toBe(0);
		expect(await page.context().cookies()).toEqual([]);
	});
}

/** As `home.thanks` with a name that keeps its own direction. */
const thanksOf = (who: string) => french('home.thanks', { who: `\u2068${who}\u2069` });

async function fitsThePhone(page: Page): Promise<void> {
	const width = await page.locator('html').evaluate((html) => html.scrollWidth);
	expect(width, `${page.url()} is wider than the phone`).toBeLessThanOrEqual(360);
}

test('back, and “changer”, keep everything that was answered', async ({ palier, browser }) => {
	const [amina] = await hallThatLends(palier, ['drill']);
	const page = await passerBy(browser);
	const card = page.locator('main');
	await page.goto(`${palier.url}/${amina!.place.code}/ask/drill`);
	await page.locator(`a[href*="when=${tomorrow()}.morning"]`).click();
	await page.locator('a[href$="days=7"]').click();
	await page.getByRole('link', { name: french('ask.back') }).click();
	await expectQuestion(page, 'days');
	await expect(card).toContainText(french('part.in.morning'));
	await page.locator('a[href$="days=2"]').click();
	await page.getByRole('link', { name: french('ask.sentence.party') }).click();
	await expectQuestion(page, 'name');
	await page.goBack();
	await expectQuestion(page, 'say');
	await page.goForward();
	await page.getByLabel(french('ask.name')).fill('Bruno, 3e');
	await page.getByRole('button', { name: french('ask.go') }).click();
	await expectQuestion(page, 'check');

	const change = (question: 'when' | 'days' | 'say' | 'name') =>
		page
			.getByRole('button', { name: french('ask.changeOf', { what: french(`ask.line.${question}`) }) })
			.click();
	await change('when');
	await expectQuestion(page, 'when');
	await page.locator(`button[value="${tomorrow()}.evening"]`).click();
	await change('days');
	await page.locator('button[value="3"]').click();
	await change('say');
	await page.getByRole('button', { name: french('ask.back') }).click();
	await change('name');
	await expect(page.getByLabel(french('ask.name'))).toHaveValue('Bruno, 3e');
	await page.getByRole('button', { name: french('ask.back') }).click();
	await expectQuestion(page, 'say');
	await page.getByRole('button', { name: french('ask.back') }).click();
	await expectQuestion(page, 'check');
	const answers = [
		french('part.in.evening'),
		sayDay('fr', addDays(tomorrow(), 2)),
		french('ask.sentence.party'),
		'Bruno, 3e'
	];
	for (const words of answers) await expect(card).toContainText(words);

	await page.reload();
	for (const words of answers) await expect(card).toContainText(words);
	await change('name');
	await expectQuestion(page, 'name');
	await page.goBack();
	await expectQuestion(page, 'check');
	for (const words of answers) await expect(card).toContainText(words);
});

async function expectQuestion(page: Page, question: 'when' | 'days' | 'say' | 'name' | 'check') {
	await expect(page.locator('h1')).toHaveText(french(`ask.question.${question}`));
}

/** The card of a request that is ready to be sent. */
async function readyToSend(page: Page, palier: Palier, code: string) {
	await page.goto(`${palier.url}/${code}/ask/drill?when=${tomorrow()}.morning&days=1&say=none`);
	await page.getByLabel(french('ask.name')).fill('Bruno');
	await page.getByRole('button', { name: french('ask.go') }).click();
	await expectQuestion(page, 'check');
	return page.getByRole('button', { name: french('ask.send'), exact: true });
}

test('the network drops, the answer is lost, the page is sent again: one request', async ({
	palier,
	browser
}) => {
	const [amina] = await hallThatLends(palier, ['drill']);
	const page = await passerBy(browser);
	const send = await readyToSend(page, palier, amina!.place.code);

	await page.context().setOffline(true);
	await send.click();
	await expect(page).toHaveURL(/^chrome-error:/);
	await page.goBack();
	await expectQuestion(page, 'check');
	await expect(page.locator('main')).toContainText('Bruno');
	await page.context().setOffline(false);

	let came = 0;
	await page.route('**/ask/drill?/send', async (route) => {
		came += Number((await route.fetch({ maxRedirects: 0 })).status() === 303);
		await route.abort('connectionreset');
	});
	await send.click();
	await expect(page).toHaveURL(/^chrome-error:/);
	expect(came, 'the request came, its answer was lost').toBe(1);
	await page.unroute('**/ask/drill?/send');
	await page.goBack();
	await expectQuestion(page, 'check');
	await send.click();
	await expect(page).toHaveURL(TICKET);
	await page.reload();
	await expect(page.locator('h1')).toHaveText(french('ticket.state.asked'));

	const lender = await resident(browser, palier, amina!);
	await expect(lender.locator('article')).toHaveCount(1);
});

test('ten fast taps on “Envoyer” are one request', async ({ palier, browser }) => {
	const [amina] = await hallThatLends(palier, ['drill']);
	const page = await passerBy(browser);
	const send = await readyToSend(page, palier, amina!.place.code);
	const tickets: (string | undefined)[] = [];
	const isSending = '**/ask/drill?/send';
	await page.route(isSending, async (route) => {
		tickets.push((await route.fetch({ maxRedirects: 0 })).headers()['location']);
	});
	await send.scrollIntoViewIfNeeded();
	const { x, y, width, height } = (await send.boundingBox())!;
	const tap = () => page.mouse.click(x + width / 2, y + height / 2);
	for (let taps = 0; taps < 10; taps++) await Promise.all([page.waitForRequest(isSending), tap()]);
	await expect.poll(() => tickets.length, 'each tap came, no answer was seen').toBe(10);
	await page.unroute(isSending);
	await tap();
	await expect(page).toHaveURL(TICKET);
	expect(new Set(tickets)).toEqual(new Set([new URL(page.url()).pathname]));

	const lender = await resident(browser, palier, amina!);
	await expect(lender.locator('article')).toHaveCount(1);
});

test('a ticket is kept: its square opens it on another phone, its return goes into a calendar, its slip is printed', async ({
	palier,
	browser
}) => {
	const [amina] = await hallThatLends(palier, ['drill']);
	const page = await passerBy(browser);
	const ticket = await borrow(page, amina!.place, palier, 'drill', { days: 2 });
	await page.getByRole('link', { name: french('ticket.keep.link') }).click();
	const square = page.getByRole('img', { name: french('ticket.keep.qr') });
	expect(await readCodes(await square.screenshot())).toEqual([ticket]);
	await expect(page.getByLabel(french('ticket.keep.copy'))).toHaveValue(ticket);

	const other = await passerBy(browser);
	await other.goto(ticket);
	await expect(other.locator('h1')).toHaveText(french('ticket.state.asked'));
	await expect(other.getByRole('link', { name: french('ticket.calendar') })).toHaveCount(0);
	const lender = await resident(browser, palier, amina!);
	await touchAtHome(lender, palier, french('home.step.accept'), french('home.step.hand-over'));

	await other.reload();
	const calendar = await downloaded(other, french('ticket.calendar'), 'palier.ics');
	const last = addDays(tomorrow(), 1);
	expect(calendar.toString()).toContain(`DTSTART;VALUE=DATE:${last.replaceAll('-', '')}`);
	expect(calendar.toString(), 'no ticket in a calendar').not.toContain(ticket.split('/').at(-1));
	const [slip] = await readPdf(new Uint8Array(await downloaded(other, french('ticket.slip'), /\.pdf$/)));
	const text = slip!.text.replace(/\s+/g, ' ');
	expect(text).toContain(pictogramName('fr', 'drill'));
	expect(text).toContain(sayDay('fr', last, true));
});

async function downloaded(page: Page, link: string, name: string | RegExp): Promise<Buffer> {
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: link }).click()
	]);
	expect(download.suggestedFilename()).toMatch(name);
	return readFileSync(await download.path());
}

/** Programs that fetch an address before a person does. */
const BOTS = [
	'WhatsApp/2.23.20.0',
	'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
	'TelegramBot (like TwitterBot)',
	'Twitterbot/1.0',
	'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
	'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
	'LinkedInBot/1.0 (compatible; Mozilla/5.0; +http://www.linkedin.com)',
	'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5',
	'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
	'Mozilla/5.0 (Macintosh) AppleWebKit/601.2.4 (KHTML, like Gecko) facebookexternalhit/1.1 Facebot Twitterbot/1.0'
];

test('programs that look at links before people do change nothing', async ({ palier, browser }) => {
	const [amina, chloe] = await hallThatLends(palier, ['drill'], ['drill']);
	const [bruno, dina] = [await passerBy(browser), await passerBy(browser)];
	const asked = await borrow(dina, chloe!.place, palier, 'drill');
	const lent = await borrow(bruno, amina!.place, palier, 'drill');
	const lender = await resident(browser, palier, amina!);
	await touchAtHome(lender, palier, french('home.step.accept'), french('home.step.hand-over'));
	const { code, hallCode } = amina!.place;
	const ask = `/${code}/ask/drill`;
	const when = `?when=${tomorrow()}.morning`;
	const addresses = [
		...[`/${code}`, `/${hallCode}`, `/${hallCode}/who/drill`, `/${code}/report`, `/a/${code}`, '/how'],
		...[ask, `${ask}${when}`, `${ask}${when}&days=1`, `${ask}${when}&days=1&say=none`],
		...[asked, `${asked}/keep`, lent, `${lent}/keep`, `${lent}/return.ics`, `${lent}/slip.pdf`]
	];

	await limitsAreFullAgain(palier);
	const before = await allThatIsWritten(palier);
	for (const address of addresses)
		for (const bot of BOTS)
			for (const method of ['HEAD', 'GET']) {
				const headers = { 'user-agent': bot, accept: '*/*' };
				const answer = await fetch(new URL(address, palier.url), { method, headers });
				expect(answer.status, `${method} ${address}`).toBe(200);
				await answer.arrayBuffer();
			}
	expect(await allThatIsWritten(palier)).toBe(before);

	await touchTicket(dina, asked, french('ticket.step.withdraw'), french('ticket.state.withdrawn'));
	await touchTicket(bruno, lent, french('ticket.step.hand-over'), french('ticket.state.handed-over'));
	expect(await allThatIsWritten(palier), 'a tap is written').not.toBe(before);
});

/** Limits are swept now and then: with none in use, whatever a look would spend is seen. */
async function limitsAreFullAgain(palier: Palier): Promise<void> {
	await letTimePass(palier, { hours: 12 });
	await expect.poll(async () => (await rowsOf(palier, ['limit_bucket'])).limit_bucket).toEqual([]);
}

/** A hash of every row but those of the caches' diary, which each server tidies up. */
async function allThatIsWritten(palier: Palier): Promise<string> {
	return createHash('sha256')
		.update(JSON.stringify(await rowsOf(palier)))
		.digest('hex');
}

async function rowsOf(palier: Palier, only?: readonly string[]): Promise<Record<string, unknown[]>> {
	const client = createClient({ url: pathToFileURL(join(palier.folder, 'palier.db')).href });
	try {
		const { rows } = await client.execute(
			`SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'page_change' ORDER BY name`
		);
		const tables = rows.map(({ name }) => String(name)).filter((name) => only?.includes(name) ?? true);
		const all: Record<string, unknown[]> = {};
		for (const table of tables)
			all[table] = (await client.execute(`SELECT * FROM ${table} ORDER BY 1, 2`)).rows.map((row) =>
				Object.values(row)
			);
		return all;
	} finally {
		client.close();
	}
}
