import { expect, test, type Page as BrowserPage } from '@playwright/test';
import { loadImage, createCanvas } from '@napi-rs/canvas';
import type { Page } from '#lib/paper/drawing.ts';
import { pdfBytes } from '#lib/paper/paintPdf.ts';
import { paintSvg } from '#lib/paper/paintSvg.ts';
import { sheetNamed } from '#lib/paper/sheets.ts';
import { pdfTools, typesetter } from '#lib/server/fonts.ts';
import { everythingOn, kit, largePoster, otherPages, printShop, SHORT, type Print } from '../paper/pages.ts';
import { pictureOf, printedPdf, type Picture } from '../paper/ink.ts';

/**
 * The preview is the paper: each kind of page, painted as SVG and shown by Chromium, and painted as PDF and printed by pdf.js,
 * is the same picture at 150 dpi.
 */
const DPI = 150;
const CSS_DPI = 96;
/** Pixels in 5 mm: a full stop of 9 pt that is missing is 9 pixels there. */
const PLACE = 30;
/** Greys that are taken for equal: both cover the edge of a thin line in sixteenths. */
const NEARLY = 0.15;

const french = kit(SHORT, null);
const specimen = { ...french, info: { ...french.info, watermark: 'SPECIMEN' } };

const prints: readonly Print[] = [
	{ ...kit(SHORT, 'ar'), what: 'kit with Arabic' },
	largePoster(SHORT, 'ar'),
	{ ...specimen, what: 'specimen in French' },
	otherPages(),
	printShop(SHORT, null),
	printShop(SHORT, 'A4'),
	...['avery-L7160', 'avery-3416', 'avery-L7651', 'avery-5164', 'blank-A4-64x38-2'].map((id) =>
		everythingOn(sheetNamed(id)!, id === 'avery-5164' ? 'ar' : 'fr')!
	)
];

test.use({ viewport: { width: 1200, height: 1700 }, deviceScaleFactor: DPI / CSS_DPI });

for (const { what, pages, info } of prints)
	test(`the preview of each page is the paper: ${what}`, async ({ page: browser }) => {
		const pdf = await printedPdf(await pdfBytes(pages, info, typesetter(), pdfTools()));
		for (const [i, page] of pages.entries()) {
			const whole = { x: 0, y: 0, w: page.widthMm, h: page.heightMm };
			const printed = await pdf.picture(i + 1, whole, DPI);
			const paper = info.forPrintShop ? fromBlackPlate(printed) : printed;
			const preview = await shown(browser, page, info.watermark);
			const { inked, different, mostInOnePlace } = compared(paper, preview);
			const [onPaper, onScreen] = [inkOf(paper), inkOf(preview)];
			expect(inked, `ink on page ${i + 1}`).toBeGreaterThan(10_000);
			expect(Math.abs(onPaper - onScreen) / onPaper, `page ${i + 1}: amount of ink`).toBeLessThan(0.01);
			expect(different / inked, `page ${i + 1}: share of the ink`).toBeLessThan(0.0005);
			expect(mostInOnePlace, `page ${i + 1}: pixels in 5 mm square`).toBeLessThan(9);
		}
		await pdf.close();
	});

async function shown(browser: BrowserPage, page: Page, watermark: string | undefined): Promise<Picture> {
	const svg = paintSvg(page, typesetter(), { watermark });
	await browser.setContent(
		`<body style="margin: 0">${svg.replace('<svg ', '<svg style="display: block" ')}</body>`
	);
	const [width, height] = [page.widthMm, page.heightMm].map((mm) => (mm / 25.4) * CSS_DPI) as [
		number,
		number
	];
	const image = await loadImage(await browser.screenshot({ clip: { x: 0, y: 0, width, height } }));
	const canvas = createCanvas(image.width, image.height);
	canvas.getContext('2d').drawImage(image, 0, 0);
	return pictureOf(canvas.getContext('2d').getImageData(0, 0, image.width, image.height));
}

/** pdf.js shows the black plate alone (K 100 %) as the dark grey that offset ink is; the preview shows black. */
function fromBlackPlate(picture: Picture): Picture {
	const darkest = picture.light.reduce((least, light) => Math.min(least, light), 1);
	expect(darkest, 'K 100 %').toBeCloseTo(46 / 255, 1);
	return { ...picture, light: picture.light.map((light) => (light - darkest) / (1 - darkest)) };
}

/** How much is black, a grey pixel being a part of one. */
function inkOf({ light }: Picture): number {
	return light.reduce((sum, bright) => sum + 1 - bright, 0);
}

/** Pixels with ink in one of the pictures, and those of them that the other one does not have beside: edges may be a pixel off. */
function compared(one: Picture, other: Picture) {
	const [width, height] = [Math.min(one.width, other.width), Math.min(one.height, other.height)];
	let [inked, different] = [0, 0];
	const places = new Map<string, number>();
	for (let y = 1; y < height - 1; y++)
		for (let x = 1; x < width - 1; x++) {
			const [a, b] = [one.light[y * one.width + x]!, other.light[y * other.width + x]!];
			if (Math.min(a, b) > 0.9) continue;
			inked++;
			if (isBeside(a, other, x, y) && isBeside(b, one, x, y)) continue;
			different++;
			const place = `${Math.floor(x / PLACE)} ${Math.floor(y / PLACE)}`;
			places.set(place, (places.get(place) ?? 0) + 1);
		}
	return { inked, different, mostInOnePlace: Math.max(0, ...places.values()) };
}

function isBeside(light: number, { width, light: all }: Picture, x: number, y: number): boolean {
	let [least, most] = [1, 0];
	for (let dy = -1; dy <= 1; dy++)
		for (let dx = -1; dx <= 1; dx++) {
			const there = all[(y + dy) * width + x + dx]!;
			least = Math.min(least, there);
			most = Math.max(most, there);
		}
	return light >= least - NEARLY && light <= most + NEARLY;
}
