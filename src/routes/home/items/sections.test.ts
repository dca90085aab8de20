import { pictograms, starterSheet } from '#lib/catalogue/pictograms.ts';
import { describe, expect, test } from 'vitest';
import { sectionsOf } from './sections.ts';

const hidden = pictograms.filter(({ caution }) => caution === 'hidden').map(({ id }) => id);
const nothing = { lent: [] as string[], chosen: new Set<string>(), found: [] as string[] };
const namesOf = (sections: ReturnType<typeof sectionsOf>) => sections.map(({ name }) => name);

describe('what there is to choose from', () => {
	test.each([
		[nothing],
		[{ lent: ['tent', 'drill'], chosen: new Set(['saw']), found: ['drill', 'tent', 'kite'] }],
		[{ lent: hidden, chosen: new Set(hidden), found: hidden }]
	])('stands there once, and all that is not hidden is there: %#', (asked) => {
		const shown = sectionsOf(asked).flatMap((section) => section.pictograms);
		expect(new Set(shown).size).toBe(shown.length);
		for (const { id, caution } of pictograms) if (caution !== 'hidden') expect(shown).toContain(id);
	});

	test('begins with the stickers of the sheet, and with what is lent once something is', () => {
		const [first] = sectionsOf(nothing);
		expect(first).toEqual({ name: 'starter', pictograms: starterSheet });
		expect(sectionsOf({ ...nothing, lent: ['tent'] })[0]).toEqual({ name: 'yours', pictograms: ['tent'] });
	});

	test('has what was found before all else', () => {
		const [found, yours] = sectionsOf({ lent: ['tent', 'drill'], chosen: new Set(), found: ['drill'] });
		expect(found).toEqual({ name: 'found', pictograms: ['drill'] });
		expect(yours).toEqual({ name: 'yours', pictograms: ['tent'] });
	});

	test('has no hidden thing, unless it was found, lent or ticked', () => {
		const helmet = hidden[0]!;
		const shows = (asked: Partial<typeof nothing>) =>
			sectionsOf({ ...nothing, ...asked }).some((section) => section.pictograms.includes(helmet));
		expect(shows({})).toBe(false);
		expect(sectionsOf({ ...nothing, found: [helmet] })[0]?.pictograms).toEqual([helmet]);
		expect(sectionsOf({ ...nothing, lent: [helmet] })[0]?.pictograms).toEqual([helmet]);
		expect(shows({ chosen: new Set([helmet]) })).toBe(true);
	});

	test('leaves out a section with nothing in it', () => {
		expect(namesOf(sectionsOf(nothing))).not.toContain('found');
		for (const section of sectionsOf(nothing)) expect(section.pictograms.length).toBeGreaterThan(0);
	});
});
