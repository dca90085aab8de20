import { addDays } from '#lib/calendar/days.ts';
import { LOAN_DAYS, readMoment, sentences, type AskForm, type Question } from '#lib/loans/asking.ts';
import { sayDay } from '#lib/text/dates.ts';
import type { Language } from '#lib/text/languages.ts';
import { oneLine } from '#lib/text/line.ts';
import type { Say } from '#lib/text/speak.ts';
import { isolated } from '#lib/ui/isolated.ts';

interface Said {
	readonly question: Question;
	readonly words: string;
}

/** What was answered so far, as people say it, in the order of the questions. What was left out is not there. */
export function inWords(form: AskForm, isOut: boolean, say: Say, language: Language): Said[] {
	const said: [Question, string | null][] = [
		['when', isOut ? null : whenOf(form, say, language)],
		['days', daysOf(form, isOut, say, language)],
		['say', isOut ? null : sayOf(form, say)],
		['name', form.name ? isolated(oneLine(form.name)) : null]
	];
	return said.flatMap(([question, words]) => (words ? [{ question, words }] : []));
}

function whenOf({ when }: AskForm, say: Say, language: Language): string | null {
	const moment = readMoment(when ?? '');
	if (!moment) return null;
	return say('ask.dayAndPart', { day: sayDay(language, moment.day), part: say(`part.in.${moment.part}`) });
}

function daysOf(form: AskForm, isOut: boolean, say: Say, language: Language): string | null {
	const n = LOAN_DAYS.find((days) => String(days) === form.days);
	const from = isOut ? undefined : readMoment(form.when ?? '')?.day;
	if (!n) return null;
	const days = say('ask.days.n', { n });
	if (!from) return days;
	return say('ask.daysAndBack', { days, day: sayDay(language, addDays(from, n - 1)) });
}

function sayOf(form: AskForm, say: Say): string | null {
	if (form.say === 'own') return form.words ? isolated(oneLine(form.words)) : null;
	const sentence = sentences.find((one) => one === form.say);
	return sentence ? say(`ask.sentence.${sentence}`) : null;
}
