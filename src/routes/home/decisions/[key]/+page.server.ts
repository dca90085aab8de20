import { readObjection } from '#lib/households/reporting.ts';
import { database } from '#lib/server/db/database.ts';
import { askAgain, decisionAbout, objectAsHousehold } from '#lib/server/moderation.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const decision = await decisionAbout(await database(), locals.household!, params.key, Date.now());
	return { decision: decision ?? error(404) };
};

export const actions: Actions = {
	object: async ({ params, request, locals, url }) => {
		const { words: typed = '' } = await fieldsOf(request);
		const read = readObjection(typed);
		if ('problem' in read) return fail(400, { typed, problem: read.problem });
		const objected = await objectAsHousehold(
			await database(),
			locals.household!,
			params.key,
			read.words,
			Date.now()
		);
		if (!objected) error(404);
		if ('refusal' in objected) return fail(409, { typed, refusal: objected.refusal });
		redirect(303, keepingLanguage(`/home/decisions/${params.key}`, url));
	},
	again: async ({ params, locals, url }) => {
		const asked = await askAgain(await database(), locals.household!, params.key, Date.now());
		if (!asked) return fail(409, { refusal: 'unchanged' as const });
		redirect(303, keepingLanguage('/home', url));
	}
};
