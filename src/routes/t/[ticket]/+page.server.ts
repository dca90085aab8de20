import { dayAt } from '#lib/calendar/days.ts';
import { config } from '#lib/server/config.ts';
import { database } from '#lib/server/db/database.ts';
import { followTicket, stepOfBorrower } from '#lib/server/loans.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { speak } from '#lib/text/speak.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const ticket = await followTicket(await database(), params.ticket, Date.now());
	if (!ticket) error(404, { message: speak(locals.language)('ticket.goneTitle') });
	return {
		ticket,
		lastDay: dayAt(ticket.endsAt, ticket.zone),
		address: `${config().publicUrl}/t/${params.ticket.toLowerCase()}`
	};
};

export const actions: Actions = {
	default: async ({ params, request, url }) => {
		const { step = '' } = await fieldsOf(request);
		const taken = await stepOfBorrower(await database(), params.ticket, step, Date.now());
		if ('refusal' in taken) return fail(409, { refusal: taken.refusal });
		redirect(303, keepingLanguage(`/t/${params.ticket}`, url));
	}
};
