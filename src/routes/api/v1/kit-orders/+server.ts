import { kitOrdersShown, orderKitsOf } from '#lib/server/apiKits.ts';
import { answering } from '#lib/server/web/answering.ts';

export const GET = answering('listKitOrders', async ({ db, scope }) => ({
	items: await kitOrdersShown(db, scope)
}));

export const POST = answering('orderKits', async ({ db, actor, scope, body, now }) => {
	const ordered = await orderKitsOf(db, { actor, scope }, body, now);
	if (!('refusal' in ordered)) return ordered;
	return { refused: ordered.refusal === 'no-hall' ? 'not-found' : 'not-now' };
});
