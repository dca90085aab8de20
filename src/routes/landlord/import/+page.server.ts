import { mostRows } from '#lib/buildings/mailboxList.ts';
import { database } from '#lib/server/db/database.ts';
import { listsIn, MOST_DRAFTS, MOST_LIST_BYTES } from '#lib/server/listDrafts.ts';
import { fileOfForm } from '#lib/server/web/fileOfForm.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { speak } from '#lib/text/speak.ts';
import { fail, redirect } from '@sveltejs/kit';
import { bytesOfText, keepSent, pastedName } from './keeping.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	lists: (await listsIn(await database(), locals.staff!.scope)).map(
		({ columns: _, meanings: _of, report: _too, ...list }) => list
	),
	limits: { megabytes: MOST_LIST_BYTES / 1_000_000, rows: mostRows, n: MOST_DRAFTS }
});

export const actions: Actions = {
	look: async ({ request, locals, url }) => {
		const sent = { fileName: '', bytes: fileOfForm(request, (name) => (sent.fileName = name)) };
		const kept = await keepSent(await database(), locals.staff!, sent, locals.language);
		if (!('key' in kept)) return fail(400, { field: 'list', ...kept });
		redirect(303, keepingLanguage(`/landlord/import/${kept.key}`, url));
	},
	paste: async ({ request, locals, url }) => {
		const { table = '' } = await fieldsOf(request);
		const fileName = pastedName(speak(locals.language), Date.now());
		const sent = { fileName, bytes: bytesOfText(table) };
		const kept = await keepSent(await database(), locals.staff!, sent, locals.language);
		if (!('key' in kept)) return fail(400, { field: 'table', table, ...kept });
		redirect(303, keepingLanguage(`/landlord/import/${kept.key}`, url));
	}
};
