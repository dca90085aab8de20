import { tokenScopes } from '#lib/access/tokenScopes.ts';
import { hallPageIn } from '#lib/server/apiPlaces.ts';
import { endToken, makeToken, MOST_TOKENS, TOKEN_DAYS, tokensOf } from '#lib/server/apiTokens.ts';
import { actorOf } from '#lib/server/audit.ts';
import { config } from '#lib/server/config.ts';
import { database } from '#lib/server/db/database.ts';
import { fieldsOf, formOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { newOnce } from '#lib/server/web/once.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { readTokenForm } from './tokenForm.ts';

/** The keys of the landlord, and what a new one may be; the examples speak of a hall that is there. */
export const load: PageServerLoad = async ({ locals }) => {
	const { scope } = locals.staff!;
	const db = await database();
	const [hall] = (await hallPageIn(db, scope, { limit: 1 })).items;
	return {
		tokens: await tokensOf(db, scope.landlordId, Date.now()),
		scopes: tokenScopes,
		days: TOKEN_DAYS,
		once: newOnce(),
		origin: config().publicUrl,
		hall: hall?.code ?? '7K3M9PQXD2F41'
	};
};

export const actions: Actions = {
	make: async ({ request, locals }) => {
		const read = readTokenForm(await formOf(request));
		if ('problems' in read) return fail(400, { ...read, most: MOST_TOKENS });
		const { name, scopes, days } = read.wanted;
		const made = await makeToken(await database(), actorOf(locals.staff!), read.wanted, Date.now());
		if ('token' in made) return { token: made.token, name };
		const typed = { name, scopes, days: String(days) };
		return fail(400, { problems: [made.refusal], typed, most: MOST_TOKENS });
	},
	end: async ({ request, locals, url }) => {
		const { key = '' } = await fieldsOf(request);
		const [db, { scope }] = [await database(), locals.staff!];
		const now = Date.now();
		const isEnded = await endToken(db, actorOf(locals.staff!), key, now);
		const isKnown = isEnded || (await tokensOf(db, scope.landlordId, now)).some((token) => token.key === key);
		if (!isKnown) error(404);
		redirect(303, keepingLanguage('/landlord/api', url));
	}
};
