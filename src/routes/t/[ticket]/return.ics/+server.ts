import { returnDayFile } from '#lib/server/calendarFile.ts';
import { pictogramName } from '#lib/text/pictogramName.ts';
import { speak } from '#lib/text/speak.ts';
import { lentTicket } from '../lentTicket.ts';
import type { RequestHandler } from './$types';

/** The day on which the thing goes back, for a calendar. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const now = Date.now();
	const ticket = await lentTicket(params.ticket, locals.language, now);
	const say = speak(locals.language);
	const thing = pictogramName(locals.language, ticket.pictogram);
	const words = { summary: say('ticket.event', { thing }), more: say('ticket.eventMore') };
	return new Response(returnDayFile(ticket, words, now), {
		headers: {
			'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
			'content-disposition': 'attachment; filename="palier.ics"'
		}
	});
};
