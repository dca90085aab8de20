import { expect, test } from 'vitest';
import { cautionKinds, cautionOf } from './cautions.ts';
import { pictograms } from './pictograms.ts';

test('every careful or hidden thing has its advice, and no other', () => {
	for (const { id, caution } of pictograms) expect(cautionOf(id) === null, `${id} is '${caution}'`).toBe(caution === 'none');
});

test('every advice is that of a thing', () => {
	const given = new Set(pictograms.map(({ id }) => cautionOf(id)));
	for (const kind of cautionKinds) expect(given, kind).toContain(kind);
});

test('what the catalogue does not know has none', () => {
	expect(cautionOf('chainsaw')).toBeNull();
	expect(cautionOf('toString')).toBeNull();
});
