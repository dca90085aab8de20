/** pdf-lib as its manual would have it: drawText on measured lines, QR symbols as PNG images, drawSvgPath for each thing. */
import fontkit from '@pdf-lib/fontkit';
import { readFileSync, writeFileSync } from 'node:fs';
import { PDFDocument, rgb } from 'pdf-lib';
import QRCode from 'qrcode';
import * as content from '../content.mjs';
import { count, fontFile, out, PAGE, pictograms, pt, up, wrapped } from './ink.mjs';

const { place } = content;
const [BLACK, WHITE] = [rgb(0, 0, 0), rgb(1, 1, 1)];
const document = await PDFDocument.create();
document.registerFontkit(fontkit);
const font = await document.embedFont(readFileSync(fontFile), { subset: true });
for (let i = 0; i < count; i++) {
	const one = content.household(i);
	await stickerPage(document.addPage(PAGE), one);
	await letterPage(document.addPage(PAGE), one);
}
writeFileSync(out, await document.save());

async function stickerPage(page, one) {
	const { x, y, width, height, line } = place.frame;
	text(page, content.title(one), place.title);
	page.drawRectangle({
		...{ x: pt(x), y: up(y + height), width: pt(width), height: pt(height) },
		...{ borderColor: BLACK, borderWidth: pt(line) }
	});
	await qr(page, one.stickerUrl, place.sticker);
	const { size } = place.code;
	page.drawText(one.code, {
		...{ x: (PAGE[0] - font.widthOfTextAtSize(one.code, size)) / 2, y: up(place.code.y), size, font }
	});
	const half = content.PICTOGRAM_SIDE / 2;
	content.discs.forEach((disc, j) => {
		page.drawCircle({ x: pt(disc.x), y: up(disc.y), size: pt(content.DISC_RADIUS), color: BLACK });
		page.drawSvgPath(pictograms[one.things[j]].path, {
			...{ x: pt(disc.x - half), y: up(disc.y - half), scale: pt(content.PICTOGRAM_SIDE) / 24, color: WHITE }
		});
	});
}

async function letterPage(page, one) {
	const { x, y, width, size, lineHeight, paragraphGap } = place.body;
	text(page, content.letterTitle(one), place.letterTitle);
	let top = up(y);
	for (const paragraph of content.paragraphs(one)) {
		const lines = wrapped(paragraph, pt(width) / size, (words) => font.widthOfTextAtSize(words, 1));
		page.drawText(lines.join('\n'), { x: pt(x), y: top, size, lineHeight, font });
		top -= lines.length * lineHeight + paragraphGap;
	}
	text(page, one.code, place.letterCode);
	await qr(page, one.letterUrl, place.letterQr);
}

function text(page, words, { x, y, size }) {
	page.drawText(words, { x: pt(x), y: up(y), size, font });
}

async function qr(page, words, { x, y, side }) {
	const png = await QRCode.toBuffer(words, { errorCorrectionLevel: 'Q', margin: 0, scale: 12 });
	const image = await document.embedPng(png);
	page.drawImage(image, { x: pt(x), y: up(y + side), width: pt(side), height: pt(side) });
}
