import { readPlaceSearch, searchQuery, type PlaceSearch } from '#lib/buildings/placeSearch.ts';
import { config } from '#lib/server/config.ts';
import type { Cookies } from '@sveltejs/kit';

const NAME = 'palier_search';
const THIRTY_DAYS = 30 * 86_400;

/** The last search of this computer; null when there is none. */
export function keptSearch(cookies: Cookies): PlaceSearch | null {
	const search = readPlaceSearch(new URLSearchParams(cookies.get(NAME) ?? ''));
	return searchQuery(search) === '' ? null : search;
}

/** Keeps a search; an empty one forgets what was kept. */
export function keepSearch(cookies: Cookies, query: string): void {
	const attributes = {
		path: '/landlord/places',
		httpOnly: true,
		secure: config().publicUrl.startsWith('https:'),
		sameSite: 'lax' as const
	};
	if (query === '') cookies.delete(NAME, attributes);
	else cookies.set(NAME, query, { ...attributes, maxAge: THIRTY_DAYS });
}
