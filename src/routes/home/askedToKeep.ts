import { isKeepingOpen } from '#lib/loans/keeping.ts';
import type { RequestView } from '#lib/server/loans.ts';

/** Whether the neighbour waits to hear if the thing may stay for longer. */
export function isAskedToKeep({ state, extensionDay, extensionAskedAt }: RequestView, now: number): boolean {
	return (
		state === 'handed-over' &&
		extensionDay !== null &&
		extensionAskedAt !== null &&
		isKeepingOpen(extensionAskedAt, now)
	);
}
