/** Why a list, or a row of it, cannot be read. The first twelve are about the whole file. */
export const listProblemReasons = [
	'empty-file',
	'no-rows',
	'not-a-list',
	'file-too-big',
	'nul-bytes',
	'quote-not-closed',
	'too-many-rows',
	'too-many-columns',
	'forbidden-column',
	'duplicate-column',
	'no-mailbox-column',
	'no-place-column',
	'cell-too-long',
	'too-many-cells',
	'missing-value',
	'name-too-long',
	'garbled-text',
	'excel-damage',
	'line-break',
	'person-in-list',
	'bad-postcode',
	'unknown-language',
	'bad-count',
	'bad-yes-or-no',
	'bad-insee-code',
	'bad-rnb-id',
	'count-disagrees',
	'duplicate-mailbox',
	'hall-twice',
	'hall-disagrees',
	'place-disagrees',
	'residence-in-two-towns',
	'too-many-mailboxes'
] as const;
export type ListProblemReason = (typeof listProblemReasons)[number];

export interface ListProblem {
	/** The row as Excel numbers it: the first row of the file is 1, a cell of several lines is in one row. */
	line: number;
	/** The title as the file writes it, or the contract's name of a column that is missing. */
	column: string | null;
	/** What stands there, on one line, at most 60 characters; null where it may be about a person. */
	value: string | null;
	reason: ListProblemReason;
	/** For the sentence that explains the reason. */
	data?: Record<string, string | number>;
}

/** A problem of a row or of the file, not of one cell. */
export function rowProblem(line: number, reason: ListProblemReason, data?: ListProblem['data']): ListProblem {
	return { line, column: null, value: null, reason, ...(data ? { data } : {}) };
}
