import { expect, test } from 'vitest';
import { kitFileName } from './fileName.ts';

test.each([
	[['Les Œillets – Cité d’Été', 'A', '2'], 'kit-les-oeillets-cite-d-ete-a-2-2026-11-23.pdf'],
	[['حي الزيتون'], 'kit-2026-11-23.pdf'],
	[['"; filename=x.exe\r\nset-cookie: a=b', '../..'], 'kit-filename-x-exe-set-cookie-a-b-2026-11-23.pdf'],
	[['A'.repeat(500)], `kit-${'a'.repeat(40)}-2026-11-23.pdf`]
])('the kit of %j is called %s', (places, name) => {
	expect(kitFileName(places, '2026-11-23')).toBe(name);
});
