import type { Cookies } from '@sveltejs/kit';
import { config } from '../config.ts';
import type { SessionPerson, StartedSession } from './sessions.ts';

const NAMES = { staff: 'palier_staff', household: 'palier_home', operator: 'palier_operator' };

/** The token that came with the request, unread. */
export function readCookie(cookies: Cookies, kind: SessionPerson['kind']): string | undefined {
	return cookies.get(nameOf(kind));
}

/** Whether a Cookie header may hold one of ours. */
export function isOfOurs(header: string): boolean {
	return header.includes('palier_');
}

/** `isBrief`: on a phone that is not one's own, until its browser is closed. */
export function setCookie(
	cookies: Cookies,
	kind: SessionPerson['kind'],
	{ token, expiresAt }: StartedSession,
	{ isBrief = false }: { isBrief?: boolean } = {}
): void {
	cookies.set(nameOf(kind), token, { ...attributes(), ...(isBrief ? {} : { expires: expiresAt }) });
}

export function clearCookie(cookies: Cookies, kind: SessionPerson['kind']): void {
	cookies.delete(nameOf(kind), attributes());
}

/** With `__Host-` no other site under our domain can set it; browsers take that over https only. */
function nameOf(kind: SessionPerson['kind']): string {
	return isSecure() ? `__Host-${NAMES[kind]}` : NAMES[kind];
}

function attributes() {
	return { path: '/', httpOnly: true, secure: isSecure(), sameSite: 'lax' as const };
}

function isSecure(): boolean {
	return config().publicUrl.startsWith('https:');
}
