import { readNickname } from '#lib/households/claiming.ts';
import { clearCookie } from '#lib/server/auth/cookies.ts';
import { config } from '#lib/server/config.ts';
import { readAddress, removeContact, setContact } from '#lib/server/contacts.ts';
import { database } from '#lib/server/db/database.ts';
import { homeOf } from '#lib/server/households.ts';
import { leave } from '#lib/server/leaving.ts';
import { callOneself } from '#lib/server/offers.ts';
import { requestsOf } from '#lib/server/loans.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { FORGET } from '#lib/server/web/phone.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const db = await database();
	const requests = await requestsOf(db, locals.household!, Date.now());
	return {
		/** Null once it was erased. */
		home: await homeOf(db, locals.household!),
		canMail: config().mail !== undefined,
		phone: locals.session!,
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
		const db = await database();
		const set = await setContact(db, locals.household!, read.address, Date.now(), locals.session);
		if ('refusal' in set) return fail(429, { email: { typed, problem: set.refusal } });
		redirect(303, keepingLanguage('/home/settings#email', url));
	},
	forget: async ({ locals, url }) => {
		await removeContact(await database(), locals.household!);
		redirect(303, keepingLanguage('/home/settings#email', url));
	},
	leave: async ({ locals, cookies, setHeaders }) => {
		const erased = await leave(await database(), locals.household!);
		clearCookie(cookies, 'household');
		setHeaders(FORGET);
		return { gone: erased && { ...erased, at: Date.now() } };
	}
};
