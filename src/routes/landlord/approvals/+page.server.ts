import { MOST_NEW_LETTERS_A_DAY } from '#lib/buildings/newLetter.ts';
import { officeDay } from '#lib/calendar/days.ts';
import { actorOf } from '#lib/server/audit.ts';
import { database } from '#lib/server/db/database.ts';
import { approvalsOf, decideApproval } from '#lib/server/newLetters.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	approvals: await approvalsOf(await database(), actorOf(locals.staff!), Date.now()),
	most: MOST_NEW_LETTERS_A_DAY
});

export const actions: Actions = {
	decide: async ({ request, locals, url }) => {
		const [db, now, fields] = [await database(), Date.now(), await fieldsOf(request)];
		const decision = fields.decision === 'yes' ? 'yes' : 'no';
		const day = { today: officeDay(now), now };
		const decided = await decideApproval(db, actorOf(locals.staff!), fields.key ?? '', decision, day);
		if (!decided) error(404);
		if ('refusal' in decided) return fail(409, decided);
		redirect(303, keepingLanguage('/landlord/approvals', url));
	}
};
