import { endOf, steps, type Party, type State, type Step } from './steps.ts';

/** A wrong tap can be taken back for this long. */
export const MINUTES_TO_UNDO = 10;

const MINUTE = 60_000;

/** The last step of a request, and the state that it came from. */
export interface LastStep {
	readonly state: State;
	readonly by: Party;
	readonly at: number;
	readonly before: State | null;
	readonly beforeAt: number | null;
}

export interface Undo {
	readonly step: Step;
	readonly until: number;
}

/**
 * The tap that whoever made it may still take back, and until when: not longer than the question would have waited for its
 * answer. Null when there is none.
 */
export function undoOf({ state, by, at, before, beforeAt }: LastStep, now: number): Undo | null {
	const step = steps.find((one) => one.from === before && one.to === state && one.undo === by);
	if (!step || beforeAt === null) return null;
	const until = Math.min(at + MINUTES_TO_UNDO * MINUTE, endOf(step.from, beforeAt) ?? Infinity);
	return until > now ? { step, until } : null;
}
