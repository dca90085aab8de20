import fc from 'fast-check';
import { expect, test } from 'vitest';
import { disclose, SMALLEST_GROUP, type Group } from './disclosure.ts';

const group = (key: string, claimed: number, lent = claimed): Group => ({ key, claimed, asked: lent, lent });
const figuresOf = (groups: Group[]) =>
	Object.fromEntries(disclose(groups).map(({ key, figures }) => [key, figures?.claimed ?? null]));

test('shows nothing over fewer than ten households, and rounds the rest to five', () => {
	expect(figuresOf([group('a', 9)])).toEqual({ '': null, a: null });
	expect(figuresOf([group('a', 12)])).toEqual({ '': 10, a: 10 });
	expect(figuresOf([group('a', 13), group('b', 28)])).toEqual({ '': 40, a: 15, b: 30 });
});

test('hides one more when the total minus the parts would speak of a few', () => {
	expect(figuresOf([group('a', 40), group('b', 12), group('c', 3)])).toEqual({
		'': 55,
		a: 40,
		b: null,
		c: null
	});
	expect(figuresOf([group('a', 40), group('b', 6), group('c', 5)])).toEqual({
		'': 50,
		a: 40,
		b: null,
		c: null
	});
});

const groups = fc
	.array(fc.record({ claimed: fc.nat(40), asked: fc.nat(60), lent: fc.nat(60) }), {
		minLength: 1,
		maxLength: 12
	})
	.map((list) => list.map((counts, i) => ({ key: `residence ${i}`, ...counts })));

test('of any estate: each shown group and all hidden ones together have ten households or more, or nobody', () => {
	fc.assert(
		fc.property(groups, (estate) => {
			const [whole, ...parts] = disclose(estate);
			const claimed = (key: string) => estate.find((g) => g.key === key)!.claimed;
			for (const part of parts)
				if (part.figures) expect(claimed(part.key)).toBeGreaterThanOrEqual(SMALLEST_GROUP);
			const hidden = parts.filter((part) => !part.figures).reduce((sum, part) => sum + claimed(part.key), 0);
			if (whole!.figures && parts.some((part) => part.figures) && parts.some((part) => !part.figures))
				expect(hidden).toBeGreaterThanOrEqual(SMALLEST_GROUP);
			for (const { figures } of [whole!, ...parts])
				for (const value of Object.values(figures ?? {})) expect(value % 5).toBe(0);
		})
	);
});

test('one household more or less changes no shown figure by more than one step of five', () => {
	fc.assert(
		fc.property(groups, fc.nat(), (estate, at) => {
			const more = estate.map((g, i) => (i === at % estate.length ? { ...g, claimed: g.claimed + 1 } : g));
			const [before, after] = [disclose(estate), disclose(more)];
			before.forEach(({ figures }, i) => {
				const other = after[i]!.figures;
				if (figures && other) expect(Math.abs(figures.claimed - other.claimed)).toBeLessThanOrEqual(5);
			});
		})
	);
});
