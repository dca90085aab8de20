import { createClient } from '@libsql/client';
import { test as base } from '@playwright/test';
import { guards } from '#lib/access/guards.ts';
import { languages } from '#lib/text/languages.ts';
import { speak } from '#lib/text/speak.ts';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CONTACT, isFile, NEIGHBOUR, openStreet, SPARE, type Street } from './everyState.ts';
import { barriersOn, goAndLook, tooWideOn } from './looking.ts';
import { ask, claimOf, cookieOf, moveIn, post } from './neighbours.ts';
import { expect } from './palier.ts';

const CLOSED = ['/workshop'];

/** The pages with a script: docs/decisions/0011-studio-script.md and 0018-app-shell.md. */
const ALIVE = ['/studio', '/home/phone', '/landlord/rounds/[code=code]'];

/** The most that a page of the neighbour weighs on its way. */
const MOST_BYTES = 12 * 1024;

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

type Visited = Street['looks'][number];

/** Every page in every state, as it is before anything is sent. */
const pagesOf = ({ looks }: Street) => looks.filter((one) => !isFile(one) && one.send === undefined);

/** One page of each route: states.journey.ts sees the other states. */
const onePageEach = (street: Street) =>
	pagesOf(street).filter((one, i, all) => all.findIndex(({ route }) => route === one.route) === i);

/** Pages that somebody sees who borrows, or only passes by. */
const isOfNeighbour = ({ route }: Visited) => /^\/(\[code=code\].*|t\/.*|report\/.*|how)?$/.test(route);

/** What is in an answer whatever becomes of it, without a browser. */
async function answerTo({ palier }: Street, { path, cookie }: Visited, headers: Record<string, string> = {}) {
	const answer = await fetch(`${palier.url}${path}`, {
		headers: { cookie: cookie ?? '', 'accept-language': 'fr', ...headers },
		redirect: 'manual'
	});
	return { answer, html: await answer.text() };
}

test('every route is visited here', ({ street }) => {
	const visited = [...new Set<string>(street.looks.map(({ route }) => route)), ...CLOSED];
	expect(visited.toSorted()).toEqual(Object.keys(guards).toSorted());
});

for (const language of languages)
	test(`axe finds nothing on any page, in ${language}`, async ({ street, browser }) => {
		test.setTimeout(300_000);
		const context = await browser.newContext({ locale: language, viewport: { width: 360, height: 740 } });
		for (const look of onePageEach(street)) {
			const page = await goAndLook(context, street.palier, look);
			await expect(page.locator('html')).toHaveAttribute('lang', language);
			expect(await barriersOn(page), `${look.name} in ${language}`).toEqual([]);
			expect(await tooWideOn(page), look.name).toEqual([]);
			expect(await page.locator('h1').count(), `${look.name}: one h1`).toBe(1);
		}
		await context.close();
	});

test('every page comes as it is in one answer, and a neighbour’s fits in 12 kB', async ({ street }) => {
	for (const look of pagesOf(street)) {
		const { answer, html } = await answerTo(street, look, { 'accept-encoding': 'gzip' });
		expect(answer.status, look.name).toBe(look.status ?? 200);
		expect(answer.headers.get('content-encoding'), look.name).toBe('gzip');
		if (!ALIVE.includes(look.route)) expect(html, look.name).not.toContain('<script');
		expect(html, look.name).not.toMatch(/\sstyle="/);
		if (!isOfNeighbour(look)) continue;
		expect(html, `${look.name} asks for another file`).not.toMatch(
			/<(link (?![^>]*rel="icon")|img|iframe|object|embed|video|audio|source)/
		);
		expect(Number(answer.headers.get('content-length')), look.name).toBeLessThanOrEqual(MOST_BYTES);
	}
});

test('a neighbour is asked for no account and led nowhere else', async ({ street }) => {
	for (const look of pagesOf(street).filter(isOfNeighbour)) {
		const { answer, html } = await answerTo(street, look);
		expect(answer.headers.getSetCookie(), look.name).toEqual([]);
		expect(html, look.name).not.toMatch(/<input[^>]*type="(password|email|tel)"/);
		expect(html, look.name).not.toMatch(/autocomplete="(username|email|tel|current-password|new-password)"/);
		const away = [...html.matchAll(/(?:href|action)="([a-z]+:[^"]*)"/g)]
			.map((found) => found[1]!)
			.filter((address) => !/^(data:,|sms:|mailto:\?|whatsapp:)/.test(address))
			.filter((address) => address !== `mailto:${CONTACT}`);
		const own = street.palier.url;
		expect(
			away.filter((address) => !address.startsWith(`${own}/`)),
			look.name
		).toEqual([]);
	}
});

test('what is somebody’s own is kept by no cache, and every page says what it may do', async ({ street }) => {
	const ANYBODYS = ['/', '/[code=code]', '/[code=code]/ask/[pictogram]', '/how', '/robots.txt'];
	for (const look of street.looks.filter(({ send }) => send === undefined)) {
		const { answer } = await answerTo(street, look);
		const said = (name: string) => answer.headers.get(name) ?? '';
		const isAnybodys = ANYBODYS.includes(look.route) && answer.status === 200;
		if (!isFile(look)) {
			expect(said('cache-control'), look.name).toMatch(
				isAnybodys ? /^private, no-cache$/ : /no-store|no-cache/
			);
			expect(said('content-security-policy'), look.name).toContain("frame-ancestors 'none'");
			expect(said('content-security-policy'), look.name).not.toMatch(
				/unsafe-(inline|eval)|https?:|script-src[^;]* data:/
			);
		}
		if (/^\/(t|report|open|operator|landlord|home)(\/|$)/.test(look.route) && guards[look.route] !== 'anyone')
			expect(said('cache-control'), look.name).toContain('no-store');
		if (/^\/(t|report|open)\//.test(look.route))
			expect(said('cache-control'), look.name).toContain('no-store');
		expect(said('x-content-type-options'), look.name).toBe('nosniff');
		expect(said('referrer-policy'), look.name).toBe('same-origin');
		expect(said('x-robots-tag'), look.name).toContain('noindex');
	}
});

test('a household page is one request', async ({ street, page }) => {
	const requests: string[] = [];
	page.on('request', (request) => requests.push(request.url()));
	await page.goto(`${street.palier.url}/${street.places[0]!.code}`);
	await page.waitForLoadState('networkidle');
	expect(requests.filter((url) => url.startsWith('http'))).toHaveLength(1);
});

test('a GET changes nothing', async ({ street }) => {
	const before = await rowsOf(street);
	for (const { path, cookie } of street.looks)
		for (const method of ['GET', 'HEAD', 'OPTIONS'])
			await fetch(`${street.palier.url}${path}`, {
				method,
				headers: { cookie: cookie ?? '', 'user-agent': 'WhatsApp/2' },
				redirect: 'manual'
			});
	expect(await rowsOf(street)).toEqual(before);
});

/** What takes a file out of the office is written in its journal, and the journal is sealed by the way. */
const AUDIT = "SELECT id, act, about FROM audit WHERE act NOT IN ('figures-taken', 'kits-taken')";

/** Every row of every table, but for the number of scans, written together for a minute, and the counters of the tables. */
async function rowsOf({ palier }: Street): Promise<Record<string, string>> {
	const client = createClient({ url: pathToFileURL(join(palier.folder, 'palier.db')).href });
	const read = async (query: string) => (await client.execute(query)).rows;
	try {
		const tables = await read(
			"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('scan_week', 'sqlite_sequence')"
		);
		const found: Record<string, string> = {};
		for (const { name } of tables)
			found[String(name)] = JSON.stringify(await read(name === 'audit' ? AUDIT : `SELECT * FROM "${name}"`));
		return found;
	} finally {
		client.close();
	}
}

test('whoever has no session is sent to the door, and a foreign form is refused', async ({ street }) => {
	// Software brings a key and no cookie: tests/journeys/isolation.journey.ts.
	const behindDoors = street.looks.filter(
		({ route }) => guards[route] !== 'anyone' && guards[route] !== 'token'
	);
	for (const { route, path, cookie, name } of behindDoors) {
		for (const method of ['GET', 'POST']) {
			const answer = await fetch(`${street.palier.url}${path}`, {
				method,
				headers: {
					origin: street.palier.url,
					accept: 'text/html',
					'content-type': 'application/x-www-form-urlencoded'
				},
				redirect: 'manual'
			});
			if (guards[route] === 'operator') expect(answer.status, `${method} ${name}`).toBe(404);
			else expect(answer.headers.get('location'), `${method} ${name}`).toMatch(/^\/(key|landlord\/sign-in)/);
		}
		const forged = await fetch(`${street.palier.url}${path}`, {
			method: 'POST',
			headers: {
				origin: 'https://evil.example',
				cookie: cookie!,
				'content-type': 'application/x-www-form-urlencoded'
			},
			redirect: 'manual'
		});
		expect(forged.status, name).toBe(403);
	}
	const swapped = await fetch(`${street.palier.url}/landlord`, {
		headers: { cookie: street.home.replace('palier_home', 'palier_staff') },
		redirect: 'manual'
	});
	expect(swapped.status, 'a household’s session opens no office').toBe(303);
});

test('of a hundred who send the letter’s code at once, one wins and the others are told', async ({
	street
}) => {
	const place = street.places[SPARE]!;
	const claim = claimOf(street.palier, place);
	const answers = await Promise.all(
		Array.from({ length: 100 }, () => post(street.palier, `/a/${place.code}`, { claim }))
	);
	expect(answers.filter((answer) => cookieOf(answer) !== '')).toHaveLength(1);
	const told = await Promise.all(
		answers.filter((answer) => cookieOf(answer) === '').map((answer) => answer.text())
	);
	const words = speak('fr')('claim.refusal.already-claimed').slice(0, 30);
	expect(told.filter((html) => html.includes(words))).toHaveLength(99);
});

test('a form sent twice is one request, with one ticket', async ({ street }) => {
	const { palier, places } = street;
	const [first, second] = await Promise.all(
		[1, 2].map(() =>
			ask(palier, places[NEIGHBOUR]!, 'stepladder', { once: 'a'.repeat(32), name: 'Deux fois' })
		)
	);
	expect(first).toBe(second);
	const home = await (
		await fetch(`${palier.url}/home`, { headers: { cookie: street.neighbour, 'accept-language': 'fr' } })
	).text();
	expect(home.split('Deux fois')).toHaveLength(2);
});

test('every way of writing a code leads to the same page', async ({ street }) => {
	const { palier, places } = street;
	const { code } = places[0]!;
	const pages = await Promise.all(
		[
			code,
			code.toLowerCase(),
			`${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`,
			code.replaceAll('0', 'O').replaceAll('1', 'l')
		].map(async (way) =>
			(await fetch(`${palier.url}/${way}`, { headers: { 'accept-language': 'fr' } })).text()
		)
	);
	for (const html of pages) expect(html).toContain('/ask/drill');
});

test('a second look at a page that did not change is answered 304', async ({ street }) => {
	const address = `${street.palier.url}/${street.places[0]!.code}`;
	const first = await fetch(address, { headers: { 'accept-language': 'fr' } });
	const etag = first.headers.get('etag')!;
	expect((await fetch(address, { headers: { 'accept-language': 'fr', 'if-none-match': etag } })).status).toBe(
		304
	);
});

test('hostile names break no page', async ({ street, browser }) => {
	const { palier, places } = street;
	const cookie = await moveIn(palier, places[SPARE + 1]!, ['drill']);
	const names = [
		'<script>alert(1)</script>',
		'\u202Egro\u2066',
		'Ł'.repeat(10_000),
		'‏عائلة בית 家族 குடும்பம்',
		'{{7*7}}',
		'\u0000\u0001x',
		'e' + '\u0301'.repeat(2_000)
	];
	const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
	for (const name of names) {
		const saved = await post(palier, '/home/settings?/nickname', { nickname: name }, cookie);
		expect([303, 400]).toContain(saved.status);
		const page = await goAndLook(context, palier, { name, path: `/${places[SPARE + 1]!.code}` });
		expect(
			await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
			name.slice(0, 20)
		).toBeLessThanOrEqual(0);
		expect(await page.locator('script').count()).toBe(0);
		const asked = await post(palier, `/${places[SPARE + 1]!.code}/ask/drill?/send`, {
			once: 'x',
			when: name.slice(0, 500),
			days: '1',
			say: 'own',
			words: name,
			name
		});
		expect(asked.status).toBe(400);
	}
	await context.close();
});
