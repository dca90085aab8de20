import fc from 'fast-check';
import { expect, test } from 'vitest';
import { likelihoodOfClaimed, likelihoodOfOther } from '../../../tests/support/likelihoods.ts';
import {
	disclose,
	REST,
	RULE,
	SMALLEST_GROUP,
	sumOf,
	WHOLE,
	type Before,
	type Disclosed,
	type Group
} from './disclosure.ts';

const group = (key: string, claimed: number, isResting = false): Group => ({
	key,
	counts: { claimed, lending: claimed, asked: 7, lent: 3 },
	isResting
});
/** The middle of chance: no noise. */
const calm = () => 0.5;
const beforeOf = (published: readonly Disclosed[]): Before =>
	new Map(published.map(({ key, figures }) => [key, figures]));
const claimedOf = (published: readonly Disclosed[]) =>
	Object.fromEntries(published.map(({ key, figures }) => [key, figures?.claimed ?? null]));
const claimedIn = (groups: Group[], chance = calm, before: Before = new Map()) =>
	claimedOf(disclose(groups, before, chance));

test('hides small groups, counts them together as the rest, and makes the whole of what is shown', () => {
	expect(claimedIn([group('a', 9)])).toEqual({ [WHOLE]: null, a: null, [REST]: null });
	expect(claimedIn([group('a', 41), group('b', 7), group('c', 3)])).toEqual({
		[WHOLE]: 40,
		a: 40,
		b: null,
		c: null,
		[REST]: null
	});
	expect(claimedIn([group('a', 41), group('b', 9), group('c', 8)])).toEqual({
		[WHOLE]: 55,
		a: 40,
		b: null,
		c: null,
		[REST]: 15
	});
});

test('no chance shows fewer than ten households, and fifteen need none', () => {
	for (let claimed = 0; claimed < SMALLEST_GROUP; claimed++) {
		expect(claimedIn([group('a', claimed)], () => 1 - 1e-9)).toEqual({
			[WHOLE]: null,
			a: null,
			[REST]: null
		});
		expect(likelihoodOfClaimed(claimed, null, null)).toBeCloseTo(1, 9);
	}
	expect(claimedIn([group('a', 15)])['a']).toBe(15);
	expect(likelihoodOfClaimed(15, null, null)).toBeLessThan(0.05);
});

test('a shown figure stays until it would move by ten, and a group that became too small is hidden', () => {
	const before = beforeOf(disclose([group('a', 30)], new Map(), calm));
	const after = (claimed: number) => claimedIn([group('a', claimed)], calm, before)['a'];
	expect([23, 29, 31, 37].map(after)).toEqual([30, 30, 30, 30]);
	expect([22, 38].map(after)).toEqual([20, 40]);
	expect([9, 3].map(after)).toEqual([null, null]);
});

test('what changed hands stands still: shown it stays, hidden it is not counted with the rest', () => {
	const groups = [group('a', 30), group('b', 9), group('c', 9)];
	const before = beforeOf(disclose(groups, new Map(), calm));
	expect(before.get(REST)!.claimed).toBe(20);
	const after = claimedIn([group('a', 90, true), group('b', 60, true), group('c', 9)], calm, before);
	expect(after).toEqual({ [WHOLE]: 30, a: 30, b: null, c: null, [REST]: null });
});

const counts = fc.record({
	claimed: fc.nat(80),
	lending: fc.nat(80),
	asked: fc.nat(99),
	lent: fc.nat(99)
});
const unit = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });

test('of any estate and any chance: multiples of 5, each household in one group, the whole their sum', () => {
	fc.assert(
		fc.property(
			fc.array(fc.tuple(counts, counts), { minLength: 1, maxLength: 9 }),
			fc.array(unit, { minLength: 7, maxLength: 7 }),
			(estate, chances) => {
				let n = 0;
				const chance = () => chances[n++ % chances.length]!;
				const groups = (at: 0 | 1) => estate.map((both, i) => ({ key: `residence ${i}`, counts: both[at] }));
				const first = disclose(groups(0), new Map(), chance);
				for (const published of [first, disclose(groups(1), beforeOf(first), chance)]) {
					const [whole, ...parts] = published;
					const shown = parts.flatMap(({ figures }) => figures ?? []);
					expect(whole!.figures).toEqual(shown.length > 0 ? sumOf(shown) : null);
					for (const figures of shown) {
						expect(figures.claimed).toBeGreaterThanOrEqual(RULE.least);
						expect(figures.lending).toBeLessThanOrEqual(figures.claimed);
						expect(figures.lent).toBeLessThanOrEqual(figures.asked);
						for (const value of Object.values(figures)) expect(value % 5 === 0 && value >= 0).toBe(true);
					}
					expect(parts.map(({ key }) => key)).toEqual([...groups(0).map(({ key }) => key), REST]);
				}
			}
		)
	);
});

test('the likelihoods are those of what is published', () => {
	const steps = 4_000;
	const before: Before = new Map([['a', { claimed: 20, lending: 15, asked: 5, lent: 5 }]]);
	for (const old of [null, before]) {
		const seen = new Map<string, number>();
		const add = (key: string) => seen.set(key, (seen.get(key) ?? 0) + 1 / steps);
		for (let i = 0; i < steps; i++) {
			const u = (i + 0.5) / steps;
			add(`claimed ${claimedIn([group('a', 13)], () => u, old ?? new Map())['a']}`);
			const of = { claimed: 40, lending: 26, asked: 0, lent: 0 };
			const chance = (_: string, name: string) => (name === 'lending' ? u : 0.5);
			add(`lending ${disclose([{ key: 'a', counts: of }], old ?? new Map(), chance)[1]!.figures!.lending}`);
		}
		const last = old?.get('a') ?? null;
		for (const [key, share] of seen) {
			const [name, text] = key.split(' ');
			const value = text === 'null' ? null : Number(text);
			const likely =
				name === 'claimed'
					? likelihoodOfClaimed(13, last?.claimed ?? null, value)
					: likelihoodOfOther(26, last?.lending ?? null, value!, { cap: 40 });
			expect(share, key).toBeCloseTo(likely, 3);
		}
	}
});
