import Negotiator from 'negotiator';
import { gzipSync } from 'node:zlib';
import { remembered } from './remembered.ts';

const FEWEST_BYTES = 1_000;
const SMALLER = /^(text\/html|image\/svg\+xml|application\/json)\b/;

/**
 * The page made small, and what comes as text beside it; adapter-node leaves answers as they are. gzip: for pages of ours brotli costs twice the time and
 * saves one byte in twenty. What the browser has already is not made small again: Kit answers 304.
 */
export async function compressed(request: Request, response: Response): Promise<Response> {
	if (!response.body || !SMALLER.test(response.headers.get('content-type') ?? '')) return response;
	response.headers.append('vary', 'Accept-Encoding');
	if (!takesGzip(request.headers.get('accept-encoding') ?? '') || isKnown(request, response)) return response;
	const bytes = new Uint8Array(await response.arrayBuffer());
	const headers = new Headers(response.headers);
	if (bytes.length < FEWEST_BYTES) return new Response(bytes, { status: response.status, headers });
	const small = gzipSync(bytes);
	headers.set('content-encoding', 'gzip');
	headers.set('content-length', String(small.length));
	return new Response(new Uint8Array(small), { status: response.status, headers });
}

/** What the header Accept-Encoding says of gzip. */
export const takesGzip = remembered((header) =>
	new Negotiator({ headers: { 'accept-encoding': header } }).encodings(['gzip']).includes('gzip')
);

function isKnown(request: Request, response: Response): boolean {
	const etag = response.headers.get('etag');
	return etag !== null && (request.headers.get('if-none-match') ?? '').includes(etag.replace(/^W\//, ''));
}
