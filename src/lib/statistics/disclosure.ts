/** Landlords see a figure only over this many claimed households (PRODUCT, principle 4). */
export const SMALLEST_GROUP = 10;
export const ROUNDED_TO = 5;

/** What is published of a count. The numbers are those that adversary.test.ts holds; docs/decisions/0022 tells why. */
export interface Rule {
	/** Mean size of what chance adds to a count or takes from it: Laplace noise of this scale. */
	readonly spread: number;
	/** A shown figure stays until it would move by as much as this. */
	readonly step: number;
	/** A group is shown from this published count on, so that the tenth household does not show itself. */
	readonly least: number;
}
export const RULE: Rule = { spread: 1, step: 10, least: 15 };

/** Figures of households are looked at once in so many weeks: as many as their requests and loans are counted over. */
export const WEEKS_BETWEEN = 4;
/** So many weeks after a building changed hands, the figures of both residences stand still. */
export const WEEKS_OF_REST = 13;

/** What one household adds to `asked` and to `lent` of four weeks, at most. */
export const MOST_OF_ONE = 2;

export const figureNames = ['claimed', 'lending', 'asked', 'lent'] as const;
export type FigureName = (typeof figureNames)[number];
export type Counts = Readonly<Record<FigureName, number>>;

/** The key of the whole, and of all residences together whose own figures are hidden. */
export const WHOLE = '';
export const REST = 'rest';

export interface Group {
	/** A residence's key. */
	readonly key: string;
	readonly counts: Counts;
	/** A building of it changed hands lately: what is shown stays, what is hidden is not counted with the rest. */
	readonly isResting?: boolean;
}

export interface Disclosed {
	/** A residence's key, REST or WHOLE. */
	readonly key: string;
	/** Null when they are hidden. */
	readonly figures: Counts | null;
}

/** For one figure of one group in one week always the same number from 0 to 1, both excluded, that nobody can foresee. */
export type Chance = (key: string, name: FigureName) => number;

/** What was published a week before, by key; a group that is not in it was hidden. */
export type Before = ReadonlyMap<string, Counts | null>;

/**
 * What may be published of the residences. Each household is counted in one group and no other: its residence's, or where
 * that is hidden the rest's. The whole is the sum of what is published, so it holds nothing that could be subtracted.
 */
export function disclose(
	groups: readonly Group[],
	before: Before,
	chance: Chance,
	rule: Rule = RULE
): Disclosed[] {
	const one = (group: Group) => discloseGroup(group, before.get(group.key) ?? null, chance, rule);
	const parts = groups.map(one);
	const hidden = groups.filter((group, i) => parts[i]!.figures === null && !group.isResting);
	const rest = one({ key: REST, counts: sumOf(hidden.map(({ counts }) => counts)) });
	const shown = [...parts, rest].flatMap(({ figures }) => figures ?? []);
	return [{ key: WHOLE, figures: shown.length > 0 ? sumOf(shown) : null }, ...parts, rest];
}

function discloseGroup(
	{ key, counts, isResting = false }: Group,
	old: Counts | null,
	chance: Chance,
	rule: Rule
): Disclosed {
	if (isResting) return { key, figures: old };
	const settled = countsOf((name) =>
		settle(old?.[name] ?? null, blur(counts[name], chance(key, name), rule.spread), rule.step)
	);
	const isShown = settled.claimed === old?.claimed || mayShow(counts.claimed, settled.claimed, rule);
	return { key, figures: isShown ? plausible(settled) : null };
}

export const settle = (old: number | null, fresh: number, step: number) =>
	old !== null && Math.abs(fresh - old) < step ? old : fresh;

export const mayShow = (claimed: number, published: number, { least }: Rule) =>
	claimed >= SMALLEST_GROUP && published >= least;

/** A count with its noise, rounded to 5 and never below 0. */
function blur(count: number, u: number, spread: number): number {
	const noise = u < 0.5 ? spread * Math.log(2 * u) : -spread * Math.log(2 - 2 * u);
	return Math.max(0, Math.round((count + noise) / ROUNDED_TO)) * ROUNDED_TO;
}

/** Each figure is rounded and keeps its number by itself: as people read it, nothing is more than what it is of. */
function plausible({ claimed, lending, asked, lent }: Counts): Counts {
	return { claimed, lending: Math.min(lending, claimed), asked, lent: Math.min(lent, asked) };
}

export function countsOf(count: (name: FigureName) => number): Counts {
	return {
		claimed: count('claimed'),
		lending: count('lending'),
		asked: count('asked'),
		lent: count('lent')
	};
}

export function sumOf(all: readonly Counts[]): Counts {
	return countsOf((name) => all.reduce((sum, counts) => sum + counts[name], 0));
}

/** The landlord's own acts, exact; and how often pages were looked at. These are frozen every week. */
export const weeklyNames = ['printed', 'handed', 'scanned'] as const;
export const funnelNames = [...weeklyNames, ...figureNames] as const;
export type FunnelName = (typeof funnelNames)[number];

export interface Looked {
	readonly key: string;
	readonly mailboxes: number;
	readonly scans: number;
}

/** A neighbour may open many pages in a week: chance adds or takes more. */
const SPREAD_OF_SCANS = 6;

/** Scans of a week in the same manner: over 10 mailboxes or more, with noise, small residences together. */
export function discloseScans(
	groups: readonly Looked[],
	chance: (key: string) => number
): { readonly key: string; readonly scanned: number | null }[] {
	const one = ({ key, mailboxes, scans }: Looked) => ({
		key,
		scanned: mailboxes < SMALLEST_GROUP ? null : blur(scans, chance(key), SPREAD_OF_SCANS)
	});
	const small = groups.filter(({ mailboxes }) => mailboxes < SMALLEST_GROUP);
	const rest = one({
		key: REST,
		mailboxes: small.reduce((sum, { mailboxes }) => sum + mailboxes, 0),
		scans: small.reduce((sum, { scans }) => sum + scans, 0)
	});
	const parts = [...groups.map(one), rest];
	const shown = parts.flatMap(({ scanned }) => scanned ?? []);
	const whole = shown.length === 0 ? null : shown.reduce((sum, scans) => sum + scans, 0);
	return [{ key: WHOLE, scanned: whole }, ...parts];
}
