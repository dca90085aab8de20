/** muhammara, a binding of the C++ library PDF-Writer, at its quickest: discs as forms, QR symbols as operators. */
import { createRequire } from 'node:module';
import * as content from '../content.mjs';
import { count, discOperators, fontFile, out, PAGE, pt, qrOperators, short, up, wrapped } from './ink.mjs';

const muhammara = createRequire(import.meta.url)('muhammara');
const { place } = content;
const writer = muhammara.createWriter(out);
const font = writer.getFontForFile(fontFile);
const discs = discOperators.map(discForm);
const advances = new Map();

for (let i = 0; i < count; i++) {
	const one = content.household(i);
	onPage((ink) => stickerPage(ink, one));
	onPage((ink) => letterPage(ink, one));
}
writer.end();

function onPage(paint) {
	const page = writer.createPage(0, 0, ...PAGE);
	paint(writer.startPageContentContext(page));
	writer.writePage(page);
}

function discForm(operators) {
	const radius = pt(content.DISC_RADIUS);
	const form = writer.createFormXObject(-radius, -radius, radius, radius);
	form.getContentContext().writeFreeCode(operators);
	writer.endFormXObject(form);
	return form;
}

function stickerPage(ink, one) {
	const { x, y, width, height, line } = place.frame;
	text(ink, content.title(one), pt(place.title.x), up(place.title.y), place.title.size);
	ink.writeFreeCode(
		`${short(pt(line))} w ${[pt(x), up(y + height), pt(width), pt(height)].map(short).join(' ')} re S\n`
	);
	ink.writeFreeCode(qrOperators(one.stickerUrl, place.sticker));
	const middle = (PAGE[0] - measure(one.code) * place.code.size) / 2;
	text(ink, one.code, middle, up(place.code.y), place.code.size);
	content.discs.forEach((disc, j) =>
		ink.q().cm(1, 0, 0, 1, pt(disc.x), up(disc.y)).doXObject(discs[one.things[j]]).Q()
	);
}

function letterPage(ink, one) {
	const { x, y, width, size, lineHeight, paragraphGap } = place.body;
	text(
		ink,
		content.letterTitle(one),
		pt(place.letterTitle.x),
		up(place.letterTitle.y),
		place.letterTitle.size
	);
	let top = up(y);
	for (const paragraph of content.paragraphs(one)) {
		ink
			.BT()
			.Tf(font, size)
			.TL(lineHeight)
			.Tm(1, 0, 0, 1, pt(x), top + lineHeight);
		for (const line of wrapped(paragraph, pt(width) / size, measure)) {
			ink.Quote(line);
			top -= lineHeight;
		}
		ink.ET();
		top -= paragraphGap;
	}
	ink.writeFreeCode(qrOperators(one.letterUrl, place.letterQr));
	text(ink, one.code, pt(place.letterCode.x), up(place.letterCode.y), place.letterCode.size);
}

function text(ink, words, x, y, size) {
	ink.BT().Tf(font, size).Td(x, y).Tj(words).ET();
}

/** Each character is measured once, between two others, so that a space counts too. */
function measure(words) {
	let sum = 0;
	for (const character of words) {
		let advance = advances.get(character);
		if (advance === undefined) {
			const [with_, without] = [`n${character}n`, 'nn'].map(
				(one) => font.calculateTextDimensions(one, 1000).width
			);
			advances.set(character, (advance = (with_ - without) / 1000));
		}
		sum += advance;
	}
	return sum;
}
