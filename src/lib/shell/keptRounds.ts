/** What a caretaker's phone keeps of rounds, to show them without a network: their pages, and the files that these need. */

const NAME = 'palier-rounds-';
/** After this a page that was seen is better than none. */
const SLOW_MS = 4_000;

/** Of one version of the program: the files of another do not fit its pages. */
export const roundsCache = (version: string) => NAME + version;

/** `/landlord/rounds`, and the page of one hall. */
export function isOfRounds(path: string): boolean {
	return /^\/landlord\/rounds(\/[^/]+)?$/.test(path);
}

/** A file whose name says what is in it. */
export function isLasting(path: string): boolean {
	return path.startsWith('/_app/immutable/');
}

/** From the network first; null when there is none and the page was never seen. */
export async function pageOfRound(request: Request, cacheName: string): Promise<Response | null> {
	const cache = await caches.open(cacheName);
	const kept = await cache.match(request.url, { ignoreVary: true, ignoreSearch: false });
	try {
		const answer = fetch(request).then((page) => keptNow(cache, request.url, page));
		return await (kept ? Promise.race([answer, tooLate()]) : answer);
	} catch {
		return kept ?? (await cache.match(request.url, { ignoreVary: true, ignoreSearch: true })) ?? null;
	}
}

const tooLate = () => new Promise<never>((_, reject) => setTimeout(() => reject(new Error('slow')), SLOW_MS));

/** A page that sends elsewhere has shut this phone out: then no page stays here. Ticks that wait do: they say nothing but numbers. */
async function keptNow(cache: Cache, url: string, page: Response): Promise<Response> {
	if (page.type === 'opaqueredirect') await dropRounds(() => true);
	else if (page.ok && page.headers.get('content-type')?.startsWith('text/html'))
		await cache.put(url, page.clone());
	return page;
}

export async function fileOfRound(request: Request, cacheName: string): Promise<Response> {
	const cache = await caches.open(cacheName);
	const kept = await cache.match(request.url);
	if (kept) return kept;
	const answer = await fetch(request);
	if (answer.ok) await cache.put(request.url, answer.clone());
	return answer;
}

/** For a page of a round, which loaded before anybody kept its files: keeps them, itself as it is now, and the list of rounds. */
export async function keepThisRound(cacheName: string): Promise<void> {
	const cache = await caches.open(cacheName);
	const used = performance.getEntriesByType('resource').map(({ name }) => name);
	const linked = [
		...document.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload], link[rel=stylesheet]')
	].map(({ href }) => href);
	const files = [...new Set([...used, ...linked])].filter((url) => isLasting(new URL(url).pathname));
	await Promise.all(files.map(async (url) => (await cache.match(url)) ?? cache.add(url)));
	for (const url of [location.href, new URL('/landlord/rounds' + location.search, location.href).href]) {
		const page = await fetch(url, { headers: { accept: 'text/html' }, redirect: 'manual' });
		await keptNow(cache, url.split('#')[0]!, page);
	}
}

export async function dropRounds(isOld: (name: string) => boolean): Promise<void> {
	const names = (await caches.keys()).filter((name) => name.startsWith(NAME) && isOld(name));
	await Promise.all(names.map((name) => caches.delete(name)));
}
