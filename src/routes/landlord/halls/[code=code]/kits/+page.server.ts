import { may } from '#lib/access/roles.ts';
import { officeDay } from '#lib/calendar/days.ts';
import { actorOf } from '#lib/server/audit.ts';
import { database } from '#lib/server/db/database.ts';
import { kitsOfHall, moveKits } from '#lib/server/kitLife.ts';
import { formOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, redirect } from '@sveltejs/kit';
import { hallCode, namesOfHall } from '../../../rounds/place.ts';
import { kitLine, readMove, summary } from './hallKits.ts';
import type { Actions, PageServerLoad } from './$types';

/** The life of each kit of a hall. What is somebody else's is not found. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const { scope, role } = locals.staff!;
	const hall = await kitsOfHall(await database(), scope, hallCode(params.code));
	if (!hall) error(404);
	const boxes = hall.boxes.map((box) => kitLine(box, locals.language));
	return {
		...namesOfHall(hall),
		code: hall.code,
		residenceKey: hall.residenceKey,
		boxes,
		summary: summary(hall.boxes),
		mayMake: may(role, 'make-kits'),
		today: officeDay(Date.now()),
		moved: url.searchParams.get('moved'),
		refused: url.searchParams.get('refused')
	};
};

export const actions: Actions = {
	/** One step for the whole hall, for ticked mailboxes, or for one. */
	move: async ({ request, params, locals, url }) => {
		const [db, form, { scope }] = [await database(), await formOf(request), locals.staff!];
		const code = hallCode(params.code);
		const hall = await kitsOfHall(db, scope, code);
		if (!hall) error(404);
		const move = readMove(form, hall);
		if (!move) error(400);
		const { step, from, mailboxes } = move;
		const more = from ? { from } : {};
		const { moved } = await moveKits(
			db,
			actorOf(locals.staff!),
			scope,
			{ mailboxes },
			step,
			Date.now(),
			more
		);
		redirect(303, keepingLanguage(`/landlord/halls/${code}/kits?moved=${moved}`, url));
	}
};
