import { database, type Database } from '#lib/server/db/database.ts';
import type { HeaderProblem } from '#lib/buildings/listColumns.ts';
import { actorOf, type Actor } from '#lib/server/audit.ts';
import { listDraft, type DraftView, type ImportRefusal } from '#lib/server/listDrafts.ts';
import { formOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import { workSoon } from '../keeping.ts';
import type { RequestEvent } from './$types';

export interface Acting {
	readonly db: Database;
	readonly actor: Actor;
	readonly draft: DraftView;
	readonly form: FormData;
	readonly now: number;
}

/** Why it was not done: what is wrong with the columns, or a rule. */
interface Refused {
	readonly columns?: readonly HeaderProblem[];
	readonly refusal?: ImportRefusal;
}

/** Does one thing with the list of the address, works on it at once if it is small, and shows it again; else says why not. */
export async function acting(
	{ params, locals, request, url }: RequestEvent,
	act: (on: Acting) => Promise<Refused | undefined>
) {
	const [db, form, { scope }] = [await database(), await formOf(request), locals.staff!];
	const actor = actorOf(locals.staff!);
	const draft = await listDraft(db, scope, params.key);
	if (!draft) error(404);
	const refused = await act({ db, actor, draft, form, now: Date.now() });
	await workSoon(db, draft);
	if (refused) return fail(400, refused);
	redirect(303, keepingLanguage(`/landlord/import/${params.key}`, url));
}
