import { dayAt } from '#lib/calendar/days.ts';
import { hallsIn, type HallView } from '#lib/server/buildings.ts';
import { database } from '#lib/server/db/database.ts';
import { makeKit } from '#lib/server/kits.ts';
import { logFault } from '#lib/server/log.ts';
import { streamed } from '#lib/server/web/streamed.ts';
import { error } from '@sveltejs/kit';
import { kitFileName } from './fileName.ts';
import type { RequestHandler } from './$types';

/** The kit of a hall, or of all halls of the residence, as a file. A hall of somebody else is not found. */
export const POST: RequestHandler = async ({ request, params, locals, route }) => {
	const form = await request.formData();
	const db = await database();
	const { id: staffId, scope } = locals.staff!;
	const residence = await hallsIn(db, scope, params.key);
	const wanted = form.get('hall');
	const halls = wanted === 'all' ? residence : residence.filter(({ code }) => code === wanted);
	if (halls.length === 0) error(404);

	const today = dayAt(Date.now(), 'Europe/Paris');
	const language = form.get('language');
	const order = {
		halls,
		secondLanguage: language === 'en' || language === 'ar' ? language : null,
		today,
		renewLetters: true,
		staffId
	} as const;
	const body = await streamed(
		(sink) => makeKit(db, scope, { ...order, sink }),
		(fault) => logFault(fault, { route: route.id })
	);
	const name = kitFileName(placesOf(halls, wanted === 'all'), today);
	return new Response(body, {
		headers: { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="${name}"` }
	});
};

function placesOf([hall]: readonly HallView[], isAll: boolean): string[] {
	return isAll ? [hall!.residence] : [hall!.residence, hall!.building, hall!.entrance];
}
