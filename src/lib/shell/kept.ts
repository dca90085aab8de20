/** What a phone keeps of its household's pages, to show them without a network. */

/** Pages that are of use without a network. Never the settings: an address and the phones stand there. */
const KEPT = new Set(['/home', '/home/items', '/home/lending', '/home/pause', '/home/history']);
const SEEN_AT = 'x-seen-at';
/** Older than this it says nothing any more. */
const KEPT_MS = 7 * 24 * 3_600_000;

/** Scans, requests and tickets are none of the app's business (they begin otherwise). */
export function isOfHome(path: string): boolean {
	return path === '/home' || path.startsWith('/home/');
}

export function mayKeep(path: string, answer: Response): boolean {
	return KEPT.has(path) && answer.status === 200 && isPage(answer);
}

function isPage({ headers }: Response): boolean {
	return headers.get('content-type')?.startsWith('text/html') ?? false;
}

/** The page as it is kept: with the instant at which it was seen. */
export async function seen(answer: Response, now: number): Promise<Response> {
	const headers = new Headers(answer.headers);
	headers.set(SEEN_AT, String(now));
	return new Response(await answer.text(), { headers });
}

export interface SeenPage {
	readonly html: string;
	readonly headers: Headers;
	readonly at: number;
	/** Of its words. */
	readonly language: string | null;
}

/** A kept page; null when it was kept for too long. */
export async function readSeen(kept: Response, now: number): Promise<SeenPage | null> {
	const at = Number(kept.headers.get(SEEN_AT));
	if (!(at > now - KEPT_MS)) return null;
	const html = await kept.text();
	const headers = new Headers(kept.headers);
	for (const name of ['content-encoding', 'content-length', SEEN_AT]) headers.delete(name);
	return { html, headers, at, language: /<html lang="([a-z]+)"/.exec(html)?.[1] ?? null };
}
