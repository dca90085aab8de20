import { request } from 'node:http';

/**
 * A manager at a server of this machine: what they ask for bears the cookie of their session, and forms come from the
 * public address. Nothing is read of an answer until somebody takes it.
 * @param {{ port: number, publicUrl: string, session?: string }} server `session`: a cookie that is signed in already
 */
export function visitor({ port, publicUrl, session = '' }) {
	let cookie = session;

	/** @returns {Promise<import('node:http').IncomingMessage>} */
	function ask(method, path, { body, headers = {} } = {}) {
		const form = { 'content-type': 'application/x-www-form-urlencoded', origin: publicUrl };
		const all = {
			accept: 'text/html',
			cookie,
			connection: 'close',
			...(body === undefined ? {} : form),
			...headers
		};
		return new Promise((done, fail) => {
			const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
			request({ host: '127.0.0.1', port, method, path, agent: false, headers: { ...all, ...length } }, done)
				.on('error', fail)
				.end(body);
		});
	}

	/** Sends a form; gives the answer, unread. @param {[string, string][]} fields */
	const post = (path, fields) => ask('POST', path, { body: new URLSearchParams(fields).toString() });

	return {
		post,
		/** Sends bytes; gives the answer, unread. */
		send: (path, body, headers) => ask('POST', path, { body, headers }),
		get: (path, headers) => ask('GET', path, { headers }),
		async page(path) {
			const answer = await ask('GET', path);
			expect(answer, 200, path);
			return (await whole(answer)).toString('utf8');
		},
		/** Asks for a page as a browser does, and throws it away. */
		async take(path) {
			const answer = await ask('GET', path, { headers: { 'accept-encoding': 'gzip, deflate, br' } });
			expect(answer, 200, path);
			await whole(answer);
		},
		/** Sends a form and gives where it leads. */
		async follow(path, fields) {
			const answer = await post(path, fields);
			answer.resume();
			expect(answer, 303, path);
			return answer.headers.location;
		},
		async signIn(link) {
			const answer = await post(new URL(link).pathname, [['password', 'quatre-vingt-dix tilleuls']]);
			answer.resume();
			expect(answer, 303, 'the sign-in link');
			cookie = (answer.headers['set-cookie'] ?? []).map((one) => one.split(';', 1)[0]).join('; ');
		}
	};
}

export function expect(answer, status, what) {
	if (answer.statusCode !== status) throw new Error(`${what}: ${answer.statusCode}, not ${status}`);
}

/** @param {import('node:http').IncomingMessage} answer */
export async function whole(answer) {
	return Buffer.concat(await answer.toArray());
}

/** Takes so many bytes of an answer, or a little more, and then no more until somebody does. Fails when it is shorter. */
export function take(answer, bytes) {
	return new Promise((done, fail) => {
		const parts = [];
		let taken = 0;
		const off = () => answer.off('data', more).off('end', short).off('error', fail).pause();
		function more(part) {
			parts.push(part);
			taken += part.length;
			if (taken < bytes) return;
			off();
			done(Buffer.concat(parts));
		}
		function short() {
			off();
			fail(new Error(`An answer ended after ${taken} bytes of ${bytes}`));
		}
		answer.on('data', more).on('end', short).on('error', fail).resume();
	});
}
