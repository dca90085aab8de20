import { createCipheriv, createDecipheriv } from 'node:crypto';
import { derive, random } from './keys.ts';

const CIPHER = 'aes-256-gcm';
const [NONCE_BYTES, TAG_BYTES] = [12, 16];

/**
 * A text that the database may hold although it opens something: sealed with AES-256-GCM (NIST SP 800-38D) under a key made
 * from the kit key and `label`, in base64url.
 */
export function seal(label: string, text: string): string {
	const nonce = random(NONCE_BYTES);
	const cipher = createCipheriv(CIPHER, derive('sealed')(label), nonce);
	const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/** What was sealed under that label; null when it was not, or was changed. */
export function unseal(label: string, sealed: string): string | null {
	const bytes = Buffer.from(sealed, 'base64url');
	const tagEnd = NONCE_BYTES + TAG_BYTES;
	if (bytes.length < tagEnd) return null;
	try {
		const decipher = createDecipheriv(CIPHER, derive('sealed')(label), bytes.subarray(0, NONCE_BYTES));
		decipher.setAuthTag(bytes.subarray(NONCE_BYTES, tagEnd));
		return Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]).toString('utf8');
	} catch {
		return null;
	}
}
