import { database } from '#lib/server/db/database.ts';
import { hasRequest, stepOfLender } from '#lib/server/lending.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import type { RequestHandler } from './$types';

/** What the buttons of a notification can say. */
const ANSWERS = ['accept', 'decline'];

/** An answer from a notification: 204 when it is given, twice too; 409 when it came too late or the days are lent. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const { request: id = '', step = '' } = await fieldsOf(request);
	const [db, household] = [await database(), locals.household!];
	if (!ANSWERS.includes(step) || !(await hasRequest(db, household, id)))
		return new Response(null, { status: 404 });
	const taken = await stepOfLender(db, household, id, step, Date.now());
	return new Response(null, { status: 'done' in taken ? 204 : 409 });
};
