import { readEmblem } from '#lib/catalogue/emblems.ts';
import { pictogram } from '#lib/catalogue/pictograms.ts';
import { deflateRawSync } from 'node:zlib';

/** Bytes, packed, of the 12,000 of a page that its drawings and their cards may take: what stands around them takes the others. */
export const ROOM = 8_700;

/** A card without its drawing: the name, a word, where it leads. */
const CARD = 90;

/**
 * The part of a list that its `asked`th page has room for, from 1, and the page after it; the last is given for any beyond it.
 * `taken` is what stands besides on the first.
 */
export function onPage<Thing>(
	things: readonly Thing[],
	asked: number,
	weightOf: (thing: Thing) => number,
	room = ROOM,
	taken = 0
): { some: readonly Thing[]; next: number | null } {
	const pages: Thing[][] = [[]];
	let left = room - taken;
	for (const thing of things) {
		const weight = CARD + weightOf(thing);
		if (weight > left && pages.at(-1)!.length > 0) {
			pages.push([]);
			left = room;
		}
		pages.at(-1)!.push(thing);
		left -= weight;
	}
	const page = Math.min(Math.max(1, asked), pages.length);
	return { some: pages[page - 1]!, next: page < pages.length ? page + 1 : null };
}

/** What the drawing of a thing weighs. */
export const weightOfThing = (id: string) => weightOf(pictogram(id)?.path ?? '');

/** What the one or two drawings of an emblem weigh. */
export const weightOfEmblem = (code: string) =>
	readEmblem(code).reduce((sum, { path }) => sum + weightOf(path), 0);

const weights = new Map<string, number>();

/** Packed by itself: never less than its part of a page. */
function weightOf(path: string): number {
	const known = weights.get(path) ?? deflateRawSync(path).length;
	weights.set(path, known);
	return known;
}
