import { officeDay } from '#lib/calendar/days.ts';
import type { kitOrder, kitsMoved, kitsMovedReport, kitsWanted } from '#lib/exchange/shapes.ts';
import type { InferOutput } from 'valibot';
import type { Actor } from './audit.ts';
import type { Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { moveKits } from './kitLife.ts';
import {
	kitOrder as readKitOrder,
	kitOrdersIn,
	orderKits,
	type KitOrderView,
	type OrderRefusal
} from './kitOrders.ts';

type Order = InferOutput<typeof kitOrder>;

const iso = (at: number) => new Date(at).toISOString();

function shown(order: KitOrderView): Order {
	const { key, state, residences, halls, mailboxes, mailboxesDone, form, bytes, outdated } = order;
	return {
		...{ key, state, residences: [...residences], halls, mailboxes, mailboxesDone },
		language: order.secondLanguage,
		form,
		orderedAt: iso(order.orderedAt),
		keptUntil: order.keptUntil === null ? null : iso(order.keptUntil),
		bytes,
		outdated
	};
}

/** The latest orders of kits, the last one first. */
export async function kitOrdersShown(db: Database, scope: Scope): Promise<Order[]> {
	return (await kitOrdersIn(db, scope)).map(shown);
}

/** One order; null when there is none, or it is somebody else's. */
export async function kitOrderShown(db: Database, scope: Scope, key: string): Promise<Order | null> {
	const order = await readKitOrder(db, scope, key);
	return order && shown(order);
}

/** Orders kits of halls; a code that is not of the scope is an unknown one. */
export async function orderKitsOf(
	db: Database,
	{ actor, scope }: { actor: Actor; scope: Scope },
	{ halls, language = null, form = 'pdf' }: InferOutput<typeof kitsWanted>,
	now: number
): Promise<Order | { refusal: OrderRefusal }> {
	const wanted = { halls: halls.map((code) => ({ code })), secondLanguage: language, form };
	const ordered = await orderKits(db, scope, wanted, {
		staffId: actor.staffId,
		who: actor.who,
		today: officeDay(now),
		now
	});
	if ('refusal' in ordered) return ordered;
	return (await kitOrderShown(db, scope, ordered.key))!;
}

/** Moves kits of halls or of mailboxes one step of their life. Those that are not of the scope stay as they are. */
export async function moveKitsOf(
	db: Database,
	{ actor, scope }: { actor: Actor; scope: Scope },
	{ step, ...meant }: InferOutput<typeof kitsMoved>,
	now: number
): Promise<InferOutput<typeof kitsMovedReport>> {
	const { moved } = await moveKits(db, actor, scope, meant, step, now);
	return { moved };
}
