import { may } from '#lib/access/roles.ts';
import { residencesIn } from '#lib/server/buildings.ts';
import { database } from '#lib/server/db/database.ts';
import { lastFigures } from '#lib/server/statistics.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { scope, role, landlord } = locals.staff!;
	const db = await database();
	const seesPlaces = may(role, 'see-places');
	const residences = await residencesIn(db, scope);
	return {
		landlord: landlord.name,
		residences: residences.map(({ key, name, halls, mailboxes }) => ({
			key,
			name,
			places: seesPlaces ? { halls, mailboxes } : null
		})),
		seesPlaces,
		mayImport: may(role, 'import-places'),
		mayMakeKits: may(role, 'make-kits'),
		seesFigures: may(role, 'see-figures'),
		week: may(role, 'see-figures') ? await lastFigures(db, scope) : null
	};
};
