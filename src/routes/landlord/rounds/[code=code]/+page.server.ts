import { actorOf } from '#lib/server/audit.ts';
import { database } from '#lib/server/db/database.ts';
import { roundOf, takeTicks } from '#lib/server/rounds.ts';
import { formOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, redirect } from '@sveltejs/kit';
import { hallCode, namesOfHall } from '../place.ts';
import { pictured } from './boxes.ts';
import { ticksOfForm } from './ticksOfForm.ts';
import type { Actions, PageServerLoad } from './$types';

/** The mailboxes of a hall in the order of the round. `seenAt` and `by` are for the ticks that a phone keeps. */
export const load: PageServerLoad = async ({ params, locals }) => {
	const { id: by, scope } = locals.staff!;
	const round = await roundOf(await database(), scope, hallCode(params.code));
	if (!round) error(404);
	const boxes = round.boxes.map((box) => pictured(box, locals.language));
	return { code: round.code, ...namesOfHall(round), boxes, seenAt: Date.now(), by };
};

export const actions: Actions = {
	/** Without a script: what is ticked in the form, and was not; or all of the hall. */
	tick: async ({ request, params, locals, url }) => {
		const [db, form, now] = [await database(), await formOf(request), Date.now()];
		const { scope } = locals.staff!;
		const hall = hallCode(params.code);
		const round = await roundOf(db, scope, hall);
		if (!round) error(404);
		await takeTicks(db, actorOf(locals.staff!), scope, hall, ticksOfForm(form, round, now), now);
		redirect(303, keepingLanguage(`/landlord/rounds/${hall}`, url));
	}
};
