import { pictogram } from '#lib/catalogue/pictograms.ts';
import { MOST_ITEMS } from '#lib/households/claiming.ts';
import { database } from '#lib/server/db/database.ts';
import { offer, thingsOf } from '#lib/server/offers.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { formOf } from '#lib/server/web/fields.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { findThings } from './findThings.ts';

export const load: PageServerLoad = async ({ locals }) => ({
	things: await thingsOf(await database(), locals.household!)
});

export const actions: Actions = {
	/** Shows what was searched for, with all that was ticked so far; nothing is written. */
	find: async ({ request, locals }) => {
		const form = await formOf(request);
		const query = String(form.get('query') ?? '').slice(0, 100);
		return { query, chosen: chosenIn(form), ...findThings(query, locals.language) };
	},
	save: async ({ request, locals, url }) => {
		const chosen = chosenIn(await formOf(request));
		if (chosen.length > MOST_ITEMS) return fail(400, { chosen, tooMany: true });
		await offer(await database(), locals.household!, chosen, Date.now());
		redirect(303, keepingLanguage('/home', url));
	}
};

/** The things that were ticked, each once, in the order of the page. */
function chosenIn(form: FormData): string[] {
	return [...new Set(form.getAll('thing'))].filter((id): id is string => Boolean(pictogram(String(id))));
}
