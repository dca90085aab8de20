import { readReport } from '#lib/households/reporting.ts';
import { config } from '#lib/server/config.ts';
import { database } from '#lib/server/db/database.ts';
import { report } from '#lib/server/reports.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { fromHere } from '#lib/server/web/from.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { newOnce, onceOf } from '#lib/server/web/once.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { whatIsReported } from './whatIsReported.ts';

export const load: PageServerLoad = async (event) => {
	const { code, emblem, reported, request } = await whatIsReported(event);
	return { code, emblem, reported, request, once: newOnce(), contact: config().contact };
};

export const actions: Actions = {
	default: async (event) => {
		const { code, reported, received } = await whatIsReported(event);
		const typed = await fieldsOf(event.request);
		const once = onceOf(typed.once);
		const read = readReport(typed, reported);
		if ('problems' in read) return fail(400, { typed, once, problems: read.problems });
		const made = await report(await database(), {
			code,
			reported,
			received,
			complaint: read.complaint,
			once,
			from: fromHere(event),
			now: Date.now()
		});
		if ('refusal' in made) return fail(409, { typed, once, refusal: made.refusal });
		redirect(303, keepingLanguage(`/report/${made.receipt}`, event.url));
	}
};
