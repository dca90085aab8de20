import { officeDay } from '#lib/calendar/days.ts';
import { paintPdf } from '#lib/paper/paintPdf.ts';
import { actorOf } from '#lib/server/audit.ts';
import { database } from '#lib/server/db/database.ts';
import { pdfTools, typesetter } from '#lib/server/fonts.ts';
import { proofOf } from '#lib/server/letterProof.ts';
import { lookOfLetters, proofTaken } from '#lib/server/letters.ts';
import { logFault } from '#lib/server/log.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { streamed } from '#lib/server/web/streamed.ts';
import { secondLanguage } from '#lib/text/languages.ts';
import type { RequestHandler } from './$types';

/** A file: the whole kit of a made-up mailbox, SPECIMEN on each page. It is written down that somebody took it. */
export const POST: RequestHandler = async ({ request, locals, route }) => {
	const { second } = await fieldsOf(request);
	const { scope, landlord } = locals.staff!;
	const now = Date.now();
	const db = await database();
	const look = await lookOfLetters(db, scope.landlordId);
	const { pages, info } = proofOf(landlord.name, look, secondLanguage(second), officeDay(now));
	await proofTaken(db, actorOf(locals.staff!), now);
	const body = await streamed(
		(sink) => paintPdf(pages, info, typesetter(), sink, pdfTools()),
		(fault) => logFault(fault, { route: route.id })
	);
	return new Response(body, {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': 'attachment; filename="palier-bon-a-tirer.pdf"'
		}
	});
};
