import { WHOLE } from '#lib/statistics/disclosure.ts';
import { database } from '#lib/server/db/database.ts';
import { figuresByResidence, figuresOver } from '#lib/server/statistics.ts';
import { error } from '@sveltejs/kit';
import { pageNumber } from '../pageNumber.ts';
import { lastYear } from './taken.ts';
import type { PageServerLoad } from './$types';

const ON_A_PAGE = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { scope } = locals.staff!;
	const db = await database();
	const { since, until } = lastYear(Date.now());
	const key = url.searchParams.get('residence') ?? WHOLE;
	const over = await figuresOver(db, scope, { key, since });
	if (!over && key !== WHOLE) error(404);
	const page = pageNumber(url);
	const from = (page - 1) * ON_A_PAGE;
	const { residences, total } = await figuresByResidence(db, scope, { from, count: ON_A_PAGE });
	return { over, since, until, residences, page, hasMore: total > from + ON_A_PAGE };
};
