import { pictures } from '../pictures.ts';
import type { RequestHandler } from './$types';

/** The drawings of all things. The address has their fingerprint: what it brings never changes. */
export const GET: RequestHandler = () =>
	new Response(pictures, {
		headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=31536000, immutable' }
	});
