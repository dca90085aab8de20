import { pictogramName } from '#lib/text/pictogramName.ts';
import { speak } from '#lib/text/speak.ts';
import type { Page } from '@playwright/test';
import { borrow, hallThatLends, passerBy, resident, touchAtHome, touchTicket } from './borrowers.ts';
import { barriersOn, goAndLook, tooWideOn } from './looking.ts';
import { post } from './neighbours.ts';
import { expect, test, type Palier } from './palier.ts';
import { letTimePass } from './timePasses.ts';

const say = speak('fr');
const DRILL = pictogramName('fr', 'drill');

/** The line about the last tap, by what it says. */
const tapOn = (lender: Page, words: string) => lender.locator('form[action*="undo"]', { hasText: words });

/** Touches a button at home, and sees that it can be taken back. */
async function touch(lender: Page, palier: Palier, button: string, words: string): Promise<void> {
	await touchAtHome(lender, palier, button, words);
	await expect(tapOn(lender, words)).toContainText(DRILL);
}

/** Takes back what was touched last, and finds the button `again` on the page. */
async function takeBack(lender: Page, words: string, again: string): Promise<void> {
	await tapOn(lender, words)
		.getByRole('button', { name: say('home.undo'), exact: true })
		.click();
	await expect(lender.getByRole('button', { name: again, exact: true })).toBeVisible();
	await expect(tapOn(lender, words)).toHaveCount(0);
}

async function expectTicket(page: Page, ticket: string, heading: string, isCorrected: boolean) {
	await page.goto(ticket);
	await expect(page.locator('h1')).toHaveText(heading);
	await expect(page.getByText(say('ticket.undone'))).toHaveCount(isCorrected ? 1 : 0);
}

test('every wrong tap is taken back, and the ticket says what is so each time', async ({
	palier,
	browser
}) => {
	test.setTimeout(120_000);
	const [amina] = await hallThatLends(palier, ['drill']);
	const lender = await resident(browser, palier, amina!);
	const page = await passerBy(browser);
	const ticket = await borrow(page, amina!.place, palier, 'drill');
	const isOut = async (out: boolean) => {
		await page.goto(`${palier.url}/${amina!.place.code}`);
		await expect(page.getByText(say('household.outWait'))).toHaveCount(out ? 1 : 0);
	};

	await touch(lender, palier, say('home.step.decline'), say('home.undo.decline'));
	await expectTicket(page, ticket, say('ticket.state.declined'), false);
	await takeBack(lender, say('home.undo.decline'), say('home.step.accept'));
	await expectTicket(page, ticket, say('ticket.state.asked'), true);

	await touch(lender, palier, say('home.step.accept'), say('home.undo.accept'));
	await expectTicket(page, ticket, say('ticket.state.accepted'), false);
	await takeBack(lender, say('home.undo.accept'), say('home.step.accept'));
	await expectTicket(page, ticket, say('ticket.state.asked'), true);

	await touch(lender, palier, say('home.step.accept'), say('home.undo.accept'));
	await touch(lender, palier, say('home.step.hand-over'), say('home.undo.hand-over'));
	await expectTicket(page, ticket, say('ticket.state.handed-over'), false);
	await isOut(true);
	await takeBack(lender, say('home.undo.hand-over'), say('home.step.hand-over'));
	await expectTicket(page, ticket, say('ticket.state.accepted'), true);
	await isOut(false);

	await touch(lender, palier, say('home.step.hand-over'), say('home.undo.hand-over'));
	await touch(lender, palier, say('home.step.give-back'), say('home.undo.give-back'));
	await expectTicket(page, ticket, say('ticket.state.given-back'), false);
	await takeBack(lender, say('home.undo.give-back'), say('home.step.give-back'));
	await expectTicket(page, ticket, say('ticket.state.handed-over'), true);
	await isOut(true);
});

test('the same form twice acts once; on a page that is old it is refused, with the reason', async ({
	palier,
	browser
}) => {
	const [amina] = await hallThatLends(palier, ['drill']);
	const lender = await resident(browser, palier, amina!);
	const page = await passerBy(browser);
	const ticket = await borrow(page, amina!.place, palier, 'drill');

	await touch(lender, palier, say('home.step.decline'), say('home.undo.decline'));
	const fields = {
		request: await tapOn(lender, DRILL).locator('input[name=request]').inputValue(),
		at: await tapOn(lender, DRILL).locator('input[name=at]').inputValue()
	};
	const twice = [fields, fields].map((form) => post(palier, '/home?/undo', form, amina!.cookie));
	expect((await Promise.all(twice)).map(({ status }) => status)).toEqual([303, 303]);
	await expectTicket(page, ticket, say('ticket.state.asked'), true);
	expect((await post(palier, '/home?/undo', { ...fields, at: 'then' }, amina!.cookie)).status).toBe(409);
	expect((await post(palier, '/home?/undo', {}, amina!.cookie)).status).toBe(409);

	await touch(lender, palier, say('home.step.accept'), say('home.undo.accept'));
	await touchTicket(page, ticket, say('ticket.step.cancel'), say('ticket.state.cancelled'));
	await tapOn(lender, DRILL)
		.getByRole('button', { name: say('home.undo'), exact: true })
		.click();
	await expect(lender.getByText(say('home.refusal.undo'))).toBeVisible();
	await expect(tapOn(lender, DRILL)).toHaveCount(0);
	await expectTicket(page, ticket, say('ticket.state.cancelled'), false);
});

test('after ten minutes an answer stands', async ({ palier, browser }) => {
	const [amina] = await hallThatLends(palier, ['drill']);
	const lender = await resident(browser, palier, amina!);
	const page = await passerBy(browser);
	const ticket = await borrow(page, amina!.place, palier, 'drill');
	await touch(lender, palier, say('home.step.decline'), say('home.undo.decline'));
	await letTimePass(palier, { hours: 1 });
	await tapOn(lender, DRILL)
		.getByRole('button', { name: say('home.undo'), exact: true })
		.click();
	await expect(lender.getByText(say('home.refusal.undo'))).toBeVisible();
	await expectTicket(page, ticket, say('ticket.state.declined'), false);
	await lender.goto(`${palier.url}/home`);
	await expect(lender.getByText(say('home.end.declined'))).toBeVisible();
	await expect(tapOn(lender, DRILL)).toHaveCount(0);
});

for (const language of ['fr', 'ar'] as const)
	test(`the line keeps nobody out, in ${language}`, async ({ palier, browser }) => {
		const words = speak(language);
		const [amina] = await hallThatLends(palier, ['drill', 'stepladder']);
		const page = await passerBy(browser);
		const ticket = await borrow(page, amina!.place, palier, 'drill');
		await borrow(page, amina!.place, palier, 'stepladder');
		const lender = await resident(browser, palier, amina!);
		await lender
			.getByRole('button', { name: say('home.step.decline'), exact: true })
			.first()
			.click();
		await expect(tapOn(lender, say('home.undo.decline'))).toBeVisible();

		const context = await browser.newContext({ viewport: { width: 320, height: 740 } });
		const home = { name: 'home', path: `/home?l=${language}`, cookie: amina!.cookie };
		const look = await goAndLook(context, palier, home);
		const line = tapOn(look, words('home.undo.decline'));
		await expect(line).toBeVisible();
		expect(await barriersOn(look)).toEqual([]);
		expect(await tooWideOn(look)).toEqual([]);
		await line.getByRole('button', { name: words('home.undo'), exact: true }).press('Enter');
		await expect(line).toHaveCount(0);
		await expect(look.getByRole('button', { name: words('home.step.accept'), exact: true })).toHaveCount(2);

		await look.goto(`${ticket}?l=${language}`);
		await expect(look.locator('h1')).toHaveText(words('ticket.state.asked'));
		await expect(look.getByText(words('ticket.undone'))).toBeVisible();
		expect(await barriersOn(look)).toEqual([]);
		expect(await tooWideOn(look)).toEqual([]);
		await context.close();
	});
