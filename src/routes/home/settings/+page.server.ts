import { readNickname } from '#lib/households/claiming.ts';
import { clearCookie, readCookie } from '#lib/server/auth/cookies.ts';
import { endSession, readSession } from '#lib/server/auth/sessions.ts';
import { config } from '#lib/server/config.ts';
import { readAddress, removeContact, setContact } from '#lib/server/contacts.ts';
import { database } from '#lib/server/db/database.ts';
import { callOneself, homeOf, leave } from '#lib/server/households.ts';
import { requestsOf } from '#lib/server/loans.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const db = await database();
	const requests = await requestsOf(db, locals.household!, Date.now());
	return {
		/** Null once it was erased. */
		home: await homeOf(db, locals.household!),
		canMail: config().mail !== undefined,
		isLeaving: url.searchParams.has('leave'),
		loans: requests.filter(({ state }) => state === 'accepted' || state === 'handed-over').length
	};
};

export const actions: Actions = {
	nickname: async ({ locals, request, url }) => {
		const { nickname: typed = '' } = await fieldsOf(request);
		const read = readNickname(typed);
		if ('problem' in read) return fail(400, { nickname: { typed, problem: read.problem } });
		await callOneself(await database(), locals.household!, read.nickname);
		redirect(303, keepingLanguage('/home/settings', url));
	},
	email: async ({ locals, request, url }) => {
		const { email: typed = '' } = await fieldsOf(request);
		const read = readAddress(typed);
		if ('problem' in read) return fail(400, { email: { typed, problem: read.problem } });
		const set = await setContact(await database(), locals.household!, read.address, Date.now());
		if ('refusal' in set) return fail(429, { email: { typed, problem: set.refusal } });
		redirect(303, keepingLanguage('/home/settings', url));
	},
	forget: async ({ locals, url }) => {
		await removeContact(await database(), locals.household!);
		redirect(303, keepingLanguage('/home/settings', url));
	},
	close: async ({ cookies, url }) => {
		const db = await database();
		const session = await readSession(db, readCookie(cookies, 'household'), { mayWrite: true });
		if (session) await endSession(db, session);
		clearCookie(cookies, 'household');
		redirect(303, keepingLanguage('/', url));
	},
	leave: async ({ locals, cookies }) => {
		await leave(await database(), locals.household!);
		clearCookie(cookies, 'household');
		return { gone: true };
	}
};
