/** The life of a request, as one table. `request` becomes a loan when it is accepted. */
export const states = [
	'asked',
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

export interface Step {
	readonly name: StepName;
	readonly from: State;
	readonly to: State;
	readonly by: readonly Party[];
}

export const stepNames = [
	'accept',
	'decline',
	'withdraw',
	'expire',
	'cancel',
	'hand-over',
	'give-back'
] as const;
export type StepName = (typeof stepNames)[number];

export const steps: readonly Step[] = [
	{ name: 'accept', from: 'asked', to: 'accepted', by: ['lender'] },
	{ name: 'decline', from: 'asked', to: 'declined', by: ['lender'] },
	{ name: 'withdraw', from: 'asked', to: 'withdrawn', by: ['borrower'] },
	{ name: 'expire', from: 'asked', to: 'expired', by: ['clock'] },
	{ name: 'cancel', from: 'accepted', to: 'cancelled', by: ['lender', 'borrower', 'clock'] },
	{ name: 'hand-over', from: 'accepted', to: 'handed-over', by: ['lender', 'borrower'] },
	{ name: 'give-back', from: 'handed-over', to: 'given-back', by: ['lender', 'borrower', 'clock'] }
];

/** A request waits this long for its answer (PRODUCT, principle 9). */
export const HOURS_TO_ANSWER = 48;

/** A ticket dies this long after the end (PRODUCT, Codes). */
export const DAYS_OF_TICKET_AFTER_END = 7;

/** What a party may do now. */
export function stepsFrom(state: State, party: Party): readonly StepName[] {
	return steps.filter((step) => step.from === state && step.by.includes(party)).map((step) => step.name);
}

/** The step of that name that this party may take, or undefined. */
export function stepNamed(name: string, party: Party): Step | undefined {
	return steps.find((step) => step.name === name && step.by.includes(party));
}

export function isEnd(state: State): boolean {
	return !steps.some((step) => step.from === state);
}
