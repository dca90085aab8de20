import { addDays, mondayOf, officeDay, type Day } from '#lib/calendar/days.ts';
import { actorOf, writeDown } from '#lib/server/audit.ts';
import { database } from '#lib/server/db/database.ts';
import { logFault } from '#lib/server/log.ts';
import { streamed } from '#lib/server/web/streamed.ts';
import type { RequestEvent } from '@sveltejs/kit';

/** The year that figures are of: 52 weeks until this one. */
export function lastYear(now: number): { since: Day; until: Day } {
	const until = mondayOf(officeDay(now));
	return { since: addDays(until, -7 * 52), until };
}

/**
 * A file of figures goes out of the office under its name and day, and that is written down. Whoever asks for its headers
 * alone takes nothing out.
 */
export async function takeOut(
	{ request, locals, route }: RequestEvent,
	file: string,
	now: number,
	make: Parameters<typeof streamed>[0]
): Promise<Response> {
	const [name, ending] = file.split('.');
	const headers = {
		'content-type': ending === 'csv' ? 'text/csv; charset=utf-8' : 'application/pdf',
		'content-disposition': `attachment; filename="${name}-${officeDay(now)}.${ending}"`
	};
	if (request.method === 'HEAD') return new Response(null, { headers });
	const body = await streamed(make, (fault) => logFault(fault, { route: route.id }));
	await writeDown(await database(), actorOf(locals.staff!), 'figures-taken', { file }, now);
	return new Response(body, { headers });
}
