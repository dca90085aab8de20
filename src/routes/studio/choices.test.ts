import { pictograms } from '#lib/catalogue/pictograms.ts';
import { readOwnSheet, sheets } from '#lib/paper/sheets.ts';
import { slotsOf } from '#lib/paper/slots.ts';
import { isPictogram } from '#lib/stickers/order.ts';
import { searchWords } from '#lib/text/pictogramName.ts';
import { describe, expect, test } from 'vitest';
import { findThings, finishedSizes, sheetChoices, thingsByFamily } from './choices.ts';
import { emptyDesk, readSize } from './desk.ts';
import { inAllLanguages } from './inAllLanguages.ts';
import { nothingKept, readKept, withOwnSheet, withPrinter, writeKept } from './kept.ts';
import { sheetPath } from './sheetPath.ts';
import { thingsIn } from './things.ts';
import { whatChanged } from './whatChanged.ts';

const OWN = 'A4 2x5 96x50.8 7.73,21.5 98.54,50.8 r2';

describe('looking for a thing', () => {
	test.each([
		['perceuse', 'ar', 'drill'],
		['drill', 'fr', 'drill'],
		['مثقاب', 'fr', 'drill'],
		['perseuze', 'en', 'drill'],
		['tente', 'en', 'tent'],
		['RACLETE', 'ar', 'raclette']
	] as const)('"%s", on a page in %s, finds %s first', (query, language, id) => {
		expect(findThings(query, searchWords(language), inAllLanguages)[0]).toBe(id);
	});

	test('before the other languages are here, the own one is enough', () => {
		expect(findThings('perceuse', searchWords('fr'))[0]).toBe('drill');
		expect(findThings('perceuse', searchWords('ar'))).toEqual([]);
	});

	test('every thing is in its family, once, or was found; a hidden one only when it is chosen', () => {
		const found = new Set(['drill']);
		const shown = (chosen: string[]) =>
			thingsByFamily(thingsIn('fr'), found, new Set(chosen)).flatMap(({ things }) =>
				things.map(({ id }) => id)
			);
		const open = pictograms.filter(({ id, caution }) => caution !== 'hidden' && id !== 'drill');
		expect(shown([]).toSorted()).toEqual(open.map(({ id }) => id).toSorted());
		expect(shown([])).not.toContain('cycle-helmet');
		expect(shown(['cycle-helmet'])).toContain('cycle-helmet');
	});
});

describe('choosing a sheet', () => {
	const ids = (some: readonly { id: string }[]) => some.map(({ id }) => id);

	test.each([
		['7160', 'avery-L7160'],
		['herma 4477', 'avery-3416'],
		['63,5 x 38', 'avery-L7160']
	])('"%s" finds %s', (typed, id) => {
		const choices = sheetChoices(typed, id, []);
		expect(ids(choices.shown)[0]).toBe(id);
		expect(choices.isFound).toBe(true);
	});

	test.each(['', '7160', 'nothing'])(
		'the chosen one is there once, whatever is looked for: "%s"',
		(typed) => {
			for (const chosen of ['avery-L7160', 'avery-22807', 'blank-A4-o40-2', OWN]) {
				const { shown, others, cutA4, cutLetter } = sheetChoices(typed, chosen, [OWN]);
				const all = ids([...shown, ...others, ...cutA4, ...cutLetter]);
				expect(all.filter((id) => id === chosen)).toHaveLength(1);
				expect(new Set(all).size).toBe(all.length);
			}
		}
	);

	test('all sheets are there, and every size that is cut by hand goes on its paper', () => {
		const { shown, others, cutA4, cutLetter } = sheetChoices('', 'avery-L7160', []);
		const all = ids([...shown, ...others, ...cutA4]);
		expect(all).toEqual(expect.arrayContaining(ids(sheets)));
		expect(shown.map(({ known }) => known)).toContain('cut');
		expect(all.filter((id) => id.startsWith('blank-A4-'))).toHaveLength(8);
		expect(cutLetter).toHaveLength(8);
	});

	test('every finished size can be read', () => {
		for (const size of finishedSizes) expect(readSize(size)).not.toBeNull();
	});

	test('its drawing has one outline a label', () => {
		for (const sheet of [...sheets, readOwnSheet(OWN)!]) {
			const path = sheetPath(sheet);
			expect(path.match(/M/g)).toHaveLength(slotsOf(sheet).length);
			expect(path).not.toMatch(/NaN|undefined|e-/);
		}
	});
});

describe('what the device keeps', () => {
	const home = { name: 'maison', readings: { a: '19', b: '99,5', c: '', d: '' } };

	test('comes back as it was', () => {
		const kept = { desk: emptyDesk, ownSheets: [OWN], printers: [home] };
		expect(readKept(writeKept(kept), isPictogram)).toEqual({
			...kept,
			desk: { ...emptyDesk, own: expect.objectContaining({ paper: 'A4', shape: 'rect' }) }
		});
	});

	test.each([
		null,
		'',
		'{',
		'[]',
		'null',
		'{"fields":[1,["a"],["line",{}]],"ownSheets":["x",2],"printers":[null,{"name":1}]}'
	])('of another version or somebody else breaks nothing: %s', (written) => {
		const { ownSheets, printers } = readKept(written, isPictogram);
		expect([ownSheets, printers]).toEqual([[], []]);
	});

	test('has each own sheet and each printer once, the latest first, and not without end', () => {
		expect(withOwnSheet(['A4 1x1 10x10 0,0 10,10', OWN], OWN)).toEqual([OWN, 'A4 1x1 10x10 0,0 10,10']);
		expect(withOwnSheet([], 'avery-L7160')).toEqual([]);
		const again = { ...home, readings: { ...home.readings, a: '20' } };
		expect(withPrinter([home], again)).toEqual([again]);
		const many = Array.from({ length: 30 }, (_, i) => ({ ...home, name: String(i) }));
		expect(many.reduce(withPrinter, nothingKept.printers)).toHaveLength(12);
	});
});

describe('what is said of a change', () => {
	const order = (...things: string[]) => ({
		...emptyDesk.order,
		lines: things.map((what) => ({ what, text: '', copies: 1, isPrinted: true }))
	});

	test('names what came and what went', () => {
		expect(whatChanged(order('saw'), order('saw', 'tent'))).toMatchObject({
			what: 'added',
			line: { what: 'tent' }
		});
		expect(whatChanged(order('saw', 'tent'), order('tent'))).toMatchObject({
			what: 'removed',
			line: { what: 'saw' }
		});
		expect(whatChanged(order('joker'), order('joker', 'joker')).what).toBe('added');
	});

	test('and otherwise what kind of change it was', () => {
		const tent = order('tent');
		const twice = { ...tent, lines: [{ ...tent.lines[0]!, copies: 2 }] };
		expect(whatChanged(tent, twice).what).toBe('copies');
		expect(whatChanged(tent, { ...tent, sheet: sheets[3]!.id }).what).toBe('sheet');
		expect(whatChanged(tent, { ...tent, used: [1] }).what).toBe('labels');
		expect(whatChanged(tent, { ...tent, fill: true }).what).toBe('other');
	});
});
