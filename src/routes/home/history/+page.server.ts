import { database } from '#lib/server/db/database.ts';
import { forgetHistory, historyOf, keepHistory } from '#lib/server/history.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	loans: await historyOf(await database(), locals.household!)
});

export const actions: Actions = {
	keep: async ({ locals, url }) => {
		await keepHistory(await database(), locals.household!, Date.now());
		redirect(303, keepingLanguage('/home/history', url));
	},
	forget: async ({ locals, url }) => {
		await forgetHistory(await database(), locals.household!);
		redirect(303, keepingLanguage('/home/history', url));
	}
};
