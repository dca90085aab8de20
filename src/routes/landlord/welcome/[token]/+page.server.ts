import { setCookie } from '#lib/server/auth/cookies.ts';
import { passwordProblem } from '#lib/server/auth/passwords.ts';
import { startSession } from '#lib/server/auth/sessions.ts';
import { database } from '#lib/server/db/database.ts';
import { choosePassword, readSignInLink } from '#lib/server/staff.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { formOf } from '#lib/server/web/fields.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** Looking uses nothing up: mail scanners open every link. */
export const load: PageServerLoad = async ({ params }) => ({
	link: await readSignInLink(await database(), params.token, Date.now())
});

export const actions: Actions = {
	default: async ({ request, params, cookies, url }) => {
		const password = String((await formOf(request)).get('password') ?? '');
		const problem = passwordProblem(password);
		if (problem) return fail(400, { problem });
		const db = await database();
		const staff = await choosePassword(db, params.token, password, Date.now());
		if (staff === null) return fail(410);
		setCookie(cookies, 'staff', await startSession(db, { kind: 'staff', id: staff }));
		redirect(303, keepingLanguage('/landlord', url));
	}
};
