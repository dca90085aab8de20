import type { PageServerLoad } from './$types';

/** What must be typed to take everything away; `wrong` after it was mistyped. */
export const load: PageServerLoad = ({ locals, url }) => ({
	name: locals.staff!.landlord.name,
	wrong: url.searchParams.get('wrong') === 'name'
});
