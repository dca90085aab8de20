import { describe, expect, test } from 'vitest';
import { readManner } from './manner.ts';

describe('how a household lends', () => {
	test('is in the hall, with ready sentences, and listed nowhere, unless it says otherwise', () => {
		expect(readManner({ manner: 'hall' })).toEqual({
			how: { manner: 'hall', ringFrom: null, ringUntil: null, ownWords: false, listed: false }
		});
	});

	test('has hours only when one rings', () => {
		const form = { ringFrom: '18', ringUntil: '20', ownWords: 'yes', listed: 'yes' };
		expect(readManner({ manner: 'ring', ...form })).toEqual({
			how: { manner: 'ring', ringFrom: 18, ringUntil: 20, ownWords: true, listed: true }
		});
		expect(readManner({ manner: 'note', ...form })).toEqual({
			how: { manner: 'note', ringFrom: null, ringUntil: null, ownWords: true, listed: true }
		});
	});

	test.each([
		[{}, { field: 'manner', problem: 'missing' }],
		[{ manner: 'shout' }, { field: 'manner', problem: 'wrong' }],
		[{ manner: 'ring' }, { field: 'ringUntil', problem: 'wrong' }],
		[
			{ manner: 'ring', ringFrom: '20', ringUntil: '18' },
			{ field: 'ringUntil', problem: 'wrong' }
		],
		[
			{ manner: 'ring', ringFrom: '18', ringUntil: '18' },
			{ field: 'ringUntil', problem: 'wrong' }
		],
		[
			{ manner: 'ring', ringFrom: '3', ringUntil: '25' },
			{ field: 'ringUntil', problem: 'wrong' }
		]
	])('%j is asked again', (form, problem) => expect(readManner(form)).toEqual({ problem }));
});
