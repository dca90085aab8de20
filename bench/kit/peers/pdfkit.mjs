/** pdfkit as its guide would have it: one font, QR symbols as one path of rectangles, streamed to the file. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import PDFDocument from 'pdfkit';
import * as content from '../content.mjs';
import { count, darkRuns, fontFile, out, PAGE, pictograms, pt } from './ink.mjs';

const { place } = content;
const document = new PDFDocument({ size: PAGE, margin: 0, autoFirstPage: false });
const file = createWriteStream(out);
document.pipe(file);
document.registerFont('house', fontFile);

for (let i = 0; i < count; i++) {
	const one = content.household(i);
	stickerPage(one);
	letterPage(one);
	if (file.writableNeedDrain) await once(file, 'drain');
}
document.end();
await once(file, 'finish');

function stickerPage(one) {
	document.addPage().font('house');
	text(content.title(one), place.title);
	const { x, y, width, height, line } = place.frame;
	document.lineWidth(pt(line)).rect(pt(x), pt(y), pt(width), pt(height)).stroke('black');
	qr(one.stickerUrl, place.sticker);
	document
		.fontSize(place.code.size)
		.text(one.code, 0, pt(place.code.y), { width: PAGE[0], align: 'center', baseline: 'alphabetic' });
	content.discs.forEach((disc, j) => thing(pictograms[one.things[j]].path, disc));
}

function letterPage(one) {
	document.addPage().font('house');
	text(content.letterTitle(one), place.letterTitle);
	const { x, y, width, size, lineHeight, paragraphGap } = place.body;
	document.fontSize(size);
	const lineGap = lineHeight - document.currentLineHeight();
	let top = pt(y) - size;
	for (const paragraph of content.paragraphs(one)) {
		document.text(paragraph, pt(x), top, { width: pt(width), lineGap });
		top = document.y + paragraphGap;
	}
	text(one.code, place.letterCode);
	qr(one.letterUrl, place.letterQr);
}

function text(words, { x, y, size }) {
	document
		.fillColor('black')
		.fontSize(size)
		.text(words, pt(x), pt(y), { lineBreak: false, baseline: 'alphabetic' });
}

function thing(path, { x, y }) {
	const half = content.PICTOGRAM_SIDE / 2;
	document.circle(pt(x), pt(y), pt(content.DISC_RADIUS)).fill('black');
	document
		.save()
		.translate(pt(x - half), pt(y - half))
		.scale(pt(content.PICTOGRAM_SIDE) / 24)
		.path(path)
		.fill('white')
		.restore();
	document.fillColor('black');
}

function qr(words, { x, y, side }) {
	const { size, runs } = darkRuns(words);
	document
		.save()
		.translate(pt(x), pt(y))
		.scale(pt(side) / size);
	for (const [column, row, length] of runs) document.rect(column, row, length, 1);
	document.fill('black').restore();
}
