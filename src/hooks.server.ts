import { guards, type Entrance } from '#lib/access/guards.ts';
import { may } from '#lib/access/roles.ts';
import { readCookie, setCookie } from '#lib/server/auth/cookies.ts';
import { readSession } from '#lib/server/auth/sessions.ts';
import { config } from '#lib/server/config.ts';
import { closeDatabase, database } from '#lib/server/db/database.ts';
import { DatabaseBusy, DatabaseFull } from '#lib/server/db/errors.ts';
import { hasMailboxes } from '#lib/server/buildings.ts';
import { readyKitKey } from '#lib/server/keys.ts';
import { startJobs } from '#lib/server/jobs.ts';
import { logFault, logRequest } from '#lib/server/log.ts';
import { staffMember } from '#lib/server/staff.ts';
import { compressed } from '#lib/server/web/compress.ts';
import { setHeaders } from '#lib/server/web/headers.ts';
import { keepingLanguage, languageOf } from '#lib/server/web/language.ts';
import { direction } from '#lib/text/languages.ts';
import { speak } from '#lib/text/speak.ts';
import { dev } from '$app/environment';
import {
	error,
	redirect,
	type Handle,
	type HandleServerError,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';

/** Opens the database and the kit key before the first request; a server that cannot does not start. */
export const init: ServerInit = async () => {
	const db = await database();
	readyKitKey(config().kitKeyFile, await hasMailboxes(db));
	startJobs(db);
	process.once('sveltekit:shutdown', () => void closeDatabase());
};

/** Kit inlines the styles and leaves disabled links to their files; an old browser would fetch them. */
const UNUSED_STYLESHEETS = /<link [^>]*\bdisabled\b[^>]*>/g;

export const handle: Handle = async ({ event, resolve }) => {
	const began = performance.now();
	const language = languageOf(event.url, event.request.headers.get('accept-language'));
	event.locals.language = language;
	await enter(event, entranceOf(event.route.id));
	const response = await resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('%palier.lang%', language)
				.replace('%palier.dir%', direction(language))
				.replace(UNUSED_STYLESHEETS, '')
	});
	setHeaders(response, event.route.id, config().publicUrl.startsWith('https:'));
	logRequest({
		route: event.route.id,
		method: event.request.method,
		status: response.status,
		milliseconds: Math.round(performance.now() - began)
	});
	return compressed(event.request, response);
};

/** A route that nobody has written into the table is closed. An address that is no route has nobody to stop. */
function entranceOf(routeId: string | null): Entrance | undefined {
	return routeId === null ? 'anyone' : guards[routeId];
}

async function enter(event: RequestEvent, entrance: Entrance | undefined): Promise<void> {
	if (entrance === 'anyone') return;
	if (entrance === undefined || entrance === 'development') {
		if (entrance && dev) return;
		error(404);
	}
	if (entrance === 'household') return enterHome(event);
	await enterOffice(event);
	if (entrance !== 'staff' && !may(event.locals.staff!.role, entrance)) error(404);
}

async function enterHome(event: RequestEvent): Promise<void> {
	const session = await sessionOf(event, 'household');
	if (!session) redirect(303, keepingLanguage('/key', event.url));
	event.locals.household = session.id;
}

async function enterOffice(event: RequestEvent): Promise<void> {
	const session = await sessionOf(event, 'staff');
	const staff = session && (await staffMember(await database(), session.id));
	if (!staff) redirect(303, keepingLanguage('/landlord/sign-in', event.url));
	event.locals.staff = staff;
}

async function sessionOf(event: RequestEvent, kind: 'household' | 'staff') {
	const token = readCookie(event.cookies, kind);
	if (!token) return null;
	const session = await readSession(await database(), token, { mayWrite: event.request.method === 'POST' });
	if (session?.kind !== kind) return null;
	if (session.isRenewed) setCookie(event.cookies, kind, { token, expiresAt: session.expiresAt });
	return session;
}

/** A fault is logged with an id that the page shows. A full disk or a busy database say what to do: try again. */
export const handleError: HandleServerError = ({ error: fault, event, status }) => {
	const say = speak(event.locals.language ?? 'fr');
	if (status === 404) return { message: say('error.notFound') };
	if (fault instanceof DatabaseBusy || fault instanceof DatabaseFull)
		return { message: say('error.busy'), id: logFault(fault, { route: event.route.id }) };
	return { message: say('error.fault'), id: logFault(fault, { route: event.route.id }) };
};
