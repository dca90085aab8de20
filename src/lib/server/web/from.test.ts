import { config } from '#lib/server/config.ts';
import { readyKitKey } from '#lib/server/keys.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { deviceHere, fromHere } from './from.ts';

beforeAll(() => readyKitKey(config().kitKeyFile, false));

const at = (address: string, agent = 'Mozilla/5.0') => ({
	getClientAddress: () => address,
	request: new Request('http://localhost:3000', { headers: { 'user-agent': agent } })
});
const device = (address: string, agent?: string) => deviceHere(at(address, agent));

describe('a device', () => {
	test('stays the same when its phone draws a new address of the same home', () => {
		expect(device('2001:db8:1:2::1')).toBe(device('2001:db8:1:2:aaaa:bbbb:cccc:dddd'));
		expect(device('2001:db8:1:2::1')).not.toBe(device('2001:db8:1:3::1'));
		expect(device('::ffff:192.0.2.1')).toBe(device('192.0.2.1'));
	});

	test('is another behind another address, or with another browser', () => {
		expect(device('192.0.2.1')).not.toBe(device('192.0.2.2'));
		expect(device('192.0.2.1')).not.toBe(device('192.0.2.1', 'another'));
	});
});

test('a range is /24, or /56 of IPv6', () => {
	expect(fromHere(at('192.0.2.1'))).toBe(fromHere(at('::ffff:192.0.2.200')));
	expect(fromHere(at('192.0.2.1'))).not.toBe(fromHere(at('192.0.3.1')));
	expect(fromHere(at('2001:db8:1:200::1'))).toBe(fromHere(at('2001:db8:1:2ff::2')));
	expect(fromHere(at('2001:db8:1:200::1'))).not.toBe(fromHere(at('2001:db8:1:300::1')));
});
