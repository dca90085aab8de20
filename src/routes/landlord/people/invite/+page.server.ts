import { actorOf } from '#lib/server/audit.ts';
import { residencesToChoose } from '#lib/server/buildings.ts';
import { database } from '#lib/server/db/database.ts';
import { inviteMember, isEmail } from '#lib/server/people.ts';
import { newOnce, onceOf } from '#lib/server/web/once.ts';
import { fail } from '@sveltejs/kit';
import { mailedIn, mailedOrShown } from '../shownLink.ts';
import { wishOf } from '../wish.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	residences: await residencesToChoose(await database(), locals.staff!.scope),
	once: newOnce()
});

export const actions: Actions = {
	/** Without mail, the link is in this answer and nowhere else. */
	default: async ({ locals, request }) => {
		const { role, once, ...wish } = await wishOf(request);
		const problems = { email: isEmail(wish.email) ? null : 'not-one', role: role ? null : 'none' } as const;
		if (!role || problems.email) return fail(400, { wish: { ...wish, role }, problems });
		const how = { once: onceOf(once), now: Date.now(), mailIn: mailedIn(locals) };
		const actor = actorOf(locals.staff!);
		const invited = await inviteMember(await database(), actor, { ...wish, role }, how);
		if ('refusal' in invited)
			return fail(400, { wish: { ...wish, role }, problems: { email: invited.refusal, role: null } });
		return mailedOrShown(invited, locals, how.mailIn !== null);
	}
};
