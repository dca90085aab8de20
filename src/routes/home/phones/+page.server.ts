import { clearCookie } from '#lib/server/auth/cookies.ts';
import { database } from '#lib/server/db/database.ts';
import { homeOf } from '#lib/server/households.ts';
import { closePhone, makeTransfer, phonesOf } from '#lib/server/phones.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { FORGET } from '#lib/server/web/phone.ts';
import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { wayIn } from './wayIn.ts';

export const load: PageServerLoad = async ({ locals }) => {
	const db = await database();
	const home = await homeOf(db, locals.household!);
	if (!home) error(404);
	return { zone: home.zone, phones: await phonesOf(db, locals.household!, locals.session!) };
};

export const actions: Actions = {
	/** The way in is in this answer and nowhere else. */
	another: async ({ locals, url }) => {
		const made = await makeTransfer(await database(), locals.household!, locals.session!, Date.now());
		return made ? wayIn(made, url) : redirect(303, keepingLanguage('/key', url));
	},
	close: async ({ locals, request, cookies, setHeaders, url }) => {
		const { phone = '' } = await fieldsOf(request);
		await closePhone(await database(), locals.household!, phone);
		if (phone !== locals.session) redirect(303, keepingLanguage('/home/phones', url));
		clearCookie(cookies, 'household');
		setHeaders(FORGET);
		redirect(303, keepingLanguage('/', url));
	}
};
