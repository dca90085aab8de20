/** What several of the peers share: what was made beforehand, and QR symbols as their users would make them. */
import QRCode from 'qrcode';
import { readFileSync } from 'node:fs';
import { A4, POINTS_PER_MM } from '../content.mjs';

const [, , mailboxes, file, assets] = process.argv;
export const count = Number(mailboxes);
export const out = file;
/** @type {{ fontFile: string, pictograms: { name: string, path: string }[], discs: string[] }} */
export const {
	fontFile,
	pictograms,
	discs: discOperators
} = JSON.parse(readFileSync(`${assets}/assets.json`, 'utf8'));

export const pt = (mm) => mm * POINTS_PER_MM;
/** From the bottom of the page, in points. */
export const up = (mm) => pt(A4.height - mm);
export const PAGE = [pt(A4.width), pt(A4.height)];
export const short = (value) => String(Math.round(value * 100) / 100);

/** Runs of dark modules, row by row from the top: column, row, length; and the symbol's size. */
export function darkRuns(text) {
	const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'Q' }).modules;
	const runs = [];
	for (let y = 0; y < size; y++)
		for (let x = 0; x < size; x++) {
			const from = x;
			while (x < size && data[y * size + x]) x++;
			if (x > from) runs.push([from, y, x - from]);
		}
	return { size, runs };
}

/** One path of the whole symbol, as PDF operators. */
export function qrOperators(text, { x, y, side }) {
	const { size, runs } = darkRuns(text);
	const scale = short(pt(side) / size);
	let operators = `q ${scale} 0 0 ${scale} ${short(pt(x))} ${short(up(y + side))} cm\n`;
	for (const [column, row, length] of runs) operators += `${column} ${size - 1 - row} ${length} 1 re\n`;
	return `${operators}f Q\n`;
}

/** Lines filled from the first word on; `measure` gives the width of a text at size 1. */
export function wrapped(text, width, measure) {
	const lines = [];
	let line = '';
	for (const word of text.split(' ')) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (line !== '' && measure(longer) > width) {
			lines.push(line);
			line = word;
		} else line = longer;
	}
	return [...lines, line];
}
