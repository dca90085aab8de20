import { clearCookie, readCookie, setCookie } from '#lib/server/auth/cookies.ts';
import { endSession, readSession, startSession } from '#lib/server/auth/sessions.ts';
import { database } from '#lib/server/db/database.ts';
import { checkPassword } from '#lib/server/staff.ts';
import { fromHere } from '#lib/server/web/from.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { oneLine } from '#lib/text/line.ts';
import { formOf } from '#lib/server/web/fields.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions } from './$types';

export const actions: Actions = {
	in: async (event) => {
		const form = await formOf(event.request);
		const email = oneLine(String(form.get('email') ?? ''));
		const password = String(form.get('password') ?? '');
		const db = await database();
		const checked = await checkPassword(db, { email, password, from: fromHere(event), now: Date.now() });
		if ('refusal' in checked) return fail(400, { email, refusal: checked.refusal });
		setCookie(event.cookies, 'staff', await startSession(db, { kind: 'staff', id: checked.staff }));
		redirect(303, keepingLanguage('/landlord', event.url));
	},
	out: async ({ cookies, url }) => {
		const db = await database();
		const session = await readSession(db, readCookie(cookies, 'staff'), { mayWrite: true });
		if (session) await endSession(db, session);
		clearCookie(cookies, 'staff');
		redirect(303, keepingLanguage('/landlord/sign-in', url));
	}
};
