import { describe, expect, it } from 'vitest';
import { pictogramNames as ar } from '#lib/text/names.ar.ts';
import { pictogramNames as en } from '#lib/text/names.en.ts';
import { pictogramNames as fr } from '#lib/text/names.fr.ts';
import { pictograms } from './pictograms.ts';
import { findPictograms } from './search.ts';

const first = (query: string, names: Parameters<typeof findPictograms>[1] = fr) => findPictograms(query, names)[0];

describe('what someone types', () => {
	it.each([
		['Perceuse', 'drill'],
		['PERCEUSE', 'drill'],
		['pompe a velo', 'bicycle-pump'],
		['pompe à vélo', 'bicycle-pump'],
		['gonfler', 'bicycle-pump'],
		['une perceuse', 'drill'],
		['percer un trou', 'drill'],
		['la scie', 'saw'],
		['echelle', 'ladder'],
		['lit d’appoint', 'air-mattress'],
		["boule a facettes, s'il vous plait", 'disco-ball'],
		['perc', 'drill'],
		['karcher', 'pressure-washer'],
		['chauffage', 'electric-heater'],
		['bébé manger', 'high-chair']
	])('in French, "%s" finds %s first', (query, id) => expect(first(query)).toBe(id));

	it.each([
		['drill', 'drill'],
		['hoover', 'vacuum-cleaner'],
		['pram', 'pushchair'],
		['flashlight', 'torch']
	])('in English, "%s" finds %s first', (query, id) => expect(first(query, en)).toBe(id));

	it.each([
		['منفاخ', 'bicycle-pump'],
		['مِثقابٌ', 'drill'],
		['المثقاب', 'drill'],
		['اسطوانة دهان', 'paint-roller'],
		['الة خياطة', 'sewing-machine'],
		['آلة خياطه', 'sewing-machine'],
		['خـــلاط', 'blender'],
		['ادوات', 'toolbox'],
		['بخار كسكس', 'couscous-pot']
	])('in Arabic, "%s" finds %s first', (query, id) => expect(first(query, ar)).toBe(id));
});

describe('typing errors', () => {
	it.each([
		['raclete', 'raclette'],
		['raclettte', 'raclette'],
		['rqclette', 'raclette'],
		['arclette', 'raclette'],
		['racleet', 'raclette'],
		['brouete', 'wheelbarrow'],
		['perceuses', 'drill'],
		['goufre', 'waffle-iron'],
		['rqclete', 'raclette'],
		['perseuze', 'drill'],
		['asspirateur', 'vacuum-cleaner'],
		['aspyrrateur', 'vacuum-cleaner']
	])('"%s" still finds %s first', (query, id) => expect(first(query)).toBe(id));

	it.each(['rqclytee', 'rqclt', 'rcl', 'lte', 'zzzzzz', 'zzzzzzzzz'])('"%s" has too many, or is too short to forgive', (query) => expect(findPictograms(query, fr)).toEqual([]));

	it('is not looked for when the word exists', () => {
		expect(findPictograms('tente', fr)).not.toContain('drying-rack');
		expect(findPictograms('pelle', fr)).toEqual(['shovel']);
	});
});

describe('the order', () => {
	it('puts the name before the search words, the whole word before its beginning, the shorter name before the longer', () => {
		expect(findPictograms('scie', fr).slice(0, 2)).toEqual(['saw', 'jigsaw']);
		expect(findPictograms('table', fr).slice(-1)).toEqual(['table-tennis']);
		expect(findPictograms('fer', en)).toEqual([]);
		expect(findPictograms('ball', en).indexOf('rugby-ball')).toBeLessThan(findPictograms('ball', en).indexOf('football'));
	});

	it('keeps the objects that meet the most words', () => {
		expect(findPictograms('table pliante', fr)).toEqual(['folding-table']);
	});

	it.each([fr, en, ar])('every object is found first by its own name', (names) => {
		const lost = pictograms.filter(({ id }) => first(names[id][0], names) !== id).map(({ id }) => id);
		expect(lost).toEqual([]);
	});
});

describe('odd queries', () => {
	it.each(['', '   ', '-', '\u0000', 'ً'])('%j finds nothing', (query) => expect(findPictograms(query, fr)).toEqual([]));

	it('a very long one is read in part', () => {
		expect(first('perceuse ' + 'x'.repeat(100_000))).toBe('drill');
	});

	it('a dictionary without an object leaves it out', () => {
		expect(findPictograms('perceuse', { drill: ['Perceuse', ''] })).toEqual(['drill']);
		expect(findPictograms('scie', { drill: ['Perceuse', ''] })).toEqual([]);
	});
});
