import { may } from '#lib/access/roles.ts';
import { officeDay } from '#lib/calendar/days.ts';
import { actorOf } from '#lib/server/audit.ts';
import { database } from '#lib/server/db/database.ts';
import { firstSteps } from '#lib/server/firstSteps.ts';
import { makeTrial, trialResidence, wipeTrial } from '#lib/server/trial.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { scope, role } = locals.staff!;
	const db = await database();
	const mayTry = may(role, 'import-places');
	return {
		steps: await firstSteps(db, scope),
		mayTry,
		trial: mayTry ? await trialResidence(db, scope.landlordId) : null
	};
};

/** A trial is a place of the landlord: who may bring places may try. */
function trying({ staff }: App.Locals) {
	if (!may(staff!.role, 'import-places')) error(403);
	return actorOf(staff!);
}

export const actions: Actions = {
	try: async ({ locals, url }) => {
		const now = Date.now();
		const trial = await makeTrial(await database(), trying(locals), { today: officeDay(now), now });
		if ('refusal' in trial) return fail(409, trial);
		redirect(303, keepingLanguage(`/landlord/residences/${trial.key}`, url));
	},
	wipe: async ({ locals, url }) => {
		await wipeTrial(await database(), trying(locals), Date.now());
		redirect(303, keepingLanguage('/landlord/start', url));
	}
};
