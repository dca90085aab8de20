import type { TokenScope } from '#lib/access/tokenScopes.ts';
import { operationOf, operations, routeOf, type Operation } from '#lib/exchange/operations.ts';
import { problem } from '#lib/exchange/shapes.ts';
import { endToken, makeToken, tokensOf } from '#lib/server/apiTokens.ts';
import { database, type Database } from '#lib/server/db/database.ts';
import { sql } from '#lib/server/db/statement.ts';
import { config } from '#lib/server/config.ts';
import { newId, readyKitKey } from '#lib/server/keys.ts';
import { workKitOrders } from '#lib/server/kitOrders.ts';
import type { Scope } from '#lib/server/buildings.ts';
import { makeTrial, wipeTrial } from '#lib/server/trial.ts';
import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { handle } from '../../../hooks.server.ts';
import { mailboxesOf, newHousehold, newLandlord } from '../../../../tests/support/world.ts';

type Handlers = Partial<Record<string, RequestHandler>>;
const routes = import.meta.glob<Handlers>('../../../routes/api/v1/**/+server.ts');
const idOf = (file: string) => file.slice(file.indexOf('/api/')).replace('/+server.ts', '');
const files = new Map(Object.entries(routes).map(([file, load]) => [idOf(file), load]));

let db: Database;
let ours: Scope;
let theirs: Scope;
const ALL: TokenScope[] = ['places:read', 'places:write', 'kits:read', 'kits:write', 'figures:read'];

beforeAll(async () => {
	readyKitKey(config().kitKeyFile, false);
	db = await database();
	ours = await newLandlord(db, 'ours', 3);
	theirs = await newLandlord(db, 'theirs', 2);
});

const actorOf = ({ landlordId }: Scope) => ({ landlordId, staffId: null, who: 'manager@ours.example' });

/** A key of a landlord, the only one that works. */
async function keyOf(
	scope: Scope,
	scopes: readonly TokenScope[] = ALL,
	name = 'Patrimoine'
): Promise<string> {
	await db.write([sql`DELETE FROM api_token WHERE landlord_id = ${scope.landlordId}`]);
	const wanted = { name, scopes, days: 30, once: newId() } as const;
	const made = await makeToken(db, actorOf(scope), wanted, Date.now());
	if ('refusal' in made) throw new Error(made.refusal);
	return made.token;
}

interface Asked {
	readonly key?: string;
	readonly body?: unknown;
	readonly headers?: Record<string, string>;
}

/** Asks as a program does, through the guard and the route. */
async function ask(method: string, path: string, { key, body, headers = {} }: Asked = {}) {
	const url = new URL(path, 'http://localhost:3000');
	const [id, params] = matched(url.pathname);
	const event = {
		...{ url, route: { id }, params, locals: {} },
		cookies: { get: () => undefined, set: () => undefined },
		request: new Request(url, {
			method,
			headers: { ...headers, ...(key && { authorization: `Bearer ${key}` }) },
			...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) })
		})
	} as unknown as RequestEvent;
	const handlers = id === null ? {} : await files.get(id)!();
	const resolve = async () => {
		const handler = handlers[method === 'HEAD' ? 'GET' : method];
		return handler ? handler(event as Parameters<RequestHandler>[0]) : new Response('no', { status: 405 });
	};
	return handle({ event, resolve });
}

function matched(path: string): [string | null, Record<string, string>] {
	for (const id of [...files.keys()].toSorted((a, b) => a.length - b.length)) {
		const found = new RegExp(
			`^${id.replace(/\[(\w+)(=\w+)?\]/g, '(?<$1>[^/]+)').replaceAll('.', '\\.')}$`
		).exec(path);
		if (found) return [id, { ...found.groups }];
	}
	return [null, {}];
}

async function given(method: string, path: string, asked: Asked) {
	const response = await ask(method, path, asked);
	const json: unknown = await response.json();
	const operation = operationOf(matched(path.split('?')[0]!)[0]!, method)!;
	if (response.ok) expect(v.safeParse(strictly(operation.answer), json).issues ?? []).toEqual([]);
	else expect(v.safeParse(problem, json).issues ?? []).toEqual([]);
	if (response.ok) expect(response.status).toBe(operation.status);
	return {
		status: response.status,
		json: json as never as Record<string, never> & { items: Record<string, unknown>[] }
	};
}

const strictly = (answer: Operation['answer']) => {
	if (answer === 'file') throw new Error('A file has no shape');
	return answer;
};

describe('the table of operations', () => {
	test('every route has its operation, and each operation its route and its method', async () => {
		const told = Object.values<Operation>(operations).map((one) => `${one.method} ${routeOf(one)}`);
		const there: string[] = [];
		for (const [id, load] of files)
			for (const method of Object.keys(await load()))
				if (id !== '/api/v1/openapi.json') there.push(`${method} ${id}`);
		expect(there.toSorted()).toEqual(told.toSorted());
	});
});

describe('the entrance', () => {
	const path = '/api/v1/residences';

	test.each([undefined, 'x', 'palier_' + 'a'.repeat(43), 'palier_', "' OR 1=1"])(
		'%s opens nothing',
		async (key) => {
			const response = await ask('GET', path, key === undefined ? {} : { key });
			expect(response.status).toBe(401);
			expect(response.headers.get('content-type')).toBe('application/problem+json');
			expect(response.headers.get('www-authenticate')).toBe('Bearer');
		}
	);

	test('every operation asks for its scope, and for no other', async () => {
		for (const one of Object.values<Operation>(operations)) {
			const target = one.path.replace('{code}', '0000000000000').replace('{key}', 'x');
			const without = await keyOf(
				ours,
				ALL.filter((scope) => scope !== one.scope)
			);
			expect((await ask(one.method, target, { key: without })).status, one.summary).toBe(403);
			const withIt = await keyOf(ours, [one.scope]);
			expect([401, 403], one.summary).not.toContain((await ask(one.method, target, { key: withIt })).status);
		}
	});

	test('an ended key opens nothing from then on; somebody else cannot end it', async () => {
		const key = await keyOf(ours);
		const [token] = (await tokensOf(db, ours.landlordId, Date.now())).filter(
			({ state }) => state === 'works'
		);
		expect(await endToken(db, actorOf(theirs), token!.key, Date.now())).toBe(false);
		expect((await ask('GET', path, { key })).status).toBe(200);
		expect(await endToken(db, actorOf(ours), token!.key, Date.now())).toBe(true);
		expect((await ask('GET', path, { key })).status).toBe(401);
	});

	test('a key that is too old opens nothing', async () => {
		const key = await keyOf(ours);
		await db.write([
			sql`UPDATE api_token SET expires_at = ${Date.now() - 1} WHERE ended_at IS NULL AND landlord_id = ${ours.landlordId}`
		]);
		expect((await ask('GET', path, { key })).status).toBe(401);
	});

	test('a key that asks too fast waits', async () => {
		const key = await keyOf(ours);
		const all: number[] = [];
		for (let i = 0; i < 400 && !all.includes(429); i++) all.push((await ask('GET', path, { key })).status);
		expect(all.at(-1)).toBe(429);
		const refused = await ask('GET', path, { key });
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
	});

	test('an unknown method and an unknown address are told to a program', async () => {
		const key = await keyOf(ours);
		expect((await ask('DELETE', path, { key })).status).toBe(405);
		const nowhere = await ask('GET', '/api/v1/households', { key });
		expect(nowhere.status).toBe(405);
		expect(nowhere.headers.get('content-type')).toBe('application/problem+json');
	});

	test('the database has no key in clear, and the day of its use', async () => {
		const key = await keyOf(ours);
		await ask('GET', path, { key });
		const rows = await db.read(sql`SELECT * FROM api_token WHERE landlord_id = ${ours.landlordId}`);
		expect(JSON.stringify(rows)).not.toContain(key);
		expect((await tokensOf(db, ours.landlordId, Date.now()))[0]!.usedDay).toMatch(/^\d{4}-\d\d-\d\d$/);
	});

	test('the same form twice makes one key; a landlord has twenty at most', async () => {
		const scope = await newLandlord(db, 'many', 1);
		const wanted = { name: 'x', scopes: ALL, days: 30, once: newId() } as const;
		const twice = await Promise.all([1, 2].map(() => makeToken(db, actorOf(scope), wanted, Date.now())));
		expect(twice[0]).toEqual(twice[1]);
		const more = await Promise.all(
			Array.from({ length: 25 }, () =>
				makeToken(db, actorOf(scope), { ...wanted, once: newId() }, Date.now())
			)
		);
		expect(more.filter((made) => 'token' in made)).toHaveLength(19);
		const [{ n }] = (await db.read<{ n: number }>(
			sql`SELECT count(*) AS n FROM audit WHERE act = 'api-token-made' AND landlord_id = ${scope.landlordId}`
		)) as [{ n: number }];
		expect(n).toBe(20);
	});
});

describe('places', () => {
	test('come page by page, each once, and only ours', async () => {
		const key = await keyOf(ours);
		const halls = (await given('GET', '/api/v1/halls', { key })).json.items;
		expect(halls).toHaveLength(1);
		const codes: unknown[] = [];
		let next: unknown = null;
		do {
			const page = await given('GET', `/api/v1/mailboxes?limit=2${next ? `&cursor=${String(next)}` : ''}`, {
				key
			});
			codes.push(...page.json.items.map(({ code }) => code));
			next = page.json.next;
		} while (next);
		expect(codes).toEqual((await mailboxesOf(db, ours)).map(({ code }) => code));
		const other = (await mailboxesOf(db, theirs))[0]!;
		expect(JSON.stringify((await given('GET', '/api/v1/mailboxes', { key })).json)).not.toContain(other.code);
	});

	test("somebody else's hall is not found, nor changed", async () => {
		const [mine, foreign] = await Promise.all([keyOf(ours), keyOf(theirs)]);
		const { code } = (await given('GET', '/api/v1/halls', { key: foreign })).json.items[0]!;
		const path = `/api/v1/halls/${String(code)}`;
		const body = { houseRules: { stickers: 'none', largestMm: null } };
		expect((await given('GET', path, { key: mine })).status).toBe(404);
		expect((await given('PATCH', path, { key: mine, body })).status).toBe(404);
		expect((await given('GET', path, { key: foreign })).json.houseRules).toEqual({
			stickers: 'any',
			largestMm: null
		});
		expect((await given('PATCH', path, { key: foreign, body })).json.houseRules).toEqual(body.houseRules);
	});

	test('a claimed mailbox looks the same', async () => {
		const key = await keyOf(ours);
		const before = (await given('GET', '/api/v1/mailboxes', { key })).json;
		await newHousehold(db, ours, 0);
		expect((await given('GET', '/api/v1/mailboxes', { key })).json).toEqual(before);
	});

	test('are brought all or none, with each problem at its row', async () => {
		const key = await keyOf(ours);
		const good = {
			residence: 'Zola',
			address: '1 rue Zola',
			postcode: '93200',
			city: 'Saint-Denis',
			mailboxes: '8'
		};
		const bad = { ...good, address: '2 rue Zola', postcode: 'Saint' };
		const refused = await given('POST', '/api/v1/places', { key, body: { rows: [good, bad] } });
		expect(refused.status).toBe(422);
		expect(refused.json.problems).toMatchObject([{ at: '/rows/1/postcode', reason: 'bad-postcode' }]);
		expect((await given('GET', '/api/v1/residences', { key })).json.items).toHaveLength(1);
		const tried = await given('POST', '/api/v1/places', { key, body: { rows: [good], dryRun: true } });
		expect(tried.json).toMatchObject({ written: false, mailboxes: { added: 8 } });
		const done = await given('POST', '/api/v1/places', { key, body: { rows: [good] } });
		expect(done.json).toMatchObject({ written: true, residences: 1, mailboxes: { added: 8 } });
		const again = await given('POST', '/api/v1/places', { key, body: { rows: [good] } });
		expect(again.json).toMatchObject({ written: false, mailboxes: { added: 0, same: 8 } });
		const acts = await db.read(
			sql`SELECT who FROM audit WHERE act = 'places-brought' AND landlord_id = ${ours.landlordId}`
		);
		expect(acts).toEqual([{ who: 'api Patrimoine' }]);
	});

	test.each([
		['no JSON', '{', 400],
		['nothing', '', 400],
		['a list', [], 422],
		['no rows', { rows: [] }, 422],
		['too many rows', { rows: Array.from({ length: 1_001 }, () => ({})) }, 422],
		['an unknown field', { rows: [{ tenant: 'Amina' }] }, 422],
		['a forbidden name', '{"rows":[{"__proto__":"x"}]}', 422],
		['a number for a text', { rows: [{ mailbox: 12 }] }, 422],
		['a NUL', { rows: [{ residence: 'a\0', mailbox: '\0' }] }, 422],
		['a gigantic cell', { rows: [{ residence: 'x'.repeat(3_000) }] }, 422]
	])('%s is refused', async (_, body, status) => {
		const answer = await given('POST', '/api/v1/places', { key: await keyOf(ours), body });
		expect(answer.status).toBe(status);
	});

	test.each(['cursor=x', 'limit=0', 'limit=1e3', 'code=1', 'hall=x'])('?%s is refused', async (query) => {
		expect((await given('GET', `/api/v1/mailboxes?${query}`, { key: await keyOf(ours) })).status).toBe(422);
	});
});

describe('kits and figures', () => {
	test('an order is made once, is seen by its landlord alone, and has no file yet', async () => {
		const [key, foreign] = await Promise.all([keyOf(ours), keyOf(theirs)]);
		const { code } = (await given('GET', '/api/v1/halls', { key })).json.items[0]!;
		const asked = { key, body: { halls: [code] }, headers: { 'idempotency-key': newId() } };
		const first = await given('POST', '/api/v1/kit-orders', asked);
		expect(first.status).toBe(202);
		expect((await given('POST', '/api/v1/kit-orders', asked)).status).toBe(409);
		const again = await given('POST', '/api/v1/kit-orders', { key, body: { halls: [code] } });
		expect(again.json.key).toBe(first.json.key);
		const path = `/api/v1/kit-orders/${String(first.json.key)}`;
		expect((await given('GET', path, { key })).json.state).toBe('waiting');
		expect((await given('GET', path, { key: foreign })).status).toBe(404);
		expect((await ask('GET', `${path}/file`, { key })).status).toBe(404);
		expect((await ask('GET', `${path}/file`, { key: foreign })).status).toBe(404);
		expect((await given('GET', '/api/v1/kit-orders', { key: foreign })).json.items).toEqual([]);
	});

	test('a file is taken by GET, and HEAD has the same headers and takes nothing', async () => {
		const [key, foreign] = await Promise.all([keyOf(ours), keyOf(theirs)]);
		let now = Date.now();
		await workKitOrders(db, { now: () => (now += 500) });
		const [order] = (await given('GET', '/api/v1/kit-orders', { key })).json.items;
		const path = `/api/v1/kit-orders/${String(order!['key'])}/file`;
		const taken = () =>
			db.read(sql`SELECT 1 FROM audit WHERE landlord_id = ${ours.landlordId} AND act = 'kits-taken'`);
		const head = await ask('HEAD', path, { key });
		expect([head.status, head.body, await taken()]).toEqual([200, null, []]);
		expect((await ask('HEAD', path, { key: foreign })).status).toBe(404);
		const whole = await ask('GET', path, { key });
		expect([...head.headers]).toEqual([...whole.headers]);
		expect((await whole.arrayBuffer()).byteLength).toBe(Number(head.headers.get('content-length')));
		expect(await taken()).toHaveLength(1);
	});

	test("nobody orders kits of somebody else's hall; a refused key may come again", async () => {
		const [key, foreign] = await Promise.all([keyOf(ours), keyOf(theirs)]);
		const { code } = (await given('GET', '/api/v1/halls', { key: foreign })).json.items[0]!;
		const asked = { key, body: { halls: [code] }, headers: { 'idempotency-key': newId() } };
		expect((await given('POST', '/api/v1/kit-orders', asked)).status).toBe(404);
		expect((await given('POST', '/api/v1/kit-orders', asked)).status).toBe(404);
	});

	test('an order of real halls and of a trial’s is refused, with the reason', async () => {
		const key = await keyOf(ours);
		await makeTrial(db, actorOf(ours), { today: '2026-11-23', now: Date.now() });
		const halls = (await given('GET', '/api/v1/halls', { key })).json.items.map(({ code }) => code);
		const refused = await given('POST', '/api/v1/kit-orders', { key, body: { halls } });
		expect(refused).toMatchObject({ status: 422, json: { problems: [{ at: '/halls', reason: 'mixed' }] } });
		await wipeTrial(db, actorOf(ours), Date.now());
	});

	test('kits are moved by whoever has the key of their landlord', async () => {
		const [key, foreign] = await Promise.all([keyOf(ours), keyOf(theirs)]);
		const { code } = (await given('GET', '/api/v1/halls', { key })).json.items[0]!;
		await db.write([sql`UPDATE kit SET made_at = 1 WHERE landlord_id = ${ours.landlordId}`]);
		const body = { halls: [code], step: 'print' };
		expect((await given('POST', '/api/v1/kit-steps', { key: foreign, body })).json).toEqual({ moved: 0 });
		expect((await given('POST', '/api/v1/kit-steps', { key, body })).json).toEqual({ moved: 3 });
		expect((await given('POST', '/api/v1/kit-steps', { key, body })).json).toEqual({ moved: 0 });
		const boxes = (await given('GET', `/api/v1/mailboxes?hall=${String(code)}`, { key })).json.items;
		expect(boxes.map(({ kit }) => kit)).toEqual(['printed', 'printed', 'printed']);
		const nothing = { key, body: { step: 'print' } };
		expect((await given('POST', '/api/v1/kit-steps', nothing)).status).toBe(422);
	});

	test('figures before the first week are none', async () => {
		expect((await given('GET', '/api/v1/figures', { key: await keyOf(ours) })).json).toEqual({
			week: null,
			groups: []
		});
	});
});
