import { hallPageIn } from '#lib/server/apiPlaces.ts';
import { answering, limitOf } from '#lib/server/web/answering.ts';

export const GET = answering('listHalls', ({ db, scope, query }) =>
	hallPageIn(db, scope, { ...query, limit: limitOf(query) })
);
