/**
 * What the programs that write by hand have ready before they start, as a build step would make it: the font cut to the
 * characters, the place and width of each, and the discs with their pictograms as operators. Measured with nobody.
 * Usage: prepare.js <folder>
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as icons from '@mdi/js';
import { cutFont } from '#lib/paper/cutFont.ts';
import { openFont } from '#lib/paper/font.ts';
import { circleOutline, readPath, type Segment } from '#lib/paper/outline.ts';
import * as content from './content.mjs';

const [, , folder] = process.argv;
const { resolve } = createRequire(import.meta.url);
/** The house's own font, which everybody here sets in. */
const fontFile = resolve(
	'@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf'
);
const pictograms = content.pictogramNames.map((name) => ({
	name,
	path: (icons as unknown as Record<string, string>)[`mdi${name}`]!
}));

const bytes = new Uint8Array(readFileSync(fontFile));
const font = openFont({ name: 'Atkinson', face: 'regular', read: () => bytes });
const shaped = content.characters.map((character) => {
	if (!font.covers(character.codePointAt(0)!)) throw new Error(`no glyph for ${character}`);
	const [glyph] = font.shape(character, 0, character.length, {
		...{ rightToLeft: false, script: 'Latn', language: 'fr' }
	});
	return [character, glyph!.id, font.advance(glyph!.id)] as const;
});
const { program, numbers } = cutFont(
	bytes,
	shaped.map(([, id]) => id)
);
writeFileSync(`${folder}/font.ttf`, program);
const glyphs = shaped.map(([character, id, advance]) => [character, numbers.get(id)!, advance]);

const { ascent, descent, capHeight } = font;
const discs = pictograms.map(({ path }) => discOperators(path));
writeFileSync(
	`${folder}/assets.json`,
	JSON.stringify({ fontFile, pictograms, glyphs, font: { ascent, descent, capHeight }, discs })
);

/** In points, y up, the middle of the disc at 0, 0. */
function discOperators(path: string): string {
	const [k, half] = [content.POINTS_PER_MM, (content.DISC_RADIUS * 2 * content.POINTS_PER_MM) / 2];
	const scale = (content.PICTOGRAM_SIDE * k) / 24;
	const disc = operators(circleOutline(0, 0, half), 1, 0);
	return `0 g\n${disc}f\n1 g\n${operators(readPath(path), scale, 12)}f\n`;
}

function operators(segments: readonly Segment[], scale: number, middle: number): string {
	const letters = { M: 'm', L: 'l', C: 'c', Z: 'h' };
	return segments
		.map(([letter, ...numbers]) => {
			const places = numbers.map((n, i) => (i % 2 ? -1 : 1) * (n - middle) * scale);
			return `${places.map((n) => Number(n.toFixed(2))).join(' ')} ${letters[letter]}\n`;
		})
		.join('');
}
