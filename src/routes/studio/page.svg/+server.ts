import { readLink } from '#lib/stickers/order.ts';
import { error } from '@sveltejs/kit';
import { deskOf } from '../desk.ts';
import { drawOrder, svgOf } from '../drawOrder.ts';
import { ownSign } from '../ownSign.ts';
import type { RequestHandler } from './$types';

/** The picture of one page of a link's order. */
export const GET: RequestHandler = async ({ url, locals, cookies }) => {
	const { order } = deskOf(readLink(url.searchParams));
	const { pages, info } = drawOrder(order, { language: locals.language, sign: await ownSign(cookies) });
	const page = pages[(Number(url.searchParams.get('p')) || 1) - 1];
	if (!page) error(404);
	return new Response(svgOf(page, info), { headers: { 'content-type': 'image/svg+xml' } });
};
