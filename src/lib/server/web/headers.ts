const HEADERS: Readonly<Record<string, string>> = {
	'referrer-policy': 'same-origin',
	'x-content-type-options': 'nosniff',
	'x-robots-tag': 'noindex, nofollow',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=()'
};

/** Headers of every answer (OWASP ASVS 5.0, V3.4). */
export function fixedHeaders(isHttps: boolean): Readonly<Record<string, string>> {
	return isHttps ? { ...HEADERS, 'strict-transport-security': 'max-age=31536000' } : HEADERS;
}

/** A page that everybody may see is asked about again each time; nobody in between keeps it. */
export const SHARED = 'private, no-cache';

/** Pages that a passer-by may see are checked again each time; all others are kept by nobody. */
const SHARED_ROUTES = new Set(['/', '/[code=code]', '/how', '/robots.txt']);

export function setHeaders(response: Response, routeId: string | null, isHttps: boolean): void {
	for (const [name, value] of Object.entries(fixedHeaders(isHttps))) response.headers.set(name, value);
	if (response.headers.has('cache-control')) return;
	response.headers.set('cache-control', SHARED_ROUTES.has(routeId ?? '') ? SHARED : 'private, no-store');
	response.headers.append('vary', 'Accept-Language');
}
