/**
 * pdf-lib by somebody who knows it: one subset font whose glyphs are measured once, discs as form XObjects, pages as
 * operators packed by node:zlib and put into the tree by hand, saved in one go.
 */
import fontkit from '@pdf-lib/fontkit';
import { readFileSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import * as content from '../content.mjs';
import { count, discOperators, fontFile, out, PAGE, pt, qrOperators, short, up, wrapped } from './ink.mjs';

const { place } = content;
const document = await PDFDocument.create({ updateMetadata: false });
document.registerFontkit(fontkit);
const font = await document.embedFont(readFileSync(fontFile), { subset: true });
const { context } = document;

const codes = new Map();
const advances = new Map();
for (const character of content.characters) {
	codes.set(character, font.encodeText(character).toString().slice(1, -1));
	advances.set(character, font.widthOfTextAtSize(character, 1));
}

const radius = pt(content.DISC_RADIUS);
const disc = { Type: 'XObject', Subtype: 'Form', BBox: [-radius, -radius, radius, radius] };
const forms = discOperators.map((operators, i) => [`I${i}`, context.register(packed(operators, disc))]);
const resources = context.register(
	context.obj({ Font: { F: font.ref }, XObject: Object.fromEntries(forms) })
);
const kept = content.sharedParagraphs.map(set);
const tree = document.catalog.get(PDFName.of('Pages'));
const pages = context.obj([]);
for (let i = 0; i < count; i++) {
	const one = content.household(i);
	addPage(stickerPage(one));
	addPage(letterPage(one));
}
document.catalog.Pages().set(PDFName.of('Kids'), pages);
document.catalog.Pages().set(PDFName.of('Count'), context.obj(2 * count));
writeFileSync(
	out,
	await document.save({
		...{ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false },
		objectsPerTick: Infinity
	})
);

function addPage(operators) {
	const page = {
		...{ Type: 'Page', Parent: tree, MediaBox: [0, 0, ...PAGE], Resources: resources },
		Contents: context.register(packed(operators))
	};
	pages.push(context.register(context.obj(page)));
}

function packed(operators, dict = {}) {
	const bytes = deflateSync(Buffer.from(operators, 'latin1'));
	return PDFRawStream.of(context.obj({ ...dict, Filter: 'FlateDecode' }), bytes);
}

function stickerPage(one) {
	const { x, y, width, height, line } = place.frame;
	const middle = (PAGE[0] - measure(one.code) * place.code.size) / 2;
	return (
		text(content.title(one), pt(place.title.x), up(place.title.y), place.title.size) +
		`${short(pt(line))} w ${[pt(x), up(y + height), pt(width), pt(height)].map(short).join(' ')} re S\n` +
		text(one.code, middle, up(place.code.y), place.code.size) +
		content.discs
			.map((at, j) => `q 1 0 0 1 ${short(pt(at.x))} ${short(up(at.y))} cm /I${one.things[j]} Do Q\n`)
			.join('') +
		qrOperators(one.stickerUrl, place.sticker)
	);
}

function letterPage(one) {
	const { x, y, size, lineHeight, paragraphGap } = place.body;
	const paragraphs = [set(content.firstParagraph(one)), ...kept, set(content.lastParagraph(one))];
	let top = up(y);
	let operators = `BT /F ${size} Tf ${lineHeight} TL\n`;
	for (const { shown, lines } of paragraphs) {
		operators += `1 0 0 1 ${short(pt(x))} ${short(top + lineHeight)} Tm ${shown}`;
		top -= lines * lineHeight + paragraphGap;
	}
	return (
		text(content.letterTitle(one), pt(place.letterTitle.x), up(place.letterTitle.y), place.letterTitle.size) +
		`${operators}ET\n` +
		text(one.code, pt(place.letterCode.x), up(place.letterCode.y), place.letterCode.size) +
		qrOperators(one.letterUrl, place.letterQr)
	);
}

function set(paragraph) {
	const lines = wrapped(paragraph, pt(place.body.width) / place.body.size, measure);
	return { shown: lines.map((line) => `${encoded(line)} '\n`).join(''), lines: lines.length };
}

function text(words, x, y, size) {
	return `BT /F ${size} Tf ${short(x)} ${short(y)} Td ${encoded(words)} Tj ET\n`;
}

function encoded(words) {
	let hex = '<';
	for (const character of words) hex += codes.get(character);
	return `${hex}>`;
}

function measure(words) {
	let sum = 0;
	for (const character of words) sum += advances.get(character);
	return sum;
}
