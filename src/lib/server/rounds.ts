import type { HallPlace } from '#lib/stickers/place.ts';
import { lastOfEach, type Tick } from '#lib/stickers/ticks.ts';
import { auditing, type Actor } from './audit.ts';
import { inScope, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { kitsOfHall, recountKits } from './kitLife.ts';
import { spendingWhen, type Use } from './limits.ts';

/** How many halls a round shows: who has more looks for a place. */
export const MOST_ROUNDS = 100;

/** Earlier than this nobody ticked: the phone's clock is wrong. */
const OLDEST_MS = 90 * 24 * 3_600_000;

export interface RoundView extends HallPlace {
	readonly code: string;
	/** Kits that are there, and those of them that are in their boxes. */
	readonly kits: number;
	readonly distributed: number;
}

/** The halls of a scope that have kits, in walking order: first those where some are to be put into boxes. */
export async function roundsIn(db: Database, scope: Scope): Promise<RoundView[]> {
	return db.read<RoundView>(sql`
		SELECT h.code, r.name AS residence, b.name AS building, h.name AS entrance, h.address, h.postcode, h.city, h.kits_made AS kits, h.kits_distributed AS distributed
		FROM hall h JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id
		WHERE ${inScope(scope, sql`h`, sql`r.id`, sql`h.id`)} AND h.gone_at IS NULL AND h.kits_made > 0
		ORDER BY h.kits_distributed >= h.kits_made, h.position LIMIT ${MOST_ROUNDS}`);
}

/** The hall after this one where kits are to be put into boxes; null when there is none. */
export async function nextRound(db: Database, scope: Scope, code: string): Promise<string | null> {
	const [next] = await db.read<{ code: string }>(sql`
		SELECT h.code FROM hall h JOIN building b ON b.id = h.building_id
		WHERE ${inScope(scope, sql`h`, sql`b.residence_id`, sql`h.id`)} AND h.gone_at IS NULL AND h.kits_distributed < h.kits_made AND h.code <> ${code}
		ORDER BY h.position < (SELECT p.position FROM hall p WHERE p.landlord_id = ${scope.landlordId} AND p.code = ${code}), h.position LIMIT 1`);
	return next?.code ?? null;
}

/** A mailbox of a round. */
export interface RoundBox {
	readonly label: string;
	readonly emblem: string;
	/** Which kit of this mailbox. */
	readonly kit: number;
	/** When its kit was put in; null: not yet. */
	readonly distributedAt: number | null;
	/** There is a kit that may be put in. */
	readonly hasKit: boolean;
}

export interface Round extends HallPlace {
	readonly code: string;
	readonly residenceKey: string;
	readonly zone: string;
	readonly boxes: readonly RoundBox[];
}

/** One hall and its mailboxes in walking order; null when there is none, or it is somebody else's. */
export async function roundOf(db: Database, scope: Scope, hall: string): Promise<Round | null> {
	const found = await kitsOfHall(db, scope, hall);
	return (
		found && {
			...found,
			boxes: found.boxes.map(({ label, emblem, epoch, state, at }) => ({
				...{ label, emblem, kit: epoch },
				distributedAt: state === 'distributed' ? at : null,
				hasKit: state !== null && state !== 'ordered' && state !== 'voided'
			}))
		}
	);
}

/**
 * Takes what was ticked on a round, in any order and however often: the same tick acts once, of two about one kit the later
 * counts, and what two phones ticked is ticked. Null when the hall is somebody else's.
 */
export async function takeTicks(
	db: Database,
	actor: Actor,
	scope: Scope,
	hall: string,
	ticks: readonly Tick[],
	now: number
): Promise<Round | null> {
	const round = await roundOf(db, scope, hall);
	if (!round || ticks.length === 0) return round;
	const uses = ticks.map(({ id }): Use => ({ limit: 'tickOfRound', of: `${scope.landlordId} ${id}` }));
	const dated = ticks.map((tick, i) => ({
		...tick,
		use: `tickOfRound:${uses[i]!.of}`,
		at: Math.round(Math.min(now, Math.max(tick.at, now - OLDEST_MS)))
	}));
	const latest = lastOfEach(dated);
	const place = [round.residence, round.entrance || round.address].join(', ');
	await db.write([
		sql`UPDATE kit AS k SET distributed_at = iif(json_extract(j.value, '$.isIn'), json_extract(j.value, '$.at'), NULL)
			FROM json_each(${JSON.stringify(latest)}) j, mailbox m, hall h, building b
			WHERE k.landlord_id = ${scope.landlordId} AND h.code = ${hall} AND b.id = h.building_id AND m.hall_id = h.id AND m.gone_at IS NULL
				AND ${inScope(scope, sql`h`, sql`b.residence_id`, sql`h.id`)}
				AND m.label = json_extract(j.value, '$.box') AND m.epoch = json_extract(j.value, '$.kit') AND k.mailbox_id = m.id AND k.epoch = m.epoch
				AND k.voided_at IS NULL AND coalesce(k.made_at, k.printed_at, k.handed_at) IS NOT NULL
				AND NOT EXISTS (SELECT 1 FROM limit_bucket t WHERE t.key = json_extract(j.value, '$.use'))
				AND iif(json_extract(j.value, '$.isIn'), k.distributed_at IS NULL, k.distributed_at <= json_extract(j.value, '$.at'))`,
		auditing(actor, 'kits-ticked', { n: latest.length, place }, now, { ifChanged: true }),
		recountKits(
			scope.landlordId,
			sql`SELECT h.id FROM hall h WHERE h.landlord_id = ${scope.landlordId} AND h.code = ${hall}`
		),
		spendingWhen(sql`true`, uses, now)
	]);
	return roundOf(db, scope, hall);
}
