import { createClient } from '@libsql/client';
import { tokensOf } from '#lib/server/apiTokens.ts';
import { askToBorrow, isQueueFull, ticketOfForm } from '#lib/server/asking.ts';
import type { Actor } from '#lib/server/audit.ts';
import { auditHead, auditPage } from '#lib/server/auditLog.ts';
import { readSession, startSession } from '#lib/server/auth/sessions.ts';
import { stepOfBorrower } from '#lib/server/borrowing.ts';
import {
	goneHallsOf,
	hallIn,
	hallsIn,
	hallWith,
	mailboxesOfHall,
	residencePage,
	residencesIn,
	residencesToChoose,
	residenceWith,
	searchHalls,
	sumsOf,
	wallOfHall,
	type Scope
} from '#lib/server/buildings.ts';
import type { Database } from '#lib/server/db/database.ts';
import { sql } from '#lib/server/db/statement.ts';
import { deskLinksIn } from '#lib/server/deskLinks.ts';
import { firstSteps } from '#lib/server/firstSteps.ts';
import { hallPage, whoHas } from '#lib/server/halls.ts';
import { buildingsToOffer, handoversOf, offersThatWait } from '#lib/server/handovers.ts';
import { homeOf, knownMailbox } from '#lib/server/households.ts';
import { doMinute } from '#lib/server/jobs.ts';
import { kitProgress, kitsOfHall, moveKits } from '#lib/server/kitLife.ts';
import { fileTakers, kitOrder, kitOrdersIn, orderKits } from '#lib/server/kitOrders.ts';
import { stepOfLender } from '#lib/server/lending.ts';
import { listsIn } from '#lib/server/listDrafts.ts';
import { followTicket, requestsOf } from '#lib/server/loans.ts';
import {
	approvalsOf,
	approvalsThatWait,
	boxesThatWait,
	lettersMadeIn,
	makeNewLetters
} from '#lib/server/newLetters.ts';
import { thingsOf } from '#lib/server/offers.ts';
import { sendPushes } from '#lib/server/outbox.ts';
import { PageCache } from '#lib/server/pageCache.ts';
import { givenTo, memberOf, membersOf, renewInvitation } from '#lib/server/people.ts';
import { nextRound, roundsIn } from '#lib/server/rounds.ts';
import { figuresByResidence, figuresOver, lastFigures } from '#lib/server/statistics.ts';
import { tellHouseholds } from '#lib/server/telling.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { newDatabase, newHousehold, newLandlord, NOW } from '../support/world.ts';

/** Tables that grow with the town. A step through one of them from end to end costs more with every building. */
const LARGE =
	/^(residence|building|hall|mailbox|kit|kit_order|kit_order_hall|kit_made|new_letter|approval|figure|scan_week|audit|staff_hall|staff_residence|hall_day|api_token|list_draft|list_draft_part|household|item|pause|contact|claim|request|request_step|loan_day|notice|outbox|session|wish|history|block|limit_bucket|page_change|push_subscription|report)$/;
/** Rows that are of one landlord: whoever looks for those of a hall or a building must not step through all of them. */
const ONE_ROW = /CONSTANT ROW|\(rowid=\?\)$|_unique \(\w+=\?\)$/;
const OF_LANDLORD = /INDEX \w+ \(landlord_id=\?\)$/;

/** A database that remembers the texts of what it was asked. */
function overheard(db: Database): { db: Database; heard: Set<string> } {
	const heard = new Set<string>();
	const listening: Database = Object.create(db, {
		read: {
			value: (statement: { sql: string }) => {
				heard.add(statement.sql);
				return db.read(statement as Parameters<Database['read']>[0]);
			}
		},
		write: {
			value: (statements: Parameters<Database['write']>[0]) => {
				for (const one of statements) heard.add('toSQL' in one ? one.toSQL().sql : one.sql);
				return db.write(statements);
			}
		}
	}) as Database;
	return { db: listening, heard };
}

interface PlanRow {
	readonly id: number;
	readonly parent: number;
	readonly detail: string;
}

let planRows: (text: string) => Promise<PlanRow[]>;
const plan = async (text: string) => (await planRows(text)).map(({ detail }) => detail);
let db: Database;
let heard: Set<string>;
let household: { id: string; mailbox: string };
let hall: string;
let residence: string;
let all: Scope;
let actor: Actor;
/** Of a manager, of an agent and of a caretaker. */
const scopes = (): Scope[] => [
	all,
	{ ...all, residenceIds: [1] },
	{ ...all, residenceIds: [1], hallIds: [1] }
];

beforeAll(async () => {
	const own = await newDatabase();
	all = await newLandlord(own, 'tilleuls', 3);
	actor = { landlordId: all.landlordId, staffId: null, who: 'palier' };
	household = await newHousehold(own, all, 0);
	residence = (await own.read<{ key: string }>(sql`SELECT key FROM residence`))[0]!.key;
	hall = (await own.read<{ code: string }>(sql`SELECT code FROM hall`))[0]!.code;
	const [place] = await own.read<{ file: string }>(
		sql`SELECT file FROM pragma_database_list WHERE name = 'main'`
	);
	const client = createClient({ url: `file:${place!.file}` });
	planRows = async (text) => {
		const args = [...text.matchAll(/\?/g)].map(() => null);
		const { rows } = await client.execute({ sql: `EXPLAIN QUERY PLAN ${text}`, args });
		return rows.map((row) => ({
			id: Number(row['id']),
			parent: Number(row['parent']),
			detail: String(row['detail'])
		}));
	};
	({ db, heard } = overheard(own));
});

/** The large tables that a statement steps through from end to end. */
async function scanned(text: string): Promise<string[]> {
	const names = new Map<string, string>();
	for (const [, table, alias] of text.matchAll(
		/\b(?:FROM|JOIN|UPDATE|INTO|,)\s+(\w+)(?:\s+(?:AS\s+)?(\w+))?/gi
	)) {
		names.set(table!, table!);
		if (alias) names.set(alias, table!);
	}
	const steps = (await plan(text)).flatMap((detail) => /^SCAN (\w+)/.exec(detail)?.[1] ?? []);
	return steps.filter((name) => LARGE.test(names.get(name) ?? name));
}

/** The steps through all of a landlord's rows that are made again for each row of something else: in an inner query, or in a join. */
async function steppedThroughEachTime(text: string): Promise<string[]> {
	const rows = await planRows(text);
	const byId = new Map(rows.map((row) => [row.id, row]));
	const isInner = (id: number): boolean => {
		const row = byId.get(id);
		return row !== undefined && (/^CORRELATED/.test(row.detail) || isInner(row.parent));
	};
	const isAfterMany = ({ id, parent }: PlanRow) =>
		rows.some(
			(row) =>
				row.parent === parent &&
				row.id < id &&
				/^(?:SEARCH|SCAN) /.test(row.detail) &&
				!ONE_ROW.test(row.detail)
		);
	return rows
		.filter((row) => OF_LANDLORD.test(row.detail) && (isInner(row.parent) || isAfterMany(row)))
		.map(({ detail }) => detail);
}

async function expectNoScan(what: () => Promise<unknown>): Promise<void> {
	heard.clear();
	await what();
	expect(heard.size).toBeGreaterThan(0);
	const found: string[] = [];
	for (const text of heard)
		for (const table of [...(await scanned(text)), ...(await steppedThroughEachTime(text))])
			found.push(`${table}:\n${text}`);
	expect(found, found.join('\n\n')).toEqual([]);
}

describe('hot paths find their rows and step through no large table', () => {
	test('this test sees a scan', async () => {
		expect(await scanned('SELECT 1 FROM request r WHERE r.known_by = ?')).toEqual(['r']);
		expect(await scanned('SELECT 1 FROM request WHERE id = ?')).toEqual([]);
		const ofHalls = (index: string) =>
			`SELECT (SELECT count(*) FROM hall h INDEXED BY ${index} WHERE h.landlord_id = ? AND h.building_id = b.id) FROM building b WHERE b.id = ?`;
		expect(await steppedThroughEachTime(ofHalls('hall_landlord'))).toHaveLength(1);
		expect(await steppedThroughEachTime(ofHalls('hall_place'))).toEqual([]);
		const joined = (index: string) =>
			`SELECT count(*) FROM building b CROSS JOIN hall h INDEXED BY ${index} ON h.building_id = b.id WHERE h.landlord_id = ? AND b.residence_id = ?`;
		expect(await steppedThroughEachTime(joined('hall_landlord'))).toHaveLength(1);
		expect(await steppedThroughEachTime(joined('hall_place'))).toEqual([]);
	});

	test('a scan', () =>
		expectNoScan(async () => {
			await knownMailbox(db, household.mailbox);
			await hallPage(db, hall);
			await whoHas(db, { hall }, 'drill');
			await whoHas(db, { mailbox: household.mailbox }, 'drill');
			const cache = new PageCache(db, { isShared: false });
			await cache.look();
			await cache.look();
		}));

	let ticket: string;
	const asking = () => ({
		mailbox: household.mailbox,
		pictogram: 'drill',
		wish: { fromDay: '2026-11-24', untilDay: '2026-11-25', part: 'evening' as const, knownBy: 'Bruno' },
		once: 'a'.repeat(32),
		from: 'here',
		device: 'this one',
		now: NOW
	});

	test('asking', () =>
		expectNoScan(async () => {
			await isQueueFull(db, household.mailbox, 'drill', 'this one');
			await ticketOfForm(db, asking());
			const asked = await askToBorrow(db, asking());
			if ('refusal' in asked) throw new Error(asked.refusal);
			ticket = asked.ticket;
		}));

	test('the resident, and the answer', () =>
		expectNoScan(async () => {
			const session = await startSession(db, { kind: 'household', id: household.id });
			await readSession(db, session.token, { mayWrite: true });
			await homeOf(db, household.id);
			await thingsOf(db, household.id);
			const [request] = await requestsOf(db, household.id, NOW);
			await stepOfLender(db, household.id, request!.id, 'accept', NOW);
		}));

	test('the ticket', () =>
		expectNoScan(async () => {
			await followTicket(db, ticket, NOW);
			await stepOfBorrower(db, ticket, 'take', NOW);
			await stepOfBorrower(db, ticket, 'cancel', NOW);
		}));

	test('what time does every minute', () =>
		expectNoScan(async () => {
			await doMinute(db, NOW);
			await tellHouseholds(db, NOW);
			await sendPushes(db, () => NOW);
		}));

	test('the office and its places', () =>
		expectNoScan(async () => {
			const search = { text: 'tilleuls 1', residence: '', kits: '', rules: '', page: 1 } as const;
			for (const scope of scopes()) {
				await residencePage(db, scope, 1);
				await residencesIn(db, scope);
				await residencesToChoose(db, scope);
				await residenceWith(db, scope, residence);
				await sumsOf(db, scope);
				await firstSteps(db, scope);
				await searchHalls(db, scope, search);
				await searchHalls(db, scope, { ...search, text: '', residence, kits: 'all', rules: 'none' });
				await searchHalls(db, scope, { ...search, text: hall });
				await hallsIn(db, scope, residence);
				await hallIn(db, scope, hall);
				await hallWith(db, scope, hall);
				await goneHallsOf(db, scope, residence);
				await wallOfHall(db, scope, hall);
				await mailboxesOfHall(db, scope, hall);
			}
		}));

	test('the office and its kits', () =>
		expectNoScan(async () => {
			const by = { staffId: null, who: 'palier', today: '2026-11-23', now: NOW } as const;
			const wanted = { halls: [{ code: hall }], secondLanguage: null, form: 'pdf' } as const;
			const ordered = await orderKits(db, all, wanted, by);
			if ('refusal' in ordered) throw new Error(ordered.refusal);
			for (const scope of scopes()) {
				await kitOrdersIn(db, scope);
				await kitOrder(db, scope, ordered.key);
				await kitProgress(db, scope);
				await kitsOfHall(db, scope, hall);
				await moveKits(db, actor, scope, { mailboxes: [household.mailbox] }, 'hand', NOW);
				await roundsIn(db, scope);
				await nextRound(db, scope, hall);
			}
			await fileTakers(db, all, ordered.key);
		}));

	test('the office and its letters', () =>
		expectNoScan(async () => {
			await makeNewLetters(db, actor, all, [household.mailbox], {
				reason: 'lost',
				today: '2026-11-23',
				now: NOW
			});
			for (const scope of scopes()) {
				await lettersMadeIn(db, scope, hall, NOW);
				await boxesThatWait(db, scope, hall, NOW);
			}
			await approvalsOf(db, actor, NOW);
			await approvalsThatWait(db, actor, NOW);
			await handoversOf(db, all.landlordId, NOW);
			await offersThatWait(db, all.landlordId, NOW);
			await buildingsToOffer(db, all.landlordId, 'tilleuls 1');
		}));

	test('the office, its people and its figures', () =>
		expectNoScan(async () => {
			const filter = { who: 'palier', act: 'kits-ordered', before: 9 };
			await auditPage(db, all.landlordId, filter);
			await auditHead(db, all.landlordId);
			await membersOf(db, all.landlordId, NOW);
			await memberOf(db, all.landlordId, 'nobody', NOW);
			await givenTo(db, all.landlordId, 'nobody');
			await renewInvitation(db, actor, { id: 'nobody', email: 'a@b.example' }, { once: 'a', now: NOW });
			await tokensOf(db, all.landlordId, NOW);
			await listsIn(db, all);
			for (const scope of scopes()) {
				await deskLinksIn(db, scope, '2026-11-23');
				await lastFigures(db, scope, ['', residence]);
				await figuresOver(db, scope, { key: residence, since: '2025-11-24' });
				await figuresByResidence(db, scope, { from: 0, count: 50 });
			}
		}));
});
