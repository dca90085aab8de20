import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import {
	closeSync,
	existsSync,
	fstatSync,
	fsyncSync,
	linkSync,
	mkdirSync,
	openSync,
	readFileSync,
	rmSync,
	writeSync
} from 'node:fs';
import { dirname } from 'node:path';
import { config } from './config.ts';

const KEY_BYTES = 32;

/** Gives 32 bytes: HMAC-SHA-256 of the message in UTF-8. */
export type Hmac = (message: string) => Uint8Array;

/** The kit key's file is missing or cannot be trusted; the message says what to do. */
export class KitKeyError extends Error {
	override readonly name = 'KitKeyError';
}

/** Keyed with the kit key itself: for claim codes, and nothing else. */
export function kitHmac(): Hmac {
	return hmacOf(kit().key);
}

/** Keyed with a key of its own, made from the kit key by HKDF: one file serves tickets, limits, spare keys... */
export function derive(label: string): Hmac {
	const { key, derived } = kit();
	const made =
		derived.get(label) ?? new Uint8Array(hkdfSync('sha256', key, '', `palier ${label}`, KEY_BYTES));
	derived.set(label, made);
	return hmacOf(made);
}

function hmacOf(key: Uint8Array): Hmac {
	return (message) => createHmac('sha256', key).update(message).digest();
}

/** In hexadecimal. For secrets of 128 random bits or more; shorter ones need `derive`. */
export function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

export function random(count: number): Buffer {
	return randomBytes(count);
}

/** 128 random bits in hexadecimal: the id of something new. */
export function newId(): string {
	return randomBytes(16).toString('hex');
}

/** The kit key, and by their labels the few keys made from it. */
interface Kit {
	readonly file: string;
	readonly key: Uint8Array;
	readonly derived: Map<string, Uint8Array>;
}

let known: Kit | undefined;

function kit(): Kit {
	const file = config().kitKeyFile;
	if (known?.file !== file) known = { file, key: readKitKey(file), derived: new Map() };
	return known;
}

/**
 * To call once at the start. Makes the key at the first one; `hasMailboxes` says that the database already holds some:
 * then a new key would kill every printed letter, so a missing file is refused. Throws KitKeyError.
 */
export function readyKitKey(file: string, hasMailboxes: boolean): void {
	if (!existsSync(file)) {
		if (hasMailboxes) throw new KitKeyError(lost(file));
		makeKitKey(file);
	}
	readKitKey(file);
}

const lost = (file: string) =>
	`The kit key is missing, and there are mailboxes already: put the copy of it back at ${file}, or say where it is ` +
	'in PALIER_KIT_KEY_FILE. Without it no letter that was printed works, so none is made in its place.';

/** Throws KitKeyError. */
export function readKitKey(file: string): Uint8Array {
	const handle = open(file);
	try {
		const others = process.platform === 'win32' ? 0 : fstatSync(handle).mode & 0o077;
		if (others) throw new KitKeyError(`Others can read the kit key. Run: chmod 600 ${file}`);
		const text = readFileSync(handle, 'utf8').trim();
		const key = Buffer.from(text, 'base64url');
		if (/^[\w-]+$/.test(text) && key.length >= KEY_BYTES) return key;
		throw new KitKeyError(
			`The kit key at ${file} is not one (43 letters or more): put the copy of it back. ` +
				'If nothing was printed yet, delete the file: the next start makes a new one.'
		);
	} finally {
		closeSync(handle);
	}
}

function open(file: string): number {
	try {
		return openSync(file, 'r');
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : '';
		const what =
			code === 'ENOENT' ? 'There is no kit key yet: start the server once' : 'The kit key cannot be read';
		throw new KitKeyError(`${what} (${file})`, { cause: error });
	}
}

/** The file appears whole or not at all, and never takes the place of another. */
function makeKitKey(file: string): void {
	const draft = `${file}.${randomBytes(6).toString('hex')}`;
	mkdirSync(dirname(file), { recursive: true });
	try {
		writeSafely(draft, randomBytes(KEY_BYTES).toString('base64url') + '\n');
		linkSync(draft, file);
	} catch (error) {
		if (!existsSync(file)) throw error;
	} finally {
		rmSync(draft, { force: true });
	}
	syncFolder(dirname(file));
}

function writeSafely(file: string, text: string): void {
	const handle = openSync(file, 'wx', 0o600);
	try {
		writeSync(handle, text);
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}

function syncFolder(folder: string): void {
	if (process.platform === 'win32') return;
	const handle = openSync(folder, 'r');
	fsyncSync(handle);
	closeSync(handle);
}
