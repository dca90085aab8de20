import { readCode } from '#lib/codes/codes.ts';
import { isLanguage, type Language } from '#lib/text/languages.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { logRequest } from '../log.ts';
import type { KeptPage, PageCache } from '../pageCache.ts';
import { isOfOurs } from '../auth/cookies.ts';
import type { FrontDoor } from './atTheDoor.ts';
import { takesGzip } from './compress.ts';
import { fixedHeaders, SHARED } from './headers.ts';
import { browsersLanguage } from './language.ts';
import { etagOf, gzipped, type Begin } from './packedPage.ts';

/** What was asked for: the code as it stands in the address, and the page of a household with many things, from 1. */
export interface ScanRequest {
	readonly typed: string;
	readonly page: number;
	readonly language: Language;
	/** The language in the address, if there is one. */
	readonly chosen: Language | null;
}

/** A page in two parts, the first of which many pages share. `code` is null where no such code was ever given. */
export interface ScanPage {
	readonly status: 200 | 404;
	readonly code: string | null;
	readonly begin: Begin;
	readonly rest: Buffer;
	/** Of the header Content-Security-Policy. */
	readonly policy: string;
}

/** A page may be asked for by its number up to this one, and none has more: each number asked for is kept. */
const MOST_PAGES = 9;

/** What a path may hold that goes by the front door: a code, in any case, with hyphens. All else is Kit's. */
const PATH = /^\/([0-9A-Za-z-]{10,20})(?:\?(.*))?$/;
const ROUTE = '/[code=code]';

interface Asked extends ScanRequest {
	/** As it is stored; null when it is mistyped. */
	readonly code: string | null;
	/** Which of the code's pages. */
	readonly name: string;
	readonly isGzip: boolean;
}

interface Visit {
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
	readonly began: number;
}

/**
 * Answers scans before Kit sees them, from the cache or by `open`. Lets everything else through, and whoever may be a
 * resident or an officer: no page that a session may see is ever kept. `opened` is told of each page that somebody looks at.
 */
export function frontDoor(
	cache: PageCache,
	open: (asked: ScanRequest) => Promise<ScanPage>,
	isHttps: boolean,
	opened: (code: string) => void = () => {}
): FrontDoor {
	const fixed = Object.entries(fixedHeaders(isHttps)).flat();

	async function render(asked: Asked, visit: Visit): Promise<void> {
		const change = await cache.caughtUp();
		const scanned = await open(asked);
		const page = asSent(scanned, asked.isGzip, fixed);
		if (scanned.code !== null && asked.isGzip) cache.keep(scanned.code, asked.name, page, change);
		send(visit, scanned.status, page);
		if (scanned.code !== null) count(scanned.code, asked, visit);
	}

	/** A scan begins at the first page; turning to the next, or choosing a language there, is none. */
	function count(code: string, { page, chosen }: Asked, { request }: Visit): void {
		if (page === 1 && chosen === null && isSomebody(request)) opened(code);
	}

	return (request, response, otherwise) => {
		const began = performance.now();
		const asked = askedBy(request);
		if (!asked) return false;
		const visit = { request, response, began };
		const kept = asked.code !== null && asked.isGzip ? cache.kept(asked.code, asked.name) : undefined;
		if (kept && asked.code !== null) {
			send(visit, 200, kept);
			count(asked.code, asked, visit);
		}
		// Kit meets the same fault, logs it, and says it in words.
		else render(asked, visit).catch(otherwise);
		return true;
	};
}

/**
 * A browser in somebody's hand calls itself one and says which languages they read. What fetches a page for a preview of its
 * link, or before anybody wants it, leaves one of these out or says so: no list of such programs is kept, which would rot.
 */
function isSomebody({ method, headers }: IncomingMessage): boolean {
	const browser = headers['user-agent'] ?? '';
	const isBrowser = browser.startsWith('Mozilla/5.0 ') && !/bot\b/i.test(browser);
	const isWanted = !['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].some((name) => name in headers);
	return method === 'GET' && headers['accept-language'] !== undefined && isBrowser && isWanted;
}

function askedBy({ method, url = '', headers }: IncomingMessage): Asked | null {
	if (method !== 'GET' && method !== 'HEAD') return null;
	const found = PATH.exec(url);
	if (!found || (headers.cookie !== undefined && isOfOurs(headers.cookie))) return null;
	const typed = found[1]!;
	const length = typed.replace(/-/g, '').length;
	if (length < 10 || length > 16) return null;
	const read = readCode('place', typed);
	const { chosen, page } = choicesOf(found[2]);
	const language = chosen ?? browsersLanguage(headers['accept-language'] ?? null);
	return {
		typed,
		page,
		language,
		chosen,
		code: 'problem' in read ? null : read.code,
		name: `${language}${chosen ? '!' : ''}${page}`,
		isGzip: takesGzip(String(headers['accept-encoding'] ?? ''))
	};
}

/** What an address asks for besides the code. */
export function choicesOf(query: string | undefined): { chosen: Language | null; page: number } {
	if (!query) return { chosen: null, page: 1 };
	const asked = new URLSearchParams(query);
	const language = asked.get('l');
	const page = Math.trunc(Number(asked.get('page'))) || 1;
	return { chosen: isLanguage(language) ? language : null, page: Math.min(Math.max(1, page), MOST_PAGES) };
}

function asSent({ begin, rest, policy }: ScanPage, isGzip: boolean, fixed: readonly string[]): KeptPage {
	const body = isGzip ? gzipped(begin, rest) : Buffer.concat([begin.bytes, rest]);
	const etag = etagOf(begin, rest, isGzip);
	const headersIfKnown = [
		...fixed,
		'cache-control',
		SHARED,
		'vary',
		'Accept-Language, Accept-Encoding',
		'content-security-policy',
		policy,
		'etag',
		etag
	];
	const headers = [
		...headersIfKnown,
		'content-type',
		'text/html; charset=utf-8',
		...(isGzip ? ['content-encoding', 'gzip'] : []),
		'content-length',
		String(body.length)
	];
	return { body, etag, headers, headersIfKnown };
}

function send({ request, response, began }: Visit, status: 200 | 404, page: KeptPage): void {
	const isKnown = status === 200 && knows(request.headers['if-none-match'], page.etag);
	if (isKnown) response.writeHead(304, page.headersIfKnown).end();
	else if (request.method === 'HEAD') response.writeHead(status, page.headers).end();
	else response.writeHead(status, page.headers).end(page.body);
	logRequest({
		route: ROUTE,
		method: request.method ?? 'GET',
		status: isKnown ? 304 : status,
		milliseconds: Math.round(performance.now() - began)
	});
}

/** RFC 9110, 13.1.2: a list of tags, or one; a proxy may have weakened it. */
function knows(asked: string | undefined, etag: string): boolean {
	if (asked === undefined) return false;
	return asked === etag || asked.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
