import { kitFileName } from '#lib/buildings/kitFileName.ts';
import { officeDay } from '#lib/calendar/days.ts';
import { hallsIn } from '#lib/server/buildings.ts';
import { database } from '#lib/server/db/database.ts';
import { logFault } from '#lib/server/log.ts';
import { makePosters } from '#lib/server/posters.ts';
import { streamed } from '#lib/server/web/streamed.ts';
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** A file: the posters of all halls of the residence, or of one with `?hall=<code>`, A4 or, with `?size=A3`, twice as large. */
export const GET: RequestHandler = async ({ params, locals, route, url }) => {
	const db = await database();
	const { scope } = locals.staff!;
	const wanted = url.searchParams.get('hall');
	const all = await hallsIn(db, scope, params.key);
	const halls = all.filter(({ code }) => wanted === null || code === wanted);
	if (halls.length === 0) error(404);
	const size = url.searchParams.get('size') === 'A3' ? 'A3' : 'A4';
	const body = await streamed(
		(sink) => makePosters(db, scope, halls, size, sink),
		(fault) => logFault(fault, { route: route.id })
	);
	const name = kitFileName([halls[0]!.residence, size], officeDay(Date.now())).replace(/^kit/, 'affiches');
	return new Response(body, {
		headers: { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="${name}"` }
	});
};
