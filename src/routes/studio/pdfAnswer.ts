import type { DocumentInfo, Page } from '#lib/paper/drawing.ts';
import { paintPdf } from '#lib/paper/paintPdf.ts';
import { database } from '#lib/server/db/database.ts';
import { pdfTools, typesetter } from '#lib/server/fonts.ts';
import { spend } from '#lib/server/limits.ts';
import { logFault } from '#lib/server/log.ts';
import { formOf } from '#lib/server/web/fields.ts';
import { fromHere } from '#lib/server/web/from.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { plainPage } from '#lib/server/web/plainPage.ts';
import { streamed } from '#lib/server/web/streamed.ts';
import { isPictogram } from '#lib/stickers/order.ts';
import { speak } from '#lib/text/speak.ts';
import { error, type RequestEvent } from '@sveltejs/kit';
import { readDesk, type Desk } from './desk.ts';

/** The whole form with 80 texts is a tenth of this. */
const MOST_BYTES = 200_000;

/** The form that somebody sent; one that is far too large answers 413. */
export async function sentDesk({ request, locals }: RequestEvent): Promise<Desk> {
	if (Number(request.headers.get('content-length')) > MOST_BYTES)
		error(413, { message: speak(locals.language)('error.tooLarge') });
	return readDesk(await formOf(request), isPictogram);
}

/** Whether one more file may be made from here; takes one use of the limit. */
export async function mayMakeFile(event: RequestEvent): Promise<boolean> {
	const uses = [{ limit: 'studioFromHere', of: fromHere(event) }] as const;
	return spend(await database(), uses, Date.now());
}

/** Why there is no file: a page for whoever pressed a button, a sentence for the page that is alive. */
export function noFile(
	{ request, locals, url }: RequestEvent,
	status: 400 | 409 | 429,
	words: string
): Response {
	if (!request.headers.get('accept')?.includes('text/html'))
		return new Response(words, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
	const message = `${words} ${speak(locals.language)('studio.goBack')}`;
	const home = keepingLanguage('/', url);
	const { html, headers } = plainPage(locals.language, status, { trouble: { message }, home });
	return new Response(html, { status, headers });
}

export function tooManyFiles(event: RequestEvent): Response {
	return noFile(event, 429, speak(event.locals.language)('studio.tooManyFiles'));
}

/** A PDF to keep; its pages are painted as they are taken. */
export async function pdfAnswer(
	event: RequestEvent,
	pages: readonly Page[],
	info: DocumentInfo,
	name: string
): Promise<Response> {
	const body = await streamed(
		(sink) => paintPdf(pages, info, typesetter(), sink, pdfTools()),
		(fault) => logFault(fault, { route: event.route.id })
	);
	return new Response(body, {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': `attachment; filename="palier-${name.replace(/[^\w.-]+/g, '-').slice(0, 60)}.pdf"`
		}
	});
}
