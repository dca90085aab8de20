import { actorOf } from '#lib/server/audit.ts';
import { database } from '#lib/server/db/database.ts';
import { changeMember, removeMember, renewInvitation } from '#lib/server/people.ts';
import { resetSecondFactor } from '#lib/server/secondFactor.ts';
import { endAllOf } from '#lib/server/staffSessions.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { newOnce, onceOf } from '#lib/server/web/once.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import { mailedIn, mailedOrShown } from '../shownLink.ts';
import { wishOf } from '../wish.ts';
import type { Actions, PageServerLoad } from './$types';
import { memberHere, placesToGive } from './memberHere.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const member = await memberHere(locals, params.id);
	const places = await placesToGive(locals, member);
	const isYou = locals.staff!.id === params.id;
	const isDone = url.searchParams.has('done');
	return { member, ...places, isYou, isDone, mails: mailedIn(locals) !== null, once: newOnce() };
};

const done = (id: string, url: URL) => redirect(303, keepingLanguage(`/landlord/people/${id}?done`, url));

export const actions: Actions = {
	change: async ({ locals, params, request, url }) => {
		const [member, wish] = [await memberHere(locals, params.id), await wishOf(request)];
		const { role, residences } = wish;
		if (!role) return fail(400, { refusal: 'no-role' as const });
		const choice = { role, residences, halls: member.role === role ? wish.halls : [] };
		const changed = await changeMember(await database(), actorOf(locals.staff!), member, choice, Date.now());
		return 'refusal' in changed ? fail(409, changed) : done(params.id, url);
	},
	link: async ({ locals, params, request }) => {
		const [member, { once, show }] = [await memberHere(locals, params.id), await fieldsOf(request)];
		const how = { once: onceOf(once), now: Date.now(), mailIn: show ? null : mailedIn(locals) };
		const renewed = await renewInvitation(await database(), actorOf(locals.staff!), member, how);
		if (!renewed) error(404);
		if ('refusal' in renewed) return fail(409, renewed);
		return mailedOrShown(renewed, locals, how.mailIn !== null);
	},
	sessions: async ({ locals, params, url }) => {
		const member = await memberHere(locals, params.id);
		await endAllOf(await database(), actorOf(locals.staff!), member, Date.now());
		done(params.id, url);
	},
	factor: async ({ locals, params, url }) => {
		const member = await memberHere(locals, params.id);
		await resetSecondFactor(await database(), actorOf(locals.staff!), member, Date.now());
		done(params.id, url);
	},
	remove: async ({ locals, params, url }) => {
		const member = await memberHere(locals, params.id);
		const removed = await removeMember(await database(), actorOf(locals.staff!), member, Date.now());
		return 'refusal' in removed
			? fail(409, removed)
			: redirect(303, keepingLanguage('/landlord/people?removed', url));
	}
};
