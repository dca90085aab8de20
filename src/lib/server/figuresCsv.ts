import type { Day } from '#lib/calendar/days.ts';
import { funnelNames } from '#lib/statistics/disclosure.ts';
import { speak } from '#lib/text/speak.ts';
import type { Language } from '#lib/text/languages.ts';
import { stringify } from 'csv-stringify/sync';
import type { Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { publishedSince, type Published } from './statistics.ts';

/** What the screens show since a Monday, for Excel: a row for each residence and week. What is hidden has an empty cell. */
export async function* figuresCsv(
	db: Database,
	scope: Scope,
	{ since, language }: { since: Day; language: Language }
): AsyncGenerator<string> {
	const say = speak(language);
	const titles = [
		say('figures.residence'),
		say('figures.city'),
		say('figures.over.week'),
		...funnelNames.map((name) => say(`figures.name.${name}`))
	];
	yield `\uFEFF${csvOf([titles])}`;
	for await (const piece of publishedSince(db, scope, since))
		yield csvOf(piece.map((row) => rowOf(row, say('figures.whole'))));
}

function rowOf({ key, name, city, weekDay, figures }: Published, whole: string) {
	return [key === '' ? whole : name, city, weekDay, ...funnelNames.map((figure) => figures[figure])];
}

/** `escape_formulas` covers full-width signs too (trust.md, T29). */
function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
	return stringify(
		rows.map((row) => [...row]),
		{ delimiter: ';', record_delimiter: '\r\n', escape_formulas: true }
	);
}
