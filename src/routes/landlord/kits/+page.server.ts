import { officeDay } from '#lib/calendar/days.ts';
import { hallsIn } from '#lib/server/buildings.ts';
import { database } from '#lib/server/db/database.ts';
import { kitProgress } from '#lib/server/kitLife.ts';
import { KEPT_DAYS, kitOrdersIn, MOST_AT_ONCE, MOST_ORDERS, orderKits } from '#lib/server/kitOrders.ts';
import { formOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { secondLanguage } from '#lib/text/languages.ts';
import { fail, redirect } from '@sveltejs/kit';
import { residencesToOrder } from './toOrder.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who has more residences orders from the page of one, or for all. */
const MOST_RESIDENCES = 60;

/** The orders of the scope, and what can be ordered: residences that have mailboxes. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { scope } = locals.staff!;
	const db = await database();
	const { each, all } = await residencesToOrder(db, scope);
	return {
		orders: await kitOrdersIn(db, scope),
		residences: each.slice(0, MOST_RESIDENCES).map(({ key, name, mailboxes }) => ({ key, name, mailboxes })),
		more: Math.max(0, each.length - MOST_RESIDENCES),
		all: { residences: all.length, mailboxes: all.reduce((sum, one) => sum + one.mailboxes, 0) },
		progress: await kitProgress(db, scope),
		limits: { mailboxes: MOST_AT_ONCE, orders: MOST_ORDERS, days: KEPT_DAYS },
		refusal: url.searchParams.get('refused') === 'too-many' ? ('too-many' as const) : null
	};
};

export const actions: Actions = {
	order: async ({ request, locals, url }) => {
		const { id: staffId, email: who, scope } = locals.staff!;
		const [db, form] = [await database(), await formOf(request)];
		const chosen = form.getAll('residence').map(String);
		const { each, all } = await residencesToOrder(db, scope);
		const residences = form.has('all') ? all : each.filter(({ key }) => chosen.includes(key));
		const names = new Set(residences.map(({ name }) => name));
		const language = form.get('language');
		const wish = {
			halls: (await hallsIn(db, scope)).filter(({ residence }) => names.has(residence)),
			secondLanguage: secondLanguage(String(language)),
			form: form.get('form') === 'zip' ? 'zip' : 'pdf'
		} as const;
		const now = Date.now();
		const ordered = await orderKits(db, scope, wish, { staffId, who, today: officeDay(now), now });
		if ('refusal' in ordered) return fail(400, { ...ordered, chosen });
		redirect(303, keepingLanguage(`/landlord/kits/${ordered.key}`, url));
	}
};
