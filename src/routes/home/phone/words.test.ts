import { languages } from '#lib/text/languages.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { wordsOfPhone } from './words.ts';

const FRAME = ['Frame', 'LanguageSwitch', 'Sheet', 'PictureSteps', 'Picture', 'Fault'];
const files = [
	...FRAME.map((name) => `src/lib/ui/${name}.svelte`),
	'src/routes/+error.svelte',
	...readdirSync('src/routes/home/phone')
		.filter((name) => name.endsWith('.svelte'))
		.map((name) => `src/routes/home/phone/${name}`)
];

const SAID = /say\(\s*[`']([a-z][\w.-]*)|[`']((?:phone|layout|error|problems|home)\.[\w.-]*)/gi;

test.each(languages)('the page brings along all that it says, in %s, and little more', (language) => {
	const words = wordsOfPhone(language);
	const known = Object.keys(words);
	// A key may end in a value: `phone.said.${phone.said}`; other keys stand in a choice.
	const said = files.flatMap((file) =>
		[...readFileSync(file, 'utf8').matchAll(SAID)].map(([, asked, chosen]) => asked ?? chosen!)
	);
	expect(said.length).toBeGreaterThan(30);
	expect(
		said.filter((key) => !known.some((word) => word === key || (key.endsWith('.') && word.startsWith(key))))
	).toEqual([]);
	expect(JSON.stringify(words).length).toBeLessThan(9_000);
});
