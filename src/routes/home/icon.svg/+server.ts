import sign from './sign.svg?raw';
import type { RequestHandler } from './$types';

/** The sign of the app: a mailbox on the landing of a stair. The pictures of `../icon.png` are drawn from it. */
export const GET: RequestHandler = () =>
	new Response(sign, {
		headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=604800' }
	});
