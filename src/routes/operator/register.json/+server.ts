import { database } from '#lib/server/db/database.ts';
import { register } from '#lib/server/register.ts';
import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** More than any register will hold. */
const ALL = 100_000;

export const GET: RequestHandler = async () => {
	const { entries } = await register(await database(), 'all', null, ALL);
	return json(entries, { headers: { 'content-disposition': 'attachment; filename="register.json"' } });
};
