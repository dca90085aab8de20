import { database } from '#lib/server/db/database.ts';
import { exampleList } from '#lib/server/listExample.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) =>
	new Response(await exampleList(await database(), locals.staff!.scope), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="exemple.csv"',
			'cache-control': 'private, no-store'
		}
	});
