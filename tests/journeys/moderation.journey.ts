import type { Browser, Page } from '@playwright/test';
import { pictogramName } from '#lib/text/pictogramName.ts';
import { speak } from '#lib/text/speak.ts';
import { ask, moveIn, post } from './neighbours.ts';
import { expect, fixture, Palier, test, type Place } from './palier.ts';

const say = speak('fr');
const NAME_OF_SOMEBODY = 'Karim Benali du 3e';

test('what tells of a person is hidden at once, decided with reasons to both sides, contested, and shown again', async ({
	palier,
	browser
}) => {
	test.setTimeout(240_000);
	const [place] = await hall(palier);
	const cookie = await moveIn(palier, place, ['drill']);
	await post(palier, '/home/settings?/nickname', { nickname: NAME_OF_SOMEBODY }, cookie);
	const [passerBy, amina, operator] = await Promise.all([
		phone(browser, palier),
		phone(browser, palier, cookie),
		phone(browser, palier)
	]);
	await passerBy.goto(`${palier.url}/${place.code}`);
	await expect(passerBy.getByText(NAME_OF_SOMEBODY)).toBeVisible();

	await reportThe(passerBy, 'personal-data', 'C’est mon nom, je ne veux pas.');
	await expect(passerBy.locator('h1')).toHaveText(say('receipt.state.open'));
	await expect(passerBy.getByText(say('receipt.hidden'))).toBeVisible();
	const receipt = passerBy.url();
	const seen = await seenAt(palier, place);
	expect(seen, 'the very next look shows nothing').not.toContain(NAME_OF_SOMEBODY);
	expect(seen).not.toContain('/ask/drill');

	await amina.goto(`${palier.url}/home`);
	await expect(amina.getByText(say('decision.news.looking'))).toBeVisible();

	await operator.goto(signInLink(palier));
	await operator.getByRole('button', { name: say('operator.enter.do') }).click();
	await decide(operator, 'personal-data', 'hidden', 'Le nom d’une personne se lit sur cette page.');
	await passerBy.goto(receipt);
	await expect(passerBy.locator('h1')).toHaveText(say('receipt.state.hidden'));
	await expect(passerBy.getByText('Le nom d’une personne se lit')).toBeVisible();
	await amina.goto(`${palier.url}/home`);
	await amina.getByRole('link', { name: say('decision.news.more') }).click();
	await expect(amina.getByText('Le nom d’une personne se lit')).toBeVisible();
	await expect(amina.getByText(say('decision.ground.privacy'))).toBeVisible();
	await expect(amina.getByText('C’est mon nom'), 'of who reported it nothing is told').toHaveCount(0);

	await amina.getByLabel(say('decision.objectWords')).fill('C’est mon propre nom.');
	await amina.getByRole('button', { name: say('decision.object') }).click();
	await expect(amina.locator('h1')).toHaveText(say('decision.state.again'));
	expect(await seenAt(palier, place), 'an objection alone shows nothing').not.toContain(NAME_OF_SOMEBODY);

	await decide(operator, 'personal-data', 'kept', 'La personne parle d’elle-même.');
	await expect(operator.locator('h2').filter({ hasText: say('receipt.state.kept') })).toBeVisible();
	expect(await seenAt(palier, place), 'shown again').toContain(NAME_OF_SOMEBODY);
	await amina.reload();
	await expect(amina.locator('h1')).toHaveText(say('decision.state.kept'));
	await passerBy.reload();
	await expect(passerBy.locator('h1')).toHaveText(say('receipt.state.kept'));

	const register = await operator.request.get(`${palier.url}/operator/register.json`);
	expect(register.headers()['cache-control']).toContain('no-store');
	expect(await register.text()).toMatch(/personal-data/);
	expect(palier.log, 'no receipt is in the log').not.toContain(new URL(receipt).pathname.split('/').at(-1));
	await expectStranger(palier, operator.url());
});

test('a blocked neighbour’s request looks sent and never arrives, until they are heard again', async ({
	palier,
	browser
}) => {
	test.setTimeout(240_000);
	const [place] = await hall(palier);
	const amina = await phone(browser, palier, await moveIn(palier, place, ['drill', 'tent', 'ladder']));
	const drill = await ask(palier, place, 'drill', { name: 'Pénible' });

	await amina.goto(`${palier.url}/home`);
	await amina.getByText(say('home.trouble'), { exact: true }).click();
	await amina.getByRole('button', { name: say('home.trouble.block') }).click();
	await expect(amina.locator('h1')).toHaveText(say('home.blocked'));

	const ticket = await ask(palier, place, 'tent', { name: 'Pénible' });
	const blocked = await phone(browser, palier);
	await blocked.goto(`${palier.url}${ticket}`);
	await expect(blocked.locator('h1')).toHaveText(say('ticket.state.asked'));
	await blocked.goto(`${palier.url}${drill}`);
	const toldOfTheFirst = await blocked.locator('h1').textContent();
	expect([say('ticket.state.asked'), say('ticket.state.declined')]).toContain(toldOfTheFirst);
	await amina.goto(`${palier.url}/home`);
	await expect(amina.getByText(say('home.nothing'))).toBeVisible();
	await expect(amina.getByRole('heading', { name: pictogramName('fr', 'tent') })).toHaveCount(0);

	await amina.goto(`${palier.url}/home/blocked`);
	await amina.getByRole('button', { name: say('home.blocked.again') }).click();
	await expect(amina.getByText(say('home.blocked.none'))).toBeVisible();
	await ask(palier, place, 'ladder', { name: 'Pénible' });
	await amina.goto(`${palier.url}/home`);
	await expect(amina.getByRole('heading', { name: pictogramName('fr', 'ladder') })).toBeVisible();
	await expect(
		amina.getByRole('heading', { name: pictogramName('fr', 'tent') }),
		'what was not heard stays unheard'
	).toHaveCount(0);
});

async function hall(palier: Palier): Promise<[Place]> {
	palier.addLandlord('tilleuls', fixture('lists/halls.csv'));
	const { mailboxes } = palier.json<{ mailboxes: [Place] }>('mailboxes', 'tilleuls');
	await palier.start();
	return mailboxes;
}

/** A phone without script, with a household's cookie if one is given. */
async function phone(browser: Browser, palier: Palier, cookie = ''): Promise<Page> {
	const context = await browser.newContext({
		viewport: { width: 360, height: 740 },
		locale: 'fr-FR',
		javaScriptEnabled: false
	});
	const [name, value] = cookie.split('=', 2);
	if (name && value) await context.addCookies([{ name, value, url: palier.url }]);
	return context.newPage();
}

const signInLink = (palier: Palier) => palier.json<{ signInLink: string }>('operator', 'link').signInLink;

/** What a browser is given that has never been here, from the cache of pages too. */
async function seenAt(palier: Palier, place: Place): Promise<string> {
	const answer = await fetch(`${palier.url}/${place.code}`, { headers: { 'accept-language': 'fr' } });
	return answer.text();
}

async function reportThe(page: Page, reason: 'personal-data', words: string): Promise<void> {
	await page.getByRole('link', { name: say('report.link') }).click();
	await page.getByRole('radio', { name: say(`report.reason.${reason}`) }).check({ force: true });
	await page.getByLabel(say('report.words')).fill(words);
	await page.getByRole('button', { name: say('report.send') }).click();
	await expect(page.getByRole('alert')).toContainText(say('report.problem.goodFaith'));
	await page.getByLabel(say('report.goodFaith')).check();
	await page.getByRole('button', { name: say('report.send') }).click();
}

async function decide(
	page: Page,
	reason: 'personal-data',
	decision: 'kept' | 'hidden',
	statement: string
): Promise<void> {
	await page.goto(new URL('/operator', page.url()).href);
	await page.getByRole('link', { name: say(`report.reason.${reason}`) }).click();
	await page.getByRole('link', { name: say(`operator.choose.${decision}`) }).click();
	await page.getByLabel(say('operator.statement')).fill(statement);
	await page.getByRole('button', { name: say('operator.do') }).click();
	await expect(page.getByText(statement)).toBeVisible();
}

/** Whoever is not signed in as operator does not even learn that there is something. */
async function expectStranger(palier: Palier, page: string): Promise<void> {
	for (const address of [page, `${palier.url}/operator`, `${palier.url}/operator/register.json`])
		expect((await fetch(address, { redirect: 'manual' })).status).toBe(404);
}

for (const contact of ['contact@palier.example', 'https://palier.example/contact', ''])
	test(`whoever runs Palier can be written to: ${contact || 'nobody is named'}`, async ({ browser }) => {
		const palier = await Palier.make({ PALIER_CONTACT: contact });
		const [place] = await hall(palier);
		const page = await phone(browser, palier);
		for (const path of ['/privacy', `/${place.code}/report`]) {
			await page.goto(`${palier.url}${path}`);
			await expect(page.locator('h1')).toBeVisible();
			const link = page.locator('main a', { hasText: contact || '@' });
			await expect(link).toHaveCount(contact ? 1 : 0);
			if (contact)
				await expect(link).toHaveAttribute('href', contact.includes('@') ? `mailto:${contact}` : contact);
		}
		await palier.remove();
	});
