import { dayAt } from '#lib/calendar/days.ts';
import { readPause } from '#lib/households/pausing.ts';
import { database } from '#lib/server/db/database.ts';
import { lendingOf, pauseLending, resumeLending } from '#lib/server/offers.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const lending = (await lendingOf(await database(), locals.household!)) ?? error(404);
	return {
		paused: lending.paused,
		untilDay: lending.untilDay,
		today: dayAt(Date.now(), lending.zone)
	};
};

export const actions: Actions = {
	pause: async ({ locals, request, url }) => {
		const [db, now] = [await database(), Date.now()];
		const lending = (await lendingOf(db, locals.household!)) ?? error(404);
		const read = readPause((await fieldsOf(request)).until, dayAt(now, lending.zone));
		if ('problem' in read) return fail(400, { problem: read.problem });
		await pauseLending(db, locals.household!, now, read.untilDay);
		redirect(303, keepingLanguage('/home', url));
	},
	resume: async ({ locals, url }) => {
		await resumeLending(await database(), locals.household!, Date.now());
		redirect(303, keepingLanguage('/home', url));
	}
};
