/** How a thing changes hands, told to a borrower after the yes: in the hall at the hour said, at the door, by a note in the box. */
export const manners = ['hall', 'ring', 'note'] as const;
export type Manner = (typeof manners)[number];

/** Hours of the building's clock at which somebody may want a ring at the door. */
export const RING_HOURS = Array.from({ length: 16 }, (_, i) => 7 + i);

export interface HowOneLends {
	readonly manner: Manner;
	/** Only with `ring`: hours of the building's clock. */
	readonly ringFrom: number | null;
	readonly ringUntil: number | null;
	/** A borrower may write words of their own; else ready sentences alone. */
	readonly ownWords: boolean;
	/** Named on the hall's page. */
	readonly listed: boolean;
}

export type MannerProblem = { readonly field: 'manner' | 'ringUntil'; readonly problem: 'missing' | 'wrong' };

/** Reads the form of how a household lends. What is not ticked is off. */
export function readManner(
	form: Partial<Record<string, string>>
): { how: HowOneLends } | { problem: MannerProblem } {
	const manner = manners.find((one) => one === form.manner);
	if (!manner) return { problem: { field: 'manner', problem: form.manner ? 'wrong' : 'missing' } };
	const rest = { ownWords: form.ownWords === 'yes', listed: form.listed === 'yes' };
	if (manner !== 'ring') return { how: { manner, ringFrom: null, ringUntil: null, ...rest } };
	const [ringFrom, ringUntil] = [hourOf(form.ringFrom), hourOf(form.ringUntil)];
	if (ringFrom === undefined || ringUntil === undefined || ringFrom >= ringUntil)
		return { problem: { field: 'ringUntil', problem: 'wrong' } };
	return { how: { manner, ringFrom, ringUntil, ...rest } };
}

function hourOf(typed: string | undefined): number | undefined {
	return RING_HOURS.find((hour) => String(hour) === typed);
}
