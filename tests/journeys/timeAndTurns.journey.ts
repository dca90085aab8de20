import { addDays } from '#lib/calendar/days.ts';
import { boxNameFirst } from '#lib/text/emblemName.ts';
import { pictogramName } from '#lib/text/pictogramName.ts';
import { sayDay } from '#lib/text/dates.ts';
import { speak } from '#lib/text/speak.ts';
import type { Page } from '@playwright/test';
import {
	beFound,
	borrow,
	hallThatLends,
	passerBy,
	queue,
	resident,
	tomorrow,
	touchAtHome,
	touchTicket
} from './borrowers.ts';
import { expect, test, type Palier } from './palier.ts';
import { letTimePass } from './timePasses.ts';

const say = speak('fr');
const HOURS_TO_ANSWER = 48;

/** The heading of a ticket, once the jobs of the minute are done too. */
async function expectTicket(page: Page, ticket: string, heading: string): Promise<void> {
	await expect(async () => {
		await page.goto(ticket);
		await expect(page.locator('h1')).toHaveText(heading, { timeout: 1_000 });
	}).toPass();
}

/** Asked, agreed, and in the borrower's hands: due back tomorrow unless it is for more days. */
async function lend(palier: Palier, lender: Page, page: Page, ticket: string): Promise<void> {
	await touchAtHome(lender, palier, say('home.step.accept'), say('home.step.hand-over'));
	await touchTicket(page, ticket, say('ticket.step.hand-over'), say('ticket.state.handed-over'));
}

test('nobody answers for two days: other boxes that want to be found, or the hall says what is looked for', async ({
	palier,
	browser
}) => {
	const [silent, found, hidden] = await hallThatLends(palier, ['drill', 'stepladder'], ['drill'], ['drill']);
	await beFound(palier, found!);
	const page = await passerBy(browser);
	const drill = await borrow(page, silent!.place, palier, 'drill', { days: 3 });
	const stepladder = await borrow(page, silent!.place, palier, 'stepladder');

	await letTimePass(palier, { hours: HOURS_TO_ANSWER - 1 });
	await expectTicket(page, drill, say('ticket.state.asked'));
	await letTimePass(palier, { hours: 1 });
	await expectTicket(page, drill, say('ticket.state.expired'));
	await expect(page.getByText(say('ticket.next.expired'))).toBeVisible();
	const box = page.getByRole('link', { name: boxNameFirst('fr', found!.place.emblem) });
	await expect(box).toBeVisible();
	await expect(page.locator(`a[href*="/${hidden!.place.code}/"]`)).toHaveCount(0);
	await box.click();
	await expect(page.locator('h1')).toHaveText(say('ask.question.when'));
	await page.locator(`a[href*="when=${tomorrow()}.morning"]`).click();
	await expect(page.locator('h1'), 'the days and the sentence are kept').toHaveText(say('ask.question.name'));
	await expect(page.locator('.slip')).toContainText(sayDay('fr', addDays(tomorrow(), 2)));

	await page.goto(stepladder);
	await expect(page.locator('.other')).toHaveCount(0);
	await page.getByRole('button', { name: say('ticket.wish.do') }).click();
	await expect(page.getByText(say('ticket.wish.done'))).toBeVisible();
	await page.goto(`${palier.url}/${silent!.place.hallCode}`);
	const wanted = page.getByRole('heading', { name: say('hall.wanted'), exact: true });
	await expect(wanted.locator('xpath=following-sibling::ul[1]')).toHaveText(
		pictogramName('fr', 'stepladder')
	);

	await letTimePass(palier, { days: 7 });
	await expectTicket(page, drill, say('ticket.goneTitle'));
});

test('a borrower keeps a thing longer: yes, then no; it comes back, with thanks', async ({
	palier,
	browser
}) => {
	const [amina] = await hallThatLends(palier, ['drill']);
	const lender = await resident(browser, palier, amina!);
	const page = await passerBy(browser);
	const ticket = await borrow(page, amina!.place, palier, 'drill');
	await lend(palier, lender, page, ticket);

	const until = addDays(tomorrow(), 1);
	await askToKeep(page, until);
	await touchAtHome(
		lender,
		palier,
		say('home.keep.yes'),
		say('home.back.later', { day: sayDay('fr', until) })
	);
	await page.goto(ticket);
	await expect(page.getByText(say('ticket.back.day', { day: sayDay('fr', until) }))).toBeVisible();

	const later = addDays(until, 3);
	await askToKeep(page, later);
	await lender.goto(`${palier.url}/home`);
	await expect(lender.getByText(say('home.keep', { day: sayDay('fr', later) }))).toBeVisible();
	await touchAtHome(lender, palier, say('home.keep.no'), say('home.keptNo'));
	await page.goto(ticket);
	await expect(page.getByText(say('ticket.longer.no'))).toBeVisible();
	await expect(page.getByText(say('ticket.back.day', { day: sayDay('fr', until) }))).toBeVisible();

	await touchAtHome(lender, palier, say('home.step.give-back'), say('home.end.given-back'));
	await page.goto(ticket);
	await page.getByRole('button', { name: say('ticket.thanks.cake') }).click();
	await expect(page.getByText(say('ticket.thanks.sent'))).toBeVisible();
	await lender.goto(`${palier.url}/home`);
	await expect(lender.getByRole('img', { name: say('ticket.thanks.cake'), exact: true })).toBeVisible();
});

/** From the ticket: until which day, and that the question is open. */
async function askToKeep(page: Page, until: string): Promise<void> {
	const day = sayDay('fr', until);
	await page.getByText(say('ticket.longer.title')).click();
	await page.getByRole('button', { name: say('ticket.longer.until', { day }) }).click();
	await expect(
		page.getByText(say('ticket.longer.asked', { day, when: '' }).split(' La réponse')[0]!)
	).toBeVisible();
}

test('a thing that is late: what both see the day before, on the day, and two days after', async ({
	palier,
	browser
}) => {
	const [amina] = await hallThatLends(palier, ['drill']);
	const lender = await resident(browser, palier, amina!);
	const page = await passerBy(browser);
	const ticket = await borrow(page, amina!.place, palier, 'drill');
	const due = tomorrow();
	await lend(palier, lender, page, ticket);
	const both = async (borrower: string, household: string) => {
		await page.goto(ticket);
		await expect(page.getByText(borrower)).toBeVisible();
		await lender.goto(`${palier.url}/home`);
		await expect(lender.getByText(household)).toBeVisible();
	};
	await both(say('ticket.back.tomorrow', { day: sayDay('fr', due) }), say('home.back.tomorrow'));
	await letTimePass(palier, { days: 1 });
	await both(say('ticket.back.today'), say('home.back.today'));
	await letTimePass(palier, { days: 2 });
	await both(say('ticket.back.late', { n: 2 }), say('home.late', { day: sayDay('fr', addDays(due, -3)) }));
	await expect(lender.getByText(say('home.lateMore'))).toBeVisible();

	await touchTicket(page, ticket, say('ticket.step.give-back'), say('ticket.state.given-back'));
	await lender.goto(`${palier.url}/home`);
	await expect(lender.getByText(say('home.end.given-back'))).toBeVisible();
});

/** A drill is out, and two people wait for it; then it is back, and the first is called. */
async function twoWait(
	palier: Palier,
	lender: Page,
	place: Parameters<typeof queue>[1],
	[one, two]: [Page, Page]
) {
	const out = await borrow(one, place, palier, 'drill');
	await lend(palier, lender, one, out);
	const first = await queue(one, place, palier, 'drill', { days: 2, name: 'Chloé' });
	await expect(one.getByText(say('ticket.place', { n: 1 }))).toBeVisible();
	const second = await queue(two, place, palier, 'drill', { name: 'Dina' });
	await expect(two.getByText(say('ticket.place', { n: 2 }))).toBeVisible();
	await touchTicket(one, out, say('ticket.step.give-back'), say('ticket.state.given-back'));
	await letTimePass(palier, { hours: 1 });
	await expectTicket(one, first, say('ticket.state.called'));
	return { first, second };
}

test('two wait for a thing that is out: the first chooses a day and gets it, the second is first now', async ({
	palier,
	browser
}) => {
	const [amina] = await hallThatLends(palier, ['drill']);
	const lender = await resident(browser, palier, amina!);
	const [chloe, dina] = [await passerBy(browser), await passerBy(browser)];
	const { first, second } = await twoWait(palier, lender, amina!.place, [chloe, dina]);
	await expectTicket(dina, second, say('ticket.state.waiting'));
	await expect(dina.getByText(say('ticket.place', { n: 1 }))).toBeVisible();

	await chloe.getByRole('button', { name: say('ticket.choose') }).click();
	await expect(chloe.getByText(say('ticket.turn.missing')).first()).toBeVisible();
	await chloe.locator(`input[name=day][value="${tomorrow()}"]`).check({ force: true });
	await chloe.locator('input[name=part][value=morning]').check({ force: true });
	await expect(chloe.locator('input[name=days][value="2"]'), 'as long as was said before').toBeChecked();
	await chloe.getByRole('button', { name: say('ticket.choose') }).click();
	await expect(chloe.locator('h1')).toHaveText(say('ticket.state.asked'));
	await lend(palier, lender, chloe, first);
	await expect(chloe.getByText(sayDay('fr', addDays(tomorrow(), 1))).first()).toBeVisible();
	await expectTicket(dina, second, say('ticket.state.waiting'));
});

test('whose turn it is lets it pass: the next one is called', async ({ palier, browser }) => {
	const [amina] = await hallThatLends(palier, ['drill']);
	const lender = await resident(browser, palier, amina!);
	const [chloe, dina] = [await passerBy(browser), await passerBy(browser)];
	const { first, second } = await twoWait(palier, lender, amina!.place, [chloe, dina]);
	await letTimePass(palier, { hours: HOURS_TO_ANSWER });
	await expectTicket(dina, second, say('ticket.state.called'));
	await expectTicket(chloe, first, say('ticket.state.expired'));
});

test('another moment: the lender proposes one, the borrower agrees; or has no more need', async ({
	palier,
	browser
}) => {
	const [amina] = await hallThatLends(palier, ['drill', 'stepladder']);
	const lender = await resident(browser, palier, amina!);
	const page = await passerBy(browser);
	const drill = await borrow(page, amina!.place, palier, 'drill', { days: 2 });
	const other = addDays(tomorrow(), 3);
	const moment = { day: sayDay('fr', other), part: say('part.in.evening') };
	await proposeMoment(lender, palier, other);
	await page.goto(drill);
	await expect(page.locator('h1')).toHaveText(say('ticket.state.proposed'));
	await expect(page.locator('.slip')).toContainText(moment.day);
	await page.getByRole('button', { name: say('ticket.step.agree') }).click();
	await expect(page.locator('h1')).toHaveText(say('ticket.state.accepted'));
	await expect(page.getByText(say('ticket.meet.hall', moment))).toBeVisible();
	await expect(page.locator('.slip'), 'for as many days').toContainText(sayDay('fr', addDays(other, 1)));
	await lender.goto(`${palier.url}/home`);
	await expect(lender.getByText(say('home.told.hall', moment))).toBeVisible();

	const stepladder = await borrow(page, amina!.place, palier, 'stepladder');
	await proposeMoment(lender, palier, other);
	await touchTicket(page, stepladder, say('ticket.step.refuse'), say('ticket.state.withdrawn'));
	await lender.goto(`${palier.url}/home`);
	await expect(lender.getByText(say('home.end.withdrawn'))).toBeVisible();
});

async function proposeMoment(lender: Page, palier: Palier, day: string): Promise<void> {
	await lender.goto(`${palier.url}/home`);
	await lender.getByText(say('home.moment'), { exact: true }).click();
	await lender.locator(`input[name=day][value="${day}"]`).check({ force: true });
	await lender.locator('input[name=part][value=evening]').check({ force: true });
	await lender.getByRole('button', { name: say('home.moment.send') }).click();
	const moment = { day: sayDay('fr', day), part: say('part.in.evening') };
	await expect(lender.getByText(say('home.proposed', moment))).toBeVisible();
}
