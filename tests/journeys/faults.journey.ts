import { speak } from '#lib/text/speak.ts';
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { claimOf, cookieOf, moveIn, post } from './neighbours.ts';
import { expect, fixture, test, type Palier, type Place } from './palier.ts';

const say = speak('fr');
const PASSWORD = 'les tilleuls sont en fleurs';
const FIXED = {
	'referrer-policy': 'same-origin',
	'x-content-type-options': 'nosniff',
	'x-robots-tag': 'noindex, nofollow',
	'cross-origin-opener-policy': 'same-origin'
};

/** A landlord with a list, started. */
async function open(palier: Palier, list = 'lists/halls.csv') {
	const link = new URL(palier.addLandlord('tilleuls', fixture(list)));
	const { mailboxes } = palier.json<{ mailboxes: Place[] }>('mailboxes', 'tilleuls');
	await palier.start();
	return { link: link.pathname, mailboxes: mailboxes as [Place, Place, ...Place[]] };
}

const signIn = async (palier: Palier, link: string) =>
	cookieOf(await post(palier, link, { password: PASSWORD }));
const claim = (palier: Palier, place: Place) =>
	post(palier, `/a/${place.code}`, { claim: claimOf(palier, place) });
const read = (palier: Palier, path: string, headers: Record<string, string> = {}) =>
	fetch(`${palier.url}${path}`, { headers: { 'accept-language': 'fr', ...headers }, redirect: 'manual' });

function expectHeaders(response: Response): void {
	expect(Object.fromEntries(response.headers)).toMatchObject(FIXED);
}

/** A stranger's process at the database file: runs statements in one transaction, keeps it a while, ends it. */
const STRANGER = `
	import { createClient } from '@libsql/client';
	const [, url, milliseconds, ...statements] = process.argv;
	const transaction = await createClient({ url }).transaction('write');
	for (const statement of statements) await transaction.execute(statement);
	console.log('locked');
	setTimeout(async () => { await transaction.commit(); console.log('free'); }, Number(milliseconds));
`;

function stranger(palier: Palier, milliseconds: number, ...statements: string[]) {
	const url = pathToFileURL(join(palier.folder, 'palier.db')).href;
	const child = spawn(
		process.execPath,
		['--input-type=module', '-e', STRANGER, url, String(milliseconds), ...statements],
		{ stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_NO_WARNINGS: '1' } }
	);
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
	return async (line: 'locked' | 'free') => expect((await lines.next()).value).toBe(line);
}

test('while somebody else writes, a claim is told to come back, a scan is answered, and then the claim works', async ({
	palier
}) => {
	const { mailboxes } = await open(palier);
	const says = stranger(palier, 8_000);
	await says('locked');
	const [refused, scan] = await Promise.all([
		claim(palier, mailboxes[0]),
		read(palier, `/${mailboxes[0].code}`)
	]);
	expect(scan.status).toBe(200);
	expect(refused.status).toBe(503);
	expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
	expectHeaders(refused);
	const html = await refused.text();
	expect(html).toContain(say('error.busy'));
	expect(html).toContain('<html lang="fr"');
	expect(html).not.toContain(say('error.id'));
	await says('free');
	const claimed = await claim(palier, mailboxes[0]);
	expect(claimed.status).toBeLessThan(400);
	expect(cookieOf(claimed)).not.toBe('');
});

test('a full disk is said, nothing is lost, and with room again it goes on', async ({ palier }) => {
	const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m,mode=700', 'tmpfs', palier.folder]);
	test.skip(mounted.status !== 0, 'only root can make a small disk');
	try {
		const { mailboxes } = await open(palier);
		const home = await moveIn(palier, mailboxes[0], ['drill']);
		const filler = join(palier.folder, 'filler');
		fill(filler);
		const refused = await writeUntilFull(palier, home);
		expect(refused.status).toBe(503);
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(await refused.text()).toContain(say('error.full'));
		expect(await (await read(palier, `/${mailboxes[0].code}`)).text()).toContain('/ask/drill');
		rmSync(filler);
		expect(cookieOf(await claim(palier, mailboxes[1]))).not.toBe('');
		expect(await palier.stop()).toBe(0);
	} finally {
		await palier.stop();
		spawnSync('umount', [palier.folder]);
	}
});

/** Writes until there is no room for one more byte. */
function fill(path: string): void {
	const file = openSync(path, 'w');
	try {
		for (let size = 65_536; size >= 1;) {
			try {
				writeSync(file, Buffer.alloc(size));
			} catch {
				size /= 2;
			}
		}
	} finally {
		closeSync(file);
	}
}

/** What the log of the database still has room for is written; then the disk is asked for more. */
async function writeUntilFull(palier: Palier, cookie: string): Promise<Response> {
	for (let tries = 0; tries < 300; tries++) {
		const saved = await post(palier, '/home/settings?/nickname', { nickname: `Essai ${tries}` }, cookie);
		if (saved.status !== 303) return saved;
	}
	throw new Error('The disk never was full');
}

test('on SIGTERM a download comes whole, and the process ends with 0 soon after', async ({ palier }) => {
	const { link } = await open(palier, 'lists/tilleuls-214.csv');
	const cookie = await signIn(palier, link);
	const office = await (await read(palier, '/landlord', { cookie })).text();
	const residence = /\/landlord\/residences\/[\w-]+/.exec(office)![0];
	await read(palier, '/healthz', { connection: 'keep-alive' });
	const kit = await fetch(`${palier.url}${residence}/kit`, {
		method: 'POST',
		headers: { origin: palier.url, cookie, 'content-type': 'application/x-www-form-urlencoded' },
		body: 'hall=all'
	});
	expect(kit.status).toBe(200);
	const reader = kit.body!.getReader();
	const pieces = [(await reader.read()).value!];
	const ended = palier.stop('SIGTERM').then((status) => ({ status, at: performance.now() }));
	for (let next = await reader.read(); !next.done; next = await reader.read()) pieces.push(next.value);
	const whole = performance.now();
	const pdf = Buffer.concat(pieces);
	expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
	expect(pdf.subarray(-8).toString()).toContain('%%EOF');
	const { status, at } = await ended;
	expect(status, palier.log).toBe(0);
	expect(at - whole).toBeLessThan(5_000);
});

test('a refusal has the headers of every answer, a line in the log, and our words', async ({ palier }) => {
	const { link, mailboxes } = await open(palier);
	const manager = await signIn(palier, link);
	expect((await read(palier, '/landlord/import', { cookie: manager })).status).toBe(200);
	const says = stranger(palier, 0, `UPDATE staff SET role = 'agent'`);
	await says('locked');
	await says('free');

	for (const language of ['fr', 'ar'] as const) {
		const closed = await read(palier, `/landlord/import?l=${language}`, { cookie: manager });
		expect(closed.status).toBe(404);
		expectHeaders(closed);
		const html = await closed.text();
		expect(html).toContain(`<html lang="${language}"`);
		expect(html).toContain(speak(language)('error.notFoundTitle'));
	}
	await expect.poll(() => palier.log).toMatch(/"route":"\/landlord\/import"[^\n]*"status":404/);
	expect((await post(palier, '/landlord/import?/paste', { table: 'x' }, manager)).status).toBe(404);

	const toDoor = await read(palier, '/home');
	expect(toDoor.status).toBe(303);
	expect(toDoor.headers.get('location')).toBe('/key');
	expectHeaders(toDoor);
	await expect.poll(() => palier.log).toMatch(/"route":"\/home"[^\n]*"status":303/);

	const slash = await read(palier, `/${mailboxes[0].code}/`);
	expect(slash.status).toBe(308);
	expectHeaders(slash);
	const elsewhere = await read(palier, '//evil.example/x');
	expect(elsewhere.status).toBe(404);
	expect(await elsewhere.text()).not.toContain('href="//');
	const dead = await post(palier, `/confirm/${encodeURIComponent('/evil.example')}`, {});
	expect(dead.status).toBe(404);
	expect(dead.headers.get('location')).toBeNull();
});

test('a form that is broken answers 400, and is no fault of ours', async ({ palier }) => {
	const { link, mailboxes } = await open(palier);
	const home = await moveIn(palier, mailboxes[0], ['drill']);
	const office = await signIn(palier, link);
	const page = await (await read(palier, '/landlord', { cookie: office })).text();
	const residence = /\/landlord\/residences\/[\w-]+/.exec(page)![0];
	const forms = [
		{ path: `/a/${mailboxes[1].code}`, cookie: '' },
		{ path: '/key', cookie: '' },
		{ path: `/${mailboxes[0].code}/ask/drill?/send`, cookie: '' },
		{ path: '/home/items?/save', cookie: home },
		{ path: '/landlord/sign-in?/in', cookie: '' },
		{ path: '/landlord/import?/look', cookie: office },
		{ path: '/landlord/import?/paste', cookie: office },
		{ path: `${residence}/kit`, cookie: office }
	];
	const broken = [
		['multipart/form-data', 'x'],
		['multipart/form-data; boundary=b', '--b\r\ncontent-disposition: form-data; name="x"\r\n\r\nhal'],
		['text/plain', 'claim=x']
	] as const;
	for (const { path, cookie } of forms)
		for (const [type, body] of broken) {
			const headers = { origin: palier.url, 'accept-language': 'fr', 'content-type': type, cookie };
			const answer = await fetch(`${palier.url}${path}`, { method: 'POST', headers, body });
			expect(answer.status, `${path} with ${type}`).toBe(400);
			expectHeaders(answer);
			expect(await answer.text(), path).toContain(say('error.form'));
		}
	const json = await fetch(`${palier.url}/key`, {
		method: 'POST',
		headers: { origin: palier.url, 'content-type': 'application/json' },
		body: '{}'
	});
	expect(json.status).toBe(415);
	expect((await post(palier, '/how', {})).status).toBe(405);
	expect(palier.log).not.toContain('"msg":"fault"');
});

test('only a file may be large', async ({ palier }) => {
	await open(palier);
	const size = 300_000;
	for (const path of [
		'/landlord/import?/look',
		'/landlord/import?/look&l=ar',
		'/landlord/letter?/logo',
		'/landlord/letter?l=ar&/logo'
	])
		expect((await refusedBefore(palier, path, size)).status, path).toBe(303);
	for (const path of [
		'/landlord/import',
		'/landlord/import?/paste',
		'/landlord/import?/paste&/look',
		'/landlord/letter?/words',
		'/landlord/letter?/look',
		'/key'
	])
		expect((await refusedBefore(palier, path, size)).status, path).toBe(413);
	const unsaid = await refusedBefore(palier, '/key', undefined);
	expect(unsaid.status, 'a body that does not say its length').toBe(411);
	const toProgram = await refusedBefore(palier, '/api/v1/places', size);
	expect(toProgram).toEqual({ status: 413, type: 'application/problem+json' });
});

/** Only the head of a request is sent: what it says of its body is enough. */
function refusedBefore(
	palier: Palier,
	path: string,
	length: number | undefined
): Promise<{ status: number; type: string | undefined }> {
	return new Promise((done, fail) => {
		const asked = request(`${palier.url}${path}`, {
			method: 'POST',
			headers: {
				origin: palier.url,
				'content-type': 'application/x-www-form-urlencoded',
				...(length === undefined ? { 'transfer-encoding': 'chunked' } : { 'content-length': length })
			}
		});
		asked.on('error', fail).on('response', (response) => {
			expect(response.headers).toMatchObject(FIXED);
			done({ status: response.statusCode!, type: response.headers['content-type'] });
			asked.destroy();
		});
		asked.flushHeaders();
	});
}
