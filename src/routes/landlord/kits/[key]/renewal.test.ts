import { expect, test } from 'vitest';
import { renewalSeconds } from './renewal.ts';

test('a page asks more rarely the longer it takes, and no more once it has ended', () => {
	expect(renewalSeconds({ state: 'waiting', msLeft: null })).toBe(3);
	expect(renewalSeconds({ state: 'making', msLeft: 59_000 })).toBe(3);
	expect(renewalSeconds({ state: 'making', msLeft: 60_000 })).toBe(10);
	expect(renewalSeconds({ state: 'making', msLeft: 3_600_000 })).toBe(30);
	for (const state of ['made', 'cancelled', 'failed', 'lost'] as const)
		expect(renewalSeconds({ state, msLeft: null })).toBeNull();
});
