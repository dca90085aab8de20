import { describe, expect, it } from 'vitest';
import { pictogramNames as ar } from '#lib/text/names.ar.ts';
import { pictogramNames as en } from '#lib/text/names.en.ts';
import { pictogramNames as fr } from '#lib/text/names.fr.ts';
import { families, pictogram, pictograms, starterSheet } from './pictograms.ts';

describe('the list', () => {
	it('holds 120 objects or more, the bicycle pump first', () => {
		expect(pictograms.length).toBeGreaterThanOrEqual(120);
		expect(pictograms[0].id).toBe('bicycle-pump');
	});

	it('gives each its own kebab-case id and its own drawing', () => {
		const ids = pictograms.map(({ id }) => id);
		expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
		expect(twice(ids)).toEqual([]);
		expect(twice(pictograms.map(({ path }) => path))).toEqual([]);
	});

	it('is in the order of the families, none of them empty', () => {
		const order = pictograms.map(({ family }) => family).filter((family, i, all) => family !== all[i - 1]);
		expect(order).toEqual(families);
	});

	it('hides what a fall or a crash may have spoiled, and advises on what cuts, burns or carries', () => {
		const hidden = pictograms.filter(({ caution }) => caution === 'hidden').map(({ id }) => id);
		expect(hidden).toEqual(['bike-child-seat', 'cycle-helmet', 'child-car-seat']);
		const advised = ['ladder', 'stepladder', 'drill', 'jigsaw', 'sander', 'pressure-washer', 'extension-lead', 'electric-heater', 'sewing-machine', 'steam-cleaner', 'raclette', 'fondue', 'folding-cot', 'high-chair', 'pushchair'];
		expect(advised.filter((id) => pictogram(id)?.caution !== 'care')).toEqual([]);
	});

	it('finds one by its id and nothing by another', () => {
		expect(pictogram('drill')?.family).toBe('tools');
		expect(['', 'Drill', '__proto__', 'constructor'].map(pictogram)).toEqual([undefined, undefined, undefined, undefined]);
	});
});

describe('the starter sheet', () => {
	it('has 40 different objects of the catalogue, the bicycle pump first, none of them hidden', () => {
		expect(starterSheet).toHaveLength(40);
		expect(twice(starterSheet)).toEqual([]);
		expect(starterSheet[0]).toBe('bicycle-pump');
		expect(starterSheet.filter((id) => !pictogram(id) || pictogram(id)?.caution === 'hidden')).toEqual([]);
	});
});

describe.each([
	['French', fr],
	['English', en],
	['Arabic', ar]
])('the names in %s', (_, names) => {
	const all = Object.values<readonly [string, string]>(names);

	it('are there for every object, and for nothing else', () => {
		expect(Object.keys(names).toSorted()).toEqual(pictograms.map(({ id }) => id).toSorted());
		expect(all.filter((texts) => texts.some((text) => text.trim() === '' || text !== text.trim()))).toEqual([]);
	});

	it('differ from each other and fit under a sticker', () => {
		expect(twice(all.map(([name]) => name.toLowerCase()))).toEqual([]);
		expect(all.map(([name]) => name).filter((name) => name.length > 22)).toEqual([]);
	});

	it('begin with a capital where the script has them, and are written in their own script', () => {
		const script = names === ar ? /^[\p{Script=Arabic} ]+$/u : /^\p{Lu}[\p{Script=Latin}’ -]+$/u;
		expect(all.map(([name]) => name).filter((name) => !script.test(name))).toEqual([]);
	});
});

function twice<T>(list: readonly T[]): T[] {
	return list.filter((one, i) => list.indexOf(one) !== i);
}
