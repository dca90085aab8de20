/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
import {
	dropRounds,
	fileOfRound,
	isLasting,
	isOfRounds,
	pageOfRound,
	roundsCache
} from '#lib/shell/keptRounds.ts';
import { isOfHome, mayKeep, readSeen, seen } from '#lib/shell/kept.ts';
import { pageAsSeen, pageNotKept, pageUnsent, shellSays, spoken } from '#lib/shell/pages.ts';
import { sendTicks } from '#lib/shell/sendingTicks.ts';
import { isAnswer, readPush, type Answer, type PushedMessage } from '#lib/shell/pushes.ts';
import {
	dropAnswer,
	dropAnswers,
	keepAnswer,
	keptAnswers,
	type WaitingAnswer
} from '#lib/shell/waitingAnswers.ts';
import { version } from '$service-worker';

/**
 * The app on a resident's phone, for /home alone (docs/decisions/0018-app-shell.md); and, registered another time for
 * /landlord/rounds alone, what a caretaker's phone keeps of rounds. Neither touches what the other keeps.
 */
const phone = globalThis.self as unknown as ServiceWorkerGlobalScope;
const isOnRounds = isOfRounds(new URL(phone.registration.scope).pathname);

const HOME = 'palier-home-';
const CACHE = HOME + version;
const ROUNDS = roundsCache(version);
const TICKS = 'palier-ticks';
const ANSWERS = 'palier-answers';
/** After this a page that was seen is better than none. */
const SLOW_MS = 8_000;
const HOUR = 3_600_000;

phone.addEventListener('install', () => void phone.skipWaiting());
phone.addEventListener('activate', (event) => event.waitUntil(begin()));
phone.addEventListener('fetch', (event) => {
	const { method, mode, url } = event.request;
	const { origin, pathname } = new URL(url);
	if (isOnRounds) return lookOnRound(event, pathname);
	if (mode !== 'navigate' || origin !== phone.location.origin || !isOfHome(pathname)) return;
	if (method === 'GET') event.respondWith(look(event));
	if (method === 'POST') event.respondWith(send(event));
});
phone.addEventListener('push', (event) => event.waitUntil(show(readPush(event.data?.text()))));
phone.addEventListener('notificationclick', (event) => {
	event.notification.close();
	const push = event.notification.data as PushedMessage;
	const answers = isAnswer(event.action) && push.request !== undefined;
	event.waitUntil(answers ? answer(push, event.action as Answer) : open(push.url));
});
phone.addEventListener('sync', (event) => {
	const { tag, waitUntil } = event as ExtendableEvent & { tag: string };
	if (tag === ANSWERS) waitUntil.call(event, sendWaiting());
	if (tag === TICKS) waitUntil.call(event, sendTicksOrAgain());
});
phone.addEventListener('pushsubscriptionchange', (event) => {
	(event as ExtendableEvent).waitUntil(subscribeAgain(event as SubscriptionChange));
});

async function begin(): Promise<void> {
	if (isOnRounds) await dropRounds((name) => name !== ROUNDS);
	else await forget((name) => name !== CACHE);
	await phone.clients.claim();
}

function lookOnRound(event: FetchEvent, path: string): void {
	const { request } = event;
	if (request.method !== 'GET' || new URL(request.url).origin !== phone.location.origin) return;
	if (isLasting(path)) event.respondWith(fileOfRound(request, ROUNDS));
	if (request.mode !== 'navigate' || !isOfRounds(path)) return;
	const notKept = () => pageNotKept(spoken(navigator.languages), pathOf(request), '/landlord/rounds');
	event.respondWith(pageOfRound(request, ROUNDS).then((page) => page ?? notKept()));
}

/** What throws is tried again by the browser. */
async function sendTicksOrAgain(): Promise<void> {
	if ((await sendTicks()).how === 'no-network') throw new Error('Nobody answers');
}

/** From the network first; what was seen before, with the hour, when there is none. */
async function look(event: FetchEvent): Promise<Response> {
	const answer = fetch(event.request);
	event.waitUntil(answer.then((page) => arrived(event.request.url, page.clone())).catch(() => undefined));
	const before = await seenBefore(event.request.url);
	try {
		return await (before ? Promise.race([answer, tooLate()]) : answer);
	} catch {
		return before
			? pageAsSeen(before, zone())
			: pageNotKept(spoken(navigator.languages), pathOf(event.request));
	}
}

const tooLate = () => new Promise<never>((_, reject) => setTimeout(() => reject(new Error('slow')), SLOW_MS));
const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

async function seenBefore(url: string) {
	const cache = await caches.open(CACHE);
	const kept =
		(await cache.match(url, { ignoreVary: true })) ??
		(await cache.match(url, { ignoreVary: true, ignoreSearch: true }));
	return kept ? readSeen(kept, Date.now()) : null;
}

/** After a page from the network: what waited here goes, and whether the app goes is asked. */
async function arrived(url: string, page: Response): Promise<void> {
	await keep(url, page);
	if (page.type === 'opaqueredirect') return;
	await sendWaiting();
	await stopWhenTold();
}

/** A page that sends elsewhere has shut this phone out: then nothing of it stays here. */
async function keep(url: string, page: Response): Promise<void> {
	if (page.type === 'opaqueredirect') return forgetAll();
	if (!mayKeep(new URL(url).pathname, page)) return;
	const cache = await caches.open(CACHE);
	await cache.put(url, await seen(page, Date.now()));
}

/** What was seen before a form is not true after it. */
async function send(event: FetchEvent): Promise<Response> {
	const form = event.request.clone();
	try {
		const answer = await fetch(event.request);
		event.waitUntil(forget(() => true));
		return answer;
	} catch {
		const fields = [...(await form.formData())].filter(
			(one): one is [string, string] => typeof one[1] === 'string'
		);
		return pageUnsent(spoken([languageIn(form.url), ...navigator.languages]), pathOf(form), fields);
	}
}

const languageIn = (url: string) => new URL(url).searchParams.get('l');

function pathOf({ url }: Request): string {
	const { pathname, search } = new URL(url);
	return pathname + search;
}

async function forget(isOld: (name: string) => boolean): Promise<void> {
	const names = (await caches.keys()).filter((name) => name.startsWith(HOME) && isOld(name));
	await Promise.all(names.map((name) => caches.delete(name)));
}

async function forgetAll(): Promise<void> {
	await forget(() => true);
	await dropAnswers();
	for (const notification of await phone.registration.getNotifications()) notification.close();
}

let askedAt = 0;

/** The server may take the app back from all phones: it says so where its name and signs are. */
async function stopWhenTold(): Promise<void> {
	if (Date.now() < askedAt + HOUR) return;
	askedAt = Date.now();
	const answer = await fetch('/home/app.webmanifest', { cache: 'no-store' });
	if (answer.status !== 410) return;
	await forgetAll();
	await phone.registration.unregister();
}

async function show(push: PushedMessage | null): Promise<void> {
	const told = push ?? {
		...{ title: 'Palier', body: shellSays(spoken(navigator.languages))('shell.told') },
		...{ tag: 'palier', url: '/home', actions: [], answered: {} }
	};
	await notify(told, told.body, told.actions);
}

function notify(push: PushedMessage, body: string, actions: PushedMessage['actions'] = []): Promise<void> {
	const options = {
		...{ body, tag: push.tag, data: push, dir: 'auto' as const, actions: [...actions] },
		...{ icon: '/home/icon.png', badge: '/home/icon.png?badge' }
	};
	return phone.registration.showNotification(push.title, options);
}

async function open(url: string): Promise<void> {
	const windows = await phone.clients.matchAll({ type: 'window' });
	const ours = windows.find((one) => isOfHome(new URL(one.url).pathname));
	const shown = await ours?.navigate(url).catch(() => null);
	await (shown ? shown.focus() : phone.clients.openWindow(url));
}

/** Sends the answer of a button, and says what became of it. Without a network it waits here, and that is said too. */
async function answer(push: PushedMessage, step: Answer): Promise<void> {
	const given = { request: push.request!, step, push };
	try {
		await deliver(given);
	} catch {
		await keepAnswer(given);
		await notify(push, shellSays(spoken(navigator.languages))('shell.answerWaits'));
		await syncLater();
	}
}

/** Throws when there is no network, or nobody answers there. */
async function deliver({ request, step, push }: WaitingAnswer): Promise<void> {
	const body = new URLSearchParams({ request, step });
	const reply = await fetch('/home/answer', { method: 'POST', body, redirect: 'manual' });
	if (reply.status >= 500) throw new Error('Nobody answers');
	await lookAgain();
	const said = push.answered[reply.status === 204 ? step : 'failed'];
	await notify(push, said ?? shellSays(spoken(navigator.languages))('shell.told'));
}

/** What was seen before an answer is not true after it: the first page is read anew. */
async function lookAgain(): Promise<void> {
	await forget(() => true);
	const url = new URL('/home', phone.location.origin).href;
	await fetch(url, { redirect: 'manual', headers: { accept: 'text/html' } })
		.then((page) => keep(url, page))
		.catch(() => undefined);
}

/** Where the browser has no such thing, the next visit sends it. */
async function syncLater(): Promise<void> {
	const { sync } = phone.registration as ServiceWorkerRegistration & {
		sync?: { register(tag: string): Promise<void> };
	};
	await sync?.register(ANSWERS).catch(() => undefined);
}

let sending: Promise<void> | undefined;

/** One after the other, and by one at a time. */
function sendWaiting(): Promise<void> {
	sending ??= sendEach().finally(() => (sending = undefined));
	return sending;
}

async function sendEach(): Promise<void> {
	for (const waiting of await keptAnswers()) {
		await deliver(waiting);
		await dropAnswer(waiting);
	}
}

type SubscriptionChange = ExtendableEvent & {
	readonly oldSubscription?: PushSubscription | null;
	readonly newSubscription?: PushSubscription | null;
};

/** The browser changed where it takes pushes. */
async function subscribeAgain({ oldSubscription, newSubscription }: SubscriptionChange): Promise<void> {
	const fresh =
		newSubscription ??
		(oldSubscription && (await phone.registration.pushManager.subscribe(oldSubscription.options)));
	if (!fresh) return;
	const { endpoint = '', keys = {} } = fresh.toJSON();
	const body = new URLSearchParams({ step: 'on', endpoint, ...keys });
	await fetch('/home/phone/subscription', { method: 'POST', body, redirect: 'manual' });
}
