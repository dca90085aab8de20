import { config } from '#lib/server/config.ts';
import { database } from '#lib/server/db/database.ts';
import { homeOf } from '#lib/server/households.ts';
import { changeLock, renewSpareKey } from '#lib/server/locks.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const home = await homeOf(await database(), locals.household!);
	if (!home) error(404);
	return {
		...{ address: `${config().publicUrl}/key`, emblem: home.emblem },
		isAsking: url.searchParams.has('lock')
	};
};

/** A new key is in the answer to its own form and nowhere else. */
export const actions: Actions = {
	renew: async ({ locals, url }) => ({
		spareKey: (await renewSpareKey(await database(), locals.household!, locals.session!)) ?? shutOut(url)
	}),
	lock: async ({ locals, url }) => ({
		spareKey: (await changeLock(await database(), locals.household!, locals.session!)) ?? shutOut(url),
		isLocked: true
	})
};

/** Another phone changed the lock a moment before. */
function shutOut(url: URL): never {
	redirect(303, keepingLanguage('/key', url));
}
