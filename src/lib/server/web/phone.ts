import { kindOfPhone, type PhoneKind } from '#lib/access/phoneKind.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { readCookie, setCookie } from '../auth/cookies.ts';
import type { StartedSession } from '../auth/sessions.ts';

/** The kind of phone that a request comes from. */
export function phoneHere({ request }: { request: Request }): PhoneKind {
	return kindOfPhone(request.headers.get('user-agent'));
}

/** An answer with these makes the browser forget what it kept of us: pages, waiting answers, the app itself. */
export const FORGET = { 'clear-site-data': '"cache", "storage"' } as const;

/** Opens a household on this phone. What the phone kept of the one that was open on it before is not for these eyes. */
export function openHere(
	{ cookies, setHeaders }: Pick<RequestEvent, 'cookies' | 'setHeaders'>,
	session: StartedSession,
	how?: { isBrief: boolean }
): void {
	const before = readCookie(cookies, 'household');
	if (before !== undefined && before !== session.token) setHeaders(FORGET);
	setCookie(cookies, 'household', session, how);
}
