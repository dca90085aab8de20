import { decisionsOn } from '#lib/households/reporting.ts';
import { database } from '#lib/server/db/database.ts';
import { caseOf } from '#lib/server/register.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { decideHere } from './decideHere.ts';

export const load: PageServerLoad = async ({ params, url }) => {
	const found = await caseOf(await database(), params.key);
	if (!found) error(404);
	const isOpen = found.verdict === null || found.objection !== null;
	const possible = isOpen ? decisionsOn(found.about, found.isThere) : [];
	const chosen = possible.find((one) => one === url.searchParams.get('decide')) ?? null;
	return { found, possible, chosen, now: Date.now() };
};

export const actions: Actions = {
	default: async ({ params, request, locals, url }) => {
		const typed = await fieldsOf(request);
		const decided = await decideHere(params.key, typed, locals.language);
		if (!decided) error(404);
		if ('problems' in decided) return fail(400, { typed, problems: decided.problems });
		if ('refusal' in decided) return fail(409, { refusal: decided.refusal });
		redirect(303, keepingLanguage(`/operator/reports/${params.key}`, url));
	}
};
