import { passwordProblem } from '#lib/server/auth/passwords.ts';
import { database } from '#lib/server/db/database.ts';
import { changePassword, endOne, endOthers, sessionsOf } from '#lib/server/staffSessions.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { fromHere } from '#lib/server/web/from.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const HERE = '/landlord/sessions';

export const load: PageServerLoad = async ({ locals, url }) => ({
	sessions: await sessionsOf(await database(), locals.staff!.id, locals.session!, Date.now()),
	hasSecondFactor: locals.staff!.secondFactor.isOn,
	isChanged: url.searchParams.has('changed')
});

export const actions: Actions = {
	end: async ({ locals, request, url }) => {
		const { session = '' } = await fieldsOf(request);
		await endOne(await database(), locals.staff!, session, Date.now());
		redirect(303, keepingLanguage(HERE, url));
	},
	others: async ({ locals, url }) => {
		await endOthers(await database(), locals.staff!, locals.session!, Date.now());
		redirect(303, keepingLanguage(HERE, url));
	},
	password: async (event) => {
		const { current = '', next = '' } = await fieldsOf(event.request);
		const problem = passwordProblem(next);
		if (problem) return fail(400, { problem });
		const { staff, session } = event.locals;
		const where = { here: session!, from: fromHere(event), now: Date.now() };
		const changed = await changePassword(await database(), staff!, { current, next, ...where });
		if ('refusal' in changed) return fail(400, { refusal: changed.refusal });
		redirect(303, keepingLanguage(`${HERE}?changed`, event.url));
	}
};
