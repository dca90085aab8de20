import { json } from '@sveltejs/kit';
import { pictureOf } from '../drawOrder.ts';
import { ownSign } from '../ownSign.ts';
import { sentDesk } from '../pdfAnswer.ts';
import { imageAddress } from '../picture.ts';
import type { RequestHandler } from './$types';

/** The picture of a form, for the page that is open: nothing is written, nothing is kept. */
export const POST: RequestHandler = async (event) => {
	const reader = { language: event.locals.language, sign: await ownSign(event.cookies) };
	return json(pictureOf(await sentDesk(event), reader, imageAddress));
};
