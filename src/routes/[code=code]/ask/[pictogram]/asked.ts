import type { AskForm, AskProblem, AskRefusal, Clock, Question } from '#lib/loans/asking.ts';
import { questions, readMoment, readPlace, readWish, whyNotThen } from '#lib/loans/asking.ts';

/** What the household's page says of the thing now, and what may be answered. */
export interface Circumstances {
	readonly state: 'at-hand' | 'out' | 'gone';
	readonly ownWords: boolean;
	readonly clock: Clock;
}

/** What a page asks: one question, or whether all is right. */
export interface Asked {
	readonly question: Question | 'check';
	readonly form: AskForm;
	/** The answers came in a form, and go along in one: of the links of a page, names and own words would stand in the address. */
	readonly carried: boolean;
	readonly once: string;
	readonly problem?: AskProblem;
	readonly refusal?: AskRefusal;
	/** When it can be sent again: an instant. */
	readonly againAt?: number;
}

/** The answers in an address: never a name, never own words. */
export function formInAddress(url: URL): AskForm {
	const of = (name: string) => url.searchParams.get(name) ?? undefined;
	return { when: of('when'), days: of('days'), say: of('say') };
}

/** What is to be asked next: what somebody wants to change, the first question without an answer, or whether all is right. */
export function nextQuestion(
	form: AskForm,
	here: Circumstances,
	change?: string
): Pick<Asked, 'question' | 'problem'> {
	const changed = questionsOf(here, form).find((question) => question === change);
	if (changed) return { question: changed };
	if (here.state === 'out') {
		const read = readPlace(form);
		return 'question' in read ? read : { question: 'check' };
	}
	const moment = readMoment(form.when ?? '');
	const late = moment && whyNotThen(moment, here.clock);
	if (late) return { question: 'when', problem: late };
	const read = readWish(form, here.ownWords);
	return 'question' in read ? read : { question: 'check' };
}

/** The questions of these circumstances, in order. */
export function questionsOf({ state }: Pick<Circumstances, 'state'>, { say }: AskForm): readonly Question[] {
	if (state === 'out') return ['days', 'name'];
	return questions.filter((question) => question !== (say === 'own' ? '' : 'words'));
}

/** Which step of how many a question is: own words belong to the question of what to say. */
export function stepOf(
	question: Question | 'check',
	state: Circumstances['state']
): { step: number; steps: number } {
	const all = state === 'out' ? ['days', 'name', 'check'] : ['when', 'days', 'say', 'name', 'check'];
	return { step: all.indexOf(question === 'words' ? 'say' : question) + 1, steps: all.length };
}
