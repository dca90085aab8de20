/** Why a mailbox is given a new letter: its letter is lost, the people moved out, or the box is no longer on the wall. */
export const newLetterReasons = ['lost', 'moved-out', 'gone'] as const;
export type NewLetterReason = (typeof newLetterReasons)[number];

/** Of a letter that was made: a box that comes back to the wall has a new one too. */
export type MadeLetterReason = NewLetterReason | 'back';

/** New letters that a landlord's staff make in a day without somebody else's yes (facts, trust.md T08). */
export const MOST_NEW_LETTERS_A_DAY = 50;

/** How long somebody else may say yes. */
export const DAYS_TO_APPROVE = 7;

/**
 * How long a household has to say that it is still there: until then a new code does not open its mailbox, and nothing of
 * it is erased.
 */
export const HOURS_TO_REFUSE = 72;

/** How long a building that is offered to another landlord can be taken. */
export const DAYS_TO_TAKE = 30;

/** The reason that a form named; a form of the office cannot say that a box is gone: that is said of places. */
export function readReason(typed: string): 'lost' | 'moved-out' | null {
	return typed === 'lost' || typed === 'moved-out' ? typed : null;
}
