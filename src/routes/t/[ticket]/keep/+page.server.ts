import { codePath, QUIET_ZONE, qrSymbol } from '#lib/paper/qr.ts';
import { config } from '#lib/server/config.ts';
import { database } from '#lib/server/db/database.ts';
import { followTicket } from '#lib/server/loans.ts';
import { speak } from '#lib/text/speak.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Ways to keep a ticket: its address as a QR, to send to oneself, to copy. */
export const load: PageServerLoad = async ({ params, locals }) => {
	const ticket = await followTicket(await database(), params.ticket, Date.now());
	if (!ticket) error(404, { message: speak(locals.language)('ticket.goneTitle') });
	const path = `/t/${params.ticket.toLowerCase()}`;
	const address = `${config().publicUrl}${path}`;
	const symbol = qrSymbol(address, 'Q');
	return { path, address, qr: { d: codePath(symbol), size: symbol.size, quiet: QUIET_ZONE } };
};
