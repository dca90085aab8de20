import { officeDay } from '#lib/calendar/days.ts';
import { actorOf } from '#lib/server/audit.ts';
import { database } from '#lib/server/db/database.ts';
import { moveKits } from '#lib/server/kitLife.ts';
import { cancelKitOrder, fileTakers, kitOrder, orderAgain, removeKitOrder } from '#lib/server/kitOrders.ts';
import { formOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, redirect } from '@sveltejs/kit';
import { renewalSeconds } from './renewal.ts';
import type { Actions, PageServerLoad } from './$types';

/** An order of somebody else is not found. `?still` keeps the page from renewing itself. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const [db, { scope }] = [await database(), locals.staff!];
	const order = await kitOrder(db, scope, params.key);
	if (!order) error(404);
	const isStill = url.searchParams.has('still');
	const [takers, moved] = [await fileTakers(db, scope, params.key), url.searchParams.get('moved')];
	return { order, takers, moved, isStill, renewal: isStill ? null : renewalSeconds(order) };
};

export const actions: Actions = {
	cancel: async ({ params, locals, url }) => {
		const staff = locals.staff!;
		await cancelKitOrder(await database(), actorOf(staff), staff.scope, params.key, Date.now());
		redirect(303, keepingLanguage(`/landlord/kits/${params.key}`, url));
	},
	remove: async ({ params, locals, url }) => {
		const staff = locals.staff!;
		await removeKitOrder(await database(), actorOf(staff), staff.scope, params.key, Date.now());
		redirect(303, keepingLanguage('/landlord/kits', url));
	},
	again: async ({ params, locals, url }) => {
		const { id: staffId, email: who, scope } = locals.staff!;
		const now = Date.now();
		const by = { staffId, who, today: officeDay(now), now };
		const ordered = await orderAgain(await database(), scope, params.key, by);
		const key = ordered && 'key' in ordered ? `/${ordered.key}` : '';
		redirect(303, keepingLanguage(`/landlord/kits${key}`, url));
	},
	/** All kits of this order are printed, or in the caretakers' hands. */
	move: async ({ request, params, locals, url }) => {
		const [db, form, staff] = [await database(), await formOf(request), locals.staff!];
		if (!(await kitOrder(db, staff.scope, params.key))) error(404);
		const step = form.get('step') === 'hand' ? 'hand' : 'print';
		const order = { order: params.key };
		const { moved } = await moveKits(db, actorOf(staff), staff.scope, order, step, Date.now());
		redirect(303, keepingLanguage(`/landlord/kits/${params.key}?moved=${moved}`, url));
	}
};
