import { may } from '#lib/access/roles.ts';
import { isSpecimen } from '#lib/codes/codes.ts';
import { hallsIn, mailboxesOfHall } from '#lib/server/buildings.ts';
import { config } from '#lib/server/config.ts';
import { database } from '#lib/server/db/database.ts';
import { isLarge } from '#lib/server/kitOrders.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** A residence of somebody else is not found. */
export const load: PageServerLoad = async ({ params, locals }) => {
	const { scope, role } = locals.staff!;
	const db = await database();
	const halls = await hallsIn(db, scope, params.key);
	if (halls.length === 0) error(404);
	return {
		key: params.key,
		name: halls[0]!.residence,
		halls: halls.map(({ code, building, entrance, address, postcode, city, mailboxes }) => ({
			code,
			building,
			entrance,
			address,
			town: `${postcode} ${city}`.trim(),
			mailboxes
		})),
		labels: await Promise.all(
			halls.map(async ({ code }) => (await mailboxesOfHall(db, scope, code)).map(({ label }) => label))
		),
		mayMakeKits: may(role, 'make-kits'),
		isLarge: isLarge(halls),
		isTrial: isSpecimen(config().publicUrl)
	};
};
