import { addDays, isDay, type Day } from '#lib/calendar/days.ts';
import { leadsAway } from '#lib/text/leadsAway.ts';
import { readOwnWords, type OwnWordsProblem } from '#lib/text/ownWords.ts';

export const parts = ['morning', 'afternoon', 'evening'] as const;
export type PartOfDay = (typeof parts)[number];

/** The hour of the building's clock from which a part of today can no longer be chosen. */
const PART_ENDS: Readonly<Record<PartOfDay, number>> = { morning: 12, afternoon: 18, evening: 22 };

/** A loan begins within two weeks and lasts a month at most. */
export const DAYS_AHEAD = 14;
export const LOAN_DAYS = [1, 2, 3, 7, 14, 30] as const;
/** Graphemes of what a borrower says to be known by. */
export const KNOWN_BY_LENGTH = 40;
/** Graphemes of a borrower's own words, where the lender allows them. */
export const OWN_WORDS_LENGTH = 140;

/** What a borrower may say without writing. An id is stored with a request: never rename or take one out. */
export const sentences = ['small-job', 'care', 'party', 'beginner', 'when-it-suits', 'try'] as const;
export type Sentence = (typeof sentences)[number];

export interface Wish {
	readonly fromDay: Day;
	readonly untilDay: Day;
	readonly part: PartOfDay;
	readonly knownBy: string | null;
	/** One of them or none. */
	readonly sentence?: Sentence | null;
	readonly ownWords?: string | null;
}

/** A wish for a thing that is out: a place in the queue for so many days, whenever it comes back. */
export interface PlaceWish {
	readonly days: number;
	readonly knownBy: string | null;
}

/** Why a request cannot be made although its form is right. Days already lent are no reason: a passer-by learns no dates. */
export const askRefusals = [
	'not-offered',
	'out-now',
	'back-now',
	'queue-full',
	'too-many-for-this-household',
	'too-many-from-here'
] as const;
export type AskRefusal = (typeof askRefusals)[number];

/** One a page, in this order; `words` only for whoever writes their own. */
export const questions = ['when', 'days', 'say', 'words', 'name'] as const;
export type Question = (typeof questions)[number];

/** What was answered so far. The name and the words are not there before their question was asked; empty, they were left out. */
export interface AskForm {
	/** `2026-11-24.morning` */
	readonly when?: string | undefined;
	readonly days?: string | undefined;
	/** A sentence, `none`, or `own` for one's own words. */
	readonly say?: string | undefined;
	readonly words?: string | undefined;
	readonly name?: string | undefined;
}

export type AskProblem = 'missing' | 'wrong' | 'past' | OwnWordsProblem;

/** The first question that is not answered, or not well. */
export interface Unanswered {
	readonly question: Question;
	readonly problem?: AskProblem;
}

/** The day and the hour of the building's clock. */
export interface Clock {
	readonly today: Day;
	readonly hour: number;
}

export interface Moment {
	readonly day: Day;
	readonly part: PartOfDay;
}

/** The days on which a loan can begin, today first. */
export function daysToChoose(today: Day): Day[] {
	return Array.from({ length: DAYS_AHEAD }, (_, i) => addDays(today, i));
}

/** The same with the parts of each that are still to come; a day that is over is not there. */
export function momentsToChoose({ today, hour }: Clock): { day: Day; parts: PartOfDay[] }[] {
	return daysToChoose(today)
		.map((day) => ({ day, parts: parts.filter((part) => day > today || hour < PART_ENDS[part]) }))
		.filter((one) => one.parts.length > 0);
}

/** `2026-11-24.morning`; null when it is none. */
export function readMoment(typed: string): Moment | null {
	const [day = '', name, ...more] = typed.split('.');
	const part = parts.find((one) => one === name);
	return part && isDay(day) && more.length === 0 ? { day, part } : null;
}

/** Reads what was answered to ask for a thing at hand, in order. Whether its day has passed is for `isPast` to say. */
export function readWish(form: AskForm, ownWordsAllowed: boolean): { wish: Wish } | Unanswered {
	const moment = readMoment(form.when ?? '');
	if (!moment) return unanswered('when', form.when);
	const days = readDays(form.days);
	if (!days) return unanswered('days', form.days);

	const isOwn = form.say === 'own' && ownWordsAllowed;
	const sentence = sentences.find((one) => one === form.say) ?? null;
	if (!isOwn && !sentence && form.say !== 'none') return unanswered('say', form.say);
	const words = isOwn ? readTyped(form.words, OWN_WORDS_LENGTH) : null;
	if (words && 'problem' in words) return { question: 'words', problem: words.problem };
	if (words && !words.text) return { question: 'words', ...(words.asked && { problem: 'missing' }) };

	const name = readName(form.name, words?.text);
	if ('question' in name) return name;
	const untilDay = addDays(moment.day, days - 1);
	return {
		wish: {
			fromDay: moment.day,
			untilDay,
			part: moment.part,
			knownBy: name.knownBy,
			sentence,
			ownWords: words?.text ?? null
		}
	};
}

/** Reads what was answered to wait for a thing that is out, in order. */
export function readPlace(form: AskForm): { place: PlaceWish } | Unanswered {
	const days = readDays(form.days);
	if (!days) return unanswered('days', form.days);
	const name = readName(form.name);
	return 'question' in name ? name : { place: { days, knownBy: name.knownBy } };
}

/** Why a moment can no longer be chosen, or cannot yet; null when it can. */
export function whyNotThen({ day, part }: Moment, clock: Clock): 'past' | 'wrong' | null {
	if (momentsToChoose(clock).some((one) => one.day === day && one.parts.includes(part))) return null;
	return day <= clock.today ? 'past' : 'wrong';
}

function unanswered(question: Question, typed: string | undefined): Unanswered {
	return typed ? { question, problem: 'wrong' } : { question };
}

function readDays(typed: string | undefined): number | undefined {
	return LOAN_DAYS.find((days) => String(days) === typed);
}

/** Words and name are also read together: half a number in each is a number. */
function readName(typed: string | undefined, words?: string | null): { knownBy: string | null } | Unanswered {
	if (typed === undefined) return { question: 'name' };
	const name = readTyped(typed, KNOWN_BY_LENGTH);
	if ('problem' in name) return { question: 'name', problem: name.problem };
	if (words && name.text && leadsAway(`${words} ${name.text}`))
		return { question: 'name', problem: 'link-or-number' };
	return { knownBy: name.text };
}

function readTyped(
	typed: string | undefined,
	most: number
): { text: string | null; asked: boolean } | { problem: OwnWordsProblem } {
	const read = readOwnWords(typed ?? '', most);
	if ('problem' in read) return read;
	if (read.words && leadsAway(read.words)) return { problem: 'link-or-number' };
	return { text: read.words, asked: typed !== undefined };
}
