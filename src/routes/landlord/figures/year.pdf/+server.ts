import { database } from '#lib/server/db/database.ts';
import { readyYearPdf } from '#lib/server/figuresPdf.ts';
import { error } from '@sveltejs/kit';
import { lastYear, takeOut } from '../taken.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { scope, landlord } = event.locals.staff!;
	const now = Date.now();
	const asked = { landlord: landlord.name, language: event.locals.language, ...lastYear(now) };
	const make = await readyYearPdf(await database(), scope, asked);
	if (!make) error(404);
	return takeOut(event, 'palier-annee.pdf', now, make);
};
