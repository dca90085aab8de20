import { database } from '#lib/server/db/database.ts';
import { deskBehind } from '#lib/server/deskLinks.ts';
import { logFault } from '#lib/server/log.ts';
import { makePosters } from '#lib/server/posters.ts';
import { streamed } from '#lib/server/web/streamed.ts';
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** A file: the poster of the hall, with its slips to tear off; A4, or A3 with `?size=A3`. */
export const GET: RequestHandler = async ({ params, route, url }) => {
	const db = await database();
	const behind = await deskBehind(db, params.token, Date.now());
	if (!behind || 'opensOn' in behind) error(404);
	const size = url.searchParams.get('size') === 'A3' ? 'A3' : 'A4';
	const body = await streamed(
		(sink) => makePosters(db, behind.scope, [behind.hall], size, sink),
		(fault) => logFault(fault, { route: route.id })
	);
	return new Response(body, {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': `attachment; filename="affiche-${size}.pdf"`
		}
	});
};
