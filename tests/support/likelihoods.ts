import { mayShow, ROUNDED_TO, RULE, settle, type Rule } from '#lib/statistics/disclosure.ts';

/** How likely a count with its noise is rounded to `value`: what anybody may know of the method. */
function likelihood(count: number, value: number, spread: number): number {
	const below = (edge: number) => {
		const z = (edge - count) / spread;
		return z < 0 ? Math.exp(z) / 2 : 1 - Math.exp(-z) / 2;
	};
	const half = ROUNDED_TO / 2;
	return below(value + half) - (value === 0 ? 0 : below(value - half));
}

/** Far enough from a count that noise never reaches it. */
const reach = (count: number, spread: number) => count + 30 * spread + ROUNDED_TO;

/** How likely so many claimed households are published as `next`, if `old` was published before; null: hidden. */
export function likelihoodOfClaimed(
	count: number,
	old: number | null,
	next: number | null,
	rule = RULE
): number {
	return sumOver(count, rule, (fresh) => {
		const settled = settle(old, fresh, rule.step);
		return next === (settled === old || mayShow(count, settled, rule) ? settled : null);
	});
}

/** The same of another figure of a group that is shown: `cap` is what it is of. */
export function likelihoodOfOther(
	count: number,
	old: number | null,
	next: number,
	{ cap = Infinity, rule = RULE } = {}
): number {
	return sumOver(count, rule, (fresh) => next === Math.min(cap, settle(old, fresh, rule.step)));
}

function sumOver(count: number, rule: Rule, isSeen: (fresh: number) => boolean): number {
	let sum = 0;
	for (let fresh = 0; fresh <= reach(count, rule.spread); fresh += ROUNDED_TO)
		if (isSeen(fresh)) sum += likelihood(count, fresh, rule.spread);
	return sum;
}
