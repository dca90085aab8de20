import { config } from '#lib/server/config.ts';
import { database } from '#lib/server/db/database.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { speak } from '#lib/text/speak.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { takeTap } from './taps.ts';
import { ticketPage } from './ticketPage.ts';

export const load: PageServerLoad = async ({ params, locals }) => {
	const page = await ticketPage(await database(), params.ticket, Date.now());
	if (!page) error(404, { message: speak(locals.language)('ticket.goneTitle') });
	return { ...page, address: `${config().publicUrl}${page.path}` };
};

export const actions: Actions = {
	default: async ({ params, request, url }) => {
		const taken = await takeTap(await database(), params.ticket, await fieldsOf(request), Date.now());
		if ('problem' in taken) return fail(400, taken);
		if ('refusal' in taken) return fail(409, taken);
		redirect(303, keepingLanguage(`/t/${params.ticket}`, url));
	}
};
