import type { KitOrderView } from '#lib/server/kitOrders.ts';

const MINUTE = 60_000;

/** After how many seconds the page of an order asks again how far it is; null once there is nothing to wait for. */
export function renewalSeconds({ state, msLeft }: Pick<KitOrderView, 'state' | 'msLeft'>): number | null {
	if (state !== 'waiting' && state !== 'making') return null;
	if (msLeft === null || msLeft < MINUTE) return 3;
	return msLeft < 10 * MINUTE ? 10 : 30;
}
