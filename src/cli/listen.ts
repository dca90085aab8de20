import { refusalOf } from '#lib/exchange/refusals.ts';
import { config, tellBuiltServer } from '#lib/server/config.ts';
import { apiProblem } from '#lib/server/web/apiProblem.ts';
import { atTheDoor } from '#lib/server/web/atTheDoor.ts';
import { fixedHeaders } from '#lib/server/web/headers.ts';
import { languageOf } from '#lib/server/web/language.ts';
import { plainPage } from '#lib/server/web/plainPage.ts';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Refused } from './outcome.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const MOST_FORM_BYTES = 256 * 1024;
const MOST_LIST_BYTES = 512 * 1024 * 1024;
/** More than the file of such a form may have: the page reads on and says in words that it is too large. */
const FORMS_WITH_A_FILE: Readonly<Record<string, number>> = {
	'/landlord/import?/look': MOST_LIST_BYTES,
	'/landlord/letter?/logo': 16 * 1024 * 1024
};

/** Starts the built server on the configured address and ends it cleanly on SIGINT and SIGTERM. */
export async function listen(): Promise<Server> {
	const { host, port, publicUrl } = config();
	const headers = Object.entries(fixedHeaders(publicUrl.startsWith('https:')));
	tellBuiltServer(config(), MOST_LIST_BYTES);
	const { handler } = (await import(
		/* @vite-ignore */ fileURLToPath(new URL('../handler.js', import.meta.url))
	)) as { handler: Handler };

	const door = atTheDoor();
	const letIn = (request: IncomingMessage, response: ServerResponse) => {
		for (const [name, value] of headers) response.setHeader(name, value);
		const refused = bodyRefusal(request);
		if (refused) return refuse(request, response.setHeader('connection', 'close'), refused);
		handler(request, response, () => refuse(request, response, 404));
	};
	const server = createServer({ headersTimeout: 20_000, requestTimeout: 300_000 }, (request, response) => {
		if (!door(request, response, () => letIn(request, response))) letIn(request, response);
	});
	await new Promise<void>((done, fail) => {
		server.once('error', (error: NodeJS.ErrnoException) =>
			fail(error.code === 'EADDRINUSE' ? portTaken(port) : error)
		);
		server.listen(port, host, done);
	});
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(server));
	return server;
}

const portTaken = (port: number) =>
	new Refused(`Port ${port} is taken by another program. Choose another one, for instance PORT=${port + 1}.`);

/** Only a file may be large, and every body says its length: nothing is read of the others. */
function bodyRefusal({ method, url, headers }: IncomingMessage): number | null {
	if (method === 'GET' || method === 'HEAD') return null;
	const length = headers['content-length'];
	if (length === undefined) return headers['transfer-encoding'] === undefined ? null : 411;
	return Number(length) > (FORMS_WITH_A_FILE[formOf(url)] ?? MOST_FORM_BYTES) ? 413 : null;
}

/** Kit takes the first parameter that begins with a slash for the name of the action. */
function formOf(url = ''): string {
	const [path, query] = url.split('?', 2);
	const action = [...new URLSearchParams(query).keys()].find((name) => name.startsWith('/'));
	return `${path}?${action}`;
}

function refuse({ url, headers: asked }: IncomingMessage, response: ServerResponse, status: number): void {
	const address = new URL(`http://localhost/?${url?.split('?', 2)[1] ?? ''}`);
	const language = languageOf(address, asked['accept-language'] ?? null);
	const kept = { 'cache-control': 'private, no-store' };
	if (url?.startsWith('/api/')) {
		const problem = apiProblem(language, refusalOf(status));
		response.writeHead(problem.status, { ...Object.fromEntries(problem.headers), ...kept });
		return void problem.text().then((text) => response.end(text));
	}
	const { html, headers } = plainPage(language, status);
	response.writeHead(status, { ...headers, ...kept }).end(html);
}

/**
 * Answers what was asked before, takes nothing new, and leaves after ten seconds at the latest. Connections that browsers
 * keep open go as soon as their last answer is out; the process ends by itself once the built server let go of its database.
 */
async function stop(server: Server): Promise<void> {
	setTimeout(() => process.exit(0), 10_000).unref();
	const closed = new Promise((done) => server.close(done));
	const letGo = setInterval(() => server.closeIdleConnections(), 50);
	await closed;
	clearInterval(letGo);
	process.emit('sveltekit:shutdown' as 'SIGTERM', 'SIGTERM');
}
