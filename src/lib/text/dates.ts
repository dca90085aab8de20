import { locale, type Language } from './languages.ts';

const DAY: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' };

/** A civil day as people say it: "mardi 24 novembre"; with its year in print. */
export function sayDay(language: Language, day: string, year = false): string {
	const options: Intl.DateTimeFormatOptions = { ...DAY, timeZone: 'UTC', ...(year && { year: 'numeric' }) };
	return said(language, format(language, options).format(Date.parse(day)));
}

/** An instant in a zone: day and hour. */
export function sayInstant(language: Language, instant: number, zone: string): string {
	const options = { ...DAY, timeZone: zone, hour: 'numeric', minute: '2-digit' } as const;
	return said(language, format(language, options).format(instant));
}

/** The hour alone of an instant in a zone. */
export function sayHour(language: Language, instant: number, zone: string): string {
	const options = { timeZone: zone, hour: 'numeric', minute: '2-digit' } as const;
	return said(language, format(language, options).format(instant));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format is dear to make, and the ask page says fourteen days. */
function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = JSON.stringify([language, options]);
	const known = formats.get(key) ?? new Intl.DateTimeFormat(locale(language), options);
	formats.set(key, known);
	return known;
}

/** In French the first of a month is "1er" and the hour has an h, which Intl does not say. */
function said(language: Language, date: string): string {
	if (language !== 'fr') return date;
	return date.replace(/(^|\s)1(?=\s\p{L})/u, '$11er').replace(/0?(\d+):(\d\d)/, '$1\u00a0h\u00a0$2');
}
