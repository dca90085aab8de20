import { expect, test } from 'vitest';
import { newPhone } from './newPhone.ts';

const DAY = 24 * 3_600_000;
const phone = (id: string, since: number, isThis = false) => ({
	id,
	since,
	isThis,
	device: 'android' as const,
	cameBy: 'spare-key' as const
});

test('a phone that came after this one is news for two weeks; an older one is none', () => {
	const [old, young] = [phone('old', 0, true), phone('young', DAY)];
	expect(newPhone([young, old], 2 * DAY)).toBe(young);
	expect(newPhone([young, old], 15 * DAY - 1)).toBe(young);
	expect(newPhone([young, old], 15 * DAY)).toBeUndefined();
	expect(newPhone([phone('young', DAY, true), phone('old', 0)], 2 * DAY)).toBeUndefined();
	expect(newPhone([old], DAY)).toBeUndefined();
});
