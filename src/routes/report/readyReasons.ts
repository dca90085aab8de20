import type { Decision, RegisterReason } from '#lib/households/reporting.ts';
import type { Say } from '#lib/text/speak.ts';

/** The reasons of a decision that nobody wrote themselves: what was reported, and what was done. */
export function readyReasons(say: Say, reason: RegisterReason, decision: Decision): string {
	return `${say(`decision.facts.${reason}`)} ${say(`decision.did.${decision}`)}`;
}
