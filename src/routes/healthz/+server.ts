import { hasMailboxes } from '#lib/server/buildings.ts';
import { database } from '#lib/server/db/database.ts';
import { logFault } from '#lib/server/log.ts';
import { text } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** For whatever watches the server: well only while the database answers. */
export const GET: RequestHandler = async ({ route }) => {
	try {
		await hasMailboxes(await database());
		return text('ok');
	} catch (fault) {
		logFault(fault, { route: route.id });
		return text('the database does not answer', { status: 503 });
	}
};
