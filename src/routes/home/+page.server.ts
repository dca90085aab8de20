import { dayAt } from '#lib/calendar/days.ts';
import { database } from '#lib/server/db/database.ts';
import { homeOf, pauseLending, resumeLending } from '#lib/server/households.ts';
import { requestsOf, stepOfLender } from '#lib/server/loans.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const [db, now] = [await database(), Date.now()];
	const home = await homeOf(db, locals.household!);
	if (!home) error(404);
	return { home, requests: await requestsOf(db, locals.household!, now), today: dayAt(now, home.zone) };
};

export const actions: Actions = {
	step: async ({ locals, request, url }) => {
		const { request: id = '', step = '' } = await fieldsOf(request);
		const taken = await stepOfLender(await database(), locals.household!, id, step, Date.now());
		if ('refusal' in taken) return fail(409, { refusal: taken.refusal });
		redirect(303, keepingLanguage('/home', url));
	},
	pause: async ({ locals, url }) => {
		await pauseLending(await database(), locals.household!, Date.now());
		redirect(303, keepingLanguage('/home', url));
	},
	resume: async ({ locals, url }) => {
		await resumeLending(await database(), locals.household!);
		redirect(303, keepingLanguage('/home', url));
	}
};
