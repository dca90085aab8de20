import type { BoxOfKit } from '#lib/server/kitLife.ts';
import { expect, test } from 'vitest';
import { kitLine, readMove, summary } from './hallKits.ts';

const box = (label: string, state: BoxOfKit['state']): BoxOfKit => ({
	...{ label, code: `CODE${label}`, emblem: 'owl', epoch: 2, state },
	...{ at: Date.parse('2026-11-23T10:00:00+01:00'), reprints: 0, letterUntilDay: '2027-01-22' }
});
const hall = { boxes: [box('1', 'made'), box('1 bis', 'printed'), box('3', null)] };

function form(...fields: [string, string][]): FormData {
	const data = new FormData();
	for (const [name, value] of fields) data.append(name, value);
	return data;
}

test('a step is for ticked boxes, for all, or for one whose state is said', () => {
	expect(readMove(form(['do', 'print'], ['box', '2 1']), hall)).toEqual({
		step: 'print',
		from: null,
		mailboxes: ['CODE1']
	});
	expect(readMove(form(['do', 'all hand']), hall)?.mailboxes).toEqual(['CODE1', 'CODE1 bis', 'CODE3']);
	expect(readMove(form(['do', 'one undo printed 2 1 bis']), hall)).toEqual({
		...{ step: 'undo', from: 'printed' },
		mailboxes: ['CODE1 bis']
	});
	expect(readMove(form(['do', 'print']), hall)?.mailboxes).toEqual([]);
});

test('a box whose kit was replaced, or that is not of the hall, is not meant', () => {
	expect(
		readMove(form(['do', 'print'], ['box', '1 1'], ['box', '2 4'], ['box', 'CODE1']), hall)?.mailboxes
	).toEqual([]);
});

test.each(['', 'burn', 'all', 'all burn', 'one print', 'one undo burnt 2 1'])('%j is no step', (said) => {
	expect(readMove(form(['do', said]), hall)).toBeNull();
});

test('the mailbox code stays off the screen', () => {
	expect(JSON.stringify(hall.boxes.map((one) => kitLine(one, 'fr')))).not.toContain('CODE');
});

test('a hall goes on only by the steps that some kit can take', () => {
	expect(summary(hall.boxes)).toEqual({
		...{
			states: [
				{ state: 'made', n: 1 },
				{ state: 'printed', n: 1 }
			],
			none: 1
		},
		steps: ['print', 'hand', 'distribute']
	});
	expect(summary([box('1', 'distributed')]).steps).toEqual([]);
});
