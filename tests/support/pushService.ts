import type { PushTarget } from '#lib/server/push.ts';
import { createECDH, createPublicKey, randomBytes, verify, type ECDH } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** RFC 8188 and 8291, as `web-push` itself decrypts. */
const { decrypt } = createRequire(import.meta.url)('http_ece') as {
	decrypt(body: Buffer, how: { version: 'aes128gcm'; privateKey: ECDH; authSecret: string }): Buffer;
};

export interface ReceivedPush {
	readonly phone: string;
	readonly headers: IncomingHttpHeaders;
	/** What the phone reads, once decrypted. */
	readonly payload: Record<string, unknown>;
	/** What the sender says of itself, once its signature was checked with the key it gives. */
	readonly vapid: { readonly key: string; readonly claims: Record<string, unknown> };
}

export interface PushService {
	readonly origin: string;
	readonly received: ReceivedPush[];
	/** Pushes that came, taken or not. */
	readonly calls: () => number;
	/** What it answers; `hang` is nothing at all, for as long as the sender waits. */
	answer: number | 'hang';
	newPhone(): PushTarget & { readonly name: string };
	close(): Promise<void>;
}

/** A push service on a port of this machine, with phones that can read what they get. */
export async function openPushService(): Promise<PushService> {
	const received: ReceivedPush[] = [];
	const phones = new Map<string, { curve: ECDH; auth: string }>();
	const hanging = new Set<ServerResponse>();
	let calls = 0;
	const server = createServer((request, response) => {
		calls++;
		if (service.answer === 'hang') return void hanging.add(response);
		const status = service.answer;
		void buffer(request).then((body) => {
			const name = request.url!.slice(1);
			if (status < 300) received.push(read(name, request.headers, body));
			response.writeHead(status, status === 307 ? { location: `${service.origin}/elsewhere` } : {});
			response.end('x'.repeat(100_000));
		});
	});
	const read = (phone: string, headers: IncomingHttpHeaders, body: Buffer): ReceivedPush => {
		const { curve, auth } = phones.get(phone)!;
		const text = decrypt(body, { version: 'aes128gcm', privateKey: curve, authSecret: auth }).toString();
		return {
			phone,
			headers,
			payload: JSON.parse(text) as Record<string, unknown>,
			vapid: vapidOf(headers.authorization ?? '')
		};
	};
	await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
	const service: PushService = {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		received,
		calls: () => calls,
		answer: 201,
		newPhone() {
			const name = randomBytes(8).toString('hex');
			const curve = createECDH('prime256v1');
			const p256dh = curve.generateKeys('base64url');
			const auth = randomBytes(16).toString('base64url');
			phones.set(name, { curve, auth });
			return { name, endpoint: `${service.origin}/${name}`, keys: { p256dh, auth } };
		},
		close() {
			for (const response of hanging) response.destroy();
			server.closeAllConnections();
			return new Promise((closed) => void server.close(() => closed()));
		}
	};
	return service;
}

/** RFC 8292: a JWT signed with ES256, and the key. Throws for a signature that is not of that key. */
function vapidOf(authorization: string): ReceivedPush['vapid'] {
	const [, token = '', key = ''] = /^vapid t=([^,]+), k=(\S+)$/.exec(authorization) ?? [];
	const [header = '', claims = '', signature = ''] = token.split('.');
	const point = Buffer.from(key, 'base64url');
	const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
	const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y! }, format: 'jwk' });
	const isSigned = verify(
		'sha256',
		Buffer.from(`${header}.${claims}`),
		{ key: publicKey, dsaEncoding: 'ieee-p1363' },
		Buffer.from(signature, 'base64url')
	);
	if (!isSigned) throw new Error('The push is not signed with the key it names');
	return { key, claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown> };
}
