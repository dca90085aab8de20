import type { Page, Worker } from '@playwright/test';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { shellSays } from '#lib/shell/pages.ts';
import { pictogramName } from '#lib/text/pictogramName.ts';
import { speak } from '#lib/text/speak.ts';
import { openPushService, type PushService } from '../support/pushService.ts';
import { ask, moveIn, post } from './neighbours.ts';
import { expect, Palier, test as base, type Place } from './palier.ts';
import { openLetter, phoneWith, placesOf, takePushesAt, turnOnPushes } from './residents.ts';

const say = speak('fr');
const shell = shellSays('fr');
/** Messages are written every quarter of a minute, and sent every quarter of a minute. */
const A_MESSAGE = { timeout: 60_000 };

/** A Palier whose pushes go to a push service of our own. */
const test = base.extend<{ pushes: PushService }>({
	// eslint-disable-next-line no-empty-pattern
	pushes: async ({}, use) => {
		const pushes = await openPushService();
		await use(pushes);
		await pushes.close();
	},
	palier: async ({ pushes }, use) => {
		const palier = await Palier.make({ PALIER_PUSH_SERVICES: pushes.origin });
		await use(palier);
		await palier.remove();
	}
});

for (const step of ['accept', 'decline'] as const) {
	test(`a resident answers from a push: ${step}`, async ({ palier, browser, pushes }) => {
		const [place] = placesOf(palier) as [Place];
		await palier.start();
		const amina = await phoneWith(browser, palier, await moveIn(palier, place, ['drill']), true);
		const phone = pushes.newPhone();
		await takePushesAt(amina, palier, phone);
		const app = await turnOnPushes(amina, palier);
		await amina.getByRole('button', { name: say('phone.push.test') }).click();
		await expect(amina.getByText(say('phone.said.sent'))).toBeVisible();
		expect(pushes.received.map(({ payload }) => payload['title'])).toEqual([say('phone.testTitle')]);

		const ticket = await ask(palier, place, 'drill');
		await expect.poll(() => pushes.received.length, A_MESSAGE).toBe(2);
		const { payload } = pushes.received[1]!;
		expect(payload['body']).toContain(pictogramName('fr', 'drill'));
		expect(JSON.stringify(payload), 'the name is not on a locked screen').not.toContain('Bruno');

		await deliver(amina, palier, payload);
		await expect.poll(() => notifications(app)).toEqual([payload['body']]);
		await amina.goto('about:blank');
		await tap(app, step);
		const answered = payload['answered'] as Record<string, string>;
		await expect.poll(() => notifications(app)).toEqual([answered[step]]);

		const bruno = await phoneWith(browser, palier);
		await bruno.goto(`${palier.url}${ticket}`);
		await expect(bruno.locator('h1')).toHaveText(
			say(step === 'accept' ? 'ticket.state.accepted' : 'ticket.state.declined')
		);
		await tap(app, step === 'accept' ? 'decline' : 'accept', payload);
		await expect.poll(() => notifications(app)).toEqual([answered['failed']]);
		await bruno.reload();
		await expect(bruno.locator('h1'), 'the first answer stands').toHaveText(
			say(step === 'accept' ? 'ticket.state.accepted' : 'ticket.state.declined')
		);
	});
}

/** What the push service of a browser does when a push has come. */
async function deliver(page: Page, palier: Palier, payload: Record<string, unknown>): Promise<void> {
	const browserSays = await page.context().newCDPSession(page);
	const registered = new Promise<string>((known) =>
		browserSays.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
			if (registrations[0]) known(registrations[0].registrationId);
		})
	);
	await browserSays.send('ServiceWorker.enable');
	await browserSays.send('ServiceWorker.deliverPushMessage', {
		origin: palier.url,
		registrationId: await registered,
		data: JSON.stringify(payload)
	});
}

/** What a worker has that a page has not, as far as we ask for it. */
interface PhoneApp extends EventTarget {
	readonly registration: ServiceWorkerRegistration;
}

const notifications = (app: Worker) =>
	app.evaluate(async () => {
		const { registration } = globalThis.self as unknown as PhoneApp;
		return (await registration.getNotifications()).map(({ body }) => body);
	});

/** A button of the notification that stands on the screen; or of one as it was, from another screen. */
async function tap(app: Worker, action: string, was?: Record<string, unknown>): Promise<void> {
	await app.evaluate(
		async ({ action, was }) => {
			const phone = globalThis.self as unknown as PhoneApp;
			const [shown] = await phone.registration.getNotifications();
			const notification = was ? { close() {}, data: was } : shown!;
			const event = new Event('notificationclick');
			const work: Promise<unknown>[] = [];
			const waitUntil = (one: Promise<unknown>) => void work.push(one);
			phone.dispatchEvent(Object.assign(event, { notification, action, waitUntil }));
			await Promise.all(work);
		},
		{ action, was }
	);
}

test('one message a day, and none in the night', async ({ palier, pushes }) => {
	const [amina, karim, nadia] = placesOf(palier) as [Place, Place, Place];
	await palier.start();
	const hers = await tellOnPhone(palier, pushes, amina);
	const his = await tellOnPhone(palier, pushes, karim);
	const inTheNight = await tellOnPhone(palier, pushes, nadia);
	const told = () => pushes.received.map(({ phone }) => phone);

	await ask(palier, nadia, 'drill');
	await ask(palier, amina, 'drill');
	await expect.poll(told, A_MESSAGE).toEqual([hers]);
	await ask(palier, amina, 'stepladder');
	await ask(palier, karim, 'drill');
	await expect.poll(told, A_MESSAGE).toContain(his);
	expect(told(), 'her day had its message, and in the night nobody is told').toEqual([hers, his]);
	expect(inTheNight).not.toBe(hers);
});

/** A household whose phone takes pushes; gives the phone's name at the push service. */
async function tellOnPhone(palier: Palier, pushes: PushService, place: Place): Promise<string> {
	const cookie = await moveIn(palier, place, ['drill', 'stepladder']);
	const { name, endpoint, keys } = pushes.newPhone();
	const answer = await post(palier, '/home/phone/subscription', { step: 'on', endpoint, ...keys }, cookie);
	expect(answer.status).toBe(204);
	return name;
}

base('one letter tells all that is new, and leads home', async ({ browser }) => {
	const post = await openPostOffice();
	const palier = await Palier.make({
		PALIER_SMTP_URL: post.url,
		PALIER_MAIL_FROM: 'Palier <b@palier.example>'
	});
	try {
		const [place] = placesOf(palier) as [Place];
		await palier.start();
		const amina = await phoneWith(browser, palier, await moveIn(palier, place, ['drill', 'stepladder']));
		await amina.goto(`${palier.url}/home/settings`);
		await amina.getByLabel(say('settings.emailLabel')).fill('amina@a.example');
		await amina.getByRole('button', { name: say('settings.emailSave') }).click();
		await expect(amina.getByText(say('settings.emailWaiting'))).toBeVisible();
		await ask(palier, place, 'drill');
		await ask(palier, place, 'stepladder');
		await expect.poll(() => post.received.length, A_MESSAGE).toBe(1);
		await amina.goto(linkIn(post.received[0]!, '/confirm/'));
		await amina.getByRole('button', { name: say('confirm.yes') }).click();
		await expect(amina.locator('h1')).toHaveText(say('confirm.done'));

		await expect.poll(() => post.received.length, A_MESSAGE).toBe(2);
		const letter = post.received[1]!;
		for (const thing of ['drill', 'stepladder'])
			expect(letter, 'one letter of both').toContain(pictogramName('fr', thing));
		expect(letter, 'no name is in a letter').not.toContain('Bruno');
		await amina.goto(linkIn(letter, '/home?'));
		await expect(amina.getByText(say('home.waiting', { n: 2 }))).toBeVisible();
		const stranger = await phoneWith(browser, palier);
		await stranger.goto(linkIn(letter, '/home?'));
		await expect(stranger.locator('h1'), 'the link alone opens nothing').toHaveText(say('key.title'));
		expect(palier.log).not.toContain('amina@a.example');
	} finally {
		await palier.remove();
		await post.close();
	}
});

function linkIn(letter: string, path: string): string {
	return letter.split(/\s/).find((word) => word.startsWith('http') && word.includes(path))!;
}

/** A real mail server on a port of this machine, and the texts of the letters that came. */
async function openPostOffice(): Promise<{ url: string; received: string[]; close(): Promise<void> }> {
	const received: string[] = [];
	const server = new SMTPServer({
		disabledCommands: ['STARTTLS', 'AUTH'],
		disableReverseLookup: true,
		onData: (stream, _session, done) =>
			void text(stream).then((source) => (received.push(read(source)), done()), done)
	});
	await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
	const { port } = server.server.address() as AddressInfo;
	const close = () => new Promise<void>((closed) => void server.close(() => closed()));
	return { url: `smtp://127.0.0.1:${port}`, received, close };
}

function read(source: string): string {
	const [head = '', ...rest] = source.split('\r\n\r\n');
	const body = rest.join('\r\n\r\n');
	if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, 'base64').toString();
	if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return body;
	const bytes = body
		.replace(/=\r\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString();
}

test('without a network the app shows what was seen, and says what is not sent', async ({
	palier,
	browser,
	pushes
}) => {
	const [place] = placesOf(palier) as [Place];
	await palier.start();
	const amina = await phoneWith(browser, palier, await moveIn(palier, place, ['drill']), true);
	await takePushesAt(amina, palier, pushes.newPhone());
	const app = await turnOnPushes(amina, palier);
	const ticket = await ask(palier, place, 'drill');
	await seeHome(amina, palier, app);
	const decline = amina.getByRole('button', { name: say('home.step.decline') });
	await expect(decline).toBeVisible();

	await palier.stop();
	await amina.goto(`${palier.url}/home`);
	const [without] = shell('shell.seen', { instant: '|' }).split('|') as [string];
	const line = amina.locator('.sheet').filter({ hasText: without.trim() }).first();
	await expect(line).toContainText(/\d{1,2}\sh\s\d\d\.$/);
	await expect(amina.locator('main').last()).toContainText(pictogramName('fr', 'drill'));
	await amina.goto(`${palier.url}/home/settings`);
	await expect(amina.getByText(shell('shell.notKept'))).toBeVisible();

	await amina.goto(`${palier.url}/home`);
	await decline.click();
	await expect(amina.locator('h1')).toHaveText(shell('shell.unsentTitle'));
	await expect(amina.getByText(shell('shell.unsent'))).toBeVisible();
	await amina.getByRole('button', { name: shell('shell.again') }).click();
	await expect(amina.locator('h1'), 'still not').toHaveText(shell('shell.unsentTitle'));
	await palier.start();
	await amina.getByRole('button', { name: shell('shell.again') }).click();
	await expect(amina.getByText(say('home.end.declined'))).toBeVisible();
	await amina.goto(`${palier.url}${ticket}`);
	await expect(amina.locator('h1')).toHaveText(say('ticket.state.declined'));

	await seeHome(amina, palier, app);
	await amina.goto(`${palier.url}/home/settings`);
	await amina.getByRole('button', { name: say('settings.signOut') }).click();
	await expect(amina).toHaveURL(/\/(\?l=..)?$/);
	await keepsNothing(amina);
});

test('an answer of a notification waits for the network, and is then given', async ({
	palier,
	browser,
	pushes
}) => {
	const [place] = placesOf(palier) as [Place];
	await palier.start();
	const amina = await phoneWith(browser, palier, await moveIn(palier, place, ['drill']), true);
	await takePushesAt(amina, palier, pushes.newPhone());
	const app = await turnOnPushes(amina, palier);
	const ticket = await ask(palier, place, 'drill');
	await amina.goto(`${palier.url}/home`);
	const request = await amina.locator('input[name=request]').first().inputValue();
	const push = { title: 'Palier', body: 'Un voisin demande', tag: 'palier', url: '/home', request };
	await palier.stop();
	await tap(app, 'accept', { ...push, actions: [], answered: { accept: 'Oui.', failed: 'Non.' } });
	await expect.poll(() => notifications(app)).toEqual([shell('shell.answerWaits')]);

	await palier.start();
	await amina.goto(`${palier.url}/home`);
	await expect.poll(() => notifications(app)).toEqual(['Oui.']);
	await amina.goto(`${palier.url}${ticket}`);
	await expect(amina.locator('h1')).toHaveText(say('ticket.state.accepted'));
});

test('a phone that was shut out keeps nothing of the home', async ({ palier, browser, pushes }) => {
	const [place] = placesOf(palier) as [Place];
	await palier.start();
	const amina = await phoneWith(browser, palier, '');
	await openLetter(amina, palier, place);
	await amina.goto(`${palier.url}/home/phones`);
	await amina.getByRole('button', { name: say('phones.show') }).click();
	const way = await amina.locator('.address').innerText();
	const karim = await phoneWith(browser, palier, '', true);
	await karim.goto(way);
	await karim.getByRole('button', { name: say('open.yes') }).click();
	await expect(karim.getByText(say('home.things'))).toBeVisible();
	await takePushesAt(karim, palier, pushes.newPhone());
	const app = await turnOnPushes(karim, palier);
	await seeHome(karim, palier, app);

	await amina.goto(`${palier.url}/home/settings/key?lock`);
	await amina.getByRole('button', { name: say('key.lockYes') }).click();
	await expect(amina.locator('h1')).toHaveText(say('key.locked'));
	await karim.goto(`${palier.url}/home`);
	await expect(karim.locator('h1')).toHaveText(say('key.title'));
	await expect.poll(() => app.evaluate(() => caches.keys())).toEqual([]);
	await palier.stop();
	await karim.goto(`${palier.url}/home`);
	await expect(karim.getByText(shell('shell.notKept'))).toBeVisible();
	await expect(karim.getByText(say('home.things'))).toBeHidden();
});

/** Looks at the home, until the phone has kept it. */
async function seeHome(page: Page, palier: Palier, app: Worker): Promise<void> {
	await page.goto(`${palier.url}/home`);
	await expect(page.getByText(say('home.things'))).toBeVisible();
	await expect
		.poll(() => app.evaluate(async () => (await caches.match('/home', { ignoreSearch: true })) !== undefined))
		.toBe(true);
}

async function keepsNothing(page: Page): Promise<void> {
	const kept = () =>
		page.evaluate(async () => [
			...(await caches.keys()),
			...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
			...(await indexedDB.databases()).map(({ name }) => name)
		]);
	await expect.poll(kept).toEqual([]);
}
