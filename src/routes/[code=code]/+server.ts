import { database } from '#lib/server/db/database.ts';
import { choicesOf } from '#lib/server/web/frontDoor.ts';
import { etagOf } from '#lib/server/web/packedPage.ts';
import type { RequestHandler } from './$types';
import { scanPage } from './scanPage.ts';

/** The same page as at the front door, for whoever that lets through: development, and phones that hold a session. */
export const GET: RequestHandler = async ({ params, url, locals }) => {
	const asked = { typed: params.code, language: locals.language, ...choicesOf(url.search) };
	const { status, begin, rest, policy } = await scanPage(await database(), asked);
	return new Response(new Uint8Array(Buffer.concat([begin.bytes, rest])), {
		status,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': policy,
			...(status === 200 ? { etag: etagOf(begin, rest, false) } : {})
		}
	});
};
