import { clearCookie, readCookie, setCookie } from '#lib/server/auth/cookies.ts';
import { endSession, readSession } from '#lib/server/auth/sessions.ts';
import { database } from '#lib/server/db/database.ts';
import { checkPassword } from '#lib/server/staff.ts';
import { enterAsStaff } from '#lib/server/staffSessions.ts';
import { fromHere } from '#lib/server/web/from.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { FORGET, phoneHere } from '#lib/server/web/phone.ts';
import { oneLine } from '#lib/text/line.ts';
import { formOf } from '#lib/server/web/fields.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions } from './$types';

export const actions: Actions = {
	in: async (event) => {
		const form = await formOf(event.request);
		const email = oneLine(String(form.get('email') ?? ''));
		const password = String(form.get('password') ?? '');
		const [db, now] = [await database(), Date.now()];
		const checked = await checkPassword(db, { email, password, from: fromHere(event), now });
		if ('refusal' in checked) return fail(400, { email, refusal: checked.refusal });
		const entered = await enterAsStaff(db, checked.staff, { device: phoneHere(event), now });
		if (!entered) return fail(400, { email, refusal: 'wrong' as const });
		setCookie(event.cookies, 'staff', entered.session);
		const { isOn, neededFrom } = entered.member.secondFactor;
		const isNext = isOn || neededFrom !== null;
		redirect(303, keepingLanguage(isNext ? '/landlord/second-factor' : '/landlord', event.url));
	},
	out: async ({ cookies, url, setHeaders }) => {
		const db = await database();
		const session = await readSession(db, readCookie(cookies, 'staff'), { mayWrite: true });
		if (session) await endSession(db, session);
		clearCookie(cookies, 'staff');
		setHeaders(FORGET);
		redirect(303, keepingLanguage('/landlord/sign-in', url));
	}
};
