import { actorOf } from '#lib/server/audit.ts';
import { database } from '#lib/server/db/database.ts';
import * as letters from '#lib/server/letters.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { fileOfForm } from '#lib/server/web/fileOfForm.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { secondLanguage } from '#lib/text/languages.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { problemsByField, typedWords, wordsOf } from './words.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const look = await letters.lookOfLetters(await database(), locals.staff!.scope.landlordId);
	return {
		second: secondLanguage(url.searchParams.get('second')),
		color: look.color,
		hasLogo: look.logo !== null,
		words: wordsOf(look),
		done: url.searchParams.get('done')
	};
};

const here = async ({ staff }: App.Locals) => [await database(), actorOf(staff!)] as const;
const back = (url: URL, done: string) => redirect(303, keepingLanguage(`/landlord/letter?done=${done}`, url));

export const actions: Actions = {
	words: async ({ request, locals, url }) => {
		const typed = typedWords(await fieldsOf(request));
		const { problems } = await letters.keepWords(...(await here(locals)), typed, Date.now());
		if (problems.length > 0) return fail(400, { typed, problems: problemsByField(problems) });
		back(url, 'words');
	},
	color: async ({ request, locals, url }) => {
		const { color = '', none } = await fieldsOf(request);
		const refused = await letters.keepColor(...(await here(locals)), none ? '' : color, Date.now());
		if (refused) return fail(400, { color, colorRefusal: refused });
		back(url, 'color');
	},
	logo: async ({ request, locals, url }) => {
		const refused = await letters.keepLogo(...(await here(locals)), fileOfForm(request), Date.now());
		if (refused) return fail(400, { logoRefusal: refused.refusal });
		back(url, 'logo');
	},
	noLogo: async ({ locals, url }) => {
		await letters.dropLogo(...(await here(locals)), Date.now());
		back(url, 'logo');
	},
	right: async ({ locals, url }) => {
		await letters.letterIsRight(...(await here(locals)), Date.now());
		back(url, 'right');
	},
	reset: async ({ locals, url }) => {
		await letters.ourLetterAgain(...(await here(locals)), Date.now());
		back(url, 'reset');
	}
};
