import { mostMailboxesInAHall } from './listRow.ts';

/**
 * What stands on mailboxes, as somebody types it: "1-8, 12 bis, A3" or one a line. "1-8" and "1 à 8" are eight boxes. Names are
 * not cleaned here; a span is read only where it fits into a hall, and gives one box more than that at most.
 */
export function readLabels(typed: string): string[] {
	return typed
		.slice(0, 20_000)
		.split(/[\n\r,;،]+/u)
		.map((part) => part.trim())
		.filter((part) => part !== '')
		.flatMap(spanOf)
		.slice(0, mostMailboxesInAHall + 1);
}

const SPAN = /^(\d{1,6})\s*(?:-|–|—|à|to|إلى)\s*(\d{1,6})$/iu;

function spanOf(part: string): string[] {
	const [, first, last] = SPAN.exec(part) ?? [];
	if (first === undefined || last === undefined) return [part];
	const [from, to] = [Number(first), Number(last)];
	if (to <= from || to - from > mostMailboxesInAHall) return [part];
	const width = first.startsWith('0') ? first.length : 0;
	return Array.from({ length: to - from + 1 }, (_, i) => String(from + i).padStart(width, '0'));
}
