import { isLink, readLink } from '#lib/stickers/order.ts';
import type { Actions, PageServerLoad } from './$types';
import { deskOf, emptyDesk } from './desk.ts';
import { pictureOf } from './drawOrder.ts';
import { ownSign } from './ownSign.ts';
import { sentDesk } from './pdfAnswer.ts';
import { foundFor, thingsIn } from './things.ts';
import { imageAddress } from './picture.ts';
import { picturesAddress } from './pictures.ts';

/** An empty studio, or the order of a link. */
export const load: PageServerLoad = async ({ url, locals, cookies }) => {
	const desk = isLink(url.searchParams) ? deskOf(readLink(url.searchParams)) : emptyDesk;
	const sign = await ownSign(cookies);
	const address = (_: string, page: number) =>
		`/studio/page.svg?${new URLSearchParams([...url.searchParams, ['p', String(page)], ['l', locals.language]])}`;
	return {
		desk,
		found: foundFor(desk, locals.language),
		things: thingsIn(locals.language),
		pictures: picturesAddress,
		isLink: isLink(url.searchParams),
		picture: pictureOf(desk, { language: locals.language, sign }, address),
		hasMailbox: sign !== null
	};
};

export const actions: Actions = {
	/** Shows the form again, with all that is typed in it and what the pressed button did; nothing is written. */
	default: async (event) => {
		const desk = await sentDesk(event);
		const reader = { language: event.locals.language, sign: await ownSign(event.cookies) };
		return { desk, found: foundFor(desk, reader.language), picture: pictureOf(desk, reader, imageAddress) };
	}
};
