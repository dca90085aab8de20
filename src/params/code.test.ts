import { newCode, showCode } from '#lib/codes/codes.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { match } from './code.ts';

test('takes every code that can be printed, however it is written', () => {
	const draws = fc.infiniteStream(fc.uint8Array({ minLength: 8, maxLength: 8 }));
	fc.assert(
		fc.property(draws, (stream) => {
			const code = newCode('place', () => stream.next().value!);
			for (const way of [code, code.toLowerCase(), showCode('place', code)]) expect(match(way)).toBe(true);
		})
	);
	expect(match('ABCDEFGHJKMNP'), 'a code may have no digit at all').toBe(true);
});

test.each(['', 'short', 'favicon.ico', 'a'.repeat(17), '../../etc/passwd', '7K3M9PQXD2F4é'])(
	'leaves %j alone',
	(path) => {
		expect(match(path)).toBe(false);
	}
);
