import { setCookie } from '#lib/server/auth/cookies.ts';
import { startSession } from '#lib/server/auth/sessions.ts';
import { database } from '#lib/server/db/database.ts';
import { enterAsOperator, LINK_MINUTES, opensForOperator } from '#lib/server/operators.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** Looking uses nothing up. */
export const load: PageServerLoad = async ({ params }) => ({
	opens: await opensForOperator(await database(), params.token, Date.now()),
	minutes: LINK_MINUTES
});

export const actions: Actions = {
	default: async ({ params, cookies, url }) => {
		const db = await database();
		const operator = await enterAsOperator(db, params.token, Date.now());
		if (!operator) return fail(410);
		setCookie(cookies, 'operator', await startSession(db, { kind: 'operator', id: operator }));
		redirect(303, keepingLanguage('/operator', url));
	}
};
