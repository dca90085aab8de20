/** When a page can be read on a slow phone with a bad network: see README.md beside this file. */
import { chromium } from '@playwright/test';
import { machine, median, settings, table } from './figures.mjs';
import { freePort, start } from './palier.mjs';
import { column, filledPalier } from './scan/database.mjs';

const asked = await settings({
	rounds: { type: 'string', default: '5' },
	check: { type: 'boolean', default: false }
});
const MAILBOXES = 1_000;
const HOUSEHOLDS = 'SELECT m.code FROM mailbox m JOIN household hh ON hh.mailbox_id = m.id';
const NETWORK = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const TIMES_SLOWER = 6;
const PHONE = { viewport: { width: 360, height: 740 }, locale: 'fr-FR' };
/** What the browser does not slow down: the round trips that open a connection (TCP, TLS 1.3). To ask, it is open already. */
const OPENING_MS = 2 * NETWORK.latency;
const GOAL_MS = 2_000;

const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const palier = filledPalier(MAILBOXES);
const env = { ...palier.env, PORT: String(port), HOST: '127.0.0.1', PALIER_PUBLIC_URL: url };
const server = start('palier', ['serve'], { env });
await server.ready(`${url}/healthz`);
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });

const { scan, ask } = await aThingAtHand();
const pages = { scan, ask, ticket: await ticketOf(ask) };
await timeToRead(scan);
const rows = [];
for (const [name, path] of Object.entries(pages))
	rows.push([name, ...(await measure(path, name === 'ask' ? 0 : OPENING_MS))]);
await browser.close();
await server.stop();

console.log(
	[
		`${await machine()}; 400 kbit/s, ${NETWORK.latency} ms a round trip, a CPU ${TIMES_SLOWER} times slower; ${asked.rounds} rounds`,
		'',
		table(['page', 'LCP ms, least', 'median', 'with its connection', `goal: under ${GOAL_MS}`], rows)
	].join('\n')
);
process.exit(asked.check && rows.some((row) => row.at(-1) === 'missed') ? 1 : 0);

/** @param {string} path @param {number} openingMs */
async function measure(path, openingMs) {
	const times = [];
	for (let round = 0; round < Number(asked.rounds); round++) times.push(await timeToRead(path));
	const whole = median(times) + openingMs;
	return [
		...[Math.min(...times), median(times), whole].map((ms) => ms.toFixed(0)),
		whole < GOAL_MS ? 'met' : 'missed'
	];
}

/** On a phone that has never seen us: the largest contentful paint, ms after the tap. */
async function timeToRead(path) {
	const context = await browser.newContext(PHONE);
	const page = await context.newPage();
	const phone = await context.newCDPSession(page);
	await phone.send('Network.enable');
	await phone.send('Network.emulateNetworkConditions', NETWORK);
	await phone.send('Emulation.setCPUThrottlingRate', { rate: TIMES_SLOWER });
	const answer = await page.goto(`${url}${path}`);
	if (answer?.status() !== 200) throw new Error(`${path}: ${answer?.status()}`);
	const paint = await page.evaluate(
		() =>
			new Promise((done) => {
				const entries = (list) => list.getEntries().length > 0 && done(list.getEntries().at(-1).startTime);
				new PerformanceObserver(entries).observe({ type: 'largest-contentful-paint', buffered: true });
			})
	);
	await context.close();
	return paint;
}

async function aThingAtHand() {
	for (const code of await column(palier, HOUSEHOLDS)) {
		const ask = /href="(\/[^"]+\/ask\/[^"?]+)"/.exec(await read(`/${code}`))?.[1];
		if (ask && (await read(ask)).includes('?when=')) return { scan: `/${code}`, ask };
	}
	throw new Error('No household has a thing at hand');
}

/** Asks for it as a browser without script does, and gives the ticket's path. */
async function ticketOf(ask) {
	const when = /\?when=(\d{4}-\d\d-\d\d\.\w+)/.exec(await read(ask))[1];
	const answers = { when, days: '1', say: 'care' };
	const once = /name="once" value="([^"]+)"/.exec(await read(`${ask}?${new URLSearchParams(answers)}`))[1];
	const sent = await fetch(`${url}${ask}?/send`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: url, accept: 'text/html' },
		body: new URLSearchParams({ ...answers, once, name: 'Bruno' })
	});
	const ticket = sent.headers.get('location');
	if (!ticket) throw new Error(`Not asked: ${sent.status}`);
	return ticket;
}

async function read(path) {
	return (await fetch(`${url}${path}`, { headers: { accept: 'text/html', 'accept-language': 'fr' } })).text();
}
