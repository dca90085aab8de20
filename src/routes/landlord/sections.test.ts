import { expect, test } from 'vitest';
import { sectionOf, sectionsFor } from './sections.ts';

test.each([
	['/landlord', ''],
	['/landlord/residences/[key]', ''],
	['/landlord/halls/[code=code]', ''],
	['/landlord/halls/[code=code]/kits', '/kits'],
	['/landlord/kits/[key]', '/kits'],
	['/landlord/places/new', '/places'],
	['/landlord/second-factor', '/sessions'],
	['/landlord/people/[id]', '/people']
])('%s stands under "%s"', (route, section) => {
	expect(sectionOf(route)).toBe(section);
});

test('a director is led to the figures, and not to the places', () => {
	const { daily } = sectionsFor('director');
	expect(daily).toContain('/figures');
	expect(daily).not.toContain('/import');
});
