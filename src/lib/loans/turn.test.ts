import { expect, test } from 'vitest';
import { readTurn } from './turn.ts';

const TODAY = '2026-11-23';
const clock = { today: TODAY, hour: 13 };
const right = { day: '2026-11-24', part: 'morning', days: '3' };

test('reads a day, a part of it and how long', () => {
	expect(readTurn(right, clock)).toEqual({
		chosen: { fromDay: '2026-11-24', untilDay: '2026-11-26', part: 'morning' }
	});
	expect(readTurn({ ...right, day: TODAY, part: 'evening' }, clock)).toHaveProperty('chosen');
});

test.each([
	[{ day: '', part: '', days: '' }, 'day', 'missing'],
	[{ ...right, day: '2026-02-30' }, 'day', 'missing'],
	[{ ...right, day: '2026-12-07' }, 'day', 'missing'],
	[{ ...right, day: '2026-11-22' }, 'day', 'past'],
	[{ ...right, day: TODAY }, 'day', 'past'],
	[{ ...right, part: 'night' }, 'part', 'missing'],
	[{ ...right, days: '4' }, 'days', 'missing']
])('says what is wrong with %j', (form, field, problem) => {
	expect(readTurn(form, clock)).toEqual({ problem: { field, problem } });
});
