import { expect, test } from 'vitest';
import { typesetter } from '#lib/server/fonts.ts';
import { addressLines, hallName, mailboxName, shortPlace, type HallPlace } from './place.ts';
import { voice } from './words.ts';

const french = voice(typesetter(), 'fr');
const hall: HallPlace = {
	residence: 'Les Tilleuls',
	building: '2',
	entrance: 'B',
	address: '12 rue des Lilas',
	postcode: '93200',
	city: 'Saint-Denis'
};

test('an envelope says where the mailbox is, and nobody’s name', () => {
	expect(addressLines(french, hall, '014')).toEqual([
		'Boîte 014 · Entrée B',
		'Bâtiment 2 · Les Tilleuls',
		'12 rue des Lilas',
		'93200 Saint-Denis'
	]);
});

test('what a list leaves out leaves no hole', () => {
	const bare = { ...hall, building: '', residence: '', entrance: '', postcode: '' };
	expect(addressLines(french, bare, '3')).toEqual(['Boîte 3', '12 rue des Lilas', 'Saint-Denis']);
	expect(hallName(french, bare)).toBe('12 rue des Lilas');
	expect(hallName(french, { ...hall, building: '', entrance: '' })).toBe('Les Tilleuls');
	expect(shortPlace(french, bare)).toBe('12 rue des Lilas');
});

test('a list that already says "Entrée B" or "Hall Nord" is not told twice', () => {
	expect(hallName(french, { ...hall, entrance: 'Entrée B', building: 'Tour 3' })).toBe('Entrée B · Tour 3');
	expect(hallName(french, { ...hall, entrance: 'Hall Nord', building: 'A' })).toBe('Hall Nord · Bâtiment A');
	expect(mailboxName(french, 'Boîte 7')).toBe('Boîte 7');
	expect(mailboxName(french, 'B7')).toBe('Boîte B7');
});

test('a hall that has only its street says it once', () => {
	const street = { ...hall, entrance: hall.address };
	expect(hallName(french, street)).toBe('12 rue des Lilas · Bâtiment 2');
	expect(shortPlace(french, street)).toBe('12 rue des Lilas');
	expect(addressLines(french, street, '3')).toEqual([
		'Boîte 3',
		'Bâtiment 2 · Les Tilleuls',
		'12 rue des Lilas',
		'93200 Saint-Denis'
	]);
});
