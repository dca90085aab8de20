import type { guards } from '#lib/access/guards.ts';
import { addDays, dayAt, type Day } from '#lib/calendar/days.ts';
import { Secret, TOTP } from 'otpauth';
import type { Look } from './looking.ts';
import { cookieOf, post } from './neighbours.ts';
import { expect, type Palier, type Place } from './palier.ts';

type Route = keyof typeof guards;
export type OfficeLook = Look & { readonly route: Route };

export const PASSWORD = 'les tilleuls sont en fleurs';
const ZONE = 'Europe/Paris';
const HEAD = 'residence;batiment;entree;adresse;code_postal;commune;boite\n';

/** Two offices: `staff` has places and everything under way, `empty` has just come. Cookies of their managers. */
export interface Doors {
	readonly staff: string;
	readonly empty: string;
}

/** What an office shows, and what is to be written into the database of a stopped server before one looks. */
export interface Office {
	readonly looks: readonly OfficeLook[];
	readonly changes: readonly string[];
}

/** Everything that happens in an office, in both; the server is running. */
export async function settleOffice(palier: Palier, doors: Doors, places: readonly Place[]): Promise<Office> {
	const { staff, empty } = doors;
	const get = async (path: string, cookie = staff) =>
		(await fetch(`${palier.url}${path}`, { headers: { cookie } })).text();
	const hall = `/landlord/halls/${places[0]!.hallCode}`;
	const other = places.find(({ hallCode }) => hallCode !== places[0]!.hallCode)!.hallCode;

	const home = await get('/landlord');
	const residence = /\/landlord\/residences\/([\w-]+)/.exec(home)![1]!;
	const lists = await listsOf(palier, staff, places[0]!);
	await walkKits(palier, staff, hall);
	await newLetters(palier, staff, places);
	await post(
		palier,
		`/landlord/places/${other}?/down`,
		{ mailbox: places.find(({ hallCode }) => hallCode === other)!.mailbox },
		staff
	);
	const person = await invited(palier, staff);
	const desk = await deskOf(palier, staff, places[0]!.hallCode, today());
	const early = await deskOf(palier, staff, places[0]!.hallCode, addDays(today(), 1));
	await post(palier, '/landlord/api?/make', await keyOf(get), staff);
	const buildings = await get('/landlord/handovers?q=Parc');
	const building = /name="building" value="(\d+)"/.exec(buildings)![1]!;
	const offered = await post(
		palier,
		'/landlord/handovers?/offer',
		{ building, name: 'A', to: 'neuf' },
		staff
	);
	if (offered.status !== 303) throw new Error(`Not offered: ${offered.status}`);
	const held = await withSecondFactor(palier, empty);

	const page = (route: Route, name: string, path: string, more: Partial<Look> = {}): OfficeLook => ({
		route,
		name,
		path,
		cookie: staff,
		...more
	});
	const closed = { status: 405 };
	const NOTHING_SENT = { send: '', status: 400 };
	const hallKits = '/landlord/halls/[code=code]/kits';
	const newLetter = '/landlord/halls/[code=code]/new-letters';
	const editHall = '/landlord/places/[code=code]';
	const editResidence = '/landlord/places/residences/[key]';
	const list = '/landlord/import/[key]';
	const looks = [
		page('/landlord', 'the office', '/landlord'),
		page('/landlord', 'an empty office', '/landlord', { cookie: empty }),
		page('/landlord/places', 'places', '/landlord/places?text='),
		page('/landlord/places', 'places: found nothing', '/landlord/places?text=nulle+part'),
		page('/landlord/places', 'no places', '/landlord/places?text=', { cookie: empty }),
		page('/landlord/places/new', 'a new residence', '/landlord/places/new'),
		page('/landlord/places/new', 'a new residence, with nothing said', '/landlord/places/new', NOTHING_SENT),
		page('/landlord/halls/[code=code]', 'a hall of the office', hall),
		page('/landlord/halls/[code=code]', 'a hall of somebody else', hall, { cookie: empty, status: 404 }),
		page(editHall, 'changing a hall', `/landlord/places/${places[0]!.hallCode}`),
		page(editHall, 'changing a hall: a box is down', `/landlord/places/${other}?done`),
		page(editHall, 'changing a hall: wrong', `/landlord/places/${places[0]!.hallCode}`, {
			send: '?/change',
			filled: { postcode: 'ABC', street: '' },
			status: 400
		}),
		page(editResidence, 'changing a residence', `/landlord/places/residences/${residence}`),
		page(editResidence, 'a hall more, wrong', `/landlord/places/residences/${residence}`, {
			send: '?/add',
			status: 400
		}),
		page('/landlord/import', 'lists', '/landlord/import'),
		page('/landlord/import', 'no list yet', '/landlord/import', { cookie: empty }),
		page('/landlord/import', 'a list: nothing pasted', '/landlord/import', { send: '?/paste', status: 400 }),
		page(list, 'a list: its columns', lists.columns),
		page(list, 'a list: the columns wrong', lists.columns, { send: '?/columns', status: 400 }),
		page(list, 'a list: its problems', lists.problems),
		page(list, 'a list: what changes', lists.differences),
		page(list, 'a list: what is gone', `${lists.differences}?show=gone`),
		page(list, 'a list: it is being read', `${lists.reading}?still`),
		page(list, 'a list: imported', lists.imported),
		page(list, 'a list: undone', lists.undone),
		page(list, 'a list that nobody knows', '/landlord/import/nothing', { status: 404 }),
		page('/landlord/import/example.csv', 'the example of a list', '/landlord/import/example.csv'),
		page('/landlord/letter', 'our letter', '/landlord/letter'),
		page('/landlord/letter', 'our letter, kept', '/landlord/letter?done=words'),
		page('/landlord/letter', 'our letter: a colour too pale', '/landlord/letter', {
			send: '?/color',
			filled: { color: '#ffff00' },
			status: 400
		}),
		page('/landlord/letter/page.svg', 'the letter’s page', '/landlord/letter/page.svg'),
		page('/landlord/start', 'first steps', '/landlord/start'),
		page('/landlord/start', 'the first of the steps', '/landlord/start', { cookie: empty }),
		page('/landlord/kits', 'kits', '/landlord/kits'),
		page('/landlord/kits', 'no kits', '/landlord/kits', { cookie: empty }),
		page(hallKits, 'the kits of a hall', `${hall}/kits`),
		page(hallKits, 'the kits of a hall, moved', `${hall}/kits?moved=3`),
		page(hallKits, 'a hall without kits', `/landlord/halls/${other}/kits`),
		page('/landlord/rounds', 'rounds', '/landlord/rounds'),
		page('/landlord/rounds', 'no rounds', '/landlord/rounds', { cookie: empty }),
		page('/landlord/rounds/[code=code]', 'a round', `/landlord/rounds/${places[0]!.hallCode}`),
		page(
			'/landlord/rounds/[code=code]/paper',
			'a round on paper',
			`/landlord/rounds/${places[0]!.hallCode}/paper`
		),
		page(newLetter, 'new letters', `${hall}/new-letters`),
		page(newLetter, 'new letters: nothing chosen', `${hall}/new-letters`, { send: '?/make', status: 400 }),
		page('/landlord/approvals', 'approvals', '/landlord/approvals'),
		page('/landlord/approvals', 'no approvals', '/landlord/approvals', { cookie: empty }),
		page('/landlord/handovers', 'a building that we offer', '/landlord/handovers'),
		page('/landlord/handovers', 'a building that is offered', '/landlord/handovers', { cookie: empty }),
		page('/landlord/handovers', 'offering, with nothing said', '/landlord/handovers?q=Parc', {
			send: '?/offer',
			status: 400
		}),
		page('/landlord/figures', 'figures', '/landlord/figures'),
		page('/landlord/figures', 'figures that are hidden', `/landlord/figures?residence=${residence}`),
		page('/landlord/figures', 'no figures', '/landlord/figures', { cookie: empty }),
		page('/landlord/figures.csv', 'figures as a table', '/landlord/figures.csv'),
		page('/landlord/figures/year.pdf', 'a year’s figures', '/landlord/figures/year.pdf'),
		page('/landlord/figures/abatement.pdf', 'figures for the town', '/landlord/figures/abatement.pdf'),
		page('/landlord/people', 'people', '/landlord/people'),
		page('/landlord/people', 'somebody was removed', '/landlord/people?removed'),
		page('/landlord/people/invite', 'inviting', '/landlord/people/invite'),
		page('/landlord/people/invite', 'inviting, with nothing said', '/landlord/people/invite', NOTHING_SENT),
		page('/landlord/people/[id]', 'somebody invited', person),
		page('/landlord/people/[id]', 'somebody changed', `${person}?done`),
		page('/landlord/second-factor', 'no second factor', '/landlord/second-factor'),
		page('/landlord/second-factor', 'a second factor begun', '/landlord/second-factor', { send: '?/start' }),
		page('/landlord/second-factor', 'a second factor to give', '/landlord/second-factor', { cookie: held }),
		page('/landlord/second-factor', 'a second factor given wrongly', '/landlord/second-factor', {
			cookie: held,
			send: '?/give',
			filled: { code: '000000' },
			status: 400
		}),
		page('/landlord/second-factor', 'a second factor given', '/landlord/second-factor', { cookie: empty }),
		page('/landlord/second-factor', 'new recovery codes', '/landlord/second-factor', {
			cookie: empty,
			send: '?/codes'
		}),
		page('/landlord/sessions', 'sessions', '/landlord/sessions'),
		page('/landlord/sessions', 'the password wrong', '/landlord/sessions', {
			send: '?/password',
			filled: { current: 'x', next: 'court' },
			status: 400
		}),
		page('/landlord/audit', 'the audit log', '/landlord/audit'),
		page('/landlord/audit', 'the audit log: nothing found', '/landlord/audit?who=personne@tilleuls.example'),
		page('/landlord/audit', 'the audit log, verified', '/landlord/audit', { send: '?/verify' }),
		page('/landlord/desk-links', 'desk links', '/landlord/desk-links'),
		page('/landlord/desk-links', 'desk links: a hall', `/landlord/desk-links?residence=${residence}`),
		page('/landlord/desk-links', 'a desk link made', `/landlord/desk-links?residence=${residence}`, {
			send: '/make',
			filled: { hall: places[0]!.hallCode, day: addDays(today(), 3) }
		}),
		page('/desk/[token]', 'a desk', desk, { cookie: undefined }),
		page('/desk/[token]', 'a desk, too early', early, { cookie: undefined }),
		page('/desk/[token]', 'a desk that nobody knows', '/desk/nothing', { cookie: undefined, status: 404 }),
		page('/desk/[token]/poster.pdf', 'a desk’s poster', `${desk}/poster.pdf`, { cookie: undefined }),
		page('/landlord/protection', 'protection', '/landlord/protection'),
		page('/landlord/protection/notice.pdf', 'the notice', '/landlord/protection/notice.pdf'),
		page('/landlord/exit', 'taking out', '/landlord/exit'),
		page('/landlord/exit', 'taking out: mistyped', '/landlord/exit?wrong=name'),
		page('/landlord/api', 'keys of software', '/landlord/api'),
		page('/landlord/api', 'a key, with nothing said', '/landlord/api', { send: '?/make', status: 400 }),
		page('/landlord/sign-in', 'the landlord’s door: wrong', '/landlord/sign-in', {
			cookie: undefined,
			send: '?/in',
			filled: { email: 'gestion@tilleuls.example', password: 'nonsense' },
			status: 400
		}),
		page('/privacy', 'what is kept', '/privacy', { cookie: undefined }),
		page('/privacy/access', 'accessibility', '/privacy/access', { cookie: undefined }),
		...(
			[
				'letter/proof.pdf',
				'audit/file',
				'exit/archive.zip',
				'places/list.csv',
				'halls/[code=code]/kits/file',
				'halls/[code=code]/new-letters/letters',
				'rounds/[code=code]/ticks'
			] as const
		).map((file) =>
			page(`/landlord/${file}`, file, `/landlord/${file.replace('[code=code]', places[0]!.hallCode)}`, closed)
		),
		...(
			[
				'residences',
				'halls',
				'halls/[code=code]',
				'mailboxes',
				'kit-orders',
				'kit-orders/[key]',
				'kit-orders/[key]/file',
				'figures'
			] as const
		).map((what) =>
			page(
				`/api/v1/${what}`,
				`api: ${what}`,
				`/api/v1/${what.replace('[code=code]', places[0]!.hallCode).replace('[key]', 'x')}`,
				{ cookie: undefined, status: 401 }
			)
		),
		...(['places', 'kit-steps'] as const).map((what) =>
			page(`/api/v1/${what}`, `api: ${what}`, `/api/v1/${what}`, { cookie: undefined, ...closed })
		),
		page('/api/v1/openapi.json', 'what the api says of itself', '/api/v1/openapi.json', { cookie: undefined })
	];
	return { looks, changes: [...besides(lists.reading), ...figuresOf(residence)] };
}

const today = (): Day => dayAt(Date.now(), ZONE);

/** A list in each of its stages; gives their addresses. */
async function listsOf(palier: Palier, cookie: string, { residence, entrance }: Place) {
	const paste = async (table: string) => {
		const sent = await post(palier, '/landlord/import?/paste', { table }, cookie);
		const path = sent.headers.get('location');
		if (!path) throw new Error(`Not pasted: ${sent.status} ${await sent.text()}`);
		return path;
	};
	const act = (path: string, action: string, fields = {}) =>
		post(palier, `${path}?/${action}`, fields, cookie);
	const has = (path: string, action: string) =>
		expect
			.poll(async () => (await fetch(`${palier.url}${path}`, { headers: { cookie } })).text())
			.toContain(`?/${action}`);
	const row = (name: string, box: string, postcode = '38100') =>
		`${name};A;${entrance};4 rue des Écoles;${postcode};Grenoble;${box}\n`;
	const read = async (table: string) => {
		const path = await paste(HEAD + table);
		const html = await (await fetch(`${palier.url}${path}`, { headers: { cookie } })).text();
		const chosen = [...html.matchAll(/<select[^>]*name="(column-\d+)"[\s\S]*?<\/select>/g)].map(
			([select, name]) => [name!, /value="(\w*)" selected/.exec(select)?.[1] ?? '']
		);
		await act(path, 'columns', Object.fromEntries(chosen) as Record<string, string>);
		return path;
	};
	const columns = await paste('Nom;Où;Boîte;Remarque\nLes Érables;2 rue Haute;1;à voir\n');
	const problems = await read(
		row('Les Érables', '1', '3810') + row('Les Érables', '2') + row('Les Érables', '2') + row('', '4')
	);
	const imported = await read(row('Les Érables', '1') + row('Les Érables', '2'));
	await has(imported, 'import');
	await act(imported, 'import');
	await has(imported, 'undo');
	const undone = await read(row('Les Bouleaux', '1'));
	await has(undone, 'import');
	await act(undone, 'import');
	await has(undone, 'undo');
	await act(undone, 'undo');
	const differences = await read(
		row(residence, 'Gardien') + row('Les Saules', '1') + row('Les Érables', '1')
	);
	await has(differences, 'import');
	const reading = await paste('Nom;Où\nLes Pins;là\n');
	return { columns, problems, imported, undone, differences, reading };
}

/** Kits of a hall in each step of their life: printed, handed to the caretaker, in the box, spoiled. */
async function walkKits(palier: Palier, cookie: string, hall: string): Promise<void> {
	const boxes = async () => {
		const html = await (await fetch(`${palier.url}${hall}/kits`, { headers: { cookie } })).text();
		return [...html.matchAll(/type="checkbox" name="box" value="([^"]+)"/g)].map((found) => found[1]!);
	};
	const move = async (step: string, which: (all: string[]) => string[]) => {
		const body = new URLSearchParams([
			['do', step],
			...which(await boxes()).map((box): [string, string] => ['box', box])
		]);
		await fetch(`${palier.url}${hall}/kits?/move`, {
			method: 'POST',
			redirect: 'manual',
			headers: {
				origin: palier.url,
				accept: 'text/html',
				'content-type': 'application/x-www-form-urlencoded',
				cookie
			},
			body
		});
	};
	await move('print', (all) => all.slice(0, 9));
	await move('hand', (all) => all.slice(0, 6));
	await move('distribute', (all) => all.slice(0, 2));
	await move('reprint', (all) => all.slice(1, 2));
}

/** One letter is made; more than a day's wait for somebody else. */
async function newLetters(palier: Palier, cookie: string, places: readonly Place[]): Promise<void> {
	const { hallCode, mailbox } = places[0]!;
	const make = (boxes: readonly string[], why: string) =>
		fetch(`${palier.url}/landlord/halls/${hallCode}/new-letters?/make`, {
			method: 'POST',
			redirect: 'manual',
			headers: {
				origin: palier.url,
				accept: 'text/html',
				'content-type': 'application/x-www-form-urlencoded',
				cookie
			},
			body: new URLSearchParams([['why', why], ...boxes.map((box): [string, string] => ['box', box])])
		});
	await make([mailbox], 'lost');
}

/** Somebody who is to come. Gives their address. */
async function invited(palier: Palier, cookie: string): Promise<string> {
	const html = await (await fetch(`${palier.url}/landlord/people/invite`, { headers: { cookie } })).text();
	const once = /name="once" value="([^"]+)"/.exec(html)![1]!;
	await post(
		palier,
		'/landlord/people/invite',
		{ once, email: 'une.adresse.vraiment.tres.longue@gestion-locative.tilleuls.example', role: 'caretaker' },
		cookie
	);
	const people = await (await fetch(`${palier.url}/landlord/people`, { headers: { cookie } })).text();
	const all = [...people.matchAll(/\/landlord\/people\/(?!invite)[\w-]+/g)].map(([path]) => path);
	for (const path of all) {
		const page = await (await fetch(`${palier.url}${path}`, { headers: { cookie } })).text();
		if (page.includes('une.adresse')) return path;
	}
	throw new Error('Nobody was invited');
}

async function deskOf(palier: Palier, cookie: string, hall: string, day: Day): Promise<string> {
	const html = await (await fetch(`${palier.url}/landlord/desk-links`, { headers: { cookie } })).text();
	const once = /name="once" value="([^"]+)"/.exec(html)?.[1] ?? `desk-${day}`;
	const made = await post(palier, '/landlord/desk-links?/make', { once, hall, day }, cookie);
	return /\/desk\/[\w-]+/.exec(await made.text())![0];
}

async function keyOf(get: (path: string) => Promise<string>): Promise<Record<string, string>> {
	const html = await get('/landlord/api');
	const once = /name="once" value="([^"]+)"/.exec(html)![1]!;
	const scope = /name="(scopes?)"[^>]*value="([\w:-]+)"/.exec(html);
	return { once, name: 'Logiciel de gestion', days: '90', ...(scope ? { [scope[1]!]: scope[2]! } : {}) };
}

/** The manager sets a second factor up in the session of the cookie. Gives the cookie of a session that has still to give it. */
async function withSecondFactor(palier: Palier, cookie: string): Promise<string> {
	const here = '/landlord/second-factor';
	const once = /name="once" value="([^"]+)"/.exec(
		await (await fetch(`${palier.url}${here}`, { headers: { cookie } })).text()
	)![1]!;
	const shown = await (await post(palier, `${here}?/start`, { once }, cookie)).text();
	const secret = /secret=([A-Z2-7]+)/.exec(shown)![1]!;
	const code = new TOTP({
		secret: Secret.fromBase32(secret),
		algorithm: 'SHA1',
		digits: 6,
		period: 30
	}).generate();
	const confirmed = await post(palier, `${here}?/confirm`, { once, code }, cookie);
	if (confirmed.status !== 200) throw new Error(`No second factor: ${confirmed.status}`);
	return cookieOf(
		await post(palier, '/landlord/sign-in?/in', { email: 'gestion@neuf.example', password: PASSWORD })
	);
}

/** What nobody could wait for: a list that is still being read, and letters that wait for another person's yes. */
function besides(reading: string): string[] {
	const now = Date.now();
	const landlord = `(SELECT id FROM landlord WHERE slug = 'tilleuls')`;
	const boxes = `SELECT m.id FROM mailbox m JOIN hall h ON h.id = m.hall_id JOIN building b ON b.id = h.building_id WHERE b.landlord_id = ${landlord} LIMIT 12`;
	return [
		`UPDATE list_draft SET state = 'reading', beat_at = ${now + 3_600_000} WHERE key = '${reading.split('/').at(-1)}'`,
		...['other', 'own'].map(
			(key) =>
				`INSERT INTO approval (landlord_id, key, asked_by, asked_at, reason, mailboxes, count)
				SELECT ${landlord}, '${key}-approval', ${key === 'own' ? `(SELECT id FROM staff WHERE landlord_id = ${landlord} AND role = 'manager')` : 'NULL'}, ${now}, 'lost', (SELECT json_group_array(id) FROM (${boxes})), 54`
		)
	];
}

/** A year of figures of the whole; those of the residence are hidden. */
function figuresOf(residence: string): string[] {
	const landlord = `(SELECT id FROM landlord WHERE slug = 'tilleuls')`;
	const monday = addDays(today(), -((new Date(`${today()}T12:00Z`).getUTCDay() + 6) % 7));
	const published = (week: Day, key: string, name: string, value: number | null) =>
		`INSERT OR REPLACE INTO figure (landlord_id, week_day, residence_key, name, value) VALUES (${landlord}, '${week}', '${key}', '${name}', ${value ?? 'NULL'})`;
	const most = { printed: 214, handed: 190, scanned: 340, claimed: 85, lending: 60, asked: 45, lent: 30 };
	return [3, 2, 1, 0].flatMap((quarters) =>
		Object.entries(most).flatMap(([name, value]) => {
			const week = addDays(monday, -91 * quarters);
			const isPaper = ['printed', 'handed', 'scanned'].includes(name);
			const then = Math.round((value * (5 - quarters)) / 25) * 5;
			return [published(week, '', name, then), published(week, residence, name, isPaper ? then : null)];
		})
	);
}
