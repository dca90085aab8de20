import {
	chmodSync,
	existsSync,
	readdirSync,
	readFileSync,
	statSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { derive, KitKeyError, kitHmac, random, readKitKey, readyKitKey, sha256 } from './keys.ts';
import { temporaryFolder } from '../../../tests/support/temporaryFolder.ts';

const folder = temporaryFolder();
const file = () => folder.path('kept/kit.key');
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

vi.mock('./config.ts', () => ({ config: () => ({ kitKeyFile: file() }) }));

describe('the kit key', () => {
	test('is made once, whole, for its owner alone', () => {
		readyKitKey(file(), false);
		const text = readFileSync(file(), 'utf8');
		expect(text).toMatch(/^[\w-]{43}\n$/);
		expect(statSync(file()).mode & 0o777).toBe(0o600);
		expect(readdirSync(dirname(file()))).toEqual(['kit.key']);
		readyKitKey(file(), false);
		readyKitKey(file(), true);
		expect(readFileSync(file(), 'utf8')).toBe(text);
	});

	test('two of them are never the same', () => {
		readyKitKey(folder.path('a'), false);
		readyKitKey(folder.path('b'), false);
		expect(readKitKey(folder.path('a'))).not.toEqual(readKitKey(folder.path('b')));
	});

	test('lost after mailboxes were made, is not made in its place', () => {
		expect(() => readyKitKey(file(), true)).toThrow(/put the copy of it back/);
		expect(existsSync(file())).toBe(false);
	});

	test('that others can read is refused, with what to do', () => {
		readyKitKey(file(), false);
		for (const mode of [0o640, 0o604, 0o660, 0o610]) {
			chmodSync(file(), mode);
			expect(() => readyKitKey(file(), true)).toThrow(`chmod 600 ${file()}`);
		}
	});

	test.each(['', 'short', 'x'.repeat(42), `${'x'.repeat(40)} ${'x'.repeat(40)}`, '/'.repeat(60)])(
		'%j is none',
		(text) => {
			const path = folder.path('bad.key');
			writeFileSync(path, text, { mode: 0o600 });
			expect(() => readyKitKey(path, false)).toThrow(KitKeyError);
			expect(readFileSync(path, 'utf8')).toBe(text);
		}
	);

	test('a link that leads nowhere is not written through', () => {
		symlinkSync(folder.path('elsewhere'), folder.path('link.key'));
		expect(() => readyKitKey(folder.path('link.key'), false)).toThrow();
		expect(existsSync(folder.path('elsewhere'))).toBe(false);
	});

	test('that is not there cannot be read, and reading makes none', () => {
		expect(() => kitHmac()).toThrow(KitKeyError);
		expect(existsSync(file())).toBe(false);
	});
});

describe('what is made from it', () => {
	test('is HMAC-SHA-256 of a message', async () => {
		readyKitKey(folder.path('x'), false);
		writeFileSync(folder.path('x'), Buffer.alloc(32, 1).toString('base64url'), { mode: 0o600 });
		vi.doMock('./config.ts', () => ({ config: () => ({ kitKeyFile: folder.path('x') }) }));
		vi.resetModules();
		const keys = await import('./keys.ts');
		// printf 7K3M9PQXD2F41\|1 | openssl dgst -sha256 -mac HMAC -macopt hexkey:0101...01
		expect(hex(keys.kitHmac()('7K3M9PQXD2F41|1'))).toBe(OPENSSL);
		expect(hex(keys.derive('ticket')('a'))).toBe(hex(keys.derive('ticket')('a')));
		const all = [keys.kitHmac(), keys.derive('ticket'), keys.derive('limits')].map((hmac) => hex(hmac('a')));
		expect(new Set(all).size).toBe(3);
		vi.doUnmock('./config.ts');
	});

	test('sha256 is that of FIPS 180-4, and random is not always the same', () => {
		expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
		expect(random(16)).toHaveLength(16);
		expect(random(16)).not.toEqual(random(16));
		expect(derive).toBeTypeOf('function');
	});
});

const OPENSSL = '66a54383f785baddf964f60e96e234bafe441fb8032470a21b278af768329cc4';
