import { setCookie } from '#lib/server/auth/cookies.ts';
import { passwordProblem } from '#lib/server/auth/passwords.ts';
import { database } from '#lib/server/db/database.ts';
import { choosePassword, readSignInLink } from '#lib/server/staff.ts';
import { enterAsStaff } from '#lib/server/staffSessions.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { formOf } from '#lib/server/web/fields.ts';
import { phoneHere } from '#lib/server/web/phone.ts';
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
		const now = Date.now();
		const staff = await choosePassword(db, params.token, password, now);
		const entered = staff && (await enterAsStaff(db, staff, { device: phoneHere({ request }), now }));
		if (!entered) return fail(410);
		setCookie(cookies, 'staff', entered.session);
		redirect(303, keepingLanguage('/landlord', url));
	}
};
