import { pictogram } from '#lib/catalogue/pictograms.ts';
import { database } from '#lib/server/db/database.ts';
import { whoHas } from '#lib/server/halls.ts';
import { codeAt, unknownCode } from '#lib/server/web/mailboxAt.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { redirect } from '@sveltejs/kit';
import { onPage, ROOM, weightOfEmblem, weightOfThing } from '../../onPage.ts';
import type { PageServerLoad } from './$types';

/** Kit sends the styles of forms along. */
const STYLES = 1_000;

/** Which boxes of a hall lend a thing, of those that want to be named. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const code = codeAt(params.code, locals.language);
	const boxes = await whoHas(await database(), { hall: code }, params.pictogram);
	if (!boxes) return unknownCode(locals.language);
	if (!pictogram(params.pictogram)) redirect(303, keepingLanguage(`/${code}`, url));
	const asked = Math.trunc(Number(url.searchParams.get('page'))) || 1;
	const room = ROOM - weightOfThing(params.pictogram) - STYLES;
	const { some, next } = onPage(boxes, asked, ({ emblem }) => weightOfEmblem(emblem), room);
	return { code, id: params.pictogram, boxes: some, next };
};
