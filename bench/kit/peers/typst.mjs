/** Typst, compiled in this process: a template and the households as JSON; QR symbols and things as SVG. */
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as content from '../content.mjs';
import { count, darkRuns, fontFile, out, pictograms } from './ink.mjs';

const { place } = content;
const workspace = mkdtempSync(join(dirname(out), 'typst-'));
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: [readFileSync(fontFile)] }] });
const shadow = (name, text) => compiler.mapShadow(join(workspace, name), Buffer.from(text));

const side = (24 * 2 * content.DISC_RADIUS) / content.PICTOGRAM_SIDE;
pictograms.forEach(({ path }, i) =>
	shadow(
		`thing${i}.svg`,
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${12 - side / 2} ${12 - side / 2} ${side} ${side}">` +
			`<circle cx="12" cy="12" r="${side / 2}"/><path fill="#fff" d="${path}"/></svg>`
	)
);
const households = Array.from({ length: count }, (_, i) => content.household(i));
shadow(
	'households.json',
	JSON.stringify(
		households.map((one) => ({
			...{ title: content.title(one), letterTitle: content.letterTitle(one), code: one.code },
			...{ paragraphs: content.paragraphs(one), things: one.things },
			...{ sticker: symbol(one.stickerUrl), letterQr: symbol(one.letterUrl) }
		}))
	)
);
compiler.addSource(join(workspace, 'main.typ'), template());
const made = compiler.compile({ mainFilePath: join(workspace, 'main.typ') });
if (!made.result) throw new Error(JSON.stringify(made.takeDiagnostics()?.shortDiagnostics));
writeFileSync(out, compiler.pdf(made.result));
rmSync(workspace, { recursive: true });

function symbol(text) {
	const { size, runs } = darkRuns(text);
	const path = runs.map(([x, y, length]) => `M${x} ${y}h${length}v1h-${length}z`).join('');
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}"/></svg>`;
}

function template() {
	const at = (x, y, what) => `#place(top + left, dx: ${x}mm, dy: ${y}mm, ${what})\n`;
	const { size, width, lineHeight, paragraphGap } = place.body;
	const text = ({ x, y, size }, what) => at(x, y, `text(size: ${size}pt, ${what})`);
	return (
		'#set page(width: 210mm, height: 297mm, margin: 0mm)\n' +
		`#set text(font: "Atkinson Hyperlegible Next", size: ${size}pt, hyphenate: false, top-edge: "baseline", bottom-edge: "baseline")\n` +
		`#set par(leading: ${lineHeight}pt, spacing: ${lineHeight + paragraphGap}pt)\n` +
		'#for h in json("households.json") [\n' +
		text(place.title, 'h.title') +
		at(
			place.frame.x,
			place.frame.y,
			`rect(width: ${place.frame.width}mm, height: ${place.frame.height}mm, stroke: ${place.frame.line}mm)`
		) +
		at(
			place.sticker.x,
			place.sticker.y,
			`image(bytes(h.sticker), format: "svg", width: ${place.sticker.side}mm)`
		) +
		at(0, place.code.y, `box(width: 210mm, align(center, text(size: ${place.code.size}pt, h.code)))`) +
		content.discs
			.map(({ x, y }, i) =>
				at(
					x - content.DISC_RADIUS,
					y - content.DISC_RADIUS,
					`image("thing" + str(h.things.at(${i})) + ".svg", width: ${2 * content.DISC_RADIUS}mm)`
				)
			)
			.join('') +
		'#pagebreak()\n' +
		text(place.letterTitle, 'h.letterTitle') +
		at(place.body.x, place.body.y, `box(width: ${width}mm, for p in h.paragraphs { par(p) })`) +
		at(
			place.letterQr.x,
			place.letterQr.y,
			`image(bytes(h.letterQr), format: "svg", width: ${place.letterQr.side}mm)`
		) +
		text(place.letterCode, 'h.code') +
		'#pagebreak(weak: true)\n]\n'
	);
}
