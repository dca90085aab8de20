import { officeDay } from '#lib/calendar/days.ts';
import { actorOf } from '#lib/server/audit.ts';
import { hallsIn, residencesToChoose } from '#lib/server/buildings.ts';
import { config } from '#lib/server/config.ts';
import { database } from '#lib/server/db/database.ts';
import { deskLinksIn, endDeskLink, makeDeskLink } from '#lib/server/deskLinks.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { newOnce, onceOf } from '#lib/server/web/once.ts';
import { qrPicture } from '#lib/ui/qrPicture.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { scope } = locals.staff!;
	const [db, today] = [await database(), officeDay(Date.now())];
	const residence = url.searchParams.get('residence') ?? '';
	return {
		links: await deskLinksIn(db, scope, today),
		residences: await residencesToChoose(db, scope),
		residence,
		halls: residence ? await hallsIn(db, scope, residence) : [],
		today,
		once: newOnce()
	};
};

export const actions: Actions = {
	/** The link is in this answer and nowhere else. */
	make: async ({ locals, request, url }) => {
		const { hall = '', day = '', once } = await fieldsOf(request);
		const { scope } = locals.staff!;
		const wish = { hallCode: hall, day, once: onceOf(once), now: Date.now() };
		const made = await makeDeskLink(await database(), actorOf(locals.staff!), scope, wish);
		if ('refusal' in made) return fail(400, { refusal: made.refusal, hall, day });
		const link = `${config().publicUrl}${keepingLanguage(`/desk/${made.token}`, url)}`;
		return { made: { link, picture: qrPicture(link), day: made.day, place: made.hall } };
	},
	end: async ({ locals, request, url }) => {
		const { key = '' } = await fieldsOf(request);
		await endDeskLink(await database(), actorOf(locals.staff!), locals.staff!.scope, key, Date.now());
		redirect(303, keepingLanguage('/landlord/desk-links', url));
	}
};
