import type { Area } from '#lib/paper/lengths.ts';
import { createCanvas } from '@napi-rs/canvas';
import jsqr from 'jsqr';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** Ink as it is seen, by programs that we did not write: pdf.js lays it, ZXing and jsQR read the codes in it. */
const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });

/** Brightness row by row from the top left: 0 is black, 1 is white. */
export interface Picture {
	readonly width: number;
	readonly height: number;
	readonly light: Float32Array;
}

/** How much red, green and blue the lamp gives. */
export type Lamp = readonly [red: number, green: number, blue: number];
export const DAYLIGHT: Lamp = [1, 1, 1];

export interface PrintedPdf {
	/** A part of a page, the first page being 1, in mm from its top left corner. White where the page ends. */
	picture(page: number, part: Area, dpi: number): Promise<Picture>;
	close(): Promise<void>;
}

export async function printedPdf(bytes: Uint8Array): Promise<PrintedPdf> {
	const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
	return {
		close: () => document.destroy(),
		async picture(number, part, dpi) {
			const page = await document.getPage(number);
			const perMm = dpi / 25.4;
			const viewport = page.getViewport({
				scale: dpi / 72,
				offsetX: -part.x * perMm,
				offsetY: -part.y * perMm
			});
			const canvas = createCanvas(Math.round(part.w * perMm), Math.round(part.h * perMm));
			await page.render({
				canvas: canvas as unknown as HTMLCanvasElement,
				canvasContext: canvas.getContext('2d') as unknown as CanvasRenderingContext2D,
				viewport
			}).promise;
			return pictureOf(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height));
		}
	};
}

interface Pixels {
	readonly data: Uint8ClampedArray;
	readonly width: number;
	readonly height: number;
}

/** Grey as the eye weighs it (ITU-R BT.601). */
export function pictureOf({ data, width, height }: Pixels): Picture {
	const light = new Float32Array(width * height);
	for (let i = 0; i < light.length; i++)
		light[i] = (data[4 * i]! * 0.299 + data[4 * i + 1]! * 0.587 + data[4 * i + 2]! * 0.114) / 255;
	return { width, height, light };
}

function pixelsOf({ width, height, light }: Picture, lamp: Lamp): Pixels {
	const data = new Uint8ClampedArray(width * height * 4).fill(255);
	for (let i = 0; i < light.length; i++)
		for (let colour = 0; colour < 3; colour++) data[4 * i + colour] = light[i]! * lamp[colour]! * 255;
	return { data, width, height };
}

/** What each decoder reads in a picture; nothing where it finds no whole symbol. */
export const decoders = {
	async ZXing(picture: Picture, lamp: Lamp): Promise<string | undefined> {
		const image = pixelsOf(picture, lamp) as ImageData;
		const found = await readBarcodes(image, { formats: ['QRCode'], tryHarder: true });
		return found.find(({ isValid }) => isValid)?.text;
	},
	async jsQR(picture: Picture, lamp: Lamp): Promise<string | undefined> {
		const { data, width, height } = pixelsOf(picture, lamp);
		return jsqr(data, width, height, { inversionAttempts: 'dontInvert' })?.data;
	}
};

export type Decoder = keyof typeof decoders;
