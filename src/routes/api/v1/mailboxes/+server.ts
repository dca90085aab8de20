import { mailboxPageIn } from '#lib/server/apiPlaces.ts';
import { answering, limitOf } from '#lib/server/web/answering.ts';

export const GET = answering('listMailboxes', ({ db, scope, query }) =>
	mailboxPageIn(db, scope, { ...query, limit: limitOf(query) })
);
