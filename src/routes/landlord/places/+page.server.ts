import { may } from '#lib/access/roles.ts';
import { hallsOnPage, readPlaceSearch, searchAddress, searchQuery } from '#lib/buildings/placeSearch.ts';
import { residencesToChoose, searchHalls } from '#lib/server/buildings.ts';
import { database } from '#lib/server/db/database.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { keepSearch, keptSearch } from './keptSearch.ts';

/** Above this a list of residences to choose from helps nobody: their names are typed. */
const MOST_TO_CHOOSE = 200;

/** The last search is kept on this computer: whoever comes back finds it again. */
export const load: PageServerLoad = async ({ locals, url, cookies }) => {
	const { scope, role } = locals.staff!;
	const kept = url.searchParams.has('text') ? null : keptSearch(cookies);
	if (kept) redirect(303, keepingLanguage(searchAddress(kept), url));
	const search = readPlaceSearch(url.searchParams);
	keepSearch(cookies, searchQuery({ ...search, page: 1 }));
	const db = await database();
	const found = await searchHalls(db, scope, search);
	const residences = await residencesToChoose(db, scope);
	return {
		search,
		halls: found.halls.map(({ code, residenceKey, residence, building, entrance, address, ...hall }) => ({
			...{ code, residenceKey, residence, building, entrance, address, kits: hall.kitState },
			...{ town: `${hall.postcode} ${hall.city}`.trim(), mailboxes: hall.mailboxes },
			rules: { stickers: hall.stickers, stickerMm: hall.stickerMm }
		})),
		hallCount: found.hallCount,
		mailboxCount: found.mailboxCount,
		hasMore: search.page * hallsOnPage < found.hallCount,
		residences: residences.length <= MOST_TO_CHOOSE ? residences : null,
		chosen: residences.find(({ key }) => key === search.residence)?.name ?? '',
		mayAdd: may(role, 'import-places')
	};
};
