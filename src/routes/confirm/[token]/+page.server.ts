import { confirmContact, contactBehind } from '#lib/server/contacts.ts';
import { database } from '#lib/server/db/database.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { speak } from '#lib/text/speak.ts';
import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** Mail scanners open every link: to look confirms nothing. */
export const load: PageServerLoad = async ({ params, locals }) => {
	const state = await contactBehind(await database(), params.token);
	if (!state) deadLink(locals);
	return { isConfirmed: state === 'confirmed' };
};

export const actions: Actions = {
	default: async ({ params, locals, url }) => {
		if (!(await confirmContact(await database(), params.token, Date.now()))) deadLink(locals);
		redirect(303, keepingLanguage(`/confirm/${encodeURIComponent(params.token)}`, url));
	}
};

function deadLink({ language }: App.Locals): never {
	error(404, { message: speak(language)('confirm.dead') });
}
