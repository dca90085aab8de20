import { expect, test } from 'vitest';
import { isLongerThan, oneLine } from './line.ts';

test.each([
	['abc', 3],
	['é́́', 1],
	['👩🏽', 1],
	['🇫🇷🇲🇦', 2],
	['กำ', 1]
])('%s has %i characters', (text, characters) => {
	expect(isLongerThan(text, characters)).toBe(false);
	expect(isLongerThan(text, characters - 1)).toBe(true);
});

test.each([
	['Korean letters that join', 'ᄀ'],
	['Indian letters that join', 'क्'],
	['marks', 'á́́'],
	['flags', '🇫'],
	['lone halves of a sign', '\ud83d']
])('%s do not make a line of any length', (_, sign) => {
	const line = oneLine(sign.repeat(2_000));
	expect(isLongerThan(line, 40) || line.length <= 40 * 8).toBe(true);
});
