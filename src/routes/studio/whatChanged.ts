import type { OrderLine, StudioOrder } from '#lib/stickers/order.ts';

export interface Change {
	readonly what: 'added' | 'removed' | 'copies' | 'sheet' | 'labels' | 'other';
	/** The line that it is about. */
	readonly line?: OrderLine;
}

/** What to say aloud of a change, for those who do not see the page: the one thing that matters most. */
export function whatChanged(before: StudioOrder, now: StudioOrder): Change {
	const added = now.lines.find(({ what }) => count(now, what) > count(before, what));
	if (added) return { what: 'added', line: added };
	const removed = before.lines.find(({ what }) => count(before, what) > count(now, what));
	if (removed) return { what: 'removed', line: removed };
	const recounted = now.lines.find((line, i) => line.copies !== before.lines[i]?.copies);
	if (recounted) return { what: 'copies', line: recounted };
	if (before.sheet !== now.sheet) return { what: 'sheet' };
	if (before.used.join() !== now.used.join()) return { what: 'labels' };
	return { what: 'other' };
}

function count({ lines }: StudioOrder, what: string): number {
	return lines.filter((line) => line.what === what).length;
}
