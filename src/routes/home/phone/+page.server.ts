import { config } from '#lib/server/config.ts';
import { database } from '#lib/server/db/database.ts';
import { homeOf } from '#lib/server/households.ts';
import { isSubscribed } from '#lib/server/phones.ts';
import { publicPushKey } from '#lib/server/push.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const db = await database();
	const home = await homeOf(db, locals.household!);
	if (!home) error(404);
	return {
		...{ email: home.email, canMail: config().mail !== undefined },
		canKeep: config().phonesKeepPages,
		pushKey: publicPushKey(),
		isSubscribed: await isSubscribed(db, locals.household!, locals.session!)
	};
};
