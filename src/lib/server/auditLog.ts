import { stringify } from 'csv-stringify/sync';
import { writeDown, type Actor } from './audit.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { sha256 } from './keys.ts';
import { log } from './log.ts';

/** What the first row of a landlord follows. */
export const GENESIS = '0'.repeat(64);

/** Rows that are read or sealed together. */
const AT_ONCE = 500;
const ON_A_PAGE = 50;

export interface AuditRow {
	readonly id: number;
	readonly at: number;
	readonly staffId: string | null;
	readonly who: string;
	readonly act: string;
	/** JSON, as it was written. */
	readonly about: string;
	readonly previous: string | null;
	readonly hash: string | null;
}

/** What a row's hash is made of (docs/decisions/0023): nothing of it can change, nor what came before. */
export function hashOfRow(
	landlordId: number,
	{ id, at, staffId, who, act, about }: AuditRow,
	previous: string
): string {
	return sha256(JSON.stringify([previous, landlordId, id, at, staffId, who, act, about]));
}

const ROW = sql`a.id, a.at, a.staff_id AS staffId, a.who, a.act, a.about, a.previous, a.hash`;

/** Seals what was written since, of all landlords. Two processes at once make the same seals. */
export async function sealAudits(db: Database): Promise<void> {
	const waiting = await db.read<{ landlordId: number }>(
		sql`SELECT DISTINCT landlord_id AS landlordId FROM audit WHERE hash IS NULL`
	);
	for (const { landlordId } of waiting) await sealAudit(db, landlordId);
}

/**
 * Gives each row of a landlord that has none its seal, in order. A row is sealed only onto the seal of the row before it: who
 * comes late with another one changes nothing.
 */
export async function sealAudit(db: Database, landlordId: number): Promise<void> {
	for (;;) {
		const rows = await db.read<AuditRow>(
			sql`SELECT ${ROW} FROM audit a WHERE a.landlord_id = ${landlordId} AND a.hash IS NULL ORDER BY a.id LIMIT ${AT_ONCE}`
		);
		if (rows.length === 0) return;
		const before = await sealBefore(db, landlordId, rows[0]!.id);
		if (before === null) return;
		await db.write(sealing(landlordId, rows, before));
		if (rows.length < AT_ONCE) return;
		await new Promise(setImmediate);
	}
}

function sealing(landlordId: number, rows: readonly AuditRow[], before: string) {
	let previous = before;
	return rows.map((row) => {
		const [onto, hash] = [previous, hashOfRow(landlordId, row, previous)];
		previous = hash;
		return sql`UPDATE audit SET previous = ${onto}, hash = ${hash} WHERE id = ${row.id} AND landlord_id = ${landlordId} AND hash IS NULL
			AND ${onto} = (SELECT coalesce((SELECT coalesce(b.hash, '') FROM audit b WHERE b.landlord_id = ${landlordId} AND b.id < ${row.id}
				ORDER BY b.id DESC LIMIT 1), ${GENESIS}))`;
	});
}

/** The seal of the row before; null while it has none. */
async function sealBefore(db: Database, landlordId: number, id: number): Promise<string | null> {
	const [row] = await db.read<{ hash: string | null }>(
		sql`SELECT hash FROM audit WHERE landlord_id = ${landlordId} AND id < ${id} ORDER BY id DESC LIMIT 1`
	);
	return row ? row.hash : GENESIS;
}

export interface AuditFilter {
	/** A mail address, or `api <name>`, or `palier`; '' for all. */
	readonly who: string;
	readonly act: string;
	/** Only rows before this one. */
	readonly before: number | null;
}

/** Fifty rows, the newest first, and whether there are older ones. */
export async function auditPage(
	db: Database,
	landlordId: number,
	{ who, act, before }: AuditFilter
): Promise<{ rows: AuditRow[]; hasMore: boolean }> {
	const rows = await db.read<AuditRow>(sql`
		SELECT ${ROW} FROM audit a WHERE a.landlord_id = ${landlordId} AND (${before} IS NULL OR a.id < ${before})
			AND (${who} = '' OR a.who = ${who}) AND (${act} = '' OR a.act = ${act})
		ORDER BY a.id DESC LIMIT ${ON_A_PAGE + 1}`);
	return { rows: rows.slice(0, ON_A_PAGE), hasMore: rows.length > ON_A_PAGE };
}

/** The newest seal: whoever has it on paper can tell later that nothing before it was taken out. Null while there is none. */
export async function auditHead(
	db: Database,
	landlordId: number
): Promise<{ hash: string; at: number } | null> {
	const [row] = await db.read<{ hash: string; at: number }>(
		sql`SELECT hash, at FROM audit WHERE landlord_id = ${landlordId} AND hash IS NOT NULL ORDER BY id DESC LIMIT 1`
	);
	return row ?? null;
}

/** Writes the newest seal of each landlord into the server's log, where nobody who opens the database can change it. */
export async function logAuditHeads(db: Database, logger = log()): Promise<void> {
	const heads = await db.read<{ landlord: string; row: number; seal: string }>(sql`
		SELECT l.slug AS landlord, a.id AS row, a.hash AS seal FROM landlord l
			JOIN audit a ON a.id = (SELECT max(b.id) FROM audit b WHERE b.landlord_id = l.id AND b.hash IS NOT NULL) ORDER BY l.id`);
	for (const { landlord, row, seal } of heads) logger.info({ landlord, row, seal }, 'audit seal');
}

export interface Verdict {
	readonly rows: number;
	/** Rows that wait for their seal: of the last seconds. */
	readonly unsealed: number;
	readonly head: string;
	/** The first row that is not as it was, or that follows another one than it did; null when all are whole. */
	readonly brokenAt: number | null;
	/** Whether the seal that was asked about is in the chain; null when none was. */
	readonly hasHead: boolean | null;
}

/** Reads the whole chain of a landlord. `head` is a seal that somebody wrote down. */
export async function verifyAudit(db: Database, landlordId: number, head = ''): Promise<Verdict> {
	let [previous, count, unsealed] = [GENESIS, 0, 0];
	let hasHead = head === '' ? null : head === GENESIS;
	for await (const row of allRows(db, landlordId)) {
		count++;
		if (row.hash === null) unsealed++;
		else if (unsealed > 0 || row.previous !== previous || row.hash !== hashOfRow(landlordId, row, previous))
			return { rows: count, unsealed, head: previous, brokenAt: row.id, hasHead };
		previous = row.hash ?? previous;
		if (previous === head) hasHead = true;
	}
	return { rows: count, unsealed, head: previous, brokenAt: null, hasHead };
}

async function* allRows(db: Database, landlordId: number): AsyncGenerator<AuditRow> {
	let after = 0;
	for (;;) {
		const rows = await db.read<AuditRow>(
			sql`SELECT ${ROW} FROM audit a WHERE a.landlord_id = ${landlordId} AND a.id > ${after} ORDER BY a.id LIMIT ${AT_ONCE}`
		);
		yield* rows;
		if (rows.length < AT_ONCE) return;
		after = rows.at(-1)!.id;
		await new Promise(setImmediate);
	}
}

export const auditForms = ['csv', 'jsonl'] as const;
export type AuditForm = (typeof auditForms)[number];

/** Writes down who takes the log away, seals it, and gives it whole, in pieces: `;` and a mark of UTF-8 for spreadsheets, or JSON. */
export async function takeAuditOut(
	db: Database,
	actor: Actor,
	form: AuditForm,
	now: number,
	sink: (bytes: Uint8Array) => void | Promise<void>
): Promise<void> {
	await writeDown(db, actor, 'audit-taken-out', { form }, now);
	await sealAudit(db, actor.landlordId);
	const encoder = new TextEncoder();
	if (form === 'csv') await sink(encoder.encode('\ufeff' + csv([COLUMNS])));
	for await (const row of allRows(db, actor.landlordId)) {
		const line =
			form === 'csv' ? csv([cells(row)]) : `${JSON.stringify(forSoftware(actor.landlordId, row))}\n`;
		await sink(encoder.encode(line));
	}
}

const COLUMNS = ['id', 'at', 'staff', 'who', 'act', 'about', 'previous', 'hash'];

const cells = ({ id, at, staffId, who, act, about, previous, hash }: AuditRow) => [
	id,
	new Date(at).toISOString(),
	staffId ?? '',
	who,
	act,
	about,
	previous ?? '',
	hash ?? ''
];

/** With what its hash is made of, in order. */
const forSoftware = (landlord: number, { id, at, staffId, who, act, about, previous, hash }: AuditRow) => ({
	previous,
	landlord,
	id,
	at,
	staff: staffId,
	who,
	act,
	about,
	hash
});

/** No cell is a formula for a spreadsheet. */
const csv = (rows: (string | number)[][]) =>
	stringify(rows, { delimiter: ';', record_delimiter: '\r\n', escape_formulas: true });
