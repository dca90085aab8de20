import { addDays, dayAt } from '#lib/calendar/days.ts';
import { pictogramName } from '#lib/text/pictogramName.ts';
import { speak } from '#lib/text/speak.ts';
import type { Language } from '#lib/text/languages.ts';
import type { Browser, Page } from '@playwright/test';
import { moveIn, post } from './neighbours.ts';
import { expect, fixture, type Palier, type Place } from './palier.ts';

export const ZONE = 'Europe/Paris';
export const LOCALES = { fr: 'fr-FR', en: 'en-GB', ar: 'ar-MA' } as const satisfies Record<Language, string>;

/** A household of the first hall, and what opens its page. */
export interface Household {
	readonly place: Place;
	readonly cookie: string;
}

/** A started Palier whose first mailboxes lend these things. */
export async function hallThatLends(
	palier: Palier,
	...things: readonly (readonly string[])[]
): Promise<Household[]> {
	palier.addLandlord('tilleuls', fixture('lists/halls.csv'));
	const { mailboxes } = palier.json<{ mailboxes: Place[] }>('mailboxes', 'tilleuls');
	await palier.start();
	const households: Household[] = [];
	for (const [i, some] of things.entries())
		households.push({ place: mailboxes[i]!, cookie: await moveIn(palier, mailboxes[i]!, some) });
	return households;
}

/** The household lets itself be found on the hall's page. */
export async function beFound(palier: Palier, { cookie }: Household): Promise<void> {
	const { status } = await post(palier, '/home/lending', { manner: 'hall', listed: 'yes' }, cookie);
	expect(status).toBe(303);
}

/** A neighbour's phone: narrow, without script, and nothing on it yet. */
export async function passerBy(browser: Browser, language: Language = 'fr'): Promise<Page> {
	const context = await browser.newContext({
		viewport: { width: 360, height: 740 },
		timezoneId: ZONE,
		locale: LOCALES[language],
		javaScriptEnabled: false
	});
	return context.newPage();
}

/** A resident's phone, on the page of the household. */
export async function resident(browser: Browser, palier: Palier, { cookie }: Household): Promise<Page> {
	const page = await passerBy(browser);
	const cookies = cookie.split('; ').map((pair) => {
		const [name = '', value = ''] = pair.split('=', 2);
		return { name, value, url: palier.url };
	});
	await page.context().addCookies(cookies);
	await page.goto(`${palier.url}/home`);
	return page;
}

export const tomorrow = () => addDays(dayAt(Date.now(), ZONE), 1);

export interface Wish {
	readonly language?: Language;
	readonly day?: string;
	readonly days?: number;
	readonly name?: string;
}

/** Asks by touching what is on the pages, from the mailbox to the ticket; gives its address. */
export async function borrow(page: Page, place: Place, palier: Palier, thing: string, wish: Wish = {}) {
	await page.goto(`${palier.url}/${place.code}`);
	await touchThing(page, thing, wish);
	await answerAll(page, wish);
	const say = speak(wish.language ?? 'fr');
	await page.getByRole('button', { name: say('ask.send'), exact: true }).click();
	await expect(page.locator('h1')).toHaveText(say('ticket.state.asked'));
	return page.url();
}

/** Takes a place in the queue of a thing that is out; gives the ticket's address. */
export async function queue(page: Page, place: Place, palier: Palier, thing: string, wish: Wish = {}) {
	const say = speak(wish.language ?? 'fr');
	await page.goto(`${palier.url}/${place.code}`);
	await expect(page.getByText(say('household.outWait'))).toBeVisible();
	await touchThing(page, thing, wish);
	await page.locator(`a[href$="days=${wish.days ?? 1}"]`).click();
	await nameOneself(page, wish);
	await page.getByRole('button', { name: say('ask.sendPlace'), exact: true }).click();
	await expect(page.locator('h1')).toHaveText(say('ticket.state.waiting'));
	return page.url();
}

async function touchThing(page: Page, thing: string, { language = 'fr' }: Wish): Promise<void> {
	await page.getByRole('link', { name: pictogramName(language, thing) }).click();
}

async function answerAll(page: Page, wish: Wish): Promise<void> {
	const { language = 'fr', day = tomorrow(), days = 1 } = wish;
	const say = speak(language);
	await expect(page.locator('h1')).toHaveText(say('ask.question.when'));
	await page.locator(`a[href*="when=${day}.afternoon"]`).click();
	await page.locator(`a[href$="days=${days}"]`).click();
	await page.getByRole('link', { name: say('ask.sentence.care') }).click();
	await nameOneself(page, wish);
}

async function nameOneself(page: Page, { language = 'fr', name = 'Bruno' }: Wish): Promise<void> {
	const say = speak(language);
	await page.getByLabel(say('ask.name')).fill(name);
	await page.getByRole('button', { name: say('ask.go') }).click();
	await expect(page.locator('h1')).toHaveText(say('ask.question.check'));
}

/** The lender touches a button of the page of the household, and sees `then`. */
export async function touchAtHome(page: Page, palier: Palier, button: string, then: string): Promise<void> {
	await page.goto(`${palier.url}/home`);
	await page.getByRole('button', { name: button, exact: true }).click();
	await expect(page.getByText(then).first()).toBeVisible();
}

/** The borrower touches a button of the ticket, and reads a new heading. */
export async function touchTicket(page: Page, ticket: string, button: string, then: string): Promise<void> {
	await page.goto(ticket);
	await page.getByRole('button', { name: button, exact: true }).click();
	await expect(page.locator('h1')).toHaveText(then);
}
