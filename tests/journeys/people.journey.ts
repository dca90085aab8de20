import type { Browser, Page } from '@playwright/test';
import { speak } from '#lib/text/speak.ts';
import { isolated } from '#lib/ui/isolated.ts';
import { createClient } from '@libsql/client';
import { parse } from 'csv-parse/sync';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, type Palier, type Place } from './palier.ts';
import { phoneWith, readQr } from './residents.ts';
import {
	acceptInvitation,
	beginSecondFactor,
	firstManager,
	invite,
	managerOf,
	newDesk,
	nextCode,
	openHall,
	openSection,
	signInStaff,
	type Invitation,
	type Person
} from './staff.ts';
import { letTimePass } from './timePasses.ts';

const say = speak('fr');
const ROWS = [
	'Le Parc;A;1;1 allée du Parc;38100;Grenoble;4',
	'Le Parc;A;2;2 allée du Parc;38100;Grenoble;4',
	'Les Tours;;;9 rue des Tours;38100;Grenoble;4'
];
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true };

test('each person sees their own places and nothing else', async ({ palier, browser }) => {
	const { page: manager } = await managerOf(palier, browser, ROWS, { kits: true });
	const { first, second, tours } = hallsOf(palier);
	const come = async (who: Omit<Invitation, 'email'>, options = {}) => {
		const email = `${who.role}@tilleuls.example`;
		const link = await invite(manager, { email, ...who });
		return (await acceptInvitation(browser, link, email, options)).page;
	};

	const agent = await come({ role: 'agent', residences: ['Le Parc'] });
	await expect(agent.getByRole('link', { name: 'Le Parc', exact: true })).toBeVisible();
	await expect(agent.getByText('Les Tours')).toBeHidden();
	await openSection(agent, 'places');
	await expect(agent.getByText('2 allée du Parc')).toBeVisible();
	await expect(agent.getByText('9 rue des Tours')).toBeHidden();
	await closed(agent, palier, `/landlord/halls/${tours}`, '/landlord/people', '/landlord/import');

	const caretaker = await come({ role: 'caretaker', residences: ['Le Parc'], halls: [/A · 1$/] }, PHONE);
	await openSection(caretaker, 'rounds');
	await expect(caretaker.locator('main a[href*="/rounds/"]')).toHaveCount(1);
	await caretaker.getByRole('link', { name: /1 allée du Parc/ }).click();
	await expect(caretaker.locator('#done')).toHaveText(say('rounds.done', { n: 4, done: 0 }));
	await closed(
		caretaker,
		palier,
		`/landlord/rounds/${second}`,
		`/landlord/rounds/${tours}`,
		'/landlord/figures'
	);

	const facilitator = await come({ role: 'facilitator', residences: ['Le Parc'] });
	await openHall(facilitator, 'Le Parc', /2 allée du Parc/);
	await expect(facilitator.getByRole('link', { name: say('places.hall.letters') })).toBeHidden();
	await closed(facilitator, palier, `/landlord/halls/${first}/new-letters`, `/landlord/halls/${tours}`);

	const director = await come({ role: 'director' });
	await expect(director.getByText('Le Parc').first()).toBeVisible();
	await expect(director.getByRole('link', { name: 'Le Parc', exact: true })).toBeHidden();
	await openSection(director, 'figures');
	await expect(director.getByRole('row', { name: /Les Tours/ })).toBeVisible();
	await expect(director.getByRole('heading', { name: say('figures.why') })).toBeVisible();
	await closed(director, palier, '/landlord/places', `/landlord/halls/${first}`, '/landlord/kits');

	const colleague = await come({ role: 'manager' });
	await openSection(colleague, 'people');
	await expect(colleague.locator('caption')).toHaveText(say('people.count', { n: 6 }));
	await openHall(colleague, 'Les Tours', /9 rue des Tours/);
});

test('an invitation lives three days and is used once', async ({ palier, browser }) => {
	const { page: manager, person } = await managerOf(palier, browser, ROWS);
	const email = 'agent@tilleuls.example';
	const old = await invite(manager, { email, role: 'agent', residences: ['Le Parc'] });
	await letTimePass(palier, { hours: 73 });
	await isDead(browser, old);

	await signInStaff(manager, palier, person);
	await openSection(manager, 'people');
	await expect(manager.getByRole('row', { name: email })).toContainText(say('people.seen.expired'));
	await manager.getByRole('link', { name: email }).click();
	await manager.getByRole('button', { name: say('people.link.do') }).click();
	await expect(manager.getByText(say('people.link.once'))).toBeVisible();
	const link = await manager.locator('p.address').innerText();
	await isDead(browser, old);
	const { page: agent } = await acceptInvitation(browser, link, email);
	await expect(agent.getByRole('link', { name: 'Le Parc', exact: true })).toBeVisible();
	await isDead(browser, link);
});

test('another role and a removal count at the next click; two managers stay', async ({ palier, browser }) => {
	const { page: manager } = await managerOf(palier, browser, ROWS);
	const [email, second, third] = ['agent', 'seconde', 'troisieme'].map(
		(name) => `${name}@tilleuls.example`
	) as [string, string, string];
	const link = await invite(manager, { email, role: 'agent', residences: ['Le Parc'] });
	const { page: agent } = await acceptInvitation(browser, link, email);
	await openSection(agent, 'places');
	await expect(agent.getByText('2 allée du Parc')).toBeVisible();

	await openPerson(manager, email);
	await manager.getByRole('radio', { name: say('people.role.director') }).check();
	await manager.getByRole('button', { name: say('people.change') }).click();
	await expect(manager.getByText(say('people.done'))).toBeVisible();
	await agent.getByRole('button', { name: say('places.search.do') }).click();
	await expect(agent.locator('h1')).toHaveText(say('error.notFoundTitle'));
	await agent.goto(`${palier.url}/landlord`);
	await openSection(agent, 'figures');

	await openPerson(manager, email);
	await remove(manager);
	await expect(manager.getByText(say('people.removed'))).toBeVisible();
	await expect(manager.getByText(email)).toBeHidden();
	await agent.getByRole('link', { name: say('places.section.home') }).click();
	await expect(agent.getByLabel(say('office.signIn.password'))).toBeVisible();

	await acceptInvitation(browser, await invite(manager, { email: second, role: 'manager' }), second);
	await openPerson(manager, second);
	await remove(manager);
	await expect(manager.getByRole('alert')).toContainText(say('people.refused.last-managers'));
	await openPerson(manager, second);
	await manager.getByRole('radio', { name: say('people.role.director') }).check();
	await manager.getByRole('button', { name: say('people.change') }).click();
	await expect(manager.getByRole('alert')).toContainText(say('people.refused.last-managers'));
	await acceptInvitation(browser, await invite(manager, { email: third, role: 'manager' }), third);
	await openPerson(manager, second);
	await remove(manager);
	await expect(manager.getByText(say('people.removed'))).toBeVisible();
});

test('the second factor: a wrong code, a recovery code that works once, and no manager without it after a week', async ({
	palier,
	browser
}) => {
	const manager = await newDesk(browser);
	const person = await firstManager(palier, manager);
	const email = 'seconde@tilleuls.example';
	const link = await invite(manager, { email, role: 'manager' });
	const { page: second, person: secondPerson } = await acceptInvitation(browser, link, email);
	const [recovery] = person.recoveryCodes;
	person.recoveryCodes.shift();

	await signOut(manager);
	await password(manager, palier, person);
	await code(manager, '000000');
	await expect(manager.getByRole('alert')).toContainText(say('people.factor.refused.wrong-code'));
	await manager.goto(`${palier.url}/landlord/people`);
	await expect(manager.locator('h1')).toHaveText(say('people.factor.give'));
	await code(manager, nextCode(person));
	await expect(manager.getByRole('heading', { name: 'Habitat tilleuls' })).toBeVisible();

	const borrowed = await newDesk(browser);
	await password(borrowed, palier, person);
	await code(borrowed, recovery!);
	await expect(borrowed.getByRole('heading', { name: 'Habitat tilleuls' })).toBeVisible();
	await borrowed.goto(`${palier.url}/landlord/second-factor`);
	await expect(borrowed.getByText(say('people.codes.left', { n: 9 }))).toBeVisible();
	const again = await newDesk(browser);
	await password(again, palier, person);
	await code(again, recovery!);
	await expect(again.getByRole('alert')).toContainText(say('people.factor.refused.wrong-code'));

	await second.goto(`${palier.url}/landlord/people`);
	await expect(second.locator('caption')).toBeVisible();
	await letTimePass(palier, { days: 7 });
	await password(second, palier, secondPerson);
	await expect(second.getByText(say('people.factor.now'))).toBeVisible();
	await second.goto(`${palier.url}/landlord/people`);
	await expect(second.getByText(say('people.factor.now'))).toBeVisible();
	await beginSecondFactor(second, secondPerson);
	await openSection(second, 'people');
	await expect(second.locator('caption')).toBeVisible();
});

test('somebody sees where they are signed in, and ends it there', async ({ palier, browser }) => {
	const { page: here, person } = await managerOf(palier, browser, ROWS);
	const there = await newDesk(browser, PHONE);
	await signInStaff(there, palier, person);
	await openSection(here, 'sessions');
	await expect(here.locator('ul.slip > li')).toHaveCount(2);
	await here.getByRole('button', { name: say('people.sessions.end'), exact: true }).click();
	await expect(here.locator('ul.slip > li')).toHaveCount(1);
	await expect(here.getByText(say('people.sessions.this'))).toBeVisible();
	await there.getByRole('link', { name: say('places.section.home') }).click();
	await expect(there.getByLabel(say('office.signIn.password'))).toBeVisible();
});

test('the audit log tells it in words, its chain holds, and its file is read elsewhere', async ({
	palier,
	browser
}) => {
	const { page } = await managerOf(palier, browser, ROWS);
	const email = 'agent@tilleuls.example';
	const link = await invite(page, { email, role: 'agent', residences: ['Le Parc'] });
	await acceptInvitation(browser, link, email);
	await openSection(page, 'audit');
	const table = page.getByRole('region', { name: say('people.audit.title') });
	const invited = say('audit.act.member-invited', { email: isolated(email), role: say('people.role.agent') });
	await expect(table.getByRole('row').filter({ hasText: invited })).toContainText('gestion@tilleuls.example');
	await expect(table.getByRole('row').filter({ hasText: say('audit.act.password-chosen') })).toHaveCount(2);
	await expect(table.getByText(link.split('/').at(-1)!)).toBeHidden();
	await page.getByLabel(say('people.audit.who')).selectOption(email);
	await page.getByRole('button', { name: say('people.audit.show') }).click();
	await expect(table.getByText(invited)).toBeHidden();

	await openSection(page, 'audit');
	const rows = await auditFile(page);
	expect(rows.map(({ act }) => act)).toContain('member-invited');
	expect(rows.at(-1)!.act).toBe('audit-taken-out');
	const seal = sealOf(rows);
	expect(rows.at(-1)!.hash).toBe(seal);

	await page.reload();
	await expect(page.getByText(seal)).toBeVisible();
	await verify(page, seal);
	await expect(page.getByText(say('people.chain.whole'))).toBeVisible();
	await expect(page.getByText(say('people.chain.found'))).toBeVisible();
	await verify(page, 'f'.repeat(64));
	await expect(page.getByText(say('people.chain.cut'))).toBeVisible();
	expect(palier.run('audit', 'verify', 'tilleuls', '--head', seal).status).toBe(0);

	await palier.stop();
	await rewrite(palier, email);
	expect(palier.run('audit', 'verify', 'tilleuls').status).toBe(1);
	await palier.start();
	await verify(page, '');
	await expect(page.getByText(say('people.chain.broken'))).toBeVisible();
});

test('a link for a day opens the desk of a hall without an account, and is dead the day after', async ({
	palier,
	browser
}) => {
	const { page: manager } = await managerOf(palier, browser, ROWS);
	const { second } = hallsOf(palier);
	const email = 'animatrice@tilleuls.example';
	const link = await invite(manager, { email, role: 'facilitator', residences: ['Le Parc'] });
	const { page: facilitator } = await acceptInvitation(browser, link, email);
	await openSection(facilitator, 'deskLinks');
	await expect(facilitator.getByText('Les Tours')).toBeHidden();
	await facilitator.getByRole('button', { name: say('people.desk.halls') }).click();
	await facilitator.getByLabel(say('people.desk.hall'), { exact: true }).selectOption({ index: 1 });
	await facilitator.getByRole('button', { name: say('people.desk.do') }).click();
	await expect(facilitator.getByText(say('people.desk.once'))).toBeVisible();
	const desk = await facilitator.locator('p.address').innerText();

	const helper = await phoneWith(browser, palier);
	await helper.goto(desk);
	await expect(helper.locator('h1')).toHaveText(say('people.stand.title'));
	await expect(helper.getByText('2 allée du Parc').first()).toBeVisible();
	const picture = helper.getByRole('img', { name: say('people.stand.picture') });
	expect(await readQr(helper, picture)).toMatch(new RegExp(`${second}$`));
	const [poster] = await Promise.all([
		helper.waitForEvent('download'),
		helper.getByRole('link', { name: say('people.stand.poster') }).click()
	]);
	expect(
		readFileSync(await poster.path())
			.subarray(0, 5)
			.toString()
	).toBe('%PDF-');
	expect(await helper.context().cookies()).toEqual([]);

	await letTimePass(palier, { days: 1 });
	expect((await helper.goto(desk))!.status()).toBe(404);
});

/** The codes of the halls, in the order of the list. */
function hallsOf(palier: Palier): { first: string; second: string; tours: string } {
	const { mailboxes } = palier.json<{ mailboxes: Place[] }>('mailboxes', 'tilleuls');
	const [first, second, tours] = [...new Set(mailboxes.map(({ hallCode }) => hallCode))] as [
		string,
		string,
		string
	];
	return { first, second, tours };
}

/** What is somebody else's is not there. */
async function closed(page: Page, palier: Palier, ...paths: readonly string[]): Promise<void> {
	for (const path of paths) expect((await page.goto(palier.url + path))!.status(), path).toBe(404);
}

async function isDead(browser: Browser, link: string): Promise<void> {
	const page = await newDesk(browser);
	await page.goto(link);
	await expect(page.locator('h1')).toHaveText(say('office.welcome.deadTitle'));
	await page.context().close();
}

async function openPerson(page: Page, email: string): Promise<void> {
	await openSection(page, 'people');
	await page.getByRole('link', { name: email }).click();
	await expect(page.locator('h1')).toHaveText(email);
}

async function remove(page: Page): Promise<void> {
	await page.getByText(say('people.remove.do'), { exact: true }).click();
	await page.getByRole('button', { name: say('people.remove.sure') }).click();
}

async function signOut(page: Page): Promise<void> {
	await page
		.getByRole('navigation', { name: say('office.nav') })
		.locator('summary')
		.click();
	await page.getByRole('button', { name: say('office.signOut') }).click();
	await expect(page.getByLabel(say('office.signIn.password'))).toBeVisible();
}

async function password(page: Page, palier: Palier, { email, password }: Person): Promise<void> {
	await page.goto(`${palier.url}/landlord/sign-in`);
	await page.getByLabel(say('office.signIn.email')).fill(email);
	await page.getByLabel(say('office.signIn.password')).fill(password);
	await page.getByRole('button', { name: say('office.signIn.do') }).click();
	await expect(page.getByLabel(say('office.signIn.password'))).toBeHidden();
}

async function code(page: Page, typed: string): Promise<void> {
	await page.getByLabel(say('people.factor.code'), { exact: true }).fill(typed);
	await page.getByRole('button', { name: say('people.factor.enter') }).click();
}

interface Row {
	readonly id: string;
	readonly at: string;
	readonly staff: string;
	readonly who: string;
	readonly act: string;
	readonly about: string;
	readonly previous: string;
	readonly hash: string;
}

async function auditFile(page: Page): Promise<Row[]> {
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: say('people.audit.csv') }).click()
	]);
	const options = { bom: true, columns: true, delimiter: ';', record_delimiter: '\r\n' } as const;
	return parse<Row>(readFileSync(await download.path()), options);
}

/** The last seal, made again from what stands in the file (docs/decisions/0023). */
function sealOf(rows: readonly Row[]): string {
	return rows.reduce((previous, row) => {
		expect(row.previous).toBe(previous);
		const staff = row.staff === '' ? null : row.staff;
		const told = [previous, 1, Number(row.id), Date.parse(row.at), staff, row.who, row.act, row.about];
		const hash = createHash('sha256').update(JSON.stringify(told)).digest('hex');
		expect(row.hash).toBe(hash);
		return hash;
	}, '0'.repeat(64));
}

async function verify(page: Page, seal: string): Promise<void> {
	await page.goto(new URL('/landlord/audit', page.url()).href);
	await page.getByLabel(say('people.chain.asked')).fill(seal);
	await page.getByRole('button', { name: say('people.chain.verify') }).click();
}

/** Somebody with the database in their hands writes another name into what was done. */
async function rewrite(palier: Palier, email: string): Promise<void> {
	const client = createClient({ url: pathToFileURL(join(palier.folder, 'palier.db')).href });
	await client.batch(
		[
			'DROP TRIGGER audit_is_written_once',
			{ sql: "UPDATE audit SET about = replace(about, ?, 'x') WHERE act = 'member-invited'", args: [email] }
		],
		'write'
	);
	client.close();
}
