import { readCookie } from '#lib/server/auth/cookies.ts';
import { readSession } from '#lib/server/auth/sessions.ts';
import { config } from '#lib/server/config.ts';
import { database } from '#lib/server/db/database.ts';
import { changeLock, renewSpareKey } from '#lib/server/households.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ address: `${config().publicUrl}/key` });

/** A new key is in the answer to its own form and nowhere else. */
export const actions: Actions = {
	renew: async ({ locals }) => ({ spareKey: await renewSpareKey(await database(), locals.household!) }),
	lock: async ({ locals, cookies }) => {
		const db = await database();
		const session = await readSession(db, readCookie(cookies, 'household'), { mayWrite: false });
		return { spareKey: await changeLock(db, locals.household!, session?.sessionId ?? ''), isLocked: true };
	}
};
