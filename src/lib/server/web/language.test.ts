import { expect, test } from 'vitest';
import { switchesOf } from './language.ts';

test.each([
	['/how', '/how?l=en'],
	['//evil.example/x', '/evil.example/x?l=en'],
	['////evil.example', '/evil.example?l=en'],
	['/%5Cevil.example', '/%5Cevil.example?l=en']
])('the switch on %s stays on our site', (path, href) => {
	const url = new URL(`https://palier.example${path}`);
	expect(switchesOf(url).find(({ language }) => language === 'en')!.href).toBe(href);
});
