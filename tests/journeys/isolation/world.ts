import { dayAt, mondayOf } from '#lib/calendar/days.ts';
import { createClient, type Client } from '@libsql/client';
import { createHash, randomBytes } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ask, moveIn, post } from '../neighbours.ts';
import { expect, Palier, type Place } from '../palier.ts';
import { rowsOf, type Dump } from './rowsOf.ts';

/**
 * Landlord A (Quovadine) has two residences: the first with two halls, where the agent and the facilitator are, and the caretaker
 * in its first hall alone; nobody but the manager and the director has the second. Landlord B (Zibelune) has one. Landlord C
 * (Cigodrome) offers buildings to both. `manager` to `director`, `heldUp`, `household`, `neighbour` and `token` are A's.
 */
export const roles = [
	'nobody',
	'heldUp',
	'household',
	'neighbour',
	'operator',
	'manager',
	'agent',
	'caretaker',
	'facilitator',
	'director',
	'otherManager',
	'token',
	'otherToken'
] as const;
export type Role = (typeof roles)[number];

/** The role's own; the same landlord's, but outside what the role was given; another landlord's. */
export type Whose = 'own' | 'sibling' | 'other';

/** One of each thing that can be named in an address or a form. */
export interface Things {
	readonly landlordName: string;
	readonly residence: string;
	readonly residenceName: string;
	readonly hall: string;
	readonly entrance: string;
	readonly street: string;
	readonly building: string;
	readonly buildingName: string;
	readonly boxCode: string;
	readonly order: string;
	readonly lists: Readonly<Record<'columns' | 'problems' | 'ready' | 'imported' | 'spare', string>>;
	readonly person: string;
	readonly email: string;
	readonly personSession: string;
	readonly approval: string;
	readonly deskKey: string;
	readonly desk: string;
	readonly offer: string;
	readonly offerToClose: string;
	readonly key: string;
	readonly letterAt: string;
	readonly requests: Readonly<Record<'step' | 'moment' | 'keep' | 'block' | 'undo', string>>;
	readonly blocked: string;
	readonly decision: string;
	readonly phone: string;
	readonly ticket: string;
	readonly link: string;
	/** Who asks, where a form says so. */
	readonly me: string;
}

export interface World {
	readonly palier: Palier;
	readonly things: (role: Role, whose: Whose) => Things | null;
	/** What a role's requests carry. */
	readonly headers: (role: Role) => Readonly<Record<string, string>>;
	/** Words, codes and keys that no answer to this role may hold; A's manager may see all of A. */
	readonly markers: (role: Role) => readonly string[];
	/** All rows of the landlord that is not the role's. */
	readonly othersRows: (role: Role) => Promise<Dump>;
	/** All rows of the role's landlord. */
	readonly ownRows: (role: Role) => Promise<Dump>;
	/** Changes whenever anybody has written. */
	readonly version: () => Promise<number>;
	/** Puts everything back as it was when the world was made. */
	readonly restore: () => Promise<void>;
	readonly end: () => Promise<void>;
}

const HOUR = 3_600_000;
const now = Date.now();
const today = dayAt(now, 'Europe/Paris');
/** When residents said yes; it can be taken back for as long as the journey lasts. */
export const TAPPED_AT = now + HOUR;

const A = { slug: 'quovadine', landlordName: 'Habitat quovadine' };
const B = { slug: 'zibelune', landlordName: 'Habitat zibelune' };
const C = { slug: 'cigodrome', landlordName: 'Habitat cigodrome' };

interface HallWish {
	readonly residence: string;
	readonly building: string;
	readonly entrance: string;
	readonly street: string;
}

const FIRST = { residence: 'Quovadine', building: 'Bloc Q', entrance: 'Entrée Q', street: 'rue Quovadine' };
const SECOND_HALL = { ...FIRST, entrance: 'Entrée Merivolt', street: 'rue Merivolt' };
const SIBLING = {
	residence: 'Sycodrome',
	building: 'Bloc Sycodrome',
	entrance: 'Entrée Sycodrome',
	street: 'rue Sycodrome'
};
const OTHER = {
	residence: 'Parc Zibelune',
	building: 'Bloc Zibelune',
	entrance: 'Entrée Zibelune',
	street: 'rue Zibelune'
};
const OFFERED = [1, 2, 3, 4].map((n) => ({
	residence: `Cigodrome ${n}`,
	building: `Bloc ${n}`,
	entrance: `Entrée ${n}`,
	street: `rue Cigodrome ${n}`
}));
const BOXES = ['1', '2', '3', '4'];

export async function makeWorld(): Promise<World> {
	const palier = await Palier.make();
	for (const { slug } of [A, B, C]) palier.addLandlord(slug);
	const filled = await fill(palier);
	const kept = `${palier.folder}-kept`;
	cpSync(palier.folder, kept, { recursive: true });
	await palier.start();

	let pen = new Pen(palier);
	const { own, other, siblings } = await namedThings(pen, filled);
	const [landlordA, landlordB] = [await idOf(pen, A), await idOf(pen, B)];
	const markers = await markersOf(pen, filled);
	const people: Partial<Record<Role, { id: string }>> = filled.staff;
	return {
		palier,
		things(role, whose) {
			const ofA = { own: { ...own, ...ownOrder(role, filled) }, sibling: siblings[role] ?? null, other };
			const one = isOfB(role) ? { own: other, sibling: null, other: own }[whose] : ofA[whose];
			return one && { ...one, me: people[role]?.id ?? '' };
		},
		headers: (role) => carried(role, filled),
		markers: (role) => markers[role],
		othersRows: (role) => rowsOf(pen.client, isOfB(role) ? landlordA : landlordB),
		ownRows: (role) => rowsOf(pen.client, isOfB(role) ? landlordB : landlordA),
		version: async () => Number(await pen.one('PRAGMA data_version')),
		async restore() {
			await palier.stop();
			pen.close();
			rmSync(palier.folder, { recursive: true });
			cpSync(kept, palier.folder, { recursive: true });
			await palier.start();
			pen = new Pen(palier);
		},
		async end() {
			pen.close();
			await palier.remove();
			rmSync(kept, { recursive: true, force: true });
		}
	};
}

const isOfB = (role: Role) => role === 'otherManager' || role === 'otherToken';
const idOf = async (pen: Pen, { slug }: { slug: string }) =>
	Number(await pen.one('SELECT id AS x FROM landlord WHERE slug = ?', slug));
/** An agent's order has kits of halls that the caretaker has not. */
const ownOrder = (role: Role, { orders }: Filled) =>
	role === 'caretaker' ? { order: orders.caretaker } : {};

type Filled = Awaited<ReturnType<typeof fill>>;

/** Everything that happens before somebody tries what is not theirs; the server is stopped again. */
async function fill(palier: Palier) {
	const pen = new Pen(palier);
	const staff = await hire(pen);
	const { agent, caretaker, manager, otherManager } = staff;
	const tokens = {
		a: await software(pen, A.slug),
		b: await software(pen, B.slug),
		c: await software(pen, C.slug)
	};
	await palier.start();
	await bring(palier, tokens.a, [FIRST, SECOND_HALL, SIBLING]);
	await bring(palier, tokens.b, [OTHER]);
	await bring(palier, tokens.c, OFFERED);
	await give(pen, staff);
	const households = {
		first: await household(palier, pen, FIRST, '1'),
		second: await household(palier, pen, FIRST, '2'),
		other: await household(palier, pen, OTHER, '1')
	};
	await lettersAndOffers(palier, pen, staff);
	const lists = {
		own: await listsOf(palier, pen, manager.cookie, 'Quovadine'),
		other: await listsOf(palier, pen, otherManager.cookie, 'Zibelune')
	};
	const desks = {
		own: await desk(palier, pen, agent.cookie, FIRST),
		second: await desk(palier, pen, agent.cookie, SECOND_HALL),
		sibling: await desk(palier, pen, manager.cookie, SIBLING),
		other: await desk(palier, pen, otherManager.cookie, OTHER)
	};
	const orders = {
		agent: await order(palier, agent.cookie, pen, FIRST.residence),
		caretaker: await order(palier, caretaker.cookie, pen, FIRST.residence),
		sibling: await order(palier, manager.cookie, pen, SIBLING.residence),
		other: await order(palier, otherManager.cookie, pen, OTHER.residence)
	};
	const operator = await operatorSession(pen);
	await palier.stop();
	await writeTheRest(pen);
	pen.close();
	return { staff, tokens, households, lists, desks, orders, operator };
}

async function namedThings(pen: Pen, { households, lists, desks, orders }: Filled) {
	const own = {
		...(await thingsOf(pen, A, FIRST, SUBJECT.own)),
		...households.first,
		...desks.own,
		...{ lists: lists.own, order: orders.agent }
	};
	const other = {
		...(await thingsOf(pen, B, OTHER, SUBJECT.other)),
		...households.other,
		...desks.other,
		...{ lists: lists.other, order: orders.other }
	};
	const outside = { ...own, ...(await places(pen, A, SIBLING)), ...desks.sibling, order: orders.sibling };
	const nextHall = { ...(await placesOfHall(pen, SECOND_HALL)), ...desks.second, order: orders.agent };
	const siblings: Partial<Record<Role, Omit<Things, 'me'>>> = {
		household: { ...own, ...households.second },
		agent: outside,
		facilitator: outside,
		caretaker: { ...outside, ...nextHall }
	};
	return { own, other, siblings };
}

/** What the requests of a role carry. A neighbour carries nothing: the ticket is an address. */
function carried(role: Role, { staff, households, operator, tokens }: Filled): Record<string, string> {
	const cookies: Partial<Record<Role, string>> = {
		...Object.fromEntries(Object.entries(staff).map(([name, { cookie }]) => [name, cookie])),
		household: households.first.cookie,
		operator
	};
	const bearers: Partial<Record<Role, string>> = { token: tokens.a, otherToken: tokens.b };
	const bearer = bearers[role];
	return { cookie: cookies[role] ?? '', ...(bearer && { authorization: `Bearer ${bearer}` }) };
}

async function markersOf(
	pen: Pen,
	{ households, desks, orders }: Filled
): Promise<Record<Role, readonly string[]>> {
	const [rowsA, rowsB] = [
		await rowsOf(pen.client, await idOf(pen, A)),
		await rowsOf(pen.client, await idOf(pen, B))
	];
	const ofA = ['quovadine', 'merivolt', 'sycodrome', ...secretsIn(rowsA, rowsB)];
	const ofB = ['zibelune', String(FIGURES.other), ...secretsIn(rowsB, rowsA)];
	const { requests, blocked, phone, decision } = households.second;
	const nextDoor = [blocked, phone, decision, ...Object.values(requests)];
	const nextHall = ['merivolt', ...(await codesIn(pen, SECOND_HALL)), desks.second.deskKey];
	const outside = [
		'sycodrome',
		...(await codesIn(pen, SIBLING)),
		...[(await places(pen, A, SIBLING)).residence, desks.sibling.deskKey, orders.sibling],
		String(FIGURES.sibling)
	];
	return {
		...{ nobody: ofB, heldUp: ofB, neighbour: ofB, manager: ofB, director: ofB, token: ofB },
		household: [...ofB, ...nextDoor],
		agent: [...ofB, ...outside],
		facilitator: [...ofB, ...outside],
		caretaker: [...ofB, ...outside, ...nextHall],
		...{ otherManager: ofA, otherToken: ofA },
		/** Whoever decides about reports sees those of all. */
		operator: []
	};
}

/** The codes of a hall and its mailboxes, as they are stored and as they are shown. */
async function codesIn(pen: Pen, hall: HallWish): Promise<string[]> {
	const codes = await pen.all(
		`SELECT code AS x FROM hall WHERE address = ?1
			UNION SELECT m.code FROM mailbox m JOIN hall h ON h.id = m.hall_id WHERE h.address = ?1`,
		addressOf(hall)
	);
	return codes.flatMap(spelt);
}

/** Writes into the database of a Palier and reads it, past the server. */
class Pen {
	readonly client: Client;

	constructor({ folder }: Palier) {
		this.client = createClient({ url: pathToFileURL(join(folder, 'palier.db')).href });
	}

	/** Waits while the server writes. */
	async write(sql: string, ...args: (string | number | null)[]): Promise<void> {
		await this.client.execute('PRAGMA busy_timeout = 20000');
		await this.client.execute({ sql, args });
	}

	/** The first column of each row. */
	async all(sql: string, ...args: (string | number)[]): Promise<string[]> {
		const { rows } = await this.client.execute({ sql, args });
		return rows.map((row) => String(row[0]));
	}

	async one(sql: string, ...args: (string | number)[]): Promise<string> {
		const [found] = await this.all(sql, ...args);
		if (found === undefined) throw new Error(`Nothing found: ${sql} ${args.join(' ')}`);
		return found;
	}

	close(): void {
		this.client.close();
	}
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const newToken = () => randomBytes(32).toString('base64url');
const newKey = () => randomBytes(12).toString('base64url');
/** As it is stored, and as it is shown. */
const spelt = (code: string) => [code, `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`];

/** A session as a sign-in writes it. Gives its cookie and its id. */
async function session(
	pen: Pen,
	column: 'staff_id' | 'household_id' | 'operator_id',
	person: string,
	isGiven = true
) {
	const token = newToken();
	await pen.write(
		`INSERT INTO session (id, ${column}, device, created_at, expires_at, second_factor_at) VALUES (?, ?, 'computer', ?, ?, ?)`,
		sha256(token),
		person,
		now - HOUR,
		now + 8 * HOUR,
		column === 'staff_id' && isGiven ? now - HOUR : null
	);
	const name = { staff_id: 'palier_staff', household_id: 'palier_home', operator_id: 'palier_operator' }[
		column
	];
	return { cookie: `${name}=${token}`, session: sha256(token) };
}

/** A colleague, whom nobody signs in as: to be changed, sent away, and the one who asked for something. */
const SUBJECT = { own: 'collegue@quovadine.example', other: 'collegue@zibelune.example' };

/** The people of the offices, signed in, with their second factor; one manager's session has not given it. */
async function hire(pen: Pen) {
	const add = async (email: string, role: string, slug: string) => {
		const id = newKey();
		await pen.write(
			`INSERT INTO staff (id, landlord_id, email, role, created_at) SELECT ?, id, ?, ?, ? FROM landlord WHERE slug = ?`,
			...[id, email, role, now - HOUR, slug]
		);
		return id;
	};
	const enter = async (id: string, isGiven = true) => ({
		id,
		...(await session(pen, 'staff_id', id, isGiven))
	});
	const hired = async (role: string) => enter(await add(`${role}@${A.slug}.example`, role, A.slug));
	const managerOf = ({ slug }: { slug: string }) =>
		pen.one(`SELECT id AS x FROM staff WHERE email = ?`, `gestion@${slug}.example`);
	await enter(await add(SUBJECT.own, 'agent', A.slug));
	await enter(await add(SUBJECT.other, 'agent', B.slug));
	const staff = {
		manager: await enter(await managerOf(A)),
		heldUp: await enter(await managerOf(A), false),
		otherManager: await enter(await managerOf(B)),
		offering: await enter(await managerOf(C)),
		agent: await hired('agent'),
		caretaker: await hired('caretaker'),
		facilitator: await hired('facilitator'),
		director: await hired('director')
	};
	await pen.write(`UPDATE staff SET totp_sealed = 'sealed', totp_confirmed_at = ?`, now - HOUR);
	return staff;
}

type Staff = Awaited<ReturnType<typeof hire>>;

/** What the agent, the facilitator and the caretaker have of A. */
async function give(pen: Pen, { agent, facilitator, caretaker }: Staff): Promise<void> {
	for (const { id } of [agent, facilitator, caretaker])
		await pen.write(
			'INSERT INTO staff_residence (staff_id, residence_id) SELECT ?, id FROM residence WHERE name = ?',
			...[id, FIRST.residence]
		);
	await pen.write(
		'INSERT INTO staff_hall (staff_id, hall_id) SELECT ?, id FROM hall WHERE address = ?',
		...[caretaker.id, addressOf(FIRST)]
	);
}

/** A key for a landlord's software, that may do everything. */
async function software(pen: Pen, slug: string): Promise<string> {
	const token = `palier_${newToken()}`;
	await pen.write(
		`INSERT INTO api_token (landlord_id, key, name, token_hash, scopes, made_at, expires_at, used_day)
			SELECT id, ?, ?, ?, ?, ?, ?, ? FROM landlord WHERE slug = ?`,
		...[newKey(), `Logiciel ${slug}`, sha256(token), SCOPES, now, now + 24 * HOUR, today, slug]
	);
	return token;
}

const SCOPES = JSON.stringify(['places:read', 'places:write', 'kits:read', 'kits:write', 'figures:read']);

const addressOf = ({ street }: HallWish) => `1 ${street}`;

/** Places, as software brings them. */
async function bring(palier: Palier, token: string, halls: readonly HallWish[]): Promise<void> {
	const rows = halls.flatMap(({ street, ...hall }) =>
		BOXES.map((mailbox) => ({
			...hall,
			address: `1 ${street}`,
			postcode: '38100',
			city: 'Grenoble',
			mailbox
		}))
	);
	const answer = await fetch(`${palier.url}/api/v1/places`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify({ rows })
	});
	if (answer.status !== 200) throw new Error(`No places: ${answer.status} ${await answer.text()}`);
}

async function sent(palier: Palier, path: string, fields: Readonly<Record<string, string>>, cookie: string) {
	const answer = await post(palier, path, fields, cookie);
	if (answer.status !== 303) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
	return answer.headers.get('location')!;
}

const ASKED = { step: 'drill', moment: 'tent', keep: 'ladder', block: 'hammer', ticket: 'raclette' } as const;

/** A household that lends, with a request for each answer that it can give, a neighbour it hears no more, and a reported page. */
async function household(palier: Palier, pen: Pen, hall: HallWish, label: string) {
	const [code, epoch] = [
		await pen.one(`SELECT m.code AS x ${BOX}`, addressOf(hall), label),
		await pen.one(`SELECT m.epoch AS x ${BOX}`, addressOf(hall), label)
	];
	const place = { code, epoch: Number(epoch) } as Place;
	const cookie = await moveIn(palier, place, [...Object.values(ASKED), 'suitcase']);
	const id = await pen.one(
		`SELECT hh.id AS x FROM household hh WHERE hh.mailbox_id = (SELECT m.id ${BOX})`,
		...[addressOf(hall), label]
	);
	await post(palier, '/home/settings?/nickname', { nickname: `Chez ${hall.residence}` }, cookie);
	await post(palier, '/home/items/drill?/note', { note: `Mèche de ${hall.residence}` }, cookie);
	const requests: Record<string, string> = {};
	let ticket = '';
	for (const [answer, thing] of Object.entries(ASKED)) {
		ticket = await ask(palier, place, thing, { name: 'Bruno' });
		const asked = 'SELECT id AS x FROM request WHERE household_id = ? AND pictogram = ?';
		requests[answer] = await pen.one(asked, id, thing);
	}
	await sent(palier, '/home?/step', { request: requests['ticket']!, step: 'accept' }, cookie);
	const key = newKey();
	await pen.write(
		`INSERT INTO report (key, receipt_hash, code, household_id, about, reason, words, snapshot, at, decided_at, decision, ground, statement)
			VALUES (?, ?, ?, ?, 'page', 'insult', ?, ?, ?, ?, 'hidden', 'insult', ?)`,
		...[key, sha256(key), code, id, `Plainte ${hall.residence}`, SNAPSHOT, now - HOUR, now - HOUR / 2],
		`Décision ${hall.residence}`
	);
	const blocked = newKey();
	await pen.write(
		`INSERT INTO block (id, household_id, name_hash, pictogram, at) VALUES (?, ?, 'somebody', 'suitcase', ?)`,
		...[blocked, id, now - HOUR]
	);
	const phone = (await session(pen, 'household_id', id)).session;
	const { step, moment, keep, block, ticket: undo } = requests as Record<keyof typeof ASKED, string>;
	return {
		...{ cookie, boxCode: code, ticket: ticket.split('/').at(-1)!, blocked, decision: key, phone },
		requests: { step, moment, keep, block, undo }
	};
}

const BOX = 'FROM mailbox m JOIN hall h ON h.id = m.hall_id WHERE h.address = ? AND m.label = ?';
const SNAPSHOT = JSON.stringify({
	of: 'household',
	emblem: 'owl',
	said: { nickname: 'x', notes: [] },
	things: ['drill']
});

async function lettersAndOffers(palier: Palier, pen: Pen, staff: Staff): Promise<void> {
	const codeOf = (hall: HallWish) => pen.one('SELECT code AS x FROM hall WHERE address = ?', addressOf(hall));
	for (const [hall, { cookie }] of [
		[FIRST, staff.agent],
		[SECOND_HALL, staff.agent],
		[SIBLING, staff.manager],
		[OTHER, staff.otherManager]
	] as const)
		await sent(
			palier,
			`/landlord/halls/${await codeOf(hall)}/new-letters?/make`,
			{ box: '4', why: 'lost' },
			cookie
		);
	for (const [i, { building }] of OFFERED.entries()) {
		const id = await pen.one('SELECT id AS x FROM building WHERE name = ?', building);
		const to = i < 2 ? A.slug : B.slug;
		await sent(
			palier,
			'/landlord/handovers?/offer',
			{ building: id, name: building, to },
			staff.offering.cookie
		);
	}
}

/** Lists in each stage that an action begins from. */
async function listsOf(palier: Palier, pen: Pen, cookie: string, word: string): Promise<Things['lists']> {
	const titles = 'residence;batiment;entree;adresse;code_postal;commune;boite';
	const paste = async (table: string) =>
		(await sent(palier, '/landlord/import?/paste', { table }, cookie)).split('/').at(-1)!.split('?')[0]!;
	const list = (residence: string, postcode = '38100') =>
		paste(`${titles}\n${word} ${residence};A;1;2 rue ${word} ${residence};${postcode};Grenoble;1\n`);
	const is = (key: string, state: string) =>
		expect.poll(() => pen.one('SELECT state AS x FROM list_draft WHERE key = ?', key)).toBe(state);
	const columns = await paste(`Nom;Où;Boîte;Remarque\n${word} neuf;2 rue Haute;1;à voir\n`);
	const [problems, ready, imported] = [await list('faux', '3810'), await list('prêt'), await list('entré')];
	for (const key of [problems, ready, imported]) await is(key, 'checked');
	await sent(palier, `/landlord/import/${imported}?/import`, {}, cookie);
	await is(imported, 'imported');
	return { columns, problems, ready, imported, spare: await list('de trop') };
}

async function desk(palier: Palier, pen: Pen, cookie: string, hall: HallWish) {
	const code = await pen.one('SELECT code AS x FROM hall WHERE address = ?', addressOf(hall));
	const fields = { hall: code, day: today, once: randomBytes(32).toString('base64url') };
	const html = await (await post(palier, '/landlord/desk-links?/make', fields, cookie)).text();
	const token = /\/desk\/([\w-]+)/.exec(html)?.[1];
	if (!token) throw new Error(`No desk for ${hall.entrance}`);
	return {
		desk: token,
		deskKey: await pen.one(
			'SELECT d.key AS x FROM hall_day d JOIN hall h ON h.id = d.hall_id WHERE h.code = ?',
			code
		)
	};
}

/** An order of kits whose file is made. */
async function order(palier: Palier, cookie: string, pen: Pen, residence: string): Promise<string> {
	const key = await pen.one('SELECT key AS x FROM residence WHERE name = ?', residence);
	const path = await sent(palier, '/landlord/kits?/order', { residence: key, form: 'pdf' }, cookie);
	const file = () => fetch(`${palier.url}${path}/file`, { method: 'HEAD', headers: { cookie } });
	await expect.poll(async () => (await file()).status).toBe(200);
	return path.split('/').at(-1)!;
}

async function operatorSession(pen: Pen): Promise<string> {
	const id = newKey();
	await pen.write('INSERT INTO operator (id, created_at) VALUES (?, ?)', id, now);
	return (await session(pen, 'operator_id', id)).cookie;
}

/** No round numbers: they are in no answer by chance. */
const FIGURES = { own: 45_655, sibling: 35_785, other: 98_765 };

/** What nobody could wait for: letters that wait for a yes, frozen figures, a loan that may be longer. Nothing is left to be told. */
async function writeTheRest(pen: Pen): Promise<void> {
	for (const [{ slug }, email, hall] of [
		[A, SUBJECT.own, SIBLING],
		[B, SUBJECT.other, OTHER]
	] as const)
		await pen.write(
			`INSERT INTO approval (landlord_id, key, asked_by, asked_at, reason, mailboxes, count)
				SELECT l.id, ?, s.id, ?, 'lost', (SELECT json_array(m.id) ${BOX}), 51 FROM landlord l JOIN staff s ON s.landlord_id = l.id
				WHERE l.slug = ? AND s.email = ?`,
			...[newKey(), now, addressOf(hall), '3', slug, email]
		);
	const [monday] = await pen.all(`SELECT max(week_day) AS x FROM figure`);
	const week = monday && monday !== 'null' ? monday : mondayOf(today);
	for (const [residence, value] of [
		[FIRST.residence, FIGURES.own],
		[SIBLING.residence, FIGURES.sibling],
		[OTHER.residence, FIGURES.other]
	] as const)
		for (const name of ['printed', 'handed', 'scanned', 'claimed', 'lending', 'asked', 'lent'])
			await pen.write(
				`INSERT OR REPLACE INTO figure (landlord_id, week_day, residence_key, name, value)
					SELECT landlord_id, ?, key, ?, ? FROM residence WHERE name = ?`,
				...[week, name, value, residence]
			);
	await pen.write(`INSERT INTO letter_text (landlord_id, language, part, text)
		SELECT id, 'fr', 'greeting', 'Bonjour de ' || name FROM landlord`);
	await pen.write(
		`UPDATE request SET state = 'handed-over', extension_day = date(until_day, '+2 days'), extension_asked_at = ? WHERE pictogram = '${ASKED.keep}'`,
		now
	);
	await pen.write(`UPDATE request_step SET at = ? WHERE state = 'accepted'`, TAPPED_AT);
	await pen.write('UPDATE notice SET told_at = ? WHERE told_at IS NULL', now);
	// A form of a claim can be sent again until a phone is closed: that is over.
	await pen.write(`UPDATE claim SET once_hash = ''`);
}

/** The places of a hall and what hangs on them. */
async function places(pen: Pen, landlord: typeof A, hall: HallWish) {
	const ofResidence = await pen.one('SELECT key AS x FROM residence WHERE name = ?', hall.residence);
	const ofBuilding = await pen.one('SELECT id AS x FROM building WHERE name = ?', hall.building);
	return {
		landlordName: landlord.landlordName,
		residence: ofResidence,
		residenceName: hall.residence,
		building: ofBuilding,
		buildingName: hall.building,
		...(await placesOfHall(pen, hall))
	};
}

async function placesOfHall(pen: Pen, hall: HallWish) {
	const at = addressOf(hall);
	return {
		hall: await pen.one('SELECT code AS x FROM hall WHERE address = ?', at),
		entrance: hall.entrance,
		street: hall.street,
		boxCode: await pen.one(`SELECT m.code AS x ${BOX}`, at, '2'),
		letterAt: await pen.one(
			`SELECT n.at AS x FROM new_letter n WHERE n.mailbox_id = (SELECT m.id ${BOX})`,
			at,
			'4'
		)
	};
}

/** What else there is one of in an office. */
async function thingsOf(pen: Pen, landlord: typeof A, hall: HallWish, email: string) {
	const of = (table: string, column = 'key') =>
		pen.one(
			`SELECT t.${column} AS x FROM ${table} t JOIN landlord l ON l.id = t.landlord_id WHERE l.slug = ? ORDER BY t.rowid`,
			landlord.slug
		);
	const person = await pen.one('SELECT id AS x FROM staff WHERE email = ?', email);
	const [offer, offerToClose] = await pen.all(
		`SELECT o.key AS x FROM handover o JOIN landlord l ON l.id = o.to_landlord_id WHERE l.slug = ? ORDER BY o.id`,
		landlord.slug
	);
	return {
		...(await places(pen, landlord, hall)),
		...{ person, email, offer: offer!, offerToClose: offerToClose! },
		personSession: await pen.one('SELECT id AS x FROM session WHERE staff_id = ?', person),
		approval: await of('approval'),
		key: await of('api_token'),
		link: 'x'.repeat(32)
	};
}

/** Long random texts in the rows of a landlord that are in none of another's: codes, keys, hashes, addresses. */
function secretsIn(rows: Dump, others: Dump): string[] {
	const elsewhere = JSON.stringify(others);
	const texts = Object.values(rows)
		.flat()
		.flatMap((row) => Object.values(JSON.parse(row) as Record<string, unknown>));
	const isSecret = (text: unknown): text is string =>
		typeof text === 'string' &&
		/^[\w-]{12,128}$/.test(text) &&
		!/^[a-z-]+$/.test(text) &&
		!/^\d{4}-/.test(text);
	return [...new Set(texts.filter(isSecret))]
		.filter((text) => !elsewhere.includes(text))
		.flatMap((text) => (/^[0-9A-Z]{13}$/.test(text) ? spelt(text) : [text]));
}
