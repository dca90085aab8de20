import { test as base, type Page } from '@playwright/test';
import { isFile, openStreet, type Street } from './everyState.ts';
import { barriersOn, goAndLook, tooWideOn, unfold } from './looking.ts';
import { expect } from './palier.ts';

const test = base.extend<object, { street: Street }>({
	street: [
		// eslint-disable-next-line no-empty-pattern
		async ({}, use) => {
			const street = await openStreet();
			await use(street);
			await street.palier.remove();
		},
		{ scope: 'worker', timeout: 120_000 }
	]
});

const ofPeople = ({ looks }: Street) => looks.filter((look) => !isFile(look));

/** Colours know no language: they are looked at once. */
const COLOURS_IN = 'fr';
const NORMAL = { width: 360, height: 740 };

for (const language of ['fr', 'ar'] as const)
	test(`every state can be seen and read by everybody, in ${language}`, async ({ street, browser }) => {
		test.setTimeout(900_000);
		const context = await browser.newContext({ locale: language, viewport: NORMAL });
		const page = await context.newPage();
		const settings = await context.newCDPSession(page);
		const textOf = (size: number) =>
			settings.send('Page.setFontSizes', { fontSizes: { standard: size, fixed: size } });
		const found: Record<string, string[]> = {};
		for (const look of ofPeople(street)) {
			await goAndLook(context, street.palier, look);
			await unfold(page);
			const barriers = await (language === COLOURS_IN ? seenInEveryColour(page) : barriersOn(page));
			const said = [...barriers, ...(await headingsOf(page))];
			await page.setViewportSize({ width: 320, height: 740 });
			said.push(...(await tooWideOn(page)).map((one) => `at 320 px: ${one}`));
			await page.setViewportSize(NORMAL);
			await textOf(32);
			said.push(...(await tooWideOn(page)).map((one) => `at twice the text: ${one}`));
			await textOf(16);
			if (said.length > 0) found[look.name] = said;
		}
		await context.close();
		expect(found).toEqual({});
	});

/** What axe finds in the light, and of colours what it finds in the dark and in those that the reader's system forces. */
async function seenInEveryColour(page: Page): Promise<string[]> {
	await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
	const light = await barriersOn(page);
	await page.emulateMedia({ colorScheme: 'dark' });
	const dark = await barriersOn(page, 'colours');
	await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
	const forced = await barriersOn(page, 'colours');
	await page.emulateMedia({ forcedColors: 'none' });
	return [
		...light,
		...dark.map((one) => `in the dark: ${one}`),
		...forced.map((one) => `in forced colours: ${one}`)
	];
}

async function headingsOf(page: Page): Promise<string[]> {
	const headings = await page.locator('h1').count();
	return headings === 1 ? [] : [`${headings} h1`];
}
