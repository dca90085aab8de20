import type { Reported } from '#lib/households/reporting.ts';
import { readCookie } from '#lib/server/auth/cookies.ts';
import { readSession } from '#lib/server/auth/sessions.ts';
import { database } from '#lib/server/db/database.ts';
import { placeReported, requestReported, type Report, type RequestReported } from '#lib/server/reports.ts';
import { codeAt, unknownCode } from '#lib/server/web/mailboxAt.ts';
import { error, type RequestEvent } from '@sveltejs/kit';

interface WhatIsReported {
	readonly code: string;
	/** Null for a hall. */
	readonly emblem: string | null;
	readonly reported: Reported;
	readonly received: Report['received'];
	readonly request: RequestReported | null;
}

/** What an address reports: a page, or with `?request=` a request that this very phone's household received. */
export async function whatIsReported({
	params,
	locals,
	url,
	cookies
}: RequestEvent): Promise<WhatIsReported> {
	const db = await database();
	const code = codeAt(params.code ?? '', locals.language);
	const place = (await placeReported(db, code)) ?? unknownCode(locals.language);
	const id = url.searchParams.get('request');
	if (id === null)
		return { code, emblem: place.emblem, reported: place.kind, received: undefined, request: null };
	const session = await readSession(db, readCookie(cookies, 'household'), { mayWrite: false });
	const household = session?.kind === 'household' ? session.id : null;
	const request = household && (await requestReported(db, household, code, id));
	if (!request) error(404);
	return { code, emblem: place.emblem, reported: 'request', received: { household, request: id }, request };
}
