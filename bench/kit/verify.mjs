/**
 * Whether a program put the common content on paper: so many pages, no fault that qpdf finds, and of some mailboxes both
 * codes read from the drawn pages, twelve discs with something white in them, and every word of the letter as text.
 * Usage: verify.mjs <file> <mailboxes>; says what is wrong, a line each.
 */
import { createCanvas } from '@napi-rs/canvas';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import * as content from './content.mjs';

const [, , file, mailboxes] = process.argv;
const count = Number(mailboxes);
const DPI = 120;
const PIXELS_PER_MM = DPI / 25.4;
/** A file of many thousand pages takes qpdf half a minute. */
const MOST_FOR_QPDF = 1_000;

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });

const faults = [...checkedByQpdf()];
const document = await getDocument({
	...{ data: new Uint8Array(readFileSync(file)), verbosity: VerbosityLevel.ERRORS }
}).promise;
if (document.numPages !== 2 * count) faults.push(`${document.numPages} pages for ${count} mailboxes`);
for (const number of new Set([0, Math.min(4, count - 1), count - 1])) faults.push(...(await mailbox(number)));
await document.destroy();
for (const fault of faults) console.log(fault);
process.exit(faults.length > 0 ? 1 : 0);

function checkedByQpdf() {
	if (count > MOST_FOR_QPDF) return [];
	const { status, error, stdout } = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' });
	return error || status === 0 ? [] : [`qpdf: ${stdout}`];
}

async function mailbox(number) {
	const one = content.household(number);
	const sheet = await drawn(2 * number + 1);
	const letter = await drawn(2 * number + 2);
	const words = squeezed(await textOf(2 * number + 2));
	const asked = [content.letterTitle(one), one.code, ...content.paragraphs(one)];
	return [
		...(await codeFaults(sheet, content.place.sticker, one.stickerUrl)),
		...(await codeFaults(letter, content.place.letterQr, one.letterUrl)),
		...content.discs.flatMap((disc, i) => discFaults(sheet, disc, i)),
		...asked.filter((text) => !words.includes(squeezed(text))).map((text) => `the letter lacks: ${text}`),
		...[content.title(one), one.code]
			.filter((text) => !squeezed(sheet.text).includes(squeezed(text)))
			.map((text) => `the sticker page lacks: ${text}`)
	].map((fault) => `mailbox ${number}: ${fault}`);
}

async function drawn(number) {
	const page = await document.getPage(number);
	const viewport = page.getViewport({ scale: DPI / 72 });
	const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
	const canvasContext = canvas.getContext('2d');
	await page.render({ canvas, canvasContext, viewport }).promise;
	return { canvasContext, text: await textOf(number) };
}

async function textOf(number) {
	const { items } = await (await document.getPage(number)).getTextContent();
	return items.map((item) => item.str ?? '').join('');
}

/** Programs differ in where they say that there is a space. */
function squeezed(text) {
	return text.normalize('NFKC').replace(/\s+/g, '');
}

async function codeFaults({ canvasContext }, { x, y, side }, expected) {
	const quiet = side / 7;
	const [left, top, width] = [x - quiet, y - quiet, side + 2 * quiet].map((mm) =>
		Math.round(mm * PIXELS_PER_MM)
	);
	const found = await readBarcodes(canvasContext.getImageData(left, top, width, width), {
		...{ formats: ['QRCode'], tryHarder: true }
	});
	return found[0]?.text === expected ? [] : [`a code reads ${found[0]?.text}, not ${expected}`];
}

function discFaults({ canvasContext }, { x, y }, i) {
	const half = content.PICTOGRAM_SIDE / 2;
	const [left, top, width] = [x - half, y - half, 2 * half].map((mm) => Math.round(mm * PIXELS_PER_MM));
	const { data } = canvasContext.getImageData(left, top, width, width);
	let white = 0;
	for (let at = 0; at < data.length; at += 4) if (data[at] > 200) white++;
	const share = white / (width * width);
	return share > 0.03 && share < 0.8 ? [] : [`disc ${i} is ${Math.round(100 * share)} % white`];
}
