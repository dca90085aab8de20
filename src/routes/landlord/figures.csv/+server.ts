import { database } from '#lib/server/db/database.ts';
import { figuresCsv } from '#lib/server/figuresCsv.ts';
import { lastYear, takeOut } from '../figures/taken.ts';
import type { RequestHandler } from './$types';

/** What the screens show, of a year. */
export const GET: RequestHandler = async (event) => {
	const { staff, language } = event.locals;
	const now = Date.now();
	const db = await database();
	const asked = { since: lastYear(now).since, language };
	return takeOut(event, 'palier-chiffres.csv', now, async (sink) => {
		const encoder = new TextEncoder();
		for await (const piece of figuresCsv(db, staff!.scope, asked)) await sink(encoder.encode(piece));
	});
};
