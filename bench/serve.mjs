/** What kits cost whoever else waits for the server, and the download that is cut: see README.md beside this file. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { built, buildModules } from './built.mjs';
import { machine, median, percentile, settings, table } from './figures.mjs';
import { freePort, importMailboxes, MAILBOXES_OF_HALL, newPalier, PUBLIC_URL, start } from './palier.mjs';
import { expect, take, visitor, whole } from './serve/client.mjs';

const asked = await settings({
	check: { type: 'boolean' },
	mailboxes: { type: 'string', default: '10000' },
	/** The second language of the letters: none, en or ar. */
	language: { type: 'string', default: 'none' },
	rounds: { type: 'string', default: '5' }
});
const [mailboxes, rounds] = [Number(asked.mailboxes), Number(asked.rounds)];
const GOALS = {
	firstMs: 300,
	afterAbort: 0.05,
	delayMs: 50,
	waitingCpu: 0.01,
	aheadBytes: 128 * 1024,
	grownMb: 8
};
/** A kit of which more is made while its reader waits is no test of waiting. */
const SWALLOWED = 0.9;
const TAKEN_BYTES = 64 * 1024;
const SETTLE_MS = 1_000;
const WATCHED_MS = 1_000;
/** What the largest residence may have whose kit is not ordered: held equal to MOST_AT_ONCE. */
const AT_ONCE = 250;
/** So many pages in a row before somebody looks whether the kit is made. */
const PAGES_IN_TURN = 25;
const QUIET_TURNS = 20;

const palier = newPalier();
const temporary = join(palier.folder, 'tmp');
mkdirSync(temporary);
const codes = importMailboxes(palier, mailboxes, { hallsOfResidence: AT_ONCE / MAILBOXES_OF_HALL });
const scans = codes.filter((_, i) => i % 50 === 0).map((code) => `/${code}`);

buildModules();
const inside = streamInside();
if (inside.mostAtOnce !== AT_ONCE) throw new Error(`Kits of ${inside.mostAtOnce} mailboxes stream at once`);

const port = await freePort();
const env = { ...palier.env, PORT: String(port), HOST: '127.0.0.1', TMPDIR: temporary };
const server = start('palier', ['serve'], { env, beside: ['serve/delay.mjs'] });
await server.ready(`http://127.0.0.1:${port}/healthz`);
const loader = start('scan/loader.mjs', [], { measured: false });
const office = visitor({ port, publicUrl: PUBLIC_URL });
await office.signIn(palier.signInLink);
const residences = [
	...(await office.page('/landlord/kits')).matchAll(/name="residence" value="([^"]+)"/g)
].map(([, key]) => key);
const atOncePath = `/landlord/residences/${residences[0]}/kit`;

const rows = [];
/** CPU of a whole kit over HTTP, in a server that has made one already. */
let kitMs = 0;
judgeFirstBytes(await firstBytesOverHttp());
judgeAborts(await idleMs(), await times(aborted));
judgeSlow(await slow(() => postKit()));
const quiet = await pagesAlone();
const orders = {};
for (const form of ['pdf', 'zip']) orders[form] = await pagesBeside(form);
judgePages();
for (const form of ['pdf', 'zip']) await judgeFile(form, orders[form].file);
await judgeCancelled();

await Promise.all([server, loader].map((program) => program.stop()));
console.log(await report());
process.exit(asked.check && rows.some((row) => row.at(-1) === 'NOT MET') ? 1 : 0);

/** The same with no server and no connection between. */
function streamInside() {
	const how = { env: palier.env, encoding: 'utf8' };
	const { status, stdout, stderr } = spawnSync(process.execPath, [`${built}/stream.js`, asked.language], how);
	if (status !== 0 || stderr) throw new Error(stderr);
	return JSON.parse(stdout);
}

/** @param {boolean} met */
function judge(goal, measured, met) {
	rows.push([goal, measured, met ? 'met' : 'NOT MET']);
}

/** What is shown and not judged. */
function told(goal, measured) {
	rows.push([goal, measured, '']);
}

async function times(what) {
	const each = [];
	for (let round = 0; round < rounds; round++) each.push(await what());
	return each;
}

/** CPU milliseconds of the server so far, all its threads, read from outside: it need not answer (Linux). */
async function cpuMs() {
	try {
		const folder = `/proc/${server.pid}/task`;
		const nanoseconds = readdirSync(folder).map((task) =>
			Number(readFileSync(`${folder}/${task}/schedstat`, 'latin1').split(' ', 1)[0])
		);
		return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6;
	} catch {
		return (await server.used()).cpuUs / 1_000;
	}
}

/** What the server holds in memory now, in bytes. */
function heldBytes() {
	return (
		1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${server.pid}/status`, 'latin1'))?.[1] ?? 0)
	);
}

async function postKit() {
	const answer = await office.post(atOncePath, [
		['hall', 'all'],
		['language', asked.language]
	]);
	expect(answer, 200, 'a kit');
	return answer;
}

/** The first kit of the server's life, then others, each to its end. */
async function firstBytesOverHttp() {
	return times(async () => {
		const [cpu, wall] = [await cpuMs(), performance.now()];
		const answer = await postKit();
		const first = await take(answer, 1);
		const at = { wallMs: performance.now() - wall, firstMs: (await cpuMs()) - cpu };
		const bytes = first.length + (await whole(answer)).length;
		return { ...at, bytes, wholeMs: (await cpuMs()) - cpu };
	});
}

function judgeFirstBytes(kits) {
	const [coldHttp, ...warmHttp] = kits;
	const warm = {
		cpuMs: median(inside.warm.map((one) => one.cpuMs)),
		wallMs: median(inside.warm.map((one) => one.wallMs))
	};
	const line = (name, cpu, wall) =>
		judge(
			`first bytes, ${name}: ${GOALS.firstMs} ms of CPU`,
			`${ms(cpu)} CPU, ${ms(wall)} wall`,
			cpu <= GOALS.firstMs
		);
	line(`${mailboxes} mailboxes, the process’s first kit`, inside.cold.cpuMs, inside.cold.wallMs);
	line(`${mailboxes} mailboxes, a later kit`, warm.cpuMs, warm.wallMs);
	line(`HTTP, ${AT_ONCE} mailboxes, the server’s first kit`, coldHttp.firstMs, coldHttp.wallMs);
	line(
		`HTTP, ${AT_ONCE} mailboxes, a later kit`,
		median(warmHttp.map(({ firstMs }) => firstMs)),
		median(warmHttp.map(({ wallMs }) => wallMs))
	);
	kitMs = median(warmHttp.map(({ wholeMs }) => wholeMs));
	const { bytes, cpuMs: all } = inside.whole;
	told(
		'a whole kit',
		`${mailboxes}: ${ms(all)} CPU, ${mb(bytes)}; HTTP, ${AT_ONCE}: ${ms(kitMs)} CPU, ${mb(kits[0].bytes)}`
	);
	told('a process before its first kit', `${ms(inside.bootMs)} CPU`);
}

async function idleMs() {
	await wait(SETTLE_MS);
	const cpu = await cpuMs();
	await wait(WATCHED_MS);
	return (await cpuMs()) - cpu;
}

async function aborted() {
	await wait(SETTLE_MS);
	const before = { files: filesLeft(), cpu: await cpuMs() };
	const answer = await postKit();
	await take(answer, TAKEN_BYTES);
	answer.destroy();
	const at = await cpuMs();
	await wait(WATCHED_MS);
	return { usedMs: at - before.cpu, afterMs: (await cpuMs()) - at, left: newOf(before.files, filesLeft()) };
}

/** What a kit could leave behind: files of the server's own folders, and files of kits that it has open. */
function filesLeft() {
	return [palier.folder, temporary, join(palier.folder, 'kits')].flatMap(namesIn).concat(openKits());
}

function namesIn(folder) {
	try {
		return readdirSync(folder).map((name) => join(folder, name));
	} catch {
		return [];
	}
}

function openKits() {
	const folder = `/proc/${server.pid}/fd`;
	const opened = namesIn(folder).flatMap((path) => {
		try {
			return [readlinkSync(path)];
		} catch {
			return [];
		}
	});
	return opened.filter((path) => path.startsWith(join(palier.folder, 'kits'))).map((path) => `open: ${path}`);
}

function newOf(before, after) {
	return after.filter((path) => !before.includes(path));
}

function judgeAborts(idle, cuts) {
	const share = (after, used, all) => after / (all - used);
	const inProcess = median(inside.aborted.map((one) => share(one.afterMs, one.usedMs, inside.whole.cpuMs)));
	const after = median(inside.aborted.map(({ afterMs }) => afterMs));
	const left = inside.whole.cpuMs - median(inside.aborted.map(({ usedMs }) => usedMs));
	const goal = `CPU in the second after: under ${percent(GOALS.afterAbort)} of the rest`;
	judge(
		`aborted after 64 KB, ${mailboxes} mailboxes, no network: ${goal}`,
		`${percent(inProcess)}: ${ms(after)} of ${ms(left)} left; idle ${ms(inside.idleMs)}`,
		inProcess < GOALS.afterAbort
	);
	const overHttp = median(cuts.map((one) => share(one.afterMs, one.usedMs, kitMs)));
	const [used, cut] = [median(cuts.map(({ usedMs }) => usedMs)), median(cuts.map(({ afterMs }) => afterMs))];
	judge(
		`aborted after 64 KB, HTTP, ${AT_ONCE} mailboxes: ${goal}`,
		`${percent(overHttp)}: ${ms(cut)} of ${ms(kitMs - used)} left; idle ${ms(idle)}`,
		overHttp < GOALS.afterAbort
	);
	const files = cuts.flatMap((one) => one.left);
	judge('aborted: no file left, none open', files.join(', ') || 'none', files.length === 0);
}

/** Takes 64 KB of an answer and waits; then takes the rest. */
async function slow(begin) {
	await wait(SETTLE_MS);
	const from = await cpuMs();
	const answer = await begin();
	const first = await take(answer, TAKEN_BYTES);
	await wait(SETTLE_MS);
	const [held, cpu] = [heldBytes(), await cpuMs()];
	await wait(WATCHED_MS);
	const waiting = { cpuMs: (await cpuMs()) - cpu, grownBytes: heldBytes() - held, usedMs: cpu - from };
	const resumed = await cpuMs();
	const bytes = first.length + (await whole(answer)).length;
	return { ...waiting, bytes, afterMs: (await cpuMs()) - resumed };
}

function judgeSlow(reader) {
	const { aheadBytes, goesOn, cpuMs: cpu, grownBytes } = inside.slow;
	const limit = `${percent(GOALS.waitingCpu)} of a core, ${GOALS.grownMb} MB more`;
	const isStill = (usedMs, grown) => usedMs / WATCHED_MS <= GOALS.waitingCpu && grown <= GOALS.grownMb * 1e6;
	judge(
		`slow reader, ${mailboxes} mailboxes, no network: at most ${GOALS.aheadBytes / 1024} KB ahead, ${limit}`,
		`${Math.round(aheadBytes / 1024)} KB ahead, ${ms(cpu)} CPU a second, ${mb(grownBytes)} more`,
		goesOn && aheadBytes <= GOALS.aheadBytes && isStill(cpu, grownBytes)
	);
	const sent = inside.slowOverHttp;
	judge(
		`slow reader, ${mailboxes} mailboxes, over a connection: nothing more made, ${limit}`,
		`${mb(sent.madeBytes)} of ${mb(inside.whole.bytes)} made, then ${sent.madeMore} bytes, ${ms(sent.cpuMs)} CPU a second, ${mb(sent.grownBytes)} more`,
		sent.goesOn && sent.madeMore === 0 && isStill(sent.cpuMs, sent.grownBytes)
	);
	const done = reader.usedMs / (reader.usedMs + reader.afterMs);
	const isSwallowed = done > SWALLOWED;
	const measured = `${ms(reader.cpuMs)} CPU a second, ${mb(reader.grownBytes)} more; ${percent(done)} of the work was done by then`;
	const goal = `slow reader, HTTP, ${AT_ONCE} mailboxes: ${limit}`;
	if (isSwallowed) told(goal, `${measured}: the system’s buffers took the whole kit`);
	else judge(goal, measured, isStill(reader.cpuMs, reader.grownBytes));
}

/** Pages of random mailboxes, and the health page, by turns, over one connection, until somebody says that it is enough. */
async function askPages(isEnough) {
	const milliseconds = { scan: [], healthz: [] };
	const order = {
		port,
		encodings: 'gzip, deflate, br',
		requests: PAGES_IN_TURN,
		connections: 1,
		status: 200
	};
	while (!isEnough()) {
		for (const [what, paths] of Object.entries({ scan: scans, healthz: ['/healthz'] })) {
			const answer = await loader.tell({ ...order, paths });
			if (answer.failed) throw new Error(answer.failed);
			milliseconds[what].push(...answer.milliseconds);
		}
	}
	return milliseconds;
}

async function pagesAlone() {
	let turns = 0;
	await askPages(() => turns++ === QUIET_TURNS);
	turns = 0;
	await server.tell('delay start');
	const pages = await askPages(() => turns++ === QUIET_TURNS);
	return { pages, delay: await server.tell('delay') };
}

/** Orders the kit of all, and asks for pages from when it is begun until it is made. */
async function pagesBeside(form) {
	const page = await orderAll(form);
	await until(() => kitFiles().some((name) => name.startsWith(page.key)));
	const [cpu, from] = [await cpuMs(), performance.now()];
	await server.tell('delay start');
	const isMade = () => kitFiles().some((name) => name.startsWith(page.key) && !name.endsWith('.part'));
	const pages = await askPages(isMade);
	const delay = await server.tell('delay');
	const seconds = (performance.now() - from) / 1_000;
	return { pages, delay, seconds, cpuMs: (await cpuMs()) - cpu, file: `${page.path}/file` };
}

async function orderAll(form) {
	const location = await office.follow('/landlord/kits?/order', [
		...residences.map((key) => ['residence', key]),
		['language', asked.language],
		['form', form]
	]);
	return { path: location, key: location.split('/').at(-1) };
}

function kitFiles() {
	return namesIn(join(palier.folder, 'kits')).map((path) => basename(path));
}

async function until(isSo) {
	for (let tries = 0; tries < 1_000; tries++) {
		if (isSo()) return;
		await wait(20);
	}
	throw new Error('What was waited for did not come');
}

function judgePages() {
	const shown = ({ pages, delay }) =>
		`p99 ${ms(delay.p99)}, longest ${ms(delay.max)}; scan ${latency(pages.scan)}, healthz ${latency(pages.healthz)}`;
	const alone = `no kit, pages alone: event loop`;
	told(alone, shown(quiet));
	for (const form of ['pdf', 'zip']) {
		const { delay, seconds, pages } = orders[form];
		const count = pages.scan.length + pages.healthz.length;
		judge(
			`${mailboxes} mailboxes as ${form.toUpperCase()} meanwhile: event-loop delay p99 under ${GOALS.delayMs} ms`,
			`${shown(orders[form])}; made in ${seconds.toFixed(1)} s beside ${count} pages`,
			delay.p99 < GOALS.delayMs
		);
	}
}

function latency(milliseconds) {
	const sorted = [...milliseconds].sort((a, b) => a - b);
	return `p50 ${ms(percentile(sorted, 0.5))} p99 ${ms(percentile(sorted, 0.99))}`;
}

async function judgeFile(form, path) {
	const all = await office.get(path);
	expect(all, 200, path);
	const { etag } = all.headers;
	const bytes = await whole(all);
	const cut = await office.get(path);
	const begun = await take(cut, Math.floor(bytes.length / 2));
	cut.destroy();
	const rest = await office.get(path, { range: `bytes=${begun.length}-`, 'if-range': etag });
	expect(rest, 206, path);
	const resumed = Buffer.concat([begun, await whole(rest)]);
	const same = sha256(resumed) === sha256(bytes) && etag === `"${sha256(bytes)}"`;
	judge(
		`${form.toUpperCase()} cut in the middle and resumed: the same bytes`,
		`${mb(bytes.length)}, cut at ${mb(begun.length)}, SHA-256 ${same ? 'equal' : 'NOT equal'}`,
		same
	);
	await wait(SETTLE_MS);
	const open = openKits();
	judge(`${form.toUpperCase()} cut: no file stays open`, open.join(', ') || 'none', open.length === 0);
	if (form === 'pdf') judgeSlowFile(await slow(() => office.get(path)));
}

function judgeSlowFile({ cpuMs: cpu, grownBytes }) {
	judge(
		`slow reader of the ordered file: ${percent(GOALS.waitingCpu)} of a core, ${GOALS.grownMb} MB more`,
		`${ms(cpu)} CPU a second, ${mb(grownBytes)} more`,
		cpu / WATCHED_MS <= GOALS.waitingCpu && grownBytes <= GOALS.grownMb * 1e6
	);
}

/** An order that is cancelled while it is made: nobody waits for its bytes, so the job itself has to notice. */
async function judgeCancelled() {
	const before = filesLeft();
	const { path, key } = await orderAll('pdf');
	await until(() => kitFiles().some((name) => name.startsWith(key)));
	await wait(SETTLE_MS);
	const wasMaking = kitFiles().includes(`${key}-1.part`);
	await office.follow(`${path}?/cancel`, []);
	const at = await cpuMs();
	await wait(WATCHED_MS);
	const [after, left] = [(await cpuMs()) - at, newOf(before, filesLeft())];
	const rest = orders.pdf.cpuMs;
	judge(
		'an order cancelled: no file left, none open',
		`${left.join(', ') || 'none'}${wasMaking ? '' : ' (it was not being made)'}; ${ms(after)} CPU in the second after, of about ${ms(rest)}`,
		wasMaking && left.length === 0
	);
}

function sha256(bytes) {
	return createHash('sha256').update(bytes).digest('hex');
}

function ms(value) {
	return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

function mb(bytes) {
	return `${(bytes / 1e6).toFixed(1)} MB`;
}

function percent(share) {
	return `${(100 * share).toFixed(1)} %`;
}

async function report() {
	return [
		`${await machine()}; ${mailboxes} mailboxes in ${residences.length} residences, second language ${asked.language}; ${rounds} rounds`,
		'',
		table(['goal', 'measured', ''], rows)
	].join('\n');
}
