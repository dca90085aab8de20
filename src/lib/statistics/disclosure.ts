/** Landlords see a figure only over this many claimed households (PRODUCT, principle 4). */
export const SMALLEST_GROUP = 10;
const ROUNDED_TO = 5;

export const figureNames = ['claimed', 'asked', 'lent'] as const;
export type FigureName = (typeof figureNames)[number];

export interface Group {
	/** A residence's key. */
	readonly key: string;
	readonly claimed: number;
	readonly asked: number;
	readonly lent: number;
}

export interface Disclosed {
	/** A residence's key, or '' for the whole. */
	readonly key: string;
	/** Null when the figures are hidden. */
	readonly figures: Readonly<Record<FigureName, number>> | null;
}

/**
 * What may be published of the residences and of the whole. A group with fewer than 10 claimed households is hidden;
 * and when what is hidden together has fewer than 10, the smallest shown group is hidden too, until the total minus
 * the parts speaks of nobody. All that is shown is rounded to 5.
 */
export function disclose(groups: readonly Group[]): Disclosed[] {
	const whole = groups.reduce(
		(sum, g) => ({
			key: '',
			claimed: sum.claimed + g.claimed,
			asked: sum.asked + g.asked,
			lent: sum.lent + g.lent
		}),
		{ key: '', claimed: 0, asked: 0, lent: 0 }
	);
	const shown = shownKeys(groups);
	const one = (group: Group, isShown: boolean): Disclosed => ({
		key: group.key,
		figures: isShown ? rounded(group) : null
	});
	return [
		one(whole, whole.claimed >= SMALLEST_GROUP),
		...groups.map((group) => one(group, shown.has(group.key)))
	];
}

function shownKeys(groups: readonly Group[]): Set<string> {
	const bySize = groups.toSorted((a, b) => a.claimed - b.claimed || (a.key < b.key ? -1 : 1));
	let hidden = bySize.filter((group) => group.claimed < SMALLEST_GROUP).length;
	const hiddenClaimed = () => bySize.slice(0, hidden).reduce((sum, group) => sum + group.claimed, 0);
	while (hidden > 0 && hidden < bySize.length && hiddenClaimed() < SMALLEST_GROUP) hidden++;
	return new Set(bySize.slice(hidden).map((group) => group.key));
}

function rounded(group: Group): Record<FigureName, number> {
	const round = (count: number) => Math.round(count / ROUNDED_TO) * ROUNDED_TO;
	return { claimed: round(group.claimed), asked: round(group.asked), lent: round(group.lent) };
}
