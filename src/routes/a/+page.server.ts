import { fieldsOf } from '#lib/server/web/fields.ts';
import { newOnce } from '#lib/server/web/once.ts';
import { claimFrom } from './claimFrom.ts';
import type { Actions, PageServerLoad } from './$types';

/** A code that came with the address, from a page that could not read it, stands in its field. */
export const load: PageServerLoad = ({ url }) => ({
	code: url.searchParams.get('code')?.slice(0, 200) ?? '',
	once: newOnce()
});

export const actions: Actions = {
	default: async (event) => {
		const { code = '', claim = '', once = '' } = await fieldsOf(event.request);
		return claimFrom(event, code, { code, claim, once });
	}
};
