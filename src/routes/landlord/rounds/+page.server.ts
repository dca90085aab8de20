import { database } from '#lib/server/db/database.ts';
import { kitProgress } from '#lib/server/kitLife.ts';
import { MOST_ROUNDS, roundsIn } from '#lib/server/rounds.ts';
import type { PageServerLoad } from './$types';
import { namesOfHall } from './place.ts';

/** The halls that have kits: first those where some are to be put into boxes. */
export const load: PageServerLoad = async ({ locals }) => {
	const { scope } = locals.staff!;
	const db = await database();
	const rounds = await roundsIn(db, scope);
	return {
		rounds: rounds.map((one) => ({
			...namesOfHall(one),
			code: one.code,
			kits: one.kits,
			distributed: one.distributed
		})),
		progress: await kitProgress(db, scope),
		most: MOST_ROUNDS
	};
};
