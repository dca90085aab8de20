import { createCanvas } from '@napi-rs/canvas';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** Paper read back by programs that we did not write: pdf.js renders and gives the text, ZXing decodes. */
const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });

export interface ReadPage {
	readonly text: string;
	readonly codes: readonly string[];
}

const DPI = 110;

/** The text and the QR codes of each page of a PDF. */
export async function readPdf(bytes: Uint8Array, dpi = DPI): Promise<ReadPage[]> {
	const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
	const pages: ReadPage[] = [];
	for (let n = 1; n <= document.numPages; n++) {
		const page = await document.getPage(n);
		pages.push({ text: await textOf(page), codes: await codesOf(page, dpi) });
		page.cleanup();
	}
	await document.destroy();
	return pages;
}

async function textOf(page: PDFPageProxy): Promise<string> {
	const { items } = await page.getTextContent();
	return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
}

async function codesOf(page: PDFPageProxy, dpi: number): Promise<string[]> {
	const viewport = page.getViewport({ scale: dpi / 72 });
	const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
	const context = canvas.getContext('2d');
	await page.render({
		canvas: canvas as unknown as HTMLCanvasElement,
		canvasContext: context as unknown as CanvasRenderingContext2D,
		viewport
	}).promise;
	const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
	const image = { data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' } as ImageData;
	const found = await readBarcodes(image, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 10 });
	return found.filter(({ isValid }) => isValid).map(({ text }) => text);
}

/** The QR codes of a picture (PNG). */
export async function readCodes(png: Uint8Array): Promise<string[]> {
	const found = await readBarcodes(png, { formats: ['QRCode'], tryHarder: true });
	return found.filter(({ isValid }) => isValid).map(({ text }) => text);
}
