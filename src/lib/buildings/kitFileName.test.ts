import { expect, test } from 'vitest';
import { hallFileNames, kitFileName } from './kitFileName.ts';

test.each([
	[['Les Œillets – Cité d’Été', 'A', '2'], 'kit-les-oeillets-cite-d-ete-a-2-2026-11-23.pdf'],
	[['حي الزيتون'], 'kit-2026-11-23.pdf'],
	[['"; filename=x.exe\r\nset-cookie: a=b', '../..'], 'kit-filename-x-exe-set-cookie-a-b-2026-11-23.pdf'],
	[['A'.repeat(500)], `kit-${'a'.repeat(40)}-2026-11-23.pdf`]
])('the kit of %j is called %s', (places, name) => {
	expect(kitFileName(places, '2026-11-23')).toBe(name);
});

test('files of an archive keep their order, and no two have one name', () => {
	expect(
		hallFileNames([['Les Tilleuls', '', 'A'], ['Les Tilleuls', '', 'A'], ['CON'], ['حي الزيتون']])
	).toEqual(['01-les-tilleuls-a.pdf', '02-les-tilleuls-a.pdf', '03-con.pdf', '04.pdf']);
});

test('hostile names make safe files', () => {
	const names = [
		'../../etc/passwd',
		'C:\\x',
		'\u202Efdp.exe',
		'a\0b',
		'x'.repeat(9_999),
		'. .',
		'aux.',
		'<|>?*"\r\n'
	];
	for (const name of hallFileNames(names.map((n) => [n, n, n])))
		expect(name).toMatch(/^\d\d(-[a-z0-9-]{1,130})?\.pdf$/);
	const many = hallFileNames(Array.from({ length: 1_200 }, () => ['Même nom']));
	expect(new Set(many).size).toBe(1_200);
	expect(many.toSorted()).toEqual(many);
});
