/** Chromium: the pages as HTML with SVG, printed by `--print-to-pdf`. It is not an npm package: it must be installed. */
import { execFile } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { pathToFileURL } from 'node:url';
import * as content from '../content.mjs';
import { count, darkRuns, fontFile, out, pictograms } from './ink.mjs';

const { place } = content;
const folder = mkdtempSync(join(dirname(out), 'chromium-'));
const html = join(folder, 'kit.html');
const file = openSync(html, 'w');
const write = (text) => writeSync(file, text);
write(head());
for (let i = 0; i < count; i++) {
	const one = content.household(i);
	write(stickerPage(one) + letterPage(one));
}
closeSync(file);
await promisify(execFile)(process.env.BENCH_CHROMIUM ?? 'chromium', [
	...[
		'--headless',
		'--no-sandbox',
		'--disable-gpu',
		'--no-first-run',
		'--disable-extensions',
		'--disable-sync'
	],
	...['--disable-background-networking', '--disable-component-update', '--disable-dev-shm-usage'],
	...['--allow-file-access-from-files', '--no-pdf-header-footer', '--timeout=600000'],
	...[`--user-data-dir=${join(folder, 'profile')}`, `--print-to-pdf=${out}`, pathToFileURL(html).href]
]);
rmSync(folder, { recursive: true, force: true });

function head() {
	const { size, lineHeight, paragraphGap } = place.body;
	const symbols = pictograms.map(
		({ path }, i) => `<symbol id="thing${i}" viewBox="0 0 24 24"><path d="${path}"/></symbol>`
	);
	return (
		'<!doctype html><html lang="fr"><meta charset="utf-8"><title>Palier</title><style>@page{size:A4;margin:0}' +
		`@font-face{font-family:House;src:url(${pathToFileURL(fontFile).href})}body{margin:0;font-family:House}` +
		'.page{position:relative;width:210mm;height:296.9mm;break-after:page;overflow:hidden}.page>*{position:absolute}' +
		'.line{line-height:0;white-space:nowrap}' +
		`.body{font-size:${size}pt;line-height:${lineHeight}pt}.body p{margin:0 0 ${paragraphGap}pt}</style>` +
		`<svg width="0" height="0" style="position:absolute">${symbols.join('')}</svg>`
	);
}

function stickerPage(one) {
	const { x, y, width, height, line } = place.frame;
	const radius = content.DISC_RADIUS;
	const half = content.PICTOGRAM_SIDE / 2;
	const things = content.discs.map(
		(disc, i) =>
			`<svg ${at(disc.x - radius, disc.y - radius, `width:${2 * radius}mm;height:${2 * radius}mm`)} ` +
			`viewBox="${-radius} ${-radius} ${2 * radius} ${2 * radius}"><circle r="${radius}"/>` +
			`<use href="#thing${one.things[i]}" x="${-half}" y="${-half}" width="${2 * half}" height="${2 * half}" fill="#fff"/></svg>`
	);
	return (
		'<div class="page">' +
		text(content.title(one), place.title) +
		`<div ${at(x - line / 2, y - line / 2, `width:${width - line}mm;height:${height - line}mm;border:${line}mm solid`)}></div>` +
		qr(one.stickerUrl, place.sticker) +
		text(one.code, { x: 0, ...place.code }, 'width:210mm;text-align:center') +
		`${things.join('')}</div>`
	);
}

function letterPage(one) {
	const { x, y, width, size } = place.body;
	return (
		'<div class="page">' +
		text(content.letterTitle(one), place.letterTitle) +
		`<div class="body" ${at(x, y - size * 0.45, `width:${width}mm`)}>` +
		`${content
			.paragraphs(one)
			.map((paragraph) => `<p>${paragraph}</p>`)
			.join('')}</div>` +
		qr(one.letterUrl, place.letterQr) +
		text(one.code, place.letterCode) +
		'</div>'
	);
}

function at(x, y, more = '') {
	return `style="left:${x}mm;top:${y}mm;${more}"`;
}

/** Its line has no height: the text's middle is at its top. */
function text(words, { x, y, size }, more = '') {
	return `<div class="line" ${at(x, y - size * 0.12, `font-size:${size}pt;${more}`)}>${words}</div>`;
}

function qr(words, { x, y, side }) {
	const { size, runs } = darkRuns(words);
	const path = runs.map(([column, row, length]) => `M${column} ${row}h${length}v1h-${length}z`).join('');
	return `<svg viewBox="0 0 ${size} ${size}" ${at(x, y, `width:${side}mm;height:${side}mm`)}><path d="${path}"/></svg>`;
}
