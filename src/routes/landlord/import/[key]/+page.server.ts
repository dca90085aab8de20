import { database } from '#lib/server/db/database.ts';
import { askToImport, askToUndo, chooseColumns, mendList, throwListAway } from '#lib/server/listDrafts.ts';
import { formOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, redirect } from '@sveltejs/kit';
import { acting } from './acting.ts';
import { meaningsOf, mendsOf, pageOf } from './reading.ts';
import type { Actions, PageServerLoad } from './$types';

/** A list of another landlord is not found. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const page = await pageOf(await database(), locals.staff!.scope, params.key, url, locals.language);
	return page ?? error(404);
};

export const actions: Actions = {
	columns: (event) =>
		acting(event, async ({ db, actor, draft, form, now }) => {
			const chosen = await chooseColumns(db, actor, draft, meaningsOf(draft, form), now);
			return 'problems' in chosen ? { columns: chosen.problems } : undefined;
		}),
	mend: (event) =>
		acting(event, async ({ db, actor, draft, form }) => {
			await mendList(db, actor, draft.key, mendsOf(form));
			return undefined;
		}),
	import: (event) =>
		acting(event, async ({ db, actor, draft, form, now }) => {
			const [isWhole, typed] = [form.get('whole') === 'yes', String(form.get('gone') ?? '')];
			const asked = await askToImport(db, actor, draft.key, { isWhole, typed, now });
			return 'refusal' in asked ? { refusal: asked.refusal } : undefined;
		}),
	undo: (event) =>
		acting(event, async ({ db, actor, draft, now }) => {
			await askToUndo(db, actor, draft.key, now);
			return undefined;
		}),
	drop: async ({ params, locals, request, url }) => {
		await formOf(request);
		await throwListAway(await database(), locals.staff!.scope, params.key);
		redirect(303, keepingLanguage('/landlord/import', url));
	}
};
