import type { Browser, Page } from '@playwright/test';
import { pictogramName } from '#lib/text/pictogramName.ts';
import { speak } from '#lib/text/speak.ts';
import { direction, type Language } from '#lib/text/languages.ts';
import { readFileSync } from 'node:fs';
import { expect, fixture, test, type Palier, type Place } from './palier.ts';
import { readPdf } from './paper.ts';

const LIST = fixture('lists/excel-windows-1252.csv');
const PASSWORD = 'les tilleuls sont en fleurs';

/** From a landlord's list to an answered request, with each person in a browser of their own. */
for (const [language, locale] of [
	['fr', 'fr-FR'],
	['ar', 'ar-MA']
] as const) {
	test(`the whole way, in ${language}`, async ({ palier, browser }) => {
		test.setTimeout(240_000);
		const link = palier.addLandlord('tilleuls');
		await palier.start();
		const office = await person(browser, { locale });
		await signIn(office, link, language);
		await importList(office, palier, language);
		const kit = await downloadKit(office, language);

		const [letter, ...others] = await lettersOf(kit, palier);
		expect(others.length).toBeGreaterThan(3);
		const { code, claim } = letter!;

		const amina = await person(browser, { locale, javaScriptEnabled: false });
		await claimMailbox(amina, palier, { code, claim, language });
		await chooseThings(amina, ['drill', 'stepladder'], language);

		const bruno = await person(browser, {
			locale,
			javaScriptEnabled: false,
			storageState: { cookies: [], origins: [] }
		});
		await askForDrill(bruno, `${palier.url}/${code}`, language);
		const ticket = bruno.url();

		await answer(amina, palier, 'accept', language);
		await bruno.goto(ticket);
		await expect(bruno.locator('h1')).toHaveText(speak(language)('ticket.state.accepted'));
		await bruno.getByRole('button', { name: speak(language)('ticket.step.hand-over') }).click();
		await expect(bruno.locator('h1')).toHaveText(speak(language)('ticket.state.handed-over'));

		await bruno.goto(`${palier.url}/${code}`);
		await expect(bruno.getByText(speak(language)('household.out'))).toBeVisible();
		await bruno.goto(ticket);
		await bruno.getByRole('button', { name: speak(language)('ticket.step.give-back') }).click();
		await expect(bruno.locator('h1')).toHaveText(speak(language)('ticket.state.given-back'));
		await amina.goto(`${palier.url}/home`);
		await expect(amina.getByText(speak(language)('home.end.given-back'))).toBeVisible();
		expect(await bruno.context().cookies(), 'the neighbour needs no cookie').toEqual([]);

		await landlordSeesNothing(office, palier, language, ['Bruno', code, claim, ticket.split('/').at(-1)!]);
		expect(palier.log, 'no secret is in the log').not.toMatch(
			new RegExp(`${claim}|${ticket.split('/').at(-1)}`, 'i')
		);
	});
}

async function person(browser: Browser, options: Parameters<Browser['newContext']>[0]): Promise<Page> {
	const context = await browser.newContext({
		viewport: { width: 360, height: 740 },
		timezoneId: 'Europe/Paris',
		...options
	});
	return context.newPage();
}

async function signIn(page: Page, link: string, language: Language): Promise<void> {
	const say = speak(language);
	await page.goto(link);
	await expect(page.locator('html')).toHaveAttribute('dir', direction(language));
	await page.getByLabel(say('office.welcome.password')).fill(PASSWORD);
	await page.getByRole('button', { name: say('office.welcome.do') }).click();
	await expect(page.getByRole('link', { name: say('office.import.do') }).first()).toBeVisible();
}

async function importList(page: Page, palier: Palier, language: Language): Promise<void> {
	const say = speak(language);
	await page.goto(`${palier.url}/landlord/import`);
	await page.getByLabel(say('office.import.file')).setInputFiles(LIST);
	await page.getByRole('button', { name: say('office.import.look') }).click();
	await expect(page.locator('h1')).toHaveText(say('lists.diff.title'));
	await page.getByRole('button', { name: say('lists.import.do') }).click();
	await expect(page.locator('h1')).toHaveText(say('lists.done.title'));
}

async function downloadKit(page: Page, language: Language): Promise<Uint8Array> {
	const say = speak(language);
	await page.goto(new URL('/landlord', page.url()).href);
	await page.locator('a[href*="/landlord/residences/"]').first().click();
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: say('office.kit.all') }).click()
	]);
	expect(download.suggestedFilename()).toMatch(/^kit-[a-z0-9-]+\.pdf$/);
	return new Uint8Array(readFileSync(await download.path()));
}

/** The letters of a kit, and every QR of it checked: under our address, and of a place that is ours. */
async function lettersOf(kit: Uint8Array, palier: Palier): Promise<{ code: string; claim: string }[]> {
	const { mailboxes } = palier.json<{ mailboxes: Place[] }>('mailboxes', 'tilleuls');
	const known = new Set(mailboxes.flatMap((place) => [place.code, place.hallCode]));
	const pages = await readPdf(kit);
	const all = pages.flatMap(({ codes }) => codes);
	expect(all.length).toBeGreaterThanOrEqual(mailboxes.length * 3);
	for (const text of all) {
		expect(text.toUpperCase().startsWith(`${palier.url.toUpperCase()}/`)).toBe(true);
		expect(known.has(/[0-9A-Z]{13}/.exec(text.slice(palier.url.length))![0])).toBe(true);
	}
	return all.flatMap((text) => {
		const [, code, claim] = /\/a\/([0-9A-Z]{13})#([0-9A-Z]{9})$/.exec(text) ?? [];
		return code && claim ? [{ code, claim }] : [];
	});
}

interface Letter {
	readonly code: string;
	readonly claim: string;
	readonly language: Language;
}

async function claimMailbox(page: Page, palier: Palier, { code, claim, language }: Letter): Promise<void> {
	const say = speak(language);
	await page.goto(`${palier.url}/a/${code}#${claim}`);
	const field = page.getByLabel(say('claim.code'));
	await field.fill(`${claim.slice(0, -1)}${claim.endsWith('0') ? '1' : '0'}`);
	await page.getByRole('button', { name: say('claim.open') }).click();
	await expect(page.getByRole('alert')).toContainText(say('code.problem.mistyped'));
	await expect(field).not.toHaveValue('');
	await field.fill(` ${claim.slice(0, 4).toLowerCase()} ${claim.slice(4)} `);
	await page.getByRole('button', { name: say('claim.open') }).click();
	await expect(page.getByText(say('claim.keyTitle'))).toBeVisible();
}

async function chooseThings(page: Page, things: readonly string[], language: Language): Promise<void> {
	const say = speak(language);
	await page.getByRole('link', { name: say('claim.choose') }).click();
	for (const id of things)
		await page.locator(`input[type=checkbox][value="${id}"]`).first().check({ force: true });
	await page
		.getByRole('button', { name: say('items.save') })
		.first()
		.click();
	await expect(page.getByRole('link', { name: say('home.change') })).toBeVisible();
	for (const id of things) await expect(page.getByText(pictogramName(language, id)).first()).toBeVisible();
}

async function askForDrill(page: Page, address: string, language: Language): Promise<void> {
	const say = speak(language);
	await page.goto(address);
	await expect(page.locator('html')).toHaveAttribute('lang', language);
	await page.getByRole('link', { name: pictogramName(language, 'drill') }).click();
	await expect(page.locator('h1')).toHaveText(say('ask.question.when'));
	await page.locator('a[href*="when="]').nth(3).click();
	await expect(page.locator('h1')).toHaveText(say('ask.question.days'));
	await page.locator('a[href*="days=2"]').click();
	await expect(page.locator('h1')).toHaveText(say('ask.question.say'));
	await page.getByRole('link', { name: say('ask.sentence.small-job') }).click();
	await page.getByLabel(say('ask.name')).fill('Bruno, 06 12 34 56 78');
	await page.getByRole('button', { name: say('ask.go') }).click();
	await expect(page.getByRole('alert')).toContainText(say('ask.problem.link-or-number'));
	await page.getByLabel(say('ask.name')).fill('Bruno');
	await page.getByRole('button', { name: say('ask.go') }).click();
	await expect(page.locator('h1')).toHaveText(say('ask.question.check'));
	await page.getByRole('button', { name: say('ask.send') }).click();
	await expect(page).toHaveURL(/\/t\/[0-9a-z]{26}(\?l=..)?$/);
	await expect(page.locator('h1')).toHaveText(say('ticket.state.asked'));
}

async function answer(
	page: Page,
	palier: Palier,
	step: 'accept' | 'decline',
	language: Language
): Promise<void> {
	const say = speak(language);
	await page.goto(`${palier.url}/home`);
	await expect(page.getByText('Bruno')).toBeVisible();
	await page.getByRole('button', { name: say(`home.step.${step}`), exact: true }).click();
	await expect(page.getByRole('button', { name: say('home.step.hand-over') })).toBeVisible();
}

async function landlordSeesNothing(
	page: Page,
	palier: Palier,
	language: Language,
	never: readonly string[]
): Promise<void> {
	await page.goto(`${palier.url}/landlord`);
	await expect(page.getByText(speak(language)('figures.why.small'))).toBeVisible();
	const residence = await page.locator('a[href*="/landlord/residences/"]').first().getAttribute('href');
	await page.goto(new URL(residence!, palier.url).href);
	const hall = await page.locator('a[href*="/landlord/halls/"]').first().getAttribute('href');
	for (const path of [
		'/landlord',
		'/landlord/import',
		'/landlord/figures',
		'/landlord/audit',
		residence!,
		hall!
	]) {
		await page.goto(new URL(path, palier.url).href);
		const html = await page.content();
		for (const secret of never) expect(html.includes(secret), `${path} shows ${secret}`).toBe(false);
	}
	await page.goto(new URL(hall!, palier.url).href);
	await newLetter(page, language);
}

/** A mailbox's new letter and stickers: two pages, and a code that was not there before. */
async function newLetter(page: Page, language: Language): Promise<void> {
	const say = speak(language);
	await page.getByRole('link', { name: say('places.hall.letters') }).click();
	await page.getByRole('checkbox').nth(1).check({ force: true });
	await page.getByRole('radio', { name: say('turnover.why.lost') }).check({ force: true });
	await page.getByRole('button', { name: say('turnover.do') }).click();
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: say('turnover.made.get') }).click()
	]);
	const pages = await readPdf(new Uint8Array(readFileSync(await download.path())));
	expect(pages).toHaveLength(2);
	expect(pages[0]!.codes[0]).toMatch(/\/a\/[0-9A-Z]{13}#[0-9A-Z]{9}$/);
}
