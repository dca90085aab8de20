/** What a scan costs the server: see README.md beside this file. */
import { writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { machine, median, percentile, settings, table } from './figures.mjs';
import { freePort, start } from './palier.mjs';
import { codesOf } from './scan/codes.mjs';
import { column, filledPalier } from './scan/database.mjs';

const asked = await settings({
	mailboxes: { type: 'string', default: '1000000' },
	keep: { type: 'string' },
	requests: { type: 'string', default: '4000' },
	rounds: { type: 'string', default: '5' },
	connections: { type: 'string', default: '8' },
	check: { type: 'boolean', default: false }
});
const [mailboxes, requests, rounds, connections] = ['mailboxes', 'requests', 'rounds', 'connections'].map(
	(name) => Number(asked[name])
);
const FEW_MAILBOXES = 1_000;
const WARM_UP = 2_000;
/** So many pages are asked for again and again. */
const KNOWN_PAGES = 200;
/** What a phone's browser says that it can read, and a program that reads nothing: its pages are never kept. */
const ENCODINGS = 'gzip, deflate, br';
const PLAIN = 'identity';
const HOUSEHOLDS = 'SELECT m.code FROM mailbox m JOIN household hh ON hh.mailbox_id = m.id';
const GOALS = {
	warm: 2,
	known: 2,
	/** 500 us of CPU where the bare server took 16. */
	uncached: 500 / 16,
	perSecond: 1_000,
	rate: 200,
	p99: 100,
	many: 1.1,
	bytes: 12_288
};
const SECONDS_IN_TIME = 5;

const many = await serve(mailboxes);
const few = await serve(FEW_MAILBOXES);
const pages = await samplePages();
const bare = start('scan/bare.mjs', [String(many.barePort), writeSample(pages[0].sent)]);
await bare.ready(`http://127.0.0.1:${many.barePort}/`);
const loader = start('scan/loader.mjs', [], { measured: false });

const paths = pages.map(({ path }) => path);
const known = { paths, etags: pages.map(({ etag }) => etag), status: 304 };
const toBare = { port: many.barePort, encodings: ENCODINGS };
const cases = {
	warm: { name: 'kept page', ...of(many, { paths }) },
	bare: { name: 'bare node:http, same bytes', server: bare, order: { ...toBare, paths, status: 200 } },
	known: { name: '304', ...of(many, known) },
	bareKnown: { name: 'bare node:http, 304', server: bare, order: { ...toBare, ...known } },
	uncached: { name: 'page rendered anew', ...of(many, { isNew: true }) },
	many: { name: `the same not packed, ${mailboxes} mailboxes`, ...of(many, { encodings: PLAIN }) },
	few: { name: `the same not packed, ${FEW_MAILBOXES} mailboxes`, ...of(few, { encodings: PLAIN }) },
	wrong: {
		name: 'a code that nobody has',
		...of(many, { paths: codesOf(1_000).map((code) => `/${code}`), status: 404 })
	}
};
const measured = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));

for (const { order } of Object.values(cases)) await load({ ...order, requests: WARM_UP });
for (let round = 0; round < rounds; round++)
	for (const [name, one] of Object.entries(cases)) measured[name].push(await measureRound(one));
const { order } = cases.uncached;
const fast = await load({
	...order,
	rate: GOALS.perSecond,
	requests: GOALS.perSecond * SECONDS_IN_TIME,
	connections: 32
});
const calm = await load({
	...order,
	rate: GOALS.rate,
	requests: GOALS.rate * SECONDS_IN_TIME,
	connections: 32
});

await Promise.all([many.server, few.server, bare, loader].map((program) => program.stop()));
const goals = judge();
console.log(await report());
process.exit(asked.check && goals.some(([, , met]) => met === 'missed') ? 1 : 0);

/** @param {number} mailboxes */
async function serve(mailboxes) {
	const palier = filledPalier(mailboxes, asked.keep);
	const paths = (await column(palier, HOUSEHOLDS)).map((code) => `/${code}`);
	const [port, barePort] = [await freePort(), await freePort()];
	const env = { ...palier.env, PORT: String(port), HOST: '127.0.0.1' };
	const server = start('palier', ['serve'], { env });
	await server.ready(`http://127.0.0.1:${port}/healthz`);
	await server.settled();
	return { palier, paths, port, barePort, server };
}

function of({ port, paths, server }, order) {
	return { server, order: { port, paths, encodings: ENCODINGS, status: 200, ...order } };
}

/** A part of the pages, spread over the halls, as they are sent. */
async function samplePages() {
	const step = Math.max(1, Math.floor(many.paths.length / KNOWN_PAGES));
	const found = [];
	for (const path of many.paths.filter((_, i) => i % step === 0).slice(0, KNOWN_PAGES)) {
		const sent = await fetchRaw(path, ENCODINGS);
		const { etag } = sent.headers;
		if (sent.status !== 200 || !etag) throw new Error(`${path}: ${sent.status}, ETag ${etag}`);
		const plain = await fetchRaw(path, PLAIN);
		found.push({ path, etag, sent, bytes: [plain, sent].map(({ body }) => body.length) });
	}
	return found;
}

/** @returns {Promise<{ status: number, headers: import('node:http').IncomingHttpHeaders, body: Buffer }>} */
function fetchRaw(path, encodings) {
	const headers = { accept: 'text/html', 'accept-language': 'fr-FR,fr;q=0.9', 'accept-encoding': encodings };
	return new Promise((done, fail) => {
		get({ host: '127.0.0.1', port: many.port, path, headers }, async (answer) => {
			const body = Buffer.concat(await answer.toArray());
			done({ status: answer.statusCode, headers: answer.headers, body });
		}).on('error', fail);
	});
}

function writeSample({ headers, body }) {
	const file = join(many.palier.folder, 'page.json');
	const ofConnection = /^(?:connection|keep-alive|transfer-encoding|content-length|date)$/;
	const own = Object.entries(headers).filter(([name]) => !ofConnection.test(name));
	writeFileSync(file, JSON.stringify({ headers: Object.fromEntries(own), body: body.toString('base64') }));
	return file;
}

async function load(order) {
	const answer = await loader.tell({ connections, requests, ...order });
	if (answer.failed) throw new Error(answer.failed);
	return answer;
}

async function measureRound({ server, order }) {
	const before = await server.used();
	const { milliseconds, seconds } = await load(order);
	const after = await server.used();
	return {
		cpuUs: (after.cpuUs - before.cpuUs) / requests,
		perSecond: requests / seconds,
		p50: percentile(milliseconds, 0.5),
		p99: percentile(milliseconds, 0.99)
	};
}

/** By rounds: what was measured side by side was disturbed alike. */
function ratio(name, beside) {
	return median(measured[name].map(({ cpuUs }, i) => cpuUs / measured[beside][i].cpuUs));
}

function judge() {
	const perSecond = fast.milliseconds.length / fast.seconds;
	const p99 = percentile(calm.milliseconds, 0.99);
	const bytes = Math.max(...pages.map(({ bytes }) => bytes[1]));
	const lines = [
		[`a kept page: at most ${GOALS.warm} times the bare server`, ratio('warm', 'bare'), GOALS.warm, 'times'],
		[`304: at most ${GOALS.known} times the bare server`, ratio('known', 'bareKnown'), GOALS.known, 'times'],
		[
			`rendered anew: at most ${GOALS.uncached.toFixed(0)} times the bare server`,
			ratio('uncached', 'bare'),
			GOALS.uncached,
			'times'
		],
		[`rendered anew at ${GOALS.rate} a second: p99 under ${GOALS.p99} ms`, p99, GOALS.p99, 'ms'],
		[
			`${mailboxes} mailboxes: at most a tenth more than ${FEW_MAILBOXES}`,
			ratio('many', 'few'),
			GOALS.many,
			'times'
		],
		['the largest page: at most 12 kB', bytes, GOALS.bytes, 'bytes']
	].map(([goal, value, most, unit]) => [
		goal,
		`${Number(value).toFixed(unit === 'times' ? 2 : 0)} ${unit}`,
		value <= most ? 'met' : 'missed'
	]);
	const pace = [`rendered anew: ${GOALS.perSecond} a second`, `${perSecond.toFixed(0)} a second`];
	return [...lines, [...pace, perSecond >= GOALS.perSecond * 0.98 ? 'met' : 'missed']];
}

async function report() {
	const rows = Object.entries(cases).map(([one, { name }]) => {
		const rounds = measured[one];
		const cpu = rounds.map(({ cpuUs }) => cpuUs);
		return [
			name,
			Math.min(...cpu).toFixed(0),
			median(cpu).toFixed(0),
			`${ratio(one, /nown/.test(one) ? 'bareKnown' : 'bare').toFixed(1)}x`,
			median(rounds.map(({ p50 }) => p50)).toFixed(2),
			median(rounds.map(({ p99 }) => p99)).toFixed(2),
			median(rounds.map(({ perSecond }) => perSecond)).toFixed(0)
		];
	});
	const [plain, packed] = [0, 1].map((i) => median(pages.map(({ bytes }) => bytes[i])));
	return [
		`${await machine()}; ${mailboxes} mailboxes, a tenth claimed, 12 things each, ${mailboxes} requests; ${rounds} rounds of ${requests} requests, ${connections} connections`,
		'',
		table(['what', 'CPU us/request, min', 'median', 'times bare', 'p50 ms', 'p99 ms', 'requests/s'], rows),
		'',
		table(['goal', 'measured', ''], goals),
		'',
		`The page: ${plain} bytes, ${packed} as a phone gets it. Of ${pages.length} pages.`
	].join('\n');
}
