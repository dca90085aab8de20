import { residencePageIn } from '#lib/server/apiPlaces.ts';
import { answering, limitOf } from '#lib/server/web/answering.ts';

export const GET = answering('listResidences', ({ db, scope, query }) =>
	residencePageIn(db, scope, { ...query, limit: limitOf(query) })
);
