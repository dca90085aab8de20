import type { Day } from '#lib/calendar/days.ts';
import { hallFileNames, kitFileName } from '#lib/buildings/kitFileName.ts';
import type { SecondLanguage } from '#lib/text/languages.ts';
import { auditing, type Actor } from './audit.ts';
import { hallsIn, inScope, type HallView, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { isDiskFull } from './disk.ts';
import { DatabaseBusy, DatabaseFull } from './db/errors.ts';
import { sql, type Statement } from './db/statement.ts';
import { newId, sha256 } from './keys.ts';
import { makeArchive } from './kitArchive.ts';
import {
	dropSealed,
	isSealed,
	readSealed,
	sweepSealed,
	writeSealed,
	type Part,
	type SealedFile
} from './kitFile.ts';
import { beginKits, recountKits } from './kitLife.ts';
import { makeKit, renewingLetters, type KitOrder } from './kits.ts';
import { logFault } from './log.ts';

/** Kits of more mailboxes are ordered, not waited for: their file is about a megabyte. */
export const MOST_AT_ONCE = 250;

/** Orders of one landlord that are kept at once, whatever became of them. */
export const MOST_ORDERS = 30;

/** How long an order is kept once it has ended, with its file. */
export const KEPT_DAYS = 7;

const KEPT_MS = KEPT_DAYS * 24 * 3_600_000;

/** How often the maker of a kit says that it lives, and sees that it is cancelled. */
const BEAT_MS = 400;

/** After this long without a sign of life, the process that made a kit is gone. */
const STALE_MS = 15_000;

/** A kit that was begun so often and never ended brings its process down: it is not begun again. */
const MOST_ATTEMPTS = 5;

export type KitForm = 'pdf' | 'zip';
export type KitFailure = 'disk-full' | 'fault';
export type KitOrderState = 'waiting' | 'making' | 'made' | 'cancelled' | 'failed' | 'lost';

export interface WantedKits {
	/** Of the scope; those that are not are left out. */
	readonly halls: readonly Pick<HallView, 'code'>[];
	/** The letter is in French and in this; null lets each hall's own second language decide. */
	readonly secondLanguage: SecondLanguage | null;
	/** One PDF, or an archive with a PDF a hall. */
	readonly form: KitForm;
}

const OPEN = sql`made_at IS NULL AND cancelled_at IS NULL AND failed_at IS NULL`;

interface Ordering {
	readonly staffId: string | null;
	/** As the audit log names them (`Actor`); without it this is an order of the program's own. */
	readonly who?: string;
	readonly today: Day;
	readonly now: number;
	/** The key of an order that has ended, and goes. */
	readonly instead?: string;
}

export type OrderRefusal = 'no-hall' | 'mixed' | 'too-many';

/**
 * Orders kits: they are made soon, by `workKitOrders`. The same order given again before it has ended is the one that is
 * there. An order is of real halls or of a trial's, never of both: a trial goes in one piece. Letters that soon end are given new days now, so that what is made is the same however often it is begun.
 */
export async function orderKits(
	db: Database,
	scope: Scope,
	{ halls, secondLanguage, form }: WantedKits,
	{ staffId, who = 'palier', today, now, instead }: Ordering
): Promise<{ key: string } | { refusal: OrderRefusal }> {
	if (halls.length === 0) return { refusal: 'no-hall' };
	const codes = JSON.stringify(halls.map(({ code }) => code).toSorted());
	const [key, same] = [newId(), sha256(JSON.stringify([codes, secondLanguage, form]))];
	const meant = sql`${inScope(scope, sql`h`, sql`b.residence_id`, sql`h.id`)} AND h.code IN (SELECT value FROM json_each(${codes}))`;
	const actor: Actor = { landlordId: scope.landlordId, staffId, who };
	const chosen = sql`SELECT m.id FROM kit_order o JOIN kit_order_hall oh ON oh.order_id = o.id JOIN mailbox m ON m.hall_id = oh.hall_id
		WHERE o.key = ${key} AND o.landlord_id = ${scope.landlordId}`;
	const [removed, , , , , open] = await db.write([
		removing(scope, instead ?? '', sql`NOT (${OPEN})`),
		sql`INSERT INTO kit_order (landlord_id, key, staff_id, second_language, form, ordered_day, ordered_at, same_hash, halls, mailboxes)
			SELECT ${scope.landlordId}, ${key}, ${staffId}, ${secondLanguage}, ${form}, ${today}, ${now}, ${same}, count(DISTINCT h.id), count(m.id)
			FROM hall h JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id
				LEFT JOIN mailbox m ON m.hall_id = h.id AND m.gone_at IS NULL WHERE ${meant}
			HAVING count(DISTINCT r.trial_at IS NULL) = 1 AND ${MOST_ORDERS} > (SELECT count(*) FROM kit_order WHERE landlord_id = ${scope.landlordId})
			ON CONFLICT DO NOTHING`,
		auditing(actor, 'kits-ordered', { n: halls.length }, now, { ifChanged: true }),
		sql`INSERT INTO kit_order_hall (order_id, hall_id) SELECT o.id, h.id FROM kit_order o, hall h JOIN building b ON b.id = h.building_id
			WHERE o.key = ${key} AND o.landlord_id = ${scope.landlordId} AND ${meant}`,
		sql`${renewingLetters(scope, codes, today)} AND EXISTS (SELECT 1 FROM kit_order o WHERE o.key = ${key} AND o.landlord_id = ${scope.landlordId})`,
		sql`SELECT o.key FROM kit_order o WHERE ${seen(scope)} AND o.same_hash = ${same} AND ${OPEN}`,
		...beginKits(scope.landlordId, chosen, 'ordered', now)
	]);
	await dropFiles(removed!.rows);
	const [order] = open!.rows as { key: string }[];
	if (order) return order;
	const [found] = await db.read<{ kinds: number }>(sql`SELECT count(DISTINCT r.trial_at IS NULL) AS kinds
		FROM hall h JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id WHERE h.landlord_id = ${scope.landlordId} AND ${meant}`);
	const { kinds } = found!;
	return { refusal: kinds === 0 ? 'no-hall' : kinds > 1 ? 'mixed' : 'too-many' };
}

/** Whether the kit of these halls is better ordered than waited for. */
export function isLarge(halls: readonly Pick<HallView, 'mailboxes'>[]): boolean {
	return halls.reduce((sum, { mailboxes }) => sum + mailboxes, 0) > MOST_AT_ONCE;
}

/** An order is seen by whoever may make kits of all its halls: were one of them gone, by the whole landlord's staff alone. */
function seen(scope: Scope): Statement {
	const ofLandlord = sql`o.landlord_id = ${scope.landlordId}`;
	if (scope.residenceIds === null && !scope.hallIds) return ofLandlord;
	return sql`${ofLandlord} AND o.halls = (
		SELECT count(*) FROM kit_order_hall oh JOIN hall h ON h.id = oh.hall_id JOIN building b ON b.id = h.building_id
		WHERE oh.order_id = o.id AND ${inScope(scope, sql`h`, sql`b.residence_id`, sql`h.id`)})`;
}

export interface KitOrderView {
	readonly key: string;
	readonly state: KitOrderState;
	readonly residences: readonly string[];
	readonly halls: number;
	readonly mailboxes: number;
	readonly mailboxesDone: number;
	/** Until it is made, at the pace so far; null when nobody can know. */
	readonly msLeft: number | null;
	readonly secondLanguage: SecondLanguage | null;
	readonly form: KitForm;
	readonly orderedAt: number;
	/** The mail address of who ordered, unless they are gone. */
	readonly orderedBy: string | null;
	/** When it is taken away; null while it has not ended. */
	readonly keptUntil: number | null;
	readonly failure: KitFailure | null;
	/** The log's name of the fault. */
	readonly fault: string | null;
	readonly bytes: number | null;
	/** How many of its mailboxes were given a new letter since its making began: theirs in the file are dead. */
	readonly outdated: number;
}

interface OrderRow extends Omit<KitOrderView, 'state' | 'residences' | 'msLeft' | 'keptUntil'> {
	readonly residences: string;
	readonly attempts: number;
	readonly startedAt: number | null;
	readonly beatAt: number | null;
	readonly madeAt: number | null;
	readonly cancelledAt: number | null;
	readonly failedAt: number | null;
	readonly orderedDay: Day;
	readonly fileHash: string | null;
}

/** The orders that a scope may see; `which` says which of them, and in what order. */
const rowsSeen = (scope: Scope, which: Statement) => sql`
	SELECT o.key, o.halls, o.mailboxes, o.mailboxes_done AS mailboxesDone, o.second_language AS secondLanguage, o.form,
		o.ordered_at AS orderedAt, o.ordered_day AS orderedDay, o.attempts, o.started_at AS startedAt, o.beat_at AS beatAt, o.made_at AS madeAt,
		o.cancelled_at AS cancelledAt, o.failed_at AS failedAt, o.failure, o.fault, o.bytes, o.file_hash AS fileHash, s.email AS orderedBy,
		CASE WHEN o.made_at IS NULL THEN 0 ELSE (SELECT count(DISTINCT m.id) FROM new_letter n CROSS JOIN mailbox m ON m.id = n.mailbox_id
			WHERE n.landlord_id = o.landlord_id AND n.at >= o.started_at
				AND EXISTS (SELECT 1 FROM kit_order_hall oh WHERE oh.order_id = o.id AND oh.hall_id = m.hall_id)) END AS outdated,
		(SELECT json_group_array(name) FROM (SELECT DISTINCT r.name FROM kit_order_hall oh JOIN hall h ON h.id = oh.hall_id
			JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id WHERE oh.order_id = o.id ORDER BY r.name)) AS residences
	FROM kit_order o LEFT JOIN staff s ON s.id = o.staff_id WHERE ${seen(scope)} ${which}`;

/** The latest orders that a scope may see, the last one first. */
export async function kitOrdersIn(db: Database, scope: Scope): Promise<KitOrderView[]> {
	const rows = await db.read<OrderRow>(
		rowsSeen(scope, sql`ORDER BY o.ordered_at DESC, o.id DESC LIMIT ${MOST_ORDERS}`)
	);
	return Promise.all(rows.map(viewOf));
}

/** One order; null when there is none, or it is somebody else's. */
export async function kitOrder(db: Database, scope: Scope, key: string): Promise<KitOrderView | null> {
	const row = await rowOf(db, scope, key);
	return row && viewOf(row);
}

async function rowOf(db: Database, scope: Scope, key: string): Promise<OrderRow | null> {
	const [row] = await db.read<OrderRow>(rowsSeen(scope, sql`AND o.key = ${key}`));
	return row ?? null;
}

async function viewOf(row: OrderRow): Promise<KitOrderView> {
	const { key, halls, mailboxes, mailboxesDone, secondLanguage, form, orderedAt, orderedBy } = row;
	const { failure, fault, bytes, outdated } = row;
	const endedAt = row.madeAt ?? row.cancelledAt ?? row.failedAt;
	return {
		key,
		state: await stateOf(row),
		residences: JSON.parse(row.residences) as string[],
		halls,
		mailboxes,
		mailboxesDone,
		msLeft: endedAt === null ? msLeft(row) : null,
		secondLanguage,
		form,
		orderedAt,
		orderedBy,
		keptUntil: endedAt === null ? null : endedAt + KEPT_MS,
		failure,
		fault,
		bytes,
		outdated
	};
}

async function stateOf(row: OrderRow): Promise<KitOrderState> {
	if (row.cancelledAt !== null) return 'cancelled';
	if (row.failedAt !== null) return 'failed';
	if (row.madeAt !== null) return (await isSealed(fileOf(row), row.bytes!)) ? 'made' : 'lost';
	return row.beatAt === null ? 'waiting' : 'making';
}

const FEWEST_MS_TO_JUDGE = 2_000;

function msLeft({ startedAt, beatAt, mailboxes, mailboxesDone }: OrderRow): number | null {
	const taken = (beatAt ?? 0) - (startedAt ?? 0);
	if (taken < FEWEST_MS_TO_JUDGE || mailboxesDone === 0) return null;
	return Math.round((taken / mailboxesDone) * (mailboxes - mailboxesDone));
}

/** Each attempt has a file of its own: two processes never write into one. */
const fileOf = ({ key, attempts }: Pick<OrderRow, 'key' | 'attempts'>) => `${key}-${attempts}`;

/** Cancels what has not ended; whoever makes it stops within half a second. */
export async function cancelKitOrder(
	db: Database,
	actor: Actor,
	scope: Scope,
	key: string,
	now: number
): Promise<void> {
	const row = await rowOf(db, scope, key);
	await db.write([
		sql`UPDATE kit_order AS o SET cancelled_at = ${now} WHERE o.key = ${key} AND ${OPEN} AND ${seen(scope)}`,
		auditing(actor, 'kits-order-cancelled', { n: row?.halls ?? 0 }, now, { ifChanged: true }),
		...withdrawing(scope.landlordId, sql`o.key = ${key} AND ${seen(scope)}`)
	]);
}

/** Kits that were ordered and will not be made are no kits, unless they stand in another order too. */
export function withdrawing(landlordId: number, which: Statement): Statement[] {
	const halls = sql`SELECT oh.hall_id FROM kit_order o JOIN kit_order_hall oh ON oh.order_id = o.id WHERE o.landlord_id = ${landlordId} AND o.made_at IS NULL AND ${which}`;
	const others = sql`SELECT oh.hall_id FROM kit_order o JOIN kit_order_hall oh ON oh.order_id = o.id
		WHERE o.landlord_id = ${landlordId} AND o.made_at IS NULL AND o.cancelled_at IS NULL AND o.failed_at IS NULL AND NOT (${which})`;
	return [
		sql`DELETE FROM kit WHERE landlord_id = ${landlordId} AND hall_id IN (${halls}) AND hall_id NOT IN (${others})
			AND coalesce(made_at, printed_at, handed_at, distributed_at, voided_at) IS NULL`,
		recountKits(landlordId, halls)
	];
}

/** Takes an order away, and its file. */
export async function removeKitOrder(
	db: Database,
	actor: Actor,
	scope: Scope,
	key: string,
	now: number
): Promise<void> {
	const row = await rowOf(db, scope, key);
	const results = await db.write([
		...withdrawing(scope.landlordId, sql`o.key = ${key} AND ${seen(scope)}`),
		removing(scope, key),
		auditing(actor, 'kits-order-removed', { n: row?.halls ?? 0 }, now, { ifChanged: true })
	]);
	await dropFiles(results.at(-2)!.rows);
}

const removing = (scope: Scope, key: string, when = sql`true`) =>
	sql`DELETE FROM kit_order AS o WHERE o.key = ${key} AND ${when} AND ${seen(scope)} RETURNING key, attempts`;

/** Takes away the orders of these halls; their files are to be dropped with what it returns. */
export const removingOrdersOf = (landlordId: number, halls: Statement) =>
	sql`DELETE FROM kit_order AS o WHERE o.landlord_id = ${landlordId}
		AND o.id IN (SELECT order_id FROM kit_order_hall WHERE hall_id IN (${halls})) RETURNING key, attempts`;

export async function dropFiles(rows: readonly Record<string, unknown>[]): Promise<void> {
	for (const row of rows) await dropSealed(fileOf(row as { key: string; attempts: number }));
}

/** Orders the same once more, in the place of one that has ended. Null when it is not found. */
export async function orderAgain(
	db: Database,
	scope: Scope,
	key: string,
	by: Omit<Ordering, 'instead'>
): Promise<Awaited<ReturnType<typeof orderKits>> | null> {
	const row = await rowOf(db, scope, key);
	if (!row) return null;
	const halls = await db.read<{ code: string }>(
		sql`SELECT h.code FROM hall h JOIN kit_order_hall oh ON oh.hall_id = h.id JOIN kit_order o ON o.id = oh.order_id
			WHERE o.key = ${key} AND h.landlord_id = ${scope.landlordId}`
	);
	const { secondLanguage, form } = row;
	return orderKits(db, scope, { halls, secondLanguage, form }, { ...by, instead: key });
}

export interface FileTaker {
	readonly who: string;
	readonly at: number;
}

/** How many who took a file are named. */
const MOST_TAKERS = 5;

/** Who took the file of an order away, the last one first, by the audit log. */
export async function fileTakers(db: Database, scope: Scope, key: string): Promise<FileTaker[]> {
	return db.read<FileTaker>(sql`SELECT who, at FROM audit WHERE landlord_id = ${scope.landlordId} AND act = 'kits-taken'
		AND json_extract(about, '$.order') = ${key} ORDER BY id DESC LIMIT ${MOST_TAKERS}`);
}

/** What an order's file is: its name, its length, and the SHA-256 by which a resumed download knows it. */
export interface KitFile extends SealedFile {
	readonly name: string;
	readonly form: KitForm;
	readonly residences: readonly string[];
	readonly mailboxes: number;
	/** Null when the file is gone. */
	readonly read: (part: Part) => Promise<ReadableStream<Uint8Array> | null>;
}

/** The file of an order that is made; null when there is none, or it is somebody else's. */
export async function kitFile(db: Database, scope: Scope, key: string): Promise<KitFile | null> {
	const row = await rowOf(db, scope, key);
	if (!row || (await stateOf(row)) !== 'made') return null;
	const residences = JSON.parse(row.residences) as string[];
	return {
		name: kitFileName(residences.length === 1 ? residences : [], row.orderedDay, row.form),
		...{ form: row.form, residences, mailboxes: row.mailboxes },
		bytes: row.bytes!,
		hash: row.fileHash!,
		read: (part) => readSealed(fileOf(row), part)
	};
}

interface Taken {
	readonly id: number;
	readonly key: string;
	readonly landlordId: number;
	readonly secondLanguage: SecondLanguage | null;
	readonly form: KitForm;
	readonly orderedDay: Day;
	readonly attempts: number;
}

/** The clock, and what tells that this process ends. */
export interface Working {
	readonly now: () => number;
	readonly stop?: AbortSignal;
}

/** Makes what is ordered, one after the other, until nothing is left to make or the process ends. */
export async function workKitOrders(db: Database, working: Working): Promise<void> {
	while (!working.stop?.aborted) {
		const taken = await takeKitOrder(db, working.now());
		if (!taken) return;
		await work(db, taken, working);
	}
}

/**
 * Takes the next order: of the landlord who waited longest since one of theirs was begun. It is this process's alone from
 * then on, until it gives no sign of life for fifteen seconds.
 */
export async function takeKitOrder(db: Database, now: number): Promise<Taken | null> {
	const free = sql`${OPEN} AND (beat_at IS NULL OR beat_at <= ${now - STALE_MS})`;
	const [next] = await db.read<Taken>(sql`
		SELECT o.id, o.key, o.landlord_id AS landlordId, o.second_language AS secondLanguage, o.form, o.ordered_day AS orderedDay, o.attempts + 1 AS attempts
		FROM kit_order o WHERE ${free}
		ORDER BY (SELECT max(p.started_at) FROM kit_order p WHERE p.landlord_id = o.landlord_id) NULLS FIRST, o.ordered_at, o.id LIMIT 1`);
	if (!next) return null;
	const { id, attempts } = next;
	const [taken] = await db.write([
		sql`UPDATE kit_order SET attempts = ${attempts}, started_at = ${now}, beat_at = ${now}, mailboxes_done = 0,
				mailboxes = (SELECT count(*) FROM kit_order_hall oh JOIN mailbox m ON m.hall_id = oh.hall_id AND m.gone_at IS NULL WHERE oh.order_id = ${id})
			WHERE id = ${id} AND attempts = ${attempts - 1} AND ${free}`
	]);
	return taken!.changes === 1 ? next : takeKitOrder(db, now);
}

/** The order is not ours to make any more: cancelled, taken by somebody else, or this process ends. */
class Left extends Error {}

async function work(db: Database, taken: Taken, working: Working): Promise<void> {
	const giveBack = () => leave(db, taken).catch(logged);
	working.stop?.addEventListener('abort', giveBack);
	let unwanted = false;
	try {
		if (taken.attempts > MOST_ATTEMPTS) throw new Error('A kit was begun too often and never ended');
		const told = beating(db, taken, working);
		const file = await writeSealed(fileOf(taken), (sink) => make(db, taken, { sink, told }));
		unwanted = true;
		unwanted = !(await end(db, taken, file, working.now()));
	} catch (error) {
		if (!(error instanceof Left || working.stop?.aborted)) await fail(db, taken, error, working.now());
	} finally {
		if (unwanted) await dropSealed(fileOf(taken));
		working.stop?.removeEventListener('abort', giveBack);
	}
}

/** Gives back what this process was making: the next one need not wait. */
async function leave(db: Database, { id, attempts }: Taken): Promise<void> {
	await db.write([
		sql`UPDATE kit_order SET beat_at = NULL WHERE id = ${id} AND attempts = ${attempts} AND ${OPEN}`
	]);
}

const logged = (error: unknown) => logFault(error, { route: 'job kits' });

/** Writes down how far it is, now and then. Throws Left. */
function beating(db: Database, { id, attempts }: Taken, { now, stop }: Working) {
	let last = now();
	return async (mailboxesDone: number) => {
		if (stop?.aborted) throw new Left();
		const at = now();
		if (Math.abs(at - last) < BEAT_MS) return;
		last = at;
		const beat = sql`UPDATE kit_order SET mailboxes_done = ${mailboxesDone}, beat_at = ${last}
			WHERE id = ${id} AND attempts = ${attempts} AND ${OPEN}`;
		const [beaten] = await db.write([beat]).catch(forgiveBusy);
		if (beaten?.changes === 0) throw new Left();
	};
}

function forgiveBusy(error: unknown): [] {
	if (error instanceof DatabaseBusy) return [];
	throw error;
}

type Making = Required<Pick<KitOrder, 'sink' | 'told'>>;

async function make(db: Database, taken: Taken, { sink, told }: Making): Promise<unknown> {
	const scope = { landlordId: taken.landlordId, residenceIds: null };
	const halls = await hallsOf(db, scope, taken);
	const all = { secondLanguage: taken.secondLanguage, today: taken.orderedDay, renewLetters: false };
	if (taken.form === 'pdf') return makeKit(db, scope, { ...all, halls, sink, told });
	const names = hallFileNames(
		halls.map(({ residence, building, entrance }) => [residence, building, entrance])
	);
	let before = 0;
	const files = halls.map((hall, i) => ({
		name: names[i]!,
		make: async (into: KitOrder['sink']) => {
			const tellSum = (mailboxes: number) => told(before + mailboxes);
			await makeKit(db, scope, { ...all, halls: [hall], sink: into, told: tellSum });
			before += hall.mailboxes;
		}
	}));
	return makeArchive(files, taken.orderedDay, sink);
}

async function hallsOf(db: Database, scope: Scope, { id }: Taken): Promise<HallView[]> {
	const rows = await db.read<{ code: string }>(
		sql`SELECT h.code FROM kit_order_hall oh JOIN hall h ON h.id = oh.hall_id WHERE oh.order_id = ${id} AND h.landlord_id = ${scope.landlordId}`
	);
	const codes = new Set(rows.map(({ code }) => code));
	return (await hallsIn(db, scope)).filter(({ code }) => codes.has(code));
}

/** Says that it is made, and notes the kit; false when it is not ours any more. */
async function end(
	db: Database,
	{ id, landlordId, attempts }: Taken,
	{ bytes, hash }: SealedFile,
	now: number
): Promise<boolean> {
	const inFile = sql`SELECT m.id FROM kit_order o JOIN kit_order_hall oh ON oh.order_id = o.id JOIN mailbox m ON m.hall_id = oh.hall_id
		WHERE o.id = ${id} AND o.landlord_id = ${landlordId} AND o.attempts = ${attempts} AND (m.reissued_at IS NULL OR m.reissued_at < o.started_at)`;
	const results = await db.write([
		sql`INSERT INTO kit_made (landlord_id, residence_id, staff_id, mailboxes, made_at)
			SELECT o.landlord_id, b.residence_id, o.staff_id, count(m.id), ${now}
			FROM kit_order o JOIN kit_order_hall oh ON oh.order_id = o.id JOIN hall h ON h.id = oh.hall_id
				JOIN building b ON b.id = h.building_id JOIN mailbox m ON m.hall_id = h.id AND m.gone_at IS NULL
			WHERE o.id = ${id} AND o.attempts = ${attempts} AND ${OPEN} GROUP BY b.residence_id`,
		...beginKits(landlordId, sql`${inFile} AND ${OPEN}`, 'made', now),
		sql`UPDATE kit_order SET made_at = ${now}, bytes = ${bytes}, file_hash = ${hash}, mailboxes_done = mailboxes
			WHERE id = ${id} AND attempts = ${attempts} AND ${OPEN}`
	]);
	return results.at(-1)!.changes === 1;
}

async function fail(
	db: Database,
	{ id, landlordId, attempts }: Taken,
	error: unknown,
	now: number
): Promise<void> {
	const isFull = isDiskFull(error) || error instanceof DatabaseFull;
	const fault = isFull ? null : logged(error);
	await db.write([
		sql`UPDATE kit_order SET failed_at = ${now}, failure = ${isFull ? 'disk-full' : 'fault'}, fault = ${fault}
			WHERE id = ${id} AND attempts = ${attempts} AND ${OPEN}`,
		...withdrawing(landlordId, sql`o.id = ${id} AND o.failed_at IS NOT NULL`)
	]);
}

/** Takes away the orders that ended a week ago, and the files that belong to no order: cut ones, and of orders gone. */
export async function sweepKitOrders(db: Database, now: number): Promise<void> {
	const [gone] = await db.write([
		sql`DELETE FROM kit_order WHERE coalesce(made_at, cancelled_at, failed_at) <= ${now - KEPT_MS} RETURNING key, attempts`
	]);
	await dropFiles(gone!.rows);
	await sweepSealed(async (names) => {
		const kept = await db.read<{ key: string; attempts: number }>(
			sql`SELECT key, attempts FROM kit_order WHERE cancelled_at IS NULL AND failed_at IS NULL
				AND key || '-' || attempts IN (SELECT value FROM json_each(${JSON.stringify(names)}))`
		);
		return new Set(kept.map(fileOf));
	});
}
