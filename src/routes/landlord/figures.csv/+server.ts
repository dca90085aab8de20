import { database } from '#lib/server/db/database.ts';
import { figuresCsv } from '#lib/server/figuresCsv.ts';
import { logFault } from '#lib/server/log.ts';
import { streamed } from '#lib/server/web/streamed.ts';
import { lastYear, takeOut } from '../figures/taken.ts';
import type { RequestHandler } from './$types';

/** What the screens show, of a year. */
export const GET: RequestHandler = async ({ locals, route }) => {
	const staff = locals.staff!;
	const now = Date.now();
	const db = await database();
	const asked = { since: lastYear(now).since, language: locals.language };
	const body = await streamed(
		async (sink) => {
			const encoder = new TextEncoder();
			for await (const piece of figuresCsv(db, staff.scope, asked)) await sink(encoder.encode(piece));
		},
		(fault) => logFault(fault, { route: route.id })
	);
	return new Response(body, await takeOut(staff, 'palier-chiffres.csv', now));
};
