import type { HallPlace } from '#lib/stickers/place.ts';
import { kitStateOf, kitStep, type KitLife, type KitState, type KitStepName } from '#lib/stickers/kitLife.ts';
import { auditing, type Actor } from './audit.ts';
import { inScope, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';

/** Which kits are meant: those of halls, of mailboxes (by their codes), or of an order (by its key). */
export interface MeantKits {
	readonly halls?: readonly string[];
	readonly mailboxes?: readonly string[];
	readonly order?: string;
}

interface Moving {
	/** When it was done, when that was not now. */
	readonly at?: number;
	/** Only kits in this state: to undo twice by one double tap would go back two steps. */
	readonly from?: KitState;
}

const STATE = sql`CASE WHEN k.voided_at IS NOT NULL THEN 'voided' WHEN k.distributed_at IS NOT NULL THEN 'distributed'
	WHEN k.handed_at IS NOT NULL THEN 'handed' WHEN k.printed_at IS NOT NULL THEN 'printed' WHEN k.made_at IS NOT NULL THEN 'made' ELSE 'ordered' END`;

const ACTS: Record<KitStepName, string> = {
	print: 'kits-printed',
	hand: 'kits-handed',
	distribute: 'kits-distributed',
	reprint: 'kits-reprinted',
	void: 'kits-voided',
	undo: 'kits-undone'
};

/**
 * Moves kits one step along the table of `stickers/kitLife.ts`: those that stand where the step begins; the others, older
 * letters' and somebody else's stay as they are. Gives how many moved.
 */
export async function moveKits(
	db: Database,
	actor: Actor,
	scope: Scope,
	meant: MeantKits,
	step: KitStepName,
	now: number,
	{ at = now, from }: Moving = {}
): Promise<{ moved: number }> {
	const states = JSON.stringify(kitStep(step).from.filter((one) => from === undefined || one === from));
	const which = sql`${meantKits(scope, meant)} AND ${STATE} IN (SELECT value FROM json_each(${states}))`;
	const about = await placesOf(db, which);
	const [moved] = await db.write([
		sql`UPDATE kit AS k SET ${changeOf(step, at)} WHERE k.landlord_id = ${scope.landlordId} AND (k.mailbox_id, k.epoch) IN (
			SELECT k.mailbox_id, k.epoch FROM ${KITS_ON_WALLS} WHERE ${which})`,
		auditing(actor, ACTS[step], about, now, { ifChanged: true }),
		recountKits(scope.landlordId, sql`SELECT h.id FROM ${KITS_ON_WALLS} WHERE ${meantKits(scope, meant)}`)
	]);
	return { moved: moved!.changes };
}

/** Kits of the letters that are valid, of mailboxes that are there. */
const KITS_ON_WALLS = sql`hall h JOIN building b ON b.id = h.building_id JOIN mailbox m ON m.hall_id = h.id AND m.gone_at IS NULL
	JOIN kit k ON k.mailbox_id = m.id AND k.epoch = m.epoch`;

function meantKits(scope: Scope, { halls, mailboxes, order }: MeantKits): Statement {
	const mine = inScope(scope, sql`h`, sql`b.residence_id`, sql`h.id`);
	if (mailboxes)
		return sql`${mine} AND m.code IN (SELECT value FROM json_each(${JSON.stringify(mailboxes)}))`;
	if (halls) return sql`${mine} AND h.code IN (SELECT value FROM json_each(${JSON.stringify(halls)}))`;
	return sql`${mine} AND h.id IN (SELECT oh.hall_id FROM kit_order_hall oh JOIN kit_order o ON o.id = oh.order_id
		WHERE o.key = ${order ?? ''} AND o.landlord_id = ${scope.landlordId}) AND k.made_at <= (
		SELECT o.made_at FROM kit_order o WHERE o.key = ${order ?? ''} AND o.landlord_id = ${scope.landlordId})`;
}

function changeOf(step: KitStepName, at: number): Statement {
	switch (step) {
		case 'print':
			return sql`printed_at = ${at}`;
		case 'hand':
			return sql`handed_at = ${at}`;
		case 'distribute':
			return sql`distributed_at = ${at}`;
		case 'void':
			return sql`voided_at = ${at}`;
		case 'reprint':
			return sql`printed_at = NULL, handed_at = NULL, distributed_at = NULL, voided_at = NULL, reprints = reprints + 1`;
		case 'undo':
			return sql`voided_at = NULL, distributed_at = iif(voided_at IS NULL, NULL, distributed_at),
				handed_at = iif(coalesce(voided_at, distributed_at) IS NULL, NULL, handed_at),
				printed_at = iif(coalesce(voided_at, distributed_at, handed_at) IS NULL, NULL, printed_at)`;
	}
}

/** How many kits, and where, for the audit log: the first names are enough. */
async function placesOf(db: Database, which: Statement): Promise<{ n: number; place: string }> {
	const rows = await db.read<{ name: string; n: number; halls: number; hall: string; address: string }>(
		sql`SELECT r.name, count(*) AS n, count(DISTINCT h.id) AS halls, min(h.name) AS hall, min(h.address) AS address
			FROM ${KITS_ON_WALLS} JOIN residence r ON r.id = b.residence_id WHERE ${which} GROUP BY r.id ORDER BY r.name`
	);
	const named = rows.slice(0, 3).map(({ name, halls, hall, address }) => {
		const one = halls > 1 ? '' : hall || address;
		return one ? `${name}, ${one}` : name;
	});
	return {
		n: rows.reduce((sum, { n }) => sum + n, 0),
		place: rows.length > named.length ? `${named.join(' · ')} · …` : named.join(' · ')
	};
}

/**
 * For the batch in which kits are ordered or made: each mailbox's kit of the letter that is valid begins, and those of older
 * letters are void. `chosen` selects ids of mailboxes. A kit that was void and is made again is a new one.
 */
export function beginKits(
	landlordId: number,
	chosen: Statement,
	what: 'ordered' | 'made',
	now: number
): Statement[] {
	const madeAt = what === 'made' ? now : null;
	const unlessAnew = (instant: Statement) =>
		sql`iif(kit.voided_at IS NULL OR excluded.made_at IS NULL, ${instant}, NULL)`;
	return [
		sql`UPDATE kit SET voided_at = ${now} WHERE landlord_id = ${landlordId} AND voided_at IS NULL AND mailbox_id IN (${chosen})
			AND epoch < (SELECT m.epoch FROM mailbox m WHERE m.id = kit.mailbox_id)`,
		sql`INSERT INTO kit (mailbox_id, epoch, landlord_id, hall_id, ordered_at, made_at)
			SELECT m.id, m.epoch, m.landlord_id, m.hall_id, ${now}, ${madeAt} FROM mailbox m
			WHERE m.landlord_id = ${landlordId} AND m.gone_at IS NULL AND m.id IN (${chosen})
			ON CONFLICT (mailbox_id, epoch) DO UPDATE SET made_at = coalesce(kit.made_at, excluded.made_at),
				printed_at = ${unlessAnew(sql`kit.printed_at`)}, handed_at = ${unlessAnew(sql`kit.handed_at`)},
				distributed_at = ${unlessAnew(sql`kit.distributed_at`)}, voided_at = ${unlessAnew(sql`kit.voided_at`)},
				reprints = kit.reprints + iif(kit.voided_at IS NULL OR excluded.made_at IS NULL, 0, 1)`,
		recountKits(
			landlordId,
			sql`SELECT m.hall_id FROM mailbox m WHERE m.landlord_id = ${landlordId} AND m.id IN (${chosen})`
		)
	];
}

/**
 * How far the kits of halls are, counted anew; `halls` selects ids. To put into each batch that changes kits, letters or what
 * is on the wall. A kit counts for its step and for all before it.
 */
export function recountKits(landlordId: number, halls: Statement): Statement {
	return sql`UPDATE hall SET (kits_made, kits_printed, kits_handed, kits_distributed) = (
			SELECT count(coalesce(k.made_at, k.printed_at, k.handed_at, k.distributed_at)), count(coalesce(k.printed_at, k.handed_at, k.distributed_at)),
				count(coalesce(k.handed_at, k.distributed_at)), count(k.distributed_at)
			FROM mailbox m JOIN kit k ON k.mailbox_id = m.id AND k.epoch = m.epoch
			WHERE m.hall_id = hall.id AND m.gone_at IS NULL AND k.voided_at IS NULL)
		WHERE landlord_id = ${landlordId} AND id IN (${halls})`;
}

/** How far the kits of a scope are, in mailboxes, out of all that are there. Each number holds those after it. */
export interface KitProgress {
	readonly mailboxes: number;
	readonly made: number;
	readonly printed: number;
	readonly handed: number;
	readonly distributed: number;
}

export async function kitProgress(db: Database, scope: Scope): Promise<KitProgress> {
	const [sums] = await db.read<KitProgress>(sql`
		SELECT coalesce(sum(h.mailbox_count), 0) AS mailboxes, coalesce(sum(h.kits_made), 0) AS made, coalesce(sum(h.kits_printed), 0) AS printed,
			coalesce(sum(h.kits_handed), 0) AS handed, coalesce(sum(h.kits_distributed), 0) AS distributed
		FROM hall h JOIN building b ON b.id = h.building_id WHERE ${inScope(scope, sql`h`, sql`b.residence_id`, sql`h.id`)} AND h.gone_at IS NULL`);
	return sums!;
}

/** A hall whose kits are looked at. */
export interface HallOfKits extends HallPlace {
	readonly code: string;
	readonly residenceKey: string;
	readonly zone: string;
	readonly boxes: readonly BoxOfKit[];
}

export interface BoxOfKit {
	readonly label: string;
	readonly code: string;
	readonly emblem: string;
	readonly epoch: number;
	/** Null: no kit was ordered for the letter that is valid. */
	readonly state: KitState | null;
	/** The instant of its state. */
	readonly at: number | null;
	readonly reprints: number;
	/** The last day on which its letter can be used. */
	readonly letterUntilDay: string;
}

/** A hall and the kits of its mailboxes in walking order; null when there is none, or it is somebody else's. */
export async function kitsOfHall(db: Database, scope: Scope, code: string): Promise<HallOfKits | null> {
	const [hall] = await db.read<Omit<HallOfKits, 'boxes'>>(sql`
		SELECT h.code, h.zone, r.key AS residenceKey, r.name AS residence, b.name AS building, h.name AS entrance, h.address, h.postcode, h.city
		FROM hall h JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id
		WHERE ${inScope(scope, sql`h`, sql`b.residence_id`, sql`h.id`)} AND h.gone_at IS NULL AND h.code = ${code}`);
	if (!hall) return null;
	const rows = await db.read<
		Omit<BoxOfKit, 'state' | 'at'> & KitLife & { kit: number | null; orderedAt: number }
	>(sql`
		SELECT m.label, m.code, m.emblem, m.epoch, m.letter_until_day AS letterUntilDay, k.epoch AS kit, coalesce(k.reprints, 0) AS reprints, k.ordered_at AS orderedAt,
			k.made_at AS madeAt, k.printed_at AS printedAt, k.handed_at AS handedAt, k.distributed_at AS distributedAt, k.voided_at AS voidedAt
		FROM mailbox m JOIN hall h ON h.id = m.hall_id LEFT JOIN kit k ON k.mailbox_id = m.id AND k.epoch = m.epoch
		WHERE m.landlord_id = ${scope.landlordId} AND h.code = ${code} AND m.gone_at IS NULL ORDER BY m.position, m.id`);
	return {
		...hall,
		boxes: rows.map((row) => ({
			...{ label: row.label, code: row.code, emblem: row.emblem, epoch: row.epoch },
			...{ reprints: row.reprints, letterUntilDay: row.letterUntilDay },
			state: row.kit === null ? null : kitStateOf(row),
			at: row.voidedAt ?? row.distributedAt ?? row.handedAt ?? row.printedAt ?? row.madeAt ?? row.orderedAt
		}))
	};
}
