import { actorOf } from '#lib/server/audit.ts';
import { residencesToChoose } from '#lib/server/buildings.ts';
import { database } from '#lib/server/db/database.ts';
import { buildingsToOffer, handoversOf } from '#lib/server/handovers.ts';
import type { Actions, PageServerLoad } from './$types';
import { close, offer, take } from './handing.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { scope, landlord } = locals.staff!;
	const { landlordId } = actorOf(locals.staff!);
	const [db, now] = [await database(), Date.now()];
	const search = url.searchParams.get('q') ?? '';
	const handovers = await handoversOf(db, landlordId, now);
	const isOffered = handovers.some(({ isToUs, state }) => isToUs && state === 'open');
	return {
		handovers,
		residences: isOffered ? await residencesToChoose(db, scope) : [],
		search,
		buildings: await buildingsToOffer(db, landlordId, search),
		slug: landlord.slug
	};
};

export const actions: Actions = { offer, take, close };
