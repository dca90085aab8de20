import { expect, test } from 'vitest';
import { switchesOf } from './language.ts';

test.each([
	['/how', '/how?l=en'],
	['//evil.example/x', '/evil.example/x?l=en'],
	['////evil.example', '/evil.example?l=en'],
	['/%5Cevil.example', '/%5Cevil.example?l=en'],
	['/studio?t=drill*2&l=ar&u=1-7', '/studio?t=drill*2&u=1-7&l=en'],
	['/home/items?/save', '/home/items?l=en']
])('the switch on %s stays on our site, and on the same page', (path, href) => {
	const url = new URL(`https://palier.example${path}`);
	expect(switchesOf(url).find(({ language }) => language === 'en')!.href).toBe(href);
});
