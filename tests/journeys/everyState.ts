import { createClient } from '@libsql/client';
import { pictograms } from '#lib/catalogue/pictograms.ts';
import { addDays, dayAt } from '#lib/calendar/days.ts';
import type { guards } from '#lib/access/guards.ts';
import type { State } from '#lib/loans/steps.ts';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PASSWORD, settleOffice } from './everyOffice.ts';
import type { Look } from './looking.ts';
import { ask, claimOf, cookieOf, moveIn, post } from './neighbours.ts';
import { expect, fixture, Palier, type Place } from './palier.ts';

const HOUR = 3_600_000;
const ZONE = 'Europe/Paris';

/** A building in which everything has happened at once. */
export interface Street {
	readonly palier: Palier;
	readonly places: readonly Place[];
	/** The cookie of the household that lends most. */
	readonly home: string;
	/** That of the household at `places[NEIGHBOUR]`. */
	readonly neighbour: string;
	readonly office: string;
	readonly operator: string;
	/** Every page in every state, with the id of its route. */
	readonly looks: readonly (Look & { readonly route: keyof typeof guards })[];
}

/** What is said of a request in the database, beside its state. */
type Said = Partial<Record<string, string | number | null>>;

interface Past {
	readonly thing: string;
	readonly state: State;
	readonly said?: Said;
	/** Who took the last step; the lender if nobody is said. */
	readonly by?: 'borrower' | 'lender' | 'clock';
	readonly words?: string;
}

const now = Date.now();
const today = dayAt(now, ZONE);
const days = (from: number, until: number): Said => ({
	from_day: addDays(today, from),
	until_day: addDays(today, until)
});
const LONG_NAME = 'Marie-Antoinette du quatrième, à gauche';

/** Requests of a household with things under way: one of each kind that its page and a ticket can show. */
const UNDER_WAY: readonly Past[] = [
	{
		thing: 'drill',
		state: 'asked',
		words: 'Bonjour, c’est pour accrocher une étagère. Merci beaucoup !',
		said: { known_by: LONG_NAME }
	},
	{ thing: 'tent', state: 'asked', said: { ...days(-1, 1), sentence: 'party', known_by: null } },
	{
		thing: 'stepladder',
		state: 'proposed',
		said: { proposed_day: addDays(today, 4), proposed_part: 'evening' }
	},
	{ thing: 'pressure-washer', state: 'accepted', said: days(1, 7), by: 'lender' },
	{ thing: 'sewing-machine', state: 'handed-over', said: days(-1, 1) },
	{ thing: 'ladder', state: 'handed-over', said: days(-6, -3) },
	{
		thing: 'raclette',
		state: 'handed-over',
		said: { ...days(-2, 0), extension_day: addDays(today, 2), extension_asked_at: now - HOUR }
	},
	{
		thing: 'suitcase',
		state: 'handed-over',
		said: {
			...days(-2, 1),
			extension_declined_at: now
		}
	}
];

/** Requests that ended in every way, and those of the queue. */
const OVER: readonly Past[] = [
	{ thing: 'drill', state: 'declined' },
	{ thing: 'tent', state: 'withdrawn', by: 'borrower' },
	{ thing: 'stepladder', state: 'expired', by: 'clock' },
	{ thing: 'pressure-washer', state: 'cancelled' },
	{ thing: 'sewing-machine', state: 'given-back', said: { thanks: 'sun' } },
	{ thing: 'ladder', state: 'given-back', by: 'borrower' },
	{ thing: 'raclette', state: 'waiting', said: { ends_at: now + 29 * 24 * HOUR }, by: 'borrower' },
	{ thing: 'suitcase', state: 'called', by: 'clock' }
];

const SHARED = UNDER_WAY.map(({ thing }) => thing);
const MORE = [
	'bicycle-pump',
	'bicycle',
	'hammer',
	'fondue',
	'hand-truck',
	'child-car-seat',
	'video-projector',
	'crutches'
];

/** Files are no pages, and software has no eyes. */
export const isFile = ({ route, status }: Street['looks'][number]): boolean =>
	status === 405 ||
	/\.(svg|pdf|png|ics|json|txt|csv|zip|webmanifest)$|^\/healthz$|^\/api\/|\/(kit|file|posters|letters)$/.test(
		route
	);

/** In `places`: a household with nothing under way, and the first mailbox that nobody has opened. */
export const [NEIGHBOUR, SPARE] = [8, 9];

/** Where whoever runs this Palier is written to. */
export const CONTACT = 'contact@palier.example';

export async function openStreet(): Promise<Street> {
	const palier = await Palier.make({
		PALIER_LOG_LEVEL: 'info',
		PALIER_SMTP_URL: 'smtp://localhost:1',
		PALIER_MAIL_FROM: 'bonjour@palier.example',
		PALIER_CONTACT: CONTACT
	});
	const office = new URL(palier.addLandlord('tilleuls', fixture('lists/halls.csv'))).pathname;
	const spare = new URL(palier.addLandlord('other')).pathname;
	const fresh = new URL(palier.addLandlord('neuf')).pathname;
	const { mailboxes: places } = palier.json<{ mailboxes: Place[] }>('mailboxes', 'tilleuls');
	await palier.start();
	const [lends, over, paused, asleep, hidden, empty, left, never, neighbour] = places as Place[] as [
		Place,
		Place,
		Place,
		Place,
		Place,
		Place,
		Place,
		Place,
		Place
	];
	const home = await moveIn(palier, lends, [...SHARED, ...MORE]);
	await willAnswer(palier, home);
	const overHome = await moveIn(palier, over, SHARED);
	const pausedHome = await moveIn(palier, paused, ['drill', 'tent']);
	const asleepHome = await moveIn(palier, asleep, ['drill']);
	const hiddenHome = await moveIn(palier, hidden, ['drill', 'hammer']);
	const emptyHome = await moveIn(palier, empty, []);
	await post(palier, '/home/settings?/leave', {}, await moveIn(palier, left, []));
	const neighbourHome = await moveIn(palier, neighbour, ['tent', 'stepladder']);
	await willAnswer(palier, neighbourHome);

	const everything = places[SPARE + 2]!;
	await willAnswer(
		palier,
		await moveIn(
			palier,
			everything,
			pictograms.slice(0, 60).map(({ id }) => id)
		)
	);

	const tickets = await asked(palier, lends, UNDER_WAY);
	const ended = await asked(palier, over, OVER);
	await post(palier, '/home/history?/keep', {}, overHome);
	await post(palier, '/home/pause?/pause', { until: 'open' }, pausedHome);
	await post(palier, '/home/items/drill?/pause', { until: addDays(today, 7) }, pausedHome);
	await post(palier, '/home/settings?/nickname', { nickname: 'Chez Ali' }, hiddenHome);
	const receipt = await reported(palier, hidden.code, 'personal-data', 'Son nom est écrit.');
	const kept = await reported(palier, lends.code, 'other', 'On y voit un mot étrange.');
	const again = await reported(palier, over.code, 'forbidden', 'On ne prête pas cela.');
	await post(palier, '/home/settings?/nickname', { nickname: 'Les bons à rien' }, asleepHome);
	const taken = await reported(palier, asleep.code, 'insult', 'C’est une insulte.');
	const ofNothing = await reported(palier, empty.code, 'other', 'Rien ne s’y lit.');
	await reported(palier, lends.hallCode, 'false-sticker', '');
	const wayIn = await openingOf(palier, home);
	await post(palier, await openingOf(palier, overHome), {});

	const staff = cookieOf(await post(palier, office, { password: PASSWORD }));
	const residences = await (await fetch(`${palier.url}/landlord`, { headers: { cookie: staff } })).text();
	const residence = /\/landlord\/residences\/[\w-]+/.exec(residences)![0];
	const kit = await orderKit(palier, staff, residence.split('/').at(-1)!);
	const newcomer = cookieOf(await post(palier, fresh, { password: PASSWORD }));
	const landlords = await settleOffice(palier, { staff, empty: newcomer }, places);
	const enter = new URL(palier.json<{ signInLink: string }>('operator', 'link').signInLink).pathname;
	const operator = cookieOf(await post(palier, enter, {}));
	const openLink = new URL(palier.json<{ signInLink: string }>('operator', 'link').signInLink).pathname;

	await palier.stop();
	const changes = [
		...happened(lends, UNDER_WAY),
		...happened(over, OVER),
		...besides(asleep, over),
		...landlords.changes
	];
	const reportOf = (place: Place) => `(SELECT key FROM report WHERE code = '${place.code}')`;
	const keys = await rewrite(
		palier,
		changes,
		`SELECT ${reportOf(hidden)} AS hidden, ${reportOf(lends)} AS kept, ${reportOf(over)} AS again, ${reportOf(asleep)} AS taken,
			(SELECT id FROM request WHERE pictogram = 'drill' AND household_id = ${householdAt(lends)}) AS request`
	);
	await palier.start();
	const decide = (report: string | number | null | undefined, decision: Readonly<Record<string, string>>) =>
		post(palier, `/operator/reports/${report}`, decision, operator);
	const NOTHING = {
		decision: 'kept',
		ground: 'nothing-against',
		statement: 'Ce mot ne dit rien de personne.'
	};
	await decide(keys.kept, NOTHING);
	await decide(keys.again, NOTHING);
	await decide(keys.taken, {
		decision: 'hidden',
		ground: 'insult',
		statement: 'Ce surnom insulte des gens.'
	});
	await post(palier, `${again}?/object`, { words: 'Regardez encore : c’est dangereux.' });
	const moment = `${addDays(today, 2)}.evening`;
	const answers = `?when=${moment}&days=2&say=none`;
	const askDrill = `/${lends.code}/ask/drill`;
	const page = (route: keyof typeof guards, name: string, path: string, more: Partial<Look> = {}) => ({
		route,
		name,
		path,
		...more
	});
	const household = '/[code=code]';
	const ticket = '/t/[ticket]';
	const asking = '/[code=code]/ask/[pictogram]';
	const looks = [
		page('/', 'the start', '/'),
		page('/', 'the start: a mistyped code', '/?code=ABC'),
		page(household, 'a household that lends', `/${lends.code}`),
		page(household, 'a household that lends sixty things', `/${everything.code}`),
		page(household, 'a household that lends nothing', `/${empty.code}`),
		page(household, 'a household that pauses', `/${paused.code}`),
		page(household, 'a household that sleeps', `/${asleep.code}`),
		page(household, 'a household that is hidden', `/${hidden.code}`),
		page(household, 'a household that left', `/${left.code}`),
		page(household, 'a mailbox never opened', `/${never.code}`),
		page(household, 'a hall', `/${lends.hallCode}`),
		page(household, 'a hall without anything', `/${places.at(-1)!.hallCode}`),
		page(household, 'a code that nobody knows', '/0000000000000', { status: 404 }),
		page(household, 'a code mistyped', `/${lends.code.slice(0, -1)}${lends.code.endsWith('0') ? '1' : '0'}`, {
			status: 404
		}),
		page('/[code=code]/who/[pictogram]', 'who has a tent', `/${lends.hallCode}/who/tent`),
		page('/[code=code]/who/[pictogram]', 'who has what nobody has', `/${lends.hallCode}/who/kite`),
		page(asking, 'ask: when', askDrill),
		page(asking, 'ask: when, wrong', `${askDrill}?when=nonsense`),
		page(asking, 'ask: when, past', `${askDrill}?when=${addDays(today, -1)}.morning&days=1&say=none`),
		page(asking, 'ask: how long', `${askDrill}?when=${moment}`),
		page(asking, 'ask: how long, wrong', `${askDrill}?when=${moment}&days=8`),
		page(asking, 'ask: a word', `${askDrill}?when=${moment}&days=2`),
		page(asking, 'ask: own words', `${askDrill}?when=${moment}&days=2&say=own`),
		page(asking, 'ask: own words with a number', `${askDrill}?when=${moment}&days=2&say=own`, {
			send: '?/check',
			filled: { words: 'Appelez le 06 12 34 56 78' },
			status: 400
		}),
		page(asking, 'ask: the name', `${askDrill}${answers}`),
		page(asking, 'ask: the name, too long', `${askDrill}${answers}`, {
			send: '?/check',
			filled: { name: 'Bruno '.repeat(12) },
			status: 400
		}),
		page(asking, 'ask: is all right', `${askDrill}${answers}`, {
			send: '?/check',
			filled: { name: LONG_NAME }
		}),
		page(asking, 'ask: what is gone', `/${lends.code}/ask/kite`),
		page(asking, 'ask: for a place', `/${lends.code}/ask/sewing-machine`),
		page(asking, 'ask: for a place, the name', `/${lends.code}/ask/sewing-machine?days=2`),
		page(asking, 'ask: for a place, is all right', `/${lends.code}/ask/sewing-machine?days=2`, {
			send: '?/check',
			filled: { name: 'Bruno' }
		}),
		page('/a', 'the letter', '/a'),
		page('/a', 'the letter: a mistyped code', '/a', {
			send: '',
			filled: { code: 'ABC', claim: 'ABC' },
			status: 400
		}),
		page('/a/[code=code]', 'the letter of a mailbox', `/a/${never.code}`),
		page('/a/[code=code]', 'the letter of a mailbox: a wrong code', `/a/${never.code}`, {
			send: '',
			filled: { claim: claimOf(palier, lends) },
			status: 409
		}),
		page('/a/[code=code]', 'a letter that is used', `/a/${lends.code}`, {
			send: '',
			filled: { claim: claimOf(palier, lends) },
			status: 409
		}),
		page('/a/[code=code]', 'one’s own letter', `/a/${lends.code}`, { cookie: home }),
		...UNDER_WAY.map(({ thing, state }, i) => page(ticket, `ticket: ${thing}, ${state}`, tickets[i]!)),
		...OVER.map(({ thing, state }, i) => page(ticket, `ticket: ${thing}, ${state}`, ended[i]!)),
		page(ticket, 'ticket: called, no day chosen', ended[7]!, {
			send: '',
			filled: { step: 'choose-day' },
			status: 400
		}),
		page(ticket, 'ticket: too late for that', tickets[3]!, {
			send: '',
			filled: { step: 'withdraw' },
			status: 409
		}),
		page(ticket, 'a dead ticket', `/t/${'0'.repeat(26)}`, { status: 404 }),
		page('/t/[ticket]/keep', 'keeping a ticket', `${tickets[0]}/keep`),
		page('/t/[ticket]/return.ics', 'the calendar', `${tickets[3]}/return.ics`),
		page('/t/[ticket]/slip.pdf', 'the slip', `${tickets[3]}/slip.pdf`),
		page('/how', 'how it works', '/how'),
		page('/key', 'the spare key', '/key'),
		page('/key', 'the spare key, mistyped', '/key', { send: '', filled: { key: 'ABC' }, status: 400 }),
		page('/key', 'the spare key, wrong', '/key', {
			send: '',
			filled: { key: '0000-0000-00000' },
			status: 409
		}),
		page('/open/[token]', 'another phone', wayIn),
		page('/open/[token]', 'another phone, too late', '/open/nothing', { status: 404 }),
		page('/confirm/[token]', 'confirming nothing', '/confirm/nothing', { status: 404 }),
		page('/[code=code]/report', 'reporting a page', `/${lends.code}/report`),
		page('/[code=code]/report', 'reporting a hall', `/${lends.hallCode}/report`),
		page('/[code=code]/report', 'reporting, with nothing said', `/${lends.code}/report`, {
			send: '',
			status: 400
		}),
		page('/[code=code]/report', 'reporting a request', `/${lends.code}/report?request=${keys.request}`, {
			cookie: home
		}),
		page('/report/[receipt]', 'a receipt', receipt),
		page('/report/[receipt]', 'a receipt, decided', kept),
		page('/report/[receipt]', 'a receipt: objecting with no word', kept, { send: '?/object', status: 400 }),
		page('/report/[receipt]', 'a receipt, contested', again),
		page('/report/[receipt]', 'a receipt of what is hidden', taken),
		page('/report/[receipt]', 'a receipt of a page that showed nothing', ofNothing),
		page('/home/decisions/[key]', 'a page decided: objecting with no word', `/home/decisions/${keys.taken}`, {
			cookie: asleepHome,
			send: '?/object',
			status: 400
		}),
		page('/report/[receipt]', 'a dead receipt', `/report/${'0'.repeat(26)}`, { status: 404 }),
		page('/home', 'home, with everything under way', '/home', { cookie: home }),
		page('/home', 'home: another moment, none chosen', '/home', {
			cookie: home,
			send: '?/moment',
			status: 400
		}),
		page('/home', 'home: too late for that', '/home', {
			cookie: home,
			send: '?/step',
			filled: { request: 'gone', step: 'accept' },
			status: 409
		}),
		page('/home', 'home, with everything over', '/home', { cookie: overHome }),
		page('/home', 'home, paused', '/home', { cookie: pausedHome }),
		page('/home', 'home, asleep', '/home', { cookie: asleepHome }),
		page('/home', 'home, hidden', '/home', { cookie: hiddenHome }),
		page('/home', 'home, empty', '/home', { cookie: emptyHome }),
		page('/home/items', 'choosing things', '/home/items', { cookie: home }),
		page('/home/items', 'choosing things: looking for one', '/home/items', {
			cookie: home,
			send: '?/find',
			filled: { query: 'échelle' }
		}),
		page('/home/items', 'choosing things: a forbidden one', '/home/items', {
			cookie: home,
			send: '?/find',
			filled: { query: 'médicaments' }
		}),
		page('/home/items/[pictogram]', 'one thing', '/home/items/pressure-washer', { cookie: home }),
		page('/home/items/[pictogram]', 'one thing, its note wrong', '/home/items/pressure-washer', {
			cookie: home,
			send: '?/note',
			filled: { note: 'x'.repeat(200) },
			status: 400
		}),
		page('/home/items/[pictogram]', 'one thing, paused', '/home/items/drill', { cookie: pausedHome }),
		page('/home/items/[pictogram]', 'a thing not lent', '/home/items/kite', { cookie: home }),
		page('/home/lending', 'how one lends', '/home/lending', { cookie: home }),
		page('/home/lending', 'how one lends: hours wrong', '/home/lending', {
			cookie: home,
			send: '',
			filled: { manner: 'ring', ringFrom: '18', ringUntil: '18' },
			status: 400
		}),
		page('/home/pause', 'pausing', '/home/pause', { cookie: home }),
		page('/home/pause', 'pausing, no day chosen', '/home/pause', {
			cookie: home,
			send: '?/pause',
			status: 400
		}),
		page('/home/pause', 'paused', '/home/pause', { cookie: pausedHome }),
		page('/home/history', 'the history', '/home/history', { cookie: overHome }),
		page('/home/history', 'no history', '/home/history', { cookie: home }),
		page('/home/blocked', 'who is blocked', '/home/blocked', { cookie: overHome }),
		page('/home/blocked', 'nobody is blocked', '/home/blocked', { cookie: home }),
		page('/home/answer', 'an answer from a notification', '/home/answer', { cookie: home, status: 405 }),
		page('/home/phone', 'this phone', '/home/phone', { cookie: home }),
		page('/home/phone/subscription', 'this phone, told', '/home/phone/subscription', {
			cookie: home,
			status: 405
		}),
		page('/home/phones', 'the phones', '/home/phones', { cookie: overHome }),
		page('/home/phones', 'the way in for another phone', '/home/phones', {
			cookie: overHome,
			send: '?/another'
		}),
		page('/home/decisions/[key]', 'a page hidden', `/home/decisions/${keys.hidden}`, { cookie: hiddenHome }),
		page('/home/decisions/[key]', 'a page decided', `/home/decisions/${keys.taken}`, { cookie: asleepHome }),
		page('/home/app.webmanifest', 'the app', '/home/app.webmanifest'),
		page('/home/icon.svg', 'the app’s sign', '/home/icon.svg'),
		page('/home/icon.png', 'the app’s sign, in dots', '/home/icon.png'),
		page('/home/settings', 'settings', '/home/settings', { cookie: home }),
		page('/home/settings', 'settings: the address wrong', '/home/settings', {
			cookie: home,
			send: '?/email',
			filled: { email: 'nonsense' },
			status: 400
		}),
		page('/home/settings', 'settings: the nickname wrong', '/home/settings', {
			cookie: home,
			send: '?/nickname',
			filled: { nickname: '06 12 34 56 78' },
			status: 400
		}),
		page('/home/settings', 'leaving', '/home/settings?leave', { cookie: home }),
		page('/home/settings/key', 'the lock', '/home/settings/key', { cookie: home }),
		page('/home/settings/key', 'changing the lock', '/home/settings/key?lock', { cookie: home }),
		page('/operator', 'reports to decide', '/operator', { cookie: operator }),
		page('/operator', 'all reports', '/operator?part=all', { cookie: operator }),
		page('/operator', 'a part without reports', '/operator?part=objected', { cookie: operator }),
		page('/operator/reports/[key]', 'a report', `/operator/reports/${keys.hidden}`, { cookie: operator }),
		page('/operator/reports/[key]', 'a report, deciding', `/operator/reports/${keys.hidden}?decide=hidden`, {
			cookie: operator
		}),
		page(
			'/operator/reports/[key]',
			'a report, deciding without reasons',
			`/operator/reports/${keys.hidden}?decide=hidden`,
			{ cookie: operator, send: '', filled: { statement: '' }, status: 400 }
		),
		page('/operator/reports/[key]', 'a report, contested', `/operator/reports/${keys.again}`, {
			cookie: operator
		}),
		page('/operator/register.json', 'the register', '/operator/register.json', { cookie: operator }),
		page('/operator/enter/[token]', 'the operator’s link', openLink),
		page('/operator/enter/[token]', 'the operator’s link, used', enter),
		page('/studio', 'the studio', '/studio'),
		page('/studio', 'the studio, with a sheet', '/studio?t=drill*2,joker&u=1-7'),
		page('/studio/things.svg', 'the studio’s things', '/studio/things.svg'),
		page('/studio/page.svg', 'the studio’s page', '/studio/page.svg?t=drill'),
		...(['preview', 'sheet.pdf?t=drill', 'test-page.pdf', 'print-shop.pdf'] as const).map((file) =>
			page(`/studio/${file.split('?')[0]}`, file, `/studio/${file}`, { status: 405 })
		),
		page('/studio/loan-slip.pdf', 'a loan slip', '/studio/loan-slip.pdf?thing=drill'),
		page('/healthz', 'health', '/healthz'),
		page('/robots.txt', 'robots', '/robots.txt'),
		page('/landlord/sign-in', 'the landlord’s door', '/landlord/sign-in'),
		page('/landlord/welcome/[token]', 'a landlord’s first day', spare),
		page('/landlord/welcome/[token]', 'a landlord’s link, used', '/landlord/welcome/used'),
		...landlords.looks,
		page('/landlord/residences/[key]', 'a residence', residence, { cookie: staff }),
		page('/landlord/residences/[key]', 'no residence', '/landlord/residences/nothing', {
			cookie: staff,
			status: 404
		}),
		page('/landlord/residences/[key]/kit', 'a kit', `${residence}/kit`, { cookie: staff, status: 405 }),
		page('/landlord/residences/[key]/posters', 'posters', `${residence}/posters?size=A3`, { cookie: staff }),
		page('/landlord/kits', 'too many kits', '/landlord/kits?refused=too-many', { cookie: staff }),
		page('/landlord/kits/[key]', 'an order', kit, { cookie: staff }),
		page('/landlord/kits/[key]', 'no order', '/landlord/kits/nothing', { cookie: staff, status: 404 }),
		page('/landlord/kits/[key]/file', 'an order’s file', `${kit}/file`, { cookie: staff })
	];
	return { palier, places, home, neighbour: neighbourHome, office: staff, operator, looks };
}

/** It says how it lends, and is named in its hall. */
async function willAnswer(palier: Palier, cookie: string): Promise<void> {
	const how = { manner: 'ring', ringFrom: '18', ringUntil: '20', ownWords: 'yes', listed: 'yes' };
	await post(palier, '/home/lending', how, cookie);
	await post(palier, '/home/settings?/nickname', { nickname: 'Amina et Jo' }, cookie);
	await post(
		palier,
		'/home/items/pressure-washer?/note',
		{ note: 'Le tuyau fuit un peu. Rincez-le bien.' },
		cookie
	);
}

async function asked(palier: Palier, place: Place, past: readonly Past[]): Promise<string[]> {
	const tickets = [];
	for (const { thing, words } of past)
		tickets.push(await ask(palier, place, thing, words ? { say: 'own', words } : {}));
	return tickets;
}

async function reported(palier: Palier, code: string, reason: string, words: string): Promise<string> {
	const made = await post(palier, `/${code}/report`, { once: code, reason, words, goodFaith: 'yes' });
	return new URL(made.headers.get('location')!, palier.url).pathname;
}

/** The address that lets another phone in. */
async function openingOf(palier: Palier, cookie: string): Promise<string> {
	const html = await (await post(palier, '/home/phones?/another', {}, cookie)).text();
	return /\/open\/[\w-]+/.exec(html)![0];
}

/** An order whose file is made: nothing is under way then. Gives its address. */
async function orderKit(palier: Palier, cookie: string, residence: string): Promise<string> {
	const ordered = await post(palier, '/landlord/kits?/order', { residence }, cookie);
	const path = ordered.headers.get('location')!;
	const file = () => fetch(`${palier.url}${path}/file`, { method: 'HEAD', headers: { cookie } });
	await expect.poll(async () => (await file()).status).toBe(200);
	return path;
}

type Row = Readonly<Record<string, string | number | null>>;

const householdAt = ({ code }: Place) =>
	`(SELECT h.id FROM household h JOIN mailbox m ON m.id = h.mailbox_id WHERE m.code = '${code}')`;

/** What makes a request one of another state; the server is stopped. */
function happened(place: Place, past: readonly Past[]): string[] {
	return past.flatMap(({ thing, state, said = {}, by = 'lender' }) => {
		const which = `pictogram = '${thing}' AND household_id = ${householdAt(place)}`;
		const columns = Object.entries({ ends_at: now + 47 * HOUR, ...said, state }).map(
			([column, value]) =>
				`${column} = ${value === null ? 'NULL' : typeof value === 'number' ? value : `'${value.replaceAll("'", "''")}'`}`
		);
		return [
			`UPDATE request SET ${columns.join(', ')} WHERE ${which}`,
			`INSERT INTO request_step (request_id, state, by, at) SELECT id, state, '${by}', ${now} FROM request WHERE ${which} ON CONFLICT DO NOTHING`,
			...(state === 'accepted' || state === 'handed-over'
				? [
						`INSERT INTO loan_day (household_id, pictogram, day, request_id) SELECT household_id, pictogram, from_day, id FROM request WHERE ${which}`
					]
				: [])
		];
	});
}

function besides(asleep: Place, over: Place): string[] {
	const halfAYear = 190 * 24 * HOUR;
	return [
		`UPDATE household SET asleep_at = ${now}, willing_asked_at = ${now - 31 * 24 * HOUR}, willing_at = ${now - halfAYear} WHERE id = ${householdAt(asleep)}`,
		`UPDATE household SET willing_asked_at = ${now}, willing_at = ${now - halfAYear} WHERE id = ${householdAt(over)}`,
		// Who waits for a thing that is not out would be called.
		`UPDATE item SET paused_at = ${now} WHERE pictogram = 'raclette' AND household_id = ${householdAt(over)}`,
		`INSERT INTO block (id, household_id, name_hash, pictogram, at) VALUES ('blocked', ${householdAt(over)}, 'somebody', 'tent', ${now})`,
		`INSERT INTO history (household_id, pictogram, from_day, until_day, thanks) VALUES (${householdAt(over)}, 'drill', '${addDays(today, -9)}', '${addDays(today, -7)}', 'heart')`,
		`INSERT INTO wish (hall_id, pictogram, at) SELECT hall_id, 'kite', ${now} FROM mailbox WHERE code = '${over.code}'`,
		`UPDATE transfer SET expires_at = ${now + 24 * HOUR}`
	];
}

/** Changes the database of a server that is stopped, and reads from it. */
async function rewrite(palier: Palier, statements: readonly string[], reading: string): Promise<Row> {
	const client = createClient({ url: pathToFileURL(join(palier.folder, 'palier.db')).href });
	try {
		await client.batch([...statements], 'write');
		const { rows } = await client.execute(reading);
		return rows[0] as unknown as Row;
	} finally {
		client.close();
	}
}
