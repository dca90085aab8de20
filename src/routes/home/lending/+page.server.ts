import { readManner } from '#lib/households/manner.ts';
import { database } from '#lib/server/db/database.ts';
import { lendingOf, setManner, thingsOf } from '#lib/server/offers.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const db = await database();
	const lending = (await lendingOf(db, locals.household!)) ?? error(404);
	const things = await thingsOf(db, locals.household!);
	return {
		lending,
		/** For the picture of what the hall would see. */
		example: things.find(({ paused }) => !paused)?.pictogram ?? 'drill',
		isSaved: url.searchParams.has('saved')
	};
};

export const actions: Actions = {
	default: async ({ locals, request, url }) => {
		const typed = await fieldsOf(request);
		const read = readManner(typed);
		if ('problem' in read) return fail(400, { typed, problem: read.problem });
		await setManner(await database(), locals.household!, read.how, Date.now());
		redirect(303, keepingLanguage('/home/lending?saved', url));
	}
};
