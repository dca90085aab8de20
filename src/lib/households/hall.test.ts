import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { whatAHallShows, whoHasIt, type Neighbour } from './hall.ts';

const THINGS = ['tent', 'drill', 'kite', 'ladder', 'no-such-thing'];

const thing = fc.record({
	pictogram: fc.constantFrom(...THINGS),
	out: fc.boolean(),
	paused: fc.boolean()
});
const household = fc.record({
	nickname: fc.constantFrom(null, 'Amina'),
	paused: fc.boolean(),
	asleep: fc.boolean(),
	hidden: fc.boolean(),
	items: fc.uniqueArray(thing, { selector: ({ pictogram }) => pictogram })
});
const neighbour: fc.Arbitrary<Neighbour> = fc.record({
	code: fc.string({ minLength: 13, maxLength: 13 }),
	emblem: fc.constantFrom('owl', 'cat', 'bee', 'owl+cat'),
	claimedBefore: fc.boolean(),
	gone: fc.boolean(),
	listed: fc.boolean(),
	household: fc.option(household)
});
const hall = fc.uniqueArray(neighbour, { selector: ({ emblem }) => emblem });

const said = (neighbours: readonly Neighbour[]) =>
	JSON.stringify([whatAHallShows(neighbours, THINGS), THINGS.map((one) => whoHasIt(neighbours, one))]);

describe('what a hall shows', () => {
	test('is the same with and without those who did not ask to be named, who pause, sleep, are hidden or off the wall', () => {
		const isShown = ({ listed, gone, household }: Neighbour) =>
			listed && !gone && household && !household.paused && !household.asleep && !household.hidden;
		fc.assert(fc.property(hall, (all) => said(all) === said(all.filter(isShown))));
	});

	test('does not depend on who came first', () => {
		fc.assert(fc.property(hall, (all) => said(all) === said(all.toReversed())));
	});

	test('names nobody: things and whether one is at hand, and nothing else', () => {
		fc.assert(
			fc.property(hall, (all) => {
				const { things, wanted, ...rest } = whatAHallShows(all, THINGS);
				expect(rest).toEqual({});
				for (const one of things) expect(Object.keys(one)).toEqual(['pictogram', 'atHand']);
				expect(new Set(things.map(({ pictogram }) => pictogram)).size).toBe(things.length);
				for (const one of things) if (one.atHand) expect(wanted).not.toContain(one.pictogram);
			})
		);
	});

	test('wants the latest eight things, in the catalogue’s order', () => {
		const latest = ['violin', 'tent', 'saw', 'rake', 'kite', 'iron', 'fan', 'drill', 'books', 'bicycle'];
		expect(whatAHallShows([], latest).wanted).toEqual([
			'drill',
			'saw',
			'rake',
			'iron',
			'tent',
			'kite',
			'violin',
			'fan'
		]);
	});

	test('leads to each box that has a thing, at hand or out', () => {
		const box = (emblem: string, out: boolean, listed = true): Neighbour => ({
			code: emblem,
			emblem,
			claimedBefore: true,
			gone: false,
			listed,
			household: {
				nickname: 'Amina',
				paused: false,
				asleep: false,
				hidden: false,
				items: [{ pictogram: 'drill', out, paused: false }]
			}
		});
		const all = [box('owl', false), box('bee', true), box('cat', false), box('fish', false, false)];
		expect(whatAHallShows(all, [])).toEqual({ things: [{ pictogram: 'drill', atHand: true }], wanted: [] });
		expect(whoHasIt(all, 'drill')).toEqual([
			{ code: 'cat', emblem: 'cat', atHand: true },
			{ code: 'owl', emblem: 'owl', atHand: true },
			{ code: 'bee', emblem: 'bee', atHand: false }
		]);
	});
});
