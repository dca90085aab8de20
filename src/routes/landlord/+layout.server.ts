import type { LayoutServerLoad } from './$types';

/** Who is signed in, for the line above every page of the office. */
export const load: LayoutServerLoad = ({ locals }) => ({ email: locals.staff?.email });
