import { createClient } from '@libsql/client';
import { askToBorrow, isQueueFull, ticketOfForm } from '#lib/server/asking.ts';
import { readSession, startSession } from '#lib/server/auth/sessions.ts';
import { stepOfBorrower } from '#lib/server/borrowing.ts';
import type { Database } from '#lib/server/db/database.ts';
import { sql } from '#lib/server/db/statement.ts';
import { hallPage, whoHas } from '#lib/server/halls.ts';
import { homeOf, knownMailbox } from '#lib/server/households.ts';
import { doMinute } from '#lib/server/jobs.ts';
import { stepOfLender } from '#lib/server/lending.ts';
import { followTicket, requestsOf } from '#lib/server/loans.ts';
import { thingsOf } from '#lib/server/offers.ts';
import { sendPushes } from '#lib/server/outbox.ts';
import { PageCache } from '#lib/server/pageCache.ts';
import { tellHouseholds } from '#lib/server/telling.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { newDatabase, newHousehold, newLandlord, NOW } from '../support/world.ts';

/** Tables that grow with the town. A step through one of them from end to end costs more with every building. */
const LARGE =
	/^(hall|mailbox|household|item|pause|contact|claim|request|request_step|loan_day|notice|outbox|session|wish|history|block|limit_bucket|page_change|push_subscription|report)$/;

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

let plan: (text: string) => Promise<string[]>;
let db: Database;
let heard: Set<string>;
let household: { id: string; mailbox: string };
let hall: string;

beforeAll(async () => {
	const own = await newDatabase();
	household = await newHousehold(own, await newLandlord(own, 'tilleuls', 3), 0);
	hall = (await own.read<{ code: string }>(sql`SELECT code FROM hall`))[0]!.code;
	const [place] = await own.read<{ file: string }>(
		sql`SELECT file FROM pragma_database_list WHERE name = 'main'`
	);
	const client = createClient({ url: `file:${place!.file}` });
	plan = async (text) => {
		const args = [...text.matchAll(/\?/g)].map(() => null);
		const { rows } = await client.execute({ sql: `EXPLAIN QUERY PLAN ${text}`, args });
		return rows.map((row) => String(row['detail']));
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

async function expectNoScan(what: () => Promise<unknown>): Promise<void> {
	heard.clear();
	await what();
	expect(heard.size).toBeGreaterThan(0);
	const found: string[] = [];
	for (const text of heard) for (const table of await scanned(text)) found.push(`${table}:\n${text}`);
	expect(found, found.join('\n\n')).toEqual([]);
}

describe('hot paths find their rows and step through no large table', () => {
	test('this test sees a scan', async () => {
		expect(await scanned('SELECT 1 FROM request r WHERE r.known_by = ?')).toEqual(['r']);
		expect(await scanned('SELECT 1 FROM request WHERE id = ?')).toEqual([]);
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
			await sendPushes(db, NOW);
		}));
});
