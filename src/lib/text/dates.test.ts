import { expect, test } from 'vitest';
import { sayDay, sayHour, sayInstant } from './dates.ts';

test.each([
	['fr', '2026-12-01', 'mardi 1er décembre'],
	['fr', '2026-12-21', 'lundi 21 décembre'],
	['en', '2026-12-01', 'Tuesday 1 December'],
	['ar', '2026-12-01', 'الثلاثاء، 1 ديسمبر']
] as const)('%s says %s as %s', (language, day, words) => {
	expect(sayDay(language, day)).toBe(words);
});

test('an instant is said in the building’s own time', () => {
	const instant = Date.parse('2026-11-30T23:30:00Z');
	expect(sayInstant('fr', instant, 'Europe/Paris')).toBe('mardi 1er décembre à 0\u00a0h\u00a030');
	expect(sayInstant('fr', instant, 'America/Martinique')).toContain('lundi 30 novembre');
	expect(sayHour('fr', instant, 'Europe/Paris')).toBe('0\u00a0h\u00a030');
	expect(sayHour('en', instant, 'America/Martinique')).toBe('19:30');
});
