import { guards, type Entrance } from '#lib/access/guards.ts';
import { refusalOf } from '#lib/exchange/refusals.ts';
import { may } from '#lib/access/roles.ts';
import { readCookie, setCookie } from '#lib/server/auth/cookies.ts';
import { readSession, type SessionPerson } from '#lib/server/auth/sessions.ts';
import { config } from '#lib/server/config.ts';
import { closeDatabase, database, type Database } from '#lib/server/db/database.ts';
import { DatabaseBusy, DatabaseFull } from '#lib/server/db/errors.ts';
import { hasMailboxes } from '#lib/server/buildings.ts';
import { readyKitKey } from '#lib/server/keys.ts';
import { startJobs } from '#lib/server/jobs.ts';
import { logFault, logRequest } from '#lib/server/log.ts';
import { PageCache } from '#lib/server/pageCache.ts';
import { isHeldUp } from '#lib/server/secondFactor.ts';
import { countScan } from '#lib/server/scans.ts';
import { staffMember } from '#lib/server/staff.ts';
import { putAtTheDoor } from '#lib/server/web/atTheDoor.ts';
import { compressed } from '#lib/server/web/compress.ts';
import { frontDoor } from '#lib/server/web/frontDoor.ts';
import { apiProblem } from '#lib/server/web/apiProblem.ts';
import { enterApi, isOfApi } from '#lib/server/web/apiEntrance.ts';
import { setHeaders } from '#lib/server/web/headers.ts';
import { keepingLanguage, languageOf } from '#lib/server/web/language.ts';
import { plainPage, refusalWords } from '#lib/server/web/plainPage.ts';
import { direction } from '#lib/text/languages.ts';
import { speak } from '#lib/text/speak.ts';
import { dev } from '$app/environment';
import {
	error,
	isHttpError,
	isRedirect,
	redirect,
	type Handle,
	type HandleServerError,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';
import { scanPage } from './routes/[code=code]/scanPage.ts';

/** Opens the database and the kit key before the first request; a server that cannot does not start. */
export const init: ServerInit = async () => {
	const db = await database();
	readyKitKey(config().kitKeyFile, await hasMailboxes(db));
	startJobs(db);
	openFrontDoor(db);
	process.once('sveltekit:shutdown', () => {
		closeDatabase().catch((fault: unknown) => logFault(fault, { route: 'shutdown' }));
	});
};

function openFrontDoor(db: Database): void {
	const { publicUrl, databaseUrl } = config();
	const cache = new PageCache(db, { isShared: !databaseUrl.startsWith('file:') });
	cache.keepLooking((fault) => logFault(fault, { route: 'page cache' }));
	putAtTheDoor(frontDoor(cache, (asked) => scanPage(db, asked), publicUrl.startsWith('https:'), countScan));
}

/** Kit inlines the styles and leaves disabled links to their files; an old browser would fetch them. */
const UNUSED_STYLESHEETS = /<link [^>]*\bdisabled\b[^>]*>/g;

/** Somebody has to make room first. */
const WHEN_FULL_SECONDS = 600;

type Resolve = Parameters<Handle>[0]['resolve'];

export const handle: Handle = async ({ event, resolve }) => {
	const began = performance.now();
	event.locals.language = languageOf(event.url, event.request.headers.get('accept-language'));
	const response = postponed(event, await answer(event, resolve));
	setHeaders(response, event.route.id, config().publicUrl.startsWith('https:'));
	logRequest({
		route: event.route.id,
		method: event.request.method,
		status: response.status,
		milliseconds: Math.round(performance.now() - began)
	});
	return compressed(event.request, response);
};

/** No address of ours has one, and the database takes none. */
const NUL = /%00/;

/** Whoever may not enter is answered here: nothing of the page is run for them. */
async function answer(event: RequestEvent, resolve: Resolve): Promise<Response> {
	if (NUL.test(event.url.pathname + event.url.search)) return plainAnswer(event, 404);
	try {
		const entrance = entranceOf(event.route.id);
		if (entrance === 'token') {
			const refused = await enterApi(event);
			if (refused) return refused;
		} else await enter(event, entrance);
	} catch (thrown) {
		if (isRedirect(thrown))
			return new Response(null, { status: thrown.status, headers: { location: thrown.location } });
		if (isHttpError(thrown)) return plainAnswer(event, thrown.status);
		event.locals.trouble = troubleOf(thrown, event);
		return plainAnswer(event, 500);
	}
	return page(event, resolve);
}

async function page(event: RequestEvent, resolve: Resolve): Promise<Response> {
	const { language } = event.locals;
	let isOfPages = false;
	const response = await resolve(event, {
		transformPageChunk: ({ html }) => {
			isOfPages = true;
			return html
				.replace('%palier.lang%', language)
				.replace('%palier.dir%', direction(language))
				.replace(UNUSED_STYLESHEETS, '');
		}
	});
	const isHtml = response.headers.get('content-type')?.startsWith('text/html');
	const isBare = !isOfPages && isHtml && !response.headers.has('content-security-policy');
	const isOurs = isOfApi(event) ? isProblem(response) : !isBare;
	return response.status >= 400 && !isOurs ? plainAnswer(event, response.status, response.headers) : response;
}

const isProblem = (response: Response) =>
	response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;

/** Our words in place of Kit's. What else Kit wanted to send, such as cookies, goes along. */
function plainAnswer({ locals, url }: RequestEvent, status: number, from?: Headers): Response {
	if (isOfApi({ url })) return problemAnswer(locals, status);
	const { html, headers } = plainPage(locals.language, status, {
		trouble: locals.trouble,
		home: keepingLanguage('/', url)
	});
	const all = new Headers(from);
	all.delete('content-length');
	for (const [name, value] of Object.entries(headers)) all.set(name, value);
	return new Response(html, { status, headers: all });
}

function problemAnswer({ language, trouble }: App.Locals, status: number): Response {
	if (trouble?.tryAgain !== undefined) return apiProblem(language, 'busy', { waitSeconds: trouble.tryAgain });
	return apiProblem(language, refusalOf(status), trouble?.id === undefined ? {} : { detail: trouble.id });
}

/** Kit answers 500 to whatever was thrown; what may work later is not that. */
function postponed({ locals }: RequestEvent, response: Response): Response {
	const seconds = locals.trouble?.tryAgain;
	if (seconds === undefined || response.status !== 500) return response;
	const headers = new Headers(response.headers);
	headers.set('retry-after', String(seconds));
	return new Response(response.body, { status: 503, headers });
}

/** A route that nobody has written into the table is closed. An address that is no route has nobody to stop. */
function entranceOf(routeId: string | null): Entrance | undefined {
	return routeId === null ? 'anyone' : guards[routeId];
}

async function enter(event: RequestEvent, entrance: Exclude<Entrance, 'token'> | undefined): Promise<void> {
	if (entrance === 'anyone') return;
	if (entrance === undefined || entrance === 'development') {
		if (entrance && dev) return;
		error(404);
	}
	if (entrance === 'household') return enterHome(event);
	if (entrance === 'operator') return enterOperator(event);
	await enterOffice(event);
	if (entrance !== 'staff' && !may(event.locals.staff!.role, entrance)) error(404);
}

async function enterHome(event: RequestEvent): Promise<void> {
	const session = await sessionOf(event, 'household');
	if (!session) redirect(303, keepingLanguage('/key', event.url));
	event.locals.household = session.id;
	event.locals.session = session.sessionId;
}

/** All that a session without its second factor can reach. */
const SECOND_FACTOR = '/landlord/second-factor';

async function enterOffice(event: RequestEvent): Promise<void> {
	const session = await sessionOf(event, 'staff');
	const staff = session && (await staffMember(await database(), session.id));
	if (!staff) redirect(303, keepingLanguage('/landlord/sign-in', event.url));
	event.locals.staff = staff;
	event.locals.session = session.sessionId;
	if (event.route.id !== SECOND_FACTOR && isHeldUp(staff, session.secondFactorAt, Date.now()))
		redirect(303, keepingLanguage(SECOND_FACTOR, event.url));
}

/** Who is no operator finds nothing here. */
async function enterOperator(event: RequestEvent): Promise<void> {
	const session = await sessionOf(event, 'operator');
	if (!session) error(404);
	event.locals.operator = session.id;
}

async function sessionOf(event: RequestEvent, kind: SessionPerson['kind']) {
	const token = readCookie(event.cookies, kind);
	if (!token) return null;
	const session = await readSession(await database(), token, { mayWrite: event.request.method === 'POST' });
	if (session?.kind !== kind) return null;
	if (session.isRenewed) setCookie(event.cookies, kind, { token, expiresAt: session.expiresAt });
	return session;
}

/** What is refused is no fault of ours: it is not logged as one. */
export const handleError: HandleServerError = ({ error: fault, event, status }) => {
	if (status < 500) return { message: speak(event.locals.language ?? 'fr')(refusalWords(status)) };
	const trouble = troubleOf(fault, event);
	event.locals.trouble = trouble;
	return { message: trouble.message, ...(trouble.id ? { id: trouble.id } : {}) };
};

/** Every fault is logged. The page shows its id, except when the reader can do better: try again. */
function troubleOf(fault: unknown, { locals, route }: RequestEvent): NonNullable<App.Locals['trouble']> {
	const id = logFault(fault, { route: route.id });
	const say = speak(locals.language ?? 'fr');
	if (fault instanceof DatabaseBusy) return { message: say('error.busy'), tryAgain: fault.retryAfterSeconds };
	if (fault instanceof DatabaseFull) return { message: say('error.full'), tryAgain: WHEN_FULL_SECONDS };
	return { message: say('error.fault'), id };
}
