import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

const LEAST_CHARACTERS = 12;
const MOST_CHARACTERS = 1_000;

/** Argon2id: 19 MiB, two passes, one thread (OWASP Password Storage Cheat Sheet). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export type PasswordProblem = 'too-short' | 'too-long';

/** What is wrong with a new password, or null. */
export function passwordProblem(typed: string): PasswordProblem | null {
	if (typed.length > MOST_CHARACTERS) return 'too-long';
	return [...plain(typed)].length < LEAST_CHARACTERS ? 'too-short' : null;
}

/** Throws RangeError for a password that `passwordProblem` refuses. */
export async function hashPassword(typed: string): Promise<string> {
	const problem = passwordProblem(typed);
	if (problem) throw new RangeError(`This password is ${problem}`);
	return hash(plain(typed), COST);
}

/** Takes as long when there is no hash (nobody of that name, or no password yet): the time tells nothing. */
export async function isPassword(hashed: string | null, typed: string): Promise<boolean> {
	const known = typed.length <= MOST_CHARACTERS;
	const isRight = await verify(hashed ?? (await nobodysHash()), known ? plain(typed) : '');
	return isRight && hashed !== null && known;
}

/** Two keyboards may make one letter in two ways. */
function plain(typed: string): string {
	return typed.normalize('NFKC');
}

let nobodys: Promise<string> | undefined;

function nobodysHash(): Promise<string> {
	nobodys ??= hash(randomBytes(32).toString('base64url'), COST);
	return nobodys;
}
