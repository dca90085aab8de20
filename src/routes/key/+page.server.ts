import { readCode } from '#lib/codes/codes.ts';
import { setCookie } from '#lib/server/auth/cookies.ts';
import { startSession } from '#lib/server/auth/sessions.ts';
import { config } from '#lib/server/config.ts';
import { database } from '#lib/server/db/database.ts';
import { openWithSpareKey } from '#lib/server/households.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { fromHere } from '#lib/server/web/from.ts';
import { newOnce, onceOf } from '#lib/server/web/once.ts';
import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ address: `${config().publicUrl}/key`, once: newOnce() });

export const actions: Actions = {
	/** A key is used up by opening: the next one is in the answer and nowhere else. */
	default: async (event) => {
		const { key: typed = '', once: sent } = await fieldsOf(event.request);
		const once = onceOf(sent);
		const read = readCode('key', typed);
		if ('problem' in read) return fail(400, { typed, once, problem: read.problem });
		const db = await database();
		const opened = await openWithSpareKey(db, read.code, { once, from: fromHere(event), now: Date.now() });
		if ('refusal' in opened) return fail(409, { typed, once, refusal: opened.refusal });
		setCookie(
			event.cookies,
			'household',
			await startSession(db, { kind: 'household', id: opened.household })
		);
		return { opened: { spareKey: opened.spareKey } };
	}
};
