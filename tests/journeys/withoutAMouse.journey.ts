import { speak } from '#lib/text/speak.ts';
import { moveIn } from './neighbours.ts';
import { expect, fixture, test, type Place } from './palier.ts';

test('a neighbour asks with the keyboard alone, at twice the text size', async ({ palier, browser }) => {
	const say = speak('fr');
	palier.addLandlord('tilleuls', fixture('lists/halls.csv'));
	const [place] = palier.json<{ mailboxes: [Place] }>('mailboxes', 'tilleuls').mailboxes;
	await palier.start();
	await moveIn(palier, place, ['drill']);
	const context = await browser.newContext({
		viewport: { width: 360, height: 740 },
		locale: 'fr-FR'
	});
	const page = await context.newPage();
	const browserSettings = await context.newCDPSession(page);
	await browserSettings.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
	const tabTo = async (selector: string) => {
		for (let presses = 0; presses < 60; presses++) {
			if ((await page.locator(`${selector}:focus`).count()) > 0) return;
			await page.keyboard.press('Tab');
		}
		throw new Error(`${selector} is not reached by the Tab key`);
	};

	await page.goto(`${palier.url}/${place.code}`);
	await tabTo(`a[href*="/ask/drill"]`);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/ask\/drill/);
	await tabTo('input[name=day]');
	await page.keyboard.press('ArrowDown');
	await tabTo('input[name=part]');
	await page.keyboard.press('Space');
	const wide = await page.locator('main').evaluate((main) => main.scrollWidth - main.clientWidth);
	expect(wide, 'nothing is wider than the page').toBeLessThanOrEqual(0);
	await tabTo('main button');
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/t\/[0-9a-z]{26}/);
	await expect(page.locator('h1')).toHaveText(say('ticket.state.asked'));
	await context.close();
});
