import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import type { Role } from '#lib/access/roles.ts';
import type { Language } from '#lib/text/languages.ts';
import type { places } from '#lib/text/places.fr.ts';
import { speak } from '#lib/text/speak.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { expect, type Palier } from './palier.ts';

/** A desk of the office: a browser of its own, with a large screen. */
export const DESK = {
	viewport: { width: 1280, height: 900 },
	locale: 'fr-FR',
	timezoneId: 'Europe/Paris'
} satisfies BrowserContextOptions;

/** What a member of staff has in their head, on their phone and on paper. */
export interface Person {
	readonly email: string;
	readonly password: string;
	/** The key that their app for codes holds; null until they set a second factor up. */
	key: string | null;
	/** Those not used yet. */
	recoveryCodes: string[];
	/** The last half minute whose code was given: a code works once. */
	used: number;
}

const PASSWORD = 'les tilleuls sont en fleurs';
const HALF_MINUTE = 30_000;

/** A new browser, with nothing in it. */
export async function newDesk(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
	return (await browser.newContext({ ...DESK, ...options })).newPage();
}

/**
 * A landlord and its first manager, from the command's link to an office with a second factor. The server is started
 * if `palier` was not; the page ends on the office's home.
 */
export async function firstManager(
	palier: Palier,
	page: Page,
	language: Language = 'fr',
	slug = 'tilleuls'
): Promise<Person> {
	const link = palier.addLandlord(slug);
	if (!(await isUp(palier))) await palier.start();
	const person = newPerson(`gestion@${slug}.example`);
	await page.goto(`${link.split('?')[0]}?l=${language}`);
	await choosePassword(page, person, language);
	await setSecondFactor(page, person, language);
	return person;
}

const isUp = (palier: Palier) =>
	fetch(`${palier.url}/healthz`).then(
		({ ok }) => ok,
		() => false
	);

export const newPerson = (email: string): Person => ({
	email,
	password: PASSWORD,
	key: null,
	recoveryCodes: [],
	used: 0
});

/** On the page of a link: chooses the password, and is in. */
export async function choosePassword(page: Page, { password }: Person, language: Language): Promise<void> {
	const say = speak(language);
	await page.getByLabel(say('office.welcome.password')).fill(password);
	await page.getByRole('button', { name: say('office.welcome.do') }).click();
	await expect(page.getByRole('navigation', { name: say('office.nav') })).toBeVisible();
}

/** Sets the second factor up, with the key that the page shows, and keeps the recovery codes. Ends on the office's home. */
export async function setSecondFactor(page: Page, person: Person, language: Language = 'fr'): Promise<void> {
	const say = speak(language);
	await openSection(page, 'sessions', language);
	await page.getByRole('link', { name: say('people.factor.start') }).click();
	await beginSecondFactor(page, person, language);
}

/** The same from the page where it begins. */
export async function beginSecondFactor(
	page: Page,
	person: Person,
	language: Language = 'fr'
): Promise<void> {
	const say = speak(language);
	await page.getByRole('button', { name: say('people.factor.start') }).click();
	await expect(page.getByText(say('people.factor.orType'))).toBeVisible();
	person.key = (await page.locator('p.key').innerText()).replaceAll(' ', '');
	await page.getByLabel(say('people.factor.code'), { exact: true }).fill(nextCode(person));
	await page.getByRole('button', { name: say('people.factor.confirm') }).click();
	await expect(page.locator('h1')).toHaveText(say('people.codes.title'));
	person.recoveryCodes = await page.locator('ol.key li').allInnerTexts();
	await page.getByRole('link', { name: say('people.codes.done') }).click();
	await expect(page.getByRole('navigation', { name: say('office.nav') })).toBeVisible();
}

/** What the app on the phone shows, or the next recovery code when its codes of these minutes are used up. */
export function nextCode(person: Person): string {
	const now = Math.floor(Date.now() / HALF_MINUTE);
	const step = Math.max(now, person.used + 1);
	// One half minute early is still taken.
	if (step > now + 1) return person.recoveryCodes.shift()!;
	person.used = step;
	return codeAt(person, step);
}

function codeAt({ key }: Person, step: number): string {
	const secret = Secret.fromBase32(key!);
	const app = new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: HALF_MINUTE / 1000 });
	return app.generate({ timestamp: step * HALF_MINUTE });
}

/** Signs in with the password, and with the second factor of those who have one. Ends on the office's home. */
export async function signInStaff(
	page: Page,
	palier: Palier,
	person: Person,
	language: Language = 'fr'
): Promise<void> {
	const say = speak(language);
	await page.goto(`${palier.url}/landlord/sign-in?l=${language}`);
	await page.getByLabel(say('office.signIn.email')).fill(person.email);
	await page.getByLabel(say('office.signIn.password')).fill(person.password);
	await page.getByRole('button', { name: say('office.signIn.do') }).click();
	if (person.key) {
		await page.getByLabel(say('people.factor.code'), { exact: true }).fill(nextCode(person));
		await page.getByRole('button', { name: say('people.factor.enter') }).click();
	}
	await expect(page.getByRole('navigation', { name: say('office.nav') })).toBeVisible();
}

type Section = keyof typeof places extends infer Key
	? Key extends `places.section.${infer Name}`
		? Exclude<Name, 'more'>
		: never
	: never;

/** Opens a section by the office's menu. */
export async function openSection(page: Page, section: Section, language: Language = 'fr'): Promise<void> {
	const say = speak(language);
	const menu = page.getByRole('navigation', { name: say('office.nav') });
	// The one that is open stands before the fold too.
	const link = menu.getByRole('link', { name: say(`places.section.${section}`), exact: true }).first();
	if (!(await link.isVisible())) await menu.locator('summary').click();
	await link.click();
	await expect(menu.locator('[aria-current=page]').first()).toHaveText(say(`places.section.${section}`));
}

export interface Invitation {
	readonly email: string;
	readonly role: Role;
	/** By their names. */
	readonly residences?: readonly string[];
	/** Of a caretaker: by what the page calls them. */
	readonly halls?: readonly (string | RegExp)[];
}

/** Invites somebody as a manager does. Gives the link, which is shown once. */
export async function invite(
	page: Page,
	{ email, role, residences = [], halls = [] }: Invitation,
	language: Language = 'fr'
): Promise<string> {
	const say = speak(language);
	await openSection(page, 'people', language);
	await page.getByRole('link', { name: say('people.invite.title') }).click();
	await page.getByLabel(say('people.email')).fill(email);
	await page.getByRole('radio', { name: say(`people.roleMore.${role}`) }).check();
	for (const name of residences) await page.getByRole('checkbox', { name }).check();
	await page.getByRole('button', { name: say('people.invite.do') }).click();
	await expect(page.getByText(say('people.link.once'))).toBeVisible();
	const link = await page.locator('p.address').innerText();
	if (halls.length > 0) await giveHalls(page, email, halls, language);
	return link;
}

/** Ticks the halls of a caretaker. */
async function giveHalls(
	page: Page,
	email: string,
	halls: readonly (string | RegExp)[],
	language: Language
): Promise<void> {
	const say = speak(language);
	await openSection(page, 'people', language);
	await page.getByRole('link', { name: email }).click();
	for (const name of halls)
		await page
			.getByRole('group', { name: say('people.halls') })
			.getByRole('checkbox', { name })
			.check();
	await page.getByRole('button', { name: say('people.change') }).click();
	await expect(page.getByText(say('people.done'))).toBeVisible();
}

/** Somebody invited follows the link in a browser of their own, in the language of who invited them, and is in. */
export async function acceptInvitation(
	browser: Browser,
	link: string,
	email: string,
	options: BrowserContextOptions = {}
): Promise<{ page: Page; person: Person }> {
	const page = await newDesk(browser, options);
	const person = newPerson(email);
	await page.goto(link);
	await choosePassword(page, person, (new URL(link).searchParams.get('l') ?? 'fr') as Language);
	return { page, person };
}

/** Sends a list and imports it, through every page that asks nothing. Ends on the page that says it is done. */
export async function importList(
	page: Page,
	file: string | { name: string; mimeType: string; buffer: Buffer },
	language: Language = 'fr'
): Promise<void> {
	const say = speak(language);
	await sendList(page, file, language);
	const isAsked = page.getByRole('button', { name: say('lists.columns.do') });
	const isCompared = page.locator('h1', { hasText: say('lists.diff.title') });
	await expect(isAsked.or(isCompared)).toBeVisible();
	if (await isAsked.isVisible()) await isAsked.click();
	await expect(isCompared).toBeVisible();
	await page.getByRole('button', { name: say('lists.import.do'), exact: true }).click();
	await expect(page.locator('h1')).toHaveText(say('lists.done.title'), { timeout: 60_000 });
}

/** Chooses a file of places and has it read. */
export async function sendList(
	page: Page,
	file: string | { name: string; mimeType: string; buffer: Buffer },
	language: Language = 'fr'
): Promise<void> {
	const say = speak(language);
	await openSection(page, 'import', language);
	await page.getByLabel(say('office.import.file')).setInputFiles(file);
	await page.getByRole('button', { name: say('office.import.look') }).click();
}

/** A residence that is typed in: a copropriété, for which nobody makes a list. */
export interface SmallPlace {
	readonly residence: string;
	readonly number: string;
	readonly street: string;
	readonly postcode: string;
	readonly city: string;
	readonly boxes: number;
}

/** Creates a small residence by form, from the office's home. Ends on its page. */
export async function createSmall(page: Page, place: SmallPlace, language: Language = 'fr'): Promise<void> {
	const say = speak(language);
	await openSection(page, 'home', language);
	await page.getByRole('link', { name: say('places.new.do') }).click();
	await page.getByLabel(say('places.field.residence')).fill(place.residence);
	await page.getByLabel(say('places.field.houseNumber'), { exact: true }).fill(place.number);
	await page.getByLabel(say('places.field.street'), { exact: true }).fill(place.street);
	await page.getByLabel(say('places.field.postcode'), { exact: true }).fill(place.postcode);
	await page.getByLabel(say('places.field.city'), { exact: true }).fill(place.city);
	await page.getByLabel(say('places.field.count')).fill(String(place.boxes));
	await page.getByRole('button', { name: say('places.new.do') }).click();
	await expect(page.locator('h1')).toHaveText(place.residence);
}

/** The titles of a list whose rows are halls. */
export const HALLS = 'residence;batiment;entree;adresse;code_postal;commune;nombre_boites';

/**
 * A landlord with these halls, and its manager at a desk, who puts the second factor off. The server is
 * started: while it runs, no landlord is added.
 */
export async function managerOf(
	palier: Palier,
	browser: Browser,
	rows: readonly string[],
	{ kits = false }: { readonly kits?: boolean } = {}
): Promise<{ page: Page; person: Person }> {
	const list = join(palier.folder, 'places.csv');
	writeFileSync(list, [HALLS, ...rows].join('\n'));
	const link = palier.addLandlord('tilleuls', list);
	if (kits) palier.kit('tilleuls');
	await palier.start();
	return acceptInvitation(browser, link, 'gestion@tilleuls.example');
}

/** From the office's home to one of the halls of a residence, by its address. */
export async function openHall(page: Page, residence: string, address: string | RegExp): Promise<void> {
	const say = speak('fr');
	await openSection(page, 'home');
	await page.getByRole('link', { name: residence, exact: true }).click();
	await expect(page.locator('h1')).toHaveText(residence);
	await page
		.getByRole('list', { name: say('office.residence.hallsTitle') })
		.getByRole('link', { name: address })
		.click();
	await expect(page.getByRole('heading', { name: say('places.boxes.title') })).toBeVisible();
}
