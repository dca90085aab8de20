import { derive } from '../keys.ts';

/**
 * Where a request comes from, for limits only: the address's range (/24, or /56 of IPv6), keyed, so that no address
 * is ever written down. `'nowhere'` when the address is not known.
 */
export function fromHere(event: { getClientAddress(): string }): string {
	const address = clientAddress(event);
	return address ? keyed('address', rangeOf(address)) : 'nowhere';
}

/**
 * A device, as well as one can know it without a cookie: its address, the browser and its languages, keyed. Two phones of one
 * model behind one address are one. Of IPv6 it is the home's network (/64): a phone draws the rest anew each day, and may as it
 * likes. For a limit and a block; null when the address is not known.
 */
export function deviceHere(event: { getClientAddress(): string; request: Request }): string | null {
	const address = clientAddress(event);
	const { headers } = event.request;
	if (!address) return null;
	return keyed(
		'device',
		JSON.stringify([homeOf(address), headers.get('user-agent'), headers.get('accept-language')])
	);
}

function keyed(label: string, text: string): string {
	return Buffer.from(derive(label)(text)).toString('base64url').slice(0, 16);
}

/** `getClientAddress` throws when the header that it was told to read is missing. */
function clientAddress(event: { getClientAddress(): string }): string | null {
	try {
		return event.getClientAddress();
	} catch {
		return null;
	}
}

function rangeOf(address: string): string {
	const plain = ipv4Of(address);
	return plain?.split('.').slice(0, 3).join('.') ?? ipv6Of(address).slice(0, 14);
}

function homeOf(address: string): string {
	return ipv4Of(address) ?? ipv6Of(address).slice(0, 16);
}

function ipv4Of(address: string): string | null {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
	return mapped.includes('.') ? mapped : null;
}

/** All its hexadecimal digits. */
function ipv6Of(address: string): string {
	const [head = '', tail] = address.toLowerCase().split('::', 2);
	const before = head.split(':').filter(Boolean);
	const after = (tail ?? '').split(':').filter(Boolean);
	const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
	return [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after]
		.map((group) => group.padStart(4, '0'))
		.join('');
}
