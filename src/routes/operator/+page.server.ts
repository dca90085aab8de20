import { clearCookie, readCookie } from '#lib/server/auth/cookies.ts';
import { endSession, readSession } from '#lib/server/auth/sessions.ts';
import { database } from '#lib/server/db/database.ts';
import { register, registerParts, tallies } from '#lib/server/register.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const [db, now] = [await database(), Date.now()];
	const part = registerParts.find((one) => one === url.searchParams.get('part')) ?? 'open';
	const after = Number(url.searchParams.get('after')) || null;
	return { part, now, ...(await register(db, part, after)), tallies: await tallies(db, now) };
};

export const actions: Actions = {
	out: async ({ cookies, url }) => {
		const db = await database();
		const session = await readSession(db, readCookie(cookies, 'operator'), { mayWrite: true });
		if (session) await endSession(db, session);
		clearCookie(cookies, 'operator');
		redirect(303, keepingLanguage('/', url));
	}
};
