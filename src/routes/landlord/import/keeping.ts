import { officeDay } from '#lib/calendar/days.ts';
import { actorOf } from '#lib/server/audit.ts';
import type { Database } from '#lib/server/db/database.ts';
import { chooseColumns, keepList, listDraft, type KeptList, type SentList } from '#lib/server/listDrafts.ts';
import { workLists } from '#lib/server/listWork.ts';
import type { StaffMember } from '#lib/server/staff.ts';
import type { Language } from '#lib/text/languages.ts';
import { sayListProblem } from '#lib/text/listProblem.ts';

/** A list of so few rows is read while its sender waits. */
const ROWS_AT_ONCE = 3_000;

/** Keeps a list that was sent; when every column is known, it is read with that. */
export async function keepSent(db: Database, staff: StaffMember, sent: SentList, language: Language) {
	const kept = await keepList(db, actorOf(staff), sent, { now: Date.now });
	if (!('key' in kept)) return refused(kept, language);
	const draft = (await listDraft(db, staff.scope, kept.key))!;
	const isKnown = draft.columns.every(
		({ title, isPeople }, at) => isPeople || title === '' || draft.meanings[at] !== ''
	);
	if (isKnown) await chooseColumns(db, actorOf(staff), draft, draft.meanings, Date.now());
	await workSoon(db, draft);
	return kept;
}

const refused = (kept: Exclude<KeptList, { key: string }>, language: Language) =>
	'problems' in kept
		? { problems: kept.problems.map((problem) => sayListProblem(language, problem)) }
		: { refusal: kept.refusal };

/** A small list need not wait for its turn; a large one is worked on beside the pages. */
export async function workSoon(db: Database, { key, rows }: { key: string; rows: number }): Promise<void> {
	if (rows <= ROWS_AT_ONCE) await workLists(db, { now: Date.now }, key);
}

/** A pasted table as the bytes of a file. */
export async function* bytesOfText(text: string): AsyncGenerator<Uint8Array> {
	yield new TextEncoder().encode(text);
}

export const pastedName = (say: (key: 'lists.paste.name') => string, now: number) =>
	`${say('lists.paste.name')} ${officeDay(now)}`;
