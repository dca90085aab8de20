/**
 * A kit of all mailboxes of the landlord `bench` in one process, with nobody else's buffers in the way: when its first
 * bytes come, what is done once nobody takes them, and what while somebody takes none. JSON on standard output.
 */
import { officeDay } from '#lib/calendar/days.ts';
import { hallsIn, landlordBySlug } from '#lib/server/buildings.ts';
import { config } from '#lib/server/config.ts';
import { openDatabase } from '#lib/server/db/database.ts';
import { MOST_AT_ONCE } from '#lib/server/kitOrders.ts';
import { makeKit, type KitOrder } from '#lib/server/kits.ts';
import { readyKitKey } from '#lib/server/keys.ts';
import { streamed } from '#lib/server/web/streamed.ts';
import { setResponse } from '@sveltejs/kit/node';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { take as takeOf } from './client.mjs';

const ROUNDS = 5;
const TAKEN_BYTES = 64 * 1024;
const SETTLE_MS = 1_000;
const WATCHED_MS = 1_000;

const [, , language] = process.argv;
const secondLanguage = language === 'en' || language === 'ar' ? language : null;
const { databaseUrl: url, kitKeyFile } = config();
const db = await openDatabase({ url, hold: 'write' });
readyKitKey(kitKeyFile, true);
const scope = { landlordId: (await landlordBySlug(db, 'bench'))!.id, residenceIds: null };

const milliseconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1_000;
const cpuMs = () => milliseconds(process.cpuUsage());

/** As the office's route does it, from the halls on. */
async function kit(sink: KitOrder['sink']) {
	const halls = await hallsIn(db, scope);
	return makeKit(db, scope, {
		halls,
		secondLanguage,
		today: officeDay(Date.now()),
		renewLetters: true,
		sink
	});
}

class Enough extends Error {}

async function firstBytes() {
	const [cpu, wall] = [cpuMs(), performance.now()];
	let first: { cpuMs: number; wallMs: number; bytes: number } | undefined;
	await kit(({ length }) => {
		first = { cpuMs: cpuMs() - cpu, wallMs: performance.now() - wall, bytes: length };
		throw new Enough();
	}).catch((error: unknown) => {
		if (!(error instanceof Enough)) throw error;
	});
	return first!;
}

async function wholeKit() {
	const cpu = cpuMs();
	const { mailboxes, bytes } = await kit(() => {});
	return { mailboxes, bytes, cpuMs: cpuMs() - cpu };
}

/** A kit as a body; `made` is what it gave so far. */
async function streamedKit() {
	let made = 0;
	const body = await streamed(
		(sink) =>
			kit((bytes) => {
				made += bytes.length;
				return sink(bytes);
			}),
		(fault) => process.stderr.write(`${String(fault)}\n`)
	);
	return { body, made: () => made };
}

/** A kit as a body of which the first bytes are taken. */
async function begun() {
	const from = cpuMs();
	let taken = 0;
	const { body, made } = await streamedKit();
	const reader = body.getReader();
	const take = async () => (taken += (await reader.read()).value?.length ?? 0);
	while (taken < TAKEN_BYTES) await take();
	return { reader, take, usedMs: () => cpuMs() - from, ahead: () => made() - taken, made };
}

async function aborted() {
	const { reader, usedMs, made } = await begun();
	const [usedBefore, cpu] = [usedMs(), cpuMs()];
	await reader.cancel();
	const madeBefore = made();
	await wait(WATCHED_MS);
	return { usedMs: usedBefore, afterMs: cpuMs() - cpu, madeAfter: made() - madeBefore };
}

async function slow() {
	const { reader, take, ahead, made } = await begun();
	await wait(SETTLE_MS);
	const [cpu, rss, madeBefore] = [cpuMs(), process.memoryUsage.rss(), made()];
	await wait(WATCHED_MS);
	const waiting = { cpuMs: cpuMs() - cpu, grownBytes: process.memoryUsage.rss() - rss, aheadBytes: ahead() };
	for (let pieces = 0; pieces < 10; pieces++) await take();
	const goesOn = made() > madeBefore;
	await reader.cancel();
	return { ...waiting, goesOn };
}

/** Through a connection, sent as Kit sends it: what the system's buffers take is made, and then no more. */
async function slowOverHttp() {
	const { body, made } = await streamedKit();
	const server = createServer((_, response) => void setResponse(response, new Response(body))).listen(
		0,
		'127.0.0.1'
	);
	await once(server, 'listening');
	const asked = get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, agent: false });
	const [answer] = (await once(asked, 'response')) as [IncomingMessage];
	await takeOf(answer, TAKEN_BYTES);
	for (let seen = 0; seen < made();) {
		seen = made();
		await wait(SETTLE_MS);
	}
	const [cpu, rss, madeBefore] = [cpuMs(), process.memoryUsage.rss(), made()];
	await wait(WATCHED_MS);
	const waiting = { cpuMs: cpuMs() - cpu, grownBytes: process.memoryUsage.rss() - rss };
	const more = { madeBytes: madeBefore, madeMore: made() - madeBefore };
	await takeOf(answer, madeBefore);
	const goesOn = made() > madeBefore + more.madeMore;
	answer.destroy();
	await once(server.close(), 'close');
	return { ...waiting, ...more, goesOn };
}

async function idle() {
	const cpu = cpuMs();
	await wait(WATCHED_MS);
	return cpuMs() - cpu;
}

async function times<T>(what: () => Promise<T>): Promise<T[]> {
	const each: T[] = [];
	for (let round = 0; round < ROUNDS; round++) each.push(await what());
	return each;
}

const bootMs = cpuMs();
const cold = await firstBytes();
const warm = await times(firstBytes);
const all = await wholeKit();
await wait(SETTLE_MS);
const results = {
	mostAtOnce: MOST_AT_ONCE,
	bootMs,
	cold,
	warm,
	whole: all,
	aborted: await times(aborted),
	slow: await slow(),
	slowOverHttp: await slowOverHttp(),
	idleMs: await idle()
};
process.stdout.write(JSON.stringify(results));
await db.close();
