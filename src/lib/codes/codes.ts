import { fiveBits, hasRightCheck, plain, symbols, withCheck } from './alphabet.ts';

/** Lengths in symbols, the check symbol included; groups are for showing. */
const FORMS = {
	/** Mailbox and hall codes, public: 60 random bits. */
	place: { length: 13, groups: [4, 4, 5] },
	/** In the letter, bound to its mailbox: 40 bits. */
	claim: { length: 9, groups: [4, 4, 1] },
	/** A household's spare key: 60 random bits. */
	key: { length: 13, groups: [4, 4, 5] }
} as const;

export type CodeKind = keyof typeof FORMS;

/** Gives `count` random bytes. */
export type Random = (count: number) => Uint8Array;

/** A new random code with its check symbol; draws again while the check symbol is outside the alphabet. */
export function newCode(kind: 'place' | 'key', random: Random): string {
	for (;;) {
		const bytes = random(8);
		const code = withCheck(symbols(fiveBits(bytes).slice(0, FORMS[kind].length - 1)));
		if (code) return code;
	}
}

/**
 * The claim code of a mailbox and its epoch: the first 40 bits of HMAC-SHA-256(kit key, mailbox | epoch) whose
 * check symbol is in the alphabet, moving on by a byte. The same letter can be made again; nothing is stored.
 * `hmac` is keyed with the kit key and gives 32 bytes.
 */
export function claimCode(hmac: (message: string) => Uint8Array, mailboxCode: string, epoch: number): string {
	const digest = hmac(`${mailboxCode}|${epoch}`);
	for (let start = 0; start + 5 <= digest.length; start++) {
		const code = withCheck(symbols(fiveBits(digest.subarray(start, start + 5))));
		if (code) return code;
	}
	throw new Error('No 40 bits of this digest have a check symbol in the alphabet');
}

/** Days during which a letter's claim code can be used. */
export const LETTER_DAYS = 60;

export type CodeProblem = 'empty' | 'foreign-symbol' | 'too-short' | 'too-long' | 'mistyped';
export type ReadCode = { code: string } | { problem: CodeProblem };

/** Reads what a person typed. `mistyped` means that the check symbol does not fit: no such code was ever printed. */
export function readCode(kind: CodeKind, typed: string): ReadCode {
	const code = plain(typed.slice(0, 100));
	if (code === null) return { problem: 'foreign-symbol' };
	if (code === '') return { problem: 'empty' };
	if (code.length < FORMS[kind].length) return { problem: 'too-short' };
	if (code.length > FORMS[kind].length) return { problem: 'too-long' };
	return hasRightCheck(code) ? { code } : { problem: 'mistyped' };
}

/** `7K3M9PQXD2F41` as `7K3M-9PQX-D2F41`. */
export function showCode(kind: CodeKind, code: string): string {
	let start = 0;
	return FORMS[kind].groups.map((length) => code.slice(start, (start += length))).join('-');
}

/** What the QR on a sticker or a poster holds: upper case throughout, for QR's alphanumeric mode. `origin` has no path. */
export function scanUrl(origin: string, code: string): string {
	return `${origin.toUpperCase()}/${code}`;
}

/** What the letter's QR holds; the claim code sits in the fragment, which no server or log ever sees. */
export function claimUrl(origin: string, code: string, claim: string): string {
	return `${origin}/a/${code}#${claim}`;
}

/** Whether an address only works on the machine that printed it. */
export function isSpecimen(origin: string): boolean {
	const { hostname } = new URL(origin);
	return (
		hostname === 'localhost' ||
		hostname.endsWith('.localhost') ||
		/^(127\.|0\.0\.0\.0$|\[::1?\]$)/.test(hostname)
	);
}
