import { database } from '#lib/server/db/database.ts';
import { readyAbatementPdf } from '#lib/server/figuresPdf.ts';
import { logFault } from '#lib/server/log.ts';
import { streamed } from '#lib/server/web/streamed.ts';
import { lastYear, takeOut } from '../taken.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, route }) => {
	const staff = locals.staff!;
	const now = Date.now();
	const asked = { landlord: staff.landlord.name, language: locals.language, ...lastYear(now) };
	const make = await readyAbatementPdf(await database(), staff.scope, asked);
	const body = await streamed(make, (fault) => logFault(fault, { route: route.id }));
	return new Response(body, await takeOut(staff, 'palier-tfpb.pdf', now));
};
