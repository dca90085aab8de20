import { keptFor } from '#lib/protection/keptFor.ts';
import { isLongerThan, oneLine } from '#lib/text/line.ts';

/** What somebody may find wrong; each has a drawing and words. */
export const reportReasons = [
	'personal-data',
	'insult',
	'forbidden',
	'false-sticker',
	'harassment',
	'other'
] as const;
export type ReportReason = (typeof reportReasons)[number];

/** In the register there is one more: a household whose page is hidden has changed it, and asks to be shown again. */
export type RegisterReason = ReportReason | 'mended';
export const registerReasons: readonly RegisterReason[] = [...reportReasons, 'mended'];

/** On what somebody makes a report: the page of a mailbox, that of a hall, or a request that came to them. */
export type Reported = 'mailbox' | 'hall' | 'request';
/** What a report is about, in the register. */
export type About = 'page' | 'request' | 'sticker';

/** Graphemes of what a reporter, and of what somebody who objects, may write. */
export const REPORT_LENGTH = 500;
/** Graphemes of a statement of reasons. */
export const STATEMENT_LENGTH = 1_000;

const DAY = 24 * 3_600_000;
/** A report, and an objection, is decided within this. */
export const DAYS_TO_DECIDE = 7;
export const DAYS_TO_REVIEW = 14;
/** Six months, as the law asks of larger services (DSA, art. 20.1). */
export const DAYS_TO_OBJECT = 183;
/** What was reported and what was said about it is erased this long after the last decision; the row of the register stays. */
export const DAYS_OF_TEXTS = keptFor.reportDays;

export interface Complaint {
	readonly reason: ReportReason;
	/** In the reporter's own words; '' for none. */
	readonly words: string;
}

export type ReportProblem = {
	readonly field: 'reason' | 'words' | 'goodFaith';
	readonly problem: 'missing' | 'wrong' | 'too-long';
};

/** Why a report cannot be taken although its form is right. */
export const reportRefusals = ['too-many', 'not-there'] as const;
export type ReportRefusal = (typeof reportRefusals)[number];

/** What can be wrong there: a sticker is no request, and a request is no sticker. */
export function reasonsOn(reported: Reported): readonly ReportReason[] {
	return reported === 'request' ? reportReasons.filter((one) => one !== 'false-sticker') : reportReasons;
}

export function aboutOf(reported: Reported, reason: ReportReason): About {
	if (reported === 'request') return 'request';
	return reason === 'false-sticker' ? 'sticker' : 'page';
}

/** Reads the report form. The good faith of the reporter is said, not supposed (DSA, art. 16.2 d). */
export function readReport(
	form: Partial<Record<string, string>>,
	reported: Reported
): { complaint: Complaint } | { problems: ReportProblem[] } {
	const problems: ReportProblem[] = [];
	const reason = reasonsOn(reported).find((one) => one === form.reason);
	if (!reason) problems.push({ field: 'reason', problem: form.reason ? 'wrong' : 'missing' });
	const words = oneLine(form.words ?? '');
	if (isLongerThan(words, REPORT_LENGTH)) problems.push({ field: 'words', problem: 'too-long' });
	if (reason && needsWords(reason, reported) && words === '')
		problems.push({ field: 'words', problem: 'missing' });
	if (form.goodFaith !== 'yes') problems.push({ field: 'goodFaith', problem: 'missing' });
	return problems.length > 0 || !reason ? { problems } : { complaint: { reason, words } };
}

/** Where what is there does not show what is wrong. A request that somebody received shows it. */
function needsWords(reason: ReportReason, reported: Reported): boolean {
	return reason === 'other' || (reason === 'harassment' && reported !== 'request');
}

/** Words about a person cannot wait for somebody to look (DSA, art. 16.6: with the urgency of the harm). */
export function hidesAtOnce(reason: ReportReason, reported: Reported): boolean {
	return reason === 'personal-data' && reported === 'mailbox';
}

export const decisions = ['kept', 'hidden', 'erased'] as const;
export type Decision = (typeof decisions)[number];

/** What can be decided: a request is not hidden, a sticker holds no words, and where no household is there is nothing to touch. */
export function decisionsOn(about: About, isThere: boolean): readonly Decision[] {
	if (!isThere) return ['kept'];
	if (about === 'request') return ['kept', 'erased'];
	return about === 'sticker' ? ['kept', 'hidden'] : decisions;
}

/** Rules that a decision rests on, of the law or of the house; each has words with its article. */
export const grounds = [
	'nothing-against',
	'privacy',
	'insult',
	'hate',
	'harassment',
	'forbidden',
	'deceit',
	'respect'
] as const;
export type Ground = (typeof grounds)[number];
/** The register says it of a report whose household left before anybody decided. */
export const LEFT = 'left';

/** Nothing is hidden or erased without a rule, and nothing that stays breaks one. */
export function groundsFor(decision: Decision): readonly Ground[] {
	return grounds.filter((one) => (one === 'nothing-against') === (decision === 'kept'));
}

/** The rule that one thinks of first. */
export function usualGround(decision: Decision, reason: RegisterReason): Ground {
	if (decision === 'kept') return 'nothing-against';
	return USUAL[reason];
}

const USUAL: Readonly<Record<RegisterReason, Ground>> = {
	'personal-data': 'privacy',
	insult: 'insult',
	forbidden: 'forbidden',
	'false-sticker': 'deceit',
	harassment: 'harassment',
	other: 'respect',
	mended: 'respect'
};

export interface Deciding {
	readonly decision: Decision;
	readonly ground: Ground;
	/** Reasons in the operator's own words; null for the ready ones, which each side reads in its language. */
	readonly statement: string | null;
}

export type DecidingProblem = {
	readonly field: 'ground' | 'statement';
	readonly problem: 'missing' | 'too-long';
};

/** Reads what the operator decides; `ready` is what the form was filled with. Null when that cannot be decided here. */
export function readDecision(
	form: Partial<Record<string, string>>,
	possible: readonly Decision[],
	ready: string
): { deciding: Deciding } | { problems: DecidingProblem[] } | null {
	const decision = possible.find((one) => one === form.decision);
	if (!decision) return null;
	const problems: DecidingProblem[] = [];
	const ground = groundsFor(decision).find((one) => one === form.ground);
	if (!ground) problems.push({ field: 'ground', problem: 'missing' });
	const statement = oneLine(form.statement ?? '');
	if (statement === '') problems.push({ field: 'statement', problem: 'missing' });
	else if (isLongerThan(statement, STATEMENT_LENGTH))
		problems.push({ field: 'statement', problem: 'too-long' });
	if (problems.length > 0 || !ground) return { problems };
	return { deciding: { decision, ground, statement: statement === oneLine(ready) ? null : statement } };
}

export const objectionProblems = ['missing', 'too-long'] as const;
export type ObjectionProblem = (typeof objectionProblems)[number];

/** Why a decision is not right, in somebody's own words. */
export function readObjection(typed: string): { words: string } | { problem: ObjectionProblem } {
	const words = oneLine(typed);
	if (words === '') return { problem: 'missing' };
	return isLongerThan(words, REPORT_LENGTH) ? { problem: 'too-long' } : { words };
}

export type Side = 'reporter' | 'household';

/** Each side may object once to what was decided against it: the reporter to what stays, the household to what goes. */
export function isAgainst(side: Side, decision: Decision): boolean {
	return (side === 'reporter') === (decision === 'kept');
}

/** Until when somebody may object to a decision. */
export const objectUntil = (decidedAt: number) => decidedAt + DAYS_TO_OBJECT * DAY;
/** When a report, or an objection, should be decided at the latest. */
export const decideUntil = (at: number) => at + DAYS_TO_DECIDE * DAY;
export const reviewUntil = (at: number) => at + DAYS_TO_REVIEW * DAY;
