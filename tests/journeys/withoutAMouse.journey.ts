import type { Browser, Locator, Page } from '@playwright/test';
import { boxNameFirst } from '#lib/text/emblemName.ts';
import { pictogramName } from '#lib/text/pictogramName.ts';
import { speak } from '#lib/text/speak.ts';
import { tooWideOn } from './looking.ts';
import { moveIn } from './neighbours.ts';
import { expect, fixture, test, type Palier, type Place } from './palier.ts';

/** Everything is found as a screen reader finds it, by its role and its name, and touched with the keyboard alone. */
for (const [language, locale] of [
	['fr', 'fr-FR'],
	['ar', 'ar-MA']
] as const)
	test(`the whole loop with the keyboard and by what is read aloud, at twice the text size, in ${language}`, async ({
		palier,
		browser
	}) => {
		test.setTimeout(240_000);
		const say = speak(language);
		palier.addLandlord('tilleuls', fixture('lists/halls.csv'));
		const [place] = palier.json<{ mailboxes: [Place] }>('mailboxes', 'tilleuls').mailboxes;
		await palier.start();
		const cookie = await moveIn(palier, place, ['drill']);
		const bruno = await phone(browser, palier, locale);
		const amina = await phone(browser, palier, locale, cookie);
		const drill = pictogramName(language, 'drill');
		const heads = (page: Page, words: string) =>
			expect(page.getByRole('heading', { level: 1, name: words, exact: true })).toBeVisible();

		await bruno.goto(`${palier.url}/${place.code}`);
		await heads(bruno, say('household.lends', { box: boxNameFirst(language, place.emblem) }));
		await press(bruno, bruno.getByRole('link', { name: drill, exact: true }));
		await heads(bruno, say('ask.question.when'));
		await press(bruno, bruno.getByRole('link', { name: say('part.evening') }).nth(2));
		await heads(bruno, say('ask.question.days'));
		await press(bruno, bruno.getByRole('link', { name: say('ask.days.n', { n: 1 }) }).first());
		await heads(bruno, say('ask.question.say'));
		await press(bruno, bruno.getByRole('link', { name: say('ask.sentence.care') }));
		await heads(bruno, say('ask.question.name'));
		await goTo(bruno, bruno.getByRole('textbox', { name: say('ask.name') }));
		await bruno.keyboard.type('Bruno');
		await press(bruno, bruno.getByRole('button', { name: say('ask.go') }));
		await heads(bruno, say('ask.question.check'));
		await press(bruno, bruno.getByRole('button', { name: say('ask.send') }));
		await heads(bruno, say('ticket.state.asked'));

		await amina.goto(`${palier.url}/home`);
		const asked = amina.getByRole('article', { name: drill });
		await expect(asked).toContainText('Bruno');
		await press(amina, asked.getByRole('button', { name: say('home.step.accept'), exact: true }));
		await expect(asked.getByRole('button', { name: say('home.step.hand-over') })).toBeVisible();

		await press(bruno, bruno.getByRole('link', { name: say('ticket.look') }));
		await heads(bruno, say('ticket.state.accepted'));
		await press(bruno, bruno.getByRole('button', { name: say('ticket.step.hand-over') }));
		await heads(bruno, say('ticket.state.handed-over'));
		await press(bruno, bruno.getByRole('button', { name: say('ticket.step.give-back') }));
		await heads(bruno, say('ticket.state.given-back'));
		await press(bruno, bruno.getByRole('button', { name: say('ticket.thanks.flower') }));
		await expect(bruno.getByText(say('ticket.thanks.sent'))).toBeVisible();
		await amina.goto(`${palier.url}/home`);
		await expect(amina.getByRole('img', { name: say('ticket.thanks.flower'), exact: true })).toBeVisible();
	});

async function phone(browser: Browser, palier: Palier, locale: string, cookie = ''): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale });
	const [name, value] = cookie.split('=', 2);
	if (name && value) await context.addCookies([{ name, value, url: palier.url }]);
	const page = await context.newPage();
	const settings = await context.newCDPSession(page);
	await settings.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
	return page;
}

/** Comes to a thing with the Tab key, as somebody does who has no mouse, and sees where they are. */
async function goTo(page: Page, wanted: Locator): Promise<void> {
	await expect(wanted).toBeVisible();
	expect(await tooWideOn(page)).toEqual([]);
	for (let presses = 0; presses < 80; presses++) {
		const isThere = await wanted.evaluate((element) => element === document.activeElement);
		if (isThere) {
			expect(await wanted.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
			return;
		}
		await page.keyboard.press('Tab');
	}
	throw new Error(`${wanted} is not reached by the Tab key`);
}

async function press(page: Page, wanted: Locator): Promise<void> {
	await goTo(page, wanted);
	await page.keyboard.press('Enter');
}
