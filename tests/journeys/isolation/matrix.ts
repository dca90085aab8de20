import { addDays, dayAt } from '#lib/calendar/days.ts';
import { roles, TAPPED_AT, type Role, type Things, type Whose } from './world.ts';
import type { Way } from './waysIn.ts';

/**
 * What somebody is answered: let in; let in and told what is wrong with what was sent; sent to sign in (303); not found (404);
 * no such method (405); refused (401, 403).
 */
export type Answer = 'in' | 'problem' | 'sign-in' | 'not-found' | 'method' | 'refused';

export type Cells = Partial<Record<Whose, Answer>>;

export interface Call {
	/** In place of the parts of the route in brackets. */
	readonly at?: readonly string[];
	readonly query?: string;
	readonly form?: Readonly<Record<string, string | readonly string[]>>;
	readonly json?: unknown;
}

/** One way into one route, and what each role is answered there. Written down here, and taken from no table of the product. */
export interface Row {
	readonly route: string;
	readonly way: Way;
	readonly expected: Readonly<Record<Role, Cells>>;
	readonly call: (things: Things) => Call;
}

type Expected = Partial<Record<Role, Cells>>;
type CallOf = Row['call'];

const today = dayAt(Date.now(), 'Europe/Paris');
const ONCE = 'A'.repeat(43);
const NOTHING: CallOf = () => ({});

/** The same for what is one's own and for what is not: the door does not look at the thing. */
const door = (answer: Answer): Cells => ({ own: answer, sibling: answer, other: answer });

const everybody = (cells: Cells, besides: Expected = {}): Row['expected'] =>
	Object.fromEntries(roles.map((role) => [role, besides[role] ?? cells])) as Row['expected'];

/** No thing of anybody is named. */
const ALONE: Cells = { own: 'in' };
/** What is not one's own is not there. */
const THING: Cells = { own: 'in', sibling: 'not-found', other: 'not-found' };
/** What is not one's own is left out, or nothing happens to it: what is shown and the rows say so. */
const FILTER: Cells = { own: 'in', sibling: 'in', other: 'in' };
/** What is not one's own is told to be unknown, as if it were mistyped. */
const CHOICE: Cells = { own: 'in', sibling: 'problem', other: 'problem' };
const WRONG: Cells = { own: 'problem' };

const STAFF = ['manager', 'agent', 'caretaker', 'facilitator', 'director', 'otherManager'] as const;
type StaffRole = (typeof STAFF)[number];

/** A manager of B has what a manager of A has. */
function office(
	route: string,
	way: Way,
	who: readonly Exclude<StaffRole, 'otherManager'>[],
	cells: Cells,
	call: CallOf = NOTHING,
	besides: Expected = {}
): Row {
	const staff = Object.fromEntries(
		STAFF.map((role) => {
			const isIn = who.includes(role === 'otherManager' ? 'manager' : role);
			return [role, isIn ? cells : door('not-found')];
		})
	);
	return { route, way, call, expected: everybody(door('sign-in'), { ...staff, ...besides }) };
}

function home(route: string, way: Way, cells: Cells, call: CallOf = NOTHING): Row {
	return { route, way, call, expected: everybody(door('sign-in'), { household: cells }) };
}

function api(route: string, way: Way, cells: Cells, call: CallOf = NOTHING): Row {
	return { route, way, call, expected: everybody(door('refused'), { token: cells, otherToken: cells }) };
}

function operators(route: string, way: Way, cells: Cells, call: CallOf = NOTHING): Row {
	return { route, way, call, expected: everybody(door('not-found'), { operator: cells }) };
}

function anyone(route: string, way: Way, cells: Cells, call: CallOf = NOTHING): Row {
	return { route, way, call, expected: everybody(cells) };
}

const ALL = ['manager', 'agent', 'caretaker', 'facilitator', 'director'] as const;
const PLACES = ['manager', 'agent', 'caretaker', 'facilitator'] as const;
const EDITING = ['manager', 'agent'] as const;
const KITS = ['manager', 'agent', 'caretaker'] as const;
const FIGURES = ['manager', 'agent', 'facilitator', 'director'] as const;
const HELPING = ['manager', 'agent', 'facilitator'] as const;
const PROTECTION = ['manager', 'agent', 'director'] as const;
const MANAGER = ['manager'] as const;

const L = '/landlord';
const HALL = `${L}/halls/[code=code]`;
const EDIT_HALL = `${L}/places/[code=code]`;
const EDIT_RESIDENCE = `${L}/places/residences/[key]`;
const RESIDENCE = `${L}/residences/[key]`;
const ORDER = `${L}/kits/[key]`;
const LIST = `${L}/import/[key]`;
const ROUND = `${L}/rounds/[code=code]`;
const PERSON = `${L}/people/[id]`;
const ITEM = '/home/items/[pictogram]';
const DECISION = '/home/decisions/[key]';
const V1 = '/api/v1';

const atHall: CallOf = ({ hall }) => ({ at: [hall] });
const atResidence: CallOf = ({ residence }) => ({ at: [residence] });
const atOrder: CallOf = ({ order }) => ({ at: [order] });
const atPerson: CallOf = ({ person }) => ({ at: [person] });
const ofResidence: CallOf = ({ residence }) => ({ query: `residence=${residence}` });
const atHallWith =
	(form: NonNullable<Call['form']>): CallOf =>
	({ hall }) => ({ at: [hall], form });
const atList =
	(which: keyof Things['lists'], form: NonNullable<Call['form']> = {}): CallOf =>
	({ lists }) => ({ at: [lists[which]], form });

const address = ({ street }: Things) => ({
	houseNumber: '1',
	street,
	postcode: '38100',
	city: 'Grenoble',
	language: ''
});

/** In the order in which they are called: what ends a thing comes after what needs it, what ends one's own session last. */
export const matrix: readonly Row[] = [
	office(L, 'GET', ALL, ALONE),
	office(`${L}/second-factor`, 'GET', ALL, ALONE, NOTHING, { heldUp: ALONE }),
	office(`${L}/second-factor`, '?/start', ALL, WRONG, () => ({ form: { once: ONCE } }), { heldUp: WRONG }),
	office(`${L}/second-factor`, '?/confirm', ALL, WRONG, () => ({ form: { once: ONCE, code: '000000' } }), {
		heldUp: WRONG
	}),
	office(`${L}/second-factor`, '?/give', ALL, ALONE, () => ({ form: { code: '000000' } }), { heldUp: WRONG }),
	office(`${L}/second-factor`, '?/codes', ALL, ALONE, () => ({ form: { once: ONCE } }), {
		heldUp: { own: 'not-found' }
	}),
	office(`${L}/second-factor`, '?/drop', ALL, WRONG, () => ({ form: { code: '000000' } }), {
		heldUp: { own: 'not-found' }
	}),
	office(`${L}/sessions`, 'GET', ALL, ALONE),
	office(`${L}/sessions`, '?/end', ALL, FILTER, ({ personSession }) => ({
		form: { session: personSession }
	})),
	office(`${L}/sessions`, '?/password', ALL, WRONG, () => ({
		form: { current: 'x', next: 'une phrase assez longue' }
	})),

	office(`${L}/people`, 'GET', MANAGER, ALONE),
	office(`${L}/people/invite`, 'GET', MANAGER, ALONE),
	office(`${L}/people/invite`, '?', MANAGER, { own: 'in', other: 'in' }, ({ residence, me }) => ({
		form: { once: ONCE, email: `pour.${me}@mairie.example`, role: 'agent', residence }
	})),
	office(PERSON, 'GET', MANAGER, THING, atPerson),
	office(PERSON, '?/change', MANAGER, THING, ({ person, residence }) => ({
		at: [person],
		form: { role: 'facilitator', residence }
	})),
	office(PERSON, '?/link', MANAGER, THING, ({ person }) => ({ at: [person], form: { once: ONCE } })),
	office(PERSON, '?/sessions', MANAGER, THING, atPerson),
	office(PERSON, '?/factor', MANAGER, THING, atPerson),
	office(PERSON, '?/remove', MANAGER, THING, atPerson),
	office(`${L}/audit`, 'GET', MANAGER, FILTER, ({ email }) => ({ query: `who=${email}` })),
	office(`${L}/audit`, '?/verify', MANAGER, ALONE, () => ({ form: { head: '' } })),
	office(`${L}/audit/file`, 'POST', MANAGER, ALONE, () => ({ form: { form: 'jsonl' } })),

	office(`${L}/desk-links`, 'GET', HELPING, FILTER, ofResidence),
	office(`${L}/desk-links`, '?/make', HELPING, CHOICE, ({ hall }) => ({
		form: { hall, day: addDays(today, 1), once: ONCE }
	})),
	anyone('/desk/[token]', 'GET', ALONE, ({ desk }) => ({ at: [desk] })),
	anyone('/desk/[token]/poster.pdf', 'GET', ALONE, ({ desk }) => ({ at: [desk] })),
	office(`${L}/desk-links`, '?/end', HELPING, FILTER, ({ deskKey }) => ({ form: { key: deskKey } })),

	office(`${L}/letter`, 'GET', MANAGER, ALONE),
	office(`${L}/letter`, '?/words', MANAGER, ALONE, () => ({ form: { 'greeting-fr': 'Bonjour à tous' } })),
	office(`${L}/letter`, '?/color', MANAGER, ALONE, () => ({ form: { color: '#123456' } })),
	office(`${L}/letter`, '?/logo', MANAGER, WRONG, () => ({ form: { logo: '' } })),
	office(`${L}/letter`, '?/noLogo', MANAGER, ALONE, () => ({ form: {} })),
	office(`${L}/letter`, '?/right', MANAGER, ALONE, () => ({ form: {} })),
	office(`${L}/letter`, '?/reset', MANAGER, ALONE, () => ({ form: {} })),
	office(`${L}/letter/page.svg`, 'GET', MANAGER, ALONE),
	office(`${L}/letter/proof.pdf`, 'POST', MANAGER, ALONE, () => ({ form: { second: 'ar' } })),

	office(`${L}/start`, 'GET', PLACES, ALONE),
	...(['?/try', '?/wipe'] as const).map((way) =>
		office(`${L}/start`, way, PLACES, ALONE, () => ({ form: {} }), {
			agent: { own: 'refused' },
			caretaker: { own: 'refused' },
			facilitator: { own: 'refused' }
		})
	),

	office(`${L}/import`, 'GET', MANAGER, ALONE),
	office(`${L}/import`, '?/look', MANAGER, WRONG, () => ({ form: { list: '' } })),
	office(`${L}/import`, '?/paste', MANAGER, ALONE, () => ({
		form: { table: 'Nom;Où;Boîte;Remarque\nNeuf;2 rue Haute;1;à voir\n' }
	})),
	office(`${L}/import/example.csv`, 'GET', MANAGER, ALONE),
	office(LIST, 'GET', MANAGER, THING, atList('ready')),
	office(
		LIST,
		'?/columns',
		MANAGER,
		{ own: 'problem', other: 'not-found' },
		atList('columns', { 'column-0': 'residence' })
	),
	office(LIST, '?/mend', MANAGER, THING, atList('problems', { 'cell-2-4': '38100', 'was-2-4': '3810' })),
	office(LIST, '?/import', MANAGER, THING, atList('ready')),
	office(LIST, '?/undo', MANAGER, THING, atList('imported')),
	office(LIST, '?/drop', MANAGER, { own: 'in', other: 'in' }, atList('spare')),

	office(`${L}/places`, 'GET', PLACES, FILTER, ({ residence }) => ({
		query: `text=&residence=${residence}`
	})),
	office(`${L}/places/list.csv`, 'POST', PLACES, FILTER, ({ residence }) => ({
		form: { text: '', residence }
	})),
	office(`${L}/places/new`, 'GET', MANAGER, ALONE),
	office(`${L}/places/new`, '?', MANAGER, ALONE, () => ({
		form: { residence: 'Neuf', street: 'rue Neuve', postcode: '38100', city: 'Grenoble', count: '2' }
	})),
	office(RESIDENCE, 'GET', PLACES, THING, atResidence),
	office(`${RESIDENCE}/posters`, 'GET', KITS, THING, atResidence),
	office(`${RESIDENCE}/kit`, 'POST', KITS, THING, ({ residence }) => ({
		at: [residence],
		form: { hall: 'all' }
	})),
	office(HALL, 'GET', PLACES, THING, atHall),
	office(EDIT_HALL, 'GET', EDITING, THING, atHall),
	office(EDIT_RESIDENCE, 'GET', EDITING, THING, atResidence),

	office(`${L}/kits`, 'GET', KITS, ALONE),
	office(`${L}/kits`, '?/order', KITS, CHOICE, ({ residence }) => ({ form: { residence, form: 'zip' } })),
	office(ORDER, 'GET', KITS, THING, ({ order }) => ({ at: [order], query: 'still' })),
	office(`${ORDER}/file`, 'GET', KITS, THING, atOrder),
	office(`${ORDER}/file`, 'HEAD', KITS, THING, atOrder),
	office(ORDER, '?/move', KITS, THING, ({ order }) => ({ at: [order], form: { step: 'print' } })),
	office(ORDER, '?/cancel', KITS, FILTER, atOrder),
	office(ORDER, '?/again', KITS, FILTER, atOrder),
	office(`${HALL}/kits`, 'GET', KITS, THING, atHall),
	office(`${HALL}/kits`, '?/move', KITS, THING, atHallWith({ do: 'all hand' })),
	office(`${HALL}/kits/file`, 'POST', KITS, THING, atHallWith({ box: '1 3' })),
	office(`${HALL}/new-letters`, 'GET', KITS, THING, atHall),
	office(`${HALL}/new-letters`, '?/make', KITS, THING, atHallWith({ box: '3', why: 'lost' })),
	office(`${HALL}/new-letters/letters`, 'POST', KITS, THING, ({ hall, letterAt }) => ({
		at: [hall],
		form: { at: letterAt }
	})),
	office(`${L}/rounds`, 'GET', KITS, ALONE),
	office(ROUND, 'GET', KITS, THING, atHall),
	office(ROUND, '?/tick', KITS, THING, atHallWith({ in: '1 1' })),
	office(`${ROUND}/ticks`, 'POST', KITS, THING, ({ hall, me }) => ({
		at: [hall],
		json: { by: me, ticks: [{ id: 'tick-of-two', box: '2', kit: 1, isIn: true, at: Date.now() }] }
	})),
	office(`${ROUND}/paper`, 'GET', KITS, THING, atHall),
	office(`${ROUND}/paper`, '?/write', KITS, THING, atHallWith({ day: today, in: ['1 1', '1 2'] })),
	office(ORDER, '?/remove', KITS, FILTER, atOrder),

	office(`${L}/approvals`, 'GET', MANAGER, ALONE),
	office(`${L}/approvals`, '?/decide', MANAGER, THING, ({ approval }) => ({
		form: { key: approval, decision: 'yes' }
	})),
	office(`${L}/figures`, 'GET', FIGURES, THING, ofResidence),
	office(`${L}/figures.csv`, 'GET', FIGURES, ALONE),
	// It is about all of the landlord.
	office(`${L}/figures/year.pdf`, 'GET', FIGURES, ALONE, NOTHING, {
		agent: { own: 'not-found' },
		facilitator: { own: 'not-found' }
	}),
	office(`${L}/figures/abatement.pdf`, 'GET', FIGURES, ALONE),
	office(`${L}/protection`, 'GET', PROTECTION, ALONE),
	office(`${L}/protection/notice.pdf`, 'GET', PROTECTION, ALONE),
	office(`${L}/api`, 'GET', MANAGER, ALONE),
	office(`${L}/api`, '?/make', MANAGER, ALONE, () => ({
		form: { name: 'Logiciel', scope: ['places:read'], days: '30', once: ONCE }
	})),
	office(`${L}/api`, '?/end', MANAGER, THING, ({ key }) => ({ form: { key } })),
	office(`${L}/exit`, 'GET', MANAGER, ALONE),
	office(`${L}/exit/archive.zip`, 'POST', MANAGER, ALONE, ({ landlordName }) => ({
		form: { name: landlordName }
	})),

	office(EDIT_HALL, '?/change', EDITING, THING, (things) => ({
		at: [things.hall],
		form: { ...address(things), entrance: things.entrance, reference: 'R1' }
	})),
	office(EDIT_HALL, '?/rules', EDITING, THING, atHallWith({ stickers: 'none' })),
	office(EDIT_HALL, '?/add', EDITING, THING, atHallWith({ labels: '77' })),
	office(EDIT_HALL, '?/down', EDITING, THING, atHallWith({ mailbox: '77' })),
	office(EDIT_HALL, '?/up', EDITING, THING, atHallWith({ mailbox: '77' })),
	office(EDIT_RESIDENCE, '?/rules', EDITING, THING, ({ residence }) => ({
		at: [residence],
		form: { stickers: 'removable', stickerMm: '30' }
	})),
	office(EDIT_RESIDENCE, '?/add', EDITING, THING, (things) => ({
		at: [things.residence],
		form: { ...address(things), houseNumber: '9', building: things.buildingName, entrance: 'Z', count: '1' }
	})),
	office(EDIT_RESIDENCE, '?/change', EDITING, THING, ({ residence, residenceName }) => ({
		at: [residence],
		form: { name: `${residenceName} bis`, language: 'ar' }
	})),
	office(EDIT_HALL, '?/hallDown', EDITING, THING, ({ hall, entrance }) => ({
		at: [hall],
		form: { name: entrance }
	})),
	office(EDIT_HALL, '?/hallUp', EDITING, THING, atHallWith({})),
	office(`${L}/handovers`, 'GET', MANAGER, ALONE, ({ buildingName }) => ({ query: `q=${buildingName}` })),
	office(`${L}/handovers`, '?/offer', MANAGER, THING, ({ building, buildingName }) => ({
		form: { building, name: buildingName, to: 'cigodrome' }
	})),
	office(`${L}/handovers`, '?/take', MANAGER, THING, ({ offer }) => ({
		form: { key: offer, into: 'new', newName: 'Reprise' }
	})),
	office(`${L}/handovers`, '?/close', MANAGER, THING, ({ offerToClose }) => ({
		form: { key: offerToClose, decision: 'declined' }
	})),

	// Whoever has the address of a ticket has the ticket; what names the request elsewhere opens nothing.
	anyone('/t/[ticket]', 'GET', ALONE, ({ ticket }) => ({ at: [ticket] })),
	anyone('/t/[ticket]', '?', WRONG, ({ ticket }) => ({ at: [ticket], form: { step: 'nonsense' } })),
	anyone('/t/[ticket]/keep', 'GET', ALONE, ({ ticket }) => ({ at: [ticket] })),
	anyone('/t/[ticket]/return.ics', 'GET', ALONE, ({ ticket }) => ({ at: [ticket] })),
	anyone('/t/[ticket]/slip.pdf', 'GET', ALONE, ({ ticket }) => ({ at: [ticket] })),

	home('/home', 'GET', ALONE),
	home('/home', '?/step', CHOICE, ({ requests }) => ({ form: { request: requests.step, step: 'accept' } })),
	home('/home', '?/undo', CHOICE, ({ requests }) => ({
		form: { request: requests.undo, at: String(TAPPED_AT) }
	})),
	home('/home', '?/moment', CHOICE, ({ requests }) => ({
		form: { request: requests.moment, day: addDays(today, 3), part: 'evening' }
	})),
	home('/home', '?/keep', CHOICE, ({ requests }) => ({ form: { request: requests.keep, answer: 'yes' } })),
	home('/home', '?/block', CHOICE, ({ requests }) => ({ form: { request: requests.block } })),
	home('/home', '?/letter', ALONE, () => ({ form: { epoch: '2' } })),
	home('/home', '?/willing', ALONE, () => ({ form: {} })),
	home('/home/answer', 'POST', THING, ({ requests }) => ({
		form: { request: requests.step, step: 'accept' }
	})),
	home('/home/history', 'GET', ALONE),
	home('/home/history', '?/keep', ALONE, () => ({ form: {} })),
	home('/home/history', '?/forget', ALONE, () => ({ form: {} })),
	home('/home/pause', 'GET', ALONE),
	home('/home/pause', '?/pause', ALONE, () => ({ form: { until: 'open' } })),
	home('/home/pause', '?/resume', ALONE, () => ({ form: {} })),
	home('/home/items', 'GET', ALONE),
	home('/home/items', '?/find', ALONE, () => ({ form: { query: 'vélo' } })),
	home('/home/items', '?/save', ALONE, () => ({ form: { thing: ['drill', 'tent'] } })),
	home(ITEM, 'GET', ALONE, () => ({ at: ['drill'] })),
	home(ITEM, '?/note', ALONE, () => ({ at: ['drill'], form: { note: 'Sans mèches' } })),
	home(ITEM, '?/pause', ALONE, () => ({ at: ['drill'], form: { until: 'open' } })),
	home(ITEM, '?/lend', ALONE, () => ({ at: ['drill'], form: {} })),
	home(ITEM, '?/stop', ALONE, () => ({ at: ['drill'], form: {} })),
	home('/home/lending', 'GET', ALONE),
	home('/home/lending', '?', ALONE, () => ({ form: { manner: 'hall' } })),
	home('/home/blocked', 'GET', ALONE),
	home('/home/blocked', '?/unblock', FILTER, ({ blocked }) => ({ form: { id: blocked } })),
	home(DECISION, 'GET', THING, ({ decision }) => ({ at: [decision] })),
	home(DECISION, '?/object', THING, ({ decision }) => ({
		at: [decision],
		form: { words: 'Ce n’est pas vrai, regardez encore.' }
	})),
	home(DECISION, '?/again', { own: 'problem', sibling: 'not-found', other: 'not-found' }, ({ decision }) => ({
		at: [decision],
		form: {}
	})),
	home('/home/phone', 'GET', ALONE),
	home('/home/phone/subscription', 'POST', ALONE, () => ({ form: { step: 'off' } })),
	home('/home/phones', 'GET', ALONE),
	home('/home/phones', '?/another', ALONE, () => ({ form: {} })),
	home('/home/phones', '?/close', FILTER, ({ phone }) => ({ form: { phone } })),
	home('/home/settings', 'GET', ALONE),
	home('/home/settings', '?/nickname', ALONE, () => ({ form: { nickname: 'Chez nous' } })),
	home('/home/settings', '?/email', ALONE, () => ({ form: { email: 'amina@mail.example' } })),
	home('/home/settings', '?/forget', ALONE, () => ({ form: {} })),
	home('/home/settings/key', 'GET', ALONE),
	home('/home/settings/key', '?/renew', ALONE, () => ({ form: {} })),
	home('/home/settings/key', '?/lock', ALONE, () => ({ form: {} })),
	anyone('/home/app.webmanifest', 'GET', ALONE),
	anyone('/home/icon.svg', 'GET', ALONE),
	anyone('/home/icon.png', 'GET', ALONE),

	api(`${V1}/residences`, 'GET', ALONE),
	api(`${V1}/halls`, 'GET', { own: 'in', other: 'in' }, ofResidence),
	api(`${V1}/halls/[code=code]`, 'GET', THING, atHall),
	api(`${V1}/halls/[code=code]`, 'PATCH', THING, ({ hall }) => ({
		at: [hall],
		json: { houseRules: { stickers: 'none', largestMm: null } }
	})),
	api(`${V1}/mailboxes`, 'GET', { own: 'in', other: 'in' }, ({ hall }) => ({ query: `hall=${hall}` })),
	api(`${V1}/places`, 'POST', ALONE, ({ residenceName, street }) => ({
		json: {
			rows: [
				{
					residence: residenceName,
					address: `3 ${street}`,
					postcode: '38100',
					city: 'Grenoble',
					mailboxes: '2'
				}
			]
		}
	})),
	api(`${V1}/kit-orders`, 'GET', ALONE),
	api(`${V1}/kit-orders`, 'POST', THING, ({ hall }) => ({ json: { halls: [hall], form: 'zip' } })),
	api(`${V1}/kit-orders/[key]`, 'GET', THING, atOrder),
	api(`${V1}/kit-orders/[key]/file`, 'GET', THING, atOrder),
	api(`${V1}/kit-steps`, 'POST', FILTER, ({ hall }) => ({ json: { halls: [hall], step: 'print' } })),
	api(`${V1}/figures`, 'GET', ALONE),
	anyone(`${V1}/openapi.json`, 'GET', ALONE),

	operators('/operator', 'GET', ALONE),
	operators('/operator/register.json', 'GET', ALONE),
	operators('/operator/reports/[key]', 'GET', ALONE, ({ decision }) => ({ at: [decision] })),
	operators('/operator/reports/[key]', '?', WRONG, ({ decision }) => ({ at: [decision], form: {} })),
	anyone('/operator/enter/[token]', 'GET', ALONE, () => ({ at: ['nothing'] })),
	anyone('/operator/enter/[token]', '?', WRONG, () => ({ at: ['nothing'], form: {} })),
	anyone('/workshop', 'GET', { own: 'not-found' }),

	anyone('/', 'GET', ALONE),
	anyone('/[code=code]', 'GET', ALONE, ({ boxCode }) => ({ at: [boxCode] })),
	anyone('/[code=code]/ask/[pictogram]', 'GET', ALONE, ({ boxCode }) => ({ at: [boxCode, 'suitcase'] })),
	anyone('/[code=code]/ask/[pictogram]', '?/check', ALONE, ({ boxCode }) => ({
		at: [boxCode, 'suitcase'],
		form: { name: 'x'.repeat(200) }
	})),
	anyone('/[code=code]/ask/[pictogram]', '?/send', ALONE, ({ boxCode }) => ({
		at: [boxCode, 'suitcase'],
		form: { name: 'x'.repeat(200) }
	})),
	anyone('/[code=code]/who/[pictogram]', 'GET', ALONE, ({ hall }) => ({ at: [hall, 'suitcase'] })),
	anyone('/[code=code]/report', 'GET', ALONE, ({ boxCode }) => ({ at: [boxCode] })),
	anyone('/[code=code]/report', '?', WRONG, ({ boxCode }) => ({ at: [boxCode], form: {} })),
	anyone('/report/[receipt]', 'GET', { own: 'not-found' }, ({ decision }) => ({ at: [decision] })),
	anyone('/report/[receipt]', '?/object', { own: 'not-found' }, ({ decision }) => ({
		at: [decision],
		form: { words: 'Regardez encore, s’il vous plaît.' }
	})),
	anyone('/a', 'GET', ALONE),
	anyone('/a', '?', WRONG, () => ({ form: { code: 'ABC', claim: 'ABC', once: ONCE } })),
	anyone('/a/[code=code]', 'GET', ALONE, ({ boxCode }) => ({ at: [boxCode] })),
	anyone('/a/[code=code]', '?', WRONG, ({ boxCode }) => ({
		at: [boxCode],
		form: { claim: 'ABC', once: ONCE }
	})),
	anyone('/how', 'GET', ALONE),
	anyone('/key', 'GET', ALONE),
	anyone('/key', '?', WRONG, () => ({ form: { key: 'ABC', once: ONCE } })),
	anyone('/open/[token]', 'GET', { own: 'not-found' }, () => ({ at: ['nothing'] })),
	anyone('/open/[token]', '?', { own: 'not-found' }, () => ({ at: ['nothing'], form: { once: ONCE } })),
	anyone('/confirm/[token]', 'GET', { own: 'not-found' }, () => ({ at: ['nothing'] })),
	anyone('/confirm/[token]', '?', { own: 'not-found' }, () => ({ at: ['nothing'], form: {} })),
	anyone('/studio', 'GET', ALONE),
	anyone('/studio', '?', ALONE, () => ({ form: {} })),
	anyone('/studio/things.svg', 'GET', ALONE),
	anyone('/studio/page.svg', 'GET', ALONE, () => ({ query: 't=drill' })),
	anyone('/studio/preview', 'POST', ALONE, () => ({ form: {} })),
	anyone('/studio/sheet.pdf', 'POST', WRONG, () => ({ form: {} })),
	anyone('/studio/test-page.pdf', 'POST', ALONE, () => ({ form: {} })),
	anyone('/studio/print-shop.pdf', 'POST', WRONG, () => ({ form: {} })),
	anyone('/studio/loan-slip.pdf', 'GET', ALONE),
	anyone('/privacy', 'GET', ALONE),
	anyone('/privacy/access', 'GET', ALONE),
	anyone('/healthz', 'GET', ALONE),
	anyone('/robots.txt', 'GET', ALONE),
	anyone(`${L}/welcome/[token]`, 'GET', ALONE, ({ link }) => ({ at: [link] })),
	anyone(`${L}/welcome/[token]`, '?', WRONG, ({ link }) => ({ at: [link], form: { password: 'court' } })),
	anyone(`${L}/sign-in`, 'GET', ALONE),
	anyone(`${L}/sign-in`, '?/in', WRONG, () => ({ form: { email: 'qui@mairie.example', password: 'x' } })),

	office(`${L}/sessions`, '?/others', ALL, ALONE, () => ({ form: {} })),
	home('/home/settings', '?/leave', ALONE, () => ({ form: {} })),
	operators('/operator', '?/out', ALONE, () => ({ form: {} })),
	anyone(`${L}/sign-in`, '?/out', { own: 'sign-in' }, () => ({ form: {} }))
];
