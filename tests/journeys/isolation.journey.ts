import { guards } from '#lib/access/guards.ts';
import { differences, OF_NOBODY, ownership, type Dump } from './isolation/rowsOf.ts';
import { matrix, type Answer, type Call, type Row } from './isolation/matrix.ts';
import { methods, waysIn, type Way } from './isolation/waysIn.ts';
import { makeWorld, roles, type Role, type Things, type Whose, type World } from './isolation/world.ts';
import { expect, test } from './palier.ts';
import { textOf } from './isolation/textOf.ts';
import { createClient } from '@libsql/client';

test.describe.configure({ timeout: 300_000 });

let world: World;
test.beforeAll(async () => {
	world = await makeWorld();
});
test.afterAll(() => world?.end());

const ways = waysIn();
const nameOf = ({ route, way }: Pick<Row, 'route' | 'way'>) => `${way} ${route}`;

test('every way into every route has its row, and every row its way', () => {
	const inSource = [...ways].flatMap(([route, all]) => all.map((way) => nameOf({ route, way })));
	expect(matrix.map(nameOf).toSorted()).toEqual(inSource.toSorted());
	expect([...ways.keys()].toSorted()).toEqual(Object.keys(guards).toSorted());
});

test('every table is compared, but those that are nobody’s', async () => {
	const client = createClient({ url: `file:${world.palier.folder}/palier.db` });
	const conditions = await ownership(client);
	client.close();
	const left = [...conditions].filter(([, condition]) => condition === null).map(([table]) => table);
	expect(left).toEqual(OF_NOBODY);
});

for (const role of roles)
	test(`${role}: what is somebody else’s is not there`, async () => {
		const faults = new Faults();
		const before = await world.othersRows(role);
		const witness = await Witness.of(role);
		for (const row of matrix)
			for (const whose of ['sibling', 'other'] as const) {
				const things = row.expected[role][whose] && world.things(role, whose);
				if (!things) continue;
				await check(faults, role, row, whose, things);
				for (const change of await witness.changes(whose)) faults.add(role, row, whose, change);
			}
		for (const row of withoutWays()) await check(faults, role, row, 'own', world.things(role, 'own')!);
		faults.none();
		expect(differences(before, await world.othersRows(role))).toEqual([]);
	});

test('from another site nothing is done', async () => {
	const faults = new Faults();
	for (const [role, prefix] of [
		['manager', '/landlord'],
		['household', '/home'],
		['operator', '/operator']
	] as const) {
		const before = await world.ownRows(role);
		for (const row of matrix.filter((one) => one.route.startsWith(prefix) && one.way !== 'GET')) {
			const things = world.things(role, 'own')!;
			if (row.way === 'HEAD' || row.call(things).json) continue;
			const response = await send(role, row, things, { origin: 'https://elsewhere.example' });
			if (response.status !== 403) faults.add(role, row, 'own', `from elsewhere: ${response.status}`);
		}
		expect(differences(before, await world.ownRows(role))).toEqual([]);
	}
	faults.none();
});

/** They change nothing that another role's own calls need, and come first. */
const UNCHANGING: readonly Role[] = ['nobody', 'heldUp', 'neighbour', 'operator'];
const CHANGING = roles.filter((role) => !UNCHANGING.includes(role));

for (const role of [...UNCHANGING, ...CHANGING])
	test(`${role}: what is theirs`, async () => {
		if (!UNCHANGING.includes(role)) await world.restore();
		const faults = new Faults();
		const before = await world.othersRows(role);
		for (const row of matrix) {
			const expected = row.expected[role].own;
			if (expected) await check(faults, role, row, 'own', world.things(role, 'own')!);
		}
		faults.none();
		expect(differences(before, await world.othersRows(role))).toEqual([]);
	});

class Faults {
	readonly #found: string[] = [];

	add(role: Role, row: Row, whose: Whose, fault: string): void {
		this.#found.push(`${role}, ${nameOf(row)}, ${whose}: ${fault}`);
	}

	none(): void {
		expect(this.#found).toEqual([]);
	}
}

/** Says after a call what it changed that is not the role's. */
class Witness {
	private constructor(
		private readonly role: Role,
		private version: number,
		private rows: Record<'sibling' | 'other', Dump>
	) {}

	static async of(role: Role): Promise<Witness> {
		return new Witness(role, await world.version(), await rowsNow(role));
	}

	/** A sibling's rows are the landlord's own: a line in its audit log, of what was asked of the office, may be new. */
	async changes(whose: 'sibling' | 'other'): Promise<string[]> {
		const version = await world.version();
		if (version === this.version) return [];
		const [before, after] = [this.rows, await rowsNow(this.role)];
		[this.version, this.rows] = [version, after];
		const changes = differences(before[whose], after[whose]);
		return whose === 'other' ? changes : changes.filter((change) => !change.startsWith('audit: now '));
	}
}

const rowsNow = async (role: Role) => ({
	sibling: await world.ownRows(role),
	other: await world.othersRows(role)
});

/** The methods that a route does not have: whoever may enter is told so, all others are answered as ever. */
function withoutWays(): Row[] {
	return [...ways].flatMap(([route, all]) => {
		const first = matrix.find((row) => row.route === route);
		if (!first) return [];
		const isThere = (method: Way) =>
			all.includes(method) || (method === 'POST' && all.some((way) => way.startsWith('?')));
		const expected = Object.fromEntries(
			roles.map((role) => {
				const { own } = first.expected[role];
				const isIn = own === 'in' || own === 'problem' || first.expected[role].sibling === undefined;
				return [role, { own: isIn && route !== '/workshop' ? ('method' as const) : own! }];
			})
		) as Row['expected'];
		return methods
			.filter((method) => !isThere(method))
			.map((way) => ({ route, way, expected, call: (things: Things) => onlyWhere(first.call(things)) }));
	});
}

const onlyWhere = ({ at }: Call): Call => ({ ...(at && { at }) });

/** Calls a way, and says what is not as its row has it, and what in the answer is not for this role. */
async function check(faults: Faults, role: Role, row: Row, whose: Whose, things: Things): Promise<void> {
	const expected = row.expected[role][whose]!;
	const response = await send(role, row, things);
	const answer = answerOf(response);
	if (answer !== expected) faults.add(role, row, whose, `${answer} instead of ${expected}`);
	const said = await textOf(response);
	for (const marker of leaked(said, JSON.stringify(row.call(things)), world.markers(role)))
		faults.add(role, row, whose, `the answer holds ${marker}`);
	if (row.way === 'GET' && response.headers.get('content-type')?.startsWith('text/html'))
		await checkData(faults, role, row, whose, things);
}

/** What a page's script asks for instead of the page. */
async function checkData(faults: Faults, role: Role, row: Row, whose: Whose, things: Things): Promise<void> {
	if (!/^\/(landlord|home|operator)\b/.test(row.route)) return;
	const response = await send(role, row, things, {}, '/__data.json');
	const said = await response.text();
	const answer = response.status === 200 ? answerOfData(said) : answerOf(response);
	const expected = row.expected[role][whose]!;
	if (answer !== expected) faults.add(role, row, whose, `data: ${answer} instead of ${expected}`);
	for (const marker of leaked(said, JSON.stringify(row.call(things)), world.markers(role)))
		faults.add(role, row, whose, `the data hold ${marker}`);
}

function answerOfData(said: string): Answer | string {
	const { type, nodes = [] } = JSON.parse(said.split('\n')[0]!) as {
		type: string;
		nodes?: ({ type: string; status?: number } | null)[];
	};
	if (type === 'redirect') return 'sign-in';
	const wrong = nodes.find((node) => node?.type === 'error');
	return wrong ? (wrong.status === 404 ? 'not-found' : String(wrong.status)) : 'in';
}

/** The markers that an answer holds, but for what the request itself said: an address is repeated in the links to other languages. */
function leaked(said: string, asked: string, markers: readonly string[]): string[] {
	const [low, mine] = [said.toLowerCase(), asked.toLowerCase()];
	return markers.filter((marker) => {
		const text = marker.toLowerCase();
		return low.includes(text) && !mine.includes(text);
	});
}

const DOORS = /^\/(landlord\/(sign-in|second-factor)|key)(\?|$)/;

function answerOf({ status, headers }: Response): Answer | string {
	if (status === 401 || status === 403) return 'refused';
	if (status === 404) return 'not-found';
	if (status === 405) return 'method';
	const to = headers.get('location');
	if (status === 303 && to && DOORS.test(to.replace(world.palier.url, ''))) return 'sign-in';
	if ([400, 409, 410, 413, 415, 429].includes(status)) return 'problem';
	return status < 400 ? 'in' : String(status);
}

function send(
	role: Role,
	row: Row,
	things: Things,
	more: Readonly<Record<string, string>> = {},
	below = ''
): Promise<Response> {
	const { at = [], query = '', form, json } = row.call(things);
	const parts = [...at];
	const path = row.route.replace(/\[[^\]]+\]/g, () => encodeURIComponent(parts.shift() ?? ''));
	const isAction = row.way.startsWith('?');
	const action = isAction && row.way !== '?' ? row.way.slice(1) : '';
	const search = [action, query].filter((part) => part !== '').join('&');
	const method = isAction ? 'POST' : row.way;
	const isRead = method === 'GET' || method === 'HEAD';
	const body = isRead ? undefined : json ? JSON.stringify(json) : fields(form ?? {});
	return fetch(`${world.palier.url}${path}${below}${search && `?${search}`}`, {
		method,
		redirect: 'manual',
		headers: {
			origin: world.palier.url,
			accept: 'text/html',
			'accept-language': 'fr',
			// The server closes a connection that is idle for long, and here it is stopped and started again.
			connection: 'close',
			...(body !== undefined && {
				'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded'
			}),
			...world.headers(role),
			...more
		},
		...(body !== undefined && { body })
	});
}

function fields(form: NonNullable<Call['form']>): URLSearchParams {
	return new URLSearchParams(
		Object.entries(form).flatMap(([name, value]) =>
			[value].flat().map((one): [string, string] => [name, String(one)])
		)
	);
}
