import { MOST_TICKS } from '#lib/stickers/ticks.ts';
import { dropTick, keepTick, keptTicks, type WaitingTick } from './waitingTicks.ts';

/** What became of the ticks that waited; `refused` says how many were of halls that are not this person's any more. */
export interface Sent {
	readonly how: 'sent' | 'no-network' | 'signed-out';
	readonly refused: number;
}

/**
 * Sends the ticks that wait on this phone, hall by hall. To send them twice is safe: each acts once. Those that were made
 * while this went on wait for the next time.
 */
export async function sendTicks(): Promise<Sent> {
	const waiting = (await keptTicks()).filter(({ sentAt }) => sentAt === null);
	let refused = 0;
	for (const ticks of pieces(waiting)) {
		const answer = await post(ticks).catch(() => null);
		if (!answer || answer.status >= 500 || answer.status === 429) return { how: 'no-network', refused };
		// Somebody else is signed in on this phone, or nobody.
		if (answer.type === 'opaqueredirect' || answer.status === 409) return { how: 'signed-out', refused };
		if (answer.ok) {
			const { at } = (await answer.json()) as { at: number };
			for (const tick of ticks) await keepTick({ ...tick, sentAt: at });
		} else {
			refused += ticks.length;
			for (const tick of ticks) await dropTick(tick);
		}
	}
	return { how: 'sent', refused };
}

/** Those of one hall and one person together, not too many at once. */
function pieces(ticks: readonly WaitingTick[]): WaitingTick[][] {
	const byHall = new Map<string, WaitingTick[]>();
	for (const tick of ticks) {
		const key = `${tick.hall} ${tick.by}`;
		byHall.set(key, [...(byHall.get(key) ?? []), tick]);
	}
	return [...byHall.values()].flatMap((all) =>
		Array.from({ length: Math.ceil(all.length / MOST_TICKS) }, (_, i) =>
			all.slice(i * MOST_TICKS, (i + 1) * MOST_TICKS)
		)
	);
}

function post(ticks: readonly WaitingTick[]): Promise<Response> {
	const [{ hall, by }] = ticks as [WaitingTick];
	const sent = ticks.map(({ id, box, kit, isIn, at }) => ({ id, box, kit, isIn, at }));
	return fetch(`/landlord/rounds/${hall}/ticks`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ by, ticks: sent }),
		redirect: 'manual'
	});
}
