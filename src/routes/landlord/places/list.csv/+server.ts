import { readPlaceSearch } from '#lib/buildings/placeSearch.ts';
import { officeDay } from '#lib/calendar/days.ts';
import { actorOf, writeDown } from '#lib/server/audit.ts';
import { sumsOf } from '#lib/server/buildings.ts';
import { database } from '#lib/server/db/database.ts';
import { logFault } from '#lib/server/log.ts';
import { exportPlaces } from '#lib/server/placeExport.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { streamed } from '#lib/server/web/streamed.ts';
import type { RequestHandler } from './$types';

/** A file: the places that fit a search, in the columns that the import reads. Who took it away is written down. */
export const POST: RequestHandler = async ({ request, locals, route }) => {
	const { scope } = locals.staff!;
	const [db, now] = [await database(), Date.now()];
	const fields = Object.entries(await fieldsOf(request)).flatMap(([name, value]) =>
		value ? [[name, value]] : []
	);
	const search = readPlaceSearch(new URLSearchParams(fields));
	const { halls } = await sumsOf(db, scope);
	await writeDown(db, actorOf(locals.staff!), 'places-exported', { n: halls }, now);
	const body = await streamed(
		async (sink) => {
			const bytes = new TextEncoder();
			for await (const piece of exportPlaces(db, scope, search)) await sink(bytes.encode(piece));
		},
		(fault) => logFault(fault, { route: route.id })
	);
	return new Response(body, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="palier-${officeDay(now)}.csv"`
		}
	});
};
