import { describe, expect, test } from 'vitest';
import { hashPassword, isPassword, passwordProblem } from './passwords.ts';

const GOOD = 'la boîte au hibou';

describe('a password', () => {
	test.each([
		['', 'too-short'],
		['11 letters.', 'too-short'],
		['12 letters..', null],
		['😀'.repeat(6), 'too-short'],
		['😀'.repeat(12), null],
		['x'.repeat(1_000), null],
		['x'.repeat(1_001), 'too-long']
	])('%j is %s', (typed, problem) => {
		expect(passwordProblem(typed)).toBe(problem);
	});

	test('is kept as an Argon2id hash with a salt: 19 MiB, two passes', async () => {
		const [one, two] = [await hashPassword(GOOD), await hashPassword(GOOD)];
		expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
		expect(one).not.toBe(two);
		await expect(hashPassword('short')).rejects.toThrow(RangeError);
	});

	test('is known again from any keyboard, and no other is', async () => {
		const hashed = await hashPassword(GOOD.normalize('NFC'));
		expect(await isPassword(hashed, GOOD.normalize('NFD'))).toBe(true);
		expect(await isPassword(hashed, GOOD.toUpperCase())).toBe(false);
		expect(await isPassword(hashed, '')).toBe(false);
		expect(await isPassword(hashed, `${GOOD}${' '.repeat(1_000)}`)).toBe(false);
	});

	test('of nobody is never right', async () => {
		expect(await isPassword(null, GOOD)).toBe(false);
		expect(await isPassword(null, '')).toBe(false);
	});
});
