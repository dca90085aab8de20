import type { Page } from '@playwright/test';
import { pictogramName } from '#lib/text/pictogramName.ts';
import { speak } from '#lib/text/speak.ts';
import { isolated } from '#lib/ui/isolated.ts';
import { createClient } from '@libsql/client';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { claimOf, cookieOf, moveIn, post } from './neighbours.ts';
import { expect, Palier, test, type Place } from './palier.ts';
import { readPdf } from './paper.ts';
import { cookieOfPhone, phoneWith, tablesThatSay } from './residents.ts';
import {
	acceptInvitation,
	HALLS,
	importList,
	invite,
	managerOf,
	openHall,
	openSection,
	type Person
} from './staff.ts';
import { letTimePass } from './timePasses.ts';

const say = speak('fr');
const PARC = 'Le Parc;A;1;1 allée du Parc;38100;Grenoble;4';
const TOURS = 'Les Tours;;;9 rue des Tours;38100;Grenoble;60';
const DRILL = pictogramName('fr', 'drill');

test('an agent makes a lost letter anew: the old code is dead, the new one opens', async ({
	palier,
	browser
}) => {
	const { page: manager } = await managerOf(palier, browser, [PARC, TOURS]);
	const link = await invite(manager, {
		email: 'agent@tilleuls.example',
		role: 'agent',
		residences: ['Le Parc']
	});
	const { page } = await acceptInvitation(browser, link, 'agent@tilleuls.example');
	const [, box] = placesOf(palier, 'Le Parc');

	await makeLetters(page, 'Le Parc', ['2'], 'lost');
	const [letter, ...more] = await lettersOf(page);
	expect(more, 'a letter and its stickers are two pages').toHaveLength(1);
	const claim = claimIn(letter!.codes, box!);
	expect(claim).toBe(claimOf(palier, { ...box!, epoch: box!.epoch + 1 }));

	const resident = await phoneWith(browser, palier);
	await tryLetter(resident, palier, box!, claimOf(palier, box!));
	await expect(resident.getByRole('alert')).toContainText(say('claim.refusal.wrong-code'));
	await tryLetter(resident, palier, box!, claim);
	await expect(resident.getByText(say('claim.keyTitle'))).toBeVisible();
});

test('more than fifty letters in a day want the yes of somebody else', async ({ palier, browser }) => {
	const { page: asking } = await managerOf(palier, browser, [TOURS]);
	const email = 'direction@tilleuls.example';
	const link = await invite(asking, { email, role: 'manager' });
	const { page: other } = await acceptInvitation(browser, link, email);
	const boxes = Array.from({ length: 51 }, (_, n) => String(n + 1));

	await makeLetters(asking, 'Les Tours', boxes, 'lost');
	await expect(asking.getByText(say('turnover.waits', { n: 51 }))).toBeVisible();
	await expect(asking.getByText(say('turnover.made'))).toBeHidden();
	expect(epochs(palier)).toEqual(new Set([1]));

	await openSection(asking, 'approvals');
	await expect(asking.getByText(say('turnover.approval.count', { n: 51 }))).toBeVisible();
	await expect(asking.getByText(say('turnover.approval.mine'))).toBeVisible();
	await expect(asking.getByRole('button', { name: say('turnover.approval.yes') })).toBeHidden();

	await openSection(other, 'home');
	await other.getByRole('link', { name: say('places.waits.approvals', { n: 1 }) }).click();
	const key = await other.locator('input[name=key]').inputValue();
	const own = await post(
		palier,
		'/landlord/approvals?/decide',
		{ key, decision: 'yes' },
		await cookieOfPhone(asking.context())
	);
	expect(own.status).toBe(409);
	expect(await own.text()).toContain(say('turnover.approval.refused.own'));
	expect(epochs(palier)).toEqual(new Set([1]));

	await other.getByRole('button', { name: say('turnover.approval.yes') }).click();
	await expect(other.getByText(say('turnover.approvals.none'))).toBeVisible();
	await expect(other.locator('main')).toContainText(isolated(email));
	await openHall(asking, 'Les Tours', /9 rue des Tours/);
	await asking.getByRole('link', { name: say('places.hall.letters') }).click();
	await expect(asking.getByText(say('turnover.waits', { n: 51 }))).toBeHidden();
	await expect(asking.getByRole('button', { name: say('turnover.made.get') })).toBeVisible();
	expect(epochs(palier)).toEqual(new Set([1, 2]));
});

test('a claimed mailbox sleeps, is refused in a tap, or ends and is claimed anew', async ({
	palier,
	browser
}) => {
	const { page: manager } = await managerOf(palier, browser, [PARC]);
	const places = placesOf(palier, 'Le Parc');
	const [refusing, silent, freed] = places as [Place, Place, Place];
	const phones: Page[] = [];
	for (const place of places.slice(0, 3)) {
		const cookie = await moveIn(palier, place, ['drill']);
		await post(palier, '/home/settings?/nickname', { nickname: `Foyer ${place.mailbox}` }, cookie);
		phones.push(await phoneWith(browser, palier, cookie));
	}
	const [refuser, quiet, leaver] = phones as [Page, Page, Page];
	await makeLetters(manager, 'Le Parc', ['1', '2'], 'lost');
	await makeLetters(manager, 'Le Parc', ['3'], 'moved-out');

	const newcomer = await phoneWith(browser, palier);
	await tryNewLetter(newcomer, palier, silent);
	const asleep = say('claim.refusal.asleep', { until: '…' }).split('…')[0]!;
	await expect(newcomer.getByRole('alert')).toContainText(asleep);

	await letTimePass(palier, { hours: 2 });
	await home(refuser, palier);
	await expect(refuser.getByText(say('home.letter.lost'))).toBeVisible();
	await refuser.getByRole('button', { name: say('home.letter.refuse') }).click();
	await expect(refuser.getByText(say('home.letter.lost'))).toBeHidden();
	await expect(refuser.getByText(DRILL).first()).toBeVisible();
	await home(quiet, palier);
	await expect(quiet.getByText(say('home.letter.lost'))).toBeVisible();
	await home(leaver, palier);
	await expect(leaver.getByText(say('home.letter.moved-out'))).toBeVisible();

	await letTimePass(palier, { hours: 69 });
	await tryNewLetter(newcomer, palier, silent);
	await expect(newcomer.getByRole('alert')).toContainText(asleep);

	await letTimePass(palier, { hours: 2 });
	await tryNewLetter(newcomer, palier, refusing);
	await expect(newcomer.getByRole('alert')).toContainText(say('claim.refusal.already-claimed'));
	await home(refuser, palier);
	await expect(refuser.getByText(DRILL).first()).toBeVisible();

	await tryNewLetter(newcomer, palier, silent);
	await expect(newcomer.getByText(say('claim.keyTitle'))).toBeVisible();
	await home(newcomer, palier);
	await expect(newcomer.getByText(say('home.lendsNothing'))).toBeVisible();
	await home(quiet, palier);
	await expect(quiet.locator('h1')).toHaveText(say('key.title'));
	expect(await tablesThatSay(palier, `Foyer ${silent.mailbox}`)).toEqual({});

	await expect.poll(() => tablesThatSay(palier, `Foyer ${freed.mailbox}`)).toEqual({});
	await home(leaver, palier);
	await expect(leaver.locator('h1')).toHaveText(say('key.title'));
	await tryNewLetter(leaver, palier, freed);
	await expect(leaver.getByText(say('claim.keyTitle'))).toBeVisible();
	expect(await tablesThatSay(palier, `Foyer ${refusing.mailbox}`)).not.toEqual({});
});

test('the office sees the same whether a mailbox is claimed or not, byte for byte', async ({
	palier,
	browser
}) => {
	test.setTimeout(240_000);
	const { person } = await managerOf(palier, browser, [PARC], { kits: true });
	const twin = await twinOf(palier);
	try {
		const places = placesOf(palier, 'Le Parc');
		for (const place of places.slice(0, 2)) await moveIn(palier, place, ['drill']);
		await expectTheSame(palier, twin, places[0]!, person);
		for (const one of [palier, twin]) await makeBoth(one, places[0]!, person);
		await expectTheSame(palier, twin, places[0]!, person);

		for (const one of [palier, twin]) await letTimePass(one, { hours: 1 });
		for (const one of [palier, twin]) await letTimePass(one, { hours: 73 });
		await expect.poll(() => households(palier), 'the one that moved out is erased').toBe(1);
		await expectTheSame(palier, twin, places[0]!, person);
		for (const one of [palier, twin]) await makeBoth(one, places[0]!, person);
		await expectTheSame(palier, twin, places[0]!, person);
	} finally {
		await twin.remove();
	}
});

test('a list says that a mailbox is free: its new letter is made, and who lives there is asked', async ({
	palier,
	browser
}) => {
	const { page: manager } = await managerOf(palier, browser, [PARC]);
	const [box] = placesOf(palier, 'Le Parc');
	const resident = await phoneWith(browser, palier, await moveIn(palier, box!, ['drill']));
	const row = ([n, free]: readonly [number, string]) =>
		`Le Parc;A;1;1 allée du Parc;38100;Grenoble;${n};${free}`;
	const rows = (
		[
			[1, 'oui'],
			[2, 'oui'],
			[3, ''],
			[4, '']
		] as const
	).map(row);
	const list = [HALLS.replace('nombre_boites', 'boite;liberee'), ...rows].join('\n');
	await importList(manager, { name: 'libres.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
	await expect(manager.getByText(say('lists.done.letters', { n: 2 }))).toBeVisible();

	await home(resident, palier);
	await expect(resident.getByText(say('home.letter.moved-out'))).toBeVisible();
	await openHall(manager, 'Le Parc', /1 allée du Parc/);
	await manager.getByRole('link', { name: say('places.hall.letters') }).click();
	const [letter, , next] = await lettersOf(manager);
	const [one, two] = placesOf(palier, 'Le Parc');
	expect(claimIn(letter!.codes, one!)).toBe(claimOf(palier, one!));
	expect(claimIn(next!.codes, two!)).toBe(claimOf(palier, two!));
	expect([one!.epoch, two!.epoch]).toEqual([box!.epoch + 1, box!.epoch + 1]);
});

test('a building goes to another landlord; its residents are told, its codes still open', async ({
	palier,
	browser
}) => {
	const neighbours = palier.addLandlord('neuf');
	const { page: giving } = await managerOf(palier, browser, [PARC, TOURS]);
	const taking = (await acceptInvitation(browser, neighbours, 'gestion@neuf.example')).page;
	const [box] = placesOf(palier, 'Le Parc');
	const resident = await phoneWith(browser, palier, await moveIn(palier, box!, ['drill']));

	await openSection(giving, 'handovers');
	await giving.getByLabel(say('turnover.offer.search')).fill('Parc');
	await giving.getByRole('button', { name: say('turnover.offer.find') }).click();
	await expect(giving.getByText('9 rue des Tours')).toBeHidden();
	const offer = async (name: string) => {
		await giving.getByLabel(say('turnover.offer.name')).fill(name);
		await giving.getByLabel(say('turnover.offer.to')).fill('neuf');
		await giving.getByRole('button', { name: say('turnover.offer.do') }).click();
	};
	await offer('Le Jardin');
	await expect(giving.getByRole('alert')).toContainText(say('turnover.offer.problem.differs'));
	await offer('A');
	await expect(giving.getByRole('heading', { name: say('turnover.handovers.fromUs') })).toBeVisible();
	await home(resident, palier);
	await expect(resident.getByText(DRILL).first()).toBeVisible();
	await expect(resident.getByText(say('home.handoverMore'))).toBeHidden();

	await openSection(taking, 'home');
	await taking.getByRole('link', { name: say('places.waits.handovers', { n: 1 }) }).click();
	await taking.getByLabel(say('turnover.handover.newName')).fill('Le Parc neuf');
	await taking.getByRole('button', { name: say('turnover.handover.take') }).click();
	await expect(taking.getByRole('heading', { name: say('turnover.handovers.past') })).toBeVisible();
	await openHall(taking, 'Le Parc neuf', /1 allée du Parc/);
	await openSection(giving, 'places');
	await expect(giving.getByText('9 rue des Tours')).toBeVisible();
	await expect(giving.getByText('1 allée du Parc')).toBeHidden();
	expect((await giving.goto(new URL(`/landlord/halls/${box!.hallCode}`, palier.url).href))!.status()).toBe(
		404
	);

	await home(resident, palier);
	await expect(resident.getByText(say('home.handover', { name: isolated('Habitat neuf') }))).toBeVisible();
	await expect(resident.getByText(say('home.handoverMore'))).toBeVisible();
	const passerBy = await phoneWith(browser, palier);
	await passerBy.goto(`${palier.url}/${box!.code}`);
	await expect(passerBy.getByText(DRILL).first()).toBeVisible();
	expect((await passerBy.goto(`${palier.url}/${box!.hallCode}`))!.status()).toBe(200);
});

const placesOf = (palier: Palier, residence: string): Place[] =>
	palier
		.json<{ mailboxes: Place[] }>('mailboxes', 'tilleuls')
		.mailboxes.filter((place) => place.residence === residence);

const epochs = (palier: Palier) => new Set(placesOf(palier, 'Les Tours').map(({ epoch }) => epoch));

const home = (page: Page, palier: Palier) => page.goto(`${palier.url}/home`);

/** From the office's home to the new letters of some boxes of a residence's only hall. */
async function makeLetters(
	page: Page,
	residence: string,
	boxes: readonly string[],
	why: 'lost' | 'moved-out'
): Promise<void> {
	await openHall(page, residence, /\d (allée|rue)/);
	await page.getByRole('link', { name: say('places.hall.letters') }).click();
	const wall = page.getByRole('group', { name: say('turnover.boxes') });
	for (const name of boxes) await wall.getByRole('checkbox', { name, exact: true }).check();
	await page.getByRole('radio', { name: say(`turnover.why.${why}`) }).check();
	await page.getByRole('button', { name: say('turnover.do') }).click();
	await expect(
		page
			.getByText(say('turnover.made'))
			.or(page.getByText(say('turnover.waitsMore')))
			.first()
	).toBeVisible();
}

/** The pages of the letters that were made last. */
async function lettersOf(page: Page) {
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page
			.getByRole('button', { name: say('turnover.made.get') })
			.first()
			.click()
	]);
	return readPdf(new Uint8Array(readFileSync(await download.path())));
}

/** The claim code that a letter's QR holds. */
function claimIn(codes: readonly string[], { code }: Place): string {
	const found = codes.flatMap((text) => new RegExp(`/a/${code}#([0-9A-Z]{9})$`, 'i').exec(text)?.[1] ?? []);
	expect(found).toHaveLength(1);
	return found[0]!;
}

async function tryLetter(page: Page, palier: Palier, { code }: Place, claim: string): Promise<void> {
	await page.goto(`${palier.url}/a/${code}`);
	await page.getByLabel(say('claim.code')).fill(claim);
	await page.getByRole('button', { name: say('claim.open') }).click();
}

const tryNewLetter = (page: Page, palier: Palier, place: Place) =>
	tryLetter(page, palier, place, claimOf(palier, { ...place, epoch: place.epoch + 1 }));

/** Another Palier with all that the first one has: what happens in one of them does not happen in the other. */
async function twinOf(palier: Palier): Promise<Palier> {
	const twin = await Palier.make();
	await palier.stop();
	cpSync(palier.folder, twin.folder, { recursive: true });
	for (const one of [palier, twin]) await one.start();
	return twin;
}

const signedIn = async (palier: Palier, { email, password }: Person) =>
	cookieOf(await post(palier, '/landlord/sign-in?/in', { email, password }));

/** A lost letter for the first box, and the second is said to be free; each form is sent twice. */
async function makeBoth(palier: Palier, { hallCode }: Place, person: Person): Promise<void> {
	const cookie = await signedIn(palier, person);
	for (const fields of [
		{ box: '1', why: 'lost' },
		{ box: '1', why: 'lost' },
		{ box: '2', why: 'moved-out' }
	]) {
		const made = await post(palier, `/landlord/halls/${hallCode}/new-letters?/make`, fields, cookie);
		expect(made.status).toBe(303);
	}
}

/** All pages of the office that show this hall, and the letters that it prints. */
async function expectTheSame(palier: Palier, twin: Palier, place: Place, person: Person): Promise<void> {
	const [here, there] = [await officeSeen(palier, place, person), await officeSeen(twin, place, person)];
	for (const [path, seen] of here) expect(there.get(path), path).toEqual(seen);
}

async function officeSeen(
	palier: Palier,
	{ hallCode }: Place,
	person: Person
): Promise<Map<string, unknown>> {
	const cookie = await signedIn(palier, person);
	const hall = `/landlord/halls/${hallCode}`;
	const seen = new Map<string, unknown>();
	const look = async (path: string, answer: Response) => {
		const text = stripped(await answer.text(), palier);
		seen.set(path, { status: answer.status, type: answer.headers.get('content-type'), text });
		return text;
	};
	const get = async (path: string) =>
		look(path, await fetch(palier.url + path, { headers: { cookie, 'accept-language': 'fr' } }));
	const residence = /\/landlord\/residences\/[\w-]+/.exec(await get('/landlord'))![0];
	const ways = ['kits', 'rounds', 'approvals', 'handovers', 'import', 'figures', 'figures.csv', 'protection'];
	for (const path of [
		...[residence, '/landlord/places?text=', `/landlord/places/${hallCode}`, `/landlord/rounds/${hallCode}`],
		...[hall, `${hall}/new-letters`, `${hall}/kits`],
		...ways.map((way) => `/landlord/${way}`)
	])
		await get(path);
	await look('places', await post(palier, '/landlord/places/list.csv', {}, cookie));
	const [log] = /<tbody>[^]*<\/tbody>/.exec(await get('/landlord/audit'))!;
	seen.set('/landlord/audit', log);
	const letters = await (await fetch(`${palier.url}${hall}/new-letters`, { headers: { cookie } })).text();
	for (const [, at] of [...letters.matchAll(/name="at" value="(\d+)"/g)].slice(0, 1)) {
		const made = await post(palier, `${hall}/new-letters/letters`, { at: at! }, cookie);
		const pages = await readPdf(new Uint8Array(await made.arrayBuffer()));
		const codes = pages.flatMap((page) => page.codes);
		seen.set(`letter ${seen.size}`, codes.map((code) => stripped(code, palier)).toSorted());
	}
	return seen;
}

/** Without what is another each time one looks: the address, the form's random value, the minute. */
function stripped(text: string, { url }: Palier): string {
	return text
		.replaceAll(new RegExp(url, 'gi'), '')
		.replaceAll(/(name="once" value=|once:)"[^"]+"/g, '')
		.replaceAll(/\b\d{13}\b/g, '')
		.replaceAll(/\d+\s?h\s?\d\d/g, '');
}

async function households(palier: Palier): Promise<number> {
	const client = createClient({ url: pathToFileURL(join(palier.folder, 'palier.db')).href });
	const { rows } = await client.execute('SELECT count(*) AS n FROM household');
	client.close();
	return Number(rows[0]!['n']);
}
