import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, test, type Page as BrowserPage } from '@playwright/test';
import { RIGHT_TO_LEFT } from '#lib/paper/runs.ts';
import { paintShapesSvg } from '#lib/paper/paintSvg.ts';
import { setLine, type GlyphRun, type SetLine } from '#lib/paper/text.ts';
import { typesetter } from '#lib/server/fonts.ts';
import { SCRIPT_LINES, type ScriptLine } from '../support/scripts.ts';

/**
 * Chromium sets each line with our font files: it is as wide as ours and the same picture. It chooses a font by letter
 * where we choose it by word, so each run is told its font; and what we isolate as a code is isolated for it too.
 */
const SIZE_PX = 72;
const PX_PER_MM = 96 / 25.4;
const LEFT = 40;
/** From one line to the next. */
const TALL = 180;
const SCALE = 2;
const PAGE = { width: 2200, height: TALL * SCRIPT_LINES.length };

test.use({ viewport: PAGE, deviceScaleFactor: SCALE });

for (const face of ['regular', 'bold'] as const)
	test(`Chromium sets every script as we do: ${face}`, async ({ page }) => {
		const lines = SCRIPT_LINES.map((line) => setOf(line, face));
		await page.setContent(chromiumsPage(lines));
		await page.evaluate(() => Promise.all([...document.fonts].map((font) => font.load())));
		const laid = await page.evaluate(() =>
			[...document.querySelectorAll('p')].map((line) => ({
				width: line.getBoundingClientRect().width,
				baseline: line.querySelector('i')!.getBoundingClientRect().bottom
			}))
		);
		const theirs = await pictureOf(page);
		await page.setContent(ourPage(lines, laid));
		const ours = await pictureOf(page);
		for (const [i, { name }] of SCRIPT_LINES.entries()) {
			const widths = laid[i]!.width / (lines[i]!.widthMm * PX_PER_MM);
			expect(Math.abs(widths - 1), `${name}: width`).toBeLessThan(0.005);
			const { inked, shared } = comparedInLine(i, ours, theirs);
			expect(inked, `${name}: ink`).toBeGreaterThan(3_000);
			expect(shared / inked, `${name}: ink in both`).toBeGreaterThan(0.95);
		}
	});

function setOf({ text, language, direction }: ScriptLine, face: 'regular' | 'bold'): SetLine {
	return setLine(typesetter(), text, {
		face,
		sizePt: SIZE_PX * 0.75,
		language,
		...(direction && { direction })
	});
}

function chromiumsPage(lines: readonly SetLine[]): string {
	const used = new Set(lines.flatMap(({ runs }) => runs.map(({ font }) => font)));
	const faces = typesetter()
		.fonts.filter(({ name }) => used.has(name))
		.map(
			({ name, bytes }) =>
				`@font-face { font-family: ${name}; src: url(data:font/ttf;base64,${Buffer.from(bytes).toString('base64')}) }`
		);
	return `<style>${faces.join('')}${STYLE}</style>${lines.map(paragraphOf).join('')}`;
}

// Space between Chinese and Latin letters, and between two Chinese marks, is Chromium's own idea: we leave it as the font has it.
const STYLE =
	`p { position: absolute; left: ${LEFT}px; margin: 0; white-space: pre; line-height: ${TALL}px; font-size: ${SIZE_PX}px;` +
	'font-synthesis: none; text-rendering: geometricPrecision; text-spacing-trim: space-all; text-autospace: no-autospace }' +
	'i { display: inline-block; width: 0; height: 0 }';

function paragraphOf({ runs, direction, style }: SetLine, i: number): string {
	const spans = [...runs].sort((a, b) => a.start - b.start).map(spanOf);
	return `<p lang="${style.language}" dir="${direction}" style="top: ${i * TALL}px">${spans.join('')}<i></i></p>`;
}

function spanOf({ font, text }: GlyphRun): string {
	const isCode = !RIGHT_TO_LEFT.test(text) && /\d.*[-./: ].*\d/.test(text);
	const isolated = isCode ? '; direction: ltr; unicode-bidi: isolate' : '';
	return `<span style="font-family: ${font}${isolated}">${text.replace(/[&<]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</span>`;
}

function ourPage(lines: readonly SetLine[], laid: readonly { readonly baseline: number }[]): string {
	const shapes = lines.map((line, i) => ({
		kind: 'text' as const,
		line,
		x: LEFT / PX_PER_MM,
		y: laid[i]!.baseline / PX_PER_MM,
		ink: 1
	}));
	const svg = paintShapesSvg(shapes, PAGE.width / PX_PER_MM, PAGE.height / PX_PER_MM, typesetter());
	return `<body style="margin: 0">${svg.replace('<svg ', '<svg style="display: block" ')}</body>`;
}

async function pictureOf(page: BrowserPage) {
	const image = await loadImage(await page.screenshot());
	const canvas = createCanvas(image.width, image.height);
	canvas.getContext('2d').drawImage(image, 0, 0);
	return canvas.getContext('2d').getImageData(0, 0, image.width, image.height).data;
}

/** Pixels that are dark in one of the pictures, in the band of a line, and those that are in both. */
function comparedInLine(i: number, one: Uint8ClampedArray, other: Uint8ClampedArray) {
	const band = PAGE.width * TALL * SCALE * SCALE * 4;
	let [inked, shared] = [0, 0];
	for (let at = i * band; at < (i + 1) * band; at += 4) {
		const [here, there] = [one[at]! < 128, other[at]! < 128];
		if (here || there) inked++;
		if (here && there) shared++;
	}
	return { inked, shared };
}
