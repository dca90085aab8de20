import { dayAt } from '#lib/calendar/days.ts';
import { database } from '#lib/server/db/database.ts';
import { homeOf } from '#lib/server/households.ts';
import { blockedBy, unblock } from '#lib/server/lending.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const db = await database();
	const home = await homeOf(db, locals.household!);
	if (!home) error(404);
	const blocked = await blockedBy(db, locals.household!);
	return {
		blocked: blocked.map(({ id, pictogram, at }) => ({ id, pictogram, since: dayAt(at, home.zone) }))
	};
};

export const actions: Actions = {
	unblock: async ({ locals, request, url }) => {
		const { id = '' } = await fieldsOf(request);
		await unblock(await database(), locals.household!, id);
		redirect(303, keepingLanguage('/home/blocked', url));
	}
};
