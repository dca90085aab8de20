/**
 * The peer: the letter and the sticker sheet of each mailbox as pdf-lib's own manual would have them drawn: drawText line by
 * line, wrapped by measuring, QR symbols as PNG images, pictograms by drawSvgPath on every sheet. It does less than a
 * kit: the standard fonts only, so no Arabic and nothing to subset, and no caretaker's sheet and no poster.
 */
import * as icons from '@mdi/js';
import { PDFDocument, StandardFonts, rgb } from 'pdf-lib';
import QRCode from 'qrcode';
import { readFileSync, writeFileSync } from 'node:fs';

const [, , plan, out] = process.argv;
/** @type {{ publicUrl: string, codes: string[], words: string[] }} */
const { publicUrl, codes, words } = JSON.parse(readFileSync(plan, 'utf8'));

const mm = (length) => (length * 72) / 25.4;
const A4 = [mm(210), mm(297)];
const BLACK = rgb(0, 0, 0);
const things = Object.entries(icons)
	.filter(([name]) => /^mdi[A-Z]/.test(name))
	.filter((_, i) => i % 150 === 0)
	.slice(0, 40);

const document = await PDFDocument.create();
const regular = await document.embedFont(StandardFonts.Helvetica);
const bold = await document.embedFont(StandardFonts.HelveticaBold);
for (const code of codes) {
	await letter(code);
	await sheet(code);
}
writeFileSync(out, await document.save());

async function letter(code) {
	const page = document.addPage(A4);
	paragraph(page, 'Entre voisins, on se prête.', { x: 10, y: 20, width: 190, size: 26, font: bold });
	['Boîte 014 · Entrée B', 'Bâtiment A · Les Tilleuls', '12 rue des Tilleuls', '93200 Saint-Denis'].forEach(
		(line, i) => page.drawText(line, { x: mm(112), y: mm(297 - 52 - 6 * i), size: 11, font: bold })
	);
	page.drawRectangle({
		x: mm(10),
		y: mm(297 - 157),
		width: mm(190),
		height: mm(54),
		borderColor: BLACK,
		borderWidth: mm(0.8)
	});
	await qr(page, `${publicUrl}/a/${code}#${code.slice(0, 9)}`, 11.4, 105, 50);
	page.drawText(code.slice(0, 9), { x: mm(63), y: mm(297 - 120), size: 32, font: bold });
	let [x, y] = [10, 165];
	for (const text of words) {
		if (y > 280) [x, y] = [x + 97, 165];
		y = paragraph(page, text, { x, y, width: 90, size: 8.5, font: regular });
	}
}

async function sheet(code) {
	const page = document.addPage(A4);
	page.drawText('Vos autocollants', { x: mm(10), y: mm(297 - 16), size: 22, font: bold });
	await qr(page, `${publicUrl.toUpperCase()}/${code}`, 10.5, 31, 34);
	await qr(page, `${publicUrl.toUpperCase()}/${code}`, 76.5, 31, 34);
	await qr(page, `${publicUrl.toUpperCase()}/${code}`, 85, 70, 24);
	things.forEach(([name, path], i) => {
		const [x, y] = [10 + (i % 7) * 27.4, 101 + Math.floor(i / 7) * 31.5];
		page.drawRectangle({
			x: mm(x),
			y: mm(297 - y - 29.5),
			width: mm(25.4),
			height: mm(29.5),
			borderColor: BLACK,
			borderWidth: mm(0.5)
		});
		page.drawSvgPath(path, { x: mm(x + 3), y: mm(297 - y - 2), scale: mm(19) / 24, color: BLACK });
		page.drawText(name.slice(3, 18), { x: mm(x + 2), y: mm(297 - y - 26), size: 7, font: bold });
	});
}

async function qr(page, text, x, y, side) {
	const image = await document.embedPng(
		await QRCode.toBuffer(text, { errorCorrectionLevel: 'Q', scale: 8, margin: 4 })
	);
	page.drawImage(image, { x: mm(x), y: mm(297 - y - side), width: mm(side), height: mm(side) });
}

/** Gives where the next one begins, in mm from the top. */
function paragraph(page, text, { x, y, width, size, font }) {
	let line = '';
	for (const word of [...text.split(' '), null]) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (word !== null && font.widthOfTextAtSize(longer, size) <= mm(width)) {
			line = longer;
			continue;
		}
		page.drawText(line, { x: mm(x), y: mm(297 - y), size, font });
		y += size * 0.45;
		line = word ?? '';
	}
	return y + 1;
}
