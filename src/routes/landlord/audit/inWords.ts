import { roles } from '#lib/access/roles.ts';
import { isDay } from '#lib/calendar/days.ts';
import type { AuditRow } from '#lib/server/auditLog.ts';
import { sayDay, sayInstant } from '#lib/text/dates.ts';
import type { Values } from '#lib/text/fill.ts';
import type { Language } from '#lib/text/languages.ts';
import { dictionaries, speak, type Key, type Say } from '#lib/text/speak.ts';
import { isolated } from '#lib/ui/isolated.ts';

const ACT = 'audit.act.';

/** A row of the log as somebody reads it: when, who, what. */
export interface AuditLine {
	readonly id: number;
	readonly when: string;
	readonly who: string;
	readonly what: string;
	readonly isSealed: boolean;
}

export function lineOf(row: AuditRow, language: Language): AuditLine {
	return {
		id: row.id,
		when: sayInstant(language, row.at, 'Europe/Paris'),
		who: row.who,
		what: sentenceOf(row, language),
		isSealed: row.hash !== null
	};
}

/** The sentence of its act; an act that has none (of another version of Palier) is shown as it was written. */
function sentenceOf({ act, about }: AuditRow, language: Language): string {
	const key = keyOf(act);
	if (!key) return `${act} ${about}`;
	const say = speak(language);
	return say(key, valuesOf(about, say, language));
}

function keyOf(act: string): Key | null {
	const key = `audit.act.${act}`;
	return Object.hasOwn(dictionaries.fr, key) ? (key as Key) : null;
}

function valuesOf(about: string, say: Say, language: Language): Values {
	const told = Object.entries(JSON.parse(about) as Record<string, unknown>);
	return Object.fromEntries(told.map(([name, value]) => [name, said(name, value, say, language)]));
}

function said(name: string, value: unknown, say: Say, language: Language): string | number {
	if (typeof value === 'number') return value;
	const text = String(value);
	const role = name === 'role' ? roles.find((known) => known === text) : undefined;
	if (role) return say(`people.role.${role}`);
	return isDay(text) ? sayDay(language, text, true) : isolated(text);
}

/** All acts, by their sentence without what it is about: for the filter. */
export function actsToChoose(language: Language): { act: string; words: string }[] {
	const say = speak(language);
	return Object.keys(dictionaries.fr)
		.filter((key) => key.startsWith(ACT))
		.map((key) => ({ act: key.slice(ACT.length), words: say(key as Key).replace(/\{\w+\}/g, '…') }))
		.toSorted((a, b) => a.words.localeCompare(b.words, language));
}
