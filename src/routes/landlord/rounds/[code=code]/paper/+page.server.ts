import { officeDay } from '#lib/calendar/days.ts';
import { actorOf } from '#lib/server/audit.ts';
import { database } from '#lib/server/db/database.ts';
import { moveKits } from '#lib/server/kitLife.ts';
import { nextRound, roundOf } from '#lib/server/rounds.ts';
import { formOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import { boxValue } from '../ticksOfForm.ts';
import { hallCode, namesOfHall } from '../../place.ts';
import { codesOf, instantOf } from './signed.ts';
import type { Actions, PageServerLoad } from './$types';

/** What a signed caretaker's sheet says of one hall: all are in but those that somebody unticks. `?saved` says what was written. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const [db, { scope }] = [await database(), locals.staff!];
	const round = await roundOf(db, scope, hallCode(params.code));
	if (!round) error(404);
	return {
		...namesOfHall(round),
		code: round.code,
		today: officeDay(Date.now()),
		day: url.searchParams.get('day'),
		saved: url.searchParams.get('saved'),
		boxes: round.boxes
			.filter(({ hasKit }) => hasKit)
			.map((box) => ({ label: box.label, value: boxValue(box), isIn: box.distributedAt !== null })),
		next: await nextRound(db, scope, round.code)
	};
};

export const actions: Actions = {
	write: async ({ request, params, locals, url }) => {
		const [db, now, { scope }] = [await database(), Date.now(), locals.staff!];
		const form = await formOf(request);
		const day = String(form.get('day') ?? '');
		const hall = hallCode(params.code);
		const mailboxes = await codesOf(db, scope, hall, form.getAll('in').map(String));
		if (!mailboxes) error(404);
		const at = instantOf(day, mailboxes.zone, now);
		if (at === null) return fail(400, { problem: 'day' as const });
		const meant = { mailboxes: mailboxes.codes };
		const { moved } = await moveKits(db, actorOf(locals.staff!), scope, meant, 'distribute', now, { at });
		const next = form.has('next') ? await nextRound(db, scope, hall) : null;
		const query = `saved=${moved}&day=${day}`;
		redirect(303, keepingLanguage(`/landlord/rounds/${next ?? hall}/paper?${query}`, url));
	}
};
