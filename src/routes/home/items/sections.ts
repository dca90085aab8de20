import { families, pictograms, starterSheet, type Family } from '#lib/catalogue/pictograms.ts';

export interface Section {
	readonly name: 'found' | 'yours' | 'starter' | Family;
	readonly pictograms: readonly string[];
}

/**
 * What there is to choose from, each thing once: what was searched for, then what the household lends, or at first the
 * stickers that it has, then the families. A hidden thing is there when it was found or is chosen.
 */
export function sectionsOf({
	lent,
	chosen,
	found
}: {
	lent: readonly string[];
	chosen: ReadonlySet<string>;
	found: readonly string[];
}): Section[] {
	const placed = new Set<string>();
	const section = (name: Section['name'], ids: readonly string[]): Section => {
		const left = ids.filter((id) => !placed.has(id));
		for (const id of left) placed.add(id);
		return { name, pictograms: left };
	};
	return [
		section('found', found),
		lent.length > 0 ? section('yours', lent) : section('starter', starterSheet),
		...families.map((family) => section(family, shownIn(family, chosen)))
	].filter((one) => one.pictograms.length > 0);
}

function shownIn(family: Family, chosen: ReadonlySet<string>): string[] {
	return pictograms
		.filter((one) => one.family === family && (one.caution !== 'hidden' || chosen.has(one.id)))
		.map(({ id }) => id);
}
