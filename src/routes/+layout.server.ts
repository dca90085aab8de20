import { switchesOf } from '#lib/server/web/language.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url }) => ({
	language: locals.language,
	switches: switchesOf(url)
});
