import { newId } from '#lib/server/keys.ts';
import type { Round } from '#lib/server/rounds.ts';
import type { Tick } from '#lib/stickers/ticks.ts';

/** How a mailbox and its kit are called in the form: what a new letter replaced is not ticked. */
export const boxValue = ({ kit, label }: { kit: number; label: string }) => `${kit} ${label}`;

/**
 * What a form says that the page did not: `in` are the boxes ticked in it, `was` those that stood ticked when it was made.
 * `all` ticks the whole hall. What another phone ticked meanwhile stays.
 */
export function ticksOfForm(form: FormData, { boxes }: Round, at: number): Tick[] {
	const [ticked, was] = [form.getAll('in'), form.getAll('was')].map((all) => new Set(all.map(String)));
	const isAll = form.has('all');
	return boxes.flatMap((box) => {
		const value = boxValue(box);
		const isIn = isAll || ticked!.has(value);
		if (!box.hasKit || (!isAll && isIn === was!.has(value))) return [];
		if (isIn && box.distributedAt !== null) return [];
		return [{ id: newId(), box: box.label, kit: box.kit, isIn, at }];
	});
}
