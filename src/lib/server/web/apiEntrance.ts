import { operationOf } from '#lib/exchange/operations.ts';
import { secondsToWait } from '#lib/server/apiPace.ts';
import { callerOf } from '#lib/server/apiTokens.ts';
import { database } from '#lib/server/db/database.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { apiProblem } from './apiProblem.ts';

const BEARER = /^Bearer +([\w-]+) *$/i;

/** Lets a landlord's software in, by its key, to what the key allows; else gives the refusal. */
export async function enterApi(event: RequestEvent): Promise<Response | null> {
	const { locals, request, route } = event;
	const token = BEARER.exec(request.headers.get('authorization') ?? '')?.[1];
	const now = Date.now();
	const caller = token ? await callerOf(await database(), token, now) : null;
	if (!caller) return apiProblem(locals.language, 'no-token');
	const waitSeconds = secondsToWait(caller.key, now);
	if (waitSeconds > 0) return apiProblem(locals.language, 'too-many', { waitSeconds });
	const operation = operationOf(route.id ?? '', request.method);
	if (!operation) return apiProblem(locals.language, 'no-such-method');
	if (!caller.scopes.includes(operation.scope)) return apiProblem(locals.language, 'not-allowed');
	locals.api = caller;
	return null;
}

/** Whether an address is the API's: what goes wrong there is told to a program. */
export function isOfApi({ url }: Pick<RequestEvent, 'url'>): boolean {
	return url.pathname === '/api' || url.pathname.startsWith('/api/');
}
