import { describe, expect, test } from 'vitest';
import {
	DAYS_TO_WAIT,
	endOf,
	isEnd,
	states,
	stepFrom,
	stepNames,
	steps,
	stepsFrom,
	type Party,
	type State,
	type Step
} from './steps.ts';

const STARTS: readonly State[] = ['asked', 'waiting'];
const PARTIES: readonly Party[] = ['borrower', 'lender', 'clock'];
const HOUR = 3_600_000;

/** Every way from a state to an end, as its steps. */
function waysFrom(state: State): Step[][] {
	if (isEnd(state)) return [[]];
	return steps.flatMap((step) =>
		step.from === state ? waysFrom(step.to).map((rest) => [step, ...rest]) : []
	);
}

const ways = STARTS.flatMap(waysFrom);

describe('the table of steps', () => {
	test('takes every step on some way, comes by every state, and each way ends', () => {
		expect(new Set(ways.flat())).toEqual(new Set(steps));
		expect(new Set([...STARTS, ...ways.flat().map(({ to }) => to)])).toEqual(new Set(states));
		expect(new Set(steps.map(({ name }) => name))).toEqual(new Set(stepNames));
		for (const way of ways) expect(isEnd(way.at(-1)!.to)).toBe(true);
	});

	test('goes by no state twice: the steps of a request stand in its table by their state', () => {
		for (const way of ways) {
			const passed = [way[0]!.from, ...way.map(({ to }) => to)];
			expect(new Set(passed).size, passed.join(' ')).toBe(passed.length);
		}
	});

	test('a name leads from a state to one place, and only for those who may', () => {
		for (const state of states)
			for (const party of PARTIES)
				for (const name of stepNames) {
					const found = steps.filter((s) => s.from === state && s.name === name && s.by.includes(party));
					expect(found.length).toBeLessThan(2);
					expect(stepFrom(state, name, party)).toBe(found[0]);
					expect(stepsFrom(state, party).includes(name)).toBe(found.length === 1);
				}
	});

	test('the borrower can always step back or give back, and never answers for the lender', () => {
		for (const state of states.filter((one) => !isEnd(one)))
			expect(
				stepsFrom(state, 'borrower').some((name) => ['withdraw', 'cancel', 'give-back'].includes(name)),
				state
			).toBe(true);
		for (const name of ['accept', 'decline', 'propose'] as const)
			expect(steps.filter((s) => s.name === name).every(({ by }) => by.join() === 'lender')).toBe(true);
	});

	test('what can be taken back is what the lender says with one tap, and never where it came from an end', () => {
		const back = steps.filter(({ undo }) => undo);
		expect(back.map(({ from, to }) => `${from} ${to}`)).toEqual([
			'asked accepted',
			'asked declined',
			'asked proposed',
			'proposed declined',
			'accepted handed-over',
			'handed-over given-back'
		]);
		for (const { from, by, undo } of back) {
			expect(by).toContain(undo);
			expect(isEnd(from)).toBe(false);
		}
	});

	test('with nobody doing anything, the clock ends it', () => {
		for (const state of states.filter((one) => !isEnd(one))) {
			let now: State = state;
			for (let i = 0; !isEnd(now) && i < states.length; i++)
				now = steps.find((s) => s.from === now && s.by.includes('clock') && s.name !== 'call')!.to;
			expect(isEnd(now), state).toBe(true);
		}
	});
});

test.each<[State, number | null]>([
	['asked', 48 * HOUR],
	['proposed', 48 * HOUR],
	['called', 48 * HOUR],
	['waiting', DAYS_TO_WAIT * 24 * HOUR],
	['accepted', null],
	['handed-over', null],
	['declined', 7 * 24 * HOUR],
	['given-back', 7 * 24 * HOUR]
])('%s ends by itself', (state, after) => {
	expect(endOf(state, 1_000)).toBe(after === null ? null : 1_000 + after);
});
