import { emblems } from '#lib/catalogue/emblems.ts';
import { pictograms } from '#lib/catalogue/pictograms.ts';
import { config } from '#lib/server/config.ts';
import { database, type Database } from '#lib/server/db/database.ts';
import { sql } from '#lib/server/db/statement.ts';
import { readyKitKey } from '#lib/server/keys.ts';
import { offer, setManner } from '#lib/server/offers.ts';
import { switchesOf } from '#lib/server/web/language.ts';
import { choicesOf } from '#lib/server/web/frontDoor.ts';
import { Begin, gzipped } from '#lib/server/web/packedPage.ts';
import type { Language } from '#lib/text/languages.ts';
import { speak } from '#lib/text/speak.ts';
import forms from '#lib/ui/forms.css?inline';
import look from '#lib/ui/look.css?inline';
import Frame from '#lib/ui/Frame.svelte';
import { READER, readerOf } from '#lib/ui/reader.ts';
import { createRawSnippet, type Component } from 'svelte';
import { render } from 'svelte/server';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { newHousehold, newLandlord, NOW } from '../../../tests/support/world.ts';
import { scanPage } from './scanPage.ts';
import { load } from './who/[pictogram]/+page.server.ts';
import WhoPage from './who/[pictogram]/+page.svelte';

/** What a page may weigh, packed. */
const MOST = 12_000;

let db: Database;
let amina: { id: string; mailbox: string };
let hall: string;

const packed = (text: string) => deflateRawSync(text).length;
const ids = pictograms.map(({ id }) => id);
const orders: Record<string, readonly string[]> = {
	'of the catalogue': ids,
	'by length': heaviestFirst(pictograms, ({ path }) => path.length),
	'by what is left of it packed': heaviestFirst(pictograms, ({ path }) => packed(path)),
	'by how badly it packs': heaviestFirst(pictograms, ({ path }) => packed(path) / path.length)
};
const heaviestEmblem = heaviestFirst(emblems, ({ path }) => packed(path))
	.slice(0, 2)
	.join('+');

function heaviestFirst<One extends { readonly id: string }>(
	all: readonly One[],
	weight: (one: One) => number
): string[] {
	return [...all].sort((a, b) => weight(b) - weight(a)).map(({ id }) => id);
}

beforeAll(async () => {
	readyKitKey(config().kitKeyFile, false);
	db = await database();
	const scope = await newLandlord(db, 'tilleuls', 41);
	amina = await newHousehold(db, scope, 0, []);
	for (let n = 1; n < 41; n++) await newHousehold(db, scope, n, []);
	hall = (await db.read<{ code: string }>(sql`SELECT h.code FROM hall h WHERE h.id = 1`))[0]!.code;
	const listed = { manner: 'hall', ringFrom: null, ringUntil: null, ownWords: false, listed: true } as const;
	await setManner(db, amina.id, listed, NOW);
	await db.write([
		sql`UPDATE household SET nickname = ${'Les joyeux voisins du 3e'} WHERE id = ${amina.id}`,
		sql`UPDATE mailbox SET emblem = ${heaviestEmblem} WHERE code = ${amina.mailbox}`
	]);
});

describe.each(['fr', 'ar'] as const)('in %s', (language) => {
	test.each(Object.entries(orders))(
		'all there is to lend, in the order %s: each page is light',
		async (_, all) => {
			await lending(all);
			await db.write([sql`DELETE FROM wish`]);
			expect(await shownOn(amina.mailbox, language)).toEqual(all);
			expect([...(await shownOn(hall, language))].sort()).toEqual([...ids].sort());
		}
	);

	test.each([1, 5, 8, 11, 14, 17])(
		'a hall that has %i heavy things, with wishes and with how it works',
		async (count) => {
			const [heavy, light] = [orders['by what is left of it packed']!, [...orders['by length']!].reverse()];
			for (const all of [heavy, light]) {
				await lending(all.slice(0, count));
				await db.write([
					sql`DELETE FROM wish`,
					...heavy
						.slice(20, 28)
						.map((id) => sql`INSERT INTO wish (hall_id, pictogram, at) VALUES (1, ${id}, ${NOW})`)
				]);
				expect([...(await shownOn(hall, language))].sort()).toEqual(all.slice(0, count).sort());
				expect(await shownOn(amina.mailbox, language)).toEqual(all.slice(0, count));
			}
		}
	);
});

test.each(['fr', 'ar'] as const)(
	'who of forty has a thing, in %s: each page is light, and none is left out',
	async (language) => {
		const thing = orders['by what is left of it packed']![0]!;
		const all = await db.read<{ id: string; code: string }>(
			sql`SELECT hh.id, m.code FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id`
		);
		for (const { id } of all) await offer(db, id, [thing], NOW);
		await db.write([
			sql`DELETE FROM request`,
			sql`UPDATE household SET listed_at = ${NOW}`,
			...pairs
				.slice(0, all.length)
				.map((pair, n) => sql`UPDATE mailbox SET emblem = ${pair} WHERE code = ${all[n]!.code}`)
		]);
		const shown: string[] = [];
		for (let link: string | undefined = '?page=-7'; link !== undefined;) {
			const url = new URL(`/${hall}/who/${thing}${link}&l=${language}`, 'https://palier.example');
			const data = await load({
				params: { code: hall, pictogram: thing },
				locals: { language },
				url
			} as never);
			const html = whole(language, data, switchesOf(url));
			expect(gzipSync(html).length, link).toBeLessThan(MOST);
			shown.push(...[...html.matchAll(/\/(\w{13})\/ask\//g)].map(([, code]) => code!));
			link = new RegExp(
				`href="[^"?]*(\\?page=\\d+)&amp;l=${language}">${speak(language)('household.more')}`
			).exec(html)?.[1];
		}
		expect(shown.sort()).toEqual(all.map(({ code }) => code).sort());
	}
);

/** The heaviest emblems, two by two. */
const pairs = heaviestFirst(emblems, ({ path }) => packed(path)).flatMap((one, n, all) =>
	all.slice(n + 1, n + 6).map((other) => `${one}+${other}`)
);

/** The page as Kit sends it: with the frame, and with the styles in it. */
function whole(language: Language, data: unknown, switches: ReturnType<typeof switchesOf>): string {
	const context = new Map([[READER, readerOf(language, language, speak(language))]]);
	const page = render(WhoPage as Component<{ data: unknown }>, { props: { data }, context });
	const children = createRawSnippet(() => ({ render: () => `<div>${page.body}</div>` }));
	const frame = render(Frame, { props: { switches, children }, context });
	return `<style>${(look + forms).replace(FOR_DEVELOPERS, '')}</style>${page.head}${frame.body}`;
}

/** At hand or out: the heavier word. */
async function lending(things: readonly string[]): Promise<void> {
	await offer(db, amina.id, [], NOW);
	await offer(db, amina.id, things, NOW);
	await db.write([
		sql`DELETE FROM request`,
		...things.map(
			(
				id
			) => sql`INSERT INTO request (id, household_id, pictogram, ticket_hash, from_day, until_day, part, state, asked_at, ends_at)
				VALUES (${id}, ${amina.id}, ${id}, ${id}, '2026-11-23', '2026-11-23', 'morning', 'handed-over', ${NOW}, ${NOW})`
		)
	]);
}

/** Goes from page to page as a neighbour does, weighs each as it is sent, and gives what they show. */
async function shownOn(code: string, language: Language): Promise<string[]> {
	const shown: string[] = [];
	for (let link: string | undefined = '?page=1'; link !== undefined;) {
		const { page } = choicesOf(link.slice(1));
		expect(`?page=${page}`).toBe(link);
		const sent = await scanPage(db, { typed: code, language, chosen: language, page });
		const begin = new Begin(sent.begin.bytes.toString().replace(FOR_DEVELOPERS, ''));
		expect(gzipped(begin, sent.rest).length, `page ${page}`).toBeLessThan(MOST);
		const html = sent.rest.toString();
		shown.push(...[...html.matchAll(/\/(?:ask|who)\/([a-z-]+)/g)].map(([, id]) => id!));
		link = new RegExp(
			`href="/${code}(\\?page=\\d+)&amp;l=${language}">${speak(language)('household.more')}`
		).exec(html)?.[1];
	}
	return shown;
}

/** The build leaves these out. */
const FOR_DEVELOPERS = /\/\*.*?\*\//gs;
