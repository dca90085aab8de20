import { pictograms } from '#lib/catalogue/pictograms.ts';
import { expect, test } from 'vitest';
import { languages } from './languages.ts';
import { pictogramName } from './pictogramName.ts';

test('a thing is called in the reader’s language', () => {
	expect(pictogramName('fr', 'drill')).toBe('Perceuse');
	expect(pictogramName('ar', 'tent')).toBe('خيمة');
});

test('no two things share a name', () => {
	for (const language of languages)
		expect(new Set(pictograms.map(({ id }) => pictogramName(language, id))).size, language).toBe(
			pictograms.length
		);
});

test('an id that the catalogue has no more is shown as it is', () => {
	expect(pictogramName('fr', 'zeppelin')).toBe('zeppelin');
	expect(pictogramName('fr', 'toString')).toBe('toString');
});
