import fc from 'fast-check';
import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ALPHABET, checkValue } from './alphabet.ts';
import { claimCode, claimUrl, isSpecimen, newCode, readCode, scanUrl, showCode } from './codes.ts';
import { readTicket, ticketOf } from './tickets.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const codes = fc.infiniteStream(bytes(8)).map((draws) => newCode('place', () => draws.next().value!));
const keyed = (key: string) => (message: string) => createHmac('sha256', key).update(message).digest();

describe('codes', () => {
	test('the check value is the number modulo 37', () => {
		const number = [...'7K3M9PQXD2F4'].reduce((sum, s) => sum * 32n + BigInt(ALPHABET.indexOf(s)), 0n);
		expect(checkValue('7K3M9PQXD2F4')).toBe(Number(number % 37n));
	});

	test('a new code is 13 symbols of the alphabet and reads back from every way of typing it', () => {
		fc.assert(
			fc.property(codes, (code) => {
				expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{13}$/);
				const ways = [
					code,
					showCode('place', code),
					code.toLowerCase(),
					` ${code.replace(/0/g, 'o').replace(/1/g, 'l')} `
				];
				for (const way of ways) expect(readCode('place', way)).toEqual({ code });
			})
		);
	});

	test('draws again while the check symbol is outside the alphabet', () => {
		const bad = Array.from({ length: 200 }, () => randomBytes(8)).find((draw) => newCodeDraws(draw) === 2);
		expect(bad).toBeDefined();
	});

	test('any one wrong symbol and any two neighbours changed about are told apart from a right code', () => {
		fc.assert(
			fc.property(codes, fc.nat(12), fc.nat(31), (code, place, value) => {
				const wrong = code.slice(0, place) + ALPHABET[value] + code.slice(place + 1);
				if (wrong !== code) expect(readCode('place', wrong)).toEqual({ problem: 'mistyped' });
				const [a, b] = [code[place]!, code[place + 1]];
				if (b === undefined || a === b) return;
				const swapped = code.slice(0, place) + b + a + code.slice(place + 2);
				expect(readCode('place', swapped)).toEqual({ problem: 'mistyped' });
			})
		);
	});

	test.each([
		['', 'empty'],
		['  - ', 'empty'],
		['7K3M', 'too-short'],
		['7K3M-9PQX-D2F41-7', 'too-long'],
		['7K3M-9PQX-D2F4U', 'foreign-symbol'],
		['<script>', 'foreign-symbol']
	])('%j is %s', (typed, problem) => {
		expect(readCode('place', typed)).toEqual({ problem });
	});

	test('a claim code depends on the key, the mailbox and the epoch, and on nothing else', () => {
		const code = claimCode(keyed('key'), '7K3M9PQXD2F41', 1);
		expect(code).toBe(claimCode(keyed('key'), '7K3M9PQXD2F41', 1));
		expect(readCode('claim', showCode('claim', code))).toEqual({ code });
		const others = [
			claimCode(keyed('other'), '7K3M9PQXD2F41', 1),
			claimCode(keyed('key'), '7K3M9PQXD2F41', 2),
			claimCode(keyed('key'), '8K3M9PQXD2F41', 1)
		];
		expect(new Set([code, ...others]).size).toBe(4);
	});

	test('a sticker URL is all in the QR alphanumeric set; the letter URL hides the claim code in its fragment', () => {
		expect(scanUrl('https://palier.example', '7K3M9PQXD2F41')).toBe('HTTPS://PALIER.EXAMPLE/7K3M9PQXD2F41');
		expect(new URL(claimUrl('https://palier.example', 'A', 'B')).hash).toBe('#B');
	});

	test.each([
		['http://localhost:3000', true],
		['https://localhost', true],
		['http://127.0.0.2', true],
		['http://[::1]', true],
		['https://palier.example', false],
		['https://localhost.example', false]
	])('%s is of this machine only: %s', (publicUrl, local) => {
		expect(isSpecimen(publicUrl)).toBe(local);
	});

	test('a ticket keeps its 128 bits', () => {
		fc.assert(
			fc.property(bytes(16), bytes(16), (one, two) => {
				expect(readTicket(ticketOf(one).toUpperCase())).toBe(ticketOf(one));
				expect(ticketOf(one) === ticketOf(two)).toBe(Buffer.compare(one, two) === 0);
			})
		);
		expect(readTicket('../../etc/passwd')).toBeNull();
	});
});

function newCodeDraws(first: Uint8Array): number {
	let draws = 0;
	newCode('place', () => (draws++ === 0 ? first : randomBytes(8)));
	return draws;
}
