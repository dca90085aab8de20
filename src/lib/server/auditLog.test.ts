import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newDatabase, newLandlord, NOW } from '../../../tests/support/world.ts';
import { auditing, writeDown, type Actor } from './audit.ts';
import {
	auditHead,
	auditPage,
	GENESIS,
	logAuditHeads,
	sealAudit,
	sealAudits,
	takeAuditOut,
	verifyAudit
} from './auditLog.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { sha256 } from './keys.ts';
import { newLog } from './log.ts';

let db: Database;
let landlords = 0;

beforeAll(async () => {
	db = await newDatabase();
});
afterAll(() => db.close());

/** A landlord whose log has so many rows, sealed. */
async function logOf(rows: number): Promise<Actor> {
	const { landlordId } = await newLandlord(db, `log${++landlords}`);
	const actor = { landlordId, staffId: null, who: 'palier' };
	for (let n = 0; n < rows; n++) await writeDown(db, actor, 'tried', { n }, NOW + n);
	await sealAudits(db);
	return actor;
}

const whole = { unsealed: 0, brokenAt: null, hasHead: null };
const idsOf = async (landlordId: number) =>
	(
		await db.read<{ id: number }>(sql`SELECT id FROM audit WHERE landlord_id = ${landlordId} ORDER BY id`)
	).map(({ id }) => id);

/** By hand, in the file: as somebody would who may write to it. */
const byHand = (change: ReturnType<typeof sql>) =>
	db.write([
		sql`DROP TRIGGER IF EXISTS audit_is_never_erased`,
		sql`DROP TRIGGER IF EXISTS audit_is_written_once`,
		change
	]);

describe('the chain', () => {
	test('is whole, of each landlord by itself, and empty at first', async () => {
		const { landlordId: empty } = await newLandlord(db, 'empty');
		expect(await verifyAudit(db, empty)).toMatchObject({ ...whole, head: GENESIS });
		const [a, b] = [await logOf(3), await logOf(2)];
		const head = await auditHead(db, a.landlordId);
		expect(await verifyAudit(db, a.landlordId)).toMatchObject({ ...whole, rows: 3, head: head!.hash });
		expect(await verifyAudit(db, b.landlordId)).toMatchObject({ ...whole, rows: 2 });
	});

	test('is made of what anybody can hash again from the file', async () => {
		const actor = await logOf(2);
		const chunks: Uint8Array[] = [];
		await takeAuditOut(db, actor, 'jsonl', NOW, (bytes) => void chunks.push(bytes));
		const lines = Buffer.concat(chunks).toString('utf8').trimEnd().split('\n');
		expect(lines).toHaveLength(3);
		let previous = GENESIS;
		for (const line of lines) {
			const { hash, ...rest } = JSON.parse(line) as { hash: string; previous: string };
			expect(rest.previous).toBe(previous);
			expect(sha256(JSON.stringify(Object.values(rest)))).toBe(hash);
			previous = hash;
		}
	});

	test('waits for its seal, and two at once do not fork it', async () => {
		const actor = await logOf(1);
		await db.write(Array.from({ length: 1_200 }, (_, n) => auditing(actor, 'many', { n }, NOW)));
		expect(await verifyAudit(db, actor.landlordId)).toMatchObject({ unsealed: 1_200, brokenAt: null });
		await Promise.all([1, 2, 3].map(() => sealAudit(db, actor.landlordId)));
		expect(await verifyAudit(db, actor.landlordId)).toMatchObject({ ...whole, rows: 1_201 });
	});

	test('refuses another seal on a row that has one', async () => {
		const { landlordId } = await logOf(2);
		const forging = sql`UPDATE audit SET hash = ${'f'.repeat(64)} WHERE landlord_id = ${landlordId}`;
		await expect(db.write([forging])).rejects.toThrow();
		await expect(db.write([sql`DELETE FROM audit WHERE landlord_id = ${landlordId}`])).rejects.toThrow();
	});
});

describe('what was changed by hand is found', () => {
	test.each([
		['who', sql`who = 'somebody else'`],
		['what', sql`about = '{"n":7}'`],
		['when', sql`at = at + 1`],
		['by whom', sql`staff_id = 'x'`],
		['the seal', sql`hash = ${'a'.repeat(64)}`]
	])('%s', async (_, change) => {
		const { landlordId } = await logOf(4);
		const [, second] = await idsOf(landlordId);
		await byHand(sql`UPDATE audit SET ${change} WHERE id = ${second!} AND landlord_id = ${landlordId}`);
		expect((await verifyAudit(db, landlordId)).brokenAt).toBe(second);
	});

	test.each([0, 1, 2])('the row that was at %i is gone', async (n) => {
		const { landlordId } = await logOf(4);
		const ids = await idsOf(landlordId);
		await byHand(sql`DELETE FROM audit WHERE id = ${ids[n]!} AND landlord_id = ${landlordId}`);
		expect((await verifyAudit(db, landlordId)).brokenAt).toBe(ids[n + 1]);
	});

	test('rows at the end are gone: whoever wrote the last seal down sees it', async () => {
		const { landlordId } = await logOf(4);
		const { hash } = (await auditHead(db, landlordId))!;
		expect((await verifyAudit(db, landlordId, hash)).hasHead).toBe(true);
		const ids = await idsOf(landlordId);
		await byHand(sql`DELETE FROM audit WHERE id = ${ids[3]!} AND landlord_id = ${landlordId}`);
		expect(await verifyAudit(db, landlordId, hash)).toMatchObject({ brokenAt: null, hasHead: false });
	});
});

test('the newest seal of each landlord goes into the server’s log, and shows that the end was written anew', async () => {
	const { landlordId } = await logOf(4);
	const lines: Record<string, unknown>[] = [];
	await logAuditHeads(
		db,
		newLog('info', (line) => void lines.push(JSON.parse(line)))
	);
	const [{ slug }] = (await db.read(sql`SELECT slug FROM landlord l WHERE l.id = ${landlordId}`)) as [
		{ slug: string }
	];
	const { row, seal } = lines.find(({ landlord }) => landlord === slug)! as { row: number; seal: string };
	const ids = await idsOf(landlordId);
	expect(row).toBe(ids[3]);
	expect(new Set(lines.map(({ landlord }) => landlord)).size).toBe(lines.length);
	await byHand(
		sql`UPDATE audit SET hash = NULL, previous = NULL, about = '{"n":99}' WHERE id = ${ids[3]!} AND landlord_id = ${landlordId}`
	);
	await sealAudits(db);
	expect(await verifyAudit(db, landlordId)).toMatchObject({ brokenAt: null, unsealed: 0 });
	expect(await verifyAudit(db, landlordId, seal)).toMatchObject({ hasHead: false });
});

describe('reading it', () => {
	test('in pages of fifty, the newest first, of one landlord, by person and act', async () => {
		const actor = await logOf(60);
		const other = await logOf(1);
		const all = { who: '', act: '', before: null };
		const first = await auditPage(db, actor.landlordId, all);
		expect(first.rows.map(({ about }) => JSON.parse(about).n as number).slice(0, 2)).toEqual([59, 58]);
		expect([first.rows.length, first.hasMore]).toEqual([50, true]);
		const rest = await auditPage(db, actor.landlordId, { ...all, before: first.rows.at(-1)!.id });
		expect([rest.rows.length, rest.hasMore]).toEqual([10, false]);
		await writeDown(db, { ...actor, who: 'denis@tilleuls.example' }, 'moved', {}, NOW);
		const ofDenis = { ...all, who: 'denis@tilleuls.example' };
		expect((await auditPage(db, actor.landlordId, ofDenis)).rows).toHaveLength(1);
		expect((await auditPage(db, actor.landlordId, { ...all, act: 'moved' })).rows).toHaveLength(1);
		expect((await auditPage(db, other.landlordId, ofDenis)).rows).toEqual([]);
	});

	test('a file for spreadsheets holds no formula, and says that it was taken', async () => {
		const actor = await logOf(0);
		await writeDown(db, { ...actor, who: '=cmd|calc@x.example' }, '+act', { name: 'a;"b"\nc' }, NOW);
		const chunks: Uint8Array[] = [];
		await takeAuditOut(db, actor, 'csv', NOW, (bytes) => void chunks.push(bytes));
		const text = Buffer.concat(chunks).toString('utf8');
		expect(text.startsWith('\ufeffid;at;staff;who;act;about;previous;hash\r\n')).toBe(true);
		expect(text).toContain(";'=cmd|calc@x.example;'+act;");
		expect(text).toContain('audit-taken-out');
		expect((await verifyAudit(db, actor.landlordId)).brokenAt).toBeNull();
	});
});
