/**
 * Asks a server on this machine for pages over a few connections that stay open, and says how long each took: so many, one after
 * the other; or so many a second, whether or not the ones before were answered. A process of its own, so that its work is not
 * counted as the server's.
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
 * @typedef {object} Order `etags` belong to `paths`: with them each page is asked for as one that is known already. `isNew`: each
 *   by an address that nobody asked for before. `rate`: requests a second.
 * @property {number} port @property {string[]} paths @property {string[]} [etags] @property {string} encodings
 * @property {number} requests @property {number} connections @property {number} status
 * @property {boolean} [isNew] @property {number} [rate]
 *
 * @param {Order} order
 */
async function load(order) {
	const agent = new Agent({ keepAlive: true, maxSockets: order.connections });
	const milliseconds = [];
	const started = performance.now();
	const ask = async (from) => {
		const one = Math.floor(Math.random() * order.paths.length);
		const path = order.paths[one] + (order.isNew ? `?page=${2 + Math.floor(Math.random() * 98)}` : '');
		const status = await get(agent, order, path, order.etags?.[one]);
		milliseconds.push(performance.now() - from);
		if (status !== order.status) throw new Error(`${path}: ${status}, not ${order.status}`);
	};
	await (order.rate
		? inTime(order.requests, order.rate, ask)
		: inTurn(order.requests, order.connections, ask));
	const seconds = (performance.now() - started) / 1000;
	agent.destroy();
	milliseconds.sort((a, b) => a - b);
	return { milliseconds, seconds };
}

async function inTurn(requests, connections, ask) {
	let left = requests;
	await Promise.all(
		Array.from({ length: connections }, async () => {
			while (left-- > 0) await ask(performance.now());
		})
	);
}

/** Each has its moment, and is late from that moment on. */
async function inTime(requests, rate, ask) {
	const started = performance.now();
	const asked = [];
	while (asked.length < requests) {
		const due = Math.min(requests, Math.floor(((performance.now() - started) / 1000) * rate) + 1);
		while (asked.length < due) asked.push(ask(started + (asked.length / rate) * 1000));
		await new Promise((done) => setTimeout(done, 1));
	}
	await Promise.all(asked);
}

/** @returns {Promise<number>} */
function get(agent, { port, encodings }, path, etag) {
	const headers = {
		accept: 'text/html',
		'accept-language': 'fr-FR,fr;q=0.9',
		'accept-encoding': encodings,
		...(etag ? { 'if-none-match': etag } : {})
	};
	return new Promise((done, fail) => {
		const asked = request({ agent, host: '127.0.0.1', port, path, headers }, (answer) => {
			answer.resume();
			answer.on('end', () => done(answer.statusCode ?? 0));
			answer.on('error', fail);
		});
		asked.on('error', fail);
		asked.end();
	});
}
