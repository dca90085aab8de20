import { officeDay } from '#lib/calendar/days.ts';
import { paintSvg } from '#lib/paper/paintSvg.ts';
import { database } from '#lib/server/db/database.ts';
import { typesetter } from '#lib/server/fonts.ts';
import { proofOf } from '#lib/server/letterProof.ts';
import { lookOfLetters } from '#lib/server/letters.ts';
import { secondLanguage } from '#lib/text/languages.ts';
import type { RequestHandler } from './$types';

/** A picture: the letter of a made-up mailbox, or with `?of=poster` its hall's poster, as they are printed. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { scope, landlord } = locals.staff!;
	const look = await lookOfLetters(await database(), scope.landlordId);
	const second = secondLanguage(url.searchParams.get('second'));
	const proof = proofOf(landlord.name, look, second, officeDay(Date.now()));
	const page = url.searchParams.get('of') === 'poster' ? proof.poster : proof.letter;
	return new Response(paintSvg(page, typesetter()), { headers: { 'content-type': 'image/svg+xml' } });
};
