import { hallKitState } from '#lib/buildings/kitsOfHall.ts';
import { may } from '#lib/access/roles.ts';
import { residencePage, sumsOf } from '#lib/server/buildings.ts';
import { database } from '#lib/server/db/database.ts';
import { firstSteps } from '#lib/server/firstSteps.ts';
import { lastFigures } from '#lib/server/statistics.ts';
import { WHOLE } from '#lib/statistics/disclosure.ts';
import type { PageServerLoad } from './$types';
import { pageNumber } from './pageNumber.ts';
import { whatWaits } from './whatWaits.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { scope, role, landlord } = locals.staff!;
	const db = await database();
	const seesPlaces = may(role, 'see-places');
	const page = pageNumber(url);
	const { residences, hasMore } = await residencePage(db, scope, page);
	const shown = [WHOLE, ...residences.map(({ key }) => key)];
	return {
		landlord: landlord.name,
		residences: residences.map(({ key, name, halls, ...counts }) => ({
			key,
			name,
			places: seesPlaces ? { halls, mailboxes: counts.mailboxes, kits: hallKitState(counts) } : null
		})),
		page,
		hasMore,
		sums: seesPlaces ? await sumsOf(db, scope) : null,
		waits: await whatWaits(db, locals.staff!, Date.now()),
		steps: may(role, 'import-places') ? await firstSteps(db, scope) : null,
		mayImport: may(role, 'import-places'),
		seesFigures: may(role, 'see-figures'),
		week: may(role, 'see-figures') ? await lastFigures(db, scope, shown) : null
	};
};
