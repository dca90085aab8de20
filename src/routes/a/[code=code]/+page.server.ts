import { fieldsOf } from '#lib/server/web/fields.ts';
import { mailboxAt } from '#lib/server/web/mailboxAt.ts';
import { newOnce } from '#lib/server/web/once.ts';
import { claimFrom, isMine } from '../claimFrom.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, cookies }) => {
	const { code, emblem } = await mailboxAt(params.code, locals.language);
	return { emblem, isMine: await isMine(cookies, code), once: newOnce() };
};

export const actions: Actions = {
	default: async (event) => {
		const { claim = '', once = '' } = await fieldsOf(event.request);
		return claimFrom(event, event.params.code, { claim, once });
	}
};
