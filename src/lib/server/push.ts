import { createECDH } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import webPush from 'web-push';
import { config } from './config.ts';
import { derive } from './keys.ts';

/** Where a phone takes pushes, and the keys that only it can open them with (Push API, `PushSubscription.toJSON`). */
export interface PushTarget {
	readonly endpoint: string;
	readonly keys: { readonly p256dh: string; readonly auth: string };
}

export interface Push {
	/** JSON for the service worker. */
	readonly payload: string;
	/** The push service keeps it no longer for a phone that is off. */
	readonly seconds: number;
}

const SECOND = 1_000;
/** All of one sending, however slowly the service talks: shorter than the outbox waits before the next try. */
const MOST_MS = 10 * SECOND;
/** RFC 8291: 4,096 bytes with all that encryption adds; services may take less. */
const MOST_BYTES = 3_000;
/** RFC 8030 5.4: of what still waits for one phone, the newer replaces the older. */
const TOPIC = 'palier';

/** Those of the browsers have a few hundred letters. */
const LONGEST_ENDPOINT = 2_000;

/** The push services of the browsers. An endpoint is what a browser says, so it is believed of these alone. */
const SERVICES =
	/^(?:fcm\.googleapis\.com|(?:[\w-]+\.)+push\.apple\.com|(?:[\w-]+\.)+notify\.windows\.com|(?:[\w-]+\.)+push\.services\.mozilla\.com)$/;

/** Whether an endpoint is of a push service that we send to, and of nobody else: no other address, port or user. */
export function isPushEndpoint(endpoint: string, ours: readonly string[] = config().pushServices): boolean {
	if (endpoint.length > LONGEST_ENDPOINT || !URL.canParse(endpoint)) return false;
	const { origin, protocol, hostname, port, username, password } = new URL(endpoint);
	if (username || password) return false;
	return ours.includes(origin) || (protocol === 'https:' && port === '' && SERVICES.test(hostname));
}

/** What a browser is told when it subscribes (RFC 8292): an uncompressed point of P-256 in base64url. */
export function publicPushKey(): string {
	return pushKeys().publicKey;
}

/** Made from the kit key, so that there is no other secret to keep; a few numbers of 2^256 are no key. */
function pushKeys(): { publicKey: string; privateKey: string } {
	const curve = createECDH('prime256v1');
	for (let draw = 0; ; draw++) {
		const privateKey = Buffer.from(derive('web push')(`vapid ${draw}`));
		try {
			curve.setPrivateKey(privateKey);
		} catch {
			continue;
		}
		return { publicKey: curve.getPublicKey('base64url'), privateKey: privateKey.toString('base64url') };
	}
}

/**
 * Hands a push to the phone's push service, encrypted for the phone. `gone`: the phone takes no more pushes there, for ever.
 * Throws for a service that does not take it now, TypeError for what can never be sent.
 */
export async function sendPush(
	to: PushTarget,
	{ payload, seconds }: Push,
	ours: readonly string[] = config().pushServices
): Promise<'sent' | 'gone'> {
	if (!isPushEndpoint(to.endpoint, ours)) throw new TypeError('Not the address of a push service');
	if (Buffer.byteLength(payload) > MOST_BYTES) throw new TypeError('A push is 3,000 bytes at most');
	const { headers, body } = webPush.generateRequestDetails(to, payload, {
		vapidDetails: { subject: subject(), ...pushKeys() },
		contentEncoding: 'aes128gcm',
		TTL: Math.max(0, Math.floor(seconds)),
		topic: TOPIC
	});
	const status = await post(new URL(to.endpoint), headers, body);
	if (status === 404 || status === 410) return 'gone';
	if (status < 200 || status > 299) throw new Error(`The push service answered ${status}`);
	return 'sent';
}

/** Whom a push service can write to about us (RFC 8292 2.1). */
function subject(): string {
	const { mail, publicUrl } = config();
	if (mail) return `mailto:${mail.from.replace(/^.*<|>$/g, '')}`;
	return publicUrl.startsWith('https:') ? publicUrl : 'mailto:palier@localhost.invalid';
}

/** Follows no redirect and reads no answer but its status. */
function post(endpoint: URL, headers: Record<string, unknown>, body: Buffer | null): Promise<number> {
	const request = endpoint.protocol === 'https:' ? httpsRequest : httpRequest;
	return new Promise((answered, failed) => {
		const signal = AbortSignal.timeout(MOST_MS);
		const sending = request(endpoint, { method: 'POST', headers: headers as Record<string, string>, signal });
		sending.on('error', (error: Error & { code?: string }) =>
			failed(new Error(`The push service cannot be reached (${error.code ?? error.name})`))
		);
		sending.on('response', (answer) => {
			answered(answer.statusCode ?? 0);
			answer.on('error', () => undefined).destroy();
		});
		sending.end(body);
	});
}
