import { expect, test } from 'vitest';
import {
	anyEstate,
	ASKED,
	chanceFrom,
	countsIn,
	LENT,
	states,
	LOOKS,
	type Estate,
	type Residence,
	type State
} from '../../../tests/support/estates.ts';
import { likelihoodOfClaimed, likelihoodOfOther } from '../../../tests/support/likelihoods.ts';
import {
	disclose,
	RULE,
	WEEKS_BETWEEN,
	WEEKS_OF_REST,
	type Counts,
	type Disclosed,
	type Rule
} from './disclosure.ts';

/*
 * A landlord that wants to know one household. It sees every figure of every screen and file of 52 weeks, it knows the
 * method, the rates of its estate, how many of a residence would lend, and its own acts; it does not know what households
 * do. Whatever households nobody acted on do, their names could be exchanged, so all that it can say of one of them is the
 * rate of its group: that is chance. It therefore acts on its target, and looks: it frees the mailbox, hands out its letter alone,
 * hands the building over to another landlord, or hands it over and takes it back. Its guess is Bayes's, over all courses
 * that the others may have taken (a hidden Markov model, forward and backward), so no other program guesses better.
 *
 * The gain is how much more often it is right than by the rate of the groups that the target was in, as the same figures tell it.
 */
const ESTATES = 1_000;
const MOST_GAIN = 0.01;

const acts = ['frees', 'hands out', 'hands over', 'takes back'] as const;
type Act = (typeof acts)[number];
type Question = 'claimed' | 'lending';

const added = {
	nobody: { there: 0, lends: 0 },
	there: { there: 1, lends: 0 },
	lends: { there: 0, lends: 1 }
} as const satisfies Record<State, unknown>;
const isSo = (state: State, question: Question) =>
	question === 'claimed' ? state !== 'nobody' : state === 'lends';

/** Is the target counted in its first, in its second residence? */
function isIn(act: Act, second: boolean, look: number, when: number): boolean {
	if (act === 'frees') return !second && look < when;
	if (act === 'hands out') return !second && look >= when;
	const isAway = look >= when && (act === 'hands over' || look < when + 3);
	return second === isAway;
}

/** After each time that a building changes hands. */
function isAtRest(act: Act, look: number, when: number): boolean {
	const times = act === 'hands over' ? [when] : act === 'takes back' ? [when, when + 3] : [];
	return times.some((time) => look >= time && look < time + WEEKS_OF_REST / WEEKS_BETWEEN);
}

/** What one group published, look by look. */
type Shown = readonly (Counts | null)[];

interface Played {
	readonly estate: Estate;
	readonly act: Act;
	readonly when: number;
	readonly target: State;
	readonly shown: readonly Shown[];
}

/** How many of the target's neighbours would lend: it is one of them. */
function shareOf({ residences }: Estate): number {
	const { there, lends } = residences[0]!.mailboxes;
	return lends / (there + lends);
}

function play(random: () => number, act: Act, rule: Rule): Played {
	const estate = anyEstate(random);
	const when = 2 + Math.floor(random() * (LOOKS - 3));
	const claimed = random() < estate.rate[when]!;
	const target: State = claimed ? (random() < shareOf(estate) ? 'lends' : 'there') : 'nobody';
	const shown: (Counts | null)[][] = estate.residences.map(() => []);
	let before = new Map<string, Counts | null>();
	for (let look = 0; look < LOOKS; look++) {
		const groups = estate.residences.map(({ claimed }, i) => {
			const one = i < 2 && isIn(act, i === 1, look, when) ? added[target] : added.nobody;
			const of = { there: claimed[look]!.there + one.there, lends: claimed[look]!.lends + one.lends };
			return { key: String(i), counts: countsIn(of, random), isResting: i < 2 && isAtRest(act, look, when) };
		});
		const published: Disclosed[] = disclose(groups, before, random, rule);
		before = new Map(published.map(({ key, figures }) => [key, figures]));
		for (const [i, of] of shown.entries()) of.push(before.get(String(i))!);
	}
	return { estate, act, when, target, shown };
}

/** Of each count how likely it is to lead to what was seen. */
type Seen = (there: number, lends: number) => number;
const CERTAIN: Seen = () => 1;

class Sight {
	readonly #known = new Map<string, Float64Array>();
	constructor(readonly rule: Rule) {}

	/** What a look's figures of a group say of how many are there and lend. */
	of(old: Counts | null, next: Counts | null): Seen {
		const claimed = this.#table('claimed', old?.claimed ?? null, next?.claimed ?? null, Infinity);
		if (!next) return (there, lends) => claimed[there + lends]!;
		const cap = { cap: next.claimed, capLent: next.asked };
		const lending = this.#table('lending', old?.lending ?? null, next.lending, cap.cap);
		const asked = this.#table('asked', old?.asked ?? null, next.asked, Infinity);
		const lent = this.#table('lent', old?.lent ?? null, next.lent, cap.capLent);
		return (there, lends) => claimed[there + lends]! * lending[lends]! * asked[lends]! * lent[lends]!;
	}

	#table(name: keyof Counts, old: number | null, next: number | null, cap: number): Float64Array {
		const key = [name, old, next, cap].join();
		let table = this.#known.get(key);
		if (!table) this.#known.set(key, (table = this.#count(name, old, next, cap)));
		return table;
	}

	#count(name: keyof Counts, old: number | null, next: number | null, cap: number): Float64Array {
		const one = (count: number) =>
			name === 'claimed'
				? likelihoodOfClaimed(count, old, next, this.rule)
				: likelihoodOfOther(count, old, next!, { cap, rule: this.rule });
		if (name === 'claimed' || name === 'lending') return Float64Array.from({ length: 100 }, (_, n) => one(n));
		const of = this.#events(old, next!, cap);
		const likely = name === 'asked' ? ASKED : LENT;
		return Float64Array.from({ length: 100 }, (_, lends) =>
			binomial(2 * lends, likely).reduce((sum, p, n) => sum + (p > 1e-12 ? p * of[n]! : 0), 0)
		);
	}

	#events(old: number | null, next: number, cap: number): Float64Array {
		const key = ['events', old, next, cap].join();
		let table = this.#known.get(key);
		if (!table) {
			table = Float64Array.from({ length: 200 }, (_, n) =>
				likelihoodOfOther(n, old, next, { cap, rule: this.rule })
			);
			this.#known.set(key, table);
		}
		return table;
	}
}

function binomial(count: number, likely: number): number[] {
	const all: number[] = [];
	let p = (1 - likely) ** count;
	for (let k = 0; k <= count; k++) {
		all.push(p);
		p *= (((count - k) / (k + 1)) * likely) / (1 - likely);
	}
	return all;
}

/** How the number of those claimed goes on in a look: for each the numbers after, and how likely each is. */
type Steps = readonly { readonly from: number; readonly likely: Float64Array }[];

function stepsOf(count: number, comes: number, goes: number): Steps {
	return Array.from({ length: count + 1 }, (_, now) => {
		const [up, down] = [binomial(count - now, comes), binomial(now, goes)];
		const likely = new Float64Array(count + 1);
		up.forEach((p, more) =>
			down.forEach((q, fewer) => {
				if (p * q > 1e-13) likely[now + more - fewer]! += p * q;
			})
		);
		const from = likely.findIndex((p) => p > 0);
		return { from, likely: likely.slice(from, likely.findLastIndex((p) => p > 0) + 1) };
	});
}

/** How likely each course of the others is: a number for each (there, lends), as rows of `lends`. */
class Courses {
	readonly rows: number;
	readonly columns: number;
	readonly #steps: readonly { readonly there: Steps; readonly lends: Steps }[];

	constructor(
		readonly estate: Estate,
		readonly residence: Residence
	) {
		const { there, lends } = residence.mailboxes;
		[this.rows, this.columns] = [there + 1, lends + 1];
		this.#steps = estate.comes.map((comes) => ({
			there: stepsOf(there, comes, estate.goes),
			lends: stepsOf(lends, comes, estate.goes)
		}));
	}

	begin(): Float64Array {
		const rate = this.estate.rate[0]!;
		const [there, lends] = [binomial(this.rows - 1, rate), binomial(this.columns - 1, rate)];
		return Float64Array.from(
			{ length: this.rows * this.columns },
			(_, i) => there[Math.floor(i / this.columns)]! * lends[i % this.columns]!
		);
	}

	see(all: Float64Array, seen: Seen, one: { there: number; lends: number }): number {
		let sum = 0;
		for (let there = 0, i = 0; there < this.rows; there++)
			for (let lends = 0; lends < this.columns; lends++, i++) {
				if (all[i] === 0) continue;
				sum += all[i]! *= seen(there + one.there, lends + one.lends);
			}
		if (sum > 0) for (let i = 0; i < all.length; i++) all[i]! /= sum;
		return sum;
	}

	forward(all: Float64Array, look: number): Float64Array {
		const { there, lends } = this.#steps[look]!;
		const half = new Float64Array(all.length);
		for (let r = 0, i = 0; r < this.rows; r++)
			for (let c = 0; c < this.columns; c++, i++) {
				const p = all[i]!;
				if (p < 1e-15) continue;
				const { from, likely } = lends[c]!;
				for (let k = 0; k < likely.length; k++) half[r * this.columns + from + k]! += p * likely[k]!;
			}
		const after = new Float64Array(all.length);
		for (let r = 0; r < this.rows; r++) {
			const { from, likely } = there[r]!;
			for (let k = 0; k < likely.length; k++)
				for (let c = 0; c < this.columns; c++)
					after[(from + k) * this.columns + c]! += half[r * this.columns + c]! * likely[k]!;
		}
		return after;
	}

	backward(all: Float64Array, look: number): Float64Array {
		const { there, lends } = this.#steps[look]!;
		const half = new Float64Array(all.length);
		for (let r = 0; r < this.rows; r++) {
			const { from, likely } = there[r]!;
			for (let k = 0; k < likely.length; k++)
				for (let c = 0; c < this.columns; c++)
					half[r * this.columns + c]! += all[(from + k) * this.columns + c]! * likely[k]!;
		}
		const before = new Float64Array(all.length);
		for (let r = 0, i = 0; r < this.rows; r++)
			for (let c = 0; c < this.columns; c++, i++) {
				const { from, likely } = lends[c]!;
				for (let k = 0; k < likely.length; k++) before[i]! += half[r * this.columns + from + k]! * likely[k]!;
			}
		return before;
	}
}

interface Judged {
	readonly log: number;
	/** How many others are there and lend when the landlord acts, as it must expect. */
	readonly there: number;
	readonly lends: number;
}

const IMPOSSIBLE: Judged = { log: -Infinity, there: 0, lends: 0 };

/** How likely all that a residence published is, were the target what `state` says. */
function judge(played: Played, second: boolean, state: State, courses: Courses, sight: Sight): Judged {
	const { act, when } = played;
	const shown = played.shown[Number(second)]!;
	const oneIn = (look: number) => (isIn(act, second, look, when) ? added[state] : added.nobody);
	const seenIn = (look: number) =>
		isAtRest(act, look, when) ? CERTAIN : sight.of(shown[look - 1] ?? null, shown[look]!);
	let log = 0;
	let before = courses.begin();
	for (let look = 0; look < when; look++) {
		log += Math.log(courses.see(before, seenIn(look), oneIn(look)));
		before = courses.forward(before, look);
	}
	let after: Float64Array = new Float64Array(before.length).fill(1);
	for (let look = LOOKS - 1; look >= when; look--) {
		if (look < LOOKS - 1) after = courses.backward(after, look);
		log += Math.log(courses.see(after, seenIn(look), oneIn(look)));
	}
	let [sum, there, lends] = [0, 0, 0];
	before.forEach((p, i) => {
		const both = p * after[i]!;
		sum += both;
		there += both * Math.floor(i / courses.columns);
		lends += both * (i % courses.columns);
	});
	return sum === 0 ? IMPOSSIBLE : { log: log + Math.log(sum), there: there / sum, lends: lends / sum };
}

interface Guess {
	readonly gain: number;
	readonly realised: number;
}

/** What it guesses, and what anybody would who reads the same figures as rates. */
function guess(played: Played, sight: Sight): Record<Question, Guess> {
	const { estate, when, target } = played;
	const rate = estate.rate[when]!;
	const share = shareOf(estate);
	const prior = { nobody: 1 - rate, there: rate * (1 - share), lends: rate * share };
	const inBoth = played.act === 'frees' || played.act === 'hands out' ? [false] : [false, true];
	const read = inBoth.map((second) => {
		const residence = estate.residences[Number(second)]!;
		const courses = new Courses(estate, residence);
		const judged = states.map((state) => judge(played, second, state, courses, sight));
		return { judged, mailboxes: residence.mailboxes.there + residence.mailboxes.lends + 1 };
	});
	const posterior = shares(states.map((s, i) => log(prior[s]) + sum(read.map((one) => one.judged[i]!.log))));
	const ofRead = read.map(({ judged, mailboxes }) => {
		const own = shares(states.map((s, i) => log(prior[s]) + judged[i]!.log));
		const mean = (of: (one: Judged, state: State) => number) =>
			sum(judged.map((one, i) => own[i]! * of(one, states[i]!))) / mailboxes;
		return {
			claimed: mean((one, s) => one.there + one.lends + Number(s !== 'nobody')),
			lending: mean((one, s) => one.lends + Number(s === 'lends'))
		};
	});
	const answer = (question: Question): Guess => {
		const yes = sum(posterior.filter((_, i) => isSo(states[i]!, question)));
		const base = sum(states.filter((s) => isSo(s, question)).map((s) => prior[s]));
		const byRate = sum(ofRead.map((one) => odds(one[question]))) - (ofRead.length - 1) * odds(base) > 0;
		const isYes = isSo(target, question);
		return {
			gain: Math.max(yes, 1 - yes) - (byRate ? yes : 1 - yes),
			realised: Number(yes > 0.5 === isYes) - Number(byRate === isYes)
		};
	};
	return { claimed: answer('claimed'), lending: answer('lending') };
}

const log = (p: number) => Math.log(Math.max(p, 1e-12));
const odds = (p: number) => log(p) - log(1 - p);
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

function shares(logs: readonly number[]): number[] {
	const most = Math.max(...logs);
	const weights = logs.map((one) => Math.exp(one - most));
	return weights.map((weight) => weight / sum(weights));
}

/** What it gains in so many estates, each with one act on one target. */
function attack(rule: Rule, { estates = ESTATES } = {}) {
	const random = chanceFrom(20261123);
	const sight = new Sight(rule);
	return Array.from({ length: estates }, (_, n) => guess(play(random, acts[n % acts.length]!, rule), sight));
}

/** The mean and the half of its 99 % confidence interval. */
function measured(values: readonly number[]): { mean: number; within: number } {
	const mean = sum(values) / values.length;
	const variance = sum(values.map((v) => (v - mean) ** 2)) / (values.length - 1);
	return { mean, within: 2.576 * Math.sqrt(variance / values.length) };
}

test('whoever acts on a household and reads every figure of a year guesses it no better than chance and one in a hundred', () => {
	const guesses = attack(RULE);
	for (const question of ['claimed', 'lending'] as const) {
		const expected = measured(guesses.map((one) => one[question].gain));
		const counted = measured(guesses.map((one) => one[question].realised));
		expect(expected.mean + expected.within, question).toBeLessThan(MOST_GAIN);
		const apart = Math.abs(counted.mean - expected.mean);
		expect(apart, 'it is right as often as it thinks').toBeLessThan(counted.within + expected.within);
	}
}, 120_000);

test('the same adversary wins against rounding alone', () => {
	const alone = attack({ spread: 0.05, step: 5, least: 10 }, { estates: 160 });
	expect(measured(alone.map((one) => one.claimed.gain)).mean).toBeGreaterThan(MOST_GAIN);
}, 120_000);
