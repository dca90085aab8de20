/**
 * The limit: a PDF of as many pages, written by hand. Of each mailbox it has the two QR symbols, made by the same `qrcode`
 * with a fixed mask, each painted once as one path; on every page one stamped form; the same deflate. No layout, no text,
 * no fonts. Less cannot be done by a program that makes its QR symbols with that library.
 */
import QRCode from 'qrcode';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { deflateSync } from 'node:zlib';

const [, , plan, out] = process.argv;
/** @type {{ publicUrl: string, codes: string[], otherPages: number, stamp: string }} */
const { publicUrl, codes, otherPages, stamp } = JSON.parse(readFileSync(plan, 'utf8'));

const POINTS_PER_MM = 72 / 25.4;
const FIXED_MASK = 2;
const file = openSync(out, 'w');
const places = [];
let written = 0;

put('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
const [catalog, tree, form] = [1, 2, 3];
let last = form;
object(form, stream('/Type/XObject/Subtype/Form/BBox[0 0 210 297]/Resources<<>>', stamp));
const pages = [];
for (let i = 0; i < otherPages; i++) page('');
for (const code of codes) {
	page(path(symbol(`${publicUrl}/a/${code}#${code.slice(0, 9)}`), 11, 105, 50));
	page(path(symbol([{ data: `${publicUrl.toUpperCase()}/${code}`, mode: 'alphanumeric' }]), 10, 30, 34));
}
object(tree, `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((n) => `${n} 0 R`).join(' ')}]>>`);
object(catalog, `<</Type/Catalog/Pages ${tree} 0 R>>`);
end();

function symbol(content) {
	return QRCode.create(content, { errorCorrectionLevel: 'Q', maskPattern: FIXED_MASK }).modules;
}

/** One path of all the dark modules, a rectangle for each run of them. */
function path({ size, data }, x, y, mm) {
	const scale = mm / size;
	let operators = `q ${scale.toFixed(6)} 0 0 ${scale.toFixed(6)} ${x} ${y} cm\n`;
	for (let row = 0; row < size; row++)
		for (let column = 0; column < size; column++) {
			const from = column;
			while (column < size && data[row * size + column]) column++;
			if (column > from) operators += `${from} ${row} ${column - from} 1 re\n`;
		}
	return operators + 'f Q\n';
}

function page(content) {
	const k = POINTS_PER_MM.toFixed(7);
	object(++last, stream('', `${k} 0 0 -${k} 0 841.8898 cm\n/S0 Do\n${content}`));
	object(
		last + 1,
		`<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 595.2756 841.8898]/Resources<</XObject<</S0 ${form} 0 R>>>>/Contents ${last} 0 R>>`
	);
	pages.push(++last);
}

function stream(dict, content) {
	const packed = deflateSync(Buffer.from(content, 'latin1'));
	const head = `<<${dict}/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`;
	return Buffer.concat([Buffer.from(head, 'latin1'), packed, Buffer.from('\nendstream', 'latin1')]);
}

function object(number, content) {
	places[number] = written;
	put(`${number} 0 obj\n`);
	put(content);
	put('\nendobj\n');
}

function put(bytes) {
	written += writeSync(file, typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
}

function end() {
	const start = written;
	const rows = places.slice(1).map((place) => `${String(place).padStart(10, '0')} 00000 n \n`);
	put(`xref\n0 ${places.length}\n0000000000 65535 f \n${rows.join('')}`);
	put(`trailer\n<</Size ${places.length}/Root ${catalog} 0 R>>\nstartxref\n${start}\n%%EOF\n`);
	closeSync(file);
}
