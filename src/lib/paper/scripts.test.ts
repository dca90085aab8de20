import { createCanvas, loadImage, type Canvas } from '@napi-rs/canvas';
import fc from 'fast-check';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pdfTools, typesetter as openTypesetter } from '#lib/server/fonts.ts';
import { SCRIPT_LINES, type ScriptLine } from '../../../tests/support/scripts.ts';
import type { Page } from './drawing.ts';
import { ptToMm } from './lengths.ts';
import { readPath } from './outline.ts';
import { pdfBytes } from './paintPdf.ts';
import { paintSvg } from './paintSvg.ts';
import {
	fontNamed,
	inkBoxMm,
	lineBoxMm,
	lineHeightMm,
	printable,
	setLine,
	unknownCharacters,
	wrapText,
	type Face,
	type SetLine,
	type TextStyle
} from './text.ts';

const typesetter = openTypesetter();
const FACES: Face[] = ['regular', 'bold'];
const SIZE = 24;
const styleOf = ({ language, direction }: ScriptLine, face: Face = 'regular'): TextStyle => ({
	face,
	sizePt: SIZE,
	language,
	...(direction && { direction })
});
const lineOf = (line: ScriptLine, face?: Face) => setLine(typesetter, line.text, styleOf(line, face));
const glyphsOf = ({ runs }: SetLine) =>
	runs.flatMap(({ font, glyphs }) => glyphs.map((glyph) => ({ font, ...glyph })));

describe.each(FACES)('every script in %s', (face) => {
	test.each(SCRIPT_LINES.map((line) => [line.name, line] as const))('%s has all its letters', (_, line) => {
		expect(unknownCharacters(typesetter, line.text, face)).toEqual([]);
		const set = lineOf(line, face);
		expect(set.text).toBe(printable(line.text));
		expect(glyphsOf(set).filter(({ id }) => id === 0)).toEqual([]);
		const fonts = new Set(set.runs.map(({ font }) => fontNamed(typesetter, font).face));
		expect([...fonts], 'in one weight').toEqual([face]);
	});
});

test('glyphs and places are those that were looked at by eye when this file was written', async () => {
	const written = SCRIPT_LINES.map((line) => {
		const runs = lineOf(line).runs.map(({ font, glyphs }) => {
			const places = glyphs.map(({ id, advance, dx, dy }) => {
				const moved = dx === 0 && dy === 0 ? '' : `@${Math.round(dx)},${Math.round(dy)}`;
				return `${id}+${Math.round(advance)}${moved}`;
			});
			return `\t${font}: ${places.join(' ')}`;
		});
		return `${line.name} (${line.language})\n${runs.join('\n')}`;
	});
	await expect(`${written.join('\n\n')}\n`).toMatchFileSnapshot('../../../tests/fixtures/scripts.txt');
});

describe('on paper', () => {
	const page = (line: ScriptLine): Page => {
		const set = lineOf(line);
		return {
			widthMm: set.widthMm + 20,
			heightMm: 24,
			shapes: [{ kind: 'text', line: set, x: 10, y: 14, ink: 1 }]
		};
	};
	let pdf: PDFDocumentProxy;
	beforeAll(async () => {
		const pages = SCRIPT_LINES.map(page);
		const bytes = await pdfBytes(pages, { title: 'Scripts', language: 'fr' }, typesetter, pdfTools());
		pdf = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
	});
	afterAll(() => pdf.destroy());

	test.each(SCRIPT_LINES.map((line, i) => [line.name, line, i] as const))(
		'%s is the same picture as in the preview',
		async (_, line, i) => {
			const paper = await printed(pdf, i + 1);
			const preview = await shown(page(line), paper.width, paper.height);
			const { inked, apart } = compared(paper, preview);
			expect(inked).toBeGreaterThan(500);
			expect(apart).toBeLessThanOrEqual(3);
		}
	);

	test.each(SCRIPT_LINES.map((line, i) => [line.name, line, i] as const))(
		'%s is copied out in reading order',
		async (_, line, i) => {
			const { items } = await (await pdf.getPage(i + 1)).getTextContent();
			const copied = items.map((item) => ('str' in item ? item.str : '')).join('');
			const [seen, written] = [comparable(copied), comparable(lineOf(line).text)];
			expect(seen, line.name).toBe(written);
		}
	);
});

/** pdf.js moves the space between two words before a mark that ends the first of them, and leaves joiners without a shape out. */
function comparable(text: string): string {
	return text.normalize('NFC').replace(/[\s\u200c\u200d]/gu, '');
}

const DPI = 150;

interface Picture {
	readonly width: number;
	readonly height: number;
	/** From 0, black, to 255. */
	readonly light: Uint8Array;
}

async function printed(pdf: PDFDocumentProxy, number: number): Promise<Picture> {
	const page = await pdf.getPage(number);
	const viewport = page.getViewport({ scale: DPI / 72 });
	const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
	await page.render({
		canvas: canvas as unknown as HTMLCanvasElement,
		canvasContext: canvas.getContext('2d') as unknown as CanvasRenderingContext2D,
		viewport
	}).promise;
	return pictureOf(canvas);
}

async function shown(page: Page, width: number, height: number): Promise<Picture> {
	// Skia knows the older way to write a use alone.
	const svg = paintSvg(page, typesetter)
		.replace(
			/ width="[\d.]+mm" height="[\d.]+mm"/,
			` xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}"`
		)
		.replaceAll('<use href=', '<use xlink:href=');
	const canvas = createCanvas(width, height);
	canvas.getContext('2d').drawImage(await loadImage(Buffer.from(svg)), 0, 0, width, height);
	return pictureOf(canvas);
}

function pictureOf(canvas: Canvas): Picture {
	const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
	return { width, height, light: Uint8Array.from({ length: width * height }, (_, i) => data[4 * i]!) };
}

/** Dark pixels, and how many of them have none beside them in the other picture. */
function compared(one: Picture, other: Picture) {
	let [inked, apart] = [0, 0];
	const isDark = (picture: Picture, x: number, y: number) => picture.light[y * picture.width + x]! < 110;
	const isInkAround = (picture: Picture, x: number, y: number) => {
		for (let dy = -1; dy <= 1; dy++)
			for (let dx = -1; dx <= 1; dx++)
				if (picture.light[(y + dy) * picture.width + x + dx]! < 200) return true;
		return false;
	};
	for (let y = 1; y < one.height - 1; y++)
		for (let x = 1; x < one.width - 1; x++)
			for (const [a, b] of [
				[one, other],
				[other, one]
			] as const) {
				if (!isDark(a, x, y)) continue;
				inked++;
				if (!isInkAround(b, x, y)) apart++;
			}
	return { inked, apart };
}

describe('the ink of a line', () => {
	/** Top and bottom of the outlines, in mm from the baseline: what is seen, by another way than the font's tables. */
	const outlined = (line: SetLine) => {
		const perUnit = ptToMm(line.style.sizePt) / 1000;
		let [above, below] = [-Infinity, -Infinity];
		for (const { font, id, dy } of glyphsOf(line))
			for (const [kind, ...numbers] of readPath(fontNamed(typesetter, font).outline(id) || 'M0 0')) {
				if (kind === 'Z' || fontNamed(typesetter, font).outline(id) === '') continue;
				const y = numbers.at(-1)! + dy;
				above = Math.max(above, y);
				below = Math.max(below, -y);
			}
		return { above: above * perUnit, below: below * perUnit };
	};
	const letters: Record<string, string[]> = {
		vi: [...'ẾỄẨẴỰẶỘgy'],
		ar: [...'سلامعكيحقإأپ', 'َّ', 'ِ', 'ُ', 'ٌّ', 'ٍ'],
		fa: [...'همچگپژیک'],
		he: ['שָׁ', 'לּ', 'ךְ', 'ק', 'בְּ'],
		th: ['ปั๊', 'น้ำ', 'กี่', 'ญู', 'ฎุ', 'ฟี้', 'ฝุ่', 'ไ'],
		ta: ['கௌ', 'ஞூ', 'ஶ்ரீ', 'க்ஷ', 'தீ', 'ஜீ', 'ஹூ'],
		bn: ['ক্ষ্ম', 'র্ক্ষী', 'স্ত্রী', 'কৃঁ', 'ন্দ্রূ', 'ট্টু', 'ঠিঁ'],
		hi: ['हि', 'न्दी', 'र्क्षैं', 'कृँ', 'द्ध्र्य', 'रूँ', 'प्र्क्षु'],
		zh: [...'您繁體釁龘（，」'],
		fr: [...'ÉÅŸçœ|(jÇ', 'Ű', 'x\u0302\u0301\u0323']
	};
	const scripts = Object.keys(letters);
	const anyLine = fc
		.record({
			language: fc.constantFrom(...scripts),
			script: fc.constantFrom(...scripts),
			face: fc.constantFrom(...FACES)
		})
		.chain(({ language, script, face }) =>
			fc
				.array(fc.constantFrom(...letters[script]!), { minLength: 1, maxLength: 12 })
				.map((parts) => setLine(typesetter, parts.join(''), { face, language, sizePt: 20 }))
		);

	test('is where its outlines are, and stays inside the box of the line', () => {
		fc.assert(
			fc.property(anyLine, (line) => {
				const ink = inkBoxMm(typesetter, line);
				const seen = outlined(line);
				// A handle of a curve may stand a little outside of it.
				expect(ink.aboveMm).toBeGreaterThan(seen.above - 0.12);
				expect(ink.belowMm).toBeGreaterThan(seen.below - 0.12);
				const box = lineBoxMm(typesetter, line);
				expect(ink.aboveMm).toBeLessThan(box.aboveMm);
				expect(ink.belowMm).toBeLessThanOrEqual(box.belowMm);
			}),
			{ numRuns: 400 }
		);
	});

	test('needs no more than the usual height of its language, marks upon marks apart', () => {
		for (const line of SCRIPT_LINES.filter(({ name }) => !/vowels|accents|many| in French$/.test(name)))
			for (const face of FACES) {
				const set = lineOf(line, face);
				const ink = inkBoxMm(typesetter, set);
				expect(ink.aboveMm + ink.belowMm, line.name).toBeLessThan(lineHeightMm(set.style));
				const box = lineBoxMm(typesetter, set);
				expect(box.aboveMm + box.belowMm, line.name).toBeCloseTo(lineHeightMm(set.style), 6);
			}
	});

	test('of a plain French line is never measured, and stays in the house’s room', () => {
		const all =
			Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(code)).join('') + 'ŒœŸ–—‘’“”„…•‹›€';
		for (const face of FACES) {
			const set = setLine(typesetter, all, { face, language: 'fr', sizePt: 10 });
			expect(set.text.length).toBeGreaterThan(190);
			const [box, ink] = [lineBoxMm(typesetter, set), inkBoxMm(typesetter, set)];
			expect(box.aboveMm + box.belowMm).toBeCloseTo(1.3 * ptToMm(10), 9);
			expect(ink.aboveMm).toBeLessThan(box.aboveMm);
			expect(ink.belowMm).toBeLessThan(box.belowMm);
		}
	});
});

describe('lines broken', () => {
	const paragraphs: [string, string, string][] = [
		['Thai', 'th', 'ขอยืมที่สูบลมจักรยานจากเพื่อนบ้านได้โดยไม่ต้องมีบัญชีและไม่เสียค่าใช้จ่าย'],
		['Chinese', 'zh', '您好，邻居。这里可以免费借用「电钻」、打气筒（自行车）和缝纫机！请扫描二维码。'],
		['Arabic', 'ar', 'مرحبا بكم في بوابة الجيران، الرمز 7K3M-9PQX-D2F41 لكم وحدكم'],
		['Tamil', 'ta', 'அண்டை வீட்டாரிடமிருந்து மிதிவண்டி பம்பை இலவசமாக கடன் வாங்கலாம்'],
		['Bengali', 'bn', 'প্রতিবেশীর কাছ থেকে বিনামূল্যে সাইকেলের পাম্প ধার নিতে পারেন'],
		['Hebrew', 'he', 'שלום שכנים, אפשר לשאול כאן מקדחה בחינם עד 12/05']
	];
	test.each(paragraphs)(
		'%s: nothing lost, no line too wide, no line that begins or ends wrongly',
		(_, language, text) => {
			for (const widthMm of [22, 35, 60]) {
				const lines = wrapText(typesetter, text, { face: 'regular', sizePt: 12, language }, { widthMm });
				if ('refusal' in lines) throw new Error(lines.refusal);
				expect(lines.length).toBeGreaterThan(1);
				expect(
					lines
						.map((line) => line.text)
						.join('')
						.replaceAll(' ', '')
				).toBe(printable(text).replaceAll(' ', ''));
				for (const line of lines) {
					expect(line.widthMm).toBeLessThanOrEqual(widthMm);
					expect(line.text).not.toMatch(/^[\p{M}，。、！」）]|[「（]$/u);
					expect(line.direction).toBe(lines[0]!.direction);
				}
			}
		}
	);
	test('a soft hyphen is printed where the line ends and nowhere else', () => {
		const style = { face: 'regular', sizePt: 12, language: 'fr' } as const;
		const texts = (widthMm: number) => {
			const lines = wrapText(typesetter, 'auto\u00adcollant', style, { widthMm });
			return 'refusal' in lines ? lines : lines.map((line) => line.text);
		};
		expect(texts(60)).toEqual(['autocollant']);
		expect(texts(18)).toEqual(['auto-', 'collant']);
	});
});

test.each([
	['emoji', '😀❤👍🏽☂', ['😀', '❤', '👍', '🏽', '☂']],
	['private use', 'a\ue000\u{f0000}', ['\ue000', '\u{f0000}']],
	['scripts without a font of ours', 'አ ខ 한', ['አ', 'ខ', '한']]
])('%s never prints', (_, text, unknown) => {
	expect(unknownCharacters(typesetter, text)).toEqual(unknown);
	const refusal = { refusal: 'unknown-character', characters: unknown };
	expect(wrapText(typesetter, text, { face: 'bold', sizePt: 9, language: 'fr' }, { widthMm: 90 })).toEqual(
		refusal
	);
	for (const { id } of glyphsOf(setLine(typesetter, text, styleOf(SCRIPT_LINES[0]!)))) expect(id).not.toBe(0);
});
