import { decisions, decisionsOn, readDecision, type DecidingProblem } from '#lib/households/reporting.ts';
import { database } from '#lib/server/db/database.ts';
import { decide, decideAgain } from '#lib/server/deciding.ts';
import { caseOf, type Case } from '#lib/server/register.ts';
import type { Language } from '#lib/text/languages.ts';
import { readyReasons } from '../../../report/readyReasons.ts';
import { speak } from '#lib/text/speak.ts';

type Form = Partial<Record<string, string>>;

export type Decided =
	| { readonly done: true }
	| { readonly problems: DecidingProblem[] }
	| { readonly refusal: 'decided-already' | 'not-possible' }
	| null;

/** Decides a report, or an objection to what was decided; null for an unknown one. */
export async function decideHere(key: string, form: Form, language: Language): Promise<Decided> {
	const db = await database();
	const found = await caseOf(db, key);
	if (!found) return null;
	const read = readDecision(form, decisionsOn(found.about, found.isThere), readyFor(found, form, language));
	if (read === null) return { refusal: 'not-possible' };
	if ('problems' in read) return read;
	const by = found.objections.find((one) => one.by === form.objection)?.by;
	if (form.objection && !by) return { refusal: 'not-possible' };
	return by
		? decideAgain(db, key, by, read.deciding, Date.now())
		: decide(db, key, read.deciding, Date.now());
}

/** What the form was filled with. */
function readyFor({ reason }: Case, form: Form, language: Language): string {
	const decision = decisions.find((one) => one === form.decision);
	return decision ? readyReasons(speak(language), reason, decision) : '';
}
