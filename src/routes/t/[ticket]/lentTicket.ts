import { database } from '#lib/server/db/database.ts';
import { followTicket, type TicketView } from '#lib/server/loans.ts';
import type { Language } from '#lib/text/languages.ts';
import { speak } from '#lib/text/speak.ts';
import { error } from '@sveltejs/kit';

/** A ticket whose loan was accepted and is not over; anything else is not found. */
export async function lentTicket(ticket: string, language: Language, now: number): Promise<TicketView> {
	const view = await followTicket(await database(), ticket, now);
	if (view && (view.state === 'accepted' || view.state === 'handed-over')) return view;
	error(404, { message: speak(language)('ticket.goneTitle') });
}
