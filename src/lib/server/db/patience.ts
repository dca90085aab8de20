import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseBusy, DatabaseFull, isBusyError, isFullError } from './errors.ts';

const PATIENCE_MS = 5_000;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 250;

/** The moment at which whoever comes now gives up. */
export function newDeadline(): number {
	return performance.now() + PATIENCE_MS;
}

/** Tries until the database is free. Throws DatabaseBusy when it was not before the deadline, DatabaseFull. */
export async function patiently<T>(attempt: () => Promise<T>, deadline = newDeadline()): Promise<T> {
	for (let longest = FIRST_PAUSE_MS; ; longest = Math.min(longest * 2, LONGEST_PAUSE_MS)) {
		try {
			return await attempt();
		} catch (error) {
			if (isFullError(error)) throw new DatabaseFull(error);
			if (!isBusyError(error)) throw error;
			if (performance.now() > deadline) throw new DatabaseBusy(error);
			await pause(longest * (0.5 + Math.random() / 2));
		}
	}
}
