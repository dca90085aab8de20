import { languages, type Language } from '#lib/text/languages.ts';
import { config } from '#lib/server/config.ts';
import { database, type Database } from '#lib/server/db/database.ts';
import { sql } from '#lib/server/db/statement.ts';
import { readyKitKey } from '#lib/server/keys.ts';
import { leave } from '#lib/server/leaving.ts';
import { offer, pauseItem, pauseLending, resumeLending, setManner } from '#lib/server/offers.ts';
import { PageCache } from '#lib/server/pageCache.ts';
import { frontDoor } from '#lib/server/web/frontDoor.ts';
import { speak } from '#lib/text/speak.ts';
import { READER, readerOf } from '#lib/ui/reader.ts';
import { isRedirect, type RequestEvent } from '@sveltejs/kit';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { newHousehold, newLandlord, NOW } from '../../../tests/support/world.ts';
import * as receipt from '../report/[receipt]/+page.server.ts';
import ReceiptPage from '../report/[receipt]/+page.svelte';
import * as ask from './ask/[pictogram]/+page.server.ts';
import AskPage from './ask/[pictogram]/+page.svelte';
import * as report from './report/+page.server.ts';
import ReportPage from './report/+page.svelte';
import { scanPage } from './scanPage.ts';
import * as who from './who/[pictogram]/+page.server.ts';
import WhoPage from './who/[pictogram]/+page.svelte';

let db: Database;
let amina: Awaited<ReturnType<typeof newHousehold>>;
let hall: string;
let door: Server;

beforeAll(async () => {
	// The clock stands still: the pages say days and hours.
	vi.useFakeTimers({ toFake: ['Date'], now: NOW });
	readyKitKey(config().kitKeyFile, false);
	db = await database();
	const scope = await newLandlord(db, 'tilleuls', 2);
	amina = await newHousehold(db, scope, 0, ['drill', 'tent']);
	const listed = { manner: 'hall', ringFrom: null, ringUntil: null, ownWords: true, listed: true } as const;
	await setManner(db, amina.id, listed, NOW);
	await db.write([sql`UPDATE household SET nickname = 'Bruno, 3e gauche' WHERE id = ${amina.id}`]);
	hall = (await db.read<{ code: string }>(sql`SELECT h.code FROM hall h WHERE h.id = 1`))[0]!.code;
	const cache = new PageCache(db, { isShared: false });
	const answers = frontDoor(cache, (asked) => scanPage(db, asked), true);
	door = createServer((request, response) => {
		if (!answers(request, response, () => response.destroy())) response.destroy();
	});
	await new Promise<void>((done) => door.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
	vi.useRealTimers();
	await new Promise((done) => door.close(done));
});

/** Everything that leaves the server about the mailbox and its hall, each by its name. */
async function sent(): Promise<Record<string, string>> {
	const all: Record<string, string> = {};
	for (const language of languages) {
		for (const code of [amina.mailbox, hall])
			for (const method of ['GET', 'HEAD'])
				all[`${method} ${language} ${code}`] = await scan(code, language, method);
		all[`who ${language}`] = await got(
			WhoPage,
			who.load,
			eventOf(language, `/${hall}/who/drill`, { code: hall })
		);
		for (const query of asked)
			all[`ask ${language} ${query}`] = await got(AskPage, ask.load, toAsk(language, query));
		for (const form of forms)
			for (const action of ['check', 'send'] as const)
				all[`${action} ${language} ${form}`] = await posted(
					AskPage,
					[ask.load, ask.actions[action]!],
					toAsk(language, `/${action}`, form)
				);
		all[`report ${language}`] = await got(ReportPage, report.load, toReport(language));
	}
	for (const [reason, language] of reasons) {
		const form = `once=${ONCE}&reason=${reason}&words=Voilà&goodFaith=yes`;
		const answer = await posted(ReportPage, [report.load, report.actions.default!], toReport(language, form));
		const address = /\/report\/\w+/.exec(answer)![0];
		const params = { receipt: address.slice('/report/'.length) };
		all[`report for ${reason}`] = answer;
		all[`receipt for ${reason}`] = await got(ReceiptPage, receipt.load, eventOf(language, address, params));
	}
	await db.write([sql`DELETE FROM report`, sql`DELETE FROM limit_bucket`, sql`DELETE FROM notice`]);
	return all;
}

const ONCE = '0123456789abcdef'.repeat(2);
const asked = [
	'',
	'?when=2026-11-24.morning',
	'?when=2026-11-24.morning&days=1',
	'?when=2026-11-24.morning&days=1&say=own',
	'?when=2026-11-24.morning&days=1&say=none',
	'?when=2020-01-01.morning&days=1&say=own'
];
const forms = [
	'when=2026-11-24.morning&days=1&say=own',
	'when=2026-11-24.morning&days=1&say=own&words=Bonjour&name=Bruno',
	'when=2026-11-24.morning&days=1&say=none&name=Bruno',
	'when=2020-01-01.morning&days=1&say=none&name=Bruno',
	'when=2026-11-24.morning&days=1&say=own&words=Bonjour&change=words',
	'wait=1&days=2&name=Bruno',
	''
].map((form) => `once=${ONCE}&${form}`);
const reasons = [
	['personal-data', 'fr'],
	['insult', 'en'],
	['other', 'ar'],
	['false-sticker', 'fr']
] as const;

/** Status, headers but for the date, and bytes; then what a browser is told that has the page already. */
async function scan(code: string, language: Language, method: string): Promise<string> {
	const [, etag] = await raw(code, language, method);
	const [first] = await raw(code, language, method);
	const [known] = await raw(code, language, method, { 'if-none-match': etag });
	expect(known).toMatch(/^304 /);
	return `${first}\n${known}`;
}

function raw(code: string, language: Language, method: string, more: Record<string, string> = {}) {
	const headers = { 'accept-language': language, 'accept-encoding': 'gzip', ...more };
	const { port } = door.address() as AddressInfo;
	return new Promise<[said: string, etag: string]>((done, fail) => {
		request({ host: '127.0.0.1', port, path: `/${code}`, method, headers, agent: false }, async (answer) => {
			const body = Buffer.concat(await answer.toArray()).toString('base64');
			const told = Object.entries(answer.headers).filter(([name]) => name !== 'date');
			done([`${answer.statusCode} ${JSON.stringify(told)} ${body}`, answer.headers.etag!]);
		})
			.on('error', fail)
			.end();
	});
}

const toAsk = (language: Language, query: string, form?: string) =>
	eventOf(
		language,
		`/${amina.mailbox}/ask/drill${query.replace(/^\//, '?/')}`,
		{ code: amina.mailbox, pictogram: 'drill' },
		form
	);
const toReport = (language: Language, form?: string) =>
	eventOf(language, `/${amina.mailbox}/report`, { code: amina.mailbox }, form);

interface Event {
	readonly language: Language;
	readonly headers: Record<string, string>;
	readonly event: unknown;
}

function eventOf(language: Language, path: string, params: Record<string, string>, form?: string): Event {
	const url = new URL(path, 'https://palier.example');
	const headers: Record<string, string> = {};
	const event: Partial<RequestEvent> = {
		url,
		params: { pictogram: 'drill', ...params },
		locals: { language } as App.Locals,
		request: new Request(url, form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
		getClientAddress: () => '192.0.2.7',
		setHeaders: (set) => void Object.assign(headers, set)
	};
	return { language, headers, event };
}

type Answers = (event: never) => unknown;

async function got(page: unknown, load: Answers, { event, headers, language }: Event): Promise<string> {
	const data = await load(event as never);
	return `200 ${JSON.stringify(headers)} ${drawn(page, language, data)}`;
}

async function posted(page: unknown, [load, act]: [Answers, Answers], event: Event): Promise<string> {
	try {
		const answer = (await act(event.event as never)) as { status?: number; data?: unknown };
		const status = answer.status ?? 200;
		return `${status} ${drawn(page, event.language, await load(event.event as never), answer.data ?? answer)}`;
	} catch (thrown) {
		if (isRedirect(thrown)) return `${thrown.status} ${thrown.location}`;
		throw thrown;
	}
}

/** A page as it is sent; what is drawn by chance for a form is not. */
function drawn(page: unknown, language: Language, data: unknown, form: unknown = null): string {
	const { head, body } = render(page as Component<{ data: unknown; form: unknown }>, {
		props: { data, form },
		context: new Map([[READER, readerOf(language, null, speak(language))]])
	});
	return (head + body).replace(/name="once" value="[0-9a-f]{32}"/g, 'once');
}

const state = (column: 'asleep' | 'hidden', at: number | null) =>
	db.write([
		column === 'asleep'
			? sql`UPDATE household SET asleep_at = ${at} WHERE id = ${amina.id}`
			: sql`UPDATE household SET hidden_at = ${at} WHERE id = ${amina.id}`
	]);

/** From one way of lending nothing to the next; the last one cannot be undone. */
const ways: [string, () => Promise<unknown>][] = [
	['everything is paused until a day', () => pauseLending(db, amina.id, NOW, '2026-12-01')],
	['everything is paused', () => pauseLending(db, amina.id, NOW, null)],
	[
		'everything is paused, with a note that a person would not want',
		() => db.write([sql`UPDATE item SET note = 'chez Bruno' WHERE household_id = ${amina.id}`])
	],
	[
		'each thing is paused',
		async () => {
			await resumeLending(db, amina.id, NOW);
			for (const thing of ['drill', 'tent']) await pauseItem(db, amina.id, thing, NOW, '2026-12-01');
		}
	],
	[
		'the page sleeps',
		async () => {
			await offer(db, amina.id, [], NOW);
			await offer(db, amina.id, ['drill', 'tent'], NOW);
			await state('asleep', NOW);
		}
	],
	[
		'moderation hides it',
		async () => {
			await state('asleep', null);
			await state('hidden', NOW);
		}
	],
	['the household is gone', () => leave(db, amina.id)]
];

/** What looks different for a household that lends. */
const SHOWING = /^(GET|HEAD|who|ask|check|send) /;

describe('a household that lends nothing', () => {
	test('looks the same, byte for byte, whatever the reason', { timeout: 120_000 }, async () => {
		const lending = await sent();
		await db.write([sql`UPDATE household SET hidden_at = NULL`, sql`DELETE FROM request`]);
		await offer(db, amina.id, [], NOW);
		const nothing = await sent();
		for (const name of Object.keys(nothing).filter((one) => SHOWING.test(one)))
			expect(nothing[name] === lending[name], `${name} of a household that lends`).toBe(false);
		await offer(db, amina.id, ['drill', 'tent'], NOW);
		for (const [why, happens] of ways) {
			await happens();
			const now = await sent();
			for (const name of Object.keys(nothing)) expect(now[name], `${why}: ${name}`).toBe(nothing[name]);
		}
	});
});
