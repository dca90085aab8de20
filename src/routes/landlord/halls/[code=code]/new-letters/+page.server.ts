import { HOURS_TO_REFUSE, MOST_NEW_LETTERS_A_DAY } from '#lib/buildings/newLetter.ts';
import { zoneOfPostcode } from '#lib/calendar/zones.ts';
import { hallIn, mailboxesOfHall } from '#lib/server/buildings.ts';
import { database } from '#lib/server/db/database.ts';
import { boxesThatWait, lettersMadeIn } from '#lib/server/newLetters.ts';
import { error } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { makeThem } from './making.ts';

/** The mailboxes of a hall, and the letters that were lately made for some of them. Nothing here knows of a household. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { scope } = locals.staff!;
	const [db, now] = [await database(), Date.now()];
	const hall = await hallIn(db, scope, params.code);
	if (!hall) error(404);
	const { residence, entrance, address, postcode } = hall;
	return {
		hall: { residence, entrance, address },
		zone: zoneOfPostcode(postcode),
		boxes: (await mailboxesOfHall(db, scope, params.code)).map(({ label, emblem }) => ({ label, emblem })),
		made: await lettersMadeIn(db, scope, params.code, now),
		waiting: await boxesThatWait(db, scope, params.code, now),
		limits: { hours: HOURS_TO_REFUSE, letters: MOST_NEW_LETTERS_A_DAY },
		chosen: url.searchParams.getAll('box')
	};
};

export const actions: Actions = { make: makeThem };
