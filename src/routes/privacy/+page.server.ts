import { config } from '#lib/server/config.ts';
import type { PageServerLoad } from './$types';

/** Cookies are called by the names that they bear on this server. */
export const load: PageServerLoad = () => {
	const { publicUrl, contact } = config();
	return { secure: publicUrl.startsWith('https:'), contact };
};
