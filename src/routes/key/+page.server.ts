import { readCode } from '#lib/codes/codes.ts';
import { config } from '#lib/server/config.ts';
import { database } from '#lib/server/db/database.ts';
import { homeOf } from '#lib/server/households.ts';
import { openWithSpareKey } from '#lib/server/locks.ts';
import { letIn } from '#lib/server/phones.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { fromHere } from '#lib/server/web/from.ts';
import { newOnce, onceOf } from '#lib/server/web/once.ts';
import { openHere, phoneHere } from '#lib/server/web/phone.ts';
import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ address: `${config().publicUrl}/key`, once: newOnce() });

export const actions: Actions = {
	/** A key is used up by opening: the next one is in the answer and nowhere else. */
	default: async (event) => {
		const { key: typed = '', once: sent, brief } = await fieldsOf(event.request);
		const once = onceOf(sent);
		const read = readCode('key', typed);
		if ('problem' in read) return fail(400, { typed, once, problem: read.problem });
		const [db, now] = [await database(), Date.now()];
		const opened = await openWithSpareKey(db, read.code, { once, from: fromHere(event), now });
		if ('refusal' in opened) return fail(409, { typed, once, refusal: opened.refusal });
		const { household, spareKey } = opened;
		const session = await letIn(db, household, { once, device: phoneHere(event), cameBy: 'spare-key', now });
		const home = await homeOf(db, household);
		if (!session || !home) return fail(409, { typed, once, refusal: 'wrong-key' as const });
		openHere(event, session, { isBrief: brief !== undefined });
		return { opened: { spareKey, emblem: home.emblem } };
	}
};
