import type { Page } from '@playwright/test';
import { guards } from '#lib/access/guards.ts';
import { pictogramName } from '#lib/text/pictogramName.ts';
import { speak } from '#lib/text/speak.ts';
import { borrow } from './borrowers.ts';
import { ask, claimOf, cookieOf, moveIn, post } from './neighbours.ts';
import { expect, test, type Palier, type Place } from './palier.ts';
import {
	cookieOfPhone,
	keyOn,
	openLetter,
	phoneWith,
	placesOf,
	readQr,
	householdAt,
	tablesThatSay,
	tabTo,
	whatIsSeen
} from './residents.ts';
import { letTimePass } from './timePasses.ts';

const say = speak('fr');
const DRILL = pictogramName('fr', 'drill');
const LADDER = pictogramName('fr', 'stepladder');

test('everything pauses until a day, and nothing shows that it does', async ({ palier, browser }) => {
	const [place] = placesOf(palier) as [Place];
	await palier.start();
	const cookie = await moveIn(palier, place, []);
	const addresses = [`/${place.code}`, `/${place.code}/ask/drill`, `/${place.code}/who/drill`];
	const lookAround = () => Promise.all(addresses.map((path) => whatIsSeen(palier, path)));
	const lendsNothing = await lookAround();
	await post(palier, '/home/items?/save', { thing: 'drill' }, cookie);
	const lends = await lookAround();
	expect(lends[0], 'the page says what is lent').not.toEqual(lendsNothing[0]);
	expect(lends[1]).not.toEqual(lendsNothing[1]);

	const amina = await phoneWith(browser, palier, cookie);
	await amina.goto(`${palier.url}/home`);
	await amina.getByRole('link', { name: say('pause.link') }).click();
	await amina.getByRole('button', { name: say('pause.tomorrow') }).click();
	await expect(amina.getByText(say('home.paused'))).toBeVisible();
	expect(await lookAround(), 'byte for byte a household that lends nothing').toEqual(lendsNothing);

	await letTimePass(palier, { days: 1 });
	await expect(async () => {
		await amina.goto(`${palier.url}/home`);
		await expect(amina.getByText(say('home.paused'))).toBeHidden({ timeout: 1_000 });
	}, 'the pause ends by itself').toPass();
	await expect.poll(lookAround).toEqual(lends);
});

test('one thing pauses until a day, and is back by itself', async ({ palier, browser }) => {
	const [place] = placesOf(palier) as [Place];
	await palier.start();
	const cookie = await moveIn(palier, place, ['stepladder']);
	const addresses = [`/${place.code}`, `/${place.code}/ask/drill`];
	const lookAround = () => Promise.all(addresses.map((path) => whatIsSeen(palier, path)));
	const neverHadOne = await lookAround();
	await moveInMore(palier, cookie, ['stepladder', 'drill']);
	const lends = await lookAround();
	expect(lends[0]).not.toEqual(neverHadOne[0]);

	const amina = await phoneWith(browser, palier, cookie);
	await amina.goto(`${palier.url}/home/items`);
	await amina.getByRole('link', { name: say('items.adjustThing', { thing: DRILL }) }).click();
	await amina.getByRole('button', { name: say('pause.week') }).click();
	await expect(amina.locator('.state')).toHaveClass(/dashed/);
	expect(await lookAround(), 'as if there had never been one').toEqual(neverHadOne);

	await letTimePass(palier, { days: 6 });
	expect(await lookAround(), 'not a day too early').toEqual(neverHadOne);
	await letTimePass(palier, { days: 1 });
	await expect.poll(lookAround).toEqual(lends);
	await amina.reload();
	await expect(amina.getByText(say('thing.lent'))).toBeVisible();
});

async function moveInMore(palier: Palier, cookie: string, things: readonly string[]): Promise<void> {
	await fetch(`${palier.url}/home/items?/save`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: palier.url, cookie },
		body: new URLSearchParams(things.map((thing) => ['thing', thing]))
	});
}

test('one of two people changes the lock, and the other is out everywhere', async ({ palier, browser }) => {
	test.setTimeout(180_000);
	const [place] = placesOf(palier) as [Place];
	await palier.start();
	const amina = await phoneWith(browser, palier);
	const firstKey = await openLetter(amina, palier, place);
	await moveInMore(palier, await cookieOfPhone(amina.context()), ['drill', 'stepladder']);

	const karim = await phoneWith(browser, palier);
	const way = await showWayIn(amina, palier);
	const formOfHis = await comeIn(karim, way);
	const his = await cookieOfPhone(karim.context());
	const nextWay = new URL(await showWayIn(karim, palier)).pathname;
	await karim.goto(`${palier.url}/home/settings/key`);
	await karim.getByRole('button', { name: say('key.renew') }).click();
	const hisKey = await keyOn(karim);
	const ticket = await ask(palier, place, 'drill');
	await karim.goto(`${palier.url}/home`);
	await karim.getByRole('button', { name: say('home.step.accept'), exact: true }).click();
	const open = { code: place.code, ticket, way: nextWay };
	const before = await everyDoor(palier, open, his);
	const hers = await everyDoor(palier, open, await cookieOfPhone(amina.context()));

	await amina.goto(`${palier.url}/home/phones`);
	await amina.getByRole('link', { name: say('key.lock'), exact: true }).click();
	await amina.getByRole('button', { name: say('key.lockYes') }).click();
	await expect(amina.locator('h1')).toHaveText(say('key.locked'));
	const newKey = await keyOn(amina);

	const after = await everyDoor(palier, open, his);
	const nobody = await everyDoor(palier, open, '');
	for (const [door, entrance] of Object.entries(guards)) {
		expect(after[door], `${door} is as for anybody`).toEqual(nobody[door]);
		if (entrance !== 'household') continue;
		expect(before[door], `${door} was open to him`).toEqual(hers[door]);
		expect(before[door]!.get, `${door} was open to him`).not.toEqual(after[door]!.get);
		expect([after[door]!.get, after[door]!.post]).toEqual(['303 /key', '303 /key']);
	}
	for (const door of Object.keys(guards).filter((id) => /^\/(t|open)\//.test(id))) {
		expect(before[door]!.get, `${door} was open`).toMatch(/^200/);
		expect(after[door]!.get, `${door} is dead`).toMatch(/^404/);
	}
	for (const key of [firstKey, hisKey]) await opensNothing(karim, palier, key);
	const again = await post(palier, new URL(way).pathname, { once: formOfHis }, his);
	expect([again.status, cookieOf(again)], 'the form that let him in').toEqual([404, '']);
	const letter = await post(palier, `/a/${place.code}`, { claim: claimOf(palier, place) }, his);
	expect([letter.status, cookieOf(letter)], 'the letter').toEqual([409, '']);
	await karim.goto(`${palier.url}/home`);
	await expect(karim.locator('h1')).toHaveText(say('key.title'));

	await amina.goto(`${palier.url}/home`);
	await expect(amina.getByText('Bruno').first(), 'what she promised stays').toBeVisible();
	await amina.getByRole('button', { name: say('home.step.hand-over') }).click();
	await expect(amina.getByRole('button', { name: say('home.step.give-back') })).toBeVisible();
	await karim.goto(`${palier.url}/${place.code}`);
	await expect(karim.getByText(say('household.out')), 'the next scan shows what is so').toBeVisible();
	const another = await phoneWith(browser, palier);
	await openWithKey(another, palier, newKey);
	await expect(another.locator('h1')).toHaveText(say('key.opened'));
});

/** Shows the picture for another phone; gives the address in it. */
async function showWayIn(page: Page, palier: Palier): Promise<string> {
	await page.goto(`${palier.url}/home/phones`);
	await page.getByRole('button', { name: say('phones.show') }).click();
	const address = await readQr(page, page.locator('.qr'));
	await expect(page.locator('.address')).toHaveText(address);
	return address;
}

/** Opens the mailbox with the picture's address; gives what the form said of itself. */
async function comeIn(page: Page, address: string): Promise<string> {
	await page.goto(address);
	const once = await page.locator('input[name=once]').inputValue();
	await page.getByRole('button', { name: say('open.yes') }).click();
	await expect(page).toHaveURL(/\/home(\?|$)/);
	return once;
}

async function openWithKey(page: Page, palier: Palier, key: string): Promise<void> {
	await page.goto(`${palier.url}/key`);
	await page.getByLabel(say('key.label')).fill(key);
	await page.getByRole('button', { name: say('key.open') }).click();
}

async function opensNothing(page: Page, palier: Palier, key: string): Promise<void> {
	await openWithKey(page, palier, key);
	await expect(page.getByText(say('key.refusal.wrong-key'))).toBeVisible();
}

interface Open {
	readonly code: string;
	readonly ticket: string;
	/** The path of a picture for another phone. */
	readonly way: string;
}

/** What every route of the table answers, to a look and, where only a household enters, to a form: status and whereto. */
async function everyDoor(
	palier: Palier,
	{ code, ticket, way }: Open,
	cookie: string
): Promise<Record<string, { get: string; post: string }>> {
	const answers: Record<string, { get: string; post: string }> = {};
	const brief = (answer: Response) => {
		const to = answer.headers.get('location');
		return `${answer.status}${to ? ` ${new URL(to, palier.url).pathname}` : ''}`;
	};
	for (const [id, entrance] of Object.entries(guards)) {
		const path = id
			.replace('/t/[ticket]', ticket)
			.replace('/open/[token]', way)
			.replace('[code=code]', code)
			.replace('[pictogram]', 'drill')
			.replace(/\[\w+\]/, 'x');
		const headers = { cookie, accept: 'text/html', 'accept-language': 'fr' };
		const seen = await fetch(`${palier.url}${path}`, { headers, redirect: 'manual' });
		const isHome = entrance === 'household';
		answers[id] = {
			get: brief(seen),
			post: isHome ? brief(await post(palier, path, { step: 'x' }, cookie)) : ''
		};
	}
	return answers;
}

test('a resident leaves in two taps, and nothing is left', async ({ palier, browser }) => {
	const [place, beside] = placesOf(palier) as [Place, Place];
	await palier.start();
	const amina = await phoneWith(browser, palier);
	const key = await openLetter(amina, palier, place);
	const cookie = await cookieOfPhone(amina.context());
	await moveInMore(palier, cookie, ['drill', 'stepladder']);
	await moveIn(palier, beside, ['drill']);
	const nothingThere = await whatIsSeen(palier, `/${place.code}/ask/sewing-machine`);
	await post(palier, '/home/settings?/nickname', { nickname: 'Chez Amina' }, cookie);
	await post(palier, '/home/items/drill?/note', { note: 'le fil est court' }, cookie);
	await post(palier, '/home/history?/keep', {}, cookie);
	const lent = await ask(palier, place, 'drill', { name: 'Brunhilde' });
	const casimirs = await borrow(await phoneWith(browser, palier), place, palier, 'stepladder', {
		name: 'Casimir'
	});
	const blocked = new URL(casimirs).pathname;
	await amina.goto(`${palier.url}/home`);
	const casimir = amina.locator('article', { hasText: 'Casimir' });
	await casimir.getByText(say('home.trouble'), { exact: true }).click();
	await casimir.getByRole('button', { name: say('home.trouble.block') }).click();
	await amina.goto(`${palier.url}/home`);
	await amina.getByRole('button', { name: say('home.step.accept'), exact: true }).click();
	await expect(amina.getByText(say('home.trouble')).first()).toBeVisible();
	const way = new URL(await showWayIn(amina, palier)).pathname;
	const household = await householdAt(palier, place);
	const rows = await tablesThatSay(palier, household);
	for (const table of ['household', 'item', 'request', 'session', 'block', 'transfer', 'loan_day'])
		expect(rows[table], `${table} has rows of the household`).toBeGreaterThan(0);

	await amina.goto(`${palier.url}/home/settings`);
	await amina.getByRole('link', { name: say('settings.leaveGo') }).click();
	await expect(amina.getByText(say('settings.leaveLoans', { n: 1 }))).toBeVisible();
	await amina.getByRole('button', { name: say('settings.leaveYes') }).click();
	await expect(amina.locator('h1')).toHaveText(say('settings.gone'));
	const receipt = amina.locator('.receipt');
	await expect(receipt).toContainText(say('settings.erased.items', { n: 2 }));
	await expect(receipt).toContainText(say('settings.erased.requests', { n: 2 }));
	await expect(receipt).toContainText(say('settings.erased.blocked', { n: 1 }));

	for (const text of [household, 'Chez Amina', 'le fil est court', 'Brunhilde', 'Casimir'])
		expect(await tablesThatSay(palier, text), `rows that say ${text}`).toEqual({});
	expect(await amina.context().cookies()).toEqual([]);
	for (const path of [lent, blocked, way])
		expect((await fetch(`${palier.url}${path}`)).status, path.slice(0, 3)).toBe(404);
	const home = await fetch(`${palier.url}/home`, { headers: { cookie }, redirect: 'manual' });
	expect(home.headers.get('location')).toBe('/key');
	await opensNothing(amina, palier, key);
	expect(await whatIsSeen(palier, `/${place.code}/ask/sewing-machine`)).toEqual(nothingThere);
	const page = await whatIsSeen(palier, `/${place.code}`);
	for (const left of ['Chez Amina', DRILL, LADDER]) expect(page['body']).not.toContain(left);

	await amina.goto(`${palier.url}/a/${place.code}`);
	await amina.getByLabel(say('claim.code')).fill(claimOf(palier, place));
	await amina.getByRole('button', { name: say('claim.open') }).click();
	await expect(amina.getByRole('alert'), 'the letter does not open it again').toBeVisible();
	expect(await amina.context().cookies()).toEqual([]);
});

test('half a year later the question comes, then the page sleeps, and one tap wakes it', async ({
	palier,
	browser
}) => {
	const [place] = placesOf(palier) as [Place];
	await palier.start();
	const cookie = await moveIn(palier, place, []);
	const lendsNothing = await whatIsSeen(palier, `/${place.code}`);
	await moveInMore(palier, cookie, ['drill']);
	const lends = await whatIsSeen(palier, `/${place.code}`);
	expect(lends).not.toEqual(lendsNothing);
	const amina = await phoneWith(browser, palier, cookie);
	const home = async (shown: string) =>
		expect(async () => {
			await amina.goto(`${palier.url}/home`);
			await expect(amina.getByText(shown)).toBeVisible({ timeout: 1_000 });
		}).toPass();

	await letTimePass(palier, { days: 170 });
	await home(say('home.things'));
	await expect(amina.getByText(say('home.willing')), 'not before half a year').toBeHidden();
	await letTimePass(palier, { days: 13 });
	await home(say('home.willing'));
	expect(await whatIsSeen(palier, `/${place.code}`), 'the page goes on lending').toEqual(lends);

	await letTimePass(palier, { days: 31 });
	await home(say('home.asleep'));
	await expect(amina.getByText(say('home.willing'), { exact: true })).toBeHidden();
	await expect.poll(() => whatIsSeen(palier, `/${place.code}`)).toEqual(lendsNothing);
	await amina.getByRole('button', { name: say('home.willingYes') }).click();
	await expect(amina.getByText(say('home.asleep'))).toBeHidden();
	expect(await whatIsSeen(palier, `/${place.code}`)).toEqual(lends);
	await expect(amina.getByText(DRILL).first()).toBeVisible();
});

test('what a borrower should know is read after the yes only', async ({ palier, browser }) => {
	const [place] = placesOf(palier) as [Place];
	await palier.start();
	const amina = await phoneWith(browser, palier, await moveIn(palier, place, ['stepladder']));
	await amina.goto(`${palier.url}/home/items`);
	await amina.getByLabel(say('items.search')).fill('fusil');
	await amina.getByRole('button', { name: say('items.find') }).click();
	await expect(amina.getByText(say('forbidden.weapons'))).toBeVisible();
	await expect(amina.getByText(say('items.found', { n: 1 }))).toBeHidden();

	const note = 'la troisième marche bouge';
	await amina.goto(`${palier.url}/home/items/stepladder`);
	await expect(amina.getByText(say('caution.height'))).toBeVisible();
	await amina.getByLabel(say('thing.noteLabel')).fill('appelez le 06 12 34 56 78');
	await amina.getByRole('button', { name: say('thing.noteSave') }).click();
	await expect(amina.getByText(say('thing.note.link-or-number'))).toBeVisible();
	await amina.getByLabel(say('thing.noteLabel')).fill(note);
	await amina.getByRole('button', { name: say('thing.noteSave') }).click();
	await expect(amina.getByText(say('thing.noteSaved'))).toBeVisible();

	await amina.goto(`${palier.url}/home/lending`);
	await amina.getByLabel(say('lending.manner.ring')).check({ force: true });
	await amina.getByLabel(say('lending.from')).selectOption('17');
	await amina.getByLabel(say('lending.until')).selectOption('19');
	await amina.getByLabel(say('lending.listed.yes')).check({ force: true });
	await amina.getByRole('button', { name: say('lending.save') }).click();
	await expect(amina.getByText(say('lending.saved'))).toBeVisible();

	const ticket = await ask(palier, place, 'stepladder');
	const told = [note, say('caution.height'), 'entre 17 h et 19 h'];
	const open = [
		`/${place.code}`,
		`/${place.hallCode}`,
		`/${place.code}/ask/stepladder`,
		`/${place.hallCode}/who/stepladder`,
		ticket
	];
	for (const path of open) {
		const page = await fetch(`${palier.url}${path}`, { headers: { 'accept-language': 'fr' } });
		expect(page.status, path).toBe(200);
		const html = readable(await page.text());
		expect(html, path).toContain(LADDER);
		for (const words of told) expect(html, `${path} says ${words}`).not.toContain(words);
	}
	await amina.goto(`${palier.url}/home`);
	await amina.getByRole('button', { name: say('home.step.accept'), exact: true }).click();
	await expect(amina.getByRole('button', { name: say('home.step.hand-over'), exact: true })).toBeVisible();
	const after = await fetch(`${palier.url}${ticket}`, { headers: { 'accept-language': 'fr' } });
	const html = readable(await after.text());
	for (const words of told) expect(html, `the ticket says ${words}`).toContain(words);
});

/** A page's words, as somebody reads them. */
const readable = (html: string) => html.replaceAll('\u00a0', ' ').replaceAll('&nbsp;', ' ');

test('past loans are kept for whoever wishes it, and go when they say so', async ({ palier, browser }) => {
	const [place] = placesOf(palier) as [Place];
	await palier.start();
	const amina = await phoneWith(browser, palier, await moveIn(palier, place, ['drill']));
	const lendTo = async (name: string) => {
		await ask(palier, place, 'drill', { name });
		await amina.goto(`${palier.url}/home`);
		for (const step of ['accept', 'hand-over', 'give-back'] as const)
			await amina.getByRole('button', { name: say(`home.step.${step}`), exact: true }).click();
		await expect(amina.getByText(say('home.end.given-back')).first()).toBeVisible();
	};
	const history = async () => {
		await amina.goto(`${palier.url}/home`);
		await amina.getByRole('link', { name: say('home.history') }).click();
	};

	await lendTo('Bruno');
	await history();
	await expect(amina.getByText(say('home.history.off'))).toBeVisible();
	await expect(amina.getByText(DRILL)).toBeHidden();
	await amina.getByRole('button', { name: say('home.history.start') }).click();
	await expect(amina.getByText(say('home.history.empty')), 'it begins now').toBeVisible();

	await lendTo('Brunhilde');
	await history();
	await expect(amina.getByText(DRILL)).toHaveCount(1);
	await expect(amina.locator('main')).not.toContainText('Brun');
	expect(Object.keys(await tablesThatSay(palier, await householdAt(palier, place)))).toContain('history');
	await amina.getByText(say('home.history.stop')).click();
	await amina.getByRole('button', { name: say('home.history.stopYes') }).click();
	await expect(amina.getByText(say('home.history.off'))).toBeVisible();
	await expect(amina.getByText(DRILL)).toBeHidden();
	expect(Object.keys(await tablesThatSay(palier, await householdAt(palier, place)))).not.toContain('history');
});

test('a second phone comes by a picture, and is closed alone', async ({ palier, browser }) => {
	const [place] = placesOf(palier) as [Place];
	await palier.start();
	const amina = await phoneWith(browser, palier);
	await openLetter(amina, palier, place);
	await amina.goto(`${palier.url}/home/phones`);
	await expect(amina.locator('article')).toHaveCount(1);
	const karim = await phoneWith(browser, palier);
	const way = await showWayIn(amina, palier);
	await karim.goto(way);
	await karim.reload();
	await expect(karim.locator('h1'), 'a camera that looks first uses nothing up').toHaveText(
		say('open.title')
	);
	await comeIn(karim, way);
	const third = await phoneWith(browser, palier);
	await third.goto(way);
	await expect(third.locator('h1'), 'it opens once').toHaveText(say('open.deadTitle'));

	await amina.goto(`${palier.url}/home`);
	await expect(amina.getByRole('link', { name: say('home.newPhoneLook') })).toBeVisible();
	await amina.getByRole('link', { name: say('home.newPhoneLook') }).click();
	await expect(amina.locator('article')).toHaveCount(2);
	const his = amina.locator('article').filter({ hasNot: amina.locator('.this') });
	await his.getByRole('button', { name: say('phones.close') }).click();
	await expect(amina.locator('article')).toHaveCount(1);
	await expect(amina.locator('article .this')).toBeVisible();
	await karim.goto(`${palier.url}/home`);
	await expect(karim.locator('h1')).toHaveText(say('key.title'));
	await amina.goto(`${palier.url}/home`);
	await expect(amina.getByText(say('home.things')), 'the other goes on').toBeVisible();
});

test('a resident answers, hands over and takes back with the keyboard alone', async ({ palier, browser }) => {
	const [place] = placesOf(palier) as [Place];
	await palier.start();
	const amina = await phoneWith(browser, palier, await moveIn(palier, place, ['drill']));
	const ticket = await ask(palier, place, 'drill');
	const bruno = await phoneWith(browser, palier);
	await amina.goto(`${palier.url}/home`);
	for (const [step, state] of [
		['accept', 'accepted'],
		['hand-over', 'handed-over'],
		['give-back', 'given-back']
	] as const) {
		const button = amina.getByRole('button', { name: say(`home.step.${step}`), exact: true });
		await tabTo(amina, button);
		const ring = await button.evaluate((element) => getComputedStyle(element).outlineStyle);
		expect(ring, 'one sees where one is').not.toBe('none');
		await amina.keyboard.press('Enter');
		await expect(button).toBeHidden();
		await bruno.goto(`${palier.url}${ticket}`);
		await expect(bruno.locator('h1')).toHaveText(say(`ticket.state.${state}`));
	}
	await expect(amina.getByText(say('home.end.given-back'))).toBeVisible();
});
