import type { LayoutServerLoad } from './$types';
import { sectionOf, sectionsFor } from './sections.ts';

/** Who is signed in and where they can go, for the lines above every page of the office. */
export const load: LayoutServerLoad = ({ locals, route }) => ({
	email: locals.staff?.email,
	sections: locals.staff ? sectionsFor(locals.staff.role) : { daily: [], nowAndThen: [] },
	section: sectionOf(route.id)
});
