import { database } from '#lib/server/db/database.ts';
import { readyAbatementPdf } from '#lib/server/figuresPdf.ts';
import { lastYear, takeOut } from '../taken.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { scope, landlord } = event.locals.staff!;
	const now = Date.now();
	const asked = { landlord: landlord.name, language: event.locals.language, ...lastYear(now) };
	const make = await readyAbatementPdf(await database(), scope, asked);
	return takeOut(event, 'palier-tfpb.pdf', now, make);
};
