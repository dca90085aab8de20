import { may } from '#lib/access/roles.ts';
import { readEmblem } from '#lib/catalogue/emblems.ts';
import { hallWith, wallOfHall } from '#lib/server/buildings.ts';
import { database } from '#lib/server/db/database.ts';
import { boxName } from '#lib/text/emblemName.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** A hall and its mailboxes; one of somebody else is not found. A mailbox's own code stays off the landlord's screens. */
export const load: PageServerLoad = async ({ params, locals }) => {
	const { scope, role } = locals.staff!;
	const db = await database();
	const hall = await hallWith(db, scope, params.code);
	if (!hall) error(404);
	const wall = await wallOfHall(db, scope, params.code);
	return {
		hall,
		mailboxes: wall
			.filter(({ goneAt }) => goneAt === null)
			.map(({ label, emblem, reference, letterUntilDay, kit }) => ({
				...{ label, reference, letterUntilDay, kit },
				paths: readEmblem(emblem).map(({ path }) => path),
				emblem: boxName(locals.language, emblem)
			})),
		mayEdit: may(role, 'edit-places') && !scope.hallIds,
		mayMakeKits: may(role, 'make-kits'),
		mayMoveKits: may(role, 'move-kits'),
		mayMakeLetters: may(role, 'make-letters')
	};
};
