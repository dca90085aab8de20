import { config } from '#lib/server/config.ts';
import type { PageServerLoad } from './$types';

/** In whose name the documents speak. */
export const load: PageServerLoad = ({ locals }) => ({
	landlord: locals.staff!.landlord.name,
	secure: config().publicUrl.startsWith('https:')
});
