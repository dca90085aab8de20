import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { languages } from './languages.ts';

const FOLDER = 'src/lib/text';
const KEY = /^\t'([\w.-]+)':/gm;

test.each(languages)('no dictionary takes a key from another, in %s', (language) => {
	const keys = readdirSync(FOLDER)
		.filter((name) => name.endsWith(`.${language}.ts`))
		.flatMap((name) => [...readFileSync(`${FOLDER}/${name}`, 'utf8').matchAll(KEY)].map(([, key]) => key!));
	expect(keys.length).toBeGreaterThan(1000);
	expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});
