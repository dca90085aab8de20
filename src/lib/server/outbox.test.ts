import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
	DAY,
	HOUR,
	newDatabase,
	newHousehold,
	newLandlord,
	NOW,
	TODAY
} from '../../../tests/support/world.ts';
import { openPushService, type PushService } from '../../../tests/support/pushService.ts';
import type { Actor } from './audit.ts';
import type { Scope } from './buildings.ts';
import { confirmationToken, confirmContact, contactBehind, removeContact, setContact } from './contacts.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { buildingsToOffer, closeHandover, handoversOf, offerBuilding } from './handovers.ts';
import { sendLetter, type Letter } from './mail.ts';
import { noticeOf, noticeOfRequest } from './notices.ts';
import { sendLetters, sendPushes } from './outbox.ts';
import { inviteMember, renewInvitation } from './people.ts';
import { seal } from './sealed.ts';
import { tellHouseholds } from './telling.ts';

const MINUTE = HOUR / 60;
const AMINA = 'amina@a.example';

let db: Database;
let scope: Scope;
let box = 0;
let amina: { id: string; mailbox: string };
let post: PostOffice;

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 120);
});
beforeEach(async () => {
	await db.write([sql`DELETE FROM limit_bucket`, sql`DELETE FROM household`]);
	amina = await newHousehold(db, scope, box++);
	post = await openPostOffice();
});
afterEach(() => post.close());
afterAll(() => db.close());

interface Received {
	readonly to: readonly string[];
	readonly from: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

interface PostOffice {
	readonly received: Received[];
	/** What it was told; it lets nobody in. */
	readonly passwords: string[];
	/** Connections that came, used or not. */
	readonly calls: () => number;
	readonly settings: { smtpUrl: string; from: string };
	/** What it answers to a recipient; nothing for yes. */
	refusal: { code: number; words: string } | undefined;
	/** What happens while it takes a letter. */
	meanwhile: () => Promise<void>;
	close(): Promise<void>;
}

/** A real SMTP server on a port of this machine. */
async function openPostOffice(): Promise<PostOffice> {
	const received: Received[] = [];
	const passwords: string[] = [];
	let calls = 0;
	const server = new SMTPServer({
		disabledCommands: ['STARTTLS'],
		authOptional: true,
		allowInsecureAuth: true,
		disableReverseLookup: true,
		onConnect(_session, done) {
			calls++;
			done();
		},
		onAuth(auth, _session, done) {
			passwords.push(auth.password ?? '');
			done(new Error('Wrong password'));
		},
		onRcptTo(_address, _session, done) {
			const { refusal } = office;
			const answer = () =>
				done(refusal ? Object.assign(new Error(refusal.words), { responseCode: refusal.code }) : null);
			void office.meanwhile().then(answer, done);
		},
		onData(stream, session, done) {
			const take = (source: string) => {
				const { mailFrom, rcptTo } = session.envelope;
				received.push({
					...parsed(source),
					from: mailFrom ? mailFrom.address : '',
					to: rcptTo.map(({ address }) => address)
				});
				done();
			};
			void text(stream).then(take).catch(done);
		}
	});
	await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
	const { port } = server.server.address() as AddressInfo;
	const office: PostOffice = {
		received,
		passwords,
		calls: () => calls,
		settings: { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'Palier <bonjour@palier.example>' },
		refusal: undefined,
		meanwhile: () => Promise.resolve(),
		close: () => new Promise((closed) => void server.close(() => closed()))
	};
	return office;
}

/** Headers with their folded lines joined, and the body decoded. */
function parsed(source: string): Pick<Received, 'headers' | 'body'> {
	const [head = '', ...rest] = source.split('\r\n\r\n');
	const headers: Record<string, string> = {};
	for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
		const [name = '', ...value] = line.split(': ');
		expect(headers, `${name} stands there once`).not.toHaveProperty(name.toLowerCase());
		headers[name.toLowerCase()] = value.join(': ');
	}
	return { headers, body: decoded(rest.join('\r\n\r\n'), headers['content-transfer-encoding'] ?? '') };
}

function decoded(body: string, how: string): string {
	if (how === 'base64') return Buffer.from(body, 'base64').toString();
	if (how !== 'quoted-printable') return body;
	const joined = body.replace(/=\r\n/g, '');
	const bytes = joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString();
}

function subjectOf({ headers }: Received): string {
	const words = headers['subject']!.replace(/\?= =\?/g, '?==?');
	return words.replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
		kind.toUpperCase() === 'B'
			? Buffer.from(word, 'base64').toString()
			: decoded(word.replaceAll('_', ' '), 'quoted-printable')
	);
}

const send = (now = NOW) => sendLetters(db, () => now, post.settings);
const waiting = () =>
	db.read<{ tries: number; minutes: number }>(
		sql`SELECT tries, (next_try_at - ${NOW}) / 60000 AS minutes FROM outbox ORDER BY id`
	);

async function confirmAddress(household: string, address: string): Promise<void> {
	await setContact(db, household, address, NOW);
	await confirmContact(db, confirmationToken(household, address), NOW);
	await db.write([sql`DELETE FROM outbox WHERE kind = 'confirm' AND household_id = ${household}`]);
}

/** A request to a household, which will be told of it. */
async function request(
	household: string,
	pictogram: string,
	id = `${household} ${pictogram}`
): Promise<string> {
	await db.write([
		sql`INSERT INTO request (id, household_id, pictogram, ticket_hash, from_day, until_day, part, known_by, state, asked_at, ends_at)
			VALUES (${id}, ${household}, ${pictogram}, ${id}, ${TODAY}, ${TODAY}, 'morning', ${'Bruno\r\nBcc: x@y.fr'}, 'asked', ${NOW}, ${NOW + 2 * DAY})`,
		noticeOfRequest(id, 'asked', NOW)
	]);
	return id;
}

/** A request to Amina, who is told of it. */
async function askAmina(pictogram = 'drill', language = 'fr'): Promise<void> {
	await db.write([sql`UPDATE household SET language = ${language} WHERE id = ${amina.id}`]);
	await confirmAddress(amina.id, AMINA);
	await request(amina.id, pictogram);
	await tellHouseholds(db, NOW);
}

/** Requests to several households, which are told of them: the first to Amina. */
async function askSeveral(...pictograms: string[]): Promise<void> {
	for (const [n, pictogram] of pictograms.entries()) {
		const household = n === 0 ? amina : await newHousehold(db, scope, box++);
		await confirmAddress(household.id, n === 0 ? AMINA : `neighbour${n}@a.example`);
		await request(household.id, pictogram);
	}
	await tellHouseholds(db, NOW);
}

describe('a letter', () => {
	test('says what is asked, where to answer, and nothing that the neighbour typed', async () => {
		await askAmina();
		await send();
		const [letter, ...others] = post.received;
		expect(others).toEqual([]);
		expect(letter).toMatchObject({ to: [AMINA], from: 'bonjour@palier.example' });
		expect(subjectOf(letter!)).toBe('Un voisin demande : Perceuse');
		expect(letter!.headers).toMatchObject({
			to: AMINA,
			from: 'Palier <bonjour@palier.example>',
			'auto-submitted': 'auto-generated',
			'content-language': 'fr',
			'content-type': expect.stringMatching(/^text\/plain; charset=utf-8/)
		});
		expect(letter!.body).toContain('https://palier.example/home?l=fr\r\n');
		expect(letter!.body).not.toMatch(/Bruno|\{|undefined/);
		expect(await waiting()).toEqual([]);
	});

	test.each([
		['en', 'A neighbour asks: Drill'],
		['ar', 'طلب من أحد الجيران: مثقاب كهربائي'],
		['tlh', 'Un voisin demande : Perceuse']
	])('is in the household’s language: %s', async (language, subject) => {
		await askAmina('drill', language);
		await send();
		expect(subjectOf(post.received[0]!)).toBe(subject);
	});

	test('asks for a confirmation with a link that confirms', async () => {
		await setContact(db, amina.id, AMINA, NOW);
		await send();
		const token = /https:\/\/palier\.example\/confirm\/(\w+)\?l=fr\r\n/.exec(post.received[0]!.body)![1]!;
		expect(await contactBehind(db, token)).toBe('waiting');
		expect(await confirmContact(db, token, NOW)).toBe(true);
	});

	test('links lead to PALIER_PUBLIC_URL and nowhere else', async () => {
		await setContact(db, amina.id, 'other@a.example', NOW);
		await send();
		await askAmina();
		await send();
		const links = post.received.flatMap(({ body }) => body.match(/\bhttps?:\S+/g) ?? []);
		expect(links).toHaveLength(3);
		for (const link of links) expect(new URL(link).origin).toBe('https://palier.example');
	});

	test('is not sent to somebody who does not want it any more', async () => {
		await askAmina();
		await removeContact(db, amina.id);
		await send();
		expect(post.calls()).toBe(0);
	});
});

describe('a letter is sent once', () => {
	test('by many senders at once', async () => {
		await askSeveral('drill', 'tent');
		await Promise.all(Array.from({ length: 5 }, () => send()));
		expect(post.received.map(subjectOf).toSorted()).toEqual([
			'Un voisin demande : Perceuse',
			'Un voisin demande : Tente'
		]);
		await send(NOW + DAY);
		expect(post.received).toHaveLength(2);
	});

	test('and when one try was cut off, the next one has the same id', async () => {
		await askAmina();
		const row = await db.read(sql`SELECT * FROM outbox`);
		await send();
		await db.write([
			sql`INSERT INTO outbox (id, household_id, kind, recipient, language, data, created_at, tries, next_try_at)
				SELECT value ->> 'id', value ->> 'household_id', value ->> 'kind', value ->> 'recipient', value ->> 'language', value ->> 'data',
					value ->> 'created_at', 1, value ->> 'next_try_at' FROM json_each(${JSON.stringify(row)})`
		]);
		await send(NOW + MINUTE);
		const ids = post.received.map(({ headers }) => headers['message-id']);
		expect(ids[0]).toMatch(/^<[0-9a-f]{32}@palier\.example>$/);
		expect(ids).toEqual([ids[0], ids[0]]);
	});
});

describe('a letter that nobody takes', () => {
	test.each([
		{ code: 450, words: 'Come back later' },
		{ code: 550, words: 'No such mailbox' }
	])('is tried again, ever later: $code', async (refusal) => {
		post.refusal = refusal;
		await askAmina();
		await send();
		expect(await waiting()).toEqual([{ tries: 1, minutes: 1 }]);
		await send(NOW + MINUTE - 1);
		expect(post.calls()).toBe(1);
		await send(NOW + MINUTE);
		expect(await waiting()).toEqual([{ tries: 2, minutes: 3 }]);
		post.refusal = undefined;
		await send(NOW + 3 * MINUTE);
		expect(post.received).toHaveLength(1);
		expect(await waiting()).toEqual([]);
	});

	test('waits a day at most', async () => {
		post.refusal = { code: 450, words: 'Come back later' };
		await setContact(db, amina.id, AMINA, NOW);
		await db.write([sql`UPDATE outbox SET tries = 60`]);
		await send();
		expect(await waiting()).toEqual([{ tries: 61, minutes: 24 * 60 }]);
	});

	test('is given up when it is of no more use: a request after 48 hours, a confirmation after a week', async () => {
		await askAmina();
		await send(NOW + 2 * DAY);
		expect(await waiting()).toEqual([]);
		await setContact(db, amina.id, 'other@a.example', NOW);
		await send(NOW + 7 * DAY);
		expect(await waiting()).toEqual([]);
		expect(post.calls()).toBe(0);
	});

	test('does not keep the others from leaving', async () => {
		await askSeveral('drill', 'tent');
		await db.write([sql`UPDATE outbox SET recipient = 'nobody' WHERE household_id = ${amina.id}`]);
		await send();
		expect(post.received.map(subjectOf)).toEqual(['Un voisin demande : Tente']);
		expect(await waiting()).toEqual([{ tries: 1, minutes: 1 }]);
	});

	test('because the server is down: the first says so, the others are not tried, and all leave when it is back', async () => {
		await askSeveral('drill', 'tent', 'stepladder');
		const away = { ...post.settings, smtpUrl: await deadAddress() };
		await sendLetters(db, () => NOW, away);
		expect((await waiting()).map(({ tries }) => tries)).toEqual([1, 0, 0]);
		await send(NOW + MINUTE);
		expect(post.received).toHaveLength(3);
	});

	test('because the server refuses our password: likewise', async () => {
		await askSeveral('drill', 'tent');
		const { smtpUrl } = post.settings;
		await sendLetters(db, () => NOW, { ...post.settings, smtpUrl: smtpUrl.replace('//', '//palier:wrong@') });
		expect((await waiting()).map(({ tries }) => tries)).toEqual([1, 0]);
		expect(post.passwords).toEqual(['wrong']);
		expect(post.received).toEqual([]);
	});

	test('waits untouched when no mail server is configured', async () => {
		await askAmina();
		await sendLetters(db, () => NOW + HOUR);
		expect(await waiting()).toEqual([{ tries: 0, minutes: 0 }]);
	});
});

describe('a message', () => {
	const told = async () => {
		await send();
		return post.received.at(-1)!;
	};

	test('says all that there is to say, the most pressing first, and until when', async () => {
		await confirmAddress(amina.id, AMINA);
		await db.write([noticeOf(amina.id, 'new-device', NOW)]);
		await request(amina.id, 'drill');
		await request(amina.id, 'tent');
		await tellHouseholds(db, NOW);
		const letter = await told();
		expect(subjectOf(letter)).toBe('Palier : 3 nouvelles pour vous');
		expect(letter.body).toMatch(
			/Perceuse\. Vous pouvez répondre jusqu’au mercredi 25 novembre à 10\sh\s00[^]*Tente[^]*Un autre téléphone/
		);
		expect(letter.body).toContain('https://palier.example/home/settings?l=fr\r\n');
		await send(NOW + DAY);
		expect(post.received).toHaveLength(1);
	});

	test('leaves out what was answered before it left, and is not sent when nothing is left', async () => {
		await confirmAddress(amina.id, AMINA);
		const drill = await request(amina.id, 'drill');
		const tent = await request(amina.id, 'tent');
		await tellHouseholds(db, NOW);
		await db.write([sql`UPDATE request SET state = 'declined' WHERE id = ${drill}`]);
		post.refusal = { code: 450, words: 'Come back later' };
		await send();
		await db.write([sql`UPDATE request SET state = 'withdrawn' WHERE id = ${tent}`]);
		post.refusal = undefined;
		await send(NOW + MINUTE);
		expect(post.received).toEqual([]);
		expect(await waiting()).toEqual([]);
	});

	test('of one thing names that thing', async () => {
		await confirmAddress(amina.id, AMINA);
		const drill = await request(amina.id, 'drill');
		await request(amina.id, 'tent');
		await tellHouseholds(db, NOW);
		await db.write([sql`UPDATE request SET state = 'declined' WHERE id = ${drill}`]);
		expect(subjectOf(await told())).toBe('Un voisin demande : Tente');
	});

	test('that could not leave before the evening waits for the morning', async () => {
		await askAmina();
		await send(Date.parse('2026-11-23T20:00:00+01:00'));
		const minutesTo8 = 22 * 60;
		expect(await waiting()).toEqual([{ tries: 0, minutes: minutesTo8 }]);
		await send(NOW + minutesTo8 * MINUTE);
		expect(post.received).toHaveLength(1);
		await request(amina.id, 'tent');
		await tellHouseholds(db, NOW + DAY);
		await send(NOW + DAY);
		expect(post.received, 'it was the message of the day on which it left').toHaveLength(1);
	});
});

describe('letters for a server that takes 22 seconds for each', () => {
	let now = NOW;
	let asked = 0;
	const SLOW = 22_000;
	const sendSlowly = () => sendLetters(db, () => now, post.settings);

	beforeEach(() => {
		asked = 0;
		post.meanwhile = async () => {
			asked++;
			now += SLOW;
		};
	});

	test('leave once each, though another process sends too while the fifth is leaving', async () => {
		now = NOW;
		await askSeveral('drill', 'tent', 'ladder', 'iron', 'hammer', 'saw', 'wok');
		const slowly = post.meanwhile;
		post.meanwhile = async () => {
			await slowly();
			if (asked === 5) await sendSlowly();
		};
		await sendSlowly();
		const addresses = post.received.map(({ to }) => to.join());
		expect(addresses.toSorted()).toEqual([...new Set(addresses)].toSorted());
		expect(addresses).toHaveLength(7);
	});

	test('do not leave once the quiet hours have begun', async () => {
		await askSeveral('drill', 'tent', 'ladder');
		now = Date.parse('2026-11-23T19:59:50+01:00');
		await sendSlowly();
		expect(post.received).toHaveLength(1);
		expect(await waiting()).toEqual(Array(2).fill({ tries: 0, minutes: 22 * 60 }));
	});
});

describe('yesterday’s message, tried again while there is news', () => {
	const morning = NOW + 22 * HOUR;
	const tell = (now: number) => () => tellHouseholds(db, now);
	const busy = { code: 450, words: 'Come back later' };

	beforeEach(async () => {
		post.refusal = busy;
		await askAmina();
		await send();
		await request(amina.id, 'tent');
	});

	test('is the day’s one message when it leaves', async () => {
		post.refusal = undefined;
		post.meanwhile = tell(morning + MINUTE - 1);
		await send(morning);
		for (const later of [MINUTE, 10 * MINUTE]) {
			await tellHouseholds(db, morning + later);
			await send(morning + later);
		}
		expect(post.received.map(subjectOf)).toEqual(['Un voisin demande : Perceuse']);
		await tellHouseholds(db, morning + DAY);
		await send(morning + DAY);
		expect(post.received.map(subjectOf).slice(1)).toEqual(['Un voisin demande : Tente']);
	});

	test('is taken back when it does not: the new one says all', async () => {
		post.meanwhile = tell(morning + MINUTE - 1);
		await send(morning);
		expect((await waiting()).map(({ tries }) => tries)).toEqual([2]);
		await tellHouseholds(db, morning + MINUTE);
		post.refusal = undefined;
		await send(morning + MINUTE);
		expect(post.received.map(subjectOf)).toEqual(['Palier : 2 nouvelles pour vous']);
	});

	test('is taken back though it was tried very often', async () => {
		await db.write([sql`UPDATE outbox SET tries = 60, next_try_at = ${morning + DAY}`]);
		await tellHouseholds(db, morning + MINUTE - 1);
		expect((await waiting()).map(({ tries }) => tries)).toEqual([60]);
		await tellHouseholds(db, morning + MINUTE);
		expect((await waiting()).map(({ tries }) => tries)).toEqual([0]);
	});

	test('keeps no other household from being told', async () => {
		const other = await newHousehold(db, scope, box++);
		await confirmAddress(other.id, 'neighbour@a.example');
		await request(other.id, 'drill');
		post.meanwhile = tell(morning + MINUTE - 1);
		await send(morning);
		expect((await waiting()).map(({ tries }) => tries)).toEqual([2, 0]);
	});
});

describe('a push', () => {
	let service: PushService;
	beforeEach(async () => {
		service = await openPushService();
	});
	afterEach(() => service.close());

	const push = (now = NOW) => sendPushes(db, () => now, [service.origin]);

	async function newPhone(household = amina.id, of = service) {
		const { name, ...target } = of.newPhone();
		await db.write([
			sql`INSERT INTO session (id, household_id, created_at, expires_at) VALUES (${name}, ${household}, ${NOW}, ${NOW + 400 * DAY})`,
			sql`INSERT INTO push_subscription (id, household_id, session_id, endpoint_hash, sealed, created_at)
				VALUES (${name}, ${household}, ${name}, ${name}, ${seal('push', JSON.stringify(target))}, ${NOW})`
		]);
		return name;
	}
	const phones = () =>
		db.read<{ id: string }>(sql`SELECT id FROM push_subscription WHERE household_id = ${amina.id}`);

	test('of one request can be answered, and lives as long as the request', async () => {
		const phone = await newPhone();
		const asked = await request(amina.id, 'drill');
		await tellHouseholds(db, NOW);
		await push(NOW + MINUTE);
		expect(service.received).toHaveLength(1);
		expect(service.received[0]).toMatchObject({
			phone,
			headers: { ttl: String(2 * 86_400 - 60) },
			payload: {
				title: 'Un voisin demande : Perceuse',
				body: expect.stringContaining('mercredi 25 novembre'),
				tag: 'palier',
				url: '/home?l=fr',
				request: asked,
				actions: [
					{ action: 'accept', title: 'Oui' },
					{ action: 'decline', title: 'Pas maintenant' }
				],
				answered: { accept: expect.any(String), decline: expect.any(String), failed: expect.any(String) }
			}
		});
		expect(JSON.stringify(service.received[0]!.payload)).not.toMatch(/Bruno|undefined|\{\w+\}/);
		expect(await waiting()).toEqual([]);
	});

	test('of a day that is over by then has no button: nothing is left to say yes to', async () => {
		await newPhone();
		await request(amina.id, 'drill');
		await tellHouseholds(db, NOW + DAY);
		await push(NOW + DAY);
		expect(service.received).toHaveLength(1);
		expect(service.received[0]!.payload).not.toHaveProperty('actions');
	});

	test('of several things has no button, and is small however many they are', async () => {
		await newPhone();
		await db.write([sql`UPDATE household SET language = 'ar' WHERE id = ${amina.id}`]);
		for (let n = 0; n < 40; n++) await request(amina.id, 'drill', `many ${n}`);
		await tellHouseholds(db, NOW);
		await push();
		const { payload } = service.received[0]!;
		expect(payload).not.toHaveProperty('request');
		expect(payload).not.toHaveProperty('actions');
		expect(String(payload['body']).split('\n')).toHaveLength(5);
	});

	test('goes to every phone, and a letter to the address', async () => {
		const names = [await newPhone(), await newPhone()];
		await askAmina();
		await Promise.all([push(), push(), send(), send()]);
		expect(service.received.map(({ phone }) => phone).toSorted()).toEqual(names.toSorted());
		expect(post.received).toHaveLength(1);
	});

	test('to a phone that takes no more forgets it', async () => {
		await newPhone();
		await request(amina.id, 'drill');
		await tellHouseholds(db, NOW);
		service.answer = 410;
		await push();
		expect([await phones(), await waiting()]).toEqual([[], []]);
	});

	test('that the service does not take is tried again, ever later, as long as it is of use', async () => {
		await newPhone();
		await request(amina.id, 'drill');
		await tellHouseholds(db, NOW);
		service.answer = 503;
		await push();
		expect(await waiting()).toEqual([{ tries: 1, minutes: 1 }]);
		await push(NOW + MINUTE);
		expect(await waiting()).toEqual([{ tries: 2, minutes: 3 }]);
		expect(await phones()).toHaveLength(1);
		service.answer = 201;
		await push(NOW + 2 * DAY);
		expect([service.calls(), await waiting()]).toEqual([2, []]);
	});

	test('that hangs keeps no other from arriving', async () => {
		const hanging = await openPushService();
		hanging.answer = 'hang';
		await newPhone(amina.id, hanging);
		const phone = await newPhone();
		await request(amina.id, 'drill');
		await tellHouseholds(db, NOW);
		const sending = sendPushes(db, () => NOW, [service.origin, hanging.origin]);
		await expect.poll(() => service.received.map((got) => got.phone)).toEqual([phone]);
		await expect.poll(hanging.calls).toBe(1);
		await hanging.close();
		await sending;
		expect(await waiting()).toEqual([{ tries: 1, minutes: 1 }]);
	});

	test('is not for a phone that was closed, nor sealed by somebody else', async () => {
		const closed = await newPhone();
		const foreign = await newPhone();
		await request(amina.id, 'drill');
		await tellHouseholds(db, NOW);
		await db.write([
			sql`DELETE FROM session WHERE id = ${closed}`,
			sql`UPDATE push_subscription SET sealed = ${seal('other', '{}')} WHERE id = ${foreign}`
		]);
		await push();
		expect([service.calls(), await phones(), await waiting()]).toEqual([0, [], []]);
	});
});

/** Where a server was, and is no more. */
async function deadAddress(): Promise<string> {
	const gone = await openPostOffice();
	await gone.close();
	return gone.settings.smtpUrl;
}

describe('nobody puts more into a letter', () => {
	const letter: Letter = { to: AMINA, subject: 'x', text: 'y', id: 'z', language: 'fr' };

	test.each([
		`${AMINA}\r\nBcc: victim@b.example`,
		`${AMINA}\nBcc: victim@b.example`,
		`${AMINA}, victim@b.example`,
		`${AMINA};victim@b.example`,
		`${AMINA} victim@b.example`,
		`Amina <${AMINA}>`,
		`<${AMINA}>`,
		`"victim@b.example ${AMINA}"`,
		`amina@a.example> RCPT TO:<victim@b.example`,
		'group: a@a.example, b@b.example;',
		'amina@a.example@b.example',
		'amina',
		'',
		'amina@a.example\0',
		'\u2028amina@a.example'
	])('through the address %j', async (to) => {
		await expect(sendLetter(post.settings, { ...letter, to })).rejects.toThrow(TypeError);
		expect(post.calls()).toBe(0);
	});

	test.each(['subject', 'id', 'language'] as const)('through the %s', async (name) => {
		for (const mark of ['\r\n', '\n', '\r', '\0', '\u0085', '\u2028', '\u2029'])
			await expect(
				sendLetter(post.settings, { ...letter, [name]: `x${mark}Bcc: victim@b.example` })
			).rejects.toThrow(TypeError);
		expect(post.calls()).toBe(0);
	});

	test('through the text, which stays the text', async () => {
		const words =
			'Bonjour\r\n.\r\nMAIL FROM:<x@b.example>\r\n\r\nBcc: victim@b.example\r\n.\r\n{answer} =?UTF-8?B?WA==?=';
		await sendLetter(post.settings, { ...letter, text: words, subject: '=?x' });
		expect(post.received).toHaveLength(1);
		expect(post.received[0]!.to).toEqual([AMINA]);
		expect(post.received[0]!.headers).not.toHaveProperty('bcc');
		expect(post.received[0]!.body.trimEnd()).toBe(words);
	});

	test('nor reads a file or an address into it', async () => {
		const path = { path: '/etc/hostname' } as unknown as string;
		await expect(sendLetter(post.settings, { ...letter, text: path })).rejects.toThrow();
		expect(post.received).toEqual([]);
	});

	test('and a password crosses no network without TLS', async () => {
		const { smtpUrl, from } = post.settings;
		const asIfFar = smtpUrl.replace('//127.0.0.1', '//palier:secret@0.0.0.0');
		await expect(sendLetter({ smtpUrl: asIfFar, from }, letter)).rejects.toMatchObject({
			command: 'STARTTLS'
		});
		expect(post.calls()).toBe(1);
		expect(post.passwords).toEqual([]);
	});
});

describe('a link for somebody of the staff', () => {
	const denis = (n: number) => ({
		email: `denis${n}@tilleuls.example`,
		role: 'agent' as const,
		residences: [],
		halls: []
	});
	const palier = () => ({ landlordId: scope.landlordId, staffId: null, who: 'palier' });
	const invite = async (n: number, once = `form ${n}`) => {
		const invited = await inviteMember(db, palier(), denis(n), { once, now: NOW, mailIn: 'fr' });
		if ('refusal' in invited) throw new Error(invited.refusal);
		return invited;
	};
	const waiting = () => db.read<{ data: string }>(sql`SELECT data FROM outbox WHERE kind = 'invitation'`);
	beforeEach(() => db.write([sql`DELETE FROM outbox`]));

	test('is one letter, however often the form comes, and not in the database in clear', async () => {
		const [{ token }] = await Promise.all([invite(1), invite(1)]);
		const rows = await waiting();
		expect(rows).toHaveLength(1);
		expect(JSON.stringify(rows)).not.toContain(token);
		await sendLetters(db, () => NOW, post.settings);
		expect(post.received).toHaveLength(1);
		expect(post.received[0]).toMatchObject({ to: ['denis1@tilleuls.example'] });
		expect(post.received[0]!.body).toContain(`/landlord/welcome/${token}`);
		expect(await waiting()).toEqual([]);
	});

	test('waits for a mail server that is down, and whoever invites does not', async () => {
		await post.close();
		await invite(2);
		await sendLetters(db, () => NOW, post.settings);
		expect(await waiting()).toHaveLength(1);
		post = await openPostOffice();
		await sendLetters(db, () => NOW + 30_000, post.settings);
		expect(post.received).toEqual([]);
		await sendLetters(db, () => NOW + MINUTE, post.settings);
		expect(post.received).toHaveLength(1);
	});

	test('that opens nothing any more is not sent', async () => {
		const member = { ...(await invite(3)), id: '' };
		const [row] = await db.read<{ id: string }>(sql`SELECT id FROM staff WHERE email = ${member.email}`);
		const again = { once: 'again', now: NOW, mailIn: 'fr' as const };
		const renewed = await renewInvitation(db, palier(), { ...member, id: row!.id }, again);
		if (!renewed || 'refusal' in renewed) throw new Error();
		await sendLetters(db, () => NOW, post.settings);
		expect(post.received).toHaveLength(1);
		expect(post.received[0]!.body).toContain(renewed.token);
		await invite(4);
		await sendLetters(db, () => NOW + 72 * HOUR, post.settings);
		expect(post.received).toHaveLength(1);
		expect(await waiting()).toEqual([]);
	});
});

describe('a letter about a building that is offered', () => {
	const MANAGER = 'manager@autre.example';
	let giver: Actor;
	let building: number;
	const waiting = () => db.read(sql`SELECT 1 FROM outbox WHERE kind = 'handover'`);
	const offering = () => offerBuilding(db, giver, { building, typedName: 'A', to: 'autre', now: NOW });

	beforeAll(async () => {
		await newLandlord(db, 'autre', 1);
		await db.write([sql`UPDATE staff SET password_hash = 'x' WHERE email = ${MANAGER}`]);
		giver = { landlordId: scope.landlordId, staffId: null, who: 'palier' };
		building = (await buildingsToOffer(db, scope.landlordId, ''))[0]!.id;
	});
	beforeEach(() =>
		db.write([sql`DELETE FROM outbox`, sql`DELETE FROM handover WHERE landlord_id = ${scope.landlordId}`])
	);

	test('says who offers and where to answer, in French, and holds no secret', async () => {
		await offering();
		await Promise.all([send(), send()]);
		await send(NOW + DAY);
		const [letter, ...others] = post.received;
		expect(others).toEqual([]);
		expect(letter).toMatchObject({ to: [MANAGER], headers: { 'content-language': 'fr' } });
		expect(subjectOf(letter!)).toBe('Un immeuble vous est proposé');
		expect(letter!.body).toMatch(
			/Landlord tilleuls vous propose[^{}]*«\sImmeubles vendus ou repris\s»[^{}]*30 jours/
		);
		expect(letter!.body.match(/\bhttps?:\S+/g)).toEqual(['https://palier.example/landlord/handovers?l=fr']);
		expect(await waiting()).toEqual([]);
	});

	test('waits without a mail server, and is not sent once the offer was taken back', async () => {
		await offering();
		await sendLetters(db, () => NOW);
		expect(await waiting()).toHaveLength(1);
		const { key } = (await handoversOf(db, scope.landlordId, NOW))[0]!;
		await closeHandover(db, giver, key, 'withdrawn', NOW);
		await send();
		expect(post.calls()).toBe(0);
		expect(await waiting()).toEqual([]);
	});
});
