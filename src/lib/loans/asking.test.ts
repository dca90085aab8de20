import { expect, test } from 'vitest';
import { daysToChoose, readWish } from './asking.ts';

const TODAY = '2026-11-23';
const right = { day: '2026-11-24', part: 'morning', days: '2', knownBy: '' };

test('reads a form that is filled in', () => {
	expect(readWish(right, TODAY)).toEqual({
		wish: { fromDay: '2026-11-24', untilDay: '2026-11-25', part: 'morning', knownBy: null }
	});
	expect(daysToChoose(TODAY)).toHaveLength(14);
});

test.each([
	[{ ...right, day: undefined }, [{ field: 'day', problem: 'missing' }]],
	[{ ...right, day: '2026-11-22' }, [{ field: 'day', problem: 'wrong' }]],
	[{ ...right, day: '2026-12-07' }, [{ field: 'day', problem: 'wrong' }]],
	[{ ...right, day: '__proto__' }, [{ field: 'day', problem: 'wrong' }]],
	[{ ...right, part: 'night' }, [{ field: 'part', problem: 'wrong' }]],
	[{ ...right, days: '1e9' }, [{ field: 'days', problem: 'wrong' }]],
	[{ ...right, knownBy: 'é'.repeat(41) }, [{ field: 'knownBy', problem: 'too-long' }]],
	[{}, ['day', 'part', 'days'].map((field) => ({ field, problem: 'missing' }))]
])('says what is wrong with %j', (form, problems) => {
	expect(readWish(form, TODAY)).toEqual({ problems });
});

test.each([
	['  Bruno\r\n3e  étage ', 'Bruno 3e étage'],
	['a\u202Egnp\u2069', 'agnp'],
	['\u200B\u200B', null],
	['e' + '\u0301'.repeat(500), 'e\u0301'.normalize('NFC') + '\u0301'.repeat(3)],
	['👩‍👩‍👧', '👩👩👧']
])('cleans %j', (knownBy, clean) => {
	expect(readWish({ ...right, knownBy }, TODAY)).toHaveProperty('wish.knownBy', clean);
});
