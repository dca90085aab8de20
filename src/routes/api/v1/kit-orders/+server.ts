import { kitOrdersShown, orderKitsOf } from '#lib/server/apiKits.ts';
import { answering } from '#lib/server/web/answering.ts';
import { speak } from '#lib/text/speak.ts';

export const GET = answering('listKitOrders', async ({ db, scope }) => ({
	items: await kitOrdersShown(db, scope)
}));

export const POST = answering('orderKits', async ({ db, actor, scope, body, language, now }) => {
	const ordered = await orderKitsOf(db, { actor, scope }, body, now);
	if (!('refusal' in ordered)) return ordered;
	if (ordered.refusal === 'mixed') {
		const message = speak(language)('office.orders.refused.mixed');
		return { refused: 'invalid', problems: [{ at: '/halls', reason: 'mixed', message }] };
	}
	return { refused: ordered.refusal === 'no-hall' ? 'not-found' : 'not-now' };
});
