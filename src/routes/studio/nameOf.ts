import type { OrderLine } from '#lib/stickers/order.ts';
import type { Key, Say } from '#lib/text/speak.ts';

/** What a line of the order is called: its thing, its piece, or the text that somebody typed. */
export function nameOf(
	{ what, text }: OrderLine,
	say: Say,
	thingName: (id: string) => string | undefined
): string {
	return thingName(what) ?? (text || say(`studio.piece.${what}` as Key));
}
