import { keptFor } from '#lib/protection/keptFor.ts';

/** The life of a request, as one table. `request` becomes a loan when it is accepted. */
export const states = [
	'waiting',
	'called',
	'asked',
	'proposed',
	'accepted',
	'declined',
	'withdrawn',
	'expired',
	'cancelled',
	'handed-over',
	'given-back'
] as const;
export type State = (typeof states)[number];

export type Party = 'borrower' | 'lender' | 'clock';

export const stepNames = [
	'call',
	'choose-day',
	'accept',
	'decline',
	'propose',
	'agree',
	'withdraw',
	'expire',
	'cancel',
	'hand-over',
	'give-back'
] as const;
export type StepName = (typeof stepNames)[number];

export interface Step {
	readonly name: StepName;
	readonly from: State;
	readonly to: State;
	readonly by: readonly Party[];
	/** Who may take it back for some minutes (`undo.ts`), having taken it by one tap: then it was not taken. */
	readonly undo?: 'lender';
}

/**
 * Who has a place in the queue for a thing that is out (`waiting`) is called when it comes back, and then chooses a day. A
 * lender who cannot come at the wished moment proposes another one, and the borrower agrees or withdraws.
 */
export const steps: readonly Step[] = [
	{ name: 'call', from: 'waiting', to: 'called', by: ['clock'] },
	{ name: 'choose-day', from: 'called', to: 'asked', by: ['borrower'] },
	{ name: 'accept', from: 'asked', to: 'accepted', by: ['lender'], undo: 'lender' },
	{ name: 'decline', from: 'asked', to: 'declined', by: ['lender'], undo: 'lender' },
	{ name: 'propose', from: 'asked', to: 'proposed', by: ['lender'], undo: 'lender' },
	{ name: 'agree', from: 'proposed', to: 'accepted', by: ['borrower'] },
	{ name: 'decline', from: 'proposed', to: 'declined', by: ['lender'], undo: 'lender' },
	{ name: 'withdraw', from: 'waiting', to: 'withdrawn', by: ['borrower'] },
	{ name: 'withdraw', from: 'called', to: 'withdrawn', by: ['borrower'] },
	{ name: 'withdraw', from: 'asked', to: 'withdrawn', by: ['borrower'] },
	{ name: 'withdraw', from: 'proposed', to: 'withdrawn', by: ['borrower'] },
	{ name: 'expire', from: 'waiting', to: 'expired', by: ['clock'] },
	{ name: 'expire', from: 'called', to: 'expired', by: ['clock'] },
	{ name: 'expire', from: 'asked', to: 'expired', by: ['clock'] },
	{ name: 'expire', from: 'proposed', to: 'expired', by: ['clock'] },
	{ name: 'cancel', from: 'accepted', to: 'cancelled', by: ['lender', 'borrower', 'clock'] },
	{ name: 'hand-over', from: 'accepted', to: 'handed-over', by: ['lender', 'borrower'], undo: 'lender' },
	{
		name: 'give-back',
		from: 'handed-over',
		to: 'given-back',
		by: ['lender', 'borrower', 'clock'],
		undo: 'lender'
	}
];

/** A question waits this long for its answer, whoever's turn it is (PRODUCT, principle 9). */
export const HOURS_TO_ANSWER = 48;

/** A place in the queue is given up after this. */
export const DAYS_TO_WAIT = 30;

/** A ticket dies this long after the end (PRODUCT, Codes). */
export const DAYS_OF_TICKET_AFTER_END = keptFor.ticketDays;

/** A thread is erased this long after its end. */
export const DAYS_OF_THREAD_AFTER_END = keptFor.requestDays;

const HOUR = 3_600_000;

/** When a state that begins at `now` ends by itself: an instant; null for one that ends by its days. */
export function endOf(state: State, now: number): number | null {
	if (isEnd(state)) return now + DAYS_OF_TICKET_AFTER_END * 24 * HOUR;
	if (state === 'waiting') return now + DAYS_TO_WAIT * 24 * HOUR;
	return state === 'accepted' || state === 'handed-over' ? null : now + HOURS_TO_ANSWER * HOUR;
}

/** What a party may do now. */
export function stepsFrom(state: State, party: Party): readonly StepName[] {
	return steps.filter((step) => step.from === state && step.by.includes(party)).map((step) => step.name);
}

/** The step of that name that this party may take from that state, or undefined. */
export function stepFrom(state: State, name: string, party: Party): Step | undefined {
	return steps.find((step) => step.name === name && step.from === state && step.by.includes(party));
}

export function isEnd(state: State): boolean {
	return !steps.some((step) => step.from === state);
}
