import { may } from '#lib/access/roles.ts';
import { hallsOnPage } from '#lib/buildings/placeSearch.ts';
import { isSpecimen } from '#lib/codes/codes.ts';
import { residenceWith, searchHalls } from '#lib/server/buildings.ts';
import { config } from '#lib/server/config.ts';
import { database } from '#lib/server/db/database.ts';
import { isLarge } from '#lib/server/kitOrders.ts';
import { error } from '@sveltejs/kit';
import { pageNumber } from '../../pageNumber.ts';
import type { PageServerLoad } from './$types';

/** A residence of somebody else is not found. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const { scope, role } = locals.staff!;
	const db = await database();
	const residence = await residenceWith(db, scope, params.key);
	if (!residence) error(404);
	const page = pageNumber(url);
	const search = { text: '', residence: params.key, kits: '', rules: '', page } as const;
	const { halls, hallCount, mailboxCount } = await searchHalls(db, scope, search);
	return {
		...{ key: params.key, name: residence.name, page, hallCount, mailboxCount },
		hasMore: page * hallsOnPage < hallCount,
		halls: halls.map(({ code, building, entrance, address, postcode, city, mailboxes, ...hall }) => ({
			...{ code, building, entrance, address, town: `${postcode} ${city}`.trim(), mailboxes },
			kits: hall.kitState,
			rules: { stickers: hall.stickers, stickerMm: hall.stickerMm }
		})),
		mayEdit: may(role, 'edit-places') && !scope.hallIds,
		mayMakeKits: may(role, 'make-kits'),
		isLarge: isLarge([{ mailboxes: mailboxCount }]),
		isTrial: residence.isTrial || isSpecimen(config().publicUrl)
	};
};
