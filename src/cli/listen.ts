import { config, tellBuiltServer } from '#lib/server/config.ts';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Refused } from './outcome.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const MOST_FORM_BYTES = 256 * 1024;
/** More than a list may have: the page reads on and says in words that it is too large. */
const MOST_LIST_BYTES = 512 * 1024 * 1024;
const LIST_PATH = '/landlord/import';

/** Starts the built server on the configured address and ends it cleanly on SIGINT and SIGTERM. */
export async function listen(): Promise<Server> {
	const { host, port } = config();
	tellBuiltServer(config(), MOST_LIST_BYTES);
	const { handler } = (await import(
		/* @vite-ignore */ fileURLToPath(new URL('../handler.js', import.meta.url))
	)) as { handler: Handler };

	const server = createServer({ headersTimeout: 20_000, requestTimeout: 300_000 }, (request, response) => {
		const refused = bodyRefusal(request);
		if (refused) return void response.writeHead(refused, { connection: 'close' }).end();
		handler(request, response, () => response.writeHead(404).end());
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

/** Only a list may be large, and every body says its length: nothing is read of the others. */
function bodyRefusal({ method, url, headers }: IncomingMessage): number | null {
	if (method === 'GET' || method === 'HEAD') return null;
	const length = headers['content-length'];
	if (length === undefined) return headers['transfer-encoding'] === undefined ? null : 411;
	const most = url?.split('?')[0] === LIST_PATH ? MOST_LIST_BYTES : MOST_FORM_BYTES;
	return Number(length) > most ? 413 : null;
}

/** Answers what was asked before, takes nothing new, and leaves after ten seconds at the latest. */
async function stop(server: Server): Promise<void> {
	setTimeout(() => process.exit(0), 10_000).unref();
	server.closeIdleConnections();
	await new Promise((done) => server.close(done));
	// The built server closes its database by itself on this.
	process.emit('sveltekit:shutdown' as 'SIGTERM', 'SIGTERM');
	setTimeout(() => process.exit(0), 1_000);
}
