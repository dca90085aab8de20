/**
 * Asks a server on this machine for pages, a given number of times over a few connections that stay open, and says how long
 * each took. A process of its own, so that its work is not counted as the server's.
 */
import { Agent, request } from 'node:http';

process.on('message', async (order) => {
	try {
		process.send?.(await load(order));
	} catch (error) {
		process.send?.({ failed: String(error) });
	}
});

/**
 * `etags` belong to `paths`: with them each page is asked for as one that is known already.
 * @param {{ port: number, paths: string[], etags?: string[], encodings: string, requests: number, connections: number, status: number }} order
 */
async function load({ port, paths, etags, encodings, requests, connections, status }) {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const milliseconds = [];
	let [left, bytes] = [requests, 0];
	const started = performance.now();
	await Promise.all(
		Array.from({ length: connections }, async () => {
			while (left-- > 0) {
				const one = Math.floor(Math.random() * paths.length);
				const from = performance.now();
				const answer = await get(agent, port, paths[one], { encodings, etag: etags?.[one] });
				milliseconds.push(performance.now() - from);
				if (answer.status !== status) throw new Error(`${paths[one]}: ${answer.status}, not ${status}`);
				bytes += answer.bytes;
			}
		})
	);
	const seconds = (performance.now() - started) / 1000;
	agent.destroy();
	milliseconds.sort((a, b) => a - b);
	return { milliseconds, bytes, seconds };
}

/** @returns {Promise<{ status: number, bytes: number }>} */
function get(agent, port, path, { encodings, etag }) {
	const headers = {
		accept: 'text/html',
		'accept-language': 'fr-FR,fr;q=0.9',
		'accept-encoding': encodings,
		...(etag ? { 'if-none-match': etag } : {})
	};
	return new Promise((done, fail) => {
		const asked = request({ agent, host: '127.0.0.1', port, path, headers }, (answer) => {
			let bytes = 0;
			answer.on('data', (piece) => (bytes += piece.length));
			answer.on('end', () => done({ status: answer.statusCode, bytes }));
			answer.on('error', fail);
		});
		asked.on('error', fail);
		asked.end();
	});
}
