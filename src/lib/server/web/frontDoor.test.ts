import { guards } from '#lib/access/guards.ts';
import { gunzipSync } from 'node:zlib';
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { scanPage } from '../../../routes/[code=code]/scanPage.ts';
import { newDatabase, newHousehold, newLandlord } from '../../../../tests/support/world.ts';
import type { Database } from '../db/database.ts';
import { sql } from '../db/statement.ts';
import { PageCache } from '../pageCache.ts';
import { frontDoor } from './frontDoor.ts';

let db: Database;
let household: { id: string; mailbox: string };
let hall: string;
let cache: PageCache;
let server: Server;
let rendered = 0;

beforeAll(async () => {
	db = await newDatabase();
	household = await newHousehold(db, await newLandlord(db, 'tilleuls', 3), 0);
	hall = (await db.read<{ code: string }>(sql`SELECT code FROM hall`))[0]!.code;
	server = createServer((request, response) => {
		const letIn = () => response.writeHead(299).end('kit');
		if (!door(request, response, letIn)) letIn();
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterAll(() => new Promise((done) => server.close(done)));

let door: ReturnType<typeof frontDoor>;
let opened: string[];
beforeEach(() => {
	cache = new PageCache(db, { isShared: false });
	rendered = 0;
	opened = [];
	door = frontDoor(
		cache,
		(asked) => {
			rendered++;
			return scanPage(db, asked);
		},
		true,
		(code) => opened.push(code)
	);
});

interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
	text: string;
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
	const { port } = server.address() as AddressInfo;
	return new Promise((done, fail) => {
		request({ host: '127.0.0.1', port, path, method, headers, agent: false }, async (answer) => {
			const body = Buffer.concat(await answer.toArray());
			const isPacked = answer.headers['content-encoding'] === 'gzip' && body.length > 0;
			const text = (isPacked ? gunzipSync(body) : body).toString();
			done({ status: answer.statusCode!, headers: answer.headers, body, text });
		})
			.on('error', fail)
			.end();
	});
}

const GZIP = { 'accept-encoding': 'gzip, deflate, br' };

describe('the front door', () => {
	test('gives the page of a scan, the same from the cache and rendered anew, packed or not', async () => {
		const [first, again, plain] = [
			await get(`/${household.mailbox}`, GZIP),
			await get(`/${household.mailbox}`, GZIP),
			await get(`/${household.mailbox}`)
		];
		expect(first.status).toBe(200);
		expect(first.text).toContain(`/${household.mailbox}/ask/drill`);
		expect(again.body.equals(first.body)).toBe(true);
		expect(again.headers.etag).toBe(first.headers.etag);
		expect(plain.text).toBe(first.text);
		expect(plain.headers.etag).not.toBe(first.headers.etag);
		expect(rendered).toBe(2);
		expect(first.body.length).toBeLessThan(12_000);
	});

	test('tells of a scan, and not of what a preview, a robot or a browser ahead of its time fetches', async () => {
		const phone = {
			'user-agent':
				'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/119.0.0.0 Mobile Safari/537.36',
			'accept-language': 'fr-FR,fr;q=0.9'
		};
		const path = `/${household.mailbox}`;
		const nobody: [Record<string, string>, string?, string?][] = [
			[{}],
			[{ ...phone, 'user-agent': '' }],
			[{ ...phone, 'user-agent': 'WhatsApp/2.23.20.0 A' }],
			[
				{
					...phone,
					'user-agent': 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)'
				}
			],
			[{ 'user-agent': 'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5' }],
			[{ ...phone, 'user-agent': 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)' }],
			[
				{
					...phone,
					'user-agent':
						'Mozilla/5.0 (Macintosh) Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0'
				}
			],
			[{ ...phone, 'sec-purpose': 'prefetch;prerender' }],
			[{ ...phone, purpose: 'prefetch' }],
			[phone, 'HEAD'],
			[phone, 'GET', `${path}?page=2`],
			[phone, 'GET', `${path}?l=ar`],
			[phone, 'GET', '/7K3M9PQXD2F41']
		];
		for (const packed of [{}, GZIP, GZIP])
			for (const [headers, method, other] of nobody)
				await get(other ?? path, { ...headers, ...packed }, method);
		expect(opened).toEqual([]);
		for (const packed of [{}, GZIP, GZIP]) await get(path, { ...phone, ...packed });
		await get(`/${hall}`, phone);
		expect(opened).toEqual([household.mailbox, household.mailbox, household.mailbox, hall]);
	});

	test('says what every page of a passer-by says of itself, and runs no script', async () => {
		for (const path of [`/${household.mailbox}`, `/${hall}`, '/7K3M9PQXD2F41']) {
			const { headers, text } = await get(path, GZIP);
			expect(headers).toMatchObject({
				'cache-control': 'private, no-cache',
				vary: 'Accept-Language, Accept-Encoding',
				'referrer-policy': 'same-origin',
				'strict-transport-security': 'max-age=31536000',
				'x-robots-tag': 'noindex, nofollow',
				'content-type': 'text/html; charset=utf-8'
			});
			expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+';/);
			expect(text).not.toMatch(/<script|<!--|\bstyle=|<link (?!rel="icon" href="data:,")/);
			expect(text.match(/<style/g)).toHaveLength(1);
		}
	});

	test('is asked in any case and with hyphens, and links to the code as it is printed', async () => {
		const [a, b, c] = [
			household.mailbox.slice(0, 4),
			household.mailbox.slice(4, 8),
			household.mailbox.slice(8)
		];
		const [upper, lower] = [await get(`/${household.mailbox}`), await get(`/${a}-${b}-${c}`.toLowerCase())];
		expect(lower.status).toBe(200);
		expect(lower.text).toBe(upper.text);
	});

	test('answers 304 to who knows the page, from the cache and before', async () => {
		const known = await get(`/${household.mailbox}`, GZIP);
		const etag = known.headers.etag!;
		for (const asked of [etag, `W/${etag}`, `"other", ${etag}`]) {
			const answer = await get(`/${household.mailbox}`, { ...GZIP, 'if-none-match': asked });
			expect([answer.status, answer.body.length, answer.headers.etag]).toEqual([304, 0, etag]);
			expect(answer.headers.vary).toBe('Accept-Language, Accept-Encoding');
		}
		expect((await get(`/${household.mailbox}`, { 'if-none-match': etag })).status).toBe(200);
	});

	test('HEAD has the same headers and no body', async () => {
		const [whole, head] = [
			await get(`/${household.mailbox}`, GZIP),
			await get(`/${household.mailbox}`, GZIP, 'HEAD')
		];
		expect(head.body).toHaveLength(0);
		expect(head.headers.etag).toBe(whole.headers.etag);
		expect(head.headers['content-length']).toBe(whole.headers['content-length']);
	});

	test('speaks the language of the address, else of the browser, and keeps the choice in links', async () => {
		const english = await get(`/${household.mailbox}`, { 'accept-language': 'en-GB,en;q=0.8' });
		expect(english.text).toContain('<html lang="en" dir="ltr">');
		expect(english.text).not.toContain('/ask/drill?l=');
		const arabic = await get(`/${household.mailbox}?l=ar`, { 'accept-language': 'en' });
		expect(arabic.text).toContain('<html lang="ar" dir="rtl">');
		expect(arabic.text).toContain('/ask/drill?l=ar');
		expect((await get(`/${household.mailbox}?l=xx`)).text).toContain('<html lang="fr"');
	});

	test('a code that nobody has is not found, mistyped or not, and takes no place', async () => {
		await cache.caughtUp();
		for (const path of [
			'/7K3M9PQXD2F41',
			'/7K3M9PQXD2F42',
			'/ABCDEFGHJK',
			`/${household.mailbox.slice(0, 11)}`
		]) {
			const answer = await get(path, GZIP);
			expect(answer.status, path).toBe(404);
			expect(answer.text).toContain(`value="${path.slice(1)}"`);
		}
		expect(cache.bytes).toBe(0);
	});

	test('lets through what is not its own', async () => {
		const { mailbox } = household;
		const others = [
			'/',
			`/${mailbox}/`,
			`/${mailbox}/ask/drill`,
			'/landlord',
			'/robots.txt',
			`/${mailbox}%20`,
			`//${mailbox}`
		];
		for (const path of others) expect((await get(path)).status, path).toBe(299);
		expect((await get(`/${mailbox}`, {}, 'POST')).status).toBe(299);
		expect((await get(`/${mailbox}`, { cookie: 'a=b; __Host-palier_home=xyz' })).status).toBe(299);
		expect((await get(`/${mailbox}`, { cookie: 'a=b' })).status).toBe(200);
	});

	test('no route of ours looks like a code', async () => {
		const words = Object.keys(guards).map((route) => route.split('/')[1]!);
		for (const word of new Set(words.filter((one) => !one.startsWith('[')))) {
			if (word !== '') expect((await get(`/${word}`)).status, word).toBe(299);
		}
	});

	test('never shows an old page once a write was acknowledged', async () => {
		const path = `/${household.mailbox}`;
		for (const name of ['Amina', 'Bruno', 'Chloé']) {
			await get(path, GZIP);
			await db.write([sql`UPDATE household SET nickname = ${name} WHERE id = ${household.id}`]);
			expect((await get(path, GZIP)).text).toContain(name);
		}
		await db.write([sql`INSERT INTO pause (household_id, at) VALUES (${household.id}, 1)`]);
		expect((await get(path, GZIP)).text).not.toContain('/ask/');
		await db.write([sql`DELETE FROM pause`]);
		expect((await get(path, GZIP)).text).toContain('/ask/');
	});

	test('what a household typed stays text', async () => {
		const name = '<style>x</style><!--a-->&"$&';
		await db.write([sql`UPDATE household SET nickname = ${name} WHERE id = ${household.id}`]);
		const { text } = await get(`/${household.mailbox}`);
		expect(text).toContain('&lt;style>x&lt;/style>&lt;!--a-->&amp;"$&amp;');
	});

	test('who cannot answer leaves it to Kit', async () => {
		door = frontDoor(cache, () => Promise.reject(new Error('the database is gone')), true);
		expect((await get(`/${household.mailbox}`)).status).toBe(299);
	});
});
