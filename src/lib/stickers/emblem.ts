import { readEmblem, type EmblemId } from '#lib/catalogue/emblems.ts';
import type { Shape } from '#lib/paper/drawing.ts';
import { emblemNames as ar, emblemPairBox as arPair } from '#lib/text/emblems.ar.ts';
import { emblemNames as en, emblemPairBox as enPair } from '#lib/text/emblems.en.ts';
import { emblemNames as fr, emblemPairBox as frPair } from '#lib/text/emblems.fr.ts';
import type { Language } from '#lib/text/languages.ts';
import type { Area } from '#lib/paper/lengths.ts';
import { BLACK, figureAt, frame, inset, type Drawing } from './look.ts';

/** A mailbox's emblem: one drawing, or two in a hall with more mailboxes than there are drawings. */
export type Emblem = readonly Drawing[];

/** The drawings of `owl` or `owl+cat`. Throws RangeError when the catalogue has no such emblem. */
export function emblemOf(code: string): Emblem {
	return readEmblem(code).map(({ id, path }) => ({ name: `emblem-${id}`, path }));
}

const names = { fr, en, ar };
const pairs = { fr: frPair, en: enPair, ar: arPair };

/** "la boîte au hibou", "la boîte au hibou et au chat". */
export function emblemBox(language: Language, code: string): string {
	const [one, two] = readEmblem(code).map(({ id }) => names[language][id as EmblemId]);
	if (!two) return one!.box;
	return pairs[language].replace('{one}', together(one!.to)).replace('{two}', together(two.to));
}

/** Words between which no line breaks. */
function together(words: string): string {
	return words.replaceAll(' ', '\u00a0');
}

/** How wide the ring of two drawings is, in radii: long, so that each is nearly as large as one alone. */
export const PAIR_RING = 2.9;

/** The emblem in its ring of outer radius r, as on the sticker and on the household's page. */
export function emblemInRing(emblem: Emblem, cx: number, cy: number, r: number): Shape[] {
	const width = Math.max(0.5, r * 0.1);
	const across = emblem.length > 1 ? PAIR_RING * r : 2 * r;
	const ring = inset({ x: cx - across / 2, y: cy - r, w: across, h: 2 * r }, width / 2);
	return [
		frame(ring, r - width / 2, { ink: BLACK, widthMm: width }),
		...emblemIn(emblem, inset(ring, r * 0.2, r * 0.3))
	];
}

/** The emblem as large as the area lets it be; two drawings stand side by side. */
export function emblemIn(emblem: Emblem, { x, y, w, h }: Area): Shape[] {
	const [first, second] = emblem;
	const [cx, cy] = [x + w / 2, y + h / 2];
	if (!first) return [];
	if (!second) return [figureAt(first, cx, cy, Math.min(w, h))];
	const size = Math.min(w / 2, h);
	return [figureAt(first, cx - size / 2, cy, size), figureAt(second, cx + size / 2, cy, size)];
}
