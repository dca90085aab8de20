import { expect, test } from 'vitest';
import {
	daysToChoose,
	momentsToChoose,
	parts,
	readMoment,
	readPlace,
	readWish,
	sentences,
	whyNotThen
} from './asking.ts';

const TODAY = '2026-11-23';
const right = { when: '2026-11-24.morning', days: '2', say: 'party', name: '' };
const clockAt = (hour: number) => ({ today: TODAY, hour });

test('reads a form that is filled in', () => {
	const wish = { fromDay: '2026-11-24', untilDay: '2026-11-25', part: 'morning', knownBy: null };
	expect(readWish(right, false)).toEqual({ wish: { ...wish, sentence: 'party', ownWords: null } });
	expect(readWish({ ...right, say: 'none', name: 'Bruno' }, false)).toEqual({
		wish: { ...wish, knownBy: 'Bruno', sentence: null, ownWords: null }
	});
	expect(readWish({ ...right, say: 'own', words: 'Pour ma fille' }, true)).toEqual({
		wish: { ...wish, sentence: null, ownWords: 'Pour ma fille' }
	});
	expect(readPlace({ days: '7', name: 'Bruno' })).toEqual({ place: { days: 7, knownBy: 'Bruno' } });
});

test('asks the first question that has no answer', () => {
	expect(readWish({}, true)).toEqual({ question: 'when' });
	expect(readWish({ when: right.when }, true)).toEqual({ question: 'days' });
	expect(readWish({ when: right.when, days: '2' }, true)).toEqual({ question: 'say' });
	expect(readWish({ when: right.when, days: '2', say: 'own' }, true)).toEqual({ question: 'words' });
	expect(readWish({ when: right.when, days: '2', say: 'own', words: 'Merci' }, true)).toEqual({
		question: 'name'
	});
	for (const say of [...sentences, 'none'])
		expect(readWish({ when: right.when, days: '2', say }, true)).toEqual({ question: 'name' });
	expect(readPlace({})).toEqual({ question: 'days' });
	expect(readPlace({ days: '1' })).toEqual({ question: 'name' });
});

test.each([
	[{ ...right, when: '2026-11-24' }, 'when', 'wrong'],
	[{ ...right, when: '2026-11-24.night' }, 'when', 'wrong'],
	[{ ...right, when: '2026-11-24.morning.evening' }, 'when', 'wrong'],
	[{ ...right, when: '2026-02-30.morning' }, 'when', 'wrong'],
	[{ ...right, when: '__proto__.toString' }, 'when', 'wrong'],
	[{ ...right, days: '1e9' }, 'days', 'wrong'],
	[{ ...right, days: '-1' }, 'days', 'wrong'],
	[{ ...right, say: 'constructor' }, 'say', 'wrong'],
	[{ ...right, say: 'own', words: ' \u200b ' }, 'words', 'missing'],
	[{ ...right, say: 'own', words: 'é'.repeat(141) }, 'words', 'too-long'],
	[{ ...right, say: 'own', words: 'zéro six douze' }, 'words', 'link-or-number'],
	[{ ...right, name: 'é'.repeat(41) }, 'name', 'too-long'],
	[{ ...right, name: 'moi@exemple.fr' }, 'name', 'link-or-number'],
	[{ ...right, say: 'own', words: 'le 0612 et le 345', name: '678 90' }, 'name', 'link-or-number']
])('says what is wrong with %j', (form, question, problem) => {
	expect(readWish(form, true)).toEqual({ question, problem });
});

test('own words are read only where the lender allows them', () => {
	expect(readWish({ ...right, say: 'own', words: 'Bonjour' }, false)).toEqual({
		question: 'say',
		problem: 'wrong'
	});
	expect(readWish({ ...right, words: 'Bonjour' }, true)).toMatchObject({ wish: { ownWords: null } });
});

test.each([
	['  Bruno\r\n3e  étage ', 'Bruno 3e étage'],
	['a\u202Egnp\u2069', 'agnp'],
	['\u200B\u200B', null],
	['e' + '\u0301'.repeat(500), 'e\u0301'.normalize('NFC') + '\u0301'.repeat(3)],
	['👩‍👩‍👧', '👩👩👧']
])('cleans %j', (name, clean) => {
	expect(readWish({ ...right, name }, false)).toHaveProperty('wish.knownBy', clean);
});

test('two weeks can be chosen, and of today what is still to come', () => {
	expect(daysToChoose(TODAY)).toHaveLength(14);
	expect([0, 11, 12, 17, 18, 21].map((hour) => momentsToChoose(clockAt(hour))[0]!.parts.length)).toEqual([
		3, 3, 2, 2, 1, 1
	]);
	const late = momentsToChoose(clockAt(22));
	expect(late).toHaveLength(13);
	expect(late[0]).toEqual({ day: '2026-11-24', parts });
});

test.each([
	['2026-11-23.morning', 12, 'past'],
	['2026-11-22.evening', 0, 'past'],
	['2026-11-23.evening', 21, null],
	['2026-12-06.evening', 23, null],
	['2026-12-07.morning', 0, 'wrong'],
	['9999-01-01.morning', 0, 'wrong']
])('%s at %i is %s', (when, hour, why) => {
	expect(whyNotThen(readMoment(when)!, clockAt(hour))).toBe(why);
});
