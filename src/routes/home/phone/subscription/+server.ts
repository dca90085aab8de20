import { database } from '#lib/server/db/database.ts';
import { readSubscription, subscribe, testPush, unsubscribe } from '#lib/server/phones.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { testMessage } from '../testMessage.ts';
import type { RequestHandler } from './$types';

/** What the page's script and the app ask for: `step` on, off or test. 204: done; 409: it cannot be. */
export const POST: RequestHandler = async ({ request, locals }) => {
	const fields = await fieldsOf(request);
	const [db, household, session] = [await database(), locals.household!, locals.session!];
	if (fields.step === 'off') return answer(await unsubscribe(db, household, session).then(() => true));
	if (fields.step === 'test')
		return answer((await testPush(db, household, session, testMessage(locals.language))) === 'sent');
	const subscription = fields.step === 'on' ? readSubscription(fields) : null;
	if (!subscription) return answer(false);
	await subscribe(db, household, session, subscription, Date.now());
	return answer(true);
};

const answer = (isDone: boolean) => new Response(null, { status: isDone ? 204 : 409 });
