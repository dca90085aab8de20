import { locale, type Language } from './languages.ts';

/** A civil day as people say it: "mardi 24 novembre"; with its year in print. */
export function sayDay(language: Language, day: string, year = false): string {
	return new Intl.DateTimeFormat(locale(language), {
		timeZone: 'UTC',
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		...(year ? { year: 'numeric' } : {})
	}).format(Date.parse(day));
}

/** An instant in a zone: day and hour. */
export function sayInstant(language: Language, instant: number, zone: string): string {
	return new Intl.DateTimeFormat(locale(language), {
		timeZone: zone,
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		hour: 'numeric',
		minute: '2-digit'
	}).format(instant);
}
