import { setCookie } from '#lib/server/auth/cookies.ts';
import { startSession } from '#lib/server/auth/sessions.ts';
import { config } from '#lib/server/config.ts';
import { database } from '#lib/server/db/database.ts';
import { changeLock, renewSpareKey } from '#lib/server/households.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ address: `${config().publicUrl}/key` });

/** A new key is in the answer to its own form and nowhere else. */
export const actions: Actions = {
	renew: async ({ locals }) => ({ spareKey: await renewSpareKey(await database(), locals.household!) }),
	lock: async ({ locals, cookies }) => {
		const [db, id] = [await database(), locals.household!];
		const spareKey = await changeLock(db, id);
		setCookie(cookies, 'household', await startSession(db, { kind: 'household', id }));
		return { spareKey, isLocked: true };
	}
};
