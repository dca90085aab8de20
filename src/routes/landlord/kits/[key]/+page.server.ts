import { officeDay } from '#lib/calendar/days.ts';
import { database } from '#lib/server/db/database.ts';
import { cancelKitOrder, kitOrder, orderAgain, removeKitOrder } from '#lib/server/kitOrders.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, redirect } from '@sveltejs/kit';
import { renewalSeconds } from './renewal.ts';
import type { Actions, PageServerLoad } from './$types';

/** An order of somebody else is not found. `?still` keeps the page from renewing itself. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const order = await kitOrder(await database(), locals.staff!.scope, params.key);
	if (!order) error(404);
	const isStill = url.searchParams.has('still');
	return { order, isStill, renewal: isStill ? null : renewalSeconds(order) };
};

export const actions: Actions = {
	cancel: async ({ params, locals, url }) => {
		await cancelKitOrder(await database(), locals.staff!.scope, params.key, Date.now());
		redirect(303, keepingLanguage(`/landlord/kits/${params.key}`, url));
	},
	remove: async ({ params, locals, url }) => {
		await removeKitOrder(await database(), locals.staff!.scope, params.key);
		redirect(303, keepingLanguage('/landlord/kits', url));
	},
	again: async ({ params, locals, url }) => {
		const { id: staffId, scope } = locals.staff!;
		const now = Date.now();
		const by = { staffId, today: officeDay(now), now };
		const ordered = await orderAgain(await database(), scope, params.key, by);
		const key = ordered && 'key' in ordered ? `/${ordered.key}` : '';
		redirect(303, keepingLanguage(`/landlord/kits${key}`, url));
	}
};
