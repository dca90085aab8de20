import { WEEKS_BETWEEN, type Counts } from '#lib/statistics/disclosure.ts';

/** How often figures of households are looked at in a year. */
export const LOOKS = 52 / WEEKS_BETWEEN;
/** Of a household that lends: how likely each of two requests and of two loans of four weeks is. */
export const ASKED = 0.3;
export const LENT = 0.2;

/** What a mailbox is behind which nobody lives that takes part, somebody who does, somebody who lends too. */
export type State = 'nobody' | 'there' | 'lends';
export const states = ['nobody', 'there', 'lends'] as const;

export interface Residence {
	/** Mailboxes whose household would never lend, and those whose household would. */
	readonly mailboxes: { readonly there: number; readonly lends: number };
	/** How many of both are claimed, look by look. */
	readonly claimed: readonly { readonly there: number; readonly lends: number }[];
}

export interface Estate {
	/** How likely it is that a mailbox is claimed at a look, and at the next one if it is not. */
	readonly rate: readonly number[];
	readonly comes: readonly number[];
	readonly goes: number;
	readonly lends: number;
	readonly residences: readonly Residence[];
}

/** Mulberry32: the same seed, the same estates. */
export function chanceFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
	};
}

/** Any landlord: 2 to 5 residences of 8 to 80 mailboxes, from nearly nobody to nearly everybody; letters went out this year or before. */
export function anyEstate(random: () => number): Estate {
	const most = 0.05 + random() * 0.9;
	const lends = 0.05 + random() * 0.9;
	const begun = Math.floor(random() * 30) - 22;
	const goes = (0.02 + 0.25 * random()) / LOOKS;
	const rateIn = (look: number) => (look <= begun ? 0 : most * (1 - Math.exp((begun - look) / 2)));
	const rate = Array.from({ length: LOOKS }, (_, look) => rateIn(look));
	const comes = rate.map((now, look) => Math.max(0, (rateIn(look + 1) - now * (1 - goes)) / (1 - now)));
	const residences = Array.from({ length: 2 + Math.floor(random() * 4) }, () => {
		const mailboxes = 8 + Math.floor(random() * 73);
		const lending = Math.round(mailboxes * lends);
		return lifeOf({ there: mailboxes - lending, lends: lending }, { rate, comes, goes }, random);
	});
	return { rate, comes, goes, lends, residences };
}

function lifeOf(
	mailboxes: Residence['mailboxes'],
	{ rate, comes, goes }: Pick<Estate, 'rate' | 'comes' | 'goes'>,
	random: () => number
): Residence {
	const course = (of: number) => {
		let now = someOf(of, rate[0]!, random);
		return comes.map((likely) => {
			const was = now;
			now += someOf(of - now, likely, random) - someOf(now, goes, random);
			return was;
		});
	};
	const [there, lends] = [course(mailboxes.there), course(mailboxes.lends)];
	return { mailboxes, claimed: there.map((n, look) => ({ there: n, lends: lends[look]! })) };
}

export function someOf(count: number, likely: number, random: () => number): number {
	let some = 0;
	for (let i = 0; i < count; i++) if (random() < likely) some++;
	return some;
}

/** What a group of so many adds to the counts of a look. */
export function countsIn(of: { there: number; lends: number }, random: () => number): Counts {
	return {
		claimed: of.there + of.lends,
		lending: of.lends,
		asked: someOf(2 * of.lends, ASKED, random),
		lent: someOf(2 * of.lends, LENT, random)
	};
}
