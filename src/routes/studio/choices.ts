import { findPictograms } from '#lib/catalogue/search.ts';
import { findSheets, sheetNamed, sheets, type Sheet } from '#lib/paper/sheets.ts';
import type { Thing } from './things.ts';

/** Name and search words of each thing, by its id. */
export type SearchWords = Readonly<Record<string, readonly [name: string, words: string]>>;

/**
 * The things that somebody means in any language; those that their own language knows by this word come first. `all` is
 * every language together, as soon as it is there: in one hall people search in several.
 */
export function findThings(query: string, own: SearchWords, all: SearchWords = own): string[] {
	const found: string[] = findPictograms(query, all);
	const first = new Set<string>(findPictograms(query, own));
	return [...found.filter((id) => first.has(id)), ...found.filter((id) => !first.has(id))];
}

/** The search words of one language. */
export function searchWordsOf(things: readonly Thing[]): SearchWords {
	return Object.fromEntries(things.map(({ id, name, words }) => [id, [name, words]]));
}

export interface FamilyOfThings {
	readonly family: Thing['family'];
	readonly things: readonly Thing[];
}

/** Every thing that was not found already, by its family. A hidden one is there when it is chosen. */
export function thingsByFamily(
	things: readonly Thing[],
	found: ReadonlySet<string>,
	chosen: ReadonlySet<string>
): FamilyOfThings[] {
	const families = [...new Set(things.map(({ family }) => family))];
	return families.map((family) => ({
		family,
		things: things.filter(
			({ id, isHidden, ...one }) => one.family === family && (!isHidden || chosen.has(id)) && !found.has(id)
		)
	}));
}

/** A4 paper and scissors. */
const PLAIN = 'blank-A4-50x50-0';

/** What most shops have, and plain paper for those who have no labels. */
const COMMON = [
	'avery-L7160',
	PLAIN,
	'avery-L7163',
	'avery-L7165',
	'avery-L7651',
	'avery-3415',
	'avery-L7120'
];

/** Plain paper or one large label, cut with scissors. */
const CUT_LABELS = ['30x30-0', '40x40-0', '50x50-0', 'o40-2', 'o50-2', '64x38-0', '100x25-0', '150x100-0'];

export interface SheetChoices {
	/** The chosen one is always among them. */
	readonly shown: readonly Sheet[];
	/** Whether a sheet has what was typed. */
	readonly isFound: boolean;
	readonly others: readonly Sheet[];
	readonly cutA4: readonly Sheet[];
	readonly cutLetter: readonly Sheet[];
}

/** The sheets to choose from. `own` are those that somebody described, by their ids. */
export function sheetChoices(typed: string, chosen: string, own: readonly string[]): SheetChoices {
	const isTyped = typed.trim() !== '';
	const first = isTyped ? findSheets(typed) : named([...own, ...COMMON]);
	const isFirst = new Set(first.map(({ id }) => id));
	const cutA4 = named(CUT_LABELS.map((label) => `blank-A4-${label}`)).filter(({ id }) => !isFirst.has(id));
	const cutLetter = named(CUT_LABELS.map((label) => `blank-letter-${label}`));
	const isElsewhere = [...first, ...cutA4, ...cutLetter].some(({ id }) => id === chosen);
	const shown = isElsewhere ? first : [...named([chosen]), ...first];
	const isShown = new Set(shown.map(({ id }) => id));
	const isFound = isTyped && first.length > 0;
	return { shown, isFound, others: sheets.filter(({ id }) => !isShown.has(id)), cutA4, cutLetter };
}

function named(ids: readonly string[]): Sheet[] {
	return [...new Set(ids)].flatMap((id) => sheetNamed(id) ?? []);
}

/** Finished sizes of stickers from a print shop, in mm; 'o' is round. */
export const finishedSizes = [
	...['30x30', '40x40', '50x50', 'o30', 'o40', 'o50', 'o60'],
	...['64x38', '38x21', '100x25', '90x60', '150x100']
];
