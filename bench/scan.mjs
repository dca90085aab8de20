/** What a scan costs the server: see README.md beside this file. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { machine, median, percentile, settings, table } from './figures.mjs';
import { freePort, importMailboxes, newPalier, start } from './palier.mjs';

const asked = await settings({
	mailboxes: { type: 'string', default: '1000' },
	requests: { type: 'string', default: '2000' },
	rounds: { type: 'string', default: '3' },
	connections: { type: 'string', default: '8' }
});
const [mailboxes, requests, rounds, connections] = ['mailboxes', 'requests', 'rounds', 'connections'].map(
	(name) => Number(asked[name])
);
const WARM_UP = 1_000;
/** So many pages are asked for again as known ones. */
const KNOWN_PAGES = 200;
/** What a phone's browser says that it can read. */
const ENCODINGS = 'gzip, deflate, br';

const palier = newPalier();
const paths = importMailboxes(palier, mailboxes).map((code) => `/${code}`);
claimAll();

const [palierPort, barePort] = [await freePort(), await freePort()];
const server = start('palier', ['serve'], {
	env: { ...palier.env, PORT: String(palierPort), HOST: '127.0.0.1' }
});
await server.ready(`http://127.0.0.1:${palierPort}/healthz`);
const pages = await samplePages();
const bare = start('scan/bare.mjs', [String(barePort), writeSample(pages[0].sent)]);
await bare.ready(`http://127.0.0.1:${barePort}/`);
const loader = start('scan/loader.mjs', [], { measured: false });

const known = { paths: pages.map(({ path }) => path), etags: pages.map(({ etag }) => etag), status: 304 };
const cases = [
	{ name: 'Palier, page', server, order: { port: palierPort, paths, status: 200 }, limit: 1 },
	{ name: 'bare node:http, same bytes', server: bare, order: { port: barePort, paths, status: 200 } },
	{ name: 'Palier, 304', server, order: { port: palierPort, ...known }, limit: 3 },
	{ name: 'bare node:http, 304', server: bare, order: { port: barePort, ...known } }
].map((one) => ({ ...one, rounds: [] }));

for (const { order } of cases) await load(order, WARM_UP);
for (let round = 0; round < rounds; round++)
	for (const one of cases) one.rounds.push(await measureRound(one));

await Promise.all([server, bare, loader].map((program) => program.stop()));
console.log(await report());
process.exit(0);

function claimAll() {
	const seed = fileURLToPath(new URL('scan/seed.mjs', import.meta.url));
	const seeded = spawnSync(process.execPath, [seed, join(palier.folder, 'palier.db')], { stdio: 'inherit' });
	if (seeded.status !== 0) throw new Error('The households could not be made');
}

/** A part of the pages, spread over the halls, as they are sent. */
async function samplePages() {
	const step = Math.max(1, Math.floor(paths.length / KNOWN_PAGES));
	const some = paths.filter((_, i) => i % step === 0).slice(0, KNOWN_PAGES);
	const found = [];
	for (const path of some) {
		const sent = await fetchRaw(path, ENCODINGS);
		const { etag } = sent.headers;
		if (sent.status !== 200 || !etag) throw new Error(`${path}: ${sent.status}, ETag ${etag}`);
		const plain = await fetchRaw(path, 'identity');
		const gzipped = await fetchRaw(path, 'gzip');
		found.push({ path, etag, sent, bytes: [plain, gzipped, sent].map(({ body }) => body.length) });
	}
	return found;
}

/** @returns {Promise<{ status: number, headers: import('node:http').IncomingHttpHeaders, body: Buffer }>} */
function fetchRaw(path, encodings) {
	const headers = { accept: 'text/html', 'accept-language': 'fr', 'accept-encoding': encodings };
	return new Promise((done, fail) => {
		get({ host: '127.0.0.1', port: palierPort, path, headers }, async (answer) => {
			const body = Buffer.concat(await answer.toArray());
			done({ status: answer.statusCode, headers: answer.headers, body });
		}).on('error', fail);
	});
}

function writeSample({ headers, body }) {
	const file = join(palier.folder, 'page.json');
	const ofConnection = /^(?:connection|keep-alive|transfer-encoding|content-length|date)$/;
	const own = Object.entries(headers).filter(([name]) => !ofConnection.test(name));
	writeFileSync(file, JSON.stringify({ headers: Object.fromEntries(own), body: body.toString('base64') }));
	return file;
}

async function load(order, count) {
	const answer = await loader.tell({ ...order, encodings: ENCODINGS, requests: count, connections });
	if (answer.failed) throw new Error(answer.failed);
	return answer;
}

async function measureRound({ server, order }) {
	const before = await server.used();
	const { milliseconds, seconds } = await load(order, requests);
	const after = await server.used();
	return {
		cpuUs: (after.cpuUs - before.cpuUs) / requests,
		perSecond: requests / seconds,
		p50: percentile(milliseconds, 0.5),
		p99: percentile(milliseconds, 0.99)
	};
}

async function report() {
	const rows = cases.map(({ name, limit, rounds }) => {
		const cpu = rounds.map(({ cpuUs }) => cpuUs);
		const ratios = rounds.map(({ cpuUs }, i) => (limit ? cpuUs / cases[limit].rounds[i].cpuUs : 1));
		return [
			name,
			Math.min(...cpu).toFixed(0),
			median(cpu).toFixed(0),
			limit ? `${median(ratios).toFixed(1)}x` : '1',
			median(rounds.map(({ p50 }) => p50)).toFixed(2),
			median(rounds.map(({ p99 }) => p99)).toFixed(2),
			median(rounds.map(({ perSecond }) => perSecond)).toFixed(0)
		];
	});
	const [plain, gzipped, sent] = [0, 1, 2].map((i) => pages.map(({ bytes }) => bytes[i]));
	return [
		`${await machine()}; ${mailboxes} mailboxes, all claimed, 12 things each; ${rounds} rounds of ${requests} requests, ${connections} connections`,
		'',
		table(
			['what', 'CPU us/request, min', 'median', 'times the limit', 'p50 ms', 'p99 ms', 'requests/s'],
			rows
		),
		'',
		`The page: ${median(plain)} bytes, ${median(gzipped)} with gzip, ${median(sent)} as a phone gets it (${pages[0].sent.headers['content-encoding'] ?? 'not compressed'}); the largest ${Math.max(...sent)}. Of ${pages.length} pages.`
	].join('\n');
}
