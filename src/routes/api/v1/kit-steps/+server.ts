import { moveKitsOf } from '#lib/server/apiKits.ts';
import { answering } from '#lib/server/web/answering.ts';

export const POST = answering('moveKits', ({ db, actor, scope, body, now }) =>
	moveKitsOf(db, { actor, scope }, body, now)
);
