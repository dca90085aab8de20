import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emblemNames as ar, emblemPairBox as arPair } from '#lib/text/emblems.ar.ts';
import { emblemNames as en, emblemPairBox as enPair } from '#lib/text/emblems.en.ts';
import { emblemNames as fr, emblemPairBox as frPair } from '#lib/text/emblems.fr.ts';
import { emblem, emblemCode, emblemOfPlace, emblems, mostEmblemsOfHall, readEmblem } from './emblems.ts';
import { pictograms } from './pictograms.ts';

const start = fc.integer();
const place = fc.nat({ max: mostEmblemsOfHall - 1 });
const wall = (from: number) => Array.from({ length: mostEmblemsOfHall }, (_, n) => emblemOfPlace(from, n));
const sharing = (one: string, other: string) => one.split('+').filter((id) => other.split('+').includes(id));

describe('emblems', () => {
	it('are enough for a large hall, and the owl comes first', () => {
		expect(emblems.length).toBeGreaterThanOrEqual(48);
		expect(mostEmblemsOfHall).toBeGreaterThanOrEqual(1000);
		expect(emblemCode(0)).toBe('owl');
	});

	it('have each an id and a drawing of their own', () => {
		expect(new Set(emblems.map(({ id }) => id)).size).toBe(emblems.length);
		expect(new Set(emblems.map(({ path }) => path)).size).toBe(emblems.length);
		expect(emblems.filter(({ id }) => !/^[a-z]+$/.test(id))).toEqual([]);
	});

	it('are drawn in closed outlines, short enough for a page of 14 kB', () => {
		expect(emblems.filter(({ path }) => !/^M[-\d.,\sMmLlHhVvCcSsQqTtAaZz]+z$/i.test(path))).toEqual([]);
		expect(emblems.filter(({ path }) => path.length > 2800)).toEqual([]);
	});

	it('are never also a thing to lend', () => {
		const lent = new Set<string>(pictograms.map(({ id }) => id));
		expect(emblems.filter(({ id }) => lent.has(id))).toEqual([]);
	});

	it('are found by id', () => {
		expect(emblem('hedgehog').id).toBe('hedgehog');
	});
});

describe('the emblems of a hall', () => {
	it('are all different, wherever the hall begins', () => {
		fc.assert(
			fc.property(start, (from) => {
				expect(new Set(wall(from)).size).toBe(mostEmblemsOfHall);
			}),
			{ numRuns: 60 }
		);
	});

	it('never are the same two in another order', () => {
		const sorted = wall(0).map((code) => code.split('+').sort().join('+'));
		expect(new Set(sorted).size).toBe(mostEmblemsOfHall);
	});

	it('are the same two in the same order in every hall', () => {
		const codes = new Set(wall(0));
		fc.assert(fc.property(start, place, (from, n) => codes.has(emblemOfPlace(from, n))));
	});

	it('are single while there are enough', () => {
		fc.assert(
			fc.property(start, place, (from, n) => {
				expect(readEmblem(emblemOfPlace(from, n))).toHaveLength(n < emblems.length ? 1 : 2);
			})
		);
	});

	it('have nothing in common from one mailbox to the next', () => {
		const codes = wall(0);
		expect(codes.slice(1).flatMap((code, i) => sharing(codes[i]!, code))).toEqual([]);
	});

	it('begin with another emblem in another hall', () => {
		expect(emblemOfPlace(1, 0)).toBe(emblems[1].id);
		expect(emblemOfPlace(-1, 0)).toBe(emblems.at(-1)!.id);
		expect(emblemOfPlace(emblems.length, 0)).toBe('owl');
	});

	it.each([-1, 0.5, NaN, mostEmblemsOfHall])('has no place %s', (n) => {
		expect(() => emblemCode(n)).toThrow(RangeError);
	});

	it('begins at a whole number', () => {
		expect(() => emblemOfPlace(0.5, 0)).toThrow(RangeError);
	});
});

describe('reading an emblem', () => {
	it('gives the drawings that the code names', () => {
		fc.assert(
			fc.property(start, place, (from, n) => {
				const code = emblemOfPlace(from, n);
				expect(
					readEmblem(code)
						.map(({ id }) => id)
						.join('+')
				).toBe(code);
			})
		);
	});

	it.each(['', 'unicorn', 'owl+', 'owl+owl', 'owl+cat+bee', 'Owl', '__proto__'])('refuses %j', (code) => {
		expect(() => readEmblem(code)).toThrow(RangeError);
	});
});

describe('the names of emblems', () => {
	const distinct = (names: Record<string, { name: string; box: string; to: string }>) => (['name', 'box', 'to'] as const).map((form) => new Set(Object.values(names).map((of) => of[form])).size);

	it.each([
		['fr', fr],
		['en', en],
		['ar', ar]
	])('are all different in %s', (_, names) => {
		expect(distinct(names)).toEqual([emblems.length, emblems.length, emblems.length]);
		expect(Object.keys(names).sort()).toEqual(emblems.map(({ id }) => id).sort());
	});

	it('agree in French: au hibou, à la tortue, à l’abeille, aux cerises', () => {
		const wrong = Object.values(fr).filter(({ name, box, to }) => {
			const vowel = /^[aeiouéèêô]|^hip/.test(name);
			return box !== `la boîte ${to}` || !to.endsWith(name) || to.startsWith('à l’') !== vowel;
		});
		expect(wrong).toEqual([]);
	});

	it('agree in English and in Arabic', () => {
		expect(Object.values(en).filter(({ box, to }) => box !== `the ${to} mailbox`)).toEqual([]);
		expect(Object.values(ar).filter(({ box, to }) => box !== `صندوق ${to}`)).toEqual([]);
	});

	it('say two together', () => {
		const say = (pattern: string, names: typeof fr | typeof en | typeof ar) => pattern.replace('{one}', names.owl.to).replace('{two}', names.cherries.to);
		expect(say(frPair, fr)).toBe('la boîte au hibou et aux cerises');
		expect(say(enPair, en)).toBe('the owl and cherry mailbox');
		expect(say(arPair, ar)).toBe('صندوق البومة والكرز');
	});
});
