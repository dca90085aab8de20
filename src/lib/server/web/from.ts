import { derive } from '../keys.ts';

/**
 * Where a request comes from, for limits only: the address's range (/24, or /56 of IPv6), keyed, so that no address
 * is ever written down. `'nowhere'` when the address is not known.
 */
export function fromHere(event: { getClientAddress(): string }): string {
	const address = clientAddress(event);
	if (!address) return 'nowhere';
	return Buffer.from(derive('address')(rangeOf(address)))
		.toString('base64url')
		.slice(0, 16);
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
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
	if (mapped.includes('.')) return mapped.split('.').slice(0, 3).join('.');
	const [head = '', tail] = mapped.toLowerCase().split('::', 2);
	const before = head.split(':').filter(Boolean);
	const after = (tail ?? '').split(':').filter(Boolean);
	const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
	const groups = [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after].map((group) =>
		group.padStart(4, '0')
	);
	return groups.join('').slice(0, 14);
}
