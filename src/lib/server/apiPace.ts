/** Requests of one key at once, and how often one more. */
const MOST = 120;
const EVERY_MS = 100;

const fullAt = new Map<string, number>();

/**
 * How many seconds a key has to wait; 0 when its request may pass, and is counted. Kept by this process alone: nothing is
 * guessed here, keys have 256 bits, so a restart may forget it.
 */
export function secondsToWait(key: string, now: number): number {
	if (fullAt.size > 10_000) forgetFull(now);
	const full = Math.min(Math.max(fullAt.get(key) ?? now, now), now + MOST * EVERY_MS);
	const wait = full - now - (MOST - 1) * EVERY_MS;
	if (wait > 0) return Math.ceil(wait / 1_000);
	fullAt.set(key, full + EVERY_MS);
	return 0;
}

function forgetFull(now: number): void {
	for (const [key, full] of fullAt) if (full <= now) fullAt.delete(key);
}
