import { languages } from '#lib/text/languages.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { wordsOfStudio } from './words.ts';

const SAID = /say\(\s*[`']([a-z][\w.-]*)/gi;

function saidIn(file: string): string[] {
	return [...readFileSync(file, 'utf8').matchAll(SAID)].map(([, key]) => key!);
}

const pagesIn = (folder: string) =>
	readdirSync(folder)
		.filter((name) => name.endsWith('.svelte'))
		.map((name) => `${folder}/${name}`);

test.each(languages)('the page with a script brings along all that it says, in %s', (language) => {
	const words = Object.keys(wordsOfStudio(language));
	const frame = ['src/routes/+layout.svelte', 'src/routes/+error.svelte', ...pagesIn('src/lib/ui')];
	const keys = [...frame, ...pagesIn('src/routes/studio')].flatMap(saidIn);
	expect(keys.length).toBeGreaterThan(80);
	// A key may end in a value: `studio.said.${what}`.
	expect(
		keys.filter((key) => !words.some((word) => word === key || (key.endsWith('.') && word.startsWith(key))))
	).toEqual([]);
});

test('and little more than that', () => {
	for (const language of languages)
		expect(JSON.stringify(wordsOfStudio(language)).length).toBeLessThan(25_000);
});
