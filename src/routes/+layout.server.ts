import { switchesOf } from '#lib/server/web/language.ts';
import type { LayoutServerLoad } from './$types';
import { wordsOfPhone } from './home/phone/words.ts';
import { wordsOfRound } from './landlord/rounds/[code=code]/words.ts';
import { wordsOfStudio } from './studio/words.ts';

export const load: LayoutServerLoad = ({ locals, url, route }) => ({
	language: locals.language,
	switches: switchesOf(url),
	// Here and not with the page's own data: when that fails, the page that says so needs words too.
	...(route.id === '/studio' ? { words: wordsOfStudio(locals.language) } : {}),
	...(route.id === '/home/phone' ? { words: wordsOfPhone(locals.language) } : {}),
	...(route.id === '/landlord/rounds/[code=code]' ? { words: wordsOfRound(locals.language) } : {})
});
