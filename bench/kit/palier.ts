/**
 * Palier's engine on the common content: lines set by `lib/paper/text`, pages of shapes, painted by `paintPdf` into a file.
 * Usage: palier.js <mailboxes> <file> <assets>
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { BLACK, PAPER, type Page, type Shape, type Stamp, type Text } from '#lib/paper/drawing.ts';
import { A4, ptToMm } from '#lib/paper/lengths.ts';
import { paintPdf } from '#lib/paper/paintPdf.ts';
import { qrSymbol } from '#lib/paper/qr.ts';
import { setLine, wrapText } from '#lib/paper/text.ts';
import { pdfTools, typesetter } from '#lib/server/fonts.ts';
import * as content from './content.mjs';

const [, , mailboxes, out, assets] = process.argv;
const { place } = content;
const { pictograms } = JSON.parse(readFileSync(`${assets}/assets.json`, 'utf8')) as {
	pictograms: { name: string; path: string }[];
};
const setter = typesetter();
const style = (sizePt: number) => ({ face: 'regular', sizePt, language: 'fr' }) as const;

function at(text: string, x: number, y: number, sizePt: number): Text {
	return { kind: 'text', line: setLine(setter, text, style(sizePt)), x, y, ink: BLACK };
}

function centred(text: string, y: number, sizePt: number): Text {
	const line = setLine(setter, text, style(sizePt));
	return { kind: 'text', line, x: (A4.widthMm - line.widthMm) / 2, y, ink: BLACK };
}

function qr(text: string, { x, y, side }: { x: number; y: number; side: number }): Shape {
	return { kind: 'code', symbol: qrSymbol(text, 'Q'), x, y, size: side };
}

/** A disc with its pictogram, one stamp for each pictogram. */
const discOf = pictograms.map(({ name, path }): Stamp => {
	const corner = -content.PICTOGRAM_SIDE / 2;
	return {
		kind: 'stamp',
		name,
		shapes: [
			{ kind: 'circle', cx: 0, cy: 0, r: content.DISC_RADIUS, fill: BLACK },
			{ kind: 'figure', name, path, x: corner, y: corner, size: content.PICTOGRAM_SIDE, ink: PAPER }
		],
		x: 0,
		y: 0
	};
});

const lineMm = ptToMm(place.body.lineHeight);
const gapMm = ptToMm(place.body.paragraphGap);

function paragraph(text: string, x: number, y: number): { shapes: Text[]; height: number } {
	const lines = wrapText(setter, text, style(place.body.size), { widthMm: place.body.width });
	if ('refusal' in lines) throw new Error(lines.refusal);
	return {
		shapes: lines.map((line, i) => ({ kind: 'text', line, x, y: y + i * lineMm, ink: BLACK })),
		height: lines.length * lineMm + gapMm
	};
}

/** The paragraphs that all letters share, from the baseline 0 on. */
function sharedStamp(): { stamp: Stamp; height: number } {
	const shapes: Shape[] = [];
	let height = 0;
	for (const text of content.sharedParagraphs) {
		const set = paragraph(text, 0, height);
		shapes.push(...set.shapes);
		height += set.height;
	}
	return { stamp: { kind: 'stamp', name: 'shared', shapes, x: 0, y: 0 }, height };
}

type Household = ReturnType<typeof content.household>;

const frame: Shape = {
	kind: 'rect',
	x: place.frame.x,
	y: place.frame.y,
	w: place.frame.width,
	h: place.frame.height,
	stroke: { ink: BLACK, widthMm: place.frame.line }
};

function stickerPage(one: Household): Page {
	return {
		...A4,
		shapes: [
			at(content.title(one), place.title.x, place.title.y, place.title.size),
			frame,
			qr(one.stickerUrl, place.sticker),
			centred(one.code, place.code.y, place.code.size),
			...content.discs.map(({ x, y }, i): Stamp => ({ ...discOf[one.things[i]!]!, x, y }))
		]
	};
}

function letterPage(one: Household, shared: ReturnType<typeof sharedStamp>): Page {
	const { x, y } = place.body;
	const first = paragraph(content.firstParagraph(one), x, y);
	const last = paragraph(content.lastParagraph(one), x, y + first.height + shared.height);
	return {
		...A4,
		shapes: [
			at(content.letterTitle(one), place.letterTitle.x, place.letterTitle.y, place.letterTitle.size),
			...first.shapes,
			{ ...shared.stamp, x, y: y + first.height },
			...last.shapes,
			at(one.code, place.letterCode.x, place.letterCode.y, place.letterCode.size),
			qr(one.letterUrl, place.letterQr)
		]
	};
}

function* pages(): Generator<Page> {
	const shared = sharedStamp();
	for (let i = 0; i < Number(mailboxes); i++) {
		const one = content.household(i);
		yield stickerPage(one);
		yield letterPage(one, shared);
	}
}

const file = openSync(out!, 'w');
const write = (bytes: Uint8Array) => void writeSync(file, bytes);
await paintPdf(pages(), { title: 'Palier', language: 'fr' }, setter, write, pdfTools());
closeSync(file);
